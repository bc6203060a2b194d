"""A fake of Telegram's Bot API, as strict as the real one, with persons who use it as people use the app.

    async with FakeTelegram(allows_loopback=True) as telegram:
        bot = Bot(telegram.token, base_url=telegram.base_url)
        ana = telegram.person("ana", language_code="de")
        await ana.opens("team-mood")              # she presses Start behind a link
        …                                         # the bot fetches updates, or gets them by its webhook
        await ana.until("2 of 9")
        await ana.taps("Often")                   # the newest button with this label
        await telegram.settles()
        assert ana.last.labels == ["Back", "Skip"]
        assert ana.keyboards_alive == [ana.last]
        assert telegram.doubles == {}
        telegram.check_no_complaints()            # nothing was refused, nothing lost silently

Things go wrong when a test says so, by default once:

    telegram.fails(Trouble.LOST_AFTER, method="sendMessage", chat=ana)
    telegram.fails("too_many_requests", retry_after=2, times=3)
    telegram.limits.on(per_chat=1, burst=3, overall=30)
    telegram.passes(200)                          # seconds; an undelivered tap is gone after 150

In a process of its own it is `python -m tests.fakes.telegram --port 0`: its first line is its address, and
`RemoteTelegram` in another process does with it all of the above (see `remote.py`, and `control.py` for the
bare requests).

What the real one does and this one does not: Markdown, links and mentions found in plain text, files by
address, `getFile`, inline mode, payments, polls, business accounts, topics, reactions, several bots.
"""

from tests.fakes.telegram.drawings import png
from tests.fakes.telegram.faults import Rule, Trouble
from tests.fakes.telegram.groups import Group
from tests.fakes.telegram.messages import Button, Message
from tests.fakes.telegram.persons import Person
from tests.fakes.telegram.queries import Toast
from tests.fakes.telegram.record import Delivery, Record, Refusal, Request
from tests.fakes.telegram.remote import RemotePerson, RemoteTelegram
from tests.fakes.telegram.server import TOKEN, FakeTelegram
from tests.fakes.telegram.webhook import WebhookPace

__all__ = [
    "TOKEN",
    "Button",
    "Delivery",
    "FakeTelegram",
    "Group",
    "Message",
    "Person",
    "Record",
    "Refusal",
    "RemotePerson",
    "RemoteTelegram",
    "Request",
    "Rule",
    "Toast",
    "Trouble",
    "WebhookPace",
    "png",
]
