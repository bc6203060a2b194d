"""Where changes are noted, and the few ways in which things differ."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from bot.definition.condition import Condition
from bot.definition.diff.change import Change, Effect
from bot.definition.near import nearest
from bot.definition.texts import Text


@dataclass(slots=True)
class Notes:
    """Collects changes in the order in which they are found."""

    changes: list[Change] = field(default_factory=list)

    def note(self, effect: Effect, what: str, hint: str | None = None) -> None:
        self.changes.append(Change(effect, what, hint))

    def value(self, effect: Effect, what: str, old: object, new: object, hint: str | None = None) -> None:
        """A small value: both are shown."""
        if old != new:
            self.note(effect, f"{what} {_shown(old)}, now {_shown(new)}", hint)

    def quiet(self, effect: Effect, what: str, old: object, new: object) -> None:
        """Something too large to show."""
        if old != new:
            self.note(effect, f"{what} changed")

    def text(self, what: str, old: Text | None, new: Text | None) -> None:
        """Wording and translations."""
        self.quiet(Effect.TEXT, what, old, new)

    def presence(self, effect: Effect, what: str, old: object, new: object) -> None:
        """Something that was there, or is now."""
        if (old is None) != (new is None):
            self.note(effect, f"{what} {'added' if old is None else 'removed'}")

    def condition(self, what: str, old: Condition | None, new: Condition | None) -> None:
        """Conditions are compared as written, blanks aside."""
        before, after = (None if found is None else " ".join(found.source.split()) for found in (old, new))
        self.value(Effect.PATH, what, before, after)

    def gone(self, kind: str, old: Collection[str], new: Collection[str], effect: Effect) -> None:
        """Names that disappeared, each with the new one that may be it."""
        for name in old:
            if name not in new:
                near = nearest(name, [word for word in new if word not in old])
                self.note(
                    effect, f"{kind} '{name}' is gone", f"is '{near}' the old '{name}'?" if near else None
                )

    def added(self, kind: str, old: Collection[str], new: Iterable[str], effect: Effect) -> None:
        """Names that are new."""
        for name in new:
            if name not in old:
                self.note(effect, f"{kind} '{name}' is new")

    def order(self, what: str, old: Collection[str], new: Collection[str], effect: Effect) -> None:
        """The order of those that stayed."""
        if [name for name in old if name in new] != [name for name in new if name in old]:
            self.note(effect, f"{what}: another order")


def _shown(value: object) -> str:
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Fraction):
        return f"{float(value):g}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return str(value)
