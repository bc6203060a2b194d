"""Proves: the page of a person shows what is theirs as it is now, on both databases.

1. To somebody who was never here, and to who has not begun, everything is to do; nothing is written.
2. What is open is to go on with, what came to a result is there to look at; a check that ran out is to do.
3. One result a flow, the newest, with the honest change since the one before; a changed answer counts.
4. Language, reminders and their time are those of the person; days are those of their zone.
5. It is read in few statements, however much there is; what one typed does not stand on it; others' does not.
6. A result is shown again as it was, and what is open stays open.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, event, update

from bot.channels.tokens import Refusal, encode
from bot.channels.wish_tokens import encode_wish
from bot.engine.inputs import Change, Restart, Start, Typed
from bot.messages import File, QuestionCard, ResultPage
from bot.messages.home import HomeEntry, HomePage
from bot.store import conversations, respondents
from bot.store.database import Database
from bot.store.inbound import Update
from bot.store.tables import FLOW_VERSION
from bot.turn.arrived import Arrived, Platform, Token, Turn
from bot.turn.home import home_of
from bot.turn.library import Library
from bot.wishes import (
    Begin,
    ChooseReminderTime,
    Compare,
    RepeatLater,
    ShowMyData,
    ShowReminderTimes,
    ShowResultOf,
    ShowSettings,
    Wish,
)
from tests.turn.someone import NOON, Someone, library

MOOD = """
flow: mood
title: {en: Mood, de: Stimmung}
languages: [en, de]
expire: 14 days
scoring: {sem: 5}
scale: yes_no
steps:
  - {ask: tools, text: {en: "Tools?", de: "Werkzeug?"}}
  - {ask: plan, text: {en: "Plan?", de: "Plan?"}}
"""
NOTES = """
flow: notes
title: Notes
steps:
  - {ask: secret, type: text, text: "What is it?"}
  - {ask: fine, scale: yes_no, text: "Fine?"}
