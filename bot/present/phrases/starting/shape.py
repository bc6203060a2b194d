"""The words with which a team check-in is set up, as typed fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.present.phrases.plural import Plural


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """A form. Its title and buttons have at most 24 characters."""

    title: str
    next: str
    close: str
    flow: str
    team: str
    team_hint: str
    channels: str
    channels_hint: str
    groups: str
    people: str
    also: str
    guests: str
    externals: str
    answers: str
    anonymous: str
    anonymous_about: str
    named: str
    named_about: str
    only_named: str
    least: str
    least_hint: str
    first_on: str
    first_on_hint: str
    every: str
    at: str
    zone: str
    each_own: str
    days: str
    weekdays_only: str
    calendar: str
    calendar_hint: str
    open: str
    reminders: str
    viewers: str
    viewers_hint: str
    who: str
    """Headings, from here on."""
    terms: str
    times: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OftenWords:
    """How often, how long, how many: what stands on options, and within sentences."""

    once: str
    day: str
    weekday: str
    week: str
    weeks: Plural
    month: str
    hours: Plural
    days: Plural
    reminders: Plural
    no_reminders: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongWords:
    """What is wrong with a field, beside it."""

    missing: str
    nobody: str
    """No audience is named."""
    unknown: str
    too_many: str
    past: str
    too_far: str
    not_anonymous: str
    between: str
    letters: str
    calendar: str
    hidden: str
    no_groups: str
    not_allowed: str
    gone: str
    later: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewWords:
    """What becomes of it, before it begins."""

    title: str
    begin: str
    back: str
    asked: Plural
    """How many people get which flow."""
    at: str
    at_unknown: str
    """For those whose zone nobody knows."""
    people: Plural
    more: Plural
    not_asked: str
    reasons: Mapping[str, Plural]
    """By the names of `LeftOut`."""
    nobody: str
    few: str
    small: str
    """`{enough}`."""
    anonymous: str
    named: str
    once: str
    again: str
    takes: str
    reminded: Plural
    not_reminded: str
    viewers: Plural
    only_you: str
    frozen: str
    """What cannot be changed any more once it has begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunWords:
    """It has begun, or why it has not."""

    title: str
    asked: Plural
    at: str
    at_own: str
    stop: str
    my_checkins: str
    """A label."""
    not_yours: str
    ask: str
    no_admins: str
    no_flows: str
    wrong: str
    """Something in it is not possible any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionWords:
    """What is decided about an area."""

    title: str
    save: str
    area: str
    text: str
    owner: str
    person: str
    due: str
    due_hint: str
    planned: str
    gone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagersWords:
    """Who may start check-ins."""

    title: str
    save: str
    people: str
    hint: str
    chosen: Plural
    nobody: str
    not_admin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartingWords:
    """All of it in one language."""

    form: FormWords
    often: OftenWords
    wrong: WrongWords
    preview: PreviewWords
    begun: BegunWords
    action: ActionWords
    managers: ManagersWords
