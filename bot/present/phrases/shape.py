"""Everything the product itself says, as typed fields: a language that leaves one out does not type-check.

`{…}` marks what is put in; the same marks stand in every language. Sentences are whole, never joined from
parts of sentences, because languages order their parts differently.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plural:
    """One wording for each plural category of the language; a category left empty is worded like `other`."""

    other: str
    zero: str = ""
    one: str = ""
    two: str = ""
    few: str = ""
    many: str = ""

    def form(self, category: str) -> str:
        """The wording for a category as Babel names it."""
        forms = {"zero": self.zero, "one": self.one, "two": self.two, "few": self.few, "many": self.many}
        return forms.get(category) or self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Around an open question."""

    progress: str
    progress_about: str
    done: str
    skip: str
    back: str
    help: str
    yes: str
    no: str
    skipped: str
    """What stands for the answer to a question that was left out."""
    understood: str
    expects_number: str
    expects_number_between: str
    expects_number_from: str
    expects_number_up_to: str
    expects_characters: Plural
    expects_email: str
    expects_phone: str
    expects_several: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTakenWords:
    """Why something typed was not taken, and what to do."""

    empty: str
    no_match: str
    two_choices: str
    out_of_range: str
    not_a_number: str
    two_numbers: str
    too_many_digits: str
    too_long: Plural
    not_an_email: str
    not_a_phone: str
    not_yes_or_no: str
    alone: str
    part_not_understood: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedWords:
    """Why a wish was not followed, and what to do."""

    stale: str
    stale_and_nothing_open: str
    unknown_button: str
    nothing_ticked: str
    cannot_skip: str
    cannot_skip_but: str
    """Where "don't know" is an answer."""
    no_way_back: str
    no_result_yet: str
    nothing_to_change: str
    not_answered: str
    unknown_language: str
    closed: str
    nothing_open: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """How a conversation goes on, rests and ends. The `_empty` forms are for no answers at all."""

    welcome_back: Plural
    welcome_back_empty: str
    restarted: str
    restart_undone: Plural
    paused: Plural
    paused_empty: str
    stopped: Plural
    stopped_empty: str
    expired: Plural
    expired_empty: str
    reminded: Plural
    reminded_empty: str
    language_changed: str
    finished: str
    declined: str
    your_answers: str
    change: str
    go_on: str
    stop: str
    start_again: str
    my_answers: str
    my_result: str
    accept: str
    decline: str
    stop_reminding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Helping:
    """Help, and one line for each command."""

    product: str
    """Where neither question nor flow has help of its own."""
    back: str
    skip: str
    answers: str
    result: str
    restart: str
    stop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultWords:
    """The result page (scoring.md §8)."""

    opening: str
    """With a level."""
    opening_score: str
    """Without levels."""
    opening_areas: str
    """Without an overall."""
    of_100: str
    of_range: str
    changed: str
    no_overall: str
    missing_areas: str
    missing_questions: str
    too_few_areas: Plural
    nothing_applies: str
    area_answered: str
    """One area that lacks answers, with how many it has."""
    margin: str
    borderline: str
    bars_title: str
    not_applicable: str
    not_enough: str
    outside_table: str
    could_not_say: str
    weakest_title: str
    weak: str
    weak_joint: str
    owner: str
    owner_label: str
    none_below: str
    rules_title: str
    fired: str
    """A rule or gate with its id; `{because}` names the scores and answers it looked at."""
    fired_because: str
    overall: str
    plans_title: str
    because: str
    because_gates: str
    keep: str
    why: str
    this_week: str
    next_30_days: str
    done_when: str
    how_computed: str
    change_answer: str
    see_changes: str
    share: str
    repeat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingsWords:
    """How the result was computed. `{sum}` is arithmetic: `(75 + 50) / 2 = 62 1/2`."""

    title: str
    all_questions: str
    """In place of an area's title, in a flow without areas."""
    question: str
    answer: str
    points: str
    percent: str
    weight: str
    points_of: str
    reversed: str
    not_applicable: str
    missing: str
    left_out: str
    shown_as: str
    looked_up: str
    outside_table: str
    not_enough: str
    not_counted: str
    overall: str
    margin: str
    level: str
    capped: str
    not_computed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparingWords:
    """A result beside the one before. `{difference}` has its sign: `+12`."""

    since: str
    since_up: str
    since_down: str
    since_unclear: str
    title: str
    overall: str
    overall_only_now: str
    overall_only_before: str
    up: str
    """What may be said about the difference of the overall."""
    down: str
    unclear: str
    area: str
    area_up: str
    area_down: str
    area_unclear: str
    area_only_now: str
    area_only_before: str
    level: str
    level_same: str
    other_version: str
    nothing: str
    """Neither result has any score that the other could be compared with."""


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
class RepeatingWords:
    """Taking a check again, and passing it on."""

    will_ask: str
    due: str
    due_some_time: str
    """Where nothing is known of the last time."""
    invitation: str
    """What one sends to a friend, above a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """All of it in one language."""

    language: str
    comma: str
    """Between things in a row."""
    asking: Asking
    not_taken: NotTakenWords
    refused: RefusedWords
    going: Going
    helping: Helping
    result: ResultWords
    workings: WorkingsWords
    comparing: ComparingWords
    welcome: WelcomeWords
    menu: MenuWords
    settings: SettingsWords
    privacy: PrivacyWords
    held: HeldWords
    deleting: DeletingWords
    stray: StrayWords
    command: CommandWords
    repeating: RepeatingWords
