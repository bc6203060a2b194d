"""Proves, with two servers on one PostgreSQL: what one of them showed last is not taken for what is shown.

1. One shows "on" in a message, the other changes it to "off", and the first is to show "on" again: it does.
2. Buttons are taken off what a press says is shown, without its words going back to those of before.
3. The platform's own "not modified" is no failure.
"""

from bot.channels.base import Fate, Letter, Outcome, Place, Sender
from bot.channels.slack.sender import SlackSender
from bot.messages import Button, Settled, Words
from bot.wishes import ShowMenu
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.served import library
from tests.slack.served import served as served_in_slack
from tests.telegram.flows import MOOD
from tests.telegram.served import served as served_on_telegram


async def free(method: str = "") -> None:  # a permit may be asked for a method
    return


class Shows:
    """One of the two, which shows this person things."""

    def __init__(self, sender: Sender, to: Place) -> None:
        self._sender = sender
        self._to = to

    async def __call__(self, words: str, instead_of: str | None = None) -> Outcome:
        message = Words((words,), (Button("Menu", ShowMenu()),))
        return await self._sender.send(Letter(message, self._to, lambda _press: "-", instead_of), free)

    async def settles(self, message: str | None) -> Outcome:
        return await self._sender.send(Letter(Settled(), self._to, lambda _press: "-", message), free)


async def test_1_and_3_on_telegram(ready_postgres_url: str) -> None:
    async with (
        FakeTelegram() as telegram,
        served_on_telegram(telegram, ready_postgres_url, library(MOOD)) as first,
        served_on_telegram(telegram, ready_postgres_url, library(MOOD)) as second,
    ):
        ana = telegram.person("ana")
        await ana.opens("mood")
        await ana.until("Team mood", seconds=10)
        to = Place(first.telegram.sender.workspace, str(ana.id))
        one, other = Shows(first.telegram.sender, to), Shows(second.telegram.sender, to)
        message = (await one("Reminders: on")).message
        assert (await other("Reminders: off", message)).fate is Fate.SENT
        assert "Reminders: off" in ana.screen
        assert (await one("Reminders: on", message)).fate is Fate.SENT
        assert "Reminders: on" in ana.screen
        assert (await one("Reminders: on", message)).fate in {Fate.SENT, Fate.NOT_MODIFIED}
        assert (await one.settles(message)).fate is Fate.SENT
        await other("Reminders: on", message)
        assert (await one.settles(message)).fate is Fate.SENT
        assert (await one.settles(message)).fate is Fate.NOT_MODIFIED


async def test_1_2_and_3_in_slack(ready_postgres_url: str) -> None:
    async with (
        FakeSlack() as slack,
        served_in_slack(slack, ready_postgres_url, library(MOOD)) as first,
        served_in_slack(slack, ready_postgres_url, library(MOOD)) as second,
    ):
        ana = slack.person("ana")
        to = Place(slack.home.team_id, ana.id)
        one, other = Shows(first.slack.outbox._sender, to), Shows(second.slack.outbox._sender, to)
        message = (await one("Reminders: on")).message
        assert (await other("Reminders: off", message)).fate is Fate.SENT
        assert (await one("Reminders: on", message)).fate is Fate.SENT
        assert "Reminders: on" in ana.screen
        assert (await one("Reminders: on", message)).fate in {Fate.SENT, Fate.NOT_MODIFIED}
        assert (await other("Reminders: off", message)).fate is Fate.SENT
        sender = first.slack.outbox._sender
        assert isinstance(sender, SlackSender)
        sender.pressed(to, str(message), None, ana.last.content)
        assert (await one.settles(message)).fate is Fate.SENT
        assert "Reminders: off" in ana.screen
        assert not ana.last.alive
