"""What the pages of an installation say, as typed fields."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One page: what happened, and what to do."""

    title: str
    todo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallWords:
    """All pages, in one language."""

    title: str
    purpose: str
    asks_for: str
    scopes: Mapping[str, str]
    """What each permission is for, by its name."""
    no_more: str
    run_by: str
    privacy: str
    add: str
    installed: Told
    """Its title names the `{workspace}`."""
    open_slack: str
    again: str
    denied: Told
    late: Told
    elsewhere: Told
    unreachable: Told
    refused: Told
    not_kept: Told
    too_long: Told
