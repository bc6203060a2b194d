"""Proves: many people are known by their addresses at once, each once.

1. Who is new gets an address with a respondent, and their client's language; who is known keeps theirs.
2. A zone that the platform tells is kept; one that it does not tell stays.
3. Without rounds nobody was invited.
4. Who wants no check-ins is known by their place, until the time that they said.
"""

from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import func, select

from bot.store import crowd, respondents
from bot.store.crowd import Seen
from bot.store.database import Database
from bot.store.respondents import Address
from bot.store.tables import RESPONDENT

NOW = datetime(2030, 1, 1, tzinfo=UTC)
_NUMBERS = count()


def new_id() -> str:
    return f"crowd-{next(_NUMBERS):03}"


async def seen(database: Database, **people: Seen) -> dict[str, Address]:
    found = await database.run(lambda c: crowd.find_or_make(c, "slack", "T1", people, now=NOW, new_id=new_id))
    return {one.external_id: one for one in found}


async def test_1_new_and_known(database: Database) -> None:
    first = await seen(database, ana=Seen("Europe/Berlin", "de"))
    await database.run(lambda c: respondents.speak(c, first["ana"].id, "fr"))
    both = await seen(database, ana=Seen("Europe/Berlin", "de"), bea=Seen(None, None))
    assert both["ana"].id == first["ana"].id
    assert (first["ana"].language, both["ana"].language, both["bea"].language) == ("de", "fr", None)
    people = select(func.count()).select_from(RESPONDENT)
    assert await database.read(lambda c: c.execute(people).scalar_one()) == 2


async def test_1_nobody(database: Database) -> None:
    assert await seen(database) == {}


async def test_2_zones(database: Database) -> None:
    await seen(database, ana=Seen("Europe/Berlin"), bea=Seen("Europe/Berlin"))
    moved = await seen(database, ana=Seen("Asia/Tokyo"), bea=Seen(None))
    assert (moved["ana"].zone, moved["bea"].zone) == ("Asia/Tokyo", "Europe/Berlin")
    kept = await database.read(lambda c: respondents.find(c, "slack", "T1", "ana"))
    assert kept is not None
    assert kept.zone == "Asia/Tokyo"


async def test_3_nobody_was_invited_yet(database: Database) -> None:
    await seen(database, ana=Seen())
    assert await database.read(lambda c: crowd.invited_before(c, "checkin")) == ()


async def test_4_who_wants_none(database: Database) -> None:
    known = await seen(database, ana=Seen(), bea=Seen(), cem=Seen())
    soon, past = NOW + timedelta(days=1), NOW - timedelta(days=1)
    await database.run(lambda c: respondents.switch_checkins_off(c, known["ana"].id, soon))
    await database.run(lambda c: respondents.switch_checkins_off(c, known["bea"].id, past))
    assert await database.read(lambda c: crowd.without_checkins(c, "slack", "T1", now=NOW)) == {"ana"}
    assert await database.read(lambda c: crowd.without_checkins(c, "slack", "T2", now=NOW)) == frozenset()
