"""What a manager is told when a round did not open, as typed fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.present.phrases.plural import Plural


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningWords:
    """All of it, in one language."""

    not_opened: str
    """The check-in of the `{team}` did not open on `{day}`."""
    missed: Plural
    """The same of one or more `{days}` on which we were away."""
    nobody: str
    no_flow: str
    later: str
    whys: Mapping[str, str]
    """Why people could not be looked up, by the words of `CannotLook`."""
    goes_on: str
    """The next round is on `{day}`."""
    no_next: str
