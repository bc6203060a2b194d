"""A team answers an anonymous round while servers are killed; a reader looks for who said what.

The reader has the whole database, by plain SQL, at each kill and after the report came. There may be no way
from a person to a sheet: no row that names both, no id of the time before, nothing in which sheets differ but
what was answered. `checkup audit`, in a process of its own, proves the same of what was shown.
"""

import asyncio
import json
import sys
from abc import ABC, abstractmethod
from asyncio.subprocess import DEVNULL
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from tests.e2e.crowd import Waits, Walker
from tests.e2e.reading import Rows, about, ids_of, rows_of
from tests.e2e.serving import PATIENCE, Place

CREW: Final = """
flow: crew
title: Crew check
areas: {focus: Focus}
checkin: {every: 2 weeks, open: 2 days, min_answers: 3}
steps:
  - {ask: knows, area: focus, text: I know what comes next., scale: agree5}
  - ask: finds
    area: focus
    text: How fast do you find things?
    choices: {slow: Slowly, fair: Fairly fast, fast: At once}
  - {ask: rests, area: focus, text: "How well do you rest?", scale: rate10}
"""
MEMBERS: Final = 6
_ASKED: Final = ("I know what comes next.", "How fast do you find things?", "How well do you rest?")
QUESTIONS: Final = len(_ASKED)
_THANKS: Final = "That was the last question. Thank you."
_WAYS: Final = (
    ("knows", {"Disagree": "disagree", "Agree": "agree", "Strongly agree": "strongly_agree"}),
    ("finds", {"Slowly": "slow", "Fairly fast": "fair", "At once": "fast"}),
    ("rests", {str(points): str(points) for points in range(11)}),
)
"""By question: what stands on a button, and what is kept of it."""

_TELLING: Final = {
    "conversation": (
        "SELECT DISTINCT respondent_id, address_id, source, language, turn, state, open_question, "
        "started_at, updated_at, ended_at, wake_at, expires_at FROM conversation WHERE round_id IS NOT NULL"
    ),
    "answer": (
        "SELECT DISTINCT w.asked_at, w.answered_at, w.turn, w.profile FROM answer w "
        "JOIN conversation c ON c.id = w.conversation_id WHERE c.round_id IS NOT NULL"
    ),
    "address": (
        "SELECT DISTINCT a.channel, a.external_id = c.round_id FROM address a "
        "JOIN conversation c ON c.respondent_id = a.respondent_id WHERE c.round_id IS NOT NULL"
    ),
}
"""All columns of a sheet but its ids and what was answered."""


class Member(Walker):
    """One of the team, from the invitation to the thanks."""

    async def takes_part(self, its_time: Waits) -> None:
        """AssertionError: stuck."""
        await its_time(0)
        await self._comes()
        await self._until(self.may_start, self._comes)
        await self._taps("Start", lambda: self._reads(_ASKED[0]))
        for number, (question, ways) in enumerate(_WAYS, 1):
            await its_time(number)
            label = self.chance.choice(list(ways))
            self.given[question] = ways[label]
            await self._taps(label, self._comes_after(number))

    def may_start(self) -> bool:
        """Do they see the button?"""
        return self._newest_with("Start") is not None

    @abstractmethod
    async def _comes(self) -> None:
        """Does what brings the button, where there is something to do."""

    def _comes_after(self, number: int) -> Callable[[], bool]:
        """What follows question *number*."""
        follows = (*_ASKED, _THANKS)[number]
        return lambda: self._reads(follows)

    def _reads(self, words: str) -> bool:
        return any(words in one for one in self.read)


