"""The crowd on Telegram: a link, buttons, typed words. What they do is never lost, only late."""

import random
from collections.abc import Mapping

from tests.e2e.crowd import Comes, Command, Done, Letter, Step, Tap, Tick, Walker, Write
from tests.fakes.telegram import FakeTelegram
from tests.telegram.served import SECRET


def telegram_settings(telegram: FakeTelegram, *, webhook: bool) -> Mapping[str, str]:
    """Of a process that serves the fake."""
    return {
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url,
        "TELEGRAM_MODE": "webhook" if webhook else "polling",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
    }


class TelegramWalker(Walker):
    """Somebody on Telegram."""

    def __init__(self, telegram: FakeTelegram, name: str, chance: random.Random) -> None:
        self.app = telegram.person(name, language_code="en")
        super().__init__(telegram.world.bell, self.app, str(self.app.id), chance)

    async def _opens(self) -> None:
        await self.app.opens("work__killed")

    async def _opens_again(self) -> None:
        await self._goes_on()

    async def _continues(self) -> None:
        await self.app.types("/continue")

    async def _does(self, step: Step, number: int) -> None:
        def beyond() -> bool:
            return self._is_beyond(number)

        match step:
            case Tap(label=label) | Letter(letter=label):
                await self._taps(label, beyond)
            case Tick(label=label):
                await self._taps(f"☐ {label}", lambda: self._newest_with(f"☑ {label}") is not None)
            case Done(ticked=ticked):
                await self._taps(f"Done ({ticked})", beyond)
            case Write(words=words):
                await self._types(words, beyond)
            case Command(name=name):
                await self._types(f"/{name}", beyond)

    async def _types(self, words: str, comes: Comes) -> None:
        await self.app.types(words)
        await self._until(comes, self._goes_on)
