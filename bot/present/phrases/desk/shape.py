"""What the desk says, as typed fields: everything about a person that is not one conversation."""

from dataclasses import dataclass

from bot.present.phrases.plural import Plural


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeWords:
    """What a newcomer sees at a link."""

    questions: Plural
    length: Plural
    """Counts minutes; `{questions}` is the wording above."""
    run_by: str
    run_by_nobody: str
    """Where no operator is named."""
    start: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuWords:
    """The checks there are."""

    choose: str
    go_on: str
    done: str
    empty: str
    leads_nowhere: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsWords:
    """Language and messages nobody asked for."""

    language: str
    reminders_on: str
    reminders_off: str
    choose_language: str
    turn_on: str
    turn_off: str
    privacy: str
    my_data: str
    delete: str
    which_language: str
    language_chosen: str
    turned_on: str
    turned_off: str
    unsubscribed: Plural
    unsubscribed_empty: str
    reminders_at: str
    """When they come, at a time that was chosen."""
    reminders_at_work: str
    choose_time: str
    which_time: str
    at_work: str
    """The label of no time in particular."""
    time_chosen: str
    at_work_chosen: str
    no_zone: str
    checkins_on: str
    checkins_off: str
    checkins_off_until: str
    turn_checkins_on: str
    turn_checkins_off: str
    pause_checkins: str
    checkins_turned_on: str
    checkins_turned_off: str
    checkins_paused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyWords:
    """Who sees what, why and for how long."""

    operator: str
    nobody: str
    """Where no operator is named."""
    purpose: str
    years: Plural
    days: Plural
    shared: str
    see: str
    erase: str
    more: str
    """Above the address of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldWords:
    """Everything that is held about a person."""

    title: str
    since: str
    finished: str
    unfinished: str
    no_answers: str
    result: str
    agreed: str
    caption: str
    nothing: str
    round_invited: str
    round_declined: str
    round_open: str
    round_anonymous: str
    round_named: str
    rounds: str
    kept: str
    """Above answers that are not asked again."""
    forget: str
    forgotten: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletingWords:
    """Deleting it, with a receipt."""

    asked: str
    for_good: str
    delete_everything: str
    keep: str
    deleted: str
    receipt: str
    conversations: str
    answers: str
    results: str
    consents: str
    messages: str
    updates: str
    afterwards: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrayWords:
    """What cannot be read, cannot be done here, or went wrong."""

    unreadable: str
    unreadable_nothing_open: str
    unknown_command: str
    rewritten: str
    trouble: str
    too_much: str
    lost: str
    nothing_to_go_on: str
    only_in_private: str
    open_in_private: str
    not_yours: str
    share_contact: str
    share_my_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandWords:
    """What each command does, and what the whole is, where an app introduces it."""

    start: str
    continue_: str
    back: str
    cancel: str
    restart: str
    result: str
    language: str
    settings: str
    privacy: str
    mydata: str
    delete: str
    stop: str
    help: str
    about: str
    run_by: str
    run_by_nobody: str
    about_briefly: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckupWords:
    """Where all commands share one, and elsewhere in the workspace."""

    title: str
    menu: str
    start: str
    """Behind the command with `{flow}`, in the words of the reader."""
    flow: str
    """What stands for the name of a check."""
    team: str
    """What else can stand behind it."""
    checkins: str
    bare: str
    """That the word alone is enough in direct messages."""
    unknown: str
    look_in_messages: str
    not_installed: str
    could_not_now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeWords:
    """The page where a person sees all that is theirs."""

    run_by: str
    open_messages: str
    todo: str
    nothing_to_do: str
    length: Plural
    """Counts minutes; `{questions}` is worded like in a welcome."""
    resume: str
    nothing_open: str
    continue_: str
    last_active: str
    results: str
    no_results: str
    finished: str
    show: str
    more: Plural
    """Of what has no room."""
    settings: str
    language: str
    time: str
    zone: str
    held: str
    page: str
    """The label of the operator's own page about privacy."""
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatingWords:
    """Taking a check again, and passing it on."""

    will_ask: str
    due: str
    due_some_time: str
    """Where nothing is known of the last time."""
    invitation: str
    """What one sends to a friend, above a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskWords:
    """All of it in one language."""

    welcome: WelcomeWords
    menu: MenuWords
    settings: SettingsWords
    privacy: PrivacyWords
    held: HeldWords
    deleting: DeletingWords
    stray: StrayWords
    command: CommandWords
    checkup: CheckupWords
    home: HomeWords
    repeating: RepeatingWords
