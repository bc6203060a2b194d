"""Somebody with the whole database, after a round closed, and whoever watched it while it ran.

What they look for is a way from a person to a sheet: a row that names both, an order of rows or ids that is
the order in which people finished (the status message counts them, so others may have seen who was when), a
time of its own. *Off*: what cuts the way is left out. *On*: there is none, and `checkup audit` proves it.
"""

from collections.abc import Callable
from random import Random

import pytest
from sqlalchemy import Connection, select, text, update

from bot.checkins import proof
from bot.store import invitations, rounds, traces, unlinking
from bot.store.database import open_database
from bot.store.invitations import InvitationStatus
from bot.store.rounds import Round, RoundStatus
from bot.store.tables import ADDRESS, ANSWER, CONVERSATION, DELIVERY, INVITATION
from bot.wishes import ChangeAnswers
from tests.attacks.office import Office
from tests.store.samples import SECRET

IN_ORDER = {
    "ana": "11", "ben": "22", "cem": "33", "dan": "44", "eva": "55", "fay": "12", "gus": "23", "hal": "34",
}  # fmt: skip
"""Who answers what, in the order in which they finish."""
SWITCHED_OFF = pytest.mark.parametrize("on", [False, True], ids=["off", "on"])


async def a_round(office: Office) -> Round:
    """Everybody answered; it is open."""
    await office.starts("crew", k=3)
    opened = await office.opens("crew", IN_ORDER)
    for person, letters in IN_ORDER.items():
        await office.answers(opened, person, letters)
    return opened


def sheets(connection: Connection, office: Office) -> list[str]:
    """What is kept, in the order in which the rows were written, as the database itself keeps it."""
    place = "rowid" if connection.dialect.name == "sqlite" else "xmin::text::bigint, ctid"
    ids = connection.execute(text(f"SELECT id FROM conversation ORDER BY {place}")).scalars()  # noqa: S608  # a word of ours
    return [sheet(connection, office, one) for one in ids]


def sheet(connection: Connection, office: Office, conversation_id: str) -> str:
    found = select(ANSWER.c.question, ANSWER.c.value).where(ANSWER.c.conversation_id == conversation_id)
    said = {row.question: row.value.strip('"') for row in connection.execute(found)}
    return "".join(str(office.choices[name].index(said[name]) + 1) for name in office.choices if name in said)


def of_person(connection: Connection, office: Office, person: str) -> set[str]:
    """The sheets to which a row leads that is theirs."""
    address = select(ADDRESS.c.id).where(ADDRESS.c.external_id == person).scalar_subquery()
    ways = [
        select(INVITATION.c.conversation_id).where(INVITATION.c.address_id == address),
        select(DELIVERY.c.conversation_id).where(DELIVERY.c.address_id == address),
        select(CONVERSATION.c.id).where(CONVERSATION.c.address_id == address),
        select(CONVERSATION.c.id).join(ADDRESS, ADDRESS.c.respondent_id == CONVERSATION.c.respondent_id)
        .where(ADDRESS.c.external_id == person),
        select(CONVERSATION.c.id).where(
            select(DELIVERY.c.id)
            .where(DELIVERY.c.address_id == address, DELIVERY.c.payload.contains(CONVERSATION.c.id))
            .exists()
        ),
    ]  # fmt: skip
    ids = {one for way in ways for one in connection.execute(way).scalars() if one is not None}
    return {sheet(connection, office, one) for one in ids}


@SWITCHED_OFF
async def test_rows_that_name_a_person_and_a_conversation(
    office: Office, monkeypatch: pytest.MonkeyPatch, *, on: bool
) -> None:
    if not on:
        monkeypatch.setattr(unlinking, "unlink", lambda *_: None)
        monkeypatch.setattr(unlinking, "unlink_all", lambda *_: 0)
    opened = await a_round(office)
    await office.closes(opened)
    for person, letters in IN_ORDER.items():
        found = await office.reads(lambda connection, who=person: of_person(connection, office, who))  # type: ignore[misc]
        assert found == (set() if on else {letters})
    left = await office.reads(lambda connection: traces.traces(connection, "crew"))
    assert bool(left) is not on


