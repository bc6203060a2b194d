"""How a round stands while it is open: numbers, and in an anonymous round never who.

Of those who began, finished or declined in an anonymous round no number below `k` is told: one that goes from
0 to 1 while a single person is up would say who. From `k` on it is exact, as the report's is in the end.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.messages import Signed, Words
from bot.present.phrases.managing import ManagingWords
from bot.present.reader import Reader
from bot.present.teams.standing import clock, round_buttons, words_for

MOST_NAMED: Final = 50


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are how far."""

    invited: int
    waiting: int
    """For their hour."""
    unreachable: int
    started: int
    """And have not finished."""
    finished: int
    declined: int
    whys: Mapping[str, int] = field(default_factory=dict)
    """Why somebody could not be reached."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Why somebody of the audience was not invited."""

    @property
    def reached(self) -> int:
        """Got the invitation, whatever they did then."""
        return self.invited - self.waiting - self.unreachable


@dataclass(frozen=True, slots=True)
class Told:
    """What of them is told; None: fewer than `k`."""

    invited: int
    waiting: int
    unreachable: int
    reached: int
    started: int | None
    """Those who finished among them."""
    finished: int | None
    declined: int | None
    whys: Mapping[str, int]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that is open."""

    id: str
    number: int
    team: str
    anonymous: bool
    k: int
    """The fewest answers of which anything is shown."""
    closes: datetime
    """In the reader's zone."""
    told: Told
    people: tuple[str, ...] = ()
    """The platform's ids of those who have finished; () in an anonymous round."""


def told_of(counts: Counts, *, anonymous: bool, k: int) -> Told:
    """What a manager is told."""
    began = counts.started + counts.finished

    def from_k(number: int) -> int | None:
        return number if number >= k or not anonymous else None

    return Told(
        counts.invited, counts.waiting, counts.unreachable, counts.reached, from_k(began),
        from_k(counts.finished), from_k(counts.declined), counts.whys, counts.left_out,
    )  # fmt: skip


def may_count(asked: int, reached: int, *, anonymous: bool, k: int) -> bool:
    """May it be said how many are reminded? The others have finished or declined."""
    return not anonymous or min(asked, reached - asked) >= k


def status(language: str | None, one: OpenRound, note: str = "") -> Words:
    """The message that is kept current; *note*: what has just come of a press."""
    reader, words = words_for(language)
    closes = reader.say(words.status.closes, day=reader.day(one.closes), time=clock(reader, one.closes))
    promise = reader.say(words.status.anonymous, k=reader.number(one.k)) if one.anonymous else ""
    figures = "\n".join(lines(reader, words, one.told, one.k))
    first, *others = one.people[:MOST_NAMED] or ("",)
    return Words(
        tuple(filter(None, (note, closes, figures, promise))), tuple(round_buttons(words, one.id)),
        reader.language, title=_title(reader, words, one.team, one.number),
        signed=Signed(words.status.people, first, tuple(others)) if first else None,
    )  # fmt: skip


def over(language: str | None, team: str, number: int, *, cancelled: bool) -> Words:
    """What is left of it when nothing can be done any more."""
    reader, words = words_for(language)
    said = words.status.cancelled if cancelled else words.status.closed
    return Words((said,), (), reader.language, title=_title(reader, words, team, number))


def lines(reader: Reader, words: ManagingWords, told: Told, k: int) -> Iterator[str]:
    """A line each; what is nobody's is left out where that goes without saying."""
    said, number = words.status, reader.number
    yield reader.say(said.invited, n=number(told.invited))
    if told.waiting:
        yield reader.say(said.waiting, n=number(told.waiting))
    yield reader.say(said.reached, n=number(told.reached))
    for phrase, count in ((said.started, told.started), (said.finished, told.finished)):
        yield reader.say(phrase, n=_or_fewer(reader, words, count, k))
    if told.declined:
        yield reader.say(said.declined, n=number(told.declined))
    if told.unreachable:
        head = reader.say(said.unreachable, n=number(told.unreachable))
        yield _with_reasons(reader, head, told.whys, said.whys, said.other_why)
    if told.left_out:
        head = reader.say(said.left_out, n=number(sum(told.left_out.values())))
        yield _with_reasons(reader, head, told.left_out, said.reasons, said.other_why)


def _or_fewer(reader: Reader, words: ManagingWords, count: int | None, k: int) -> str:
    if count is not None:
        return reader.number(count)
    return reader.say(words.status.fewer, k=reader.number(k))


def _with_reasons(
    reader: Reader, head: str, reasons: Mapping[str, int], named: Mapping[str, str], other: str
) -> str:
    """The number with its reasons, each with how many where there are several."""
    counted: dict[str, int] = {}
    for reason, count in sorted(reasons.items()):
        word = named.get(reason, other)
        counted[word] = counted.get(word, 0) + count
    each = [word if len(counted) == 1 else f"{word}: {reader.number(n)}" for word, n in counted.items()]
    return f"{head} ({reader.in_a_row(each)})" if each else head


def _title(reader: Reader, words: ManagingWords, team: str, number: int) -> str:
    return reader.say(words.status.title, team=team, number=reader.number(number))
