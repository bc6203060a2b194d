"""The methods that the fake knows, each as Slack carries it out."""

from tests.fakes.slack.methods import (
    auth,
    chat,
    conversations,
    files,
    oauth,
    usergroups,
    users,
    views,
)
from tests.fakes.slack.methods.registry import METHODS, Call, Method

__all__ = [
    "METHODS",
    "Call",
    "Method",
    "auth",
    "chat",
    "conversations",
    "files",
    "oauth",
    "usergroups",
    "users",
    "views",
]
