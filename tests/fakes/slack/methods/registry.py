"""The methods of the Web API by their names."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeAlias

from tests.fakes.slack.given import Given
from tests.fakes.slack.refusal import RefusalError, invalid_arguments
from tests.fakes.slack.workspaces import Installation, Workspace
from tests.fakes.slack.world import World


@dataclass(slots=True)
class Call:
    """One call of a method, by an app that was let in."""

    given: Given
    installation: Installation
    workspace: Workspace
    """Where it happens."""


Handler: TypeAlias = Callable[[World, Call], dict[str, Any]]
"""Carries a method out; what the answer holds beside `ok`. RefusalError."""
Open: TypeAlias = Callable[[World, Given], dict[str, Any]]
"""The same for one that needs no bot token."""


class Method(NamedTuple):
    """One method."""

    name: str
    tier: int
    """0: no limit that is published."""
    scopes: tuple[str, ...]
    """One of them is needed."""
    known: frozenset[str]
    """Its arguments; Slack passes over others without a word."""
    handle: Handler | None
    handle_open: Open | None


METHODS: Final[dict[str, Method]] = {}


def method(name: str, known: str, *, tier: int = 0, scopes: str = "") -> Callable[[Handler], Handler]:
    """Names a handler, its arguments and what it needs."""

    def named(handler: Handler) -> Handler:
        METHODS[name] = Method(
            name, tier, tuple(scopes.split()), frozenset([*known.split(), "team_id"]), handler, None
        )
        return handler

    return named


def open_method(name: str, known: str) -> Callable[[Open], Open]:
    """Names a handler that asks for no bot token."""

    def named(handler: Open) -> Open:
        METHODS[name] = Method(name, 0, (), frozenset(known.split()), None, handler)
        return handler

    return named


def team_needed(call: Call) -> None:
    """An organisation's token says which workspace it means. RefusalError: it does not."""
    if call.installation.workspace is None and not call.given.text("team_id"):
        raise RefusalError("missing_argument")


def page(call: Call, items: list[Any], usual: int, most: int = 1000) -> tuple[list[Any], dict[str, Any]]:
    """The part of a list that was asked for, and the metadata that leads to the next one. RefusalError."""
    limit = call.given.number("limit", 0) or usual
    if not 0 < limit <= most:
        raise RefusalError("invalid_limit")
    cursor = call.given.text("cursor")
    if cursor and not cursor.startswith("next:"):
        raise RefusalError("invalid_cursor")
    begin = int(cursor.removeprefix("next:")) if cursor else 0
    end = begin + limit
    return items[begin:end], {"response_metadata": {"next_cursor": f"next:{end}" if end < len(items) else ""}}


def object_needed(call: Call, name: str) -> Any:
    """RefusalError: it is missing."""
    if name not in call.given:
        raise invalid_arguments(f"missing required field: {name}")
    return call.given.values[name]
