"""What is sent to a server, and what is in its database then."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Table, select

from bot.store.tables import ADDRESS, ANSWER, CONVERSATION, DELIVERY, INBOUND
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import Served

SECRETS: Final = "my answer is 4711, said ana@example.com"


OF_PEOPLE: Final = (ADDRESS, CONVERSATION, ANSWER, INBOUND, DELIVERY)
"""The tables that tell of people."""


async def everything(server: Served, tables: Sequence[Table] = OF_PEOPLE) -> list[Any]:
    """All their rows."""
    return [await server.reads(lambda c, one=table: c.execute(select(one)).all()) for table in tables]  # type: ignore[misc]  # bound at once


def press_with(slack: FakeSlack, ben: Colleague, value: str) -> dict[str, Any]:
    """A press on the first message that Ben has, with another value."""
    message = ben.app.bot_messages[0]
    channel = slack.world.channels[ben.app.dm]
    hook = slack.world.hooks.make("actions", ben.app.id, channel.team, channel.id, message.ts)
    action = {
        "type": "button", "action_id": "press-1-1", "block_id": "x", "value": value,
        "action_ts": slack.world.numbers.ts(),
    }  # fmt: skip
    return ben.app._tells._payload("block_actions") | {
        "container": {
            "type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": False,
        },
        "message": message.content, "response_url": f"{slack.url}{hook}", "actions": [action],
    }  # fmt: skip
