"""Changes, from harmless to breaking."""

from dataclasses import dataclass
from enum import Enum


class Effect(Enum):
    """What a change does to people in the middle and to trends; in rising order."""

    TEXT = "text"
    PATH = "path"
    SCORING = "scoring"
    BREAKING = "breaking"

    @property
    def rank(self) -> int:
        """0 is the most harmless."""
        return list(Effect).index(self)

    @property
    def meaning(self) -> str:
        return _MEANINGS[self]


_MEANINGS = {
    Effect.TEXT: "the version may stay; people in the middle see it at once; trends go on",
    Effect.PATH: "the version must rise; people in the middle finish on theirs; trends go on",
    Effect.SCORING: "the version must rise; people in the middle finish on theirs; trends show a break",
    Effect.BREAKING: "the version must rise; people in the middle finish on theirs; its trend ends",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different."""

    effect: Effect
    what: str
    """A short sentence, such as "question 'mfa': weight 1, now 2"."""
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that is different between two flows, in the order of the language's tables."""

    name: str
    old_version: int
    new_version: int
    changes: tuple[Change, ...]

    @property
    def effect(self) -> Effect | None:
        """The gravest; None when nothing is different that anybody could notice."""
        return max((change.effect for change in self.changes), key=lambda effect: effect.rank, default=None)

    @property
    def needs_version(self) -> bool:
        """Whether the new flow may not be loaded under its version (flow-language §11.3)."""
        beyond_text = self.effect not in (None, Effect.TEXT)
        return beyond_text and self.new_version <= self.old_version

    def as_text(self) -> str:
        """For a terminal: grouped by effect, the gravest first, and what each means."""
        if not self.changes:
            return f"{self.name}: nothing changed"
        lines = [f"{self.name}: version {self.old_version} → {self.new_version}"]
        for effect in sorted(Effect, key=lambda effect: -effect.rank):
            found = [change for change in self.changes if change.effect is effect]
            if found:
                lines += ["", f"{effect.value}: {effect.meaning}"]
                for change in found:
                    lines.append(f"  {change.what}" + (f" ({change.hint})" if change.hint else ""))
        if self.needs_version:
            lines += ["", f"write  version: {self.old_version + 1}  before you publish this"]
        return "\n".join(lines)
