"""When somebody finishes in an anonymous round, no seal says when: a token has its second in the clear."""

from base64 import urlsafe_b64decode
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from bot.store import answers, checkins, conversations, rounds, unlinking
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState
from bot.store.database import Database
from bot.store.round_answers import handed_in
from bot.store.rounds import Round, RoundStatus
from bot.store.tables import ANSWER, CONVERSATION
from tests.reports.rounds.kept import checkin
from tests.store.samples import FLOW, NOW, begun, later

ROUND = Round("r1", "c1", 1, NOW.date(), FLOW, RoundStatus.OPEN, NOW, later(3600))


def made_at(token: str) -> datetime:
    """A Fernet token: a byte of version, eight of the time, the rest."""
    return datetime.fromtimestamp(int.from_bytes(urlsafe_b64decode(token)[1:9]), UTC)


def finished(connection: Connection) -> str:
    """Somebody wrote a note and ticked a choice; their state is sealed because of the note."""
    checkin(connection)
    made = begun(connection, "ana", round_id="r1", private=True, state='{"note": "too much"}')
    rounds.begin(connection, ROUND)
    said = [
        StoredAnswer("note", "too much", AnswerState.GIVEN, 1, NOW, private=True),
        StoredAnswer("mood", "good", AnswerState.GIVEN, 2, NOW),
    ]
    answers.write(connection, made.id, said)
    return made.id


def seals(connection: Connection) -> list[datetime]:
    """The times that stand on all seals there are."""
    tokens = connection.execute(select(ANSWER.c.value).where(ANSWER.c.sealed)).scalars().all()
    states = connection.execute(select(CONVERSATION.c.state).where(CONVERSATION.c.sealed)).scalars().all()
    return [made_at(token) for token in (*tokens, *states)]


async def test_every_seal_says_when_the_round_opened_and_holds_what_it_held(database: Database) -> None:
    made = await database.run(finished)
    before = await database.read(seals)
    assert len(before) == 2
    assert NOW not in before

    await database.run(lambda connection: unlinking.unlink(connection, made, ROUND))

    assert await database.read(seals) == [NOW, NOW]
    (sheet,) = await database.read(lambda connection: handed_in(connection, ["r1"]))
    assert sheet.answers == {"note": "too much", "mood": "good"}
    kept = await database.read(lambda connection: conversations.open_one(connection, made, lock=False))
    assert kept is not None
    assert kept.state == '{"note": "too much"}'


async def test_after_the_close_they_still_do(database: Database) -> None:
    made = await database.run(finished)
    await database.run(lambda connection: unlinking.unlink(connection, made, ROUND))

    await database.run(lambda connection: unlinking.unlink_all(connection, ROUND, lambda: "anew"))

    assert await database.read(seals) == [NOW]
    found = await database.read(lambda connection: checkins.by_id(connection, "c1"))
    assert found is not None
