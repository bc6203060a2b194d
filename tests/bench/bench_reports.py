"""How long a team's report takes from stored answers, and a trend from the ledger, on both databases.

Run: python -m tests.bench.bench_reports [PEOPLE]

A round of 500 people and 40 questions, among ten other rounds: read, scored, made into a document, written as
a page. Then a check-in of 50 rounds with 12 areas: its series with the table of figures, and the page with
the trend of every area, both from the ledger.
"""

import asyncio
import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from fractions import Fraction
from functools import partial
from statistics import median
from time import perf_counter, process_time

from sqlalchemy import Connection, insert

from bot.definition.answer import Answer, encode
from bot.definition.model import Flow, Kind
from bot.reports.page import Material, Reading, gather, report_page
from bot.reports.rounds import RoundFacts, Shown, made
from bot.reports.rounds.series import series
from bot.reports.rounds.tables import figures
from bot.store import flows, releases, respondents, schema
from bot.store.checkins import CheckIn
from bot.store.database import Database, open_database
from bot.store.flows import Pinned
from bot.store.releases import Release
from bot.store.round_answers import Handed, handed_in
from bot.store.sealing import seal
from bot.store.tables import ANSWER, CONVERSATION
from bot.turn.library import Library, Shelved
from tests.databases import postgres
from tests.reports.rounds.flows import flow_from
from tests.store.samples import NOW, SECRET, new_id

PEOPLE = 500
OTHER_ROUNDS = 10
ROUNDS = 50
RUNS = 15
CHECKIN = CheckIn(
    id="c", channel="slack", workspace="T1", team="Everybody", flow_name="large-check", language="en",
    manager="UBOSS", viewers=("UBOSS",), audience={}, anonymous=True, min_answers=5, every="2 weeks",
    first_on=NOW.date(), at_minute=600, zone="member", weekdays_only=True, open_minutes=2880, reminders=1,
    created_at=NOW,
)  # fmt: skip
READING = Reading("en", NOW.date(), "/r/page")

AREAS = [f"area_{number:02}" for number in range(12)]
SOURCE = "\n".join(
    [
        "flow: large-check",
        "version: 1",
        "title: Large check",
        "scale: agree5",
        "dont_know: yes",
        "areas:",
        *(f"  {area}: {{title: Area {area[-2:]}}}" for area in AREAS),
        "checkin: {every: 2 weeks, anonymous: yes, min_answers: 5}",
        "steps:",
        *(
            f"  - {{ask: {area}_{place}, area: {area}, text: Statement {place} of {area}.}}"
            for area in AREAS
            for place in "abc"
        ),
        "  - ask: slowed",
        "    type: multi",
        "    weight: 0",
        "    text: What slowed you down?",
        "    choices: {waiting: Waiting, tools: Tools, meetings: Meetings, unclear: Unclear priorities}",
        "  - {ask: hours, type: number, weight: 0, min: 0, max: 80, text: How many hours did you wait?}",
        "  - {ask: recommend, scale: recommend, weight: 0, text: Would you recommend this team}",
        "  - {ask: note, type: text, max: 500, optional: yes, text: Anything else}",
    ]
).replace("wait?}", "wait}")
"""36 scored questions in 12 areas and one of each other kind."""


def answers_of(flow: Flow, chance: random.Random) -> dict[str, Answer]:
    """Everything answered, each person in a mood of their own."""
    mood = chance.gauss(2.5, 0.8)
    given: dict[str, Answer] = {}
    for question in flow.questions():
        if question.kind is Kind.CHOICE:
            place = round(chance.gauss(mood * (len(question.choices) - 1) / 4, 1))
            given[question.id] = question.choices[max(0, min(len(question.choices) - 1, place))].id
        elif question.kind is Kind.MULTI:
            ticked = [choice.id for choice in question.choices if chance.random() < 0.4]
            given[question.id] = tuple(ticked or ["waiting"])
        elif question.kind is Kind.NUMBER:
            given[question.id] = Fraction(chance.randrange(0, 40))
        elif chance.random() < 0.3:
            given[question.id] = "There were too many meetings in this week, and most of them on Tuesday."
    return given


def filled(connection: Connection, flow: Flow, people: int) -> None:
    """The round `r0`, and others beside it."""
    chance = random.Random(5)
    pinned = Pinned(flow.name, flow.version, flow.hash)
    flows.pin(connection, pinned, SOURCE.encode(), NOW)
    for number in range(OTHER_ROUNDS + 1):
        nobody = respondents.find_or_make(
            connection, "round", "checkin", f"r{number}", now=NOW, new_id=new_id
        )  # fmt: skip
        conversations, answers = [], []
        for _ in range(people):
            conversation = f"{chance.getrandbits(128):032x}"
            conversations.append(
                {
                    "id": conversation, "respondent_id": nobody.respondent_id, "address_id": nobody.id,
                    "flow_name": flow.name, "flow_version": flow.version, "flow_hash": flow.hash,
                    "status": "finished", "turn": 40, "state": "{}", "sealed": False, "language": "en",
                    "round_id": f"r{number}", "started_at": NOW, "updated_at": NOW, "ended_at": NOW,
                }
            )  # fmt: skip
            answers += list(_rows(connection, flow, conversation, answers_of(flow, chance)))
        connection.execute(insert(CONVERSATION), conversations)
        connection.execute(insert(ANSWER), answers)


