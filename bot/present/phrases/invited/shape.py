"""What is said to those who are asked to take part in a team's check-in, as typed fields."""

from dataclasses import dataclass

from bot.present.phrases.plural import Plural


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedWords:
    """In one language. `{until}` and `{time}` are a day with its hour, `{title}` is the check's."""

    heading: str
    asked_by: str
    """Before the mention of a person."""
    questions: Plural
    length: Plural
    """How many minutes `{questions}` take."""
    purpose: str
    anonymous: str
    shown_from: Plural
    """From how many answers on figures are shown."""
    unlinked_later: str
    own_words: str
    """Where something is to be written that may be shown word for word."""
    messenger: str
    """What somebody who administers the messenger may still see."""
    named: str
    until: str
    start: str
    go_on: str
    later: str
    not_this_time: str
    no_more: str
    reminder: str
    reminder_begun: str
    briefly_anonymous: str
    briefly_named: str
    put_off: str
    too_late: str
    """To put it off."""
    declined: str
    gone: str
    """*Not this time* after some questions."""
    after_all: str
    over: str
    finished_already: str
    thanks: str
    shown_at_close: Plural
    """To an anonymous round, from how many answers on."""
    unlinked_now: str
    named_at_close: str
    change: str
    leave: str
    closed: Plural
    """While somebody was answering; how many answers of theirs count."""
    closed_empty: str
    closed_anonymous: str
