"""The methods of the Bot API by their names."""

from collections.abc import Callable, Coroutine
from typing import Any, Final, NamedTuple, TypeAlias

from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.world import World

Handler: TypeAlias = Callable[[World, Parameters], Any]
"""Carries a method out; the result, or what has to be awaited for it. RefusalError."""


class Method(NamedTuple):
    """One method."""

    name: str
    known: frozenset[str]
    """Its parameters; Telegram passes over others without a word."""
    handle: Handler


METHODS: Final[dict[str, Method]] = {}
"""By their names in small letters."""
SENDING: Final = (
    "chat_id business_connection_id message_thread_id direct_messages_topic_id disable_notification "
    "protect_content allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters "
    "reply_to_message_id allow_sending_without_reply reply_markup"
)
EDITING: Final = "chat_id business_connection_id message_id inline_message_id reply_markup"


def method(name: str, *known: str) -> Callable[[Handler], Handler]:
    """Names a handler and its parameters."""

    def named(handler: Handler) -> Handler:
        METHODS[name.lower()] = Method(name, frozenset(" ".join(known).split()), handler)
        return handler

    return named


async def carried_out(world: World, called: Method, given: Parameters) -> Any:
    """The result of a method. RefusalError."""
    world.record.current = called.name
    for name in given.values.keys() - called.known:
        world.record.loses(f"there is no parameter {name!r}")
    result = called.handle(world, given)
    return await result if isinstance(result, Coroutine) else result
