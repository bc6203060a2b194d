"""The colours: a dark head on light paper, so the picture has an edge in light and in dark chats.

Low is vermilion and high is blue, which also those tell apart who cannot tell red from green. No colour says
anything that words do not say too.
"""

from typing import Final

NIGHT: Final = "#14233c"
"""Behind the overall score."""
NIGHT_TRACK: Final = "#3a4b68"
"""The part of a bar that is not filled, and rungs not reached."""
MIST: Final = "#c9d5e8"
"""The flow's title."""
WHITE: Final = "#ffffff"
GLOW: Final = "#7fd0ee"
"""The overall's bar and the rungs reached."""

PAPER: Final = "#fbfaf7"
TRACK: Final = "#e3e6ea"
INK: Final = "#17202e"
GREY: Final = "#4a5464"
BLUSH: Final = "#fdeee6"
"""Behind a weak area."""
ALARM: Final = "#a8320a"
"""Its mark."""
PLAIN: Final = "#2f5f9e"
"""A bar without a tier."""

LOW: Final = "#c0390b"
LOWER: Final = "#a06000"
HIGHER: Final = "#2b7a58"
HIGH: Final = "#0b629a"


def of_tier(share: float) -> str:
    """The colour of a tier by its place from the lowest (0) to the highest (1)."""
    if share < 0.25:
        return LOW
    if share <= 0.5:
        return LOWER
    return HIGHER if share < 1 else HIGH
