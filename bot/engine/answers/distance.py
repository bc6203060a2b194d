"""How many slips of the finger lie between two texts."""

from typing import Final

FAR: Final = 1_000
"""Farther than anyone asks."""


def distance(one: str, other: str, most: int) -> int:
    """Optimal-string-alignment distance: letters left out, put in or mistaken, or two neighbours swapped.

    FAR when it is above *most*. Only the band is looked at that *most* edits can reach.
    """
    if abs(len(one) - len(other)) > most:
        return FAR
    above: list[int] = []
    last = [place if place <= most else FAR for place in range(len(other) + 1)]
    for place in range(1, len(one) + 1):
        row = _next_row(one, other, place, most, (above, last))
        if min(row) > most:
            return FAR
        above, last = last, row
    return last[-1] if last[-1] <= most else FAR


def _next_row(one: str, other: str, place: int, most: int, rows: tuple[list[int], list[int]]) -> list[int]:
    """From the first *place* letters of *one* to all beginnings of *other*; *rows*: the two before."""
    above, last = rows
    letter = one[place - 1]
    row = [FAR] * (len(other) + 1)
    if place <= most:
        row[0] = place
    for at in range(max(1, place - most), min(len(other), place + most) + 1):
        mistaken = last[at - 1] + (letter != other[at - 1])
        row[at] = min(mistaken, last[at] + 1, row[at - 1] + 1)
        if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == other[at - 1]:
            row[at] = min(row[at], above[at - 2] + 1)
    return row
