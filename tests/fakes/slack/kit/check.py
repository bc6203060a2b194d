"""One look through blocks: every fault with its place, and what has to be counted over all of them."""

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlsplit

from tests.fakes.slack.words import utf16

MOST_IDENTITY: Final = 255


class Surface(StrEnum):
    """Where blocks are shown."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


def kind_of(value: Any) -> str:
    """The `type` of an object; empty where it has none."""
    kind = value.get("type") if isinstance(value, dict) else ""
    return kind if isinstance(kind, str) else ""


class Check:
    """Collects what is wrong; values and the JSON pointers to them go in."""

    def __init__(
        self, surface: Surface, has_file: Callable[[str], bool], *, takes_charts: bool = True
    ) -> None:
        """*has_file*: can a file with this id or address be shown?"""
        self.surface = surface
        self.has_file = has_file
        self.takes_charts = takes_charts
        self.faults: list[str] = []
        self.characters = 0
        """Of all texts that are read."""
        self.markdown = 0
        self.charts = 0
        self.tables = 0
        self._block_ids: set[str] = set()
        self._action_ids: set[str] = set()

    def wrong(self, words: str, path: str) -> None:
        self.faults.append(f"[ERROR] {words} [json-pointer:{path}]")

    # --- Shapes ---

    def fields(self, value: Any, path: str, required: Collection[str], optional: Collection[str]) -> bool:
        """Is it an object with what it needs? What it has beyond that is a fault, but leaves it readable."""
        if not isinstance(value, dict):
            self.wrong("must be a valid object", path)
            return False
        missing = [name for name in required if name not in value]
        for name in missing:
            self.wrong(f"missing required field: {name}", path)
        for name in value:
            if name not in required and name not in optional:
                self.wrong(f"invalid additional property: {name}", path)
        return not missing

    def items(self, value: Any, path: str, least: int, most: int) -> list[Any]:
        """The items of a list of the right length; none of them otherwise."""
        if not isinstance(value, list):
            self.wrong("must provide an array", path)
            return []
        if len(value) < least:
            self.wrong(f"no fewer than {least} items allowed", path)
        if len(value) > most:
            self.wrong(f"no more than {most} items allowed", path)
            return []
        return value

    def string(self, value: Any, path: str, most: int, least: int = 1) -> bool:
        """A bare string of the right length."""
        if not isinstance(value, str):
            self.wrong("must be a string", path)
            return False
        length = utf16(value)
        if length < least:
            self.wrong(f"must be more than {least - 1} characters", path)
        if length > most:
            self.wrong(f"must be less than {most + 1} characters", path)
        return least <= length <= most

    def optional_string(self, owner: dict[str, Any], name: str, path: str, most: int) -> None:
        if name in owner:
            self.string(owner[name], f"{path}/{name}", most)

    def flags(self, owner: dict[str, Any], path: str, *names: str) -> None:
        for name in names:
            if name in owner and not isinstance(owner[name], bool):
                self.wrong("must be a boolean", f"{path}/{name}")

    def one_of(self, owner: dict[str, Any], name: str, path: str, allowed: Collection[Any]) -> None:
        if name in owner and owner[name] not in allowed:
            self.wrong(f"must be one of {', '.join(map(str, allowed))}", f"{path}/{name}")

    def whole(self, owner: dict[str, Any], name: str, path: str, least: int, most: int) -> None:
        """A whole number in these bounds."""
        value = owner.get(name, least)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.wrong(f"must be a whole number from {least} to {most}", f"{path}/{name}")

    def url(self, value: Any, path: str, schemes: Collection[str], most: int = 3000) -> None:
        if not self.string(value, path, most):
            return
        try:
            parts = urlsplit(value)
        except ValueError:
            self.wrong("must be a valid URL", path)
            return
        if parts.scheme not in schemes or not (parts.netloc or parts.path):
            self.wrong("must be a valid URL", path)

    # --- Names ---

    def block_id(self, block: dict[str, Any], path: str) -> None:
        """Names are unique over all blocks."""
        self._unique(block, "block_id", path, self._block_ids)

    def action_id(self, element: dict[str, Any], path: str) -> None:
        self._unique(element, "action_id", path, self._action_ids)

    def _unique(self, owner: dict[str, Any], name: str, path: str, seen: set[str]) -> None:
        if name not in owner or not self.string(owner[name], f"{path}/{name}", MOST_IDENTITY):
            return
        if owner[name] in seen:
            self.wrong(f"{name} already exists", f"{path}/{name}")
        seen.add(owner[name])
