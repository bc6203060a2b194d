"""A crowd answers a check while the server is killed and started again; somebody else reads what is left.

The reader trusts nothing of ours but the tables: plain SQL on the file, and what Telegram has seen.
"""

import asyncio
import json
import random
import signal
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from bot.store import answers as stored
from bot.store.database import open_database
from tests.e2e.crowd import QUESTIONS, WORK, Walker
from tests.e2e.serving import PATIENCE, Cold, Place, Server, killed, starter
from tests.fakes.telegram import FakeTelegram
from tests.served import KEY

PERSONS: Final = 20
IN_FLIGHT: Final = 1.5
"""Seconds before a kill in which a message may have been on its way."""
IN_THE_WIRE: Final = 0.25
"""Seconds after a kill in which Telegram may still read what the process had said."""
HARMLESS: Final = ("query is too old", "message is not modified")
"""What Telegram may refuse after a restart: the answer to a tap that was answered, an edit that was made."""
_MAY_BE_DOUBLE: Final = ("sendmessage", "sendphoto")


@dataclass(slots=True)
class Toll:
    """What it took."""

    seed: int
    kills: list[float] = field(default_factory=list)
    """When, by Telegram's clock."""
    doubles: list[str] = field(default_factory=list)
    longest: float = 0.0
    """Seconds between a message that came twice and the kill behind it, at most."""
    nudges: int = 0
    double_taps: int = 0
    in_between: int = 0
    """Kills that left something committed and unsent."""
    seconds: float = 0.0

    def __str__(self) -> str:
        return (
            f"seed {self.seed}: {len(self.kills)} kills in {self.seconds:.1f} s, "
            f"{self.in_between} of them between commit and record; "
            f"{len(self.doubles)} messages came twice, sent at most {self.longest:.3f} s before a kill; "
            f"{self.nudges} nudges, {self.double_taps} double taps"
        )


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


async def survived(folder: Path, *, webhook: bool, wanted: int, seed: int) -> Toll:
    """All of it, with the checks. AssertionError: something is lost, doubled or stuck."""
    toll, loop = Toll(seed), asyncio.get_running_loop()
    begun = loop.time()
    async with FakeTelegram(allows_loopback=True) as telegram:
        place = Place(folder, telegram, webhook=webhook, flows={"work": WORK})
        crowd = [
            Walker(
                telegram, telegram.person(f"p{number}", language_code="en"), random.Random(f"{seed}/{number}")
            )
            for number in range(PERSONS)
        ]
        await _lived_through(place, telegram, crowd, toll, wanted)
        toll.nudges = sum(walker.nudges for walker in crowd)
        toll.double_taps = sum(walker.double_taps for walker in crowd)
        with closing(sqlite3.connect(place.database)) as rows:
            rows.row_factory = sqlite3.Row
            await _check(rows, place, telegram, crowd, toll)
    toll.seconds = loop.time() - begun
    return toll


