"""Parser events to a tree, with a stack of our own; limits are checked at the event that breaks them."""

import re
from dataclasses import dataclass, field
from typing import Any, NoReturn

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from bot.definition.finding import MOST_FINDINGS, START, Finding, Place
from bot.definition.source.decoding import UNWANTED, unwanted_character
from bot.definition.source.explaining import (
    alias,
    anchor,
    block_head,
    directive,
    explain,
    no_name,
    question_mark,
)
from bot.definition.source.nodes import Entry, Mapping, Node, Scalar, Sequence, Text
from bot.definition.source.parsers import EventParser, events

MOST_VALUES = 20_000
DEEPEST = 12
LONGEST_TEXT = 8_192
LONGEST_KEY = 64
ENOUGH = 2 * MOST_FINDINGS
"""Findings after which reading on helps nobody."""

_CUT = re.compile(r"[ \t]+(?=#\S)")
_HEAD_CUT = re.compile(r"[|>][-+0-9]*#")
_NOT_BLANK = re.compile(r"[^ \t]")


@dataclass(frozen=True, slots=True)
class Growth:
    """What became of one reading."""

    tree: Node | None
    findings: tuple[Finding, ...]
    clean: bool
    """Whether nothing at all was found that another parser could see differently."""


@dataclass(slots=True)
class Open:
    """A list or map whose end has not come yet."""

    place: Place
    is_map: bool
    flow: bool
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    seen: dict[str, Place] = field(default_factory=dict)
    key: Scalar | None = None
    bare: bool = False


class StopReadingError(Exception):
    """Reading on makes no sense."""


def grow(parser: type[EventParser], text: Text) -> Growth:
    """The tree of *text*; none where a finding makes it unreliable."""
    builder = _Builder(text)
    try:
        for event in events(parser, text.whole):
            builder.take(event)
    except StopReadingError:
        pass
    except YAMLError as error:
        builder.findings.append(explain(error, text, builder.unclosed(), builder.last))
        builder.broken = True
    return Growth(None if builder.broken else builder.root, tuple(builder.findings), not builder.findings)


