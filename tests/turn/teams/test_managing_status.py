"""Proves: the manager of a round has one message that says how it stands, and never who.

1. It comes once, is changed in its place, at most every 15 seconds, and not at all where nothing changed.
2. In an anonymous round nothing is told of fewer than `k` who began, finished or declined; how many were
   invited and reached is, and why some were not. Watched after each single step it never says who that was.
3. Where answers have names, numbers are exact, and it says who has finished.
4. Its place is learned from its delivery, whichever process sent it; while the first one is under way no
   second comes. Where the message is gone the new one is kept current.
5. When the round is over it says so without buttons, once.
6. A manager who may not any more, or cannot be reached, is told nothing. A round is not told before it opens.
7. Other messages with buttons keep them when it changes.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection, update

from bot.messages import Signed, Words
from bot.store import respondents, rounds
from bot.store.columns import DeliveryStatus
from bot.store.invitations import InvitationStatus as Is
from bot.store.rounds import Round, RoundStatus
from bot.store.tables import DELIVERY
from bot.wishes import ShowSettings
from tests.turn.teams.office import NOON, PLACE, Office, labels, words_of


async def test_1_one_message_kept_current(office: Office) -> None:
    await office.has_checkin(min_answers=3)
    await office.has_round({Is.WAITING: 2, Is.SENT: 5, Is.FINISHED: 3})
    first = await office.ticks()
    assert first is not None
    assert [one.replaces for one in first.told] == [None]
    assert words_of(first) == (
        "Support: round 1\n"
        "Open until January 4, 2030, 12:00\u202fPM.\n"
        "Invited: 10\nWaiting for their hour: 2\nReached: 8\nStarted: 3\nFinished: 3\n"
        "Nobody is told who has finished, and of those who did no number below 3."
    )
    assert labels(first) == ["Remind", "One day longer", "Close now", "Cancel the round"]
    await office.delivers()
    assert await office.ticks() is None
    await office.changes(2, Is.SENT, Is.FINISHED)
    assert await office.ticks(after=14) is None
    second = await office.ticks(after=16)
    assert second is not None
    assert "Finished: 5" in words_of(second)
    assert [one.replaces for one in second.told] == [(await office.round()).status_message]
    assert second.told[0].replaces is not None


async def test_2_an_anonymous_round_never_says_who(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 8, Is.UNREACHABLE: 1}, left_out={"bot": 2, "guest": 1, "whatever": 1})
    seen = []
    for _ in range(4):
        turn = await office.ticks()
        seen += [words_of(turn)] if turn else []
        await office.delivers()
        await office.changes(1, Is.SENT, Is.FINISHED)
    await office.changes(1, Is.SENT, Is.DECLINED)
    turn = await office.ticks()
    seen += [words_of(turn)] if turn else []
    (only,) = seen
    assert "UFINISHED" not in repr(turn)
    assert "Invited: 9\nReached: 8\nStarted: fewer than 5\nFinished: fewer than 5\n" in only
    assert "Could not be reached: 1" in only
    assert "Not invited: 4 (" in only
    assert "bots: 2" in only
    assert "guests: 1" in only
    assert "for another reason: 1" in only
    assert "Not this time" not in only
    await office.changes(1, Is.SENT, Is.FINISHED)
    fifth = await office.ticks()
    assert fifth is not None
    assert "Started: 5\nFinished: 5" in words_of(fifth)


async def test_3_with_names_the_numbers_are_exact(office: Office) -> None:
    await office.has_checkin(anonymous=False)
    await office.has_round({Is.SENT: 2, Is.STARTED: 1, Is.FINISHED: 1, Is.DECLINED: 1})
    turn = await office.ticks()
    assert turn is not None
    assert "Invited: 5\nReached: 5\nStarted: 2\nFinished: 1\nNot this time: 1" in words_of(turn)
    assert "Nobody is told" not in words_of(turn)
    (said,) = [one.message for one in turn.told]
    assert isinstance(said, Words)
    assert said.signed == Signed("Have finished:", "UFINISHED0")


async def test_4_while_the_first_is_under_way_no_second_comes(office: Office) -> None:
    await office.has_checkin(anonymous=False)
    await office.has_round({Is.SENT: 3})
    assert await office.ticks() is not None
    await office.changes(1, Is.SENT, Is.FINISHED)
    assert await office.ticks() is None
    assert await office.ticks() is None
    await office.delivers()
    turn = await office.ticks()
    assert turn is not None
    assert turn.told[0].replaces == (await office.round()).status_message
    assert turn.told[0].replaces is not None


async def test_4_one_that_was_lost_comes_with_the_next_change(office: Office) -> None:
    """Nobody knows whether it came: it is not repeated as it was."""
    await office.has_checkin(anonymous=False)
    await office.has_round({Is.SENT: 3})
    assert await office.ticks() is not None
    lost = update(DELIVERY).values(status=DeliveryStatus.UNKNOWN.value)
    await office.does(lambda c: c.execute(lost))
    assert await office.ticks() is None
    await office.changes(1, Is.SENT, Is.FINISHED)
    turn = await office.ticks()
    assert turn is not None
    assert turn.told[0].replaces is None


async def test_4_a_message_that_is_gone_comes_again_and_is_kept_current(office: Office) -> None:
    await office.has_checkin(anonymous=False)
    await office.has_round({Is.SENT: 3})
    await office.ticks()
    await office.delivers()
    await office.changes(1, Is.SENT, Is.FINISHED)
    second = await office.ticks()
    assert second is not None
    old = second.told[0].replaces
    assert old is not None
    await office.delivers(gone=(old,))
    await office.changes(1, Is.SENT, Is.FINISHED)
    third = await office.ticks()
    assert third is not None
    assert third.told[0].replaces not in (None, old)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (RoundStatus.CLOSING, "The round has closed."),
        (RoundStatus.CLOSED, "The round has closed."),
        (RoundStatus.CANCELLED, "The round was cancelled. Nothing of it will be shown."),
    ],
)
async def test_5_at_the_end_it_says_so_once(office: Office, how: RoundStatus, said: str) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 3})
    await office.ticks()
    await office.delivers()
    await office.does(lambda c: rounds.go(c, "r1-c1", RoundStatus.OPEN, how))
    assert [one.id for one in await office.does(_to_show(office))] == ["r1-c1"]
    last = await office.ticks()
    assert last is not None
    assert words_of(last) == f"Support: round 1\n{said}"
    assert labels(last) == []
    assert last.told[0].replaces is not None
    assert await office.does(_to_show(office)) == ()
    assert await office.ticks() is None


async def test_5_what_never_came_needs_no_end(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 3}, status=RoundStatus.CLOSED)
    assert await office.does(_to_show(office)) == ()
    assert await office.ticks() is None


async def test_5_what_is_under_way_at_the_end_is_waited_for(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 3})
    await office.ticks()
    await office.does(lambda c: rounds.go(c, "r1-c1", RoundStatus.OPEN, RoundStatus.CLOSED))
    assert await office.ticks() is None
    await office.delivers()
    last = await office.ticks()
    assert last is not None
    assert last.told[0].replaces is not None


async def test_6_only_who_may_and_can_be_reached(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 3})
    await office.dismisses("UBOSS")
    assert await office.ticks() is None
    await office.appoints("UBOSS")

    def blocks(connection: Connection) -> None:
        boss = respondents.find_or_make(connection, *PLACE, "UBOSS", now=NOON, new_id=office._new_id)
        respondents.set_reachable(connection, boss.id, reachable=False)

    await office.does(blocks)
    assert await office.ticks() is None


async def test_6_a_round_that_opens_is_not_told(office: Office) -> None:
    await office.has_checkin()
    await office.has_round(status=RoundStatus.OPENING)
    assert await office.ticks() is None
    assert await office.ticks("nothing") is None


async def test_7_a_menu_keeps_its_buttons(office: Office) -> None:
    await office.has_checkin(anonymous=False)
    await office.has_round({Is.SENT: 3})
    await office.ticks()
    await office.delivers()
    await office.presses("UBOSS", ShowSettings())
    await office.changes(1, Is.SENT, Is.FINISHED)
    turn = await office.ticks()
    assert turn is not None
    assert len(turn.told) == 1


def _to_show(office: Office) -> Callable[[Connection], tuple[Round, ...]]:
    now = office.now + timedelta(seconds=16)
    before = now - timedelta(seconds=15)
    return lambda c: rounds.to_show(c, "slack", None, now=now, before=before, at_most=9)
