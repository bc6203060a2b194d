"""Users as Slack describes them."""

from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo


def make_user(
    identity: str, team: str, name: str, locale: str, tz: str, given: dict[str, Any]
) -> dict[str, Any]:
    """A user object; *given*: fields that differ, such as `is_restricted`."""
    real_name = given.pop("real_name", name.capitalize())
    user: dict[str, Any] = {
        "id": identity, "team_id": team, "name": name, "deleted": False, "color": "9f69e7",
        "real_name": real_name, "is_admin": False, "is_owner": False,
        "is_primary_owner": False, "is_restricted": False,
        "is_ultra_restricted": False, "is_bot": False, "is_app_user": False, "updated": 1_700_000_000,
        "is_email_confirmed": True, "who_can_share_contact_card": "EVERYONE",
        "profile": {
            "real_name": real_name, "display_name": "", "real_name_normalized": real_name,
            "email": f"{name}@example.com", "team": team, "image_72": "https://avatars.example.com/72.png",
        },
        "locale": locale,
    }  # fmt: skip
    if tz:
        user |= {"tz": tz, "tz_label": tz, "tz_offset": _offset(tz)}
    return user | given


def seen_user(user: dict[str, Any], scopes: frozenset[str], *, locale: bool) -> dict[str, Any]:
    """What an app with these *scopes* is told."""
    seen = {name: value for name, value in user.items() if name != "locale"}
    if locale:
        seen["locale"] = user["locale"]
    if "users:read.email" not in scopes and "email" in user["profile"]:
        seen["profile"] = {name: value for name, value in user["profile"].items() if name != "email"}
    return seen


def make_bot(identity: str, bot_id: str, app_id: str, team: str) -> dict[str, Any]:
    """The app's own user: it is in every list of users and members."""
    user = make_user(identity, team, "checkup", "en-US", "", {"is_bot": True})
    user["profile"] |= {"bot_id": bot_id, "api_app_id": app_id}
    del user["profile"]["email"]
    return user


def slackbot(team: str) -> dict[str, Any]:
    """Slack's own bot, which does not say that it is one."""
    return make_user("USLACKBOT", team, "slackbot", "en-US", "", {"real_name": "Slackbot"})


@cache
def _offset(tz: str) -> int:
    offset = datetime.now(UTC).astimezone(ZoneInfo(tz)).utcoffset()
    return int(offset.total_seconds()) if offset else 0