class Team(ABC):
    """Its manager, who may start check-ins, and its members."""

    settings: Mapping[str, str]
    """By which the manager is one."""
    members: Sequence[Member]
    people = MEMBERS + 2
    """The manager too, and the nobody whose all answers are in the end."""

    def __init__(self, manager: Walker) -> None:
        self.manager = manager
        self._were: set[str] = set()

    async def begins(self, place: Place) -> None:
        """The round is open."""
        await self._starts()
        await _round_is(place, "open")
        await self._is_told()

    async def ends(self, place: Place) -> None:
        """The manager closes the round, and gets the report."""
        await self._closes()
        await _round_is(place, "closed")
        answered = f"{MEMBERS} of {MEMBERS} answered"
        await self.manager.sees(lambda: any(answered in words for words in self.manager.read), PATIENCE)

    @abstractmethod
    async def _starts(self) -> None:
        """The manager begins a round of the flow with the members."""

    @abstractmethod
    async def _is_told(self) -> None:
        """All who are invited by name have got it."""

    @abstractmethod
    async def _closes(self) -> None:
        """The manager ends the round before its time."""

    def looks(self, place: Place) -> None:
        """Somebody reads, while the round is open, which conversations are whose."""
        with rows_of(place.database_url) as rows:
            found = rows.execute(
                "SELECT conversation_id FROM invitation WHERE conversation_id IS NOT NULL"
            ).fetchall()
        self._were.update(row[0] for row in found)

    async def wrong(self, place: Place) -> Sequence[str]:
        """What is lost or doubled, and every way to a person."""
        with rows_of(place.database_url) as rows:
            found = [*_sheets(rows, self.members), *self._ways(rows)]
            checkin = rows.execute("SELECT id FROM checkin").fetchone()[0]
        audit = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "audit", checkin,
            env=place.environment, cwd=place.folder, stdin=DEVNULL, stdout=DEVNULL,
        )  # fmt: skip
        if await audit.wait() != 0:
            found.append("the audit proves nothing")
        return found

    def _ways(self, rows: Rows) -> Iterator[str]:
        if not self._were:
            yield "nobody looked while the round was open"
        if again := about(rows, self._were):
            yield f"what was a conversation of one person while they answered is still known: {again}"
        sheets = {row[0] for row in rows.execute("SELECT id FROM conversation WHERE round_id IS NOT NULL")}
        if beyond := set(about(rows, sheets)) - {"conversation", "answer"}:
            yield f"sheets are named beside their own rows: {beyond}"
        for member in self.members:
            yield from _leads(rows, member, sheets)
        yield from _differ(rows)


def _sheets(rows: Rows, members: Sequence[Member]) -> Iterator[str]:
    """All that was handed in is there, once; whose it is nobody knows."""
    sheets: dict[str, dict[str, object]] = defaultdict(dict)
    for row in rows.execute(
        "SELECT c.id, w.question, w.value FROM conversation c JOIN answer w ON w.conversation_id = c.id "
        "WHERE c.round_id IS NOT NULL"
    ):
        sheets[row["id"]][row["question"]] = json.loads(row["value"])
    kept, given = _sorted(sheets.values()), _sorted(member.given for member in members)
    if kept != given:
        yield f"the team gave {given}, kept are {kept}"


def _sorted(sheets: Iterable[object]) -> list[str]:
    return sorted(json.dumps(sheet, sort_keys=True) for sheet in sheets)


def _leads(rows: Rows, member: Member, sheets: AbstractSet[str]) -> Iterator[str]:
    """A conversation of theirs, or a row that names them and a sheet."""
    ids = ids_of(rows, member.person)
    if reached := sheets & set(ids):
        yield f"{member.person} leads to {reached}"
    for table in about(rows, ids):
        for row in rows.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  # a name of ours
            words = " ".join(map(str, row))
            if any(one in words for one in ids) and any(one in words for one in sheets):
                yield f"a row of {table} names {member.person} and a sheet"


def _differ(rows: Rows) -> Iterator[str]:
    """In what sheets differ but in what was answered."""
    for table, query in _TELLING.items():
        found = [tuple(row) for row in rows.execute(query)]
        if len(found) != 1:
            yield f"rows of {table} tell sheets apart: {found}"
        elif table == "address" and (found[0][0], bool(found[0][1])) != ("round", True):
            yield f"the sheets are those of {found}"


async def _round_is(place: Place, status: str) -> None:
    """AssertionError: it does not come to that."""
    for _ in range(int(PATIENCE * 10)):
        with rows_of(place.database_url) as rows:
            if [row[0] for row in rows.execute("SELECT status FROM round")] == [status]:
                return
        await asyncio.sleep(0.1)
    raise AssertionError(f"the round is not {status}:\n{place.logged}")