async def _lived_through(
    place: Place, telegram: FakeTelegram, crowd: list[Walker], toll: Toll, wanted: int
) -> None:
    """The first process is one as an operator starts it; so is the last, which is told to end."""
    chance, kills = random.Random(toll.seed), Kills(wanted)

    async def walk(walker: Walker) -> None:
        async def its_time(number: int) -> None:
            await kills.are((number * wanted) // (QUESTIONS + 1))
            await asyncio.sleep(walker.chance.random() * 0.6)

        await walker.walks(its_time)

    async with starter(place) as warm, asyncio.TaskGroup() as group:
        server: Server = await Cold.starts(place)
        walking = [group.create_task(walk(walker)) for walker in crowd]
        try:
            while kills.done < wanted:
                await _dies_some_time(telegram, place, chance, toll, server)
                await kills.one_more()
                server = await warm.starts()
            await asyncio.wait(walking)
            await telegram.settles(quiet=0.5, seconds=PATIENCE)
            await _comes_to_rest(place)
        except BaseException:
            await killed(server)
            raise
        server.sends(signal.SIGTERM)
        assert await server.ends() == 0, place.logged


async def _dies_some_time(
    telegram: FakeTelegram, place: Place, chance: random.Random, toll: Toll, server: Server
) -> None:
    """While it starts, a while after that, or the moment after a new message reached Telegram."""
    kind = chance.random()
    if kind < 0.1:
        await asyncio.sleep(chance.random() * 0.3)
    else:
        arranged = "setWebhook" if "webhook" in place.settings["TELEGRAM_MODE"] else "deleteWebhook"
        before = len(toll.kills)
        was = telegram.record.calls[arranged]
        assert await telegram.world.bell.until(lambda: telegram.record.calls[arranged] > was, PATIENCE), (
            f"start {before + 1} did not get up:\n{place.logged}"
        )
        if kind < 0.5:
            sent = telegram.record.calls["sendMessage"] + chance.randint(0, 30)
            await telegram.world.bell.until(lambda: telegram.record.calls["sendMessage"] > sent, 0.6)
            await asyncio.sleep(chance.random() * 0.01)
        else:
            await asyncio.sleep(0.05 + chance.random() * 0.55)
    toll.kills.append(telegram.clock.now())
    await killed(server)
    toll.in_between += _committed_unsent(place.database)


async def _comes_to_rest(place: Place) -> None:
    """What was given back to be sent a little later is sent."""
    for _ in range(int(PATIENCE * 10)):
        if not _committed_unsent(place.database):
            return
        await asyncio.sleep(0.1)


def _committed_unsent(database: Path) -> bool:
    with closing(sqlite3.connect(database)) as rows:
        if not rows.execute("SELECT 1 FROM sqlite_master WHERE name = 'delivery'").fetchone():
            return False
        found = rows.execute(
            "SELECT count(*) FROM delivery WHERE status IN ('waiting', 'sending')"
        ).fetchone()
        return bool(found[0])


# --- the reader ------------------------------------------------------------------------------------


async def _check(
    rows: sqlite3.Connection, place: Place, telegram: FakeTelegram, crowd: list[Walker], toll: Toll
) -> None:
    wrong = [
        *_conversations(rows, crowd),
        *await _answers(rows, place, crowd),
        *_updates(rows, telegram),
        *_deliveries(rows),
        *_order(rows),
        *_messages(rows, telegram, crowd, toll),
        *_complaints(telegram),
        *_log(place),
    ]
    assert not wrong, "\n".join([str(toll), *wrong])


def _conversations(rows: sqlite3.Connection, crowd: list[Walker]) -> Iterator[str]:
    """One a person, finished, with one result."""
    found = rows.execute(
        "SELECT a.external_id AS person, c.id, c.status, c.ended_at, "
        "(SELECT count(*) FROM result r WHERE r.conversation_id = c.id) AS results "
        "FROM conversation c JOIN address a ON a.id = c.address_id"
    ).fetchall()
    counted = Counter(row["person"] for row in found)
    if counted != {str(walker.app.id): 1 for walker in crowd}:
        yield f"conversations by person: {counted}"
    for row in found:
        if (row["status"], row["results"]) != ("finished", 1) or row["ended_at"] is None:
            yield f"{row['person']}: {row['status']}, {row['results']} results"
    for table in ("respondent", "address"):
        number = rows.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  # one of two names
        if number != len(crowd):
            yield f"{number} rows in {table}"


async def _answers(rows: sqlite3.Connection, place: Place, crowd: list[Walker]) -> Iterator[str]:
    """One row a question, with what was given last; what is sealed is opened with the key."""
    kept: dict[str, dict[str, Any]] = defaultdict(dict)
    wrong = []
    query = (
        "SELECT a.external_id AS person, c.id AS conversation, w.question, w.value, w.sealed "
        "FROM answer w JOIN conversation c ON c.id = w.conversation_id JOIN address a ON a.id = c.address_id"
    )
    sealed = await _opened(place, {row["conversation"] for row in rows.execute(query)})
    for row in rows.execute(query):
        if row["question"] in kept[row["person"]]:
            wrong.append(f"{row['person']}: {row['question']} is there twice")
        opened = sealed[row["conversation"], row["question"]]
        kept[row["person"]][row["question"]] = opened if row["sealed"] else json.loads(row["value"])
    for walker in crowd:
        theirs = kept[str(walker.app.id)]
        if theirs != walker.given:
            wrong.append(f"{walker.app.id} gave {walker.given}, kept are {theirs}")
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


def _updates(rows: sqlite3.Connection, telegram: FakeTelegram) -> Iterator[str]:
    """All were taken, each has one row, none was too much for us."""
    if len(telegram.updates):
        yield f"{len(telegram.updates)} updates wait"
    if telegram.updates.expired:
        yield f"{len(telegram.updates.expired)} updates became too old"
    known = [int(row[0]) for row in rows.execute("SELECT external_id FROM inbound")]
    if sorted(known) != list(telegram.updates.numbers):
        there = set(telegram.updates.numbers)
        yield f"updates without a row: {sorted(there - set(known))}"
        yield f"rows without an update: {sorted(set(known) - there)}"
    poisoned = rows.execute("SELECT external_id, outcome FROM inbound WHERE payload IS NOT NULL").fetchall()
    for row in poisoned:
        yield f"update {row['external_id']} met {row['outcome']}"


def _deliveries(rows: sqlite3.Connection) -> Iterator[str]:
    for row in rows.execute(
        "SELECT kind, status, error, attempts FROM delivery WHERE status NOT IN ('sent', 'not_modified')"
    ):
        yield f"a {row['kind']} is {row['status']} after {row['attempts']} tries ({row['error']})"


def _order(rows: sqlite3.Connection) -> Iterator[str]:
    """New messages came in the order in which they were meant to; a picture is allowed to be late."""
    last: dict[str, int] = {}
    for row in rows.execute(
        "SELECT address_id, platform_id, kind FROM delivery WHERE target IS NULL AND platform_id IS NOT NULL "
        "AND kind <> 'Picture' ORDER BY created_at, id"
    ):
        if int(row["platform_id"]) < last.get(row["address_id"], 0):
            yield f"{row['address_id']}: a {row['kind']} overtook what was to come before it"
        last[row["address_id"]] = int(row["platform_id"])


def _messages(
    rows: sqlite3.Connection, telegram: FakeTelegram, crowd: list[Walker], toll: Toll
) -> Iterator[str]:
    """Nothing came twice but what was on its way at a kill.

    A message that no delivery knows by its number was sent by a process that died before it wrote that down.
    """
    requests = {
        (one.chat, one.result["message_id"]): one
        for one in telegram.requests
        if one.method.lower() in _MAY_BE_DOUBLE and isinstance(one.result, dict)
    }
    recorded: dict[str, set[str]] = defaultdict(set)
    for row in rows.execute(
        "SELECT a.external_id AS person, d.platform_id FROM delivery d JOIN address a ON a.id = d.address_id "
        "WHERE d.platform_id IS NOT NULL AND d.target IS NULL"
    ):
        if row["platform_id"] in recorded[row["person"]]:
            yield f"{row['person']}: two deliveries are message {row['platform_id']}"
        recorded[row["person"]].add(row["platform_id"])
    for walker in crowd:
        person = str(walker.app.id)
        said: Counter[str] = Counter()
        for message in walker.app.bot_messages:
            request = requests[walker.app.id, message.id]
            words = " ".join(str(request.parameters.get("text", "a picture")).split())[:60]
            if str(message.id) in recorded[person]:
                said[str(request.parameters)] += 1
                continue
            sent = request.at - IN_THE_WIRE
            before = min((kill - sent for kill in toll.kills if kill >= sent), default=IN_FLIGHT + 1)
            if before <= IN_FLIGHT:
                before = max(before - IN_THE_WIRE, 0.0)
                toll.longest = max(toll.longest, before)
                toll.doubles.append(f"{before:.3f} s before a kill, to {person}: {words}")
            else:
                yield f"{person}: nobody knows of {words!r}, and nothing was killed behind it"
        most = 1 + walker.nudges + walker.double_taps
        yield from (f"{person}: {times} times {words}" for words, times in said.items() if times > most)


def _complaints(telegram: FakeTelegram) -> Iterator[str]:
    for one in telegram.refusals:
        if not any(words in one.description for words in HARMLESS):
            yield f"refused: {one.method}: {one.description}"
    yield from (f"lost: {words}" for words in telegram.silent_losses)


def _log(place: Place) -> Iterator[str]:
    """Nobody stumbled."""
    for line in place.logged.splitlines():
        if "Traceback" in line or " error " in line or "error=" in line:
            yield f"logged: {line}"
