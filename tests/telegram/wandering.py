"""People who take a check on Telegram.

    wanderer = Wanderer(telegram, server, flows, Random(7), language="de")
    await wanderer.takes("business-systems")     # to the very end, and of what is offered there, too

They tap and type. See `tests.wandering`.
"""

from collections.abc import Iterator
from random import Random

from bot.turn.library import Library
from tests.fakes.telegram import Button, FakeTelegram, Message
from tests.people import Prospect
from tests.served import Served
from tests.wandering import QUESTION, Strolling, Where


class Wanderer(Strolling):
    """Somebody with Telegram in their hands."""

    def __init__(
        self,
        telegram: FakeTelegram,
        server: Served,
        flows: Library,
        chance: Random,
        *,
        name: str = "ana",
        language: str = "en",
        detours: int = 12,
    ) -> None:
        super().__init__(server, flows, chance, detours)
        self.prospect = Prospect(telegram, server, name, language=language)
        self.app = self.prospect.app
        self._telegram = telegram

    @property
    def where(self) -> Where:
        return Where("telegram", self._telegram.token.partition(":")[0], str(self.app.id))

    @property
    def screen(self) -> str:
        return self.app.screen

    async def begins(self, flow: str) -> None:
        await self.prospect.opens(f"{flow}__wandering")
        await self.does("a tap on the greeting", self.prospect.taps(0))

    async def says(self, words: str) -> None:
        await self.does(repr(words), self.prospect.types(words))

    async def commands(self, name: str) -> None:
        await self.says(f"/{name}")

    async def presses(self, letter: str) -> None:
        await self._taps(self._chance.choice(self._buttons(letter)))

    def can_press(self, letter: str) -> bool:
        return bool(self._buttons(letter))

    async def ticks(self) -> None:
        for _ in range(self._chance.randint(1, 3)):
            (question,) = self._alive(QUESTION)
            await self._taps(
                self._chance.choice([button for button in question.buttons if button.data[:1] == "t"])
            )
            if not self._buttons("d"):  # "don't know" is an answer by itself
                return
        await self.presses("d")

    def meanings(self) -> list[set[str]]:
        return [{button.data[:1] for button in message.buttons} for message in self.app.keyboards_alive]

    def looks_away(self) -> None:
        self._telegram.record.sent.clear()

    def seen(self) -> list[Message]:
        return self.app.bot_messages

    def read(self) -> Iterator[str]:
        return (message.words for message in reversed(self.app.bot_messages))

    def nothing_went_wrong(self, said: str) -> None:
        self._telegram.check_no_complaints()
        assert self._telegram.doubles == {}, said
        assert self.app.waiting_taps == 0, said

    async def _taps(self, button: Button) -> None:
        await self.does(f"a tap on {button.label!r}", self.prospect.taps(button.label), is_answered=False)

    def _alive(self, letters: frozenset[str]) -> list[Message]:
        return [
            message
            for message in self.app.keyboards_alive
            if any(button.data[:1] in letters for button in message.buttons)
        ]

    def _buttons(self, letter: str) -> list[Button]:
        """Those that mean the same kind of thing, of the lowest message that has any."""
        for message in reversed(self.app.keyboards_alive):
            found = [button for button in message.buttons if button.data[:1] == letter]
            if found:
                return found
        return []
