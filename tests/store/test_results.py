"""Results: each showing is kept; the latest of a conversation, of a person, and the one before."""

from hashlib import sha256

from sqlalchemy import Connection

from bot.store import flows, results
from bot.store.database import Database
from bot.store.flows import Pinned
from bot.store.results import StoredResult
from tests.store.samples import NOW, begun, later, result

NEWER = Pinned("team-mood", 2, sha256(b"newer").hexdigest())
OTHER = Pinned("weekly-pulse", 1, sha256(b"other").hexdigest())


def score_of(found: StoredResult | None) -> str | None:
    return found.score if found else None


async def test_a_result_comes_back_as_it_was(database: Database) -> None:
    def work(connection: Connection) -> tuple[StoredResult, StoredResult | None]:
        shown = result(begun(connection))
        results.write(connection, shown)
        return shown, results.latest(connection, shown.conversation_id)

    shown, found = await database.run(work)
    assert found == shown


async def test_without_an_overall_there_is_no_score(database: Database) -> None:
    def work(connection: Connection) -> StoredResult | None:
        shown = result(begun(connection), complete=False, score=None, exact=None, level=None)
        results.write(connection, shown)
        return results.latest(connection, shown.conversation_id)

    found = await database.run(work)
    assert found is not None
    assert (found.complete, found.score, found.exact, found.level) == (False, None, None, None)


def before(connection: Connection, one: StoredResult) -> StoredResult | None:
    """What the person of *one* got from the same flow the time before."""
    return results.before(connection, one.respondent_id, one.flow.name, one.conversation_id)


async def test_a_later_showing_in_the_same_conversation_is_the_latest_but_no_new_time(
    database: Database,
) -> None:
    def work(connection: Connection) -> tuple[str | None, StoredResult | None]:
        made = begun(connection)
        first, second = (
            result(made, turn=4, score="53"),
            result(made, turn=7, score="60", created_at=later(9)),
        )
        results.write(connection, first)
        results.write(connection, second)
        latest = results.latest(connection, made.id)
        return score_of(latest), before(connection, second)

    assert await database.run(work) == ("60", None)


async def test_the_time_before_is_of_the_same_person_and_flow_in_any_version(database: Database) -> None:
    def work(connection: Connection) -> dict[str, str | None]:
        flows.pin(connection, NEWER, b"newer", NOW)
        flows.pin(connection, OTHER, b"other", NOW)
        oldest = result(begun(connection, "ana"), score="10", created_at=later(1))
        older = result(begun(connection, "ana", flow=NEWER), score="20", created_at=later(2))
        now = result(begun(connection, "ana"), score="30", created_at=later(5))
        other_flow = result(begun(connection, "ana", flow=OTHER), score="40", created_at=later(4))
        other_person = result(begun(connection, "ben"), score="50", created_at=later(3))
        for one in (now, oldest, older, other_flow, other_person):
            results.write(connection, one)
        found = {
            "before now": before(connection, now),
            "before that": before(connection, older),
            "before the first": before(connection, oldest),
            "last": results.latest_of(connection, now.respondent_id, "team-mood"),
            "never taken": results.latest_of(connection, now.respondent_id, "it-health"),
        }
        return {name: score_of(one) for name, one in found.items()}

    assert await database.run(work) == {
        "before now": "20", "before that": "10", "before the first": None, "last": "30", "never taken": None,
    }  # fmt: skip
