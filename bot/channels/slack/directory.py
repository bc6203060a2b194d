"""Users as Slack describes them, read: who they are to a check-in, where they live, what they speak. Pure.

See docs.slack.dev/reference/objects/user-object. `is_app_user` says that somebody has authorised an app, and
nothing about whether they can be asked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

SLACKBOT: Final = "USLACKBOT"
"""Slack's own bot, which does not say that it is one."""
PERSON: Final = re.compile(r"[UW][A-Z0-9]{2,30}")
LOCALE: Final = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
ZONE: Final = re.compile(r"[A-Za-z0-9_+-]{1,30}(/[A-Za-z0-9_+-]{1,30}){0,2}")


class Standing(Enum):
    """What somebody is in a workspace."""

    MEMBER = "member"
    BOT = "bot"
    DEACTIVATED = "deactivated"
    NOT_JOINED = "not joined"
    GUEST = "guest"
    EXTERNAL = "external"
    """Of another company, by a shared channel."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One user."""

    person: str
    standing: Standing
    zone: str | None = None
    """IANA."""
    locale: str | None = None


def listed(user: object, workspace: str) -> Listed | None:
    """What is known of a *user* object in our *workspace*; None for what is none."""
    if not isinstance(user, Mapping):
        return None
    person = _matches(user.get("id"), PERSON)
    if person is None:
        return None
    zone, locale = _matches(user.get("tz"), ZONE), _matches(user.get("locale"), LOCALE)
    return Listed(person, _standing(person, user, workspace), zone, locale)


def _standing(person: str, user: Mapping[str, Any], workspace: str) -> Standing:
    """What says most comes first: somebody of another company who left is gone, whoever they worked for."""
    if person == SLACKBOT or _is(user, "is_bot") or _is(user, "is_workflow_bot"):
        return Standing.BOT
    if _is(user, "deleted"):
        return Standing.DEACTIVATED
    if _is(user, "is_stranger") or _is(user, "is_external") or not _is_of(user, workspace):
        return Standing.EXTERNAL
    if _is(user, "is_invited_user"):
        return Standing.NOT_JOINED
    if _is(user, "is_restricted") or _is(user, "is_ultra_restricted"):
        return Standing.GUEST
    return Standing.MEMBER


def _is_of(user: Mapping[str, Any], workspace: str) -> bool:
    """Is that where they work? In an organisation they may be in several of its workspaces."""
    above = user.get("enterprise_user")
    above = above if isinstance(above, Mapping) else {}
    teams = above.get("teams")
    places = (user.get("team_id"), user.get("enterprise_id"), above.get("enterprise_id"))
    return workspace in places or (isinstance(teams, list) and workspace in teams)


def _is(user: Mapping[str, Any], flag: str) -> bool:
    return user.get(flag) is True


def _matches(value: object, pattern: re.Pattern[str]) -> str | None:
    return value if isinstance(value, str) and pattern.fullmatch(value) else None
