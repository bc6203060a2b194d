"""What is read of teams.

1. A check-in is told without its people: neither who asks nor who is asked, nor the link to join.
2. Of an open round what is told is what its manager was told, as old as it is; "fewer than k" stays so.
3. Of a round that is over exactly the document is told that the report page shows, and nothing else.
4. Rounds come in their order, part after part; those that may still change come again.
5. Flows tell what ids mean.
"""

import json
from collections.abc import Sequence

from sqlalchemy import Connection

from bot.definition.model import Flow
from bot.present.teams.shape import RoundDocument
from bot.store import checkins, rounds
from bot.store.checkins import CheckInStatus
from bot.store.database import Database
from bot.store.rounds import SETTLED, RoundFate, RoundStatus
from bot.turn.library import Library, Shelved
from bot.turn.teams.status import _Said
from tests.reports.page.made import flow_of, team_health
from tests.reports.rounds.kept import released
from tests.web.api.reader import NOON, Company, checkin, round_

TOLD = {
    "closes": "2026-11-27T12:00:00+00:00", "invited": 9, "waiting": 1, "unreachable": 1, "reached": 7,
    "started": 6, "finished": None, "declined": None, "whys": {"blocked": 1}, "left_out": {}, "people": [],
}  # fmt: skip


async def test_1_a_check_in_without_its_people(database: Database) -> None:
    company = await Company(database).opened()
    await company.writes(lambda connection: checkin(connection, "k1", team="Support Nord"))
    whole = {
        "id": "k1", "channel": "slack", "workspace": "T1", "team": "Support Nord", "flow": "team-mood",
        "language": "en", "anonymous": True, "min_answers": 5, "every": "2 weeks", "first_on": "2026-01-15",
        "at_minute": 600, "zone": "member", "weekdays_only": True, "calendar": None, "open_minutes": 2880,
        "reminders": 1, "status": "active", "next_on": None, "created_at": "2026-11-17T12:00:00Z",
    }  # fmt: skip
    assert await company.reads("/checkins/k1") == whole
    assert (await company.reads("/checkins"))["items"] == [whole]
    for private in ("UBOSS", "UANA", "join-k1"):
        assert private not in (await company.asks("/checkins")).text


async def test_1_check_ins_are_filtered(database: Database) -> None:
    def work(connection: Connection) -> None:
        checkin(connection, "k1")
        checkin(connection, "k2", flow_name="other", created_at=NOON)
        checkins.set_status(connection, "k2", CheckInStatus.PAUSED)

    company = await Company(database).opened()
    await company.writes(work)
    for wish, fitting in {
        "": ["k1", "k2"], "?flow=other": ["k2"], "?status=active": ["k1"], "?limit=1": ["k1", "k2"],
        "?since=2026-11-20T00:00:00Z": ["k2"],
    }.items():  # fmt: skip
        assert [one["id"] for one in await company.walks(f"/checkins{wish}")] == fitting, wish


async def test_2_an_open_round_as_its_manager_was_told(database: Database) -> None:
    def work(connection: Connection) -> None:
        checkin(connection, "k1")
        round_(connection, "k1")
        round_(connection, "k1", 2, status_shown=_Said(TOLD, "d1").to_text(), left_out={"bot": 2})
        round_(connection, "k1", 3, status_shown=_Said({}, None).to_text())
        round_(connection, "k1", 4, status=RoundStatus.CANCELLED, status_shown=SETTLED)

    company = await Company(database).opened()
    await company.writes(work)
    untold, told, nothing, over = (await company.reads("/checkins/k1/rounds"))["items"]
    assert (untold["told"], nothing["told"], over["told"]) == (None, None, None)
    assert told == {
        "id": "k1-2", "checkin_id": "k1", "number": 2, "occurs_on": "2026-02-11", "flow": "team-mood",
        "flow_version": 1, "status": "open", "fate": None, "opens_at": "2026-11-24T12:00:00Z",
        "closes_at": "2026-11-27T12:00:00Z", "has_report": False,
        "told": {
            "invited": 9, "waiting": 1, "unreachable": 1, "reached": 7, "started": 6, "finished": None,
            "declined": None,
        },
    }  # fmt: skip
    assert await company.reads("/rounds/k1-2") == told | {"report": None}


async def test_2_looking_often_tells_no_more(database: Database) -> None:
    """Somebody finishes: nothing changes here before their manager is told."""

    def work(connection: Connection) -> None:
        checkin(connection, "k1")
        round_(connection, "k1", status_shown=_Said(TOLD, "d1").to_text())

    company = await Company(database).opened()
    await company.writes(work)
    before = await company.reads("/rounds/k1-1")
    changed = _Said(TOLD | {"finished": 5}, "d2").to_text()
    await company.writes(lambda connection: rounds.status_said(connection, "k1-1", "m", changed, NOON))
    after = await company.reads("/rounds/k1-1")
    assert (before["told"]["finished"], after["told"]["finished"]) == (None, 5)


def closed(connection: Connection, flow: Flow, documents: Sequence[RoundDocument]) -> None:
    """The documents of a check-in `c1` and the rounds they are of."""
    checkin(connection, "c1", flow_name=flow.name, created_at=NOON)
    for document in documents:
        for number in document["numbers"]:
            round_(connection, "c1", number, status=RoundStatus.CLOSED, fate=RoundFate.SHOWN)
        released(connection, flow, document)


