"""What every channel stands on, and what it looks like to the process that serves it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from starlette.routing import Route

from bot.channels.base import PictureLate
from bot.delivery.pace import Rates
from bot.messages import HeatMap, ResultPage
from bot.reports.picture import NotPainted, Painter, alt_text, draw, worth_drawing
from bot.settings import Settings
from bot.store.database import Database
from bot.turn.library import Library

_LOG: Final = logging.getLogger(__name__)
PICTURE_SECONDS: Final = 4.0
"""A picture that takes longer is overtaken by the next question, and tried again behind it."""
BUTTONS: Final = "buttons"
"""What the keys of button tokens are derived for."""
Loop: TypeAlias = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a channel stands on."""

    settings: Settings
    database: Database
    library: Library
    painter: Painter
    rates: Rates | None
    """None: those that the platform keeps to."""

    async def paint(self, page: ResultPage | HeatMap) -> tuple[bytes, str] | None:
        """The picture of a result or a team's map, for a channel's `Paint`."""
        if not worth_drawing(page):
            return None
        try:
            async with asyncio.timeout(
                PICTURE_SECONDS
            ):  # only the painting: what is being sent is not cut off
                return await self.painter.paint(draw(page)), alt_text(page)
        except (NotPainted, TimeoutError) as error:
            _LOG.warning("a picture could not be painted just now")
            raise PictureLate from error


class Channel(Protocol):
    """A platform that is being served."""

    @property
    def name(self) -> str:
        """As our rows name it."""
        ...

    @property
    def routes(self) -> Sequence[Route]:
        """Its addresses at our web server."""
        ...

    @property
    def loops(self) -> Mapping[str, Loop]:
        """What runs as long as it is served, by name."""
        ...

    async def drain(self, seconds: float) -> None:
        """No new work; what is committed is sent."""
        ...

    async def confirm(self) -> None:
        """Tells the platform what was taken last, where it wants to be told."""
        ...
