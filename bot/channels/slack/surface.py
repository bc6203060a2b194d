"""What of Checkup there is to see in Slack, and what it asks for: the names that stand in the manifest too.

A test compares this with `slack-manifest.yaml` and with the README.
"""

from dataclasses import dataclass
from typing import Final

COMMAND: Final = "/checkup"
SHORTCUT: Final = "start_check"
TEAM_SHORTCUT: Final = "start_team_checkin"
EVENTS: Final = (
    "app_home_opened", "app_uninstalled", "message.im", "team_join", "tokens_revoked", "user_change",
)  # fmt: skip
"""What Slack tells us of."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A permission, with why nothing works without it, for whoever grants it."""

    name: str
    reason: str


SCOPES: Final = (
    Scope(
        "channels:read", "who is in a public channel that is asked in a team check-in, never what is written"
    ),
    Scope("chat:write", "ask questions and show results, in direct messages"),
    Scope("commands", "the command /checkup and the shortcuts"),
    Scope("files:write", "the picture of a result"),
    Scope("groups:read", "the same of a private channel, once the app was invited to it"),
    Scope("im:history", "read what a person writes to the app, and nothing else"),
    Scope("usergroups:read", "who is in a user group that is asked in a team check-in"),
    Scope("users:read", "a person's language and time zone; who is a bot, a guest or gone, and is not asked"),
)
"""No `im:write`: a message to a person opens the conversation itself (`chat.postMessage`). No `files:read`:
a picture is shared in the call that completes it, so nobody has to look whether it is ready.
"""
