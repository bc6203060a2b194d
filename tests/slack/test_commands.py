"""Proves: every way in gets an answer wherever a person stands, and nobody loses their place.

1. Every word of `/checkup` in every state, behind the command and alone in the direct messages: nothing goes
   wrong, no answer is lost, and the way on leads back to the question.
2. Behind the command, in a channel: a line for the person alone that points to the direct messages, where
   everything is. There, nothing points.
3. `/checkup` is the list of checks, `/checkup start <flow>` begins one, in whatever way it is written; a name
   that leads nowhere gets the list.
4. `/checkup help` names everything, in five languages; an unknown word gets the same.
5. The shortcut brings the list. Whatever is written in the direct messages is answered: words, a file, an
   edited message.
6. A bare word is a command where it is no answer: a question for free words takes no command, a choice with
   that label is the answer.
The numbers in brackets are those of the rules in the reference on platforms, §17b.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

import pytest
from sqlalchemy import Connection, select

from bot.engine.state import State, Status, from_json
from bot.store import conversations, respondents
from bot.store.tables import ANSWER
from tests.fakes.slack import FakeSlack, Message
from tests.people import Colleague
from tests.served import Served, library
from tests.slack.flows import ROUTES
from tests.slack.looking import answers, nothing_went_wrong, only_the_last_asks
from tests.slack.served import WayIn, served
from tests.telegram.flows import KINDS, MOOD, SLEEP

SAID_ON_THE_SPOT: Final = ("help", "nonsense")
COMMANDS: Final = (
    "menu", "start", "continue", "resume", "back", "skip", "cancel", "pause", "restart", "result", "answers",
    "workings", "settings", "language", "privacy", "mydata", "delete", "stop", *SAID_ON_THE_SPOT,
)  # fmt: skip
FIRST: Final = "I had what I needed."
SECOND: Final = "I know what matters."
Step = Callable[[Colleague], Awaitable[object]]


def greeted(one: Colleague) -> Awaitable[object]:
    return one.app.commands("start mood", channel=None)


def begun(one: Colleague) -> Awaitable[object]:
    return one.app.taps("Start")


def agrees(one: Colleague) -> Awaitable[object]:
    return one.app.taps("Agree")


STATES: Final[Mapping[str, tuple[Status | None, Sequence[Step]]]] = {
    "nothing yet": (None, ()),
    "greeted": (Status.NEW, [greeted]),
    "asked first": (Status.ASKING, [greeted, begun]),
    "in the middle": (Status.ASKING, [greeted, begun, agrees]),
    "changing": (Status.CHANGING, [greeted, begun, agrees, lambda one: one.app.taps("Back")]),
    "paused": (Status.PAUSED, [greeted, begun, agrees, lambda one: one.app.types("pause")]),
    "stopped": (Status.STOPPED, [greeted, begun, agrees, lambda one: one.app.types("stop")]),
    "finished": (Status.FINISHED, [greeted, begun, agrees, agrees, agrees]),
    "offered": (
        Status.OFFERING,
        [
            lambda one: one.app.commands("start sleep", channel=None),
            begun,
            lambda one: one.app.types("7"),
            lambda one: one.app.types("The news."),
        ],
    ),
}
UNFINISHED: Final = (Status.ASKING, Status.CHANGING, Status.PAUSED, Status.STOPPED)


async def state_of(slack: FakeSlack, server: Served, one: Colleague) -> State | None:
    """Where somebody stands; None: in no check at all."""

    def found(connection: Connection) -> State | None:
        address = respondents.find(connection, "slack", slack.home.team_id, one.app.id)
        current = None if address is None else conversations.current(connection, address.id)
        return None if current is None else from_json(current.state)

    return await server.reads(found)


async def together(slack: FakeSlack, people: Sequence[Colleague], *steps: Step) -> None:
    """All do the same at the same time; the next only when all that comes of it is there."""
    for step in steps:
        slack.record.sent.clear()  # what is asked for again may come again
        for one in people:
            await step(one)
        await people[0].waits()
        assert slack.doubles == {}
    slack.record.sent.clear()


def new_ones(one: Colleague, before: Sequence[Message]) -> list[Message]:
    """What the app wrote or changed since."""
    return [message for message in one.app.bot_messages if message not in before]


@pytest.mark.parametrize("manner", ["behind the command", "alone"])
@pytest.mark.parametrize("where", STATES)
async def test_1_every_word_in_every_state(
    slack: FakeSlack, ready_sqlite_url: str, where: str, manner: str
) -> None:
    expected, way = STATES[where]
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        people = {word: Colleague(slack, server, word) for word in COMMANDS}
        everybody = list(people.values())
        await together(slack, everybody, *way)
        before = {word: one.app.bot_messages for word, one in people.items()}
        stood = {word: await state_of(slack, server, one) for word, one in people.items()}
        for word, one in people.items():
            if manner == "alone":
                await one.app.types(word)
            else:
                reply = await one.app.commands(word)
                assert reply.read, f"/checkup {word} got no answer on the spot"
        await everybody[0].waits()
        assert {channel for channel, _ in slack.doubles} <= {slack.channel("general").id}  # to each of them
        slack.record.sent.clear()
        await nothing_went_wrong(server)
        for word, one in people.items():
            if manner == "alone" or word not in SAID_ON_THE_SPOT:
                said = [message for message in new_ones(one, before[word]) if message.words]
                assert said, f"{word} got no answer"
                assert one.app.messages[-1].from_bot, f"{word} got no answer below it"
            was, state = stood[word], await state_of(slack, server, one)
            if expected is None:
                assert was is None
                continue
            assert was is not None
            assert state is not None
            assert was.status is expected
            if word != "restart":
                assert state.answers == was.answers, f"{word} lost answers"
            elif was.answers and was.status in UNFINISHED:
                assert state.set_aside == was.answers
        if expected in UNFINISHED:
            await comes_back(slack, server, people, stood)


async def comes_back(
    slack: FakeSlack, server: Served, people: Mapping[str, Colleague], stood: Mapping[str, State | None]
) -> None:
    """Whatever was said, the way on leads to a question, with all answers."""
    await together(slack, [people["restart"]], lambda one: one.app.types("back"))
    await together(slack, list(people.values()), lambda one: one.app.types("continue"))
    for word, one in people.items():
        was, state = stood[word], await state_of(slack, server, one)
        assert was is not None
        assert state is not None
        assert state.status in (Status.ASKING, Status.CHANGING), word
        assert state.answers == was.answers, word
        (question,) = [message for message in one.app.controls_alive if "Help" in message.labels]
        assert question.ts == one.app.last.ts, word
    await nothing_went_wrong(server)


@pytest.mark.parametrize(
    "word", ["settings", "privacy", "mydata", "delete", "help", "language", "result", "menu"]
)
async def test_1_a_look_around_leaves_the_question_usable(
    slack: FakeSlack, ready_sqlite_url: str, word: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.taps("Agree")
        await ana.commands(word)
        await ana.taps("Agree")
        assert "I can rest." in ana.app.screen
        await ana.types("back")
        ana.sees(SECOND, "✓ Agree")


async def test_1_a_restart_is_undone_by_back(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.taps("Agree", "Agree")
        await ana.commands("restart")
        ana.sees(FIRST)
        only_the_last_asks(ana)
        await ana.types("back")
        ana.sees("I can rest.")
        only_the_last_asks(ana)


async def test_2_in_a_channel_a_line_for_them_alone(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """(7, 23) What is asked and answered stands in the direct messages."""
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP), way_in=way_in) as server:
        ana, ben = Colleague(slack, server), Colleague(slack, server, "ben")
        reply = await ana.commands("start mood", channel="general")
        assert reply.message is not None
        assert (reply.message.ephemeral, reply.read) == (
            True,
            "I have written to you in our direct messages.",
        )
        assert "Team mood" in ana.app.last.words
        assert ana.app.last.channel == ana.app.dm
        await ana.taps("Start", "Agree")
        general = slack.channel("general")
        assert list(general.messages.values()) == []
        assert "direct messages" in ana.app.sees(general)
        assert ben.app.sees(general) == ""
        assert ben.app.messages == []


async def test_2_in_the_conversation_itself_nothing_points_to_it(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = Colleague(slack, server)
        assert (await ana.commands("start mood")).read == ""
        assert ana.app.ephemerals == []
        ben = Colleague(slack, server, "ben")
        await ben.types("hello")
        assert (await ben.commands("privacy")).read == ""
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        reply = await Colleague(slack, server).app.commands("settings", channel=None)
        assert reply.read == ""
        assert (await Colleague(slack, server).commands("privacy", channel="general")).read != ""


async def test_3_the_list_of_checks(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    """(3) `/checkup` opens the picker."""
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP, ROUTES), way_in=way_in) as server:
        ana = Colleague(slack, server)
        await ana.commands()
        ana.sees("Which check would you like to take?")
        assert ana.app.last.labels == ["Team mood", "Ways through", "Sleep"]
        await ana.taps("Sleep")
        ana.sees("Sleep", "2 questions")
        await ana.taps("Start")
        ana.sees("How many hours?")
        await ana.commands()
        assert ana.app.last.labels == ["Team mood", "Ways through", "Go on: Sleep"]
        await ana.taps("Go on: Sleep")
        ana.sees("Welcome back.", "How many hours?")
        only_the_last_asks(ana)


WRITTEN: Final = ("start sleep", "START Sleep", "  start   sleep ", "`start sleep`", "start *sleep*")


@pytest.mark.parametrize("text", WRITTEN)
async def test_3_a_check_by_its_name(slack: FakeSlack, ready_sqlite_url: str, text: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        ana = Colleague(slack, server)
        await ana.commands(text, channel="general")
        assert "Sleep" in ana.app.last.words
        assert ana.app.last.labels == ["Start"]


NOWHERE: Final = ("no-such-flow", "x", "a b", "-", "m" * 300, "@ana", "<script>", "!channel")


async def test_3_a_name_that_leads_nowhere_gets_the_list(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP), way_in=way_in) as server:
        for number, name in enumerate(NOWHERE):
            ana = Colleague(slack, server, f"ana{number}")
            await ana.commands(f"start {name}")
            ana.sees("not here", "Which check would you like to take?")
            assert ana.app.last.labels == ["Team mood", "Sleep"], name
        await nothing_went_wrong(server)


LANGUAGES: Final = {
    "en-US": ("What you can do here:", "See everything held about you"),
    "de-DE": ("Was Sie hier tun können:", "Alles sehen, was über Sie gespeichert ist"),
    "fr-FR": ("Ce que vous pouvez faire ici", "Voir tout ce qui est conservé"),
    "es-ES": ("Qué puede hacer aquí:", "Ver todo lo que se guarda"),
    "ar-AE": ("/checkup", "/checkup"),
}


@pytest.mark.parametrize("locale", LANGUAGES)
async def test_4_help_names_everything(slack: FakeSlack, ready_sqlite_url: str, locale: str) -> None:
    """(3) Unknown words get help too, not an error."""
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        ana = Colleague(slack, server, language=locale)
        helped = await ana.commands("help", channel="general")
        for words in LANGUAGES[locale]:
            assert words in helped.read
        for word in (
            "start",
            "continue",
            "back",
            "result",
            "settings",
            "privacy",
            "mydata",
            "delete",
            "stop",
        ):
            assert f"/checkup {word}" in helped.read, word
        assert helped.message is not None
        assert helped.message.ephemeral
        assert ana.app.messages == []
        unknown = await ana.commands("dance @ana <!channel> *now*", channel="general")
        assert "dance" in unknown.read
        assert "/checkup mydata" in unknown.read
        assert "@ana" not in unknown.read
        assert ana.app.messages == []


async def test_5_the_shortcut_brings_the_list(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP), way_in=way_in) as server:
        ana = Colleague(slack, server, language="de-DE")
        await ana.app.uses_shortcut("start_check")
        await ana.waits()
        assert "Direktnachrichten" in ana.app.modal_screen
        ana.sees("Welchen Check")
        assert ana.app.last.labels == ["Stimmung", "Schlaf"]


@pytest.mark.parametrize("where", STATES)
async def test_5_whatever_is_written_is_answered(slack: FakeSlack, ready_sqlite_url: str, where: str) -> None:
    """(28)"""
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        ana = Colleague(slack, server)
        await together(slack, [ana], *STATES[where][1])
        things: Sequence[Step] = [
            lambda one: one.app.types("hello"),
            lambda one: one.app.types("¿? <b> & *bold* :tada:"),
            lambda one: one.app.types("<!here> @channel"),
            lambda one: one.app.types("x" * 3_900),
            lambda one: one.app.sends_file(),
            lambda one: one.app.sends_file("voice.mp4"),
            lambda one: one.app.edits("agree"),
        ]
        for thing in things:
            count = len(ana.app.bot_messages)
            await together(slack, [ana], thing)
            assert len(ana.app.bot_messages) > count, ana.app.screen
            assert ana.app.messages[-1].from_bot
            if where in ("in the middle", "changing"):
                ana.sees(SECOND if where == "in the middle" else FIRST)
                only_the_last_asks(ana)
        await nothing_went_wrong(server)


async def test_5_an_edited_message_changes_no_answer(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.types("agree")
        await ana.app.edits("strongly disagree")
        await ana.waits()
        assert ana.app.messages[-1].from_bot
        ana.sees(SECOND, "Only new messages are read")
        only_the_last_asks(ana)
        given = await server.reads(lambda connection: connection.execute(select(ANSWER.c.value)).scalar_one())
        assert given == '"agree"'


async def test_6_bare_words_are_commands(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.types("agree", "back")
        ana.sees(FIRST, "✓ Agree")
        await ana.types("CONTINUE")
        ana.sees("Welcome back.", SECOND)
        await ana.types("help")
        ana.sees("/checkup", SECOND)
        await ana.types("settings")
        ana.sees("Reminders are on.")
        await ana.types("Pause")
        ana.sees("Paused. 1 answer is kept.")
        slack.record.sent.clear()  # what is asked for again comes again
        await ana.types("/checkup resume")
        ana.sees("Welcome back.")
        assert await answers(server) == {"tools": '"agree"'}


async def test_6_a_question_for_free_words_takes_the_bare_word_as_a_command(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.types("often", "office", "b", "7", "12")
        ana.sees("What should change first?")
        await ana.types("help")
        ana.sees("Answer as things are.", "What should change first?")
        assert "note" not in await answers(server)
        await ana.types("More help for newcomers")
        ana.sees("May we call you about this?")


async def test_6_a_choice_with_that_label_is_the_answer(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(ROUTES, MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("routes")
        await ana.types("yes", "continue")
        ana.sees("What do you wish for?")
        assert (await answers(server))["word"] == '"go"'
        slack.record.sent.clear()  # the next question comes again
        await ana.types("back", "Help")
        assert (await answers(server))["word"] == '"halt"'
        ana.sees("What do you wish for?")
