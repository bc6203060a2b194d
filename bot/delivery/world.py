"""What the outbox is told of its surroundings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.turn.library import Library


@dataclass(frozen=True, slots=True)
class World:
    """What the outbox needs of its surroundings."""

    library: Library
    now: Callable[[], datetime]
    token_keys: tuple[bytes, ...]
    share_link: Callable[[str, str], str]
    """The web address under which a flow is shared, by the flow's name and the language of who shares it."""
    process: str | None = None
    """This process, where others send too; None: nobody else can."""
