"""`checkup serve` at a faster pace than a platform's: `python -m tests.bench.faster TIMES [telegram]`.

Settings as usual; without a platform it is Slack's pace.
"""

import asyncio
import gc
import signal
import sys
from collections.abc import Mapping
from dataclasses import replace

import uvloop

from bot import log
from bot.app.serving import Serving
from bot.cli import OBJECTS_BETWEEN_COLLECTIONS
from bot.cli.terminal.opening import opened
from bot.delivery.pace import SLACK, TELEGRAM, Rates
from bot.settings import read_settings
from bot.store import schema
from tests.served import library


def faster(rates: Rates, times: float) -> Rates:
    """The same for a platform that takes so many times as much."""
    methods: Mapping[str, float] = {name: minutely * times for name, minutely in rates.methods.items()}
    return replace(rates, bot=rates.bot * times, bulk=rates.bulk * times, methods=methods)


async def serves(rates: Rates) -> None:
    """Until SIGTERM."""
    settings = read_settings()
    log.set_up(settings.log, settings.log_format)
    flows = library(*(file.read_text("utf-8") for file in sorted(settings.flows.glob("*.yaml"))))
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    database = opened(settings, None)
    await schema.migrate(database)
    await Serving(settings, database, flows, stopping, rates).run(lambda _: None)
    await database.close()


if __name__ == "__main__":
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    platform = TELEGRAM if sys.argv[2:] == ["telegram"] else SLACK
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serves(faster(platform, float(sys.argv[1]))))