"""
KEY = b"k" * 32
PLATFORM = Platform(NOON + timedelta(hours=1), (KEY,), "https://example.com/privacy")


class Visitor(Someone):
    """Somebody in Slack, who also looks at their page and presses buttons of the desk."""

    def __init__(self, database: Database, flows: Library, name: str = "u1") -> None:
        super().__init__(database, flows, name)
        self._around = replace(self._around, channel="slack", platform=PLATFORM, operator="Acme")

    async def looks(self, language: str | None = None, notice: str = "") -> HomePage:
        return await self.database.read(lambda c: home_of(c, self.found(c), language, self._around, notice))

    async def asks_for(self, wish: Wish) -> Turn:
        """By a command."""
        number = f"{self.name}-{next(self._numbers)}"
        return await self.repeats(Arrived(Update("test", "here", number), self.name, wish))

    async def wishes(self, wish: Wish, message: str | None = None) -> None:
        """Through the button that means it."""
        address = await self.database.read(self.found)
        assert address is not None
        await self._presses(encode_wish(wish, address=address.id, key=KEY), message)

    async def sets(self, work: Callable[[Connection, str], None]) -> None:
        def set_it(connection: Connection) -> None:
            address = self.found(connection)
            assert address is not None
            work(connection, address.id)

        await self.database.run(set_it)

    async def takes(self, flow: str, *choices: str) -> str:
        """A check from the start; its conversation."""
        welcome = await self.asks_for(Begin(flow))
        conversation = str(welcome.conversation)
        assert welcome.flow is not None
        await self._presses(encode(Start(), conversation=conversation, flow=welcome.flow, key=KEY))
        await self.taps(*choices)
        return conversation

    async def _presses(self, token: str, message: str | None = None) -> None:
        number = f"{self.name}-{next(self._numbers)}"
        update = Update("test", "here", number)
        await self.repeats(Arrived(update, self.name, Token(token), message=message))

    def _new_id(self) -> str:
        """One that a button can carry."""
        return f"{self.name}{next(self._numbers):06}"

    def found(self, connection: Connection) -> respondents.Address | None:
        return respondents.find(connection, "test", "here", self.name)


def titles(page: HomePage) -> list[list[str]]:
    """What is to do, to go on with, to look at."""
    return [[entry.title for entry in part.entries] for part in page.parts[:3]]


def only(page: HomePage, part: int) -> HomeEntry:
    (entry,) = page.parts[part].entries
    return entry


def said(entry: HomeEntry) -> list[str]:
    return [line if isinstance(line, str) else f"{line.before}{line.day}{line.after}" for line in entry.lines]


@pytest.fixture
def ana(database: Database) -> Visitor:
    return Visitor(database, library(MOOD, NOTES))


async def test_1_somebody_who_was_never_here(ana: Visitor) -> None:
    page = await ana.looks("de-CH", "Hallo.")
    assert titles(page) == [["Stimmung", "Notes"], [], []]
    assert page.parts[1].lines == ("Kein Check ist offen.",)
    assert (page.notice, page.language, page.leading) == ("Hallo.", "de", Begin("mood"))
    assert page.parts[4].web is not None
    assert page.parts[4].web.address == "https://example.com/privacy"
    assert await ana.asks(ana.found) is None


async def test_1_who_has_not_begun(ana: Visitor) -> None:
    await ana.starts("mood")  # the welcome, no more
    assert titles(await ana.looks()) == [["Mood", "Notes"], [], []]


async def test_2_open_and_done_and_run_out(ana: Visitor) -> None:
    await ana.takes("mood", "yes")
    page = await ana.looks()
    assert titles(page) == [["Notes"], ["Mood"], []]
    assert said(only(page, 1)) == ["Question 2 of 2", "Last active on January 1, 2030"]
    assert [button.press for button in only(page, 1).buttons] == [Begin("mood")]
    await ana.taps("no")
    page = await ana.looks()
    assert titles(page) == [["Notes"], [], ["Mood"]]
    assert said(only(page, 2)) == [
        "Finished on January 1, 2030",
        "Your result: 50 of 100, level 2 of 3, Fair.",
    ]
    await ana.takes("notes")
    assert titles(await ana.looks()) == [[], ["Notes"], ["Mood"]]


async def test_2_what_ran_out_is_to_do_again(ana: Visitor) -> None:
    await ana.takes("mood", "yes")
    ana.waits(timedelta(days=15))
    assert titles(await ana.looks()) == [["Mood", "Notes"], [], []]


async def test_3_the_newest_with_the_change_since_the_one_before(ana: Visitor) -> None:
    first = await ana.takes("mood", "no", "no")
    assert [type(b.press) for b in only(await ana.looks(), 2).buttons] == [ShowResultOf]
    ana.waits(timedelta(days=30))
    second = await ana.takes("mood", "yes", "yes")
    assert first != second
    entry = only(await ana.looks(), 2)
    assert said(entry) == [
        "Finished on January 31, 2030",
        "Your result: 100 of 100, level 3 of 3, Good.",
        "Last time, on January 1, 2030: 0. Now: 100. That is up.",
    ]
    assert [button.press for button in entry.buttons] == [ShowResultOf(second), Compare(second)]


async def test_3_a_changed_answer_counts(ana: Visitor) -> None:
    await ana.takes("mood", "no", "no")
    await ana.sends(Change("plan"))
    assert titles(await ana.looks()) == [["Notes"], ["Mood"], ["Mood"]]
    await ana.taps("yes")
    assert said(only(await ana.looks(), 2))[1] == "Your result: 50 of 100, level 2 of 3, Fair."


async def test_3_what_was_set_aside_is_no_result(database: Database) -> None:
    more = """  - result: Done.
  - {ask: note, weight: 0, text: {en: "Note?", de: "Notiz?"}}