@SWITCHED_OFF
async def test_messages_with_buttons(office: Office, monkeypatch: pytest.MonkeyPatch, *, on: bool) -> None:
    """Questions were sent to ana; their rows say of which conversation they are."""
    if not on:
        monkeypatch.setattr(unlinking, "_forget_messages", lambda *_: None)
        monkeypatch.setattr(unlinking, "_write_anew", lambda *_: None)  # the database refuses it then
    await office.closes(await a_round(office))
    assert await office.reads(lambda connection: of_person(connection, office, "ana")) == (
        set() if on else {"11"}
    )
    left = await office.reads(lambda connection: traces.traces(connection, "crew"))
    assert ("messages of a conversation" in left) is not on


@SWITCHED_OFF
async def test_rows_in_the_order_of_finishing(
    office: Office, monkeypatch: pytest.MonkeyPatch, *, on: bool
) -> None:
    """The status message said *1 finished* when ana was the only one who had been seen answering."""
    if not on:
        monkeypatch.setattr(unlinking, "_write_anew", lambda *_: None)
    opened = await a_round(office)
    before = await office.reads(lambda connection: sheets(connection, office))
    assert before == list(IN_ORDER.values()) or on
    await office.closes(opened)
    after = await office.reads(lambda connection: sheets(connection, office))
    assert sorted(after) == sorted(IN_ORDER.values())
    assert (after == before) is not on  # by chance once in 40,320 times


async def test_rows_that_were_written_in_one_transaction(ready_postgres_url: str) -> None:
    """PostgreSQL knows of every row which transaction wrote it: *finished* and the sheet are of the same one.

    Until the close that leads from a person to a sheet; then sheets are rows of another transaction.
    """
    office = Office(open_database(ready_postgres_url, secret_key=SECRET))
    opened = await a_round(office)

    def linked(connection: Connection) -> set[str]:
        found = connection.execute(
            text(
                "SELECT c.id FROM conversation c JOIN invitation i ON i.xmin = c.xmin"
                " JOIN address a ON a.id = i.address_id WHERE a.external_id = 'ana'"
            )
        )
        return {sheet(connection, office, one) for one in found.scalars()}

    assert await office.reads(linked) == {"11"}
    await office.closes(opened)
    assert await office.reads(linked) == set()
    await office.database.close()


async def test_the_order_of_ids_is_one_of_chance(office: Office) -> None:
    """Over several rounds ana's sheet, who always finishes first, is not always first, by id or by place."""
    firsts = set()
    await office.starts("crew", k=3)
    for _ in range(6):
        opened = await office.opens("crew", IN_ORDER)
        for person, letters in IN_ORDER.items():
            await office.answers(opened, person, letters)
        await office.closes(opened)

        def first(connection: Connection, round_id: str = opened.id) -> str:
            ids = select(CONVERSATION.c.id).where(CONVERSATION.c.round_id == round_id)
            return sheet(connection, office, min(connection.execute(ids).scalars()))

        firsts.add(await office.reads(first))
    assert len(firsts) > 1


@SWITCHED_OFF
async def test_times_of_their_own(office: Office, monkeypatch: pytest.MonkeyPatch, *, on: bool) -> None:
    """Ana was seen answering at two minutes past nine."""
    if not on:
        monkeypatch.setattr(unlinking, "unlink", lambda *_: None)
        monkeypatch.setattr(unlinking, "unlink_all", lambda *_: 0)
    opened = await a_round(office)
    await office.closes(opened)

    def times(connection: Connection) -> set[object]:
        columns = (
            ANSWER.c.answered_at, ANSWER.c.asked_at, CONVERSATION.c.started_at, CONVERSATION.c.updated_at,
            CONVERSATION.c.ended_at,
        )  # fmt: skip
        return {one for column in columns for one in connection.execute(select(column)).scalars()}

    found = await office.reads(times)
    assert (found <= {opened.opens_at, None}) is on


