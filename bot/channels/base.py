"""What every channel can do, and everything that can become of a message that is sent (design §7).

A channel is two pure functions and a client: `render` turns a message into the platform's payloads, its
reader turns what arrives into inputs, and the client sends. Delivering knows only what stands here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from bot.engine.inputs import Input
from bot.messages import Message

Payload: TypeAlias = Mapping[str, Any]
"""What the platform's API takes, as plain JSON values."""

Tokens: TypeAlias = Callable[[Input], str]
"""Makes what a button carries out of what pressing it means; see `tokens.encode`."""


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived. `platform_id` is the platform's own id, by which the message can be edited later."""

    platform_id: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The platform shows just this already. Fine."""


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """Too much at once: the whole lane waits this long."""

    seconds: float

    def __post_init__(self) -> None:
        if self.seconds < 0:
            raise ValueError("a wait is not negative")


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person stopped us or is gone: the address is switched off until they return."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The message to edit is not there any more: a new one takes its place."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A mistake of ours, which repeating does not mend. `code` is the platform's word for it."""

    code: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The connection was lost after sending. An edit is repeated; a new message is not, blindly."""


Outcome: TypeAlias = Sent | NotModified | RetryAfter | Blocked | Gone | Refused | Unknown
"""The closed list of what can become of one message."""


class Channel(Protocol):
    """A platform with its rules."""

    name: str
    """As addresses and settings write it: `telegram`."""

    def render(self, message: Message, tokens: Tokens) -> Sequence[Payload]:
        """One message as the payloads that show it, in order, each within the platform's limits."""
        ...

    async def send(self, to: str, payload: Payload, *, instead_of: str | None = None) -> Outcome:
        """Shows *payload* to the person with the platform's id *to*; edits the message *instead_of*."""
        ...
