"""What tests look at in Slack: live controls, words in channels, what was given."""

from typing import Final

from sqlalchemy import Connection, select

from bot.store import inbound
from bot.store.tables import ANSWER, DELIVERY
from tests.fakes.slack import FakeSlack, Message
from tests.people import Colleague
from tests.served import Served

_TO_KEEP: Final = frozenset({"How was this computed?", "Wie wurde das berechnet?"})
"""What stands under a result, for good."""
NOT_NOW: Final = "That did not work just now. Nothing was lost."
NUMBERS = """
flow: numbers
title: Numbers
steps:
  - {ask: people, type: number, min: 0, max: 100, text: "How many people?"}
  - {ask: rooms, type: number, min: 0, max: 100, text: "How many rooms?"}
"""


def asking(ana: Colleague) -> list[Message]:
    """The messages that still ask for something; what stands under results is there to stay."""
    return [one for one in ana.app.controls_alive if not _TO_KEEP.intersection(one.labels)]


def only_the_last_asks(ana: Colleague) -> None:
    """AssertionError: another message does, or none."""
    alive = asking(ana)
    assert [one.ts for one in alive] == [ana.app.last.ts], ana.app.screen


def has_one_question(ana: Colleague) -> None:
    """One message can be answered, whatever else stands there."""
    alive = asking(ana)
    assert len(alive) == 1, f"{len(alive)} messages can be answered:\n{ana.app.screen}"


def kinds(message: Message) -> list[str]:
    """The sorts of its controls, in order."""
    return [one.kind for one in message.controls]


def in_channels(slack: FakeSlack) -> list[Message]:
    """What the app said where others read along."""
    return [
        message
        for channel in slack.world.channels.values()
        if channel.kind != "im"
        for message in channel.messages.values()
        if message.from_bot
    ]


async def answers(server: Served) -> dict[str, str]:
    """What is kept, as it stands in the database; words that somebody typed are sealed."""
    columns = (ANSWER.c.question, ANSWER.c.value, ANSWER.c.sealed)
    rows = await server.reads(lambda connection: connection.execute(select(*columns)).all())
    assert len(rows) == len({row.question for row in rows})
    return {row.question: "sealed" if row.sealed else row.value for row in rows}


async def nothing_went_wrong(server: Served) -> None:
    """Nothing that came in was given up, and every message arrived."""

    def look(connection: Connection) -> None:
        assert inbound.poisoned(connection) == ()
        fates = set(connection.execute(select(DELIVERY.c.status)).scalars())
        assert fates <= {"sent", "not_modified"}

    await server.reads(look)
