"""Proves: every command works wherever a person stands, and nobody loses their place.

1. Every command in every state gets an answer; nothing is refused, nothing goes wrong, no answer is lost.
2. A look around, a pause, a stop and a restart that is undone come back to the same question.
3. The commands, and what the bot says of itself, stand in the app in the person's language.
4. An unknown command gets a kind word, and is no answer. A link that leads nowhere gets one, and the list.
5. Stickers, voices, photos and edited messages get a kind word, and the question is asked again.
6. In a group there is one line with the way to a private chat, and nothing private.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Final

import pytest
from sqlalchemy import Connection, select, update

from bot.clock import now
from bot.engine.state import State, Status, from_json
from bot.present.desk.commands import commands, short_description
from bot.store import conversations, inbound, respondents
from bot.store.tables import ANSWER, CONVERSATION, DELIVERY, RESPONDENT
from tests.fakes.telegram import FakeTelegram, Message
from tests.people import Prospect
from tests.served import Served, library
from tests.telegram.flows import MOOD, SLEEP
from tests.telegram.served import served

COMMANDS: Final = (
    "start", "continue", "back", "cancel", "restart", "result", "language", "settings", "privacy", "mydata",
    "delete", "stop", "help",
)  # fmt: skip
AT_THE_DESK: Final = frozenset({"language", "settings", "privacy", "mydata", "delete", "stop"})
"""Those that are about the person, not about the open check."""
FIRST: Final = "I had what I needed."
SECOND: Final = "I know what matters."
Step = Callable[[Prospect], Awaitable[object]]
STATES: Final[Mapping[str, tuple[Status | None, Sequence[Step]]]] = {
    "no conversation": (None, ()),
    "greeted": (Status.NEW, [lambda one: one.app.opens("mood")]),
    "asked first": (Status.ASKING, [lambda one: one.app.opens("mood"), lambda one: one.app.taps(0)]),
    "in the middle": (
        Status.ASKING,
        [lambda one: one.app.opens("mood"), lambda one: one.app.taps(0), lambda one: one.app.taps("Agree")],
    ),
    "changing": (
        Status.CHANGING,
        [
            lambda one: one.app.opens("mood"),
            lambda one: one.app.taps(0),
            lambda one: one.app.taps("Agree"),
            lambda one: one.app.taps("Back"),
        ],
    ),
    "paused": (
        Status.PAUSED,
        [
            lambda one: one.app.opens("mood"),
            lambda one: one.app.taps(0),
            lambda one: one.app.taps("Agree"),
            lambda one: one.app.types("/cancel"),
        ],
    ),
    "stopped": (
        Status.STOPPED,
        [
            lambda one: one.app.opens("mood"),
            lambda one: one.app.taps(0),
            lambda one: one.app.taps("Agree"),
            lambda one: one.app.types("/stop"),
        ],
    ),
    "finished": (
        Status.FINISHED,
        [
            lambda one: one.app.opens("mood"),
            lambda one: one.app.taps(0),
            lambda one: one.app.taps("Agree"),
            lambda one: one.app.taps("Agree"),
            lambda one: one.app.taps("Agree"),
        ],
    ),
    "offered": (
        Status.OFFERING,
        [
            lambda one: one.app.opens("sleep"),
            lambda one: one.app.taps(0),
            lambda one: one.app.types("7"),
            lambda one: one.app.types("The news."),
        ],
    ),
}
UNFINISHED: Final = (Status.ASKING, Status.CHANGING, Status.PAUSED, Status.STOPPED)


def id_of(connection: Connection, telegram: FakeTelegram, person: int) -> str:
    workspace = telegram.token.partition(":")[0]
    address = respondents.find(connection, "telegram", workspace, str(person))
    assert address is not None
    return address.id


async def state_of(telegram: FakeTelegram, server: Served, one: Prospect) -> State | None:
    """Where somebody stands; None: in no check at all."""

    def found(connection: Connection) -> State | None:
        address = id_of(connection, telegram, one.app.id)
        current = conversations.current(connection, address)
        return None if current is None else from_json(current.state)

    return await server.reads(found)


async def nothing_went_wrong(server: Served) -> None:
    """No update was given up, and every message arrived."""

    def look(connection: Connection) -> None:
        assert inbound.poisoned(connection) == ()
        fates = set(connection.execute(select(DELIVERY.c.status)).scalars())
        assert fates <= {"sent", "not_modified"}

    await server.reads(look)


async def together(telegram: FakeTelegram, people: Sequence[Prospect], *steps: Step) -> None:
    """All do the same at the same time; the next only when all that comes of it is there."""
    for step in steps:
        telegram.record.sent.clear()  # what is asked for again may come again
        for one in people:
            await step(one)
        await people[0].waits()
        assert telegram.doubles == {}


def new_ones(one: Prospect, before: Sequence[Message]) -> list[Message]:
    """What the bot wrote or changed since."""
    return [message for message in one.app.bot_messages if message not in before]


@pytest.mark.parametrize("where", STATES)
async def test_1_every_command_in_every_state(
    telegram: FakeTelegram, ready_sqlite_url: str, where: str
) -> None:
    expected, way = STATES[where]
    async with served(telegram, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        people = {command: Prospect(telegram, server, command) for command in COMMANDS}
        everybody = list(people.values())
        await together(telegram, everybody, *way)
        before = {command: one.app.bot_messages for command, one in people.items()}
        stood = (
            {}
            if expected is None
            else {c: await state_of(telegram, server, one) for c, one in people.items()}
        )
        telegram.record.sent.clear()
        for command, one in people.items():
            await one.app.types(f"/{command}")
        await everybody[0].waits()
        assert telegram.doubles == {}
        await nothing_went_wrong(server)
        for command, one in people.items():
            said = [message for message in new_ones(one, before[command]) if message.words]
            assert said, f"/{command} got no answer"
            assert one.app.chat[-1].from_bot, f"/{command} got no answer below it"
            if expected is None:
                continue
            was, state = stood[command], await state_of(telegram, server, one)
            assert was is not None
            assert state is not None
            assert was.status is expected
            if command != "restart":
                assert state.answers == was.answers, f"/{command} lost answers"
            elif was.answers and was.status in UNFINISHED:
                assert state.set_aside == was.answers
        if expected in UNFINISHED:
            await comes_back(telegram, server, people, stood)


async def comes_back(
    telegram: FakeTelegram, server: Served, people: Mapping[str, Prospect], stood: Mapping[str, State | None]
) -> None:
    """Whatever was said, the way on leads to a question, with all answers."""
    await together(telegram, [people["restart"]], lambda one: one.app.types("/back"))
    await together(telegram, list(people.values()), lambda one: one.app.types("/continue"))
    for command, one in people.items():
        was, state = stood[command], await state_of(telegram, server, one)
        assert was is not None
        assert state is not None
        assert state.status in (Status.ASKING, Status.CHANGING), command
        assert state.answers == was.answers, command
    await nothing_went_wrong(server)


async def test_1_every_command_after_time_ran_out(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        people = {command: Prospect(telegram, server, command) for command in COMMANDS}
        await together(telegram, list(people.values()), *STATES["in the middle"][1])
        late = update(CONVERSATION).values(expires_at=now() - timedelta(seconds=1))
        await server.database.run(lambda connection: connection.execute(late))
        telegram.record.sent.clear()
        for command, one in people.items():
            await one.app.types(f"/{command}")
        await people["start"].waits()
        await nothing_went_wrong(server)
        for command, one in people.items():
            assert one.app.chat[-1].from_bot, command
            if command not in AT_THE_DESK:
                assert "expired" in await statuses_of(telegram, server, one), command
        kept = await server.reads(lambda connection: len(connection.execute(select(ANSWER)).all()))
        assert kept == len(people)


async def statuses_of(telegram: FakeTelegram, server: Served, one: Prospect) -> list[str]:
    """Of all conversations of a person."""

    def found(connection: Connection) -> list[str]:
        address = respondents.by_id(connection, id_of(connection, telegram, one.app.id))
        assert address is not None
        return [each.status for each in conversations.of_respondent(connection, address.respondent_id)]

    return await server.reads(found)


@pytest.mark.parametrize("command", ["settings", "privacy", "mydata", "delete", "help", "language", "result"])
async def test_2_a_look_around_leaves_the_question_usable(
    telegram: FakeTelegram, ready_sqlite_url: str, command: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.taps("Agree")
        await ana.types(f"/{command}")
        await ana.taps("Agree")
        assert "I can rest." in ana.app.screen
        await ana.types("/back")
        ana.sees(SECOND, "✓ Agree")


async def test_2_a_look_at_an_earlier_check_leaves_the_question_usable(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = Prospect(telegram, server)
        await together(telegram, [ana], *STATES["finished"][1])
        await ana.types("/restart")
        question = ana.app.last
        telegram.record.sent.clear()
        await ana.taps("How was this computed?")
        assert next(one for one in ana.app.chat if one.id == question.id).labels == question.labels
        await ana.app.taps("Agree", message=question)
        await ana.waits()
        assert SECOND in ana.app.screen
        ana.has_one_keyboard()


async def test_2_a_restart_is_undone_by_back(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.taps("Agree", "Agree")
        await ana.types("/restart")
        ana.sees(FIRST).has_one_keyboard()
        await ana.types("/back")
        ana.sees("I can rest.").has_one_keyboard()


@pytest.mark.parametrize("language", ["en", "de", "de-AT", "xx"])
async def test_3_commands_stand_in_the_app_in_every_language(
    telegram: FakeTelegram, ready_sqlite_url: str, language: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = Prospect(telegram, server, language=language.partition("-")[0])
        expected = dict(commands(language))
        assert tuple(expected) == COMMANDS
        await ana.app.until(lambda app: app.commands == expected)
        await ana.app.until(lambda app: app.profile["short_description"] == short_description(language))
        assert all(ana.app.profile[field] for field in ("description", "short_description"))
    assert dict(commands("de")) != dict(commands("en"))


@pytest.mark.parametrize("where", ["no conversation", "greeted", "in the middle", "finished", "offered"])
async def test_4_an_unknown_command_gets_a_kind_word(
    telegram: FakeTelegram, ready_sqlite_url: str, where: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        ana = Prospect(telegram, server)
        await together(telegram, [ana], *STATES[where][1])
        await ana.types("/nonsense")
        assert ana.app.chat[-1].from_bot
        ana.sees("/help")
        await nothing_went_wrong(server)


async def test_4_an_unknown_command_is_no_answer(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        ana = await Prospect(telegram, server).begins("sleep")
        await ana.types("7")
        for words in (
            "/nonsense",
            "/nonsense with words",
            "/Unknown@checkup_bot",
            "/home is where I wake up",
        ):
            telegram.record.sent.clear()
            await ana.types(words)
            ana.sees("/help", "What keeps you awake?").has_one_keyboard()


LINKS: Final = ("no-such-flow", "no-such-flow__newsletter", "__x", "a b", "MOOD", "-", "m" * 64)


async def test_4_a_link_that_leads_nowhere_gets_the_list(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        for number, link in enumerate(LINKS):
            ana = await Prospect(telegram, server, f"ana{number}").opens(link)
            ana.sees("not here")
            assert ana.app.last.labels == ["Team mood", "Sleep"], link
            await ana.taps("Sleep", "Start")
            ana.sees("How many hours?")
        await nothing_went_wrong(server)


@pytest.mark.parametrize(
    "where", ["no conversation", "greeted", "in the middle", "paused", "finished", "offered"]
)
async def test_5_what_cannot_be_read_is_answered_kindly(
    telegram: FakeTelegram, ready_sqlite_url: str, where: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        ana = Prospect(telegram, server)
        await together(telegram, [ana], *STATES[where][1])
        things: Sequence[Step] = [
            lambda one: one.app.sends_sticker(),
            lambda one: one.app.sends_voice(),
            lambda one: one.app.sends_photo(caption="strongly agree"),
        ]
        for thing in things:
            await together(telegram, [ana], thing)
            assert ana.app.chat[-1].from_bot
            if where == "in the middle":
                ana.sees("type", SECOND).has_one_keyboard()
        telegram.record.sent.clear()
        await nothing_went_wrong(server)


async def test_5_an_edited_message_changes_no_answer(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.types("agree")
        await ana.app.edits("strongly disagree")
        await ana.waits()
        assert ana.app.chat[-1].from_bot
        ana.sees(SECOND).has_one_keyboard()
        given = await server.reads(lambda connection: connection.execute(select(ANSWER.c.value)).scalar_one())
        assert given == '"agree"'


async def test_6_in_a_group_there_is_one_line(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.taps("Agree")
        private = ana.app.chat
        group = telegram.group("Friends")
        await group.adds_bot(ana.app)
        for text in ("/start", "/mydata@checkup_bot", "/result", "/start mood__x", "/delete"):
            telegram.record.sent.clear()
            await group.types(ana.app, text)
            await ana.waits()
            line = group.chat[-1]
            assert line.from_bot, text
            assert line.text.count("\n") == 0
            (button,) = line.buttons
            assert button.content["url"].startswith("https://t.me/checkup_bot?start")
        telegram.record.sent.clear()
        seen = len(group.chat)
        await group.types(ana.app, "agree")
        await group.types(ana.app, "/start@another_bot")
        await ana.waits()
        assert len(group.chat) == seen + 2
        assert ana.app.chat == private
        known = await server.reads(lambda connection: len(connection.execute(select(RESPONDENT)).all()))
        assert known == 1
        await nothing_went_wrong(server)
