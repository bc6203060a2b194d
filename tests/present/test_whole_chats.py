"""Proves: whatever happens in the shipped flows, in each of their languages, messages are whole.

1. No text is empty where one is due, no mark `{…}` is left open, no label of code shows.
2. Every button means an input; every turn in a button is the conversation's.
3. Presenting is pure: the same state and events give equal messages.
"""

import random
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TypeAlias

import pytest

from bot.engine import inputs as i
from bot.engine.events import Event
from bot.engine.result import score
from bot.engine.state import State
from bot.engine.step import step
from bot.messages import Button, Message, QuestionCard
from bot.present import present
from bot.present.phrases import LANGUAGES
from bot.present.result.since import AfterResult, Before
from bot.present.story import TELLERS
from bot.wishes import Wish
from tests.present.chat import shipped

NAMES = ("business-systems", "delivery-check", "team-health", "weekly-pulse")
FLOWS = {name: shipped(name) for name in NAMES}
Told: TypeAlias = tuple[State, tuple[Event, ...], tuple[Message, ...]]
LOOKS = (i.Help(), i.Review(), i.ShowResult(), i.ShowWorkings(), i.Pause(), i.Start(), i.Remind(), i.Back())


def texts(value: object) -> Iterator[str]:
    """Every text inside a message."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name != "press":
                yield from texts(getattr(value, field.name))


def talk(
    name: str, language: str, seed: int, after: AfterResult | None = None
) -> Iterator[tuple[State, tuple[Event, ...], tuple[Message, ...]]]:
    """One chat with taps chosen by chance and looks in between."""
    chance, flow = random.Random(seed), FLOWS[name]
    taken: i.Input = i.Start(language)
    state = State()
    for _ in range(150):
        state, events = step(flow, state, taken)
        messages = present(flow, state, events, operator="Example Ltd", after=after)
        yield state, events, messages
        cards = [message for message in messages if isinstance(message, QuestionCard)]
        looks = chance.random() < 0.15 or not cards
        taken = chance.choice(LOOKS) if looks else answer(chance, cards[-1])


def answer(chance: random.Random, card: QuestionCard) -> i.Input:
    """Some way to answer a card."""
    if any(option.ticked for option in card.options):
        return meant(card.ways[0])
    if card.options:
        return meant(chance.choice(card.options).button)
    return i.Typed(chance.choice(["12", "a@example.com", "+44 20 7946 0018", "Some words", ""]))


def meant(button: Button) -> i.Input:
    """What pressing *button* means to the conversation."""
    assert not isinstance(button.press, Wish)
    return button.press


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_whole(name: str, language: str) -> None:
    before = Before(score(FLOWS[name], {}), date(2030, 2, 3))
    for _, events, messages in talk(name, language, len(name), AfterResult("c1", before)):
        for message in messages:
            for text in texts(message):
                assert "{" not in text, events
                assert "}" not in text, events
                assert "Blank." not in text, events
                assert "Fraction" not in text, events
            if isinstance(message, QuestionCard):
                assert message.text


@pytest.mark.parametrize("name", NAMES)
def test_presenting_twice_gives_the_same(name: str) -> None:
    for state, events, messages in talk(name, "en", seed=7):
        assert present(FLOWS[name], state, events, operator="Example Ltd") == messages


def test_every_kind_of_event_has_its_teller() -> None:
    assert set(TELLERS) == set(Event.__args__)
