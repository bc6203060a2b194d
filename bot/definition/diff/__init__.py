"""What changed between two versions of a flow, and what that means for people (flow-language §11)."""

from bot.definition.diff.change import Change, Difference, Effect
from bot.definition.diff.compare import compare

__all__ = ["Change", "Difference", "Effect", "compare"]
