"""What a button carries: which conversation, which turn, what it means, and a checksum (design §4).

    t01j9zk4q8v6n2x5c7b3m1w0d2f.5.3.2.9p2kq7r1tz     tap, conversation, turn 5, question 3, choice 2, checksum

A token names question and choice by their numbers in the flow, so it never holds an answer in words and fits
in 64 bytes. The checksum is keyed: nobody makes a token for another conversation, and none survives a change.
Whether a press is *stale* is the engine's business; a token says only from which turn it is.
"""

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b
from string import ascii_lowercase, digits
from typing import Final, NamedTuple, TypeAlias

from bot.definition.answer import DONT_KNOW
from bot.definition.model import Flow, Kind
from bot.engine.inputs import (
    Accept,
    Back,
    Change,
    Decline,
    Done,
    Help,
    Input,
    Pause,
    Restart,
    Review,
    ShowResult,
    ShowWorkings,
    Skip,
    Speak,
    Start,
    Stop,
    Tap,
)

LONGEST: Final = 64
"""Bytes: Telegram's `callback_data`; Slack takes 2,000."""
_ALPHABET: Final = digits + ascii_lowercase
_BASE: Final = len(_ALPHABET)
_LARGEST: Final = _BASE**6
_DIGEST: Final = 10
"""Bytes."""
_OF_BASE_32: Final = f"{ascii_lowercase}234567"
_PAIRS: Final = tuple(first + second for first in _OF_BASE_32 for second in _OF_BASE_32)


class Refusal(Enum):
    """Why a token is not followed."""

    UNREADABLE = "unreadable"
    """Not in our form: cut, or of a version that wrote them otherwise."""
    FORGED = "forged"
    """The checksum is not ours."""
    FOREIGN = "foreign"
    """Ours, but of another conversation."""
    UNKNOWN = "unknown"
    """Ours, but the flow has no such question, choice or language."""


class Parts(NamedTuple):
    """What a token says, before the flow is asked what the numbers mean."""

    verb: str
    turn: int | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verb:
    """One kind of press: its letter, and the way to its numbers and back."""

    letter: str
    kind: type[Input]
    numbers: Callable[[Flow, Input], tuple[int, ...]]
    made: Callable[[Flow, int | None, tuple[int, ...]], Input]


Pressed: TypeAlias = Input | Refusal


def encode(pressed: Input, *, conversation: str, flow: Flow, key: bytes) -> str:
    """The token of a button. ValueError for what no button can mean, or what does not fit."""
    verb = _BY_KIND.get(type(pressed))
    if verb is None or (isinstance(pressed, Start) and pressed.carried):
        raise ValueError(f"no button means {pressed!r}")
    if not conversation or not set(conversation) <= set(_ALPHABET):
        raise ValueError("the id of a conversation is made of digits and small letters")
    turn = getattr(pressed, "turn", None)
    places = ["" if turn is None else _written(turn), *map(_written, verb.numbers(flow, pressed))]
    body = ".".join((verb.letter + conversation, *places))
    token = signed(body, key)
    if len(token) > LONGEST:
        raise ValueError(f"a token of {len(token)} bytes does not fit in {LONGEST}")
    return token


def decode(token: str, *, conversation: str, flow: Flow, keys: Sequence[bytes]) -> Pressed:
    """What pressing the button with this token means, or why it is not followed."""
    body, _, _ = token.rpartition(".")
    head, *places = body.split(".")
    verb = _BY_LETTER.get(head[:1])
    if verb is None or not places or not token.isascii():
        return Refusal.UNREADABLE
    if not is_ours(token, keys):
        return Refusal.FORGED
    if head[1:] != conversation:
        return Refusal.FOREIGN
    turn, numbers = places[0], tuple(_read(place) for place in places[1:])
    try:
        return verb.made(flow, _read(turn) if turn else None, numbers)
    except (IndexError, ValueError):
        return Refusal.UNKNOWN


def conversation_of(token: str) -> str:
    """The conversation that a token names; nobody has looked at its checksum yet."""
    return token.partition(".")[0][1:]


def signed(body: str, key: bytes) -> str:
    """*body* with its checksum."""
    return f"{body}.{_checksum(body, key)}"


def is_ours(token: str, keys: Sequence[bytes]) -> bool:
    """Was the checksum made with one of the *keys*?"""
    body, _, checksum = token.rpartition(".")
    if not token.isascii():
        return False
    return any(hmac.compare_digest(_checksum(body, key), checksum) for key in keys)


