"""Proves: people see all that is kept of them, take it away, and have it deleted; nothing of it is needed.

1. /mydata shows every answer in words and files everything as JSON.
2. /delete asks once. *Keep it* keeps; *Delete everything* leaves no row in any table and no byte of the
   person's own words, and a receipt comes. Others keep theirs.
3. Afterwards old buttons, a second press and a second /delete are answered kindly and bring nothing back; who
   begins anew is a new person.
4. What somebody types cannot be read in the database files; consents keep words, version, time and channel.
5. The result never depends on contact data.
"""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

import pytest
from sqlalchemy import select

from bot.clock import now
from bot.store import inbound
from bot.store.tables import CONSENT, DELIVERY, RESULT
from tests.disk import bytes_of, ids_of, reader, rows_about
from tests.fakes.telegram import FakeTelegram
from tests.people import Prospect
from tests.served import Served, library
from tests.telegram.flows import KINDS, MOOD
from tests.telegram.served import served

EMAIL: Final = "ana.quillfeather@example.com"
PHONE: Final = "+49 30 98765432"
NOTE: Final = "Fewer meetings about zebrafish"
ANSWERED: Final = ("often", "office", "b", "7", "12")
"""What comes before the text question."""


async def finishes(ana: Prospect, *contact: str) -> Prospect:
    """Takes the check of every kind, and gives these answers from the text question on."""
    await ana.begins("kinds__letter")
    return await ana.types(*ANSWERED, *contact)


def gives_all() -> Sequence[str]:
    return (NOTE, "yes", EMAIL, PHONE)


async def nothing_went_wrong(server: Served) -> None:
    assert await server.reads(inbound.poisoned) == ()
    fates = await server.reads(
        lambda connection: set(connection.execute(select(DELIVERY.c.status)).scalars())
    )
    assert fates <= {"sent", "not_modified"}


def content_of(ana: Prospect) -> dict[str, Any]:
    """The newest file that the bot sent."""
    (*_, message) = (message for message in ana.app.bot_messages if message.document)
    assert message.document is not None
    assert message.document.name.endswith(".json")
    found = json.loads(message.document.content)
    assert isinstance(found, dict)
    return found


async def test_1_my_data_shows_and_files_everything(
    telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool
) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD), webhook=webhook) as server:
        ana = await finishes(Prospect(telegram, server), *gives_all())
        await ana.taps("Yes")
        await ana.taps("Agree")
        ben = await finishes(Prospect(telegram, server, "ben"), "Ben's own words", "no")
        await ana.types("/mydata")
        ana.sees("Often", "In the office", "Somebody has a list", "7", "12", NOTE, EMAIL, PHONE, "Agree")
        ana.sees("How often do you look things up?", "May we call you about this?", "Team mood", "Every kind")
        ana.sees_no("Ben's own words")
        data = content_of(ana)
        await nothing_went_wrong(server)
    kinds, mood = data["conversations"]
    assert (kinds["flow"], kinds["version"], kinds["source"], kinds["language"]) == (
        "kinds",
        1,
        "letter",
        "en",
    )
    values = {one["question"]: one["value"] for one in kinds["answers"]}
    assert values == {
        "habit": "often", "where": ["office"], "line": "b", "calm": "7", "people": {"number": "12"},
        "note": NOTE, "may_call": True, "email": EMAIL, "phone": PHONE,
    }  # fmt: skip
    assert {one["question"]: one["value"] for one in mood["answers"]} == {"tools": "agree"}
    assert kinds["result"]["score"] is not None
    assert mood["result"] is None
    (consent,) = data["consents"]
    assert (consent["wording"], consent["given"], consent["channel"]) == (
        "May we call you about this?", True, "telegram",
    )  # fmt: skip
    assert data["address"]["id"] == str(ana.app.id)
    assert str(ben.app.id) not in json.dumps(data)


async def test_1_who_told_nothing_is_told_so(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await Prospect(telegram, server).types("/mydata")
        assert ana.app.chat[-1].from_bot
        assert not any(message.document for message in ana.app.bot_messages)


async def test_2_delete_leaves_nothing(telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD), webhook=webhook) as server:
        ana = await finishes(Prospect(telegram, server), *gives_all())
        ben = await finishes(Prospect(telegram, server, "ben"), "Ben's own words", "no")
        await ana.types("/mydata", "/delete")
        ids, others = ids_of(ready_sqlite_url, ana.app.id), ids_of(ready_sqlite_url, ben.app.id)
        about = rows_about(ready_sqlite_url, *ids)
        assert set(about) == {
            "respondent", "address", "conversation", "answer", "result", "consent", "delivery", "inbound",
        }  # fmt: skip
        before = rows_about(ready_sqlite_url, *others)
        await ana.taps("Delete everything")
        assert rows_about(ready_sqlite_url, *ids) == {}
        assert rows_about(ready_sqlite_url, *others) == before
        ana.sees("Everything is deleted.", "Receipt", "Answers: 9")
        assert not _asks(ana), ana.app.screen
        await nothing_went_wrong(server)
    left = bytes_of(ready_sqlite_url)
    for one in (EMAIL, PHONE, NOTE, *ids):
        assert one.encode() not in left


def _asks(ana: Prospect) -> bool:
    """Can a question still be answered by a button?"""
    return any(
        button.data.startswith(tuple("tdsbhyn"))
        for message in ana.app.keyboards_alive
        for button in message.buttons
    )


