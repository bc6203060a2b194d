"""The team on Telegram: its manager posts a link, which leads each member to the round."""

import random
import re

from tests.e2e.on_telegram import TelegramWalker
from tests.e2e.serving import PATIENCE
from tests.e2e.team import MEMBERS, Member, Team
from tests.fakes.telegram import FakeTelegram


class TelegramMember(Member, TelegramWalker):
    """One of the team."""

    link = ""
    """Where the round is."""

    async def _comes(self) -> None:
        await self.app.opens(self.link)


class TelegramTeam(Team):
    """Of one bot."""

    manager: TelegramWalker

    def __init__(self, telegram: FakeTelegram, seed: int) -> None:
        super().__init__(TelegramWalker(telegram, "mia", random.Random(seed)))
        self.members: list[TelegramMember] = [
            TelegramMember(telegram, f"m{number}", random.Random(f"{seed}/m{number}"))
            for number in range(MEMBERS)
        ]
        bot = telegram.token.partition(":")[0]
        self.settings = {"CHECKUP_ADMINS": f"telegram:{bot}/{self.manager.person}"}

    async def _starts(self) -> None:
        await self.manager.app.types("/checkin crew Night crew")
        await self.manager.app.until("?start=", PATIENCE)
        found = re.search(r"\?start=(checkin_[a-z0-9]+)", "\n".join(self.manager.read))
        assert found is not None, self.manager.app.screen
        for member in self.members:
            member.link = found[1]

    async def _is_told(self) -> None:
        """Nobody is: they have the link."""

    async def _closes(self) -> None:
        await self.manager.app.types("/checkins")
        for label in ("Close now", "Close it now"):
            await self.manager.app.until(label, PATIENCE)
            await self.manager.app.taps(label)
