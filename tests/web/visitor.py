"""Somebody with a browser at our report pages, and the team whose reports they are."""

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import httpx
from sqlalchemy import Connection

from bot.store import checkins
from bot.store.database import Database
from bot.turn.library import Library, Shelved
from bot.turn.teams.links import PURPOSE, Links, new_link
from bot.web.application import application
from bot.web.report import ReportWorld, report_routes
from tests.reports.page.made import Team, team_health
from tests.reports.rounds.kept import released

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
BASE = "https://checkup.example/x/"


class Town:
    """Our web server, its database and its clock."""

    def __init__(self, database: Database, team: Team | None = None, admins: Sequence[str] = ()) -> None:
        self.database = database
        self.team = team or team_health(3)
        self.now = NOON
        self.admins = tuple(admins)
        self._chance = itertools.count(1)

    @property
    def links(self) -> Links:
        keys = self.database.keys.derived(PURPOSE)
        return Links(keys, BASE, lambda size: next(self._chance).to_bytes(size, "big"))

    async def founded(self) -> "Town":
        """The check-in begins and all its reports are released."""

        def work(connection: Connection) -> None:
            checkins.begin(connection, self.team.checkin)
            for one in self.team.documents:
                released(connection, self.team.flow, one)

        await self.database.run(work)
        return self

    async def link(self, viewer: str = "UBOSS") -> str:
        """A new address for this viewer; the part that our server sees."""
        made = await self.database.run(
            lambda connection: new_link(connection, self.links, self.team.checkin, viewer, self.now)
        )
        assert made.startswith("https://checkup.example/x/r/")
        return made.removeprefix("https://checkup.example/x")

    def later(self, **span: int) -> None:
        self.now += timedelta(**span)

    async def get(self, path: str, *, language: str = "", method: str = "GET") -> httpx.Response:
        """What the server answers."""
        world = ReportWorld(
            self.database,
            Library.of([Shelved(self.team.flow, b"")]),
            lambda: self.now,
            self.database.keys.derived(PURPOSE),
            lambda: "id",
            self.admins,
        )
        transport = httpx.ASGITransport(application(report_routes(world), _ready))
        async with httpx.AsyncClient(transport=transport, base_url="https://checkup.example") as client:
            return await client.request(method, path, headers={"accept-language": language})


async def _ready() -> str:
    return ""