async def test_while_it_runs_who_has_finished_has_no_way_back_but_their_button(office: Office) -> None:
    """Of those who finished no row leads to a sheet; ana's own button does, and nobody else's."""
    opened = await a_round(office)
    for person in IN_ORDER:
        found = await office.reads(lambda connection, who=person: of_person(connection, office, who))  # type: ignore[misc]
        assert found == set()
    everyone = await office.reads(
        lambda connection: connection.execute(
            select(CONVERSATION.c.id).where(CONVERSATION.c.round_id == opened.id)
        ).scalars().all()
    )  # fmt: skip
    assert len(everyone) == len(IN_ORDER)
    await office.closes(opened)
    after = await office.reads(
        lambda connection: connection.execute(select(CONVERSATION.c.id)).scalars().all()
    )
    assert not set(everyone) & set(after)
    turn = await office.presses("ana", ChangeAnswers(everyone[0]))
    assert turn.state is None


async def test_a_status_never_says_who(office: Office) -> None:
    """What is counted while a round runs is how many, and the same is all there is for a later reader."""
    opened = await a_round(office)
    counts = await office.reads(lambda connection: _counts(connection, opened.id))
    assert counts == {InvitationStatus.FINISHED: 8}
    await office.closes(opened)
    assert await office.reads(_columns_with_times) == set()


def _counts(connection: Connection, round_id: str) -> dict[InvitationStatus, int]:
    return invitations.counts(connection, round_id)


def _columns_with_times(connection: Connection) -> set[object]:
    """When somebody's part in a round changed last: nowhere."""
    return {one for one in connection.execute(select(INVITATION.c.due_at)).scalars() if one is not None}


@SWITCHED_OFF
async def test_a_report_before_the_end_and_another_one_after(office: Office, *, on: bool) -> None:
    """The manager closes early, wants the round open again for the last one, and compares both reports.

    *Off*: by the hand of somebody with the database. *On*: what is closed cannot be opened or extended.
    """
    await office.starts("crew", k=3)
    opened = await office.opens("crew", IN_ORDER)
    for person in list(IN_ORDER)[:-1]:
        await office.answers(opened, person, IN_ORDER[person])
    await office.closes(opened, early=True)
    extended = await office.database.run(
        lambda connection: rounds.close_at(connection, opened.id, opened.closes_at)
    )
    assert not extended
    if on:
        await office.answers_refused(opened, "hal")
        await office.closes(opened)
        assert len(await office.shown("crew")) == 1
        return
    await office.database.run(lambda connection: _opened_by_hand(connection, opened.id))
    await office.answers(opened, "hal", IN_ORDER["hal"])
    await office.closes(opened)
    assert [one["answered"] for one in await office.shown("crew")] == [7, 8]


def _opened_by_hand(connection: Connection, round_id: str) -> None:
    rounds.go(connection, round_id, RoundStatus.CLOSED, RoundStatus.OPEN)


@SWITCHED_OFF
async def test_comments_in_the_order_of_writing(office: Office, *, on: bool) -> None:
    """Off: texts as they lie in an order that is none of chance."""
    office = Office(office.database, flow=NOTES)
    office.order = (lambda n: Random(5).sample(range(n), n)) if on else range
    await office.starts("notes", k=3)
    opened = await office.opens("notes", IN_ORDER)
    for person in IN_ORDER:
        await office.answers(opened, person, "1")
        await office.writes(person, f"{person} was here")
    report = await office.closes(opened)
    written = [f"{person} was here" for person in IN_ORDER]
    assert sorted(report["comments"]["note"]) == sorted(written)
    assert report["comments"]["note"] != written


NOTES = """
flow: notes
title: Notes
scale: agree5
steps:
  - {ask: clear, text: "It is clear to me what comes next."}
  - {ask: note, type: text, max: 200, text: "Anything else? Leave out what gives you away."}
"""


def _break(statement: Callable[[], object]) -> Callable[[Connection], object]:
    return lambda connection: connection.execute(statement())  # type: ignore[call-overload]


async def test_the_audit_names_a_link_that_was_put_back(office: Office) -> None:
    await office.closes(await a_round(office))
    proved = await office.reads(lambda connection: proof.prove(connection, "crew", keys=office.keys))
    assert proved is not None
    assert proved.holds
    one = select(CONVERSATION.c.id).limit(1).scalar_subquery()
    await office.database.run(
        _break(
            lambda: update(INVITATION).values(conversation_id=one).where(INVITATION.c.status == "finished")
        )
    )
    proved = await office.reads(lambda connection: proof.prove(connection, "crew", keys=office.keys))
    assert proved is not None
    assert proved.violations == ("invitations that name a conversation: 8",)