def _rows(
    connection: Connection, flow: Flow, conversation: str, given: dict[str, Answer]
) -> Iterator[dict[str, object]]:
    for question, answer in given.items():
        private = flow.by_id[question].kind is Kind.TEXT
        yield {
            "conversation_id": conversation, "question": question, "sealed": private, "state": "given",
            "value": seal(connection, json.dumps(encode(answer)), private=private), "turn": 1,
            "asked_at": NOW, "answered_at": NOW,
        }  # fmt: skip


def shuffled(n: int) -> list[int]:
    return random.sample(range(n), n)


def ledger(connection: Connection, flow: Flow) -> None:
    """Fifty rounds of the same check-in, as they were shown."""
    chance = random.Random(7)
    shown: list[Shown] = []
    for number in range(1, ROUNDS + 1):
        opened = NOW + timedelta(weeks=2 * number)
        sheets = [Handed(f"l{number}", answers_of(flow, chance)) for _ in range(12)]
        about = RoundFacts((number,), opened.date(), opened.date(), True, 5, 14)
        document = made(flow, sheets, about, shown, shuffled)
        shown.append(Shown(document, flow))
        releases.write(
            connection,
            Release(
                id=new_id(), checkin_id="c", round_ids=(f"l{number}",), flow_name=flow.name,
                flow_hash=flow.hash, channel="slack", workspace="T1", opened_at=opened,
                closed_at=opened + timedelta(days=2), min_answers=5, invited=14, answered=12, anonymous=True,
                audience=frozenset(f"{person:064x}" for person in range(14)), exact=True, document=document,
                released_at=opened + timedelta(days=2),
            ),
        )  # fmt: skip


def report(connection: Connection, flow: Flow) -> tuple[float, float]:
    """Seconds for reading, and for everything until the page stands."""
    begun = perf_counter()
    sheets = handed_in(connection, ["r0"])
    read = perf_counter() - begun
    about = RoundFacts((1,), NOW.date(), NOW.date(), True, 5, 1000)
    document = made(flow, sheets, about, (), shuffled)
    page = report_page(Material(CHECKIN, (Shown(document, flow),), 0), READING)
    assert "Area 11" in page
    return read, perf_counter() - begun


def table(connection: Connection, flow: Flow) -> tuple[float, float]:
    """Seconds for reading the series, and for its table too."""
    begun = perf_counter()
    found = series(connection, "c")
    read = perf_counter() - begun
    rows = [row for entry in found.entries for row in figures(entry.document)]
    assert len(found.entries) == ROUNDS
    assert rows
    return read, perf_counter() - begun


def trend(connection: Connection, flow: Flow) -> tuple[float, float]:
    """Seconds for reading all reports, and until their page stands."""
    begun = perf_counter()
    material = gather(connection, Library.of([Shelved(flow, b"")]), CHECKIN, None)
    read = perf_counter() - begun
    assert len(material.shown) == ROUNDS
    assert "Area 11" in report_page(material, READING)
    return read, perf_counter() - begun


async def measured(database: Database, name: str, work: Callable[[Connection], tuple[float, float]]) -> None:
    """Prints the middle one of some runs, and the slowest; the processor is that of this process."""
    took, used = [], []
    for _ in range(RUNS):
        processor = process_time()
        took.append(await database.read(work))
        used.append(process_time() - processor)
    read, everything = zip(*took, strict=True)
    print(
        f"  {name:<34} read {median(read) * 1000:6.1f} ms,  all {median(everything) * 1000:6.1f} ms"
        f"  (slowest {max(everything) * 1000:.1f} ms, processor {median(used) * 1000:.1f} ms)"
    )


async def on(database: Database, people: int) -> None:
    flow = flow_from(SOURCE)
    await schema.migrate(database)
    await database.run(partial(filled, flow=flow, people=people))
    await database.run(partial(ledger, flow=flow))
    await measured(database, f"page of {people} people × 40", partial(report, flow=flow))
    await measured(database, f"table of {ROUNDS} rounds × 12 areas", partial(table, flow=flow))
    await measured(database, f"page of {ROUNDS} rounds × 12 areas", partial(trend, flow=flow))
    await database.close()


def main() -> None:
    """Both databases, one after the other."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        print("SQLite")
        asyncio.run(on(open_database(f"sqlite:///{folder}/bench.sqlite"), people))
    with postgres() as server:
        print("PostgreSQL")
        asyncio.run(on(open_database(server.create_database(), secret_key=SECRET), people))


if __name__ == "__main__":
    main()
