"""A crowd answers a check while the server is killed and started again; somebody else reads what is left.

The reader trusts nothing of ours but the tables: plain SQL on the file, and what the platform has seen. What
is particular to a platform is its `Scene`. In the middle a new version of the flow comes out (`published`).
"""

import asyncio
import json
import random
import signal
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from bot.store import answers as stored
from bot.store.database import open_database
from tests.e2e.crowd import Walker
from tests.e2e.published import Publication
from tests.e2e.reading import Rows, has_table, rows_of
from tests.e2e.scored import scores
from tests.e2e.serving import PATIENCE, Cold, Place, Server, killed, starter
from tests.e2e.theirs import taken_and_deleted
from tests.fakes.bell import Bell
from tests.served import KEY

PERSONS: Final = 20
IN_FLIGHT: Final = 1.5
"""Seconds before a kill in which a message may have been on its way."""
AT_REST: Final = 240.0
"""Seconds after which all is sent and tidied up; in Slack a workspace has no more than 50 edits a minute."""
IN_THE_WIRE: Final = 0.25
"""Seconds after a kill in which the platform may still read what the process had said."""


@dataclass(slots=True)
class Toll:
    """What it took."""

    seed: int
    kills: list[float] = field(default_factory=list)
    """When, by the platform's clock."""
    doubles: list[str] = field(default_factory=list)
    longest: float = 0.0
    """Seconds between a message that came twice and the kill behind it, at most."""
    nudges: int = 0
    double_taps: int = 0
    given_up: int = 0
    """Words that the platform gave up to bring: they were typed again."""
    in_between: int = 0
    """Kills that left something committed and unsent; not counted where others go on sending."""
    seconds: float = 0.0

    def __str__(self) -> str:
        between = f"{self.in_between} of them between commit and record; " if self.in_between else ""
        return (
            f"seed {self.seed}: {len(self.kills)} kills in {self.seconds:.1f} s; {between}"
            f"{len(self.doubles)} messages came twice, sent at most {self.longest:.3f} s before a kill; "
            f"{self.nudges} nudges, {self.double_taps} double taps, "
            f"{self.given_up} words given up and typed again"
        )


@dataclass(frozen=True, slots=True)
class Sent:
    """A new message as the platform got it."""

    id: str
    """As our rows have it."""
    at: float
    content: str
    """All of it: two that are alike are the same message."""
    words: str
    """How it begins."""


class Scene(ABC):
    """A platform, a place to serve it from, and a crowd."""

    crowd: Sequence[Walker]
    others = 0
    """Rows of people who are not of the crowd."""

    def __init__(self, place: Place, bell: Bell) -> None:
        """*bell*: rings when something happened on the platform."""
        self.place = place
        self.bell = bell

    @abstractmethod
    def now(self) -> float:
        """By the platform's clock."""

    @abstractmethod
    def starts(self) -> int:
        """How many processes have said that they are there."""

    @abstractmethod
    def sent(self) -> int:
        """How many new messages there were."""

    @abstractmethod
    async def settles(self) -> None:
        """Waits until all was taken and nothing new comes."""

    @abstractmethod
    def messages(self, walker: Walker) -> Iterator[Sent]:
        """What the bot wrote to a person."""

    @abstractmethod
    def position(self, message: str) -> float:
        """Of two messages in a chat the later one has the larger."""

    @abstractmethod
    def updates(self, rows: Rows) -> Iterator[str]:
        """What is wrong with what came in: all of it was taken, and each has one row."""

    @abstractmethod
    def complaints(self) -> Iterator[str]:
        """What the platform has to complain of."""

    @property
    def given_up(self) -> int:
        """Words that it gave up to bring."""
        return 0