async def test_2_keep_it_keeps(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await Prospect(telegram, server).begins("kinds")
        await ana.types("often")
        await ana.types("/delete")
        assert "Delete everything" in ana.app.last.labels
        await ana.taps("Keep it")
        assert "Delete everything" not in "".join(
            label for one in ana.app.keyboards_alive for label in one.labels
        )
        await ana.types("office")
        ana.sees("Which line fits a normal week?").has_one_keyboard()
        await nothing_went_wrong(server)


async def test_2_in_the_middle_of_a_check_no_question_stays(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await Prospect(telegram, server).begins("kinds")
        await ana.types("often", "/delete")
        await ana.taps("Delete everything")
        assert not _asks(ana), ana.app.screen


async def test_3_a_second_press_brings_nothing_back(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await finishes(Prospect(telegram, server), *gives_all())
        await ana.types("/delete")
        ids = ids_of(ready_sqlite_url, ana.app.id)
        await ana.app.taps("Delete everything", times=3)
        await ana.waits()
        assert ana.app.waiting_taps == 0
        ana.sees("Receipt")
        assert rows_about(ready_sqlite_url, *ids[1:]) == {}
        await nothing_went_wrong(server)


async def test_3_old_buttons_are_answered_kindly(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await Prospect(telegram, server).begins("kinds")
        question = ana.app.last
        await ana.types("often", "office", "b", "7", "12", "/skip", "no", "/settings", "/delete")
        asked = ana.app.last
        old = [message for message in ana.app.keyboards_alive if message.id != asked.id]
        assert len(old) >= 2
        ids = ids_of(ready_sqlite_url, ana.app.id)
        await ana.taps("Delete everything")
        for message in [question, *old, asked]:
            for label in message.labels:
                if "url" in next(one for one in message.buttons if one.label == label).content:
                    continue
                toasts = len(ana.app.toasts)
                await ana.app.taps(label, message=message)
                await ana.waits()
                assert ana.app.waiting_taps == 0
                done_already = label == "Delete everything"  # what it asks for has happened: no scolding
                assert len(ana.app.toasts) == toasts + (not done_already), label
        assert rows_about(ready_sqlite_url, *ids[1:]) == {}
        with reader(ready_sqlite_url) as connection:
            for table in ("conversation", "answer", "result", "consent"):
                count = f"SELECT count(*) FROM {table}"  # noqa: S608 - names of our own tables
                assert connection.execute(count).fetchone() == (0,)
        await nothing_went_wrong(server)


async def test_3_delete_again_and_begin_anew(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await finishes(Prospect(telegram, server), *gives_all())
        await ana.types("/delete")
        ids = ids_of(ready_sqlite_url, ana.app.id)
        await ana.taps("Delete everything")
        telegram.record.sent.clear()
        await ana.types("/delete")
        await ana.taps("Delete everything")
        ana.sees("Receipt")
        assert rows_about(ready_sqlite_url, *ids) == {}
        await ana.types("/result")
        assert ana.app.chat[-1].from_bot
        telegram.record.sent.clear()
        await finishes(ana, "/skip", "no")
        again = ids_of(ready_sqlite_url, ana.app.id)
        assert set(again) & set(ids) == {str(ana.app.id)}
        await ana.types("/mydata")
        assert len(content_of(ana)["conversations"]) == 1
        await nothing_went_wrong(server)
    telegram.record.sent.clear()


async def test_4_nobody_reads_what_was_typed(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await Prospect(telegram, server).begins("kinds")
        await ana.types(*ANSWERED, NOTE, "yes", EMAIL)
        ana.sees("Your phone number?")
        on_the_way = bytes_of(ready_sqlite_url)
        await ana.types("/back", "/continue", PHONE, "/answers", "/mydata", "/result")
        afterwards = bytes_of(ready_sqlite_url)
        for one in (NOTE, EMAIL, "quillfeather", "zebrafish", PHONE, PHONE.replace(" ", ""), "98765432"):
            for stored in (on_the_way, afterwards):
                assert one.encode() not in stored, one
                assert json.dumps(one)[1:-1].encode() not in stored, one
        assert b"often" in afterwards  # what is no secret is there: the right files were looked at
        await nothing_went_wrong(server)
    telegram.record.sent.clear()


async def test_4_consents_are_kept_word_by_word(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await finishes(Prospect(telegram, server), "/skip", "yes")
        await ana.types("/back")
        await ana.taps("No")
        rows = await server.reads(
            lambda connection: connection.execute(select(CONSENT).order_by(CONSENT.c.created_at)).all()
        )
        assert [row.given for row in rows] == [True, False]
        for row in rows:
            assert row.wording == "May we call you about this?"
            assert (row.flow_name, row.flow_version, row.language) == ("kinds", 1, "en")
            assert (row.channel, row.purpose, row.question) == ("telegram", "contact", "may_call")
            assert row.link == "https://example.com/privacy"
            assert timedelta(0) <= now() - row.created_at < timedelta(minutes=1)
    telegram.record.sent.clear()


@pytest.mark.parametrize("gives", [("/skip", "no"), ("/skip", "yes", "/skip", "/skip"), gives_all()])
async def test_5_the_result_needs_no_contact_data(
    telegram: FakeTelegram, ready_sqlite_url: str, gives: Sequence[str]
) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD)) as server:
        await finishes(Prospect(telegram, server), "/skip", "no")
        await finishes(Prospect(telegram, server, "ben"), *gives)
        rows = await server.reads(lambda connection: connection.execute(select(RESULT)).all())
        mine, theirs = (
            {
                name: value
                for name, value in json.loads(row.document).items()
                if name not in ("asked", "ignored")
            }
            for row in rows
        )
        assert mine == theirs
        assert rows[0].score == rows[1].score
