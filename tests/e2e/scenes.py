"""The platforms on which a crowd is served by a process that is killed, by channel and way in."""

import random
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from tests.e2e.crowd import WORK, Walker
from tests.e2e.in_slack import SlackWalker, slack_settings
from tests.e2e.killing import PERSONS, Scene, Sent
from tests.e2e.on_telegram import TelegramWalker, telegram_settings
from tests.e2e.reading import Rows
from tests.e2e.serving import PATIENCE, Place
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.record import Refusal
from tests.slack.served import WayIn

HARMLESS: Final = ("query is too old", "message is not modified")
"""What Telegram may refuse after a restart: the answer to a tap that was answered, an edit that was made."""
HANDED_OVER: Final = "Conflict: terminated by other getUpdates request"
"""What a process is told that still fetches when another already does."""
_NEW_ON_TELEGRAM: Final = ("sendmessage", "sendphoto")
A_MINUTE: Final = 1.2
"""Seconds after which Slack brings again what was not confirmed twice; after five times that, for the last
time. Here a process is back much sooner than in life.
"""


class OnTelegram(Scene):
    """By polling or by webhook."""

    def __init__(self, place: Place, telegram: FakeTelegram, seed: int) -> None:
        super().__init__(place, telegram.world.bell)
        self.crowd = [
            TelegramWalker(telegram, f"p{number}", random.Random(f"{seed}/{number}"))
            for number in range(PERSONS)
        ]
        self._telegram = telegram
        by_webhook = place.settings["TELEGRAM_MODE"] == "webhook"
        self._arranged = "setWebhook" if by_webhook else "deleteWebhook"
        # On PostgreSQL there are several processes, of which one fetches. Where another takes that over, the
        # long poll of the one before may stand open a moment longer, whether it was killed or only held up. A
        # single process has nobody to be in conflict with, and with a webhook nobody fetches.
        self._hands_over = not by_webhook and place.database_url.startswith("postgresql:")

    def now(self) -> float:
        return self._telegram.clock.now()

    def starts(self) -> int:
        return self._telegram.record.calls[self._arranged]

    def sent(self) -> int:
        return self._telegram.record.calls["sendMessage"]

    async def settles(self) -> None:
        await self._telegram.settles(quiet=0.5, seconds=PATIENCE)

    def messages(self, walker: Walker) -> Iterator[Sent]:
        for one in self._telegram.requests:
            if (
                one.method.lower() in _NEW_ON_TELEGRAM
                and isinstance(one.result, dict)
                and str(one.chat) == walker.person
            ):
                words = " ".join(str(one.parameters.get("text", "a picture")).split())[:60]
                yield Sent(str(one.result["message_id"]), one.at, str(one.parameters), words)

    def position(self, message: str) -> float:
        return int(message)

    def updates(self, rows: Rows) -> Iterator[str]:
        updates = self._telegram.updates
        if len(updates):
            yield f"{len(updates)} updates wait"
        if updates.expired:
            yield f"{len(updates.expired)} updates became too old"
        known = [int(row[0]) for row in rows.execute("SELECT external_id FROM inbound")]
        if sorted(known) != list(updates.numbers):
            there = set(updates.numbers)
            yield f"updates without a row: {sorted(there - set(known))}"
            yield f"rows without an update: {sorted(set(known) - there)}"

    def complaints(self) -> Iterator[str]:
        for one in self._telegram.refusals:
            if not self._is_harmless(one):
                yield f"refused: {one.method}: {one.description}"
        yield from (f"lost: {words}" for words in self._telegram.silent_losses)

    def _is_harmless(self, refusal: Refusal) -> bool:
        if refusal.method == "getUpdates":
            return self._hands_over and refusal.description.startswith(HANDED_OVER)
        return any(words in refusal.description for words in HARMLESS)


