"""What somebody reads who is asked to take part in a team's check-in: before, in between, and at the end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.definition.model import Flow, Kind
from bot.definition.texts import best_language
from bot.engine.inputs import Start
from bot.engine.plan import plan_of
from bot.messages import Button, Signed, Words
from bot.messages.home import HomeEntry
from bot.present.desk.flows import title_in
from bot.present.desk.welcome import minutes, questions_ahead
from bot.present.phrases.invited import LANGUAGES, InvitedWords
from bot.present.reader import Reader, reader_of
from bot.wishes import AboutRound, ChangeAnswers, RoundVerb, SwitchCheckIns

_NOWHERE: Final = "UTC"


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """What an invitation tells of its round."""

    round: str
    flow: Flow
    team: str
    manager: str
    """The platform's id of who asks."""
    anonymous: bool
    min_answers: int
    closes_at: datetime
    zone: ZoneInfo | None
    """Where the reader's day is; None: nobody knows."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An invitation that waits for an answer."""

    facts: InvitationFacts
    begun: bool


def invitation(language: str | None, facts: InvitationFacts) -> Words:
    """Who asks, why, how long it takes, what is shown to whom, until when."""
    reader, words = _reader(language)
    paragraphs = (
        "\n".join((_length(reader, words, facts), words.purpose)),
        "\n".join(_promise(reader, words, facts)),
        reader.say(words.until, until=moment(reader, facts.closes_at, facts.zone)),
    )
    return Words(
        paragraphs,
        _ways(words, facts),
        reader.language,
        title=_heading(reader, words, facts),
        signed=Signed(words.asked_by, facts.manager),
    )


def to_do(language: str | None, asked: Asked) -> HomeEntry:
    """The same on a person's own page, in short."""
    reader, words = _reader(language)
    facts = asked.facts
    until = moment(reader, facts.closes_at, facts.zone)
    return HomeEntry(
        reader.say(words.heading, team=facts.team, title=title_in(facts.flow, reader.language)),
        (
            words.briefly_anonymous if facts.anonymous else words.briefly_named,
            reader.say(words.until, until=until),
        ),
        _ways(words, facts, begun=asked.begun),
    )


def reminder(language: str | None, facts: InvitationFacts, *, begun: bool = False) -> Words:
    """A word about what waits, and a way to hear no more of such."""
    reader, words = _reader(language)
    said = reader.say(
        words.reminder_begun if begun else words.reminder,
        team=facts.team,
        title=title_in(facts.flow, reader.language),
        until=moment(reader, facts.closes_at, facts.zone),
    )
    briefly = words.briefly_anonymous if facts.anonymous else words.briefly_named
    quiet = Button(words.no_more, SwitchCheckIns(on=False))
    return Words((said, briefly), (*_ways(words, facts, begun=begun), quiet), reader.language)


def put_off(language: str | None, facts: InvitationFacts, at: datetime | None) -> Words:
    """When it comes again; None: there is no time for that."""
    reader, words = _reader(language)
    until = moment(reader, facts.closes_at, facts.zone)
    if at is None:
        said = reader.say(words.too_late, until=until)
    else:
        said = reader.say(words.put_off, time=moment(reader, at, facts.zone), until=until)
    return Words((said,), _ways(words, facts)[::2], reader.language, title=_heading(reader, words, facts))


def declined(language: str | None, facts: InvitationFacts, *, begun: bool = False) -> Words:
    """*Not this time* is fine. *begun*: what was answered is gone."""
    reader, words = _reader(language)
    until = moment(reader, facts.closes_at, facts.zone)
    said = reader.say(words.gone if begun else words.declined, until=until)
    after_all = Button(words.after_all, AboutRound(RoundVerb.TAKE_PART, facts.round))
    return Words((said,), (after_all,), reader.language, title=_heading(reader, words, facts))


def over(language: str | None) -> Words:
    """The round is closed."""
    reader, words = _reader(language)
    return Words((words.over,), (), reader.language)


def finished_already(language: str | None) -> Words:
    """They took part, and nobody here knows any more which answers are theirs."""
    reader, words = _reader(language)
    return Words((words.finished_already,), (), reader.language)


def thanks(language: str | None, facts: InvitationFacts, conversation: str) -> Words:
    """The end of the questions: what is shown, to whom, when; and the one way back to the answers."""
    reader, words = _reader(language)
    until = moment(reader, facts.closes_at, facts.zone)
    if facts.anonymous:
        shown = reader.count(words.shown_at_close, facts.min_answers, until=until)
        said: tuple[str, ...] = (words.thanks, shown, words.unlinked_now)
    else:
        said = (words.thanks, reader.say(words.named_at_close, until=until))
    return Words(said, (Button(words.change, ChangeAnswers(conversation)),), reader.language)


def leave(language: str | None) -> Button:
    """Under the answers that might have been changed: they stay."""
    _, words = _reader(language)
    return Button(words.leave, Start())


def closed_meanwhile(language: str | None, answered: int, *, anonymous: bool) -> Words:
    """The round closed while somebody was answering; what they had said counts."""
    reader, words = _reader(language)
    if not answered:
        return Words((words.closed_empty,), (), reader.language)
    said = reader.count(words.closed, answered)
    return Words((said, words.closed_anonymous) if anonymous else (said,), (), reader.language)


def moment(reader: Reader, at: datetime, zone: ZoneInfo | None) -> str:
    """A day with its hour, where the reader is: `January 5, 2030, 10:00 AM`; else in UTC, which is said."""
    there = at.astimezone(zone or UTC)
    clock = reader.clock(there.hour * 60 + there.minute)
    return reader.in_a_row([reader.day(there.date()), clock if zone else f"{clock} {_NOWHERE}"])


def _reader(language: str | None) -> tuple[Reader, InvitedWords]:
    known = best_language(language, tuple(LANGUAGES))
    return reader_of(known), LANGUAGES[known]


def _heading(reader: Reader, words: InvitedWords, facts: InvitationFacts) -> str:
    return reader.say(words.heading, team=facts.team, title=title_in(facts.flow, reader.language))


def _length(reader: Reader, words: InvitedWords, facts: InvitationFacts) -> str:
    ahead = questions_ahead(plan_of(facts.flow))
    return reader.count(words.length, minutes(ahead), questions=reader.count(words.questions, ahead))


def _promise(reader: Reader, words: InvitedWords, facts: InvitationFacts) -> Iterator[str]:
    if not facts.anonymous:
        yield words.named
        return
    yield words.anonymous
    yield reader.count(words.shown_from, facts.min_answers)
    yield words.unlinked_later
    if any(question.kind is Kind.TEXT for question in facts.flow.questions()):
        yield words.own_words
    yield words.messenger


def _ways(words: InvitedWords, facts: InvitationFacts, *, begun: bool = False) -> tuple[Button, ...]:
    return (
        Button(words.go_on if begun else words.start, AboutRound(RoundVerb.TAKE_PART, facts.round)),
        Button(words.later, AboutRound(RoundVerb.LATER, facts.round)),
        Button(words.not_this_time, AboutRound(RoundVerb.NOT_THIS_TIME, facts.round)),
    )