async def test_3_exactly_what_the_report_page_shows(database: Database) -> None:
    team = team_health(3)
    company = await Company(database).opened()
    await company.writes(lambda connection: closed(connection, team.flow, team.documents))
    for document in team.documents:
        number = document["numbers"][-1]
        answer = await company.asks(f"/rounds/c1-{number}")
        assert answer.json()["report"] == json.loads(json.dumps(document))
        assert answer.json()["has_report"] is True
        assert "audience" not in answer.text  # the ledger's


async def test_3_what_was_held_and_then_shown_together_is_told_once(database: Database) -> None:
    team = team_health(1)
    held = {**team.documents[0], "numbers": [1], "why": "held", "overall": None, "areas": {}, "questions": {}}
    together = {**team.documents[0], "numbers": [1, 2]}

    def work(connection: Connection) -> None:
        checkin(connection, "c1", flow_name=team.flow.name)
        for number in (1, 2, 3):
            round_(connection, "c1", number, status=RoundStatus.CLOSED)
        released(connection, team.flow, held)  # type: ignore[arg-type]  # as a document is

    company = await Company(database).opened()
    await company.writes(work)
    assert (await company.reads("/rounds/c1-1"))["report"]["why"] == "held"
    await company.writes(lambda connection: released(connection, team.flow, together))  # type: ignore[arg-type]  # as above
    for number in (1, 2):
        assert (await company.reads(f"/rounds/c1-{number}"))["report"]["numbers"] == [1, 2]
    third = await company.reads("/rounds/c1-3")
    assert (third["report"], third["has_report"]) == (None, False)
    assert [one["has_report"] for one in await company.walks("/checkins/c1/rounds")] == [True, True, False]


async def test_4_rounds_in_their_order(database: Database) -> None:
    def work(connection: Connection) -> None:
        checkin(connection, "k1")
        for number in range(1, 8):
            round_(connection, "k1", number, status=RoundStatus.CLOSED, fate=RoundFate.SHOWN)

    company = await Company(database).opened()
    await company.writes(work)
    for limit in (1, 3, 7, 500):
        walked = await company.walks(f"/checkins/k1/rounds?limit={limit}")
        assert [one["number"] for one in walked] == [1, 2, 3, 4, 5, 6, 7]
    page = await company.reads("/checkins/k1/rounds")
    await company.writes(lambda connection: round_(connection, "k1", 8))
    assert [one["number"] for one in await company.walks(page["later"])] == [8]


async def test_4_what_may_still_change_comes_again(database: Database) -> None:
    def work(connection: Connection) -> None:
        checkin(connection, "k1")
        over: list[tuple[RoundStatus, RoundFate | None]] = [
            (RoundStatus.CANCELLED, RoundFate.WITHHELD), (RoundStatus.CLOSED, RoundFate.SHOWN),
            (RoundStatus.CLOSED, RoundFate.HELD), (RoundStatus.CLOSED, RoundFate.WITHHELD),
        ]  # fmt: skip
        for number, (status, fate) in enumerate(over, 1):
            round_(connection, "k1", number, status=status, fate=fate)
        round_(connection, "k1", 5, status_shown=_Said(TOLD, "d1").to_text())

    def closes(connection: Connection) -> None:
        rounds.decide(connection, "k1-3", RoundFate.SHOWN)
        rounds.go(connection, "k1-5", RoundStatus.OPEN, RoundStatus.CLOSED)
        rounds.decide(connection, "k1-5", RoundFate.SHOWN)

    company = await Company(database).opened()
    await company.writes(work)
    page = await company.reads("/checkins/k1/rounds?limit=4")
    page = await company.reads(page["next"])
    assert [one["number"] for one in page["items"]] == [5]
    await company.writes(closes)
    page = await company.reads(page["later"])
    assert [(one["number"], one["fate"]) for one in page["items"]] == [
        (3, "shown"), (4, "withheld"), (5, "shown"),
    ]  # fmt: skip
    (again,) = (await company.reads(page["later"]))["items"]
    assert again["told"]["invited"] == 9
    await company.writes(lambda connection: rounds.status_said(connection, "k1-5", "m", SETTLED, NOON))
    page = await company.reads(page["later"])
    assert [(one["number"], one["told"]) for one in page["items"]] == [(5, None)]
    assert (await company.reads(page["later"]))["items"] == []


async def test_5_what_ids_mean(database: Database) -> None:
    flow = flow_of("business-systems")
    company = await Company(
        database, Library.of([Shelved(flow, b""), Shelved(flow_of("team-health"), b"")])
    ).opened()
    first, second = (await company.reads("/flows"))["items"]
    assert (first["name"], second["name"]) == ("business-systems", "team-health")
    assert (first["version"], first["versions"]) == (flow.version, [flow.version])
    assert first["title"]["en"] == flow.title.source
    asked = {one["id"]: one for one in first["questions"]}
    assert list(asked) == list(flow.by_id)
    for question, told in asked.items():
        defined = flow.by_id[question]
        assert [choice["id"] for choice in told["choices"]] == [choice.id for choice in defined.choices]
        assert told["private"] is (defined.kind.value in ("text", "email", "phone"))
    assert [area["id"] for area in first["areas"]] == list(flow.areas)
    (only,) = (await (await company.opened(flow="team-health")).reads("/flows"))["items"]
    assert only["name"] == "team-health"
