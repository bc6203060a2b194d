"""What the published schema of app manifests (2.0.0, github.com/slackapi/manifest-schema) says of the parts
that ours uses, as a schema of our own: no name it does not know, and every length.
"""

from typing import Any, Final


def _text(longest: int, shortest: int = 1, pattern: str = "") -> dict[str, Any]:
    kind: dict[str, Any] = {"type": "string", "minLength": shortest, "maxLength": longest}
    return kind | ({"pattern": pattern} if pattern else {})


def _group(required: str = "", **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any], most: int, least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": least, "maxItems": most}


_YES_OR_NO: Final = {"type": "boolean"}
_URL: Final = _text(3500, pattern="^https?://")
_COMMAND: Final = _group(
    "command description",
    command=_text(32, 2, "^/"),
    url=_text(3000, pattern="^https?://"),
    description=_text(2000),
    usage_hint=_text(1000),
    should_escape=_YES_OR_NO,
)
_SHORTCUT: Final = _group(
    "name type callback_id description",
    name=_text(24),
    type={"enum": ["message", "global"]},
    callback_id=_text(255),
    description=_text(150),
)

SCHEMA: Final = _group(
    "display_information",
    _metadata=_group(major_version={"type": "integer"}, minor_version={"type": "integer"}),
    display_information=_group(
        "name",
        name=_text(35),
        description=_text(140),
        long_description=_text(4000, 175),
        background_color=_text(7, 4, "^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$"),
    ),
    features=_group(
        app_home=_group(
            home_tab_enabled=_YES_OR_NO,
            messages_tab_enabled=_YES_OR_NO,
            messages_tab_read_only_enabled=_YES_OR_NO,
        ),
        bot_user=_group("display_name", display_name=_text(80), always_online=_YES_OR_NO),
        slash_commands=_list(_COMMAND, 50, 1),
        shortcuts=_list(_SHORTCUT, 10, 1),
    ),
    oauth_config=_group(
        redirect_urls=_list(_text(2500), 1000) | {"uniqueItems": True},
        scopes=_group(bot=_list(_text(50), 255), user=_list(_text(50), 255)),
    ),
    settings=_group(
        event_subscriptions=_group(
            request_url=_URL, bot_events=_list(_text(50), 100) | {"uniqueItems": True}
        ),
        interactivity=_group("is_enabled", is_enabled=_YES_OR_NO, request_url=_URL),
        org_deploy_enabled=_YES_OR_NO,
        socket_mode_enabled=_YES_OR_NO,
        token_rotation_enabled=_YES_OR_NO,
    ),
)
