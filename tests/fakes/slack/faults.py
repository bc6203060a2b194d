"""What goes wrong between an app and Slack, by rules that a test sets."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random


class Trouble(StrEnum):
    """A way in which a call fails; any other word is an error that Slack answers with."""

    RATELIMITED = "ratelimited"
    """429 with `Retry-After`; no effect."""
    SERVER_ERROR = "server_error"
    """500 with a page in HTML; no effect."""
    LOST_BEFORE = "lost_before"
    """The connection breaks; no effect."""
    LOST_AFTER = "lost_after"
    """The connection breaks, but it was done."""
    SILENT_BEFORE = "silent_before"
    """No answer ever comes; no effect."""
    SILENT_AFTER = "silent_after"
    """No answer ever comes, but it was done."""
    SLOW = "slow"
    """It is done and answered after some `seconds`."""
    LATE = "late"
    """It is done at once and answered after some `seconds`."""
    MALFORMED = "malformed"
    """It was done, but the answer is cut in the middle of its JSON."""


AFTER = frozenset({Trouble.LOST_AFTER, Trouble.SILENT_AFTER, Trouble.LATE, Trouble.MALFORMED})
"""Those with which the method takes effect first."""

_TROUBLES = frozenset(one.value for one in Trouble)


@dataclass(slots=True, eq=False)
class Rule:
    """When it goes wrong, and how."""

    trouble: Trouble | str
    method: str = ""
    """Any where it is empty; `response_url` for all of those. Without regard to case."""
    about: frozenset[str] = frozenset()
    """The ids of a user or a channel; any where it is empty."""
    times: int | None = 1
    """The next so many calls that it is about; None for all."""
    skips: int = 0
    """So many pass unharmed first."""
    probability: float = 1.0
    seed: int = 0
    seconds: float = 1.0
    retry_after: int = 1
    hits: int = 0
    """How often it struck."""
    _chance: Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.trouble in _TROUBLES:
            self.trouble = Trouble(self.trouble)
        self._chance = Random(self.seed)

    def strikes(self, method: str, about: Collection[str]) -> bool:
        """Is it about this call? Counts it if so."""
        if self.method.lower() not in ("", method.lower()):
            return False
        if self.about and self.about.isdisjoint(about):
            return False
        if self.times is not None and self.hits >= self.times:
            return False
        if self.skips:
            self.skips -= 1
            return False
        if self.probability < 1.0 and self._chance.random() >= self.probability:
            return False
        self.hits += 1
        return True


class Faults:
    """The rules that hold now; the first one that strikes is followed."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def add(self, rule: Rule) -> Rule:
        self.rules.append(rule)
        return rule

    def end(self) -> None:
        """All goes well again."""
        self.rules.clear()

    def struck(self, method: str, about: Collection[str]) -> Rule | None:
        """The rule that this call falls under, if any."""
        return next((rule for rule in self.rules if rule.strikes(method, about)), None)
