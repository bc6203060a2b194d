"""Proves: a result in Slack says all there is, to everybody, and only to whom it belongs.

1. The level and the score in words first, then the areas, the weakest, what to build; then a chart of Slack's
   own with the same numbers.
2. Where Slack knows no such chart, once refused, a picture comes with a description in its place.
3. How it was computed, an answer changed, the change since the last time, a reminder for the next: under it.
4. Who typed words of their own finds none of them, and no score, in a preview.
5. Every message is understood without its blocks, and every control without its place.
The numbers in brackets are those of the rules in the reference on platforms, §17b.
"""

from collections.abc import Iterator

from tests.fakes.slack import FakeSlack, Message
from tests.people import Colleague
from tests.served import library
from tests.slack.flows import CONTROLS
from tests.slack.looking import answers, nothing_went_wrong, only_the_last_asks
from tests.slack.served import WayIn, served
from tests.telegram.flows import KINDS, MOOD

PNG = b"\x89PNG\r\n\x1a\n"
WORDLESS = KINDS.replace(KINDS[KINDS.index("  - ask: note") : KINDS.index("  - result:")], "")
"""Nobody types words of their own there."""
NOTE = "Fewer meetings about zebrafish"


async def has_a_result(ana: Colleague, *note: str) -> Colleague:
    """Of the check of every kind: order is weak, rest is better."""
    await ana.begins("kinds")
    return await ana.types("never", "nowhere", "c", "8", "12", *note)


async def test_1_in_words_and_as_a_chart(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    """(24, 26) Numbers as text as well, at most six series."""
    async with served(slack, ready_sqlite_url, library(WORDLESS, MOOD), way_in=way_in) as server:
        ana = await has_a_result(Colleague(slack, server))
        result, chart, _ = ana.app.bot_messages[-3:]
        for said in (result.words, result.read):
            in_order = [
                said.find(words)
                for words in (
                    "Every kind", "You have 45 of 100.", "Fair", "0 Order · Low", "90 Rest · Good",
                    "Office", "One list of everything", "Things get lost.", "Write one list.",
                )
            ]  # fmt: skip
            assert -1 not in in_order, (in_order, said)
            assert in_order == sorted(in_order)
        assert "░" in result.words
        assert "░" not in result.read
        (block,) = chart.blocks
        (series,) = block["chart"]["series"]
        assert [(point["label"], point["value"]) for point in series["data"]] == [("Order", 0), ("Rest", 90)]
        assert block["chart"]["axis_config"]["categories"] == ["Order", "Rest"]
        assert chart.read == "Every kind. Your areas, weakest first: Order 0, Rest 90"
        assert ana.app.files == []
        await nothing_went_wrong(server)


async def test_2_a_picture_where_there_are_no_charts(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """(25, 26) Its description tells the result."""
    slack.accepts_charts = False
    async with served(slack, ready_sqlite_url, library(WORDLESS, MOOD), way_in=way_in) as server:
        ana = await has_a_result(Colleague(slack, server))
        (picture,) = ana.app.files
        assert picture.content is not None
        assert picture.content.startswith(PNG)
        assert "Order" in picture.alt_text
        assert "0" in picture.alt_text
        assert "Rest" in picture.alt_text
        assert "You have 45 of 100." in ana.app.screen
        ana.sees("May we call you about this?")
        only_the_last_asks(ana)
        ben = await has_a_result(Colleague(slack, server, "ben"))
        assert len(ben.app.files) == 1
        assert [refusal.error for refusal in slack.refusals] == ["invalid_blocks"]
        slack.refusals.clear()
        await nothing_went_wrong(server)


async def test_3_how_it_was_computed(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(WORDLESS, MOOD), way_in=way_in) as server:
        ana = await has_a_result(Colleague(slack, server))
        question = ana.app.last
        slack.record.sent.clear()  # what is open is asked again below
        await ana.taps("How was this computed?")
        ana.sees("How this was computed", "Order", "How often do you look things up?", "Never")
        await ana.app.taps("No", message=question)
        await ana.waits()
        assert "Shall we look at the mood too?" in ana.app.screen
        await nothing_went_wrong(server)


async def test_3_an_answer_is_changed_afterwards(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.types("1", "1", "1")
        await ana.taps("Change an answer")
        ana.sees("Your answers", "1. I had what I needed.", "Strongly disagree")
        await ana.chooses("3. I can rest.")
        ana.sees("I can rest.", "✓ Strongly disagree")
        await ana.taps("Strongly agree")
        assert "33 of 100" in ana.app.screen
        assert (await answers(server))["rest"] == '"strongly_agree"'
        await nothing_went_wrong(server)


async def test_3_since_the_last_time_and_the_next_time(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.types("1", "1", "1")
        slack.record.sent.clear()  # the same is asked again
        await ana.types("restart", "5", "5", "5")
        assert "Last time, on" in ana.app.screen
        assert ": 0. Now: 100." in ana.app.screen
        await ana.taps("See what changed")
        ana.sees("Overall: 0 before, 100 now (+100).")
        await ana.taps("Ask me again in 3 months")
        ana.sees("I will ask you again on", "/checkup stop")
        await nothing_went_wrong(server)


async def test_4_nothing_private_in_a_preview(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    """(24) Others may see the screen; the message itself holds everything."""
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await has_a_result(Colleague(slack, server), NOTE)
        await ana.types("yes", "ana@example.com", "+49 30 12345678")
        slack.record.sent.clear()  # what was seen is shown again
        await ana.types("answers", "result")
        slack.record.sent.clear()
        await ana.commands("mydata")
        seen = "\n".join(message.words for message in ana.app.bot_messages)
        for said in (NOTE, "ana@example.com", "+49 30 12345678", "You have 45 of 100."):
            assert said in seen
            assert not [one for one in ana.app.notifications if said in one]
        after = ana.app.notifications[-6:]
        assert "Your result for Every kind is ready; open this message." in ana.app.notifications
        assert not [one for one in after if "45" in one or "Never" in one]


async def test_4_a_harmless_check_is_read_in_full(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.types("1", "1", "1")
        assert any("0 of 100" in one for one in ana.app.notifications)


async def test_5_understood_without_blocks_and_places(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """(21, 24, 25)"""
    async with served(slack, ready_sqlite_url, library(WORDLESS, CONTROLS, MOOD), way_in=way_in) as server:
        ana = await has_a_result(Colleague(slack, server))
        await ana.begins("controls")
        await ana.types("1", "2", "3", "4", "5", "6")
        await ana.types("1", "2", "agree", "3")
        await ana.types("settings")
        for message in slack.record.sent:
            assert len(message.read.split()) >= 3, message.words
            unique_and_spoken(message)
        shown = [message for message in slack.record.sent if "We finish things." in message.words]
        for label in ("Strongly disagree", "Agree", "We finish things."):
            assert label in shown[0].read


def unique_and_spoken(message: Message) -> None:
    """No two buttons sound alike, and none is a bare sign."""
    spoken = list(sounds(message))
    assert len(set(spoken)) == len(spoken), spoken
    lettered = [one for one in spoken if one in {"A", "B", "C"}]
    assert lettered == []
    primary = [one for one in message.controls if one.element.get("style") == "primary"]
    assert len(primary) <= 1, message.words


def sounds(message: Message) -> Iterator[str]:
    """What is read out for each button."""
    for control in message.controls:
        if control.kind == "button":
            yield control.element.get("accessibility_label", control.label)
