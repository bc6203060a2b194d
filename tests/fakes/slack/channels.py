"""A conversation: with one person, or of many."""

from collections import defaultdict
from typing import Any

from tests.fakes.slack.messages import Message


class Channel:
    """Messages by their `ts`, oldest first, and what only one of the members sees."""

    def __init__(self, identity: str, team: str, kind: str, name: str, members: list[str]) -> None:
        """*kind*: `im`, `channel`, `group` (private) or `mpim`."""
        self.id = identity
        self.team = team
        self.kind = kind
        self.name = name
        self.members = list(members)
        self.has_bot = kind == "im"
        self.archived = False
        self.messages: dict[str, Message] = {}
        self.ephemerals: defaultdict[str, list[Message]] = defaultdict(list)
        """By the user who sees them."""

    def as_json(self) -> dict[str, Any]:
        """As `conversations.info` gives it."""
        shape: dict[str, Any] = {
            "id": self.id, "created": 1_700_000_000, "is_archived": self.archived, "is_im": self.kind == "im",
            "is_org_shared": False, "context_team_id": self.team,
        }  # fmt: skip
        if self.kind == "im":
            return shape | {"user": self.members[0], "is_user_deleted": False}
        return shape | {
            "name": self.name, "name_normalized": self.name, "is_general": self.name == "general",
            "is_channel": self.kind == "channel", "is_group": self.kind == "group",
            "is_mpim": self.kind == "mpim", "is_private": self.kind != "channel", "is_member": self.has_bot,
            "num_members": len(self.members),
        }  # fmt: skip
