"""The fake as a process: `python -m tests.fakes.telegram --port 0`; its first line is its address."""

import argparse
import asyncio
import signal
import sys

import uvloop

from tests.fakes.telegram.server import TOKEN, FakeTelegram
from tests.fakes.telegram.webhook import WebhookPace


async def _serve(given: argparse.Namespace) -> None:
    telegram = FakeTelegram(
        given.token,
        username=given.username,
        port=given.port,
        allows_loopback=True,
        answer_seconds=given.answer_seconds,
        resends_after=given.resends_after,
        pace=WebhookPace(first=given.first_retry, longest=given.longest_retry, answer=given.webhook_seconds),
    )
    ended = asyncio.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(ending, ended.set)
    async with telegram:
        sys.stdout.write(f"{telegram.url}\n")
        sys.stdout.flush()
        await ended.wait()


def main() -> None:
    """Runs until it is told to end."""
    reader = argparse.ArgumentParser(description="A fake of Telegram's Bot API.")
    reader.add_argument("--port", type=int, default=0)
    reader.add_argument("--token", default=TOKEN)
    reader.add_argument("--username", default="checkup_bot")
    reader.add_argument("--answer-seconds", type=float, default=15.0, help="how long a tap can be answered")
    reader.add_argument("--resends-after", type=float, help="seconds until an app sends a tap once more")
    reader.add_argument("--first-retry", type=float, default=0.05, help="of a delivery, in seconds")
    reader.add_argument("--longest-retry", type=float, default=1.0)
    reader.add_argument("--webhook-seconds", type=float, default=60.0, help="how long a webhook may take")
    uvloop.run(_serve(reader.parse_args()))


if __name__ == "__main__":
    main()
