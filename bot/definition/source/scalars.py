"""Single values and names: their limits, and what the parsers let pass in them."""

import re
from typing import Any

from bot.definition.finding import START, Finding, Place
from bot.definition.source.decoding import UNWANTED, unwanted_character
from bot.definition.source.explaining import block_head, no_name, question_mark
from bot.definition.source.faults import Faults
from bot.definition.source.nodes import Scalar, Text

LONGEST_TEXT = 8_192
LONGEST_KEY = 64

_CUT = re.compile(r"[ \t]+(?=#\S)")
_HEAD_CUT = re.compile(r"[|>][-+0-9]*#")
_ASKED_FOR = re.compile(r"(?:^|[\n{\[,-])[ \t]*\?")
_NOT_BLANK = re.compile(r"[^ \t]")


class Scalars:
    """Reads the scalars of one file; what does not occur in it is not looked for in each of them."""

    def __init__(self, text: Text, faults: Faults) -> None:
        self._whole = text.whole
        self._faults = faults
        self._has_cuts = " #" in text.whole or "\t#" in text.whole
        self._has_explicit_keys = _ASKED_FOR.search(text.whole) is not None

    def value(self, event: Any, empty_at: Scalar | Place | None, *, flow: bool) -> Scalar:
        """A value; an empty one stands at its key, or where its list starts: *empty_at*."""
        value, style, start = event.value, event.style or "", event.start_mark.index
        place = Place(event.start_mark.line + 1, event.start_mark.column + 1)
        if len(value) > LONGEST_TEXT:
            message = f"this text has {len(value):,} characters; at most {LONGEST_TEXT:,} are read"
            self._faults.stop(Finding("Y006", message, place))
        if style:
            self._check_written(value, style, start, event.end_mark.index, place)
        elif not value:
            return _empty(empty_at)
        elif flow and "?" in value:  # only the fast parser lets it pass
            self._faults.stop(question_mark(place))
        cut = self._cut(event.end_mark) if self._has_cuts and not style else None
        return Scalar(value, place, start, style, cut)

    def key(self, event: Any, *, flow: bool) -> Scalar:
        """A name; whether it is a good one depends on what it names."""
        value, style, start = event.value, event.style or "", event.start_mark.index
        place = Place(event.start_mark.line + 1, event.start_mark.column + 1)
        if len(value) > LONGEST_KEY:
            message = f"this name has {len(value):,} characters; at most {LONGEST_KEY} are read"
            self._faults.stop(Finding("Y007", message, place))
        if not value:
            self._faults.refuse(no_name(place))
        elif style:
            self._check_written(value, style, start, event.end_mark.index, place)
        elif value == "<<":
            message = "'<<' is a merge key, which flows do not have"
            self._faults.refuse(Finding("Y012", message, place, "write the keys out"))
        elif flow and "?" in value:  # only the fast parser lets it pass
            self._faults.stop(question_mark(place))
        if self._has_explicit_keys:
            self._check_explicit(start, place)
        return Scalar(value, place, start, style)

    def colon_follows(self, index: int) -> bool:
        """Whether a key that ends at *index* is followed by its colon."""
        found = _NOT_BLANK.search(self._whole, index)
        return found is not None and found.group() == ":"

    def _check_written(self, value: str, style: str, start: int, end: int, place: Place) -> None:
        if style == '"':
            unwanted = UNWANTED.search(value) if self._whole.find("\\", start, end) >= 0 else None
            if unwanted is not None:
                self._faults.refuse(unwanted_character(unwanted.group(), place, ""))
        elif style != "'" and _HEAD_CUT.match(self._whole, start):  # only the fast parser lets it pass
            self._faults.stop(block_head(place))

    def _cut(self, end: Any) -> Place | None:
        found = _CUT.match(self._whole, end.index)
        return Place(end.line + 1, end.column + 1 + found.end() - found.start()) if found else None

    def _check_explicit(self, start: int, place: Place) -> None:
        """The mark `?` before a key."""
        before = self._whole[max(0, start - LONGEST_TEXT) : start].rstrip(" \t")
        if not before.endswith("?"):
            return
        if self._whole[start - 1] == "?":
            self._faults.stop(question_mark(Place(place.line, place.column - 1)))
        message = "a name is a plain word, without '?' before it"
        self._faults.refuse(Finding("Y014", message, place, "write  name: value"))


def _empty(at: Scalar | Place | None) -> Scalar:
    if isinstance(at, Scalar):
        return Scalar("", at.place, at.start)
    return Scalar("", at or START)
