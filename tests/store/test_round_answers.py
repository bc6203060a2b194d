"""The sheets of a round: who counts, which answers count, and that no person is in what comes back."""

from fractions import Fraction

import pytest
from sqlalchemy import Connection, event, update
from sqlalchemy.engine import Engine

from bot.definition.answer import DONT_KNOW, Answer, encode
from bot.store import answers
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState
from bot.store.database import Database
from bot.store.errors import SealBroken
from bot.store.round_answers import Handed, handed_in
from bot.store.tables import ANSWER
from tests.store.samples import NOW, begun

GIVEN = AnswerState.GIVEN


def answered(
    connection: Connection,
    person: str,
    said: dict[str, Answer],
    *,
    round_id: str | None = "r1",
    status: str = "finished",
    state: AnswerState = GIVEN,
    private: bool = False,
) -> str:
    """Somebody's conversation in a round with these answers, all in one state; its id."""
    made = begun(connection, person, round_id=round_id, status=status)
    answers.write(
        connection,
        made.id,
        [StoredAnswer(name, encode(value), state, 1, NOW, private=private) for name, value in said.items()],
    )
    return made.id


async def read(database: Database, *rounds: str, named: bool = False) -> tuple[Handed, ...]:
    return await database.read(lambda connection: handed_in(connection, rounds, named=named))


async def test_every_kind_of_answer_comes_back_as_it_was_given(database: Database) -> None:
    said: dict[str, Answer] = {
        "mood": "good",
        "blockers": ("tools", "waiting"),
        "hours": Fraction(5, 2),
        "clear": DONT_KNOW,
        "contact": True,
        "odd": 'a "quote", a\ttab,\nnew lines, \x1e and \x1f, شكرا',
    }
    await database.run(lambda connection: answered(connection, "ana", said))

    (ana,) = await read(database, "r1")

    assert ana.answers == said


async def test_without_names_there_is_nobody_in_a_sheet(database: Database) -> None:
    await database.run(lambda connection: answered(connection, "ana", {"mood": "good"}))

    assert await read(database, "r1") == (Handed("r1", {"mood": "good"}, None),)
    assert await read(database, "r1", named=True) == (Handed("r1", {"mood": "good"}, "ana"),)


async def test_words_are_opened(database: Database) -> None:
    await database.run(
        lambda connection: answered(connection, "ana", {"note": "too much", "why": "again"}, private=True)
    )

    (ana,) = await read(database, "r1")

    assert ana.answers == {"note": "too much", "why": "again"}


async def test_words_that_somebody_tampered_with_are_refused(database: Database) -> None:
    def tampered(connection: Connection) -> None:
        answered(connection, "ana", {"note": "too much"}, private=True)
        connection.execute(update(ANSWER).values(value="gAAAAAno"))

    await database.run(tampered)

    with pytest.raises(SealBroken):
        await read(database, "r1")


@pytest.mark.parametrize("state", [AnswerState.INFERRED, AnswerState.CARRIED])
async def test_what_nobody_had_to_ask_counts(database: Database, state: AnswerState) -> None:
    await database.run(lambda connection: answered(connection, "ana", {"mood": "good"}, state=state))

    assert [one.answers for one in await read(database, "r1")] == [{"mood": "good"}]


@pytest.mark.parametrize("state", [AnswerState.PARKED, AnswerState.SKIPPED])
async def test_what_is_off_the_path_or_skipped_is_not_there(database: Database, state: AnswerState) -> None:
    def one(connection: Connection) -> None:
        conversation = answered(connection, "ana", {"mood": "good"})
        parked = StoredAnswer("why", "because", state, 1, NOW)
        answers.write(connection, conversation, [parked])

    await database.run(one)

    assert [one.answers for one in await read(database, "r1")] == [{"mood": "good"}]


@pytest.mark.parametrize("status", ["finished", "screened_out", "expired", "asking", "paused", "changing"])
async def test_whoever_began_counts_with_what_they_answered(database: Database, status: str) -> None:
    await database.run(lambda connection: answered(connection, "ana", {"mood": "good"}, status=status))

    assert len(await read(database, "r1")) == 1


async def test_whoever_stopped_did_not_hand_in(database: Database) -> None:
    await database.run(lambda connection: answered(connection, "ana", {"mood": "good"}, status="stopped"))

    assert await read(database, "r1") == ()


async def test_whoever_answered_nothing_has_no_sheet(database: Database) -> None:
    await database.run(lambda connection: answered(connection, "ana", {}, status="asking"))

    assert await read(database, "r1") == ()


async def test_only_the_rounds_asked_for_each_sheet_with_its_own(database: Database) -> None:
    def all_of_them(connection: Connection) -> None:
        for person, round_id in (("ana", "r1"), ("ben", "r2"), ("cat", "r3"), ("dan", None)):
            answered(connection, person, {"mood": person}, round_id=round_id)

    await database.run(all_of_them)

    found = await read(database, "r1", "r3")
    assert {(one.round_id, one.answers["mood"]) for one in found} == {("r1", "ana"), ("r3", "cat")}
    assert await read(database) == ()


async def test_the_order_tells_nothing_of_who_began_first(database: Database) -> None:
    """Ids of conversations may sort by time, so sheets never come in the order of those."""

    def three(connection: Connection) -> None:
        for person, mood in (("ana", "c"), ("ben", "a"), ("cat", "b")):
            answered(connection, person, {"mood": mood})

    await database.run(three)

    assert [one.answers["mood"] for one in await read(database, "r1")] == ["a", "b", "c"]


async def test_two_who_said_the_same_are_two(database: Database) -> None:
    def two(connection: Connection) -> None:
        answered(connection, "ana", {"mood": "good"})
        answered(connection, "ben", {"mood": "good"})

    await database.run(two)

    assert len(await read(database, "r1")) == 2


async def test_however_many_they_are_it_is_one_statement(database: Database) -> None:
    def some(connection: Connection) -> None:
        for number in range(20):
            answered(connection, f"p{number}", {"mood": "good", "clear": "yes"})

    await database.run(some)
    statements: list[str] = []

    def note(*about: object) -> None:
        statements.append(str(about[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert len(await read(database, "r1")) == 20
    finally:
        event.remove(Engine, "before_cursor_execute", note)

    assert len([one for one in statements if one.startswith("SELECT")]) == 1