class Kills:
    """How many there were, for persons who take their time."""

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        self.done = 0
        self._changed = asyncio.Condition()

    async def one_more(self) -> None:
        async with self._changed:
            self.done += 1
            self._changed.notify_all()

    async def are(self, number: int) -> None:
        """Waits until there were so many."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.done >= min(number, self.wanted))


async def survived(scene: Scene, *, wanted: int, seed: int) -> Toll:
    """All of it, with the checks. AssertionError: something is lost, doubled or stuck."""
    toll, loop = Toll(seed), asyncio.get_running_loop()
    begun = loop.time()
    await _lived_through(scene, toll, wanted)
    check_end(scene, toll)
    toll.seconds = loop.time() - begun
    return toll


async def _lived_through(scene: Scene, toll: Toll, wanted: int) -> None:
    """The first process is one as an operator starts it; the last one is told to end."""
    chance, kills, place = random.Random(toll.seed), Kills(wanted), scene.place
    publication = Publication(scene.crowd, wanted, processes=1)
    async with starter(place) as warm, asyncio.TaskGroup() as group:
        server: Server = await Cold.starts(place)
        walking = [
            group.create_task(walks_when_it_is_time(walker, kills, publication)) for walker in scene.crowd
        ]
        try:
            while kills.done < wanted:
                if kills.done == publication.after:
                    await publication.comes_out(place)
                await _dies_some_time(scene, chance, toll, server)
                await kills.one_more()
                server = await warm.starts()
            await asyncio.wait(walking)
            await check(scene, toll, publication)
        except BaseException:
            await killed(server)
            raise
        server.sends(signal.SIGTERM)
        assert await server.ends() == 0, place.logged


async def walks_when_it_is_time(walker: Walker, kills: Kills, publication: Publication) -> None:
    """So that everybody answers all the while; AssertionError: stuck."""

    async def its_time(number: int) -> None:
        await kills.are(publication.kills_before(walker, number))
        await asyncio.sleep(walker.chance.random() * 0.6)

    await its_time(0)
    await walker.walks(its_time)


async def _dies_some_time(scene: Scene, chance: random.Random, toll: Toll, server: Server) -> None:
    """While it starts, a while after that, or the moment after a new message reached the platform."""
    kind = chance.random()
    if kind < 0.1:
        await asyncio.sleep(chance.random() * 0.3)
    else:
        was = scene.starts()
        assert await scene.bell.until(lambda: scene.starts() > was, PATIENCE), (
            f"start {len(toll.kills) + 1} did not get up:\n{scene.place.logged}"
        )
        if kind < 0.5:
            sent = scene.sent() + chance.randint(0, 30)
            await scene.bell.until(lambda: scene.sent() > sent, 0.6)
            await asyncio.sleep(chance.random() * 0.01)
        else:
            await asyncio.sleep(0.05 + chance.random() * 0.55)
    toll.kills.append(scene.now())
    await killed(server)
    toll.in_between += _committed_unsent(scene.place)


async def comes_to_rest(place: Place) -> None:
    """What was given back to be sent a little later is sent, and tidied up what had to wait for that."""
    for _ in range(int(AT_REST * 10)):
        if not _committed_unsent(place):
            return
        await asyncio.sleep(0.1)


def _committed_unsent(place: Place) -> bool:
    with rows_of(place.database_url) as rows:
        if not has_table(rows, "delivery"):
            return False
        found = rows.execute(
            "SELECT count(*) FROM delivery WHERE status IN ('waiting', 'sending')"
        ).fetchone()
        return bool(found[0])


# --- the reader ------------------------------------------------------------------------------------


async def check(scene: Scene, toll: Toll, publication: Publication) -> None:
    """When all is done and somebody still serves. AssertionError: with all that is wrong."""
    await scene.settles()
    await comes_to_rest(scene.place)
    toll.nudges = sum(walker.nudges for walker in scene.crowd)
    toll.double_taps = sum(walker.double_taps for walker in scene.crowd)
    toll.given_up = scene.given_up
    with rows_of(scene.place.database_url) as rows:
        wrong = [*await reads(rows, scene, toll), *publication.wrong(rows)]
    assert not wrong, "\n".join([str(toll), *wrong])
    await taken_and_deleted(scene.place, publication.early[0], scene.crowd[-1])
    await scene.settles()
    await comes_to_rest(scene.place)


def check_end(scene: Scene, toll: Toll) -> None:
    """When nobody serves any more. AssertionError: what is wrong."""
    with rows_of(scene.place.database_url) as rows:
        wrong = [
            *_poisoned(rows),
            *_deliveries(rows, len(toll.kills)),
            *scene.complaints(),
            *_log(scene.place),
        ]
    assert not wrong, "\n".join(wrong)


async def reads(rows: Rows, scene: Scene, toll: Toll) -> list[str]:
    """All that is wrong with what is left."""
    return [
        *_conversations(rows, scene.crowd, scene.others),
        *await _answers(rows, scene),
        *scores(rows, scene.crowd),
        *scene.updates(rows),
        *_poisoned(rows),
        *_deliveries(rows, len(toll.kills)),
        *_order(rows, scene),
        *_messages(rows, scene, toll),
        *scene.complaints(),
        *_log(scene.place),
    ]


def _conversations(rows: Rows, crowd: Sequence[Walker], others: int) -> Iterator[str]:
    """One a person, finished, with one result. Of the team somebody may have been greeted: who asks to go on
    when their sheet is handed in, and the thanks are still under way.
    """
    walkers = {walker.person for walker in crowd}
    found = rows.execute(
        "SELECT a.external_id AS person, c.id, c.status, c.ended_at, "
        "(SELECT count(*) FROM result r WHERE r.conversation_id = c.id) AS results "
        "FROM conversation c JOIN address a ON a.id = c.address_id WHERE c.flow_name = 'work'"
    ).fetchall()
    counted = Counter(row["person"] for row in found if row["person"] in walkers)
    if counted != dict.fromkeys(walkers, 1):
        yield f"conversations by person: {counted}"
    for row in found:
        if row["person"] not in walkers and (row["status"], row["results"]) == ("new", 0):
            continue
        if (row["status"], row["results"]) != ("finished", 1) or row["ended_at"] is None:
            yield f"{row['person']}: {row['status']}, {row['results']} results"
    for table in ("respondent", "address"):
        number = rows.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  # one of two names
        if number != len(crowd) + others:
            yield f"{number} rows in {table}"


async def _answers(rows: Rows, scene: Scene) -> Iterator[str]:
    """One row a question, with what was given last; what is sealed is opened with the key."""
    kept: dict[str, dict[str, Any]] = defaultdict(dict)
    wrong = []
    query = (
        "SELECT a.external_id AS person, c.id AS conversation, w.question, w.value, w.sealed "
        "FROM answer w JOIN conversation c ON c.id = w.conversation_id JOIN address a ON a.id = c.address_id "
        "WHERE c.flow_name = 'work'"
    )
    sealed = await _opened(scene.place, {row["conversation"] for row in rows.execute(query)})
    for row in rows.execute(query):
        if row["question"] in kept[row["person"]]:
            wrong.append(f"{row['person']}: {row['question']} is there twice")
        opened = sealed[row["conversation"], row["question"]]
        kept[row["person"]][row["question"]] = opened if row["sealed"] else json.loads(row["value"])
    for walker in scene.crowd:
        theirs = kept[walker.person]
        if theirs != walker.given:
            wrong.append(f"{walker.person} gave {walker.given}, kept are {theirs}")
    return iter(wrong)


async def _opened(place: Place, conversations: set[str]) -> dict[tuple[str, str], object]:
    database = open_database(place.settings["DATABASE_URL"], secret_key=KEY)
    try:
        found: dict[tuple[str, str], object] = {}
        for one in conversations:
            for answer in await database.read(partial(stored.of_conversation, conversation_id=one)):
                found[one, answer.question] = answer.value
        return found
    finally:
        await database.close()


def _poisoned(rows: Rows) -> Iterator[str]:
    """Nothing that came in was too much for us."""
    for row in rows.execute("SELECT external_id, outcome FROM inbound WHERE payload IS NOT NULL"):
        yield f"update {row['external_id']} met {row['outcome']}"


def _deliveries(rows: Rows, kills: int) -> Iterator[str]:
    """All is sent. What nobody asked for goes out at most once: of that a kill may have taken one each."""
    in_doubt = 0
    for row in rows.execute(
        "SELECT kind, status, error, attempts, occasion FROM delivery "
        "WHERE status NOT IN ('sent', 'not_modified')"
    ):
        if row["occasion"] is not None and row["status"] == "unknown":
            in_doubt += 1
        else:
            yield f"a {row['kind']} is {row['status']} after {row['attempts']} tries ({row['error']})"
    if in_doubt > kills:
        yield f"of {in_doubt} messages that nobody asked for it is unknown whether they came"


def _order(rows: Rows, scene: Scene) -> Iterator[str]:
    """New messages came in the order in which they were meant to; a picture is allowed to be late."""
    last: dict[str, float] = {}
    # The order of writing, whatever the clock said; where several processes write, that of their clocks.
    written = "rowid" if scene.place.database_url.startswith("sqlite:") else "created_at, id"
    query = (
        "SELECT address_id, platform_id, kind FROM delivery WHERE target IS NULL AND platform_id IS NOT NULL "  # noqa: S608  # one of two
        f"AND kind <> 'Picture' ORDER BY {written}"
    )
    for row in rows.execute(query):
        position = scene.position(row["platform_id"])
        if position < last.get(row["address_id"], 0):
            yield f"{row['address_id']}: a {row['kind']} overtook what was to come before it"
        last[row["address_id"]] = position


def _messages(rows: Rows, scene: Scene, toll: Toll) -> Iterator[str]:
    """Nothing came twice but what was on its way at a kill.

    A message that no delivery knows by its number was sent by a process that died before it wrote that down.
    """
    recorded: dict[str, set[str]] = defaultdict(set)
    for row in rows.execute(
        "SELECT a.external_id AS person, d.platform_id FROM delivery d JOIN address a ON a.id = d.address_id "
        "WHERE d.platform_id IS NOT NULL AND d.target IS NULL"
    ):
        if row["platform_id"] in recorded[row["person"]]:
            yield f"{row['person']}: two deliveries are message {row['platform_id']}"
        recorded[row["person"]].add(row["platform_id"])
    for walker in scene.crowd:
        said: Counter[str] = Counter()
        for message in scene.messages(walker):
            if message.id in recorded[walker.person]:
                said[message.content] += 1
                continue
            sent = message.at - IN_THE_WIRE
            before = min((kill - sent for kill in toll.kills if kill >= sent), default=IN_FLIGHT + 1)
            if before <= IN_FLIGHT:
                before = max(before - IN_THE_WIRE, 0.0)
                toll.longest = max(toll.longest, before)
                toll.doubles.append(f"{before:.3f} s before a kill, to {walker.person}: {message.words}")
            else:
                yield f"{walker.person}: nobody knows of {message.words!r}, and nothing was killed behind it"
        most = 1 + walker.nudges + walker.double_taps
        yield from (f"{walker.person}: {times} times {what}" for what, times in said.items() if times > most)


def _log(place: Place) -> Iterator[str]:
    """Nobody stumbled."""
    for line in place.logged.splitlines():
        if "Traceback" in line or " error " in line or "error=" in line:
            yield f"logged: {line}"
