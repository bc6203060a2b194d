"""How commands are written: `/privacy` where each is one of its own, `/checkup privacy` where they share one.

The product's phrases write `/privacy`. They hold no word of anybody else, so every slash before a letter is a
command's.
"""

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, Final, TypeVar, cast

from bot.present.phrases import Phrases

T = TypeVar("T")
_SLASH: Final = re.compile(r"/(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Manner:
    """What stands before the name of a command."""

    prefix: str

    def command(self, name: str) -> str:
        """The command as one types it."""
        return self.prefix + name


SLASH: Final = Manner("/")
CHECKUP: Final = Manner("/checkup ")
"""Slack keeps what begins with a slash for itself, and gives an app one command of its own."""


@lru_cache(maxsize=32)
def in_manner(phrases: Phrases, manner: Manner) -> Phrases:
    """The same phrases with their commands written in *manner*."""
    return phrases if manner == SLASH else _rewritten(phrases, manner)


def _rewritten(part: T, manner: Manner) -> T:
    if isinstance(part, str):
        return cast("T", _SLASH.sub(manner.prefix, part))
    if not is_dataclass(part):
        raise TypeError(f"phrases are words: {part!r}")
    words: dict[str, Any] = {
        field.name: _rewritten(getattr(part, field.name), manner) for field in fields(part)
    }
    return cast("T", replace(cast("Any", part), **words))
