"""What is said where people join a check-in by a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.definition.model import Flow
from bot.messages import Words
from bot.present.desk.flows import title_in
from bot.present.phrases.joining import LANGUAGES, JoiningWords
from bot.present.reader import Reader, reader_for
from bot.present.teams.invitation import moment

COMMAND = "/checkin"


@dataclass(frozen=True, slots=True)
class StartedByLink:
    """A check-in that has just begun."""

    flow: Flow
    team: str
    link: str
    anonymous: bool
    min_answers: int
    closes_at: datetime
    next_on: date | None


def how_to_start(language: str | None, flows: Sequence[Flow]) -> Words:
    """What to write; *flows* are those made for teams."""
    reader, words = _reader(language)
    if not flows:
        return Words((words.no_flows,), (), reader.language)
    example = f"{COMMAND} {flows[0].name} Team"
    names = reader.in_a_row([flow.name for flow in flows])
    return Words((reader.say(words.how, example=example, flows=names),), (), reader.language)


def not_you(language: str | None) -> Words:
    """Somebody who may not start one."""
    reader, words = _reader(language)
    return Words((words.not_you,), (), reader.language)


def started(language: str | None, made: StartedByLink) -> Words:
    """The link to hand out, what will be seen, until when, how to stop it."""
    reader, words = _reader(language)
    until = moment(reader, made.closes_at, None)
    seen = reader.say(words.anonymous if made.anonymous else words.named, k=reader.number(made.min_answers))
    when = reader.say(words.rounds_once, until=until)
    if made.next_on is not None:
        when = reader.say(words.rounds, until=until, next_day=reader.day(made.next_on))
    paragraphs = (
        reader.say(words.started, title=title_in(made.flow, reader.language), team=made.team),
        reader.say(words.hand_out, link=made.link),
        seen,
        when,
        words.stop,
    )
    return Words(paragraphs, (), reader.language)


def dead_link(language: str | None) -> Words:
    """The link is of no check-in that is there."""
    reader, words = _reader(language)
    return Words((words.dead_link,), (), reader.language)


def not_open(language: str | None, team: str, next_on: date | None) -> Words:
    """No round is open: when the next one begins; None: there is none any more."""
    reader, words = _reader(language)
    if next_on is None:
        return Words((reader.say(words.over, team=team),), (), reader.language)
    said = reader.say(words.between, team=team, next_day=reader.day(next_on))
    return Words((said,), (), reader.language)


def _reader(language: str | None) -> tuple[Reader, JoiningWords]:
    reader = reader_for(language)
    return reader, LANGUAGES[reader.language.partition("-")[0]]
