"""Proves: people in Slack see all that is kept of them, take it away, and have it deleted.

1. `/checkup mydata` shows every answer in words and brings all of it as a file, in the direct messages.
2. `/checkup delete` asks, the button asks once more, and then nothing is left: no row in any table and no
   byte of the person's own words, and a receipt tells what went. Others keep theirs. *Keep it* keeps.
3. Afterwards old controls and windows are answered kindly and bring nothing back; who begins anew is new.
4. What somebody types cannot be read in the database files; consents keep words, version, time and channel.
5. `/checkup stop` is the end of what nobody asked for; `/checkup privacy` says who sees what.
6. What was on its way when somebody had everything deleted does not arrive: the receipt is the last to come.
   Nor does the process remember anything that they were shown.
The numbers in brackets are those of the rules in the reference on platforms, §17b.
"""

import asyncio
import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from bot.clock import now
from bot.store.tables import ADDRESS, CONSENT, DELIVERY, INBOUND, RESPONDENT
from tests.disk import bytes_of, ids_of, reader, rows_about
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.rows import count
from tests.served import library
from tests.slack.looking import asking, in_channels, nothing_went_wrong
from tests.slack.served import WayIn, served
from tests.telegram.flows import KINDS, MOOD

EMAIL: Final = "ana.quillfeather@example.com"
PHONE: Final = "+49 30 98765432"
NOTE: Final = "Fewer meetings about zebrafish"
ANSWERED: Final = ("often", "office", "b", "7", "12")
"""What comes before the text question."""
GIVES_ALL: Final = (NOTE, "yes", EMAIL, PHONE)


async def finishes(ana: Colleague, *contact: str) -> Colleague:
    """Takes the check of every kind, and gives these answers from the text question on."""
    await ana.begins("kinds")
    return await ana.types(*ANSWERED, *contact)


def content_of(ana: Colleague) -> dict[str, Any]:
    """The newest file that the app shared."""
    content = ana.app.files[-1].content
    assert content is not None
    data: dict[str, Any] = json.loads(content)
    return data


def questions_alive(ana: Colleague) -> Sequence[str]:
    """What can still be answered by a control."""
    return [one.words for one in asking(ana) if "Help" in one.labels or "Later" in one.labels]


