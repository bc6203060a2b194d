"""A fake of Slack, as strict as the real one, with persons who use it as people use the app.

    async with FakeSlack() as slack:
        client = AsyncWebClient(token=slack.home.bot_token, base_url=slack.api_url)
        slack.delivers_to("http://127.0.0.1:8080/slack/events")
        ana = slack.person("ana", locale="de-DE")
        await ana.types("hello")                  # the app gets a message event, signed
        await ana.until("2 of 9")
        await ana.taps("Often")                   # the newest button with this label
        await slack.settles()
        assert ana.last.labels == ["Back", "Skip"]
        assert ana.controls_alive == [ana.last]
        assert slack.doubles == {}
        slack.check_no_complaints()               # nothing was refused, nothing lost silently

Things go wrong when a test says so, by default once:

    slack.fails(Trouble.LOST_AFTER, method="chat.postMessage", person=ana)
    slack.fails("ratelimited", retry_after=2, times=3)
    slack.fails("invalid_blocks", method="response_url")
    slack.limits.on(per_channel=1, burst=3)
    slack.passes(1900)                            # seconds; a response_url is too old after 1800

In a process of its own it is `python -m tests.fakes.slack --port 0`: its first line is its address, and
`RemoteSlack` in another process does with it all of the above (see `remote.py`, and `control.py` for the
bare requests).

What the real one does and this one does not: threads beyond their `thread_ts`, reactions, history, search,
scheduled messages, external selects, workflows, Slack Connect, legacy attachments, video and call blocks.
"""

from tests.fakes.slack.app import App
from tests.fakes.slack.channels import Channel
from tests.fakes.slack.commands import CommandReply
from tests.fakes.slack.faults import Rule, Trouble
from tests.fakes.slack.files import File
from tests.fakes.slack.messages import Message
from tests.fakes.slack.person import Person
from tests.fakes.slack.record import Delivery, Mention, Record, Refusal, Request
from tests.fakes.slack.remote import RemotePerson, RemoteSlack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.views import View
from tests.fakes.slack.workspaces import Enterprise, Workspace

__all__ = [
    "App",
    "Channel",
    "CommandReply",
    "Delivery",
    "Enterprise",
    "FakeSlack",
    "File",
    "Mention",
    "Message",
    "Person",
    "Record",
    "Refusal",
    "RemotePerson",
    "RemoteSlack",
    "Request",
    "Rule",
    "Trouble",
    "View",
    "Workspace",
]
