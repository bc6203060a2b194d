"""How far along: "7 of about 24", honest under branching."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """The open question is number `place` of `total` on the way to the result.

    `about` is set while some of the questions ahead may or may not come: then `total` counts each of those as half.
    After the result `total` is None: what follows is extra and promises no number.
    """

    place: int
    total: int | None
    about: bool = False

    def __post_init__(self) -> None:
        if self.place < 1 or (self.total is not None and self.total < self.place):
            raise ValueError(f"no such place: {self.place} of {self.total}")
