"""Answers: the newest of each question, whatever JSON can say; private values are sealed."""

from decimal import Decimal

import pytest
from sqlalchemy import Connection, select

from bot.store import answers
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState
from bot.store.database import Database
from bot.store.tables import ANSWER
from tests.store.samples import NOW, begun, later

GIVEN = AnswerState.GIVEN


@pytest.mark.parametrize(
    "value",
    ["often", ["a", "b"], {"number": "1/4"}, {"blank": "dont_know"}, True, None, "", 'quo"te', "ünï🎉"],
)
async def test_a_value_comes_back_as_it_was(database: Database, value: object) -> None:
    stored = StoredAnswer("mood", value, GIVEN, turn=1, answered_at=later(5), asked_at=NOW)

    def work(connection: Connection) -> tuple[StoredAnswer, ...]:
        made = begun(connection)
        answers.write(connection, made.id, [stored])
        return answers.of_conversation(connection, made.id)

    assert await database.run(work) == (stored,)


async def test_a_changed_answer_replaces_the_old_one_and_others_stay(database: Database) -> None:
    mood = StoredAnswer("mood", "low", GIVEN, turn=1, answered_at=later(1), asked_at=NOW)
    focus = StoredAnswer("focus", "high", AnswerState.INFERRED, turn=2, answered_at=later(2))
    changed = StoredAnswer(
        "mood", "fair", AnswerState.PARKED, turn=3, answered_at=later(3), asked_at=later(2)
    )

    def work(connection: Connection) -> tuple[StoredAnswer, ...]:
        made = begun(connection)
        answers.write(connection, made.id, [mood, focus])
        answers.write(connection, made.id, [changed])
        answers.write(connection, made.id, [])
        return answers.of_conversation(connection, made.id)

    assert await database.run(work) == (focus, changed)


async def test_answers_of_another_conversation_are_not_touched(database: Database) -> None:
    ana = StoredAnswer("mood", "low", GIVEN, turn=1, answered_at=NOW)
    ben = StoredAnswer("mood", "high", GIVEN, turn=1, answered_at=NOW)

    def work(connection: Connection) -> tuple[StoredAnswer, ...]:
        one, other = begun(connection, "ana"), begun(connection, "ben")
        answers.write(connection, one.id, [ana])
        answers.write(connection, other.id, [ben])
        return answers.of_conversation(connection, one.id)

    assert await database.run(work) == (ana,)


async def test_a_private_value_is_sealed_and_comes_back(database: Database) -> None:
    email = StoredAnswer("email", "ana@example.com", GIVEN, turn=1, answered_at=NOW, private=True)
    withdrawn = StoredAnswer("email", {"blank": "skipped"}, AnswerState.SKIPPED, turn=2, answered_at=NOW)

    def write(connection: Connection) -> str:
        made = begun(connection)
        answers.write(connection, made.id, [email])
        assert answers.of_conversation(connection, made.id) == (email,)
        return made.id

    id_ = await database.run(write)
    kept = await database.run(lambda connection: connection.execute(select(ANSWER.c.value)).scalar_one())
    assert "ana" not in kept

    def change(connection: Connection) -> tuple[StoredAnswer, ...]:
        answers.write(connection, id_, [withdrawn])
        return answers.of_conversation(connection, id_)

    assert await database.run(change) == (withdrawn,)


@pytest.mark.parametrize("value", [float("nan"), Decimal(1), {1, 2}])
async def test_what_json_cannot_say_is_refused(database: Database, value: object) -> None:
    wrong = StoredAnswer("mood", value, GIVEN, turn=1, answered_at=NOW)
    with pytest.raises((TypeError, ValueError)):
        await database.run(lambda connection: answers.write(connection, begun(connection).id, [wrong]))
