"""A Slack that says yes to everything at once, for benchmarks: it keeps nothing and checks nothing.

To test an app is the business of the fake in `tests/fakes/slack`.
"""

import json
import re
from collections import Counter
from typing import Final

from tests.fakes.telegram_stub import Connection

TEAM: Final = "T0100000001"
BOT_TOKEN: Final = "xoxb-0100000001-0100000002-stub"
_CHANNEL: Final = re.compile(rb'"channel": ?"[UD]([^"]+)"')
_YES: Final = '{"ok":true}'
_ANSWERS: Final = {
    "auth.test": json.dumps(
        {
            "ok": True,
            "team": "Acme",
            "team_id": TEAM,
            "user_id": "U0BOT",
            "bot_id": "B0BOT",
            "user": "checkup",
        }
    ),
    "users.info": json.dumps({"ok": True, "user": {"id": "U0", "locale": "en-US", "tz": "Europe/Berlin"}}),
}


class SlackStub:
    """What all connections share."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    def shown(self, person: str, body: bytes) -> None:
        """A message to a person, new or in the place of another; they are numbered, as in `U` and `D` ids."""

    def answer(self, path: str, body: bytes) -> str:
        """To one request."""
        method = path.rpartition("/")[2]
        if path.startswith("/actions/"):
            method, person = "response_url", path.split("/")[2]
            self.shown(person, body)
        self.calls[method] += 1
        if method == "chat.postMessage" and (found := _CHANNEL.search(body)):
            person = found.group(1).decode()
            self.shown(person, body)
            return json.dumps({"ok": True, "channel": f"D{person}", "ts": stamp(person)})
        return _ANSWERS.get(method, _YES)


class SlackConnection(Connection):
    """One connection of the app."""

    def __init__(self, stub: SlackStub) -> None:
        super().__init__()
        self._slack = stub

    def _answer(self, path: str, body: bytes) -> None:
        self._write(self._slack.answer(path, body))


def stamp(person: str) -> str:
    """The `ts` of the one message that somebody has."""
    return f"1790000000.{person[-6:]:0>6}"
