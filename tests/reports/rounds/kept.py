"""Check-ins and releases in a database, each with what a test does not care about filled in."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count

from sqlalchemy import Connection

from bot.definition.model import Flow
from bot.reports.rounds import RoundDocument
from bot.store import checkins, releases
from bot.store.checkins import CheckIn
from bot.store.releases import Release

BEGAN = datetime(2026, 1, 15, 9, tzinfo=UTC)
_numbers = count(1)


def checkin(
    connection: Connection, checkin_id: str = "c1", *, flow: str = "crew-check", team: str = "Crew"
) -> CheckIn:
    """A check-in of a workspace, every two weeks."""
    made = CheckIn(
        id=checkin_id, channel="slack", workspace="T1", team=team, flow_name=flow, language="en",
        manager="UBOSS", viewers=("UBOSS",), audience={"people": []}, anonymous=True, min_answers=5,
        every="2 weeks", first_on=date(2026, 1, 15), at_minute=600, zone="member", weekdays_only=True,
        open_minutes=2880, reminders=1, created_at=BEGAN + timedelta(minutes=next(_numbers)),
    )  # fmt: skip
    checkins.begin(connection, made)
    return made


def released(
    connection: Connection,
    flow: Flow,
    document: RoundDocument,
    *,
    checkin_id: str = "c1",
    people: Iterable[str] = "abcdefghijkl",
    after_days: float = 0,
) -> Release:
    """A document as the close of its rounds writes it; all of *people* answered, and others know that."""
    number, audience = next(_numbers), frozenset(people)
    closed = BEGAN + timedelta(days=14 * document["numbers"][-1] + after_days)
    made = Release(
        id=f"rel{number:05}", checkin_id=checkin_id,
        round_ids=tuple(f"{checkin_id}-{one}" for one in document["numbers"]), flow_name=flow.name,
        flow_hash=flow.hash, channel="slack", workspace="T1", opened_at=closed - timedelta(days=2),
        closed_at=closed, min_answers=document["min_answers"], invited=document["invited"],
        answered=len(audience), anonymous=document["anonymous"], audience=audience,
        exact=document["why"] is None or bool(document["people"]), document=document, released_at=closed,
    )  # fmt: skip
    releases.write(connection, made)
    return made