def _checksum(body: str, key: bytes) -> str:
    # BLAKE2 takes a key by itself (RFC 7693); HMAC over SHA-256 takes ten times as long, ten times a card.
    digest = blake2b(body.encode(), key=key, digest_size=_DIGEST).digest()
    # The first 50 bits in base 32 (RFC 4648), two letters at a time: one in 10^15 forgeries passes, and each
    # try is an update of its own.
    bits = int.from_bytes(digest[:7], "big") >> 6
    return (
        _PAIRS[bits >> 40]
        + _PAIRS[bits >> 30 & 1023]
        + _PAIRS[bits >> 20 & 1023]
        + _PAIRS[bits >> 10 & 1023]
        + _PAIRS[bits & 1023]
    )


def _written(number: int) -> str:
    """A number from 0 on in base 36."""
    if not 0 <= number < _LARGEST:
        raise ValueError(f"{number} is no number of a button")
    text = _ALPHABET[number % _BASE]
    while number := number // _BASE:
        text = _ALPHABET[number % _BASE] + text
    return text


def _read(text: str) -> int:
    return int(text, _BASE)


def _question(flow: Flow, question: str) -> int:
    return list(flow.by_id).index(question)


def _choices(flow: Flow, question: str) -> list[str]:
    """Everything that can be pressed at a question; 0 is *don't know*."""
    asked = flow.by_id[question]
    named = ["yes", "no"] if asked.kind is Kind.CONSENT else [choice.id for choice in asked.choices]
    return [DONT_KNOW.value, *named]


def _tap_numbers(flow: Flow, pressed: Input) -> tuple[int, ...]:
    if not isinstance(pressed, Tap):
        raise TypeError(pressed)
    place = _choices(flow, pressed.question).index(pressed.choice)
    return _question(flow, pressed.question), place


def _tap(flow: Flow, turn: int | None, numbers: tuple[int, ...]) -> Input:
    question_number, choice_number = numbers
    question = list(flow.by_id)[question_number]
    return Tap(_certain(turn), question, _choices(flow, question)[choice_number])


def _question_number(flow: Flow, pressed: Input) -> tuple[int, ...]:
    if not isinstance(pressed, Done | Change):
        raise TypeError(pressed)
    return (_question(flow, pressed.question),)


def _done(flow: Flow, turn: int | None, numbers: tuple[int, ...]) -> Input:
    (number,) = numbers
    return Done(_certain(turn), list(flow.by_id)[number])


def _change(flow: Flow, turn: int | None, numbers: tuple[int, ...]) -> Input:
    (number,) = numbers
    return Change(list(flow.by_id)[number], turn)


def _language_number(flow: Flow, pressed: Input) -> tuple[int, ...]:
    if not isinstance(pressed, Speak):
        raise TypeError(pressed)
    return (flow.languages.index(pressed.language),)


def _speak(flow: Flow, _turn: int | None, numbers: tuple[int, ...]) -> Input:
    (number,) = numbers
    return Speak(flow.languages[number])


def _no_numbers(_flow: Flow, _pressed: Input) -> tuple[int, ...]:
    return ()


def _certain(turn: int | None) -> int:
    if turn is None:
        raise ValueError("this button is of a turn")
    return turn


def _plain(letter: str, kind: Callable[[], Input]) -> Verb:
    """A press that says all by its kind."""
    return Verb(letter, type(kind()), _no_numbers, lambda _flow, _turn, _numbers: kind())


def _of_turn(letter: str, kind: type[Skip] | type[Back] | type[Accept] | type[Decline]) -> Verb:
    """A press that is meant for one turn."""
    return Verb(letter, kind, _no_numbers, lambda _flow, turn, _numbers: kind(turn))


_VERBS: Final = (
    Verb("t", Tap, _tap_numbers, _tap),
    Verb("d", Done, _question_number, _done),
    Verb("c", Change, _question_number, _change),
    Verb("l", Speak, _language_number, _speak),
    _of_turn("s", Skip),
    _of_turn("b", Back),
    _of_turn("y", Accept),
    _of_turn("n", Decline),
    _plain("g", Start),
    _plain("h", Help),
    _plain("v", Review),
    _plain("r", ShowResult),
    _plain("w", ShowWorkings),
    _plain("a", Restart),
    _plain("p", Pause),
    _plain("x", Stop),
)
_BY_KIND: Final[dict[type, Verb]] = {verb.kind: verb for verb in _VERBS}
_BY_LETTER: Final = {verb.letter: verb for verb in _VERBS}
