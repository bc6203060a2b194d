"""Who is asked in a check-in, and who of them can be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol


class LeftOut(Enum):
    """Why somebody of the audience is not invited."""

    BOT = "bot"
    DEACTIVATED = "deactivated"
    NOT_JOINED = "not joined"
    """They were asked into the workspace and have not come yet."""
    GUEST = "guest"
    EXTERNAL = "external"
    """Of another company, by a shared channel."""
    OPTED_OUT = "opted out"


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a manager named; guests and people of other companies only where they say so."""

    channels: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """User groups."""
    people: tuple[str, ...] = ()
    guests: bool = False
    externals: bool = False
    by_link: bool = False
    """Those who joined by a link."""

    def to_json(self) -> dict[str, Any]:
        """In plain values."""
        return {
            "channels": list(self.channels),
            "groups": list(self.groups),
            "people": list(self.people),
            "guests": self.guests,
            "externals": self.externals,
            "by_link": self.by_link,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Audience":
        """What `to_json` wrote."""
        return cls(
            tuple(kept["channels"]), tuple(kept["groups"]), tuple(kept["people"]),
            guests=kept["guests"], externals=kept["externals"], by_link=kept["by_link"],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who can be asked."""

    person: str
    """The platform's id."""
    zone: str | None = None
    """IANA."""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """Who is asked, and how many are not, by reason."""

    members: Sequence[Member]
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)


class CannotLook(Exception):  # noqa: N818  # read as a sentence
    """Nobody can say just now who belongs to an audience, or some of it is hidden from us."""

    def __init__(self, why: str, *, for_good: bool) -> None:
        super().__init__(why)
        self.why = why
        """`channel hidden`, `plan without groups`, `permission missing`, `gone` or `later`: a manager is told
        in their words.
        """
        self.for_good = for_good
        """Asking again does not help."""


class Directory(Protocol):
    """Knows who belongs to an audience."""

    async def look(self, workspace: str, audience: Audience) -> Looked:
        """Everybody once, opt-outs not considered. Raises CannotLook."""
        ...
