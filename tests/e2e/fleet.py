"""Several processes on one PostgreSQL, killed one after the other while the others go on serving."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from tests.databases import PostgresServer
from tests.e2e.crowd import WORK
from tests.e2e.in_slack import slack_settings
from tests.e2e.killing import Kills, Scene, Toll, check, check_end, walks_when_it_is_time
from tests.e2e.on_telegram import telegram_settings
from tests.e2e.published import Publication
from tests.e2e.scenes import A_MINUTE, InSlack, OnTelegram
from tests.e2e.serving import PATIENCE, Place, Server, Starter, killed, starter
from tests.e2e.team import CREW, QUESTIONS, Member, Team
from tests.e2e.team_in_slack import SlackTeam
from tests.e2e.team_on_telegram import TelegramTeam
from tests.fakes.balancer import balancer
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.served import free_port
from tests.slack.served import WayIn

PROCESSES: Final = 3
PEOPLE_WAIT: Final = 4.0
"""Seconds before they try again: a process that died is followed within ten. In Slack, whose workspaces have
fifty edits a minute, a crowd that tries again every other second would only wait for itself.
"""


class Fleet:
    """So many processes, each at a port of its own; one database and one log for all."""

    def __init__(self, place: Place, ports: list[int], team: Team) -> None:
        """*place*: with the settings of the database and the platform, and the address the outside sees.
        *team*: has an anonymous round meanwhile.
        """
        self.place = place
        self.team = team
        self._ports = ports
        self._starters: list[Starter] = []
        self.servers: list[Server] = []

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """All of them, until told to end; each must end well."""
        async with AsyncExitStack() as stack:
            for port in self._ports:
                alike = self.place.at_port(port)
                self._starters.append(await stack.enter_async_context(starter(alike)))
            self.servers = [await one.starts() for one in self._starters]
            try:
                yield
            except BaseException:
                for server in self.servers:
                    await killed(server)
                raise
            for server in self.servers:
                server.sends(signal.SIGTERM)
            codes = [await server.ends() for server in self.servers]
            assert codes == [0] * len(self._ports), self.place.logged

    async def loses(self, number: int) -> None:
        """One is killed with -9, and another takes its place at once."""
        await killed(self.servers[number])
        self.servers[number] = await self._starters[number].starts()


async def survived_by_several(scene: Scene, fleet: Fleet, *, wanted: int, seed: int) -> Toll:
    """The crowd answers while any process is killed, so many times. AssertionError: see `killing`."""
    toll, loop = Toll(seed), asyncio.get_running_loop()
    begun = loop.time()
    async with fleet.running():
        await _lived_through(scene, fleet, toll, wanted)
    check_end(scene, toll)
    toll.seconds = loop.time() - begun
    return toll


async def _lived_through(scene: Scene, fleet: Fleet, toll: Toll, wanted: int) -> None:
    chance, kills = random.Random(toll.seed), Kills(wanted)
    team = fleet.team if wanted else None
    """Whose conversation is whose is looked at whenever somebody is killed."""
    publication = Publication(scene.crowd, wanted, PROCESSES)
    old: list[int] = []
    """Processes that serve what was there before a new version came out."""
    started = scene.starts
    assert await scene.bell.until(lambda: started() >= PROCESSES, PATIENCE), fleet.place.logged
    if team is not None:
        scene.others = team.people
        await team.begins(fleet.place)
    async with asyncio.TaskGroup() as group:
        walking = []
        for walker in scene.crowd:
            walker.patience = PEOPLE_WAIT
            walking.append(group.create_task(walks_when_it_is_time(walker, kills, publication)))
        if team is not None:
            walking.append(group.create_task(_team_answers(team, kills, wanted)))
        while kills.done < wanted:
            if kills.done == publication.after:
                await publication.comes_out(fleet.place)
                old = chance.sample(range(PROCESSES), PROCESSES)
            await _some_time(scene, chance)
            if team is not None:
                team.looks(fleet.place)
            toll.kills.append(scene.now())
            await fleet.loses(old.pop() if old else chance.randrange(PROCESSES))
            await kills.one_more()
        await asyncio.wait(walking)
        if team is not None:
            await team.ends(fleet.place)
            wrong = await team.wrong(fleet.place)
            assert not wrong, "\n".join(wrong)
        await check(scene, toll, publication)


async def _team_answers(team: Team, kills: Kills, wanted: int) -> None:
    """AssertionError: somebody is stuck."""

    async def takes_part(member: Member) -> None:
        async def its_time(number: int) -> None:
            await kills.are((number * wanted) // (QUESTIONS + 1))
            await asyncio.sleep(member.chance.random() * 0.6)

        member.patience = PEOPLE_WAIT
        await member.takes_part(its_time)

    async with asyncio.TaskGroup() as group:
        for member in team.members:
            group.create_task(takes_part(member))


async def _some_time(scene: Scene, chance: random.Random) -> None:
    """A while, or until the moment after a new message reached the platform."""
    if chance.random() < 0.5:
        sent = scene.sent() + chance.randint(0, 30)
        await scene.bell.until(lambda: scene.sent() > sent, 0.6)
        await asyncio.sleep(chance.random() * 0.01)
    else:
        await asyncio.sleep(0.1 + chance.random() * 0.5)


# --- the platforms ---------------------------------------------------------------------------------


@asynccontextmanager
async def on_telegram(
    folder: Path, server: PostgresServer, seed: int, *, webhook: bool
) -> AsyncIterator[tuple[Scene, Fleet]]:
    """A crowd on Telegram: webhooks through a balancer, or polled by whichever process leads."""
    async with FakeTelegram(allows_loopback=True) as telegram, AsyncExitStack() as stack:
        settings = telegram_settings(telegram, webhook=webhook)
        fleet = await _fleet(folder, server, settings, stack, TelegramTeam(telegram, seed))
        yield OnTelegram(fleet.place, telegram, seed), fleet


@asynccontextmanager
async def in_slack(
    folder: Path, server: PostgresServer, seed: int, *, way_in: WayIn
) -> AsyncIterator[tuple[Scene, Fleet]]:
    """A crowd in Slack, over HTTP through a balancer or by Socket Mode."""
    async with FakeSlack(pace=A_MINUTE / 60) as slack, AsyncExitStack() as stack:
        fleet = await _fleet(folder, server, slack_settings(slack, way_in), stack, SlackTeam(slack, seed))
        if way_in == "http":
            slack.delivers_to(f"{fleet.place.settings['PUBLIC_URL']}/slack/events")
        yield InSlack(fleet.place, slack, seed), fleet


async def _fleet(
    folder: Path,
    server: PostgresServer,
    settings: Mapping[str, str],
    stack: AsyncExitStack,
    team: Team,
) -> Fleet:
    url = server.create_database()
    stack.callback(_dropped(server, url))
    ports = [free_port() for _ in range(PROCESSES)]
    before = await stack.enter_async_context(balancer([f"http://127.0.0.1:{port}" for port in ports]))
    settings = {**settings, **team.settings, "DATABASE_URL": url, "PUBLIC_URL": before.address}
    place = Place(folder, settings, {"work": WORK, "crew": CREW})
    await place.migrates()
    return Fleet(place, ports, team)


def _dropped(server: PostgresServer, url: str) -> Callable[[], None]:
    return lambda: server.drop_database(url)
