"""How names are spelled (flow-language §3)."""

from bot.definition.read.forms import Name

_OPERATORS = frozenset({"and", "or", "not", "is", "in", "has"})

ID = Name(
    r"[a-z][a-z0-9_]{0,39}",
    "a name is a lower-case letter and up to 39 more lower-case letters, digits or _",
    _OPERATORS
    | {"overall", "level", "tier", "score", "rank", "answered", "count", "min", "max", "dont_know"},
)
CHOICE_ID = Name(
    r"[a-z0-9][a-z0-9_]{0,31}",
    "the name of a choice has up to 32 lower-case letters, digits or _",
    _OPERATORS | {"dont_know"},
)
FLOW_NAME = Name(
    r"[a-z][a-z0-9-]{0,39}",
    "the name of a flow is a lower-case letter and up to 39 more lower-case letters, digits or -",
)
