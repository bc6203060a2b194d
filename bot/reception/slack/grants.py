"""What Slack says of tokens: whether one opens anything, and what it gives for a code or a refresh token."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

GONE: Final = frozenset(
    {"account_inactive", "app_uninstalled", "invalid_auth", "team_access_not_granted", "token_revoked"}
)
"""What Slack says of a token that opens nothing any more, whatever is waited for."""
SPENT: Final = frozenset({"invalid_grant", "invalid_refresh_token"})
_LATER: Final = frozenset(
    {"fatal_error", "internal_error", "ratelimited", "request_timeout", "service_unavailable"}
)
UNREACHABLE: Final = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError)
"""What a call raises that came to no answer."""


class NotNow(Exception):  # noqa: N818  # read as a sentence
    """Slack could not be asked just now: for a token that holds, or whether one opens anything. Later."""


@dataclass(frozen=True, slots=True)
class Client:
    """Who we are to Slack when tokens are exchanged."""

    id: str
    secret: str


async def traded(slack: AsyncWebClient, client: Client, **grant: str) -> Any:
    """What Slack gives for a code or a refresh token. Raises SlackApiError, or one of UNREACHABLE.

    With the client in the body: the library's own method says it in a header, in a way that aiohttp gives up.
    """
    us = {"client_id": client.id, "client_secret": client.secret}
    return await slack.api_call("oauth.v2.access", data=us | grant)


async def opens(slack: AsyncWebClient, token: str | None) -> bool | None:
    """Does the token open anything? None: Slack does not say just now."""
    try:
        await slack.auth_test(token=token)
    except SlackApiError as error:
        return False if error_of(error) in GONE else None
    except UNREACHABLE:
        return None
    return True


async def opens_for_sure(slack: AsyncWebClient, token: str | None) -> bool:
    """The same where nothing may be guessed. NotNow."""
    said = await opens(slack, token)
    if said is None:
        raise NotNow
    return said


def error_of(error: SlackApiError) -> str:
    """Slack's code; the HTTP status where there is none."""
    response: Any = error.response
    if getattr(response, "status_code", HTTPStatus.OK) == HTTPStatus.TOO_MANY_REQUESTS:
        return "ratelimited"
    data = getattr(response, "data", response)
    code = data.get("error") if isinstance(data, dict) else None
    return str(code) if code else f"HTTP {getattr(response, 'status_code', '?')}"


def says_no(error: SlackApiError) -> bool:
    """Is it Slack's last word? Not where it is only too busy, or in trouble itself."""
    code = error_of(error)
    return code not in _LATER and not code.startswith("HTTP")
