"""A new version of the crowd's flow comes out while it answers: other words, another score.

How it comes out is how an operator does it: the file is checked, put in the place of the old one, and each
process reads it when it is started again. Who is in the middle goes on with the old one.
"""

import asyncio
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from tests.e2e.crowd import QUESTIONS, WORK, Walker
from tests.e2e.reading import Rows
from tests.e2e.serving import Place

LATE: Final = 5
"""So many of the crowd come when the new version is out."""
OLD, NEW = 1, 2
WORDINGS: Final[Sequence[tuple[str, str]]] = (
    ("How often do you look things up?", "How often do you have to search?"),
    ("I had what I needed.", "Nothing was missing."),
    ("How many people work here?", "How many of you are there?"),
    ("How calm was the week?", "How quiet were the last days?"),
    ("Where are the copies?", "Where do copies lie?"),
    ("What should change first?", "What would you change today?"),
    ("Which line fits a normal week?", "Which line is nearest to your week?"),
    ("I know what matters.", "It is clear to me what counts."),
    ("Anything else?", "What did we forget?"),
    ("How many hours a week do you work?", "How long is your week, in hours?"),
    ("How well can you rest?", "How good is your rest?"),
    ("I would do it again.", "I would start here once more."),
)
"""What each question says in the old version and in the new one."""
_ORDER: Final = "order: {title: Order}"
_HEAVIER: Final = "order: {title: Order, weight: 3}"


def _next() -> str:
    flow = WORK.replace("title: A dozen questions", "version: 2\ntitle: A dozen questions")
    for old, new in ((_ORDER, _HEAVIER), *WORDINGS):
        assert flow.count(old) == 1, old
        flow = flow.replace(old, new)
    return flow


NEXT: Final = _next()
"""The new version: every question in other words, and one area counts three times as much."""
FILES: Final[Mapping[int, str]] = {OLD: WORK, NEW: NEXT}


class Publication:
    """When it comes out in a run of so many kills, and who is there by then. Without kills it does not."""

    def __init__(self, crowd: Sequence[Walker], wanted: int, processes: int) -> None:
        """*processes*: how many are killed after it, until the last old one is gone."""
        late = LATE if wanted else 0
        self.early, self.late = crowd[: len(crowd) - late], crowd[len(crowd) - late :]
        self.after = (wanted - processes) // 2
        """Kills before it."""
        self._out = self.after + processes
        """Kills until everybody who comes gets it."""
        self._wanted = wanted
        assert not wanted or self.after > 0, f"{wanted} kills are too few for a new version in the middle"

    def kills_before(self, walker: Walker, number: int) -> int:
        """How many there are before somebody answers question *number*; the first question is 1, and who
        comes late comes at 0.
        """
        first = self._out if walker in self.late else 0
        return first + (number * (self._wanted - first)) // (QUESTIONS + 1)

    async def comes_out(self, place: Place) -> None:
        """When all who are early were asked something, and are not at the end."""
        for walker in self.early:
            await walker.has_begun()
        assert not any(walker.has_result for walker in self.early), "somebody has nothing left to be asked"
        draft = place.folder / "work.yaml"
        draft.write_text(NEXT, encoding="utf-8")
        check = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "check", str(draft),
            env=place.environment, cwd=place.folder, stdin=DEVNULL, stdout=DEVNULL,
        )  # fmt: skip
        assert await check.wait() == 0
        draft.replace(place.folder / "flows" / "work.yaml")

    def wrong(self, rows: Rows) -> Iterator[str]:
        """Who has another version than they began with, or was shown words of another one."""
        versions = {walker.person: OLD for walker in self.early} | {
            walker.person: NEW for walker in self.late
        }
        yield from _kept(rows, versions)
        for walker in (*self.early, *self.late):
            yield from _seen(walker, versions[walker.person])


def _kept(rows: Rows, versions: Mapping[str, int]) -> Iterator[str]:
    """A conversation and its result are of one version, and its file is kept, byte by byte."""
    hashes = {version: sha256(file.encode()).hexdigest() for version, file in FILES.items()}
    found = rows.execute(
        "SELECT a.external_id AS person, c.flow_version, c.flow_hash, r.flow_version AS of_result, "
        "r.flow_hash AS hash_of_result, f.source "
        "FROM conversation c JOIN address a ON a.id = c.address_id JOIN result r ON r.conversation_id = c.id "
        "JOIN flow_version f ON f.hash = c.flow_hash WHERE c.flow_name = 'work'"
    ).fetchall()
    if sorted(row["person"] for row in found) != sorted(versions):
        yield f"whose conversations have a version and a result: {[row['person'] for row in found]}"
    for row in found:
        wanted = versions.get(row["person"], OLD)
        if (row["flow_version"], row["of_result"]) != (wanted, wanted):
            kept = f"{row['flow_version']}, of the result {row['of_result']}"
            yield f"{row['person']} began with version {wanted}, kept are {kept}"
        if {row["flow_hash"], row["hash_of_result"]} != {hashes[wanted]}:
            yield f"{row['person']} is pinned to another file than that of version {wanted}"
        if bytes(row["source"]) != FILES[wanted].encode():
            yield f"the file of version {wanted} is not kept as it was"


def _seen(walker: Walker, version: int) -> Iterator[str]:
    """Each question in the words of their version, and nothing in those of the other one."""
    said = walker.seen.union(walker.read)
    for both in WORDINGS:
        theirs, others = both if version == OLD else both[::-1]
        if not any(theirs in words for words in said):
            yield f"{walker.person} has version {version} and was not asked {theirs!r}"
        if any(others in words for words in said):
            yield f"{walker.person} has version {version} and read {others!r}"
