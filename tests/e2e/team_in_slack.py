"""The team in Slack: its manager fills a form, each member gets an invitation in their messages."""

import random
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from tests.e2e.in_slack import SlackWalker
from tests.e2e.serving import PATIENCE
from tests.e2e.team import MEMBERS, Member, Team
from tests.fakes.slack import FakeSlack

_AT_HOME: Final = ZoneInfo("Europe/Berlin")
"""The time zone of whom the fake is not told another of."""


class SlackMember(Member, SlackWalker):
    """One of the team."""

    async def _comes(self) -> None:
        """Nothing leads there but the invitation."""


class SlackManager(SlackWalker):
    """Who starts check-ins."""

    async def opens_form(self) -> None:
        """Again, where the processes are not all there yet."""

        async def asks() -> None:
            await self.app.commands("team")

        await asks()
        await self._until(self._has_field, asks)


class SlackTeam(Team):
    """Those of a channel."""

    manager: SlackManager

    def __init__(self, slack: FakeSlack, seed: int) -> None:
        super().__init__(SlackManager(slack, "mia", random.Random(seed)))
        self.members: list[SlackMember] = [
            SlackMember(slack, f"m{number}", random.Random(f"{seed}/m{number}")) for number in range(MEMBERS)
        ]
        self.settings = {"CHECKUP_ADMINS": f"slack:{slack.home.team_id}/{self.manager.person}"}
        self._slack = slack
        self._channel = slack.channel("crew", [one.app for one in self.members], has_bot=True)
        slack.record.may_be_mentioned.add(f"@{self.manager.person}")  # she asks

    async def _starts(self) -> None:
        app, now = self.manager.app, datetime.now(_AT_HOME)
        await self.manager.opens_form()
        await app.fills_in("Name of the team", "Night crew")
        await app.fills_in("Channels", self._channel)
        await app.fills_in("First day", now.date().isoformat())
        await app.fills_in("Hour", f"{now:%H:%M}")
        await app.fills_in("Days")
        await app.submits()
        await app.until(lambda who: who.modal_errors or "Before it begins" in who.modal_screen, PATIENCE)
        assert not app.modal_errors, app.modal_screen
        await app.submits()
        await app.is_through()

    async def _is_told(self) -> None:
        for member in self.members:
            await member.sees(member.may_start, PATIENCE)
        await self._slack.settles()
        self._slack.record.deliveries.clear()  # what is done in a form is no input of a conversation

    async def _closes(self) -> None:
        await self.manager.app.commands("checkins", channel=None)
        for label in ("Close now", "Close it now"):
            await self.manager.app.until(label, PATIENCE)
            await self.manager.app.taps(label)