"""
    ana = Visitor(database, library(MOOD + more))
    await ana.takes("mood", "yes", "no")
    assert titles(await ana.looks()) == [[], ["Mood"], ["Mood"]]
    await ana.sends(Restart())
    assert titles(await ana.looks()) == [[], ["Mood"], []]


async def test_4_language_reminders_and_days_are_theirs(ana: Visitor) -> None:
    await ana.takes("mood", "yes", "yes")
    address = await ana.asks(ana.found)
    assert address is not None
    await ana.sets(lambda c, a: respondents.speak(c, a, "de"))
    await ana.sets(lambda c, a: respondents.set_zone(c, a, "Pacific/Kiritimati"))
    await ana.sets(lambda c, a: respondents.set_remind_minute(c, a, 450))
    await ana.sets(lambda c, a: respondents.be_quiet(c, a, NOON))
    page = await ana.looks("fr")
    assert page.language == "de"
    assert said(only(page, 2))[0] == "Abgeschlossen am 2. Januar 2030"  # 14 hours ahead
    assert page.parts[3].lines == ("Erinnerungen sind aus.", "Ihre Zeitzone: Kiritimati")
    time = page.parts[3].picks[1]
    assert time.chosen is not None
    assert time.options[time.chosen].label == "07:30"
    assert page.help == "Was Sie hier tun können: /checkup help"


async def test_5_few_statements_however_much_there_is(database: Database) -> None:
    flows = [MOOD.replace("flow: mood", f"flow: mood-{number}") for number in range(12)]
    ana = Visitor(database, library(*flows))
    for name in [f"mood-{number}" for number in range(12)]:
        await ana.takes(name, "no", "no")
        await ana.takes(name, "yes", "yes")
    counted: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        counted.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    page = await ana.looks()
    event.remove(Engine, "before_cursor_execute", count)
    assert len(page.parts[2].entries) == 8
    assert page.parts[2].lines == ("And 4 more: /checkup mydata",)
    assert [entry.lines[-1] for entry in page.parts[2].entries] == [
        "Last time, on January 1, 2030: 0. Now: 100. That is up."
    ] * 8
    assert 3 <= len(counted) <= 8, counted


async def test_5_no_answer_and_nothing_of_others(ana: Visitor, database: Database) -> None:
    await ana.takes("notes")
    await ana.sends(Typed("a secret word"))
    await ana.taps("yes")
    ben = Visitor(database, library(MOOD, NOTES), "ben")
    await ben.takes("mood", "yes", "yes")
    page = await ana.looks()
    assert "secret" not in repr(page)
    assert titles(page) == [["Mood"], [], ["Notes"]]
    assert titles(await ben.looks()) == [["Notes"], [], ["Mood"]]


async def test_5_a_definition_that_is_lost_is_left_out(ana: Visitor) -> None:
    await ana.takes("mood", "no", "no")
    await ana.takes("notes")
    ana.finds(library(MOOD.replace("flow: mood", "flow: mood\nversion: 2")))
    await ana.database.run(lambda c: c.execute(update(FLOW_VERSION).values(source=b"flow: [")))
    assert titles(await ana.looks()) == [[], [], []]


async def test_6_a_result_is_shown_again_and_what_is_open_stays_open(ana: Visitor) -> None:
    first = await ana.takes("mood", "yes", "no")
    await ana.takes("notes")
    before = await ana.asks(lambda c: conversations.open_one(c, first, lock=False))
    await ana.wishes(ShowResultOf(first))
    (page, *_) = ana.turn.messages
    assert isinstance(page, ResultPage)
    assert page.score == "50"
    assert await ana.asks(lambda c: conversations.open_one(c, first, lock=False)) == before
    await ana.sends(Typed("anything"))
    assert isinstance(ana.turn.messages[-1], QuestionCard)
    ana.sees("Fine?")


async def test_6_not_that_of_somebody_else(ana: Visitor, database: Database) -> None:
    first = await ana.takes("mood", "yes", "no")
    ben = Visitor(database, library(MOOD), "ben")
    await ben.starts("mood")
    await ben.wishes(ShowResultOf(first))
    assert ben.turn.refused is Refusal.FOREIGN
    assert not any(isinstance(message, ResultPage) for message in ben.turn.messages)
    await ben.asks_for(ShowResultOf(first))  # not even as if it were said
    assert not any(isinstance(message, ResultPage) for message in ben.turn.messages)


async def test_4_the_time_of_reminders_is_chosen(ana: Visitor) -> None:
    await ana.starts("mood")
    await ana.asks_for(ShowSettings())
    ana.sees("Reminders are on.")
    assert "Berlin" not in repr(ana.turn.messages)
    await ana.wishes(ChooseReminderTime(540))
    ana.sees("your time zone is not known")
    await ana.sets(lambda c, a: respondents.set_zone(c, a, "Europe/Berlin"))
    await ana.sets(lambda c, a: respondents.be_quiet(c, a, NOON))
    await ana.wishes(ShowReminderTimes())
    ana.sees("It is the time in Berlin.")
    await ana.wishes(ChooseReminderTime(540))
    ana.sees("Reminders now come at 9:00\u202fAM (Berlin time).")
    address = await ana.asks(ana.found)
    assert address is not None
    assert (address.remind_minute, address.quiet_since) == (540, None)
    await ana.asks_for(ShowSettings())
    ana.sees("Reminders come at 9:00\u202fAM (Berlin time).")
    await ana.wishes(ChooseReminderTime(None))
    ana.sees("Reminders now come from Monday to Friday")


@pytest.mark.parametrize("minute", [-1, 1440])
async def test_4_no_such_minute(ana: Visitor, minute: int) -> None:
    await ana.starts("mood")
    await ana.sets(lambda c, a: respondents.set_zone(c, a, "Europe/Berlin"))
    await ana.asks_for(ChooseReminderTime(minute))
    ana.sees("At what time may reminders come?")


async def test_4_the_day_to_repeat_is_theirs(ana: Visitor) -> None:
    first = await ana.takes("mood", "yes", "no")
    await ana.sets(lambda c, a: respondents.set_zone(c, a, "Pacific/Auckland"))
    await ana.wishes(RepeatLater(first))
    ana.sees("I will ask you again on April 2, 2030. To turn that off: /checkup stop or /checkup settings")


async def test_4_what_is_held_tells_their_day_and_the_time_of_reminders(ana: Visitor) -> None:
    await ana.takes("mood", "yes", "no")
    await ana.sets(lambda c, a: respondents.set_zone(c, a, "Europe/Berlin"))
    await ana.sets(lambda c, a: respondents.set_remind_minute(c, a, 570))
    await ana.asks_for(ShowMyData())
    ana.sees("Your time zone: Europe/Berlin")
    (file,) = [one for one in ana.turn.messages if isinstance(one, File)]
    address = json.loads(file.content)["address"]
    assert (address["zone"], address["reminders_at_minute"]) == ("Europe/Berlin", 570)


async def test_4_what_is_held_says_what_was_asked(database: Database) -> None:
    """Where something was known that changes the wording, the words are those that were shown."""
    variants = '\n    variants: [{if: tools is no, text: {en: "None at all?", de: "Gar keine?"}}]'
    source = MOOD.replace(
        '{ask: plan, text: {en: "Plan?", de: "Plan?"}}', f"ask: plan\n    text: Plan?{variants}"
    )
    ana = Visitor(database, library(source))
    await ana.takes("mood", "no", "yes")
    await ana.asks_for(ShowMyData())
    ana.sees("None at all?")


async def test_4_times_to_choose_from_take_the_place_of_the_settings(ana: Visitor) -> None:
    await ana.starts("mood")
    await ana.sets(lambda c, a: respondents.set_zone(c, a, "Europe/Berlin"))
    await ana.wishes(ShowReminderTimes(), message="D1:1.000100")
    assert [one.replaces for one in ana.turn.told] == ["D1:1.000100"]
    await ana.wishes(ChooseReminderTime(540), message="D1:1.000100")
    assert [one.replaces for one in ana.turn.told] == ["D1:1.000100"]
