"""Everything that is held about a person, to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from bot.messages import Button, Words
from bot.present.desk.settings import Daytime, when_they_come
from bot.present.reader import Reader, language_name, reader_for
from bot.wishes import AskToDelete, ForgetKept


@dataclass(frozen=True, slots=True)
class HeldConversation:
    """One check taken, in the words it was taken in."""

    title: str
    started: datetime
    finished: bool
    answers: tuple[tuple[str, str], ...]
    """Question and answer."""
    result: str
    """The overall as shown; "" without one."""
    consents: tuple[str, ...]
    """What was agreed to, word for word."""


class Part(Enum):
    """How far somebody is, or was, with a round of a team's check-in."""

    INVITED = "invited"
    DECLINED = "declined"
    BEGUN = "begun"
    ANONYMOUS = "took part, anonymous"
    """Their answers are nobody's."""
    NAMED = "took part, named"


@dataclass(frozen=True, slots=True)
class HeldPart:
    """That somebody was asked, and what came of it."""

    team: str
    title: str
    part: Part


@dataclass(frozen=True, slots=True)
class HeldAnswer:
    """An answer that is remembered, so that it is not asked for again."""

    question: str
    answer: str
    given_on: date


@dataclass(frozen=True, slots=True)
class Held:
    """All of it."""

    since: datetime
    channel: str
    language: str | None
    """What they chose; None when they never did."""
    reminders: bool
    conversations: tuple[HeldConversation, ...]
    daytime: Daytime | None = None
    """Where their day is and when they are reminded; None where that is not known."""
    parts: tuple[HeldPart, ...] = ()
    """In rounds of teams, oldest first."""
    kept: tuple[HeldAnswer, ...] = ()


def my_data(language: str | None, held: Held) -> Words:
    """Every conversation with all its answers; as long as it needs to be."""
    reader = reader_for(language)
    told = [part for conversation in held.conversations for part in _conversation(reader, conversation)]
    return Words(
        (
            reader.phrases.desk.held.title,
            "\n".join(_person(reader, held)),
            *told,
            *_parts(reader, held),
            *_kept(reader, held),
        ),
        tuple(_buttons(reader, held)),
        reader.language,
    )


def my_data_caption(language: str | None) -> str:
    """What stands under the file with the same."""
    return reader_for(language).phrases.desk.held.caption


def nothing_held(language: str | None) -> Words:
    """No answers, no results."""
    reader = reader_for(language)
    return Words((reader.phrases.desk.held.nothing,), (), reader.language)


def forgotten(language: str | None) -> Words:
    """Nothing is remembered any more."""
    reader = reader_for(language)
    return Words((reader.phrases.desk.held.forgotten,), (), reader.language)


def _buttons(reader: Reader, held: Held) -> Iterator[Button]:
    if held.kept:
        yield Button(reader.phrases.desk.held.forget, ForgetKept())
    yield Button(reader.phrases.desk.settings.delete, AskToDelete())


def _kept(reader: Reader, held: Held) -> Iterator[str]:
    """Answers in lines of their own, as above."""
    if held.kept:
        yield reader.phrases.desk.held.kept
    for one in held.kept:
        day = reader.day(one.given_on)
        yield f"{one.question}\n– {reader.say(reader.phrases.going.from_day, day=day, answer=one.answer)}"


def _person(reader: Reader, held: Held) -> Iterator[str]:
    settings = reader.phrases.desk.settings
    channel = held.channel.capitalize()
    yield reader.say(reader.phrases.desk.held.since, day=reader.day(held.since), channel=channel)
    if held.language is not None:
        yield reader.say(settings.language, language=language_name(held.language))
    yield settings.reminders_on if held.reminders else settings.reminders_off
    if held.daytime is not None:
        if held.reminders:
            yield when_they_come(reader, held.daytime)
        yield reader.say(reader.phrases.desk.home.zone, zone=held.daytime.zone)


def _parts(reader: Reader, held: Held) -> Iterator[str]:
    """In one paragraph: each is a line."""
    words = reader.phrases.desk.held
    phrases = {
        Part.INVITED: words.round_invited,
        Part.DECLINED: words.round_declined,
        Part.BEGUN: words.round_open,
        Part.ANONYMOUS: words.round_anonymous,
        Part.NAMED: words.round_named,
    }
    if held.parts:
        lines = [reader.say(phrases[one.part], team=one.team, title=one.title) for one in held.parts]
        yield "\n".join([words.rounds, *lines])


def _conversation(reader: Reader, held: HeldConversation) -> Iterator[str]:
    words = reader.phrases.desk.held
    heading = words.finished if held.finished else words.unfinished
    yield reader.say(heading, title=held.title, day=reader.day(held.started))
    if not held.answers:
        yield words.no_answers
    for question, answer in held.answers:
        yield f"{question}\n– {answer}"  # lines of their own: no word in one turns the other round
    if held.result:
        yield reader.say(words.result, result=held.result)
    for wording in held.consents:
        yield reader.say(words.agreed, wording=wording)
