"""What an app can ask for."""

from typing import Final

_ASKED: Final = (
    "app_mentions:read assistant:write bookmarks:read bookmarks:write calls:read calls:write",
    "channels:history channels:join channels:manage channels:read chat:write chat:write.customize",
    "chat:write.public commands dnd:read emoji:read files:read files:write groups:history groups:read",
    "groups:write im:history im:read im:write incoming-webhook links:embed:write links:read links:write",
    "metadata.message:read mpim:history mpim:read mpim:write pins:read pins:write reactions:read",
    "reactions:write reminders:read reminders:write team:read usergroups:read usergroups:write",
    "users.profile:read users:read users:read.email users:write workflow.steps:execute",
)
KNOWN_SCOPES: Final = frozenset(" ".join(_ASKED).split())
