"""The fake as a process: `python -m tests.fakes.slack --port 0`; its first line is its address."""

import argparse
import asyncio
import signal
import sys

import uvloop

from tests.fakes.slack.server import PACE, FakeSlack


async def _serve(given: argparse.Namespace) -> None:
    slack = FakeSlack(
        port=given.port,
        answer_seconds=given.answer_seconds,
        trigger_seconds=given.trigger_seconds,
        pace=given.pace,
    )
    ended = asyncio.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(ending, ended.set)
    async with slack:
        slack.delivers_to(given.delivers_to)
        slack.echoes = not given.no_echoes
        sys.stdout.write(f"{slack.url}\n")
        sys.stdout.flush()
        await ended.wait()


def main() -> None:
    """Runs until it is told to end."""
    reader = argparse.ArgumentParser(description="A fake of Slack.")
    reader.add_argument("--port", type=int, default=0)
    reader.add_argument("--delivers-to", default="", help="the request URL of the app")
    reader.add_argument(
        "--answer-seconds", type=float, default=3.0, help="how long an acknowledgement may take"
    )
    reader.add_argument("--trigger-seconds", type=float, default=3.0, help="how long a trigger_id holds")
    reader.add_argument("--pace", type=float, default=PACE, help="how long a second between retries lasts")
    reader.add_argument("--no-echoes", action="store_true", help="the app does not get its own messages")
    uvloop.run(_serve(reader.parse_args()))


if __name__ == "__main__":
    main()
