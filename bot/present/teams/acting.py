"""What was decided, and what became of it: a message for each action."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.messages import Button, Words
from bot.present.teams.standing import words_for
from bot.wishes import AboutAction, ActionVerb


class State(Enum):
    """What became of an action so far."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Decided:
    """An action, with what it is about in words."""

    id: str
    team: str
    area: str
    """Its title."""
    text: str
    owner: str
    due_on: date
    state: State = State.OPEN


def ask(language: str | None, one: Decided) -> Words:
    """What became of it? Asked when a round opens."""
    return _card(language, one, asks=True)


def card(language: str | None, one: Decided, *, goes_on: bool = False) -> Words:
    """How it stands; *goes_on*: that was just said."""
    return _card(language, one, goes_on=goes_on)


def nothing_decided(language: str | None) -> Words:
    """No action yet."""
    reader, words = words_for(language)
    return Words((words.action.none,), (), reader.language)


def _card(language: str | None, one: Decided, *, asks: bool = False, goes_on: bool = False) -> Words:
    reader, words = words_for(language)
    said = words.action
    states = {State.OPEN: said.is_open, State.DONE: said.is_done, State.DROPPED: said.is_dropped}
    last = said.ask if asks else said.goes_on if goes_on else states[one.state]
    paragraphs = (
        reader.say(said.what, area=one.area, text=one.text),
        reader.say(said.who, owner=one.owner, day=reader.day(one.due_on)),
        last,
    )
    verbs = (
        (said.done, ActionVerb.DONE), (said.going_on, ActionVerb.GOING_ON), (said.dropped, ActionVerb.DROPPED)
    )  # fmt: skip
    asked = one.state is State.OPEN and not goes_on
    buttons = tuple(Button(label, AboutAction(verb, one.id)) for label, verb in verbs) if asked else ()
    return Words(paragraphs, buttons, reader.language, title=reader.say(said.title, team=one.team))
