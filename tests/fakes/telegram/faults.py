"""What goes wrong between a bot and Telegram, by rules that a test sets."""

from dataclasses import dataclass, field
from enum import StrEnum
from random import Random


class Trouble(StrEnum):
    """A way in which a call fails."""

    TOO_MANY_REQUESTS = "too_many_requests"
    """429 with `retry_after`; no effect."""
    SERVER_ERROR = "server_error"
    """500 in JSON; no effect."""
    BAD_GATEWAY = "bad_gateway"
    """502 with a page in HTML; no effect."""
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


@dataclass(slots=True, eq=False)
class Rule:
    """When it goes wrong, and how."""

    trouble: Trouble
    method: str = ""
    """Any where it is empty; without regard to case."""
    chat: int | None = None
    """Any where it is None."""
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
        self.trouble = Trouble(self.trouble)
        self._chance = Random(self.seed)

    def strikes(self, method: str, chat: int | None) -> bool:
        """Is it about this call? Counts it if so."""
        if self.method.lower() not in ("", method) or self.chat not in (None, chat):
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

    def struck(self, method: str, chat: int | None) -> Rule | None:
        """The rule that this call falls under, if any."""
        return next((rule for rule in self.rules if rule.strikes(method, chat)), None)
