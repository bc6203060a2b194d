"""What was deleted, in figures, one a line."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

WORDS: Final[Mapping[str, str]] = {"deliveries": "messages", "respondents": "people", "kept": "asked once"}
"""Where a person at the terminal knows it by another name."""


def figures(counted: Any) -> str:
    """The numbers of a dataclass, aligned; what is 0 stands there too."""
    named = {WORDS.get(name, name): count for name, count in asdict(counted).items()}
    longest = max(map(len, named))
    widest = max(len(f"{count:,}") for count in named.values())
    return "\n".join(f"  {name:<{longest}}  {count:>{widest},}" for name, count in named.items())