async def test_1_mydata_shows_and_files_everything(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await finishes(Colleague(slack, server), *GIVES_ALL)
        await ana.taps("Yes", "Agree")
        ben = await finishes(Colleague(slack, server, "ben"), "Ben's own words", "no")
        reply = await ana.commands("mydata", channel="general")
        assert NOTE not in reply.read
        ana.sees("Often", "In the office", "Somebody has a list", "7", "12", NOTE, EMAIL, PHONE, "Agree")
        ana.sees("How often do you look things up?", "May we call you about this?", "Team mood", "Every kind")
        ana.sees("The same as a file, for you to keep.", "my-data.json").sees_no("Ben's own words")
        data = content_of(ana)
        await nothing_went_wrong(server)
    kinds, mood = data["conversations"]
    assert (kinds["flow"], kinds["version"], kinds["language"]) == ("kinds", 1, "en")
    assert {one["question"]: one["value"] for one in kinds["answers"]} == {
        "habit": "often", "where": ["office"], "line": "b", "calm": "7", "people": {"number": "12"},
        "note": NOTE, "may_call": True, "email": EMAIL, "phone": PHONE,
    }  # fmt: skip
    assert {one["question"]: one["value"] for one in mood["answers"]} == {"tools": "agree"}
    assert kinds["result"]["score"] is not None
    assert mood["result"] is None
    (consent,) = data["consents"]
    assert (consent["wording"], consent["given"], consent["channel"]) == (
        "May we call you about this?", True, "slack",
    )  # fmt: skip
    assert data["address"]["id"] == ana.app.id
    assert ben.app.id not in json.dumps(data)
    assert [file.channels for file in ana.app.files] == [[ana.app.dm]]
    assert in_channels(slack) == []


async def test_1_who_told_nothing_is_told_so(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = Colleague(slack, server)
        await ana.commands("mydata", channel="general")
        ana.sees("No answers or results of yours are held")
        assert ana.app.files == []


async def test_2_delete_leaves_nothing(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    """(21, 30) Asked once in words, and once more by a dialog."""
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await finishes(Colleague(slack, server), *GIVES_ALL)
        ben = await finishes(Colleague(slack, server, "ben"), "Ben's own words", "no")
        await ana.commands("mydata")
        await ana.opens_home()
        await ana.commands("delete")
        ana.sees("Do you want everything deleted?", "This cannot be undone.")
        delete = ana.app.last.controls[0].element
        assert (delete["style"], delete["confirm"]["style"]) == ("danger", "danger")
        ids, others = ids_of(ready_sqlite_url, ana.app.id), ids_of(ready_sqlite_url, ben.app.id)
        about = rows_about(ready_sqlite_url, *ids)
        assert set(about) == {
            "respondent", "address", "conversation", "answer", "result", "consent", "delivery", "inbound",
        }  # fmt: skip
        before = rows_about(ready_sqlite_url, *others)
        await ana.app.taps("Delete everything", confirms=False)
        await ana.waits()
        assert rows_about(ready_sqlite_url, *ids) == about
        await ana.taps("Delete everything")
        assert rows_about(ready_sqlite_url, *ids) == {}
        assert rows_about(ready_sqlite_url, *others) == before
        ana.sees("Everything is deleted.", "Receipt", "Answers: 9", "Consents: 1", "/checkup start")
        assert questions_alive(ana) == []
        await nothing_went_wrong(server)
    left = bytes_of(ready_sqlite_url)
    for one in (EMAIL, PHONE, NOTE, *ids):
        assert one.encode() not in left


async def test_2_keep_it_keeps(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.types("often", "delete")
        await ana.taps("Keep it")
        ana.sees("Nothing was deleted.")
        assert not [one for one in ana.app.controls_alive if "Delete everything" in one.labels]
        await ana.types("office")
        ana.sees("Which line fits a normal week?")
        assert len(questions_alive(ana)) == 1
        await nothing_went_wrong(server)


async def test_2_in_the_middle_of_a_check_no_question_stays(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.types("often")
        await ana.commands("delete")
        await ana.taps("Delete everything")
        assert questions_alive(ana) == []


async def test_3_old_controls_bring_nothing_back(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("kinds")
        question = ana.app.last
        await ana.types(*ANSWERED)
        await ana.taps("Write your answer")
        await ana.app.fills(NOTE)
        await ana.types("delete")
        asked = ana.app.last
        ids = ids_of(ready_sqlite_url, ana.app.id)
        await ana.app.taps("Delete everything", times=3)
        await ana.waits()
        ana.sees("Receipt")
        await ana.app.submits()
        await ana.waits()
        for message in (question, asked):
            for label in message.labels:
                await ana.app.taps(label, message=message)
                await ana.waits()
        assert ana.app.warnings == []
        assert ana.app.ephemerals
        assert rows_about(ready_sqlite_url, *ids[1:]) == {}
        with reader(ready_sqlite_url) as connection:
            for table in ("conversation", "answer", "result", "consent"):
                count = f"SELECT count(*) FROM {table}"  # noqa: S608 - names of our own tables
                assert connection.execute(count).fetchone() == (0,)
        await nothing_went_wrong(server)
        slack.record.sent.clear()


async def test_3_delete_again_and_begin_anew(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await finishes(Colleague(slack, server), *GIVES_ALL)
        await ana.commands("delete")
        ids = ids_of(ready_sqlite_url, ana.app.id)
        await ana.taps("Delete everything")
        slack.record.sent.clear()
        await ana.commands("delete")
        await ana.taps("Delete everything")
        ana.sees("Receipt", "Answers: 0")
        assert rows_about(ready_sqlite_url, *ids) == {}
        slack.record.sent.clear()
        await finishes(ana, "skip", "no")
        again = ids_of(ready_sqlite_url, ana.app.id)
        assert set(again) & set(ids) == {ana.app.id}
        await ana.commands("mydata")
        assert len(content_of(ana)["conversations"]) == 1
        await nothing_went_wrong(server)


async def test_4_nobody_reads_what_was_typed(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.types(*ANSWERED)
        await ana.writes(NOTE, "Write your answer")
        await ana.types("yes", EMAIL)
        on_the_way = bytes_of(ready_sqlite_url)
        await ana.types("back", "continue")
        await ana.writes(PHONE, "Enter your phone number")
        slack.record.sent.clear()
        await ana.types("answers", "mydata", "result")
        await ana.opens_home()
        afterwards = bytes_of(ready_sqlite_url)
        for one in (NOTE, EMAIL, "quillfeather", "zebrafish", PHONE, PHONE.replace(" ", ""), "98765432"):
            for stored in (on_the_way, afterwards):
                assert one.encode() not in stored, one
                assert json.dumps(one)[1:-1].encode() not in stored, one
        assert b"often" in afterwards  # what is no secret is there: the right files were looked at
        await nothing_went_wrong(server)
    slack.record.sent.clear()


async def test_4_consents_are_kept_word_by_word(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await finishes(Colleague(slack, server), "skip", "yes")
        await ana.types("back")
        await ana.taps("No")
        rows = await server.reads(
            lambda connection: connection.execute(select(CONSENT).order_by(CONSENT.c.created_at)).all()
        )
        assert [row.given for row in rows] == [True, False]
        for row in rows:
            assert row.wording == "May we call you about this?"
            assert (row.flow_name, row.flow_version, row.language) == ("kinds", 1, "en")
            assert (row.channel, row.purpose, row.question) == ("slack", "contact", "may_call")
            assert row.link == "https://example.com/privacy"
            assert timedelta(0) <= now() - row.created_at < timedelta(minutes=1)
    slack.record.sent.clear()


async def test_5_stop_and_privacy(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    """(30)"""
    async with served(
        slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in,
        privacy_url="https://example.com/privacy", operator="Example Ltd",
    ) as server:  # fmt: skip
        ana = await Colleague(slack, server).begins("kinds")
        await ana.types("often")
        await ana.commands("privacy")
        ana.sees(
            "Example Ltd runs this check, can see your answers", "kept for", "/checkup mydata",
            "/checkup delete", "https://example.com/privacy",
        )  # fmt: skip
        assert ana.app.last.labels == ["My data", "Delete my data"]
        await ana.commands("stop")
        ana.sees("You will get no more messages that you have not asked for. 1 answer is kept.")
        await ana.opens_home()
        assert "Reminders are off." in ana.app.home_screen
        await ana.types("continue")
        ana.sees("Where are the copies?")


async def test_deleting_twice_in_one_breath_deletes_once_and_leaves_no_trace(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.types("agree")
        await ana.commands("delete")
        await ana.app.taps("Delete everything", times=2)
        await ana.waits()
        ana.sees("Everything is deleted.")
        assert [one.words for one in ana.app.ephemerals if "belongs" in one.words] == []
        for table in (ADDRESS, RESPONDENT, INBOUND, DELIVERY):
            assert await count(server, table) == 0, table.name


async def test_6_nothing_comes_after_the_receipt(slack: FakeSlack, ready_sqlite_url: str) -> None:
    """Slack lets us wait, and meanwhile the button is pressed."""
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.types("agree")
        await ana.commands("delete")
        asked, before = ana.app.last, len(ana.app.bot_messages)
        slack.fails("ratelimited", method="chat.postMessage", retry_after=6)
        for words in ("agree", "mydata"):
            await ana.app.types(words)
            await asyncio.sleep(0.15)
        await ana.app.taps("Delete everything", message=asked)
        await ana.waits()
        await asyncio.sleep(6.2)
        await ana.waits()
        assert "Everything is deleted." in ana.app.screen
        assert len(ana.app.bot_messages) == before
        assert ana.app.files == []
        assert questions_alive(ana) == []
        await ana.begins("mood")  # who comes back is greeted
        ana.sees("Question 1 of 3")
    slack.record.sent.clear()  # the greeting is the same


async def test_6_what_slack_takes_just_now_comes_before_the_receipt(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.commands("delete")
        asked = ana.app.last
        slow = slack.fails("slow", method="chat.postMessage", seconds=3.0)  # longer than what follows takes
        await ana.app.types("agree")
        await slack.is_struck(slow)
        await ana.app.types("mydata")
        await asyncio.sleep(0.1)
        await ana.app.taps("Delete everything", message=asked)
        await ana.waits()
        assert "Everything is deleted." in ana.app.screen
        assert [one.name for one in ana.app.files] == []
        assert not any("What is held about you" in one.words for one in ana.app.bot_messages)
        await nothing_went_wrong(server)


async def test_6_the_process_remembers_nothing_of_them(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await finishes(Colleague(slack, server), *GIVES_ALL)
        ben = await finishes(Colleague(slack, server, "ben"), "Ben's own words", "no")
        await ana.commands("mydata")
        await ana.commands("delete")
        sender = server.slack.reception._sender

        def remembered() -> str:
            return repr([sender._shown, sender._ways, sender._heard_of, sender._rooms])

        assert NOTE in remembered()
        await ana.taps("Delete everything")
        ana.sees("Receipt")
        for one in (EMAIL, PHONE, NOTE, ana.app.id, ana.app.dm):
            assert one not in remembered()
        assert "Ben's own words" in remembered()
        assert ben.app.id in remembered()
