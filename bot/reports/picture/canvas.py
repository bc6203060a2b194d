"""A sheet to draw on. For a right-to-left language it is the mirror image, with its words still readable."""

from typing import Final
from xml.sax.saxutils import escape

from bot.reports.picture.lettering import Lettering
from bot.reports.picture.typeface import FAMILY

WIDTH: Final = 1280
MARGIN: Final = 64
INNER: Final = WIDTH - 2 * MARGIN
BAR: Final = 28
"""How high a bar is."""
LEADING: Final = 1.28
"""From line to line, in sizes."""
CAPITAL: Final = 0.73
"""How high capitals and digits are, in sizes."""
_AS_RIGHT_TO_LEFT: Final = "\u2067{}\u2069"


class Canvas:
    """Everything is said as for a left-to-right language: *x* counts from where lines begin."""

    def __init__(self, *, mirrored: bool) -> None:
        self._mirrored = mirrored
        self._panels: list[str] = []
        self._drawn: list[str] = []

    def panel(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        """A coloured ground that lies beneath everything else."""
        self._panels.append(self._rectangle(x, y, width, height, colour, radius))

    def strip(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A bar or a part of one, with round ends."""
        self._drawn.append(self._rectangle(x, y, width, height, colour, min(width, height) / 2))

    def bar(self, y: float, share: float, colour: str, track: str) -> None:
        """A bar across the sheet: only nothing is empty, and only all is full."""
        self.strip(MARGIN, y, INNER, BAR, track)
        filled = INNER * min(max(share, 0.0), 1.0)
        if share > 0:
            longest = INNER if share >= 1 else INNER - BAR / 2
            self.strip(MARGIN, y, min(max(filled, BAR), longest), BAR, colour)

    def arrow(self, x: float, y: float, size: float, colour: str) -> None:
        """A filled triangle that points along the line."""
        back, tip = (WIDTH - x, WIDTH - x - size) if self._mirrored else (x, x + size)
        self._drawn.append(
            f'<path d="M{back:.6g} {y - size * 0.6:.6g}L{tip:.6g} {y:.6g}L{back:.6g} {y + size * 0.6:.6g}Z"'
            f' fill="{colour}"/>'
        )

    def words(self, x: float, y: float, lettering: Lettering, colour: str, *, ending: bool = False) -> None:
        """Lines of words, the first one's capitals from *y* down; *x* is where they begin or end."""
        side = "end" if ending is not self._mirrored else "start"
        left = WIDTH - x if self._mirrored else x
        weight = "bold" if lettering.bold else "normal"
        for place, line in enumerate(lettering.lines):
            if not line:
                continue
            baseline = y + lettering.size * (CAPITAL + LEADING * place)
            self._drawn.append(
                f'<text x="{left:.6g}" y="{baseline:.6g}" font-size="{lettering.size}" font-weight="{weight}"'
                f' text-anchor="{side}" fill="{colour}">{self._line(line)}</text>'
            )

    def svg(self, height: float, background: str) -> str:
        """The finished sheet."""
        size = f'width="{WIDTH}" height="{height:g}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {WIDTH} {height:g}"'
            f' font-family="{FAMILY}"><rect {size} fill="{background}"/>'
            f"{''.join(self._panels)}{''.join(self._drawn)}</svg>"
        )

    def _rectangle(self, x: float, y: float, width: float, height: float, colour: str, radius: float) -> str:
        left = WIDTH - x - width if self._mirrored else x
        return (
            f'<rect x="{left:.6g}" y="{y:.6g}" width="{width:.6g}" height="{height:.6g}" rx="{radius:.6g}"'
            f' fill="{colour}"/>'
        )

    def _line(self, line: str) -> str:
        return escape(_AS_RIGHT_TO_LEFT.format(line) if self._mirrored else line)


def height_of(lettering: Lettering) -> float:
    """From the tops of the first line's capitals to the last line's foot."""
    return lettering.size * (CAPITAL + LEADING * (len(lettering.lines) - 1))
