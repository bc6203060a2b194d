"""What a process serves beside its channels: addresses, loops, and how it ends."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from starlette.routing import BaseRoute

Loop: TypeAlias = Callable[[], Awaitable[None]]
"""Runs until it is told to stop, or for ever: then it is cancelled."""


async def _nothing() -> None:
    return


@dataclass(frozen=True, slots=True)
class Part:
    """One of them."""

    routes: Sequence[BaseRoute] = ()
    loops: Mapping[str, Loop] = field(default_factory=dict)
    """By name."""
    stop: Callable[[], Awaitable[None]] = _nothing
    """Begins nothing new, and returns when what was begun has ended."""
