"""Proves: whatever happens to the platform, what was committed goes out once it is back, in its order; the
log says what it was.

1. It cannot be reached, for an hour by the clock.
2. It is away so long that the server is started anew meanwhile.
3. It answers 429 to everything, again and again.
4. Connections to it are half-open: requests on them are never answered.
"""

import asyncio
import signal
from pathlib import Path
from time import monotonic

from bot.delivery.tries import MOST_TRIES
from tests.e2e.serving import PATIENCE, Cold
from tests.fakes.telegram import FakeTelegram
from tests.faults.gate import before_web
from tests.faults.living import SECONDS, Served, on_telegram, outlived
from tests.faults.machine import Fault as Struck
from tests.faults.machine import Machine

HOUR = 3600.0
FOR_LONG = max(SECONDS, 35.0)
"""Seconds: all tries of a message that has only itself to blame are over by then."""
SAID_AGAIN = 30.0
"""Seconds after which a trouble that lasts is said again."""
CANNOT = "Telegram cannot be reached"
SILENT = "the platform did not answer; what was asked may have been done"
AWAY = "the platform cannot be reached"
LONG = 16
"""Seconds: what Telegram asks of a bot that has sent too much altogether."""


async def test_1_it_is_gone_for_an_hour(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    async with FakeTelegram(allows_loopback=True) as telegram, before_web(telegram.url) as gate:

        async def gone(served: Served) -> None:
            await gate.shuts()
            await asyncio.sleep(FOR_LONG - 2)
            machine.clock_is_off_by(HOUR)
            await asyncio.sleep(2)
            refused.append((await served.figures())("checkup_platform_refusals_total", kind="unreachable"))
            await gate.opens()

        refused: list[float] = []
        settings = {**machine.settings, "TELEGRAM_API_URL": gate.address}
        async with on_telegram(tmp_path, settings, telegram) as scene:
            began = monotonic()
            await outlived(scene, gone, logs=[AWAY])
            assert scene.place.logged.count(AWAY) <= 1 + (monotonic() - began) / SAID_AGAIN
        assert gate.broken > 0
        assert refused[0] > 0
    assert machine.struck(Struck.CLOCK) > 0


async def test_2_the_server_is_started_anew_while_it_is_gone(tmp_path: Path) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram, before_web(telegram.url) as gate:

        async def gone(served: Served) -> None:
            await gate.shuts()
            await asyncio.sleep(SECONDS)
            served.server.sends(signal.SIGTERM)
            assert await served.server.ends() == 0
            starts = served.scene.starts()
            served.server = await Cold.starts(served.scene.place)
            await served.scene.place.logs(CANNOT, 2)
            assert served.scene.starts() == starts
            await gate.opens()
            assert await served.scene.bell.until(lambda: served.scene.starts() > starts, PATIENCE)

        async with on_telegram(tmp_path, {"TELEGRAM_API_URL": gate.address}, telegram) as scene:
            await outlived(scene, gone, logs=[AWAY, CANNOT])
        assert gate.broken > 0


async def test_3_a_storm_of_429(tmp_path: Path) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram:
        hits: list[int] = []
        refused: list[float] = []

        async def storm(served: Served) -> None:
            for seconds in (1, LONG):
                rule = telegram.fails("too_many_requests", retry_after=seconds, times=None)
                await asyncio.sleep(max(SECONDS / 2, MOST_TRIES + 3.0))  # nothing is given up for it
                telegram.faults.end()
                hits.append(rule.hits)
            refused.append((await served.figures())("checkup_platform_refusals_total", kind="429"))

        async with on_telegram(tmp_path, {}, telegram) as scene:
            await outlived(scene, storm, logs=["the platform wants to be asked less often (429)"])
        assert min(hits) > 0
        struck = [one for one in telegram.requests if one.fault == "too_many_requests"]
        assert len(struck) == sum(hits)
        heard = [one for one in struck if not one.in_reply]
        assert 0 < len(heard) <= refused[0]


async def test_4_half_open_connections(tmp_path: Path) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram, before_web(telegram.url) as gate:

        async def half_open(served: Served) -> None:
            gate.goes_half_open()
            await asyncio.sleep(SECONDS)
            await served.scene.place.logs(SILENT, 1)
            unknown.append((await served.figures())("checkup_deliveries_total", outcome="unknown"))

        unknown: list[float] = []
        async with on_telegram(tmp_path, {"TELEGRAM_API_URL": gate.address}, telegram) as scene:
            await outlived(scene, half_open, logs=[SILENT], in_doubt=lambda: gate.answers_held)
        assert gate.requests_held > 0
        assert unknown[0] > 0
