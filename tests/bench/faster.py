"""`checkup serve` at a faster pace than Slack's: `python -m tests.bench.faster TIMES`, settings as usual."""

import asyncio
import signal
import sys
from collections.abc import Mapping
from dataclasses import replace

import uvloop

from bot import log
from bot.app.serving import Serving
from bot.cli.terminal.opening import opened
from bot.delivery.pace import SLACK, Rates
from bot.settings import read_settings
from bot.store import schema
from tests.served import library


def faster(rates: Rates, times: float) -> Rates:
    """The same for a Slack that takes so many times as much."""
    methods: Mapping[str, float] = {name: minutely * times for name, minutely in rates.methods.items()}
    return replace(rates, bot=rates.bot * times, bulk=rates.bulk * times, methods=methods)


async def serves(times: float) -> None:
    """Until SIGTERM."""
    settings = read_settings()
    log.set_up(settings.log, settings.log_format)
    flows = library(*(file.read_text("utf-8") for file in sorted(settings.flows.glob("*.yaml"))))
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    database = opened(settings, None)
    await schema.migrate(database)
    await Serving(settings, database, flows, stopping, faster(SLACK, times)).run(lambda _: None)
    await database.close()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serves(float(sys.argv[1])))