class InSlack(Scene):
    """Over HTTP or by Socket Mode."""

    crowd: list[SlackWalker]

    def __init__(self, place: Place, slack: FakeSlack, seed: int) -> None:
        super().__init__(place, slack.world.bell)
        self.crowd = [
            SlackWalker(slack, f"p{number}", random.Random(f"{seed}/{number}")) for number in range(PERSONS)
        ]
        self._slack = slack

    def now(self) -> float:
        return self._slack.world.clock.now()

    def starts(self) -> int:
        return self._slack.record.calls["auth.test"]

    def sent(self) -> int:
        return self._slack.record.calls["chat.postMessage"]

    async def settles(self) -> None:
        await self._slack.settles(quiet=0.5, seconds=PATIENCE)

    def messages(self, walker: Walker) -> Iterator[Sent]:
        for one in self._slack.record.of("chat.postMessage"):
            if one.result and self._slack.world.channels[one.result["channel"]].members == [walker.person]:
                words = " ".join(str(one.parameters.get("text", "a picture")).split())[:60]
                yield Sent(f"{one.result['channel']}:{one.result['ts']}", one.at, str(one.parameters), words)

    def position(self, message: str) -> float:
        return float(message.partition(":")[2])

    def updates(self, rows: Rows) -> Iterator[str]:
        """An event has a row, or Slack gave it up; so has what was pressed and confirmed."""
        known = [str(row[0]) for row in rows.execute("SELECT external_id FROM inbound")]
        typed = {event for walker in self.crowd for event in walker.typed}
        events = {one for one in known if one.startswith("Ev")}
        given_up = {event for walker in self.crowd for event in walker.given_up}
        if events - typed:
            yield f"rows without an event: {sorted(events - typed)}"
        if missing := typed - events - given_up:
            yield f"events without a row: {sorted(missing)}"
        for what, begins in (("block_actions", "action."), ("/checkup", "command.")):
            confirmed = sum(one.what == what and one.status == 200 for one in self._slack.record.deliveries)
            if what == "block_actions":
                confirmed -= sum(walker.openings for walker in self.crowd)
            rows_of = sum(one.startswith(begins) for one in known)
            if rows_of < confirmed:
                yield f"{confirmed} of {what} were confirmed, {rows_of} of them taken"

    def complaints(self) -> Iterator[str]:
        record = self._slack.record
        for one in record.refusals:
            yield f"refused: {one.method}: {one.error} {one.messages}"
        yield from (f"complaint: {words}" for words in record.complaints)
        yield from (f"mentioned: {one}" for one in record.mentions)

    @property
    def given_up(self) -> int:
        return sum(len(walker.given_up) for walker in self.crowd)


@asynccontextmanager
async def _on_telegram(folder: Path, seed: int, *, webhook: bool) -> AsyncIterator[Scene]:
    async with FakeTelegram(allows_loopback=True) as telegram:
        place = Place(folder, telegram_settings(telegram, webhook=webhook), {"work": WORK})
        yield OnTelegram(place, telegram, seed)


@asynccontextmanager
async def _in_slack(folder: Path, seed: int, *, way_in: WayIn) -> AsyncIterator[Scene]:
    async with FakeSlack(pace=A_MINUTE / 60) as slack:
        place = Place(folder, slack_settings(slack, way_in), {"work": WORK})
        if way_in == "http":
            slack.delivers_to(f"{place.address}/slack/events")
        yield InSlack(place, slack, seed)


Opens: TypeAlias = Callable[[Path, int], AbstractAsyncContextManager[Scene]]
"""A scene in a folder, with a seed for what its crowd does."""
SCENES: Final[Mapping[str, Mapping[str, Opens]]] = {
    "telegram": {
        "polling": partial(_on_telegram, webhook=False),
        "webhook": partial(_on_telegram, webhook=True),
    },
    "slack": {"http": partial(_in_slack, way_in="http"), "socket": partial(_in_slack, way_in="socket")},
}
"""By channel and way in."""
