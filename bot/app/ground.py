"""What every channel stands on, and what it looks like to the process that serves it."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_bytes
from typing import Final, Protocol

from starlette.routing import Route

from bot.app.part import Loop
from bot.app.role import Role
from bot.channels.base import PictureLate
from bot.checkins.jobs import Side
from bot.delivery.pace import Rates
from bot.messages import HeatMap, ResultPage
from bot.reception.buckets import Allowance
from bot.reception.leading import Alone, Elected, Leading
from bot.reports.picture import NotPainted, Painter, alt_text, draw, worth_drawing
from bot.settings import Settings
from bot.store.database import Database
from bot.store.sqlite import SqliteDatabase
from bot.turn.library import Library
from bot.turn.teams.links import PURPOSE as LINKS
from bot.turn.teams.links import Links
from bot.work.port import Jobs

_LOG: Final = logging.getLogger(__name__)
PICTURE_SECONDS: Final = 4.0
"""A picture that takes longer is overtaken by the next question, and tried again behind it."""
BUTTONS: Final = "buttons"
"""What the keys of button tokens are derived for."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a channel stands on."""

    settings: Settings
    database: Database
    library: Library
    painter: Painter
    rates: Rates | None
    """None: those that the platform keeps to."""
    jobs: Jobs
    """Registered is what their names mean once every channel is there; then they run."""
    process: str
    """This process, by a name that no other has at the same time."""
    role: Role = Role.SERVE

    @property
    def peer_name(self) -> str | None:
        """The name of this process, where others may send too; None: a file is one process's."""
        return None if isinstance(self.database, SqliteDatabase) else self.process

    def leading(self, what: str) -> Leading:
        """Whether this process is the one that does what only one may do."""
        return Alone() if self.peer_name is None else Elected(self.database, what, self.process)

    @property
    def links(self) -> Links | None:
        """What addresses of report pages are made from; None where the outside sees no page of ours."""
        base = self.settings.public_url
        return None if base is None else Links(self.database.keys.derived(LINKS), base, token_bytes)

    @property
    def patience(self) -> Allowance | None:
        """How much of one person is taken; None: all of it."""
        a_minute = self.settings.taps_a_minute
        return Allowance(a_minute / 3, a_minute / 60) if a_minute else None

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

    @property
    def said_once(self) -> bool:
        """Does something come in at our web server that is not said again where it is refused, while another
        process would take it?
        """
        ...

    @property
    def side(self) -> Side:
        """The channel, as the jobs of rounds need it."""
        ...

    async def drain(self, seconds: float) -> None:
        """No new work; what is committed is sent."""
        ...

    async def confirm(self) -> None:
        """Tells the platform what was taken last, where it wants to be told."""
        ...