class _Builder:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.findings: list[Finding] = []
        self.stack: list[Open] = []
        self.root: Node | None = None
        self.last: Scalar | None = None
        self.broken = False
        self.values = 0
        self.documents = 0

    def take(self, event: Event | None) -> None:
        kind = type(event)
        if kind is ScalarEvent:
            self._scalar(event)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            self._open(event, kind is MappingStartEvent)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._close()
        elif kind is AliasEvent:
            self._alias(event)
        elif kind is DocumentStartEvent:
            self._document(event)

    def unclosed(self) -> Place | None:
        """Where the innermost open bracket stands."""
        return next((frame.place for frame in reversed(self.stack) if frame.flow), None)

    def _document(self, event: Any) -> None:
        self.documents += 1
        place = _place(event.start_mark)
        if self.documents > 1:
            self._fatal(
                "Y010",
                "a second document starts here",
                place,
                "one file holds one flow; remove the '---' line",
            )
        first = self._directive(event.end_mark.line)
        if first is not None:
            self._refuse(directive(first))

    def _directive(self, before: int) -> Place | None:
        for number, line in enumerate(self.text.lines[:before], 1):
            if line.startswith("%"):
                return Place(number, 1)
        return None

    def _scalar(self, event: Any) -> None:
        value, style = event.value, event.style or ""
        place = _place(event.start_mark)
        if event.anchor is not None or event.tag is not None:
            self._decorated(event, place)
        frame = self.stack[-1] if self.stack else None
        is_key = frame is not None and frame.is_map and frame.key is None
        self._measured(value, place, is_key)
        start, cut = event.start_mark.index, None
        if style == '"':
            self._escaped(value, place)
        elif not value and not style and frame is None:
            place, start = START, 0
        elif style and _HEAD_CUT.match(self.text.whole, start):
            self._fail(block_head(place))  # only the fast parser lets it pass
        elif style or frame is None:
            pass
        elif not value:
            place, start = (frame.key.place, frame.key.start) if frame.key is not None else (frame.place, 0)
        else:
            if frame.flow and "?" in value:  # only the fast parser lets it pass
                self._fail(question_mark(place))
            cut = self._cut(event.end_mark)
        scalar = self.last = Scalar(value, place, start, style, cut)
        if frame is not None and is_key:
            self._key(frame, scalar, event.end_mark.index)
        else:
            self._add(scalar)

    def _cut(self, end: Any) -> Place | None:
        found = _CUT.match(self.text.whole, end.index)
        return Place(end.line + 1, end.column + 1 + found.end() - found.start()) if found else None

    def _escaped(self, value: str, place: Place) -> None:
        if unwanted := UNWANTED.search(value):
            self._refuse(unwanted_character(unwanted.group(), place, ""))

    def _measured(self, value: str, place: Place, is_key: bool) -> None:
        if is_key:
            if len(value) > LONGEST_KEY:
                self._fatal(
                    "Y007", f"this name has {len(value):,} characters; at most {LONGEST_KEY} are read", place
                )
        elif len(value) > LONGEST_TEXT:
            self._fatal(
                "Y006", f"this text has {len(value):,} characters; at most {LONGEST_TEXT:,} are read", place
            )

    def _key(self, frame: Open, key: Scalar, end: int) -> None:
        frame.key = key
        frame.bare = frame.flow and not self.text.whole.startswith(":", self._next_index(end))
        if not key.value:
            self._refuse(no_name(key.place))
        elif key.value == "<<" and not key.style:
            self._say("Y012", "'<<' is a merge key, which flows do not have", key.place, "write the keys out")
        elif self._asked_for(key.start):
            self._question_mark(key)

    def _next_index(self, index: int) -> int:
        found = _NOT_BLANK.search(self.text.whole, index)
        return found.start() if found else len(self.text.whole)

    def _asked_for(self, start: int) -> bool:
        """Whether the explicit key mark `?` stands before a key."""
        index = start - 1
        while index >= 0 and self.text.whole[index] in " \t":
            index -= 1
        return index >= 0 and self.text.whole[index] == "?"

    def _question_mark(self, key: Scalar) -> None:
        if self.text.whole[key.start - 1] == "?":
            self._fail(question_mark(Place(key.place.line, key.place.column - 1)))
        self._say("Y014", "a name is a plain word, without '?' before it", key.place, "write  name: value")

    def _add(self, node: Node) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            self._fatal(
                "Y004",
                f"the file has more than {MOST_VALUES:,} values",
                node.place,
                "split it into several flows",
            )
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        if not frame.is_map:
            frame.items.append(node)
        elif frame.key is None:
            self._say("Y014", "a name is a plain word, not a list or a map", node.place, "write  name: value")
            frame.key = Scalar("", node.place)
        else:
            self._entry(frame, frame.key, node)
            frame.key = None

    def _entry(self, frame: Open, key: Scalar, value: Node) -> None:
        first = frame.seen.get(key.value)
        if first is None:
            frame.seen[key.value] = key.place
            bare = frame.bare and isinstance(value, Scalar) and value.empty
            frame.entries.append(Entry(key.value, key.place, value, bare))
            return
        self.findings.append(
            Finding(
                "Y020",
                f"'{key.value}' stands here twice, first in line {first.line}",
                key.place,
                "keep one of the two",
            )
        )
        if len(self.findings) >= ENOUGH:
            self.broken = True
            raise StopReadingError

    def _open(self, event: Any, is_map: bool) -> None:
        place = _place(event.start_mark)
        if event.anchor is not None or event.tag is not None:
            self._decorated(event, place)
        if len(self.stack) >= DEEPEST:
            self._fatal(
                "Y005", f"more than {DEEPEST} lists and maps inside each other", place, "flows need far fewer"
            )
        self.stack.append(Open(place, is_map, bool(event.flow_style)))

    def _close(self) -> None:
        frame = self.stack.pop()
        if frame.is_map:
            self._add(Mapping(tuple(frame.entries), frame.place))
        else:
            self._add(Sequence(tuple(frame.items), frame.place))

    def _alias(self, event: Any) -> None:
        place = _place(event.start_mark)
        self._refuse(alias(place))
        scalar = Scalar(f"*{event.anchor}", place, event.start_mark.index)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.is_map and frame.key is None:
            frame.key = scalar
        else:
            self._add(scalar)

    def _decorated(self, event: Any, place: Place) -> None:
        if event.anchor is not None:
            self._refuse(anchor(place))
        if event.tag is not None:
            self._say(
                "Y013",
                "'!' at the start of a text means a tag, which flows do not have",
                place,
                "put the text in quotes",
            )

    def _say(self, code: str, message: str, place: Place, hint: str | None = None) -> None:
        self._refuse(Finding(code, message, place, hint))

    def _refuse(self, finding: Finding) -> None:
        """Note it and read on, to find more, although there will be no tree."""
        self.findings.append(finding)
        self.broken = True
        if len(self.findings) >= ENOUGH:
            raise StopReadingError

    def _fatal(self, code: str, message: str, place: Place, hint: str | None = None) -> NoReturn:
        self._fail(Finding(code, message, place, hint))

    def _fail(self, finding: Finding) -> NoReturn:
        self.findings.append(finding)
        self.broken = True
        raise StopReadingError


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)
