"""What may stand behind the question mark: each name once, none that is not known, nothing too long."""

import re
from datetime import datetime
from typing import Annotated, Any, Final, Literal, TypeVar
from urllib.parse import parse_qsl

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.engine.state import Status
from bot.store.api_tokens import PREFIX
from bot.web.api.cursors import LONGEST
from bot.web.api.problems import wrong_query

LONGEST_QUERY: Final = 2000
"""Bytes."""
MOST_LIMIT: Final = 500
_MOST_NAMES: Final = 20
ID: Final = r"[0-9A-Za-z_-]{1,64}"
"""Of whatever; what looks otherwise is not asked for."""
_NUMBER: Final = re.compile(r"[0-9]{1,6}", re.ASCII)
_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z", re.ASCII
)


def _is_a_plain_number(value: object) -> object:
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise ValueError(f"has to be a number from 1 to {MOST_LIMIT}")
    return value


def _is_written_in_utc(value: object) -> object:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise ValueError("has to be a time in UTC such as 2026-03-01T09:00:00Z")
    return value


Moment = Annotated[
    datetime,
    BeforeValidator(_is_written_in_utc),
    Field(json_schema_extra={"type": "string", "format": "date-time", "pattern": f"^{_MOMENT.pattern}$"}),
]
FlowName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$", description="Of this flow only.")]
Source = Annotated[
    str, Field(pattern=r"^[!-~]{1,64}$", description="Only who came by a link with this source.")
]


class Nothing(BaseModel):
    """No parameters."""

    model_config = ConfigDict(extra="forbid")


class Paged(Nothing):
    """Which part of a list."""

    limit: Annotated[int, BeforeValidator(_is_a_plain_number)] = Field(
        100, ge=1, le=MOST_LIMIT, description="How many entries at most."
    )
    cursor: str | None = Field(
        None, pattern=rf"^[A-Za-z0-9_-]{{1,{LONGEST}}}$",
        description="Where to go on: from `next` or `later` of the answer before, with the same filters.",
    )  # fmt: skip


class Timed(Paged):
    """A list in the order of time."""

    since: Moment | None = Field(None, description="From this time on, RFC 3339 in UTC.")
    until: Moment | None = Field(None, description="Before this time, RFC 3339 in UTC.")


class Conversations(Timed):
    """Which conversations; times are about when they changed last."""

    flow: FlowName | None = None
    status: Literal[tuple(one.value for one in Status)] | None = Field(  # type: ignore[valid-type]  # made of the list of them
        None, description="Only those that are this far."
    )
    source: Source | None = None


class Results(Timed):
    """Which results; times are about when they were shown."""

    flow: FlowName | None = None
    level: str | None = Field(
        None, pattern=r"^[a-z0-9_]{1,64}$", description="Only those that reached this level."
    )
    complete: Literal["true", "false"] | None = Field(
        None, description="Only those with, or without, all that counts."
    )
    source: Source | None = None


class Leads(Timed):
    """Which leads; times are about when their conversation changed last."""

    flow: FlowName | None = None
    source: Source | None = None


class CheckIns(Timed):
    """Which check-ins; times are about when they were made."""

    flow: FlowName | None = None
    status: Literal["active", "paused", "ended"] | None = Field(None, description="Only those in this state.")


Asked = TypeVar("Asked", bound=BaseModel)


def asked(raw: bytes, kind: type[Asked]) -> Asked:
    """The parameters of a query string as it came in. Trouble says which of them cannot be meant."""
    try:
        return kind.model_validate(_once_each(raw))
    except ValidationError as error:
        raise _explained(error, kind) from None


def no_token_in(raw: bytes) -> None:
    """Trouble where a token stands in the address."""
    if PREFIX.encode() in raw:
        raise wrong_query(
            "A token stands in the address, where logs keep it.",
            "Revoke it (checkup token revoke), and send the new one in the header Authorization.",
            "token-in-address",
        )


def _once_each(raw: bytes) -> dict[str, str]:
    if len(raw) > LONGEST_QUERY:
        raise wrong_query(f"The query has more than {LONGEST_QUERY} characters.", "Ask for less at once.")
    try:
        pairs = parse_qsl(
            raw.decode("ascii"), keep_blank_values=True, strict_parsing=bool(raw), errors="strict",
            max_num_fields=_MOST_NAMES,
        )  # fmt: skip
    except ValueError:
        raise wrong_query("The query cannot be read.", "Write  name=value&name=value  in UTF-8.") from None
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in found:
            raise wrong_query(f"{_shown(name)} stands there more than once.", "Give each parameter once.")
        found[name] = value
    return found


def _explained(error: ValidationError, kind: type[BaseModel]) -> Exception:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    name = str(first["loc"][0])
    if first["type"] == "extra_forbidden":
        known = ", ".join(kind.model_fields) or "none"
        return wrong_query(
            f"There is no parameter {_shown(name)} here.", f"These are known: {known}.", "unknown-parameter"
        )
    return wrong_query(f"{_shown(name)} cannot be meant.", f"It {_demand(first)}.")


def _demand(first: Any) -> str:
    message = str(first["msg"]).removeprefix("Value error, ")
    return message.replace("Input should be", "has to be").replace("String should", "has to")


def _shown(name: str) -> str:
    """What came in, so that it does no harm where it is read."""
    return repr(name[:40]) if name.isascii() and name.isprintable() else "A name in the query"
