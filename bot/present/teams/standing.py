"""How a check-in stands, for those who see to it: a message for each, with what can be done about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from bot.messages import Button, Section, Web, Words
from bot.present.phrases.managing import LANGUAGES, ManagingWords
from bot.present.reader import Reader, reader_for
from bot.wishes import AboutCheckIn, AboutRound, CheckInVerb, RoundVerb


class Phase(Enum):
    """Where a round is that is not over."""

    OPENING = "opening"
    OPEN = "open"
    CLOSING = "closing"


class Became(Enum):
    """What became of a round that is over."""

    SHOWN = "shown"
    HELD = "held"
    WITHHELD = "withheld"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Running:
    """A round that is not over."""

    id: str
    number: int
    phase: Phase
    closes: datetime
    """In the reader's zone."""


@dataclass(frozen=True, slots=True)
class Over:
    """The last round that is over."""

    number: int
    closed: date
    became: Became


@dataclass(frozen=True, slots=True)
class Standing:
    """A check-in, as it stands."""

    id: str
    team: str
    title: str
    """Of its flow."""
    every: str
    """As it is kept: `once`, `day`, `weekday`, `month`, `2 weeks`."""
    anonymous: bool
    paused: bool = False
    ended: bool = False
    managed: bool = True
    """May the reader see to it? Else they may see its reports alone."""
    running: Running | None = None
    next_on: date | None = None
    last: Over | None = None
    figures: tuple[str, ...] = ()
    """Of the round that runs, in words of `status`."""
    reported: str | None = None
    """A round by which the newest report is asked for; None: there is none."""
    links: bool = False
    """Is there a page to lead to?"""


def words_for(language: str | None) -> tuple[Reader, ManagingWords]:
    """The reader of a language, and what is said there to those who ask."""
    reader = reader_for(language)
    return reader, LANGUAGES[reader.language]


def check_in(language: str | None, one: Standing, note: str = "") -> Words:
    """One check-in; *note*: what has just come of a press."""
    reader, words = words_for(language)
    paragraphs = filter(None, (note, about(reader, words, one), *how_it_stands(reader, words, one)))
    buttons = tuple(buttons_of(words, one))
    return Words(tuple(paragraphs), buttons, reader.language, title=one.team)


def about(reader: Reader, words: ManagingWords, one: Standing) -> str:
    """What is asked, how often, and whether answers have names."""
    return reader.in_a_row([one.title, _every(reader, words, one.every), _kind(words, one)])


def how_it_stands(reader: Reader, words: ManagingWords, one: Standing) -> Iterator[str]:
    """A line each: the round that runs, the next one, what became of the last."""
    said = words.standing
    if one.running is not None:
        yield _running(reader, words, one.running)
    if one.figures:
        yield "\n".join(one.figures)
    if one.ended:
        yield said.ended
    elif one.paused:
        yield said.paused
    elif one.next_on is not None:
        yield reader.say(said.next, day=reader.day(one.next_on))
    else:
        yield said.no_next
    if one.last is not None:
        number, closed = reader.number(one.last.number), reader.day(one.last.closed)
        phrase: str = getattr(said, one.last.became.value)
        yield reader.say(phrase, number=number, day=closed)


def buttons_of(words: ManagingWords, one: Standing) -> Iterator[Button]:
    """What can be done about it now."""
    said = words.standing

    def about(label: str, verb: CheckInVerb) -> Button:
        return Button(label, AboutCheckIn(verb, one.id))

    if one.managed and one.running is not None and one.running.phase is Phase.OPEN:
        yield from round_buttons(words, one.running.id)
    if one.reported is not None:
        yield Button(said.report, AboutRound(RoundVerb.REPORT, one.reported))
    if one.reported is not None and one.links:
        yield about(said.new_link, CheckInVerb.NEW_LINK)
    if one.reported is not None and one.managed:
        yield about(said.actions, CheckInVerb.ACTIONS)
    if one.managed and not one.ended:
        yield about(said.resume, CheckInVerb.RESUME) if one.paused else about(said.pause, CheckInVerb.PAUSE)
        yield about(said.end, CheckInVerb.ASK_TO_END)


def round_buttons(words: ManagingWords, round_id: str) -> Iterator[Button]:
    """What can be done about a round that is open."""
    said = words.status
    yield Button(said.remind, AboutRound(RoundVerb.REMIND, round_id))
    yield Button(said.extend, AboutRound(RoundVerb.EXTEND, round_id))
    yield Button(said.close, AboutRound(RoundVerb.ASK_TO_CLOSE, round_id))
    yield Button(said.cancel, AboutRound(RoundVerb.ASK_TO_CANCEL, round_id))


def overview(language: str | None, past: Sequence[str], *, any_going: bool) -> Words | None:
    """What stands beside the check-ins that go on: names of those that have ended, and how to start one.

    None where those that go on say everything.
    """
    reader, words = words_for(language)
    if any_going and not past:
        return None
    said = words.standing
    paragraphs = () if any_going else (said.none, said.how)
    sections = (Section(said.past, tuple(past)),) if past else ()
    return Words(paragraphs or (said.how,), (), reader.language, sections=sections)


def link(language: str | None, address: str, until: date) -> Words:
    """A way to the report page, for one person."""
    reader, words = words_for(language)
    said = reader.say(words.checkin.link, day=reader.day(until))
    return Words((said,), (), reader.language, web=Web(words.checkin.to_page, address))


def _running(reader: Reader, words: ManagingWords, one: Running) -> str:
    phrase: str = getattr(words.standing, one.phase.value)
    number, day = reader.number(one.number), reader.day(one.closes)
    return reader.say(phrase, number=number, day=day, time=clock(reader, one.closes))


def _every(reader: Reader, words: ManagingWords, every: str) -> str:
    known = words.standing.every.get(every)
    if known is not None:
        return known
    return reader.count(words.standing.weeks, int(every.partition(" ")[0]))


def _kind(words: ManagingWords, one: Standing) -> str:
    return words.standing.anonymous if one.anonymous else words.standing.named


def clock(reader: Reader, moment: datetime) -> str:
    """The time of a moment in its own zone, as a clock shows it here."""
    return reader.clock(moment.hour * 60 + moment.minute)
