"""Parser events to a tree, with a stack of our own; limits are checked at the event that breaks them."""

from dataclasses import dataclass, field
from typing import Any

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

from bot.definition.finding import Finding, Place
from bot.definition.source.explaining import alias, anchor, directive, explain
from bot.definition.source.faults import Faults, StopReadingError
from bot.definition.source.nodes import Entry, Mapping, Node, Scalar, Sequence, Text
from bot.definition.source.parsers import EventParser, events
from bot.definition.source.scalars import Scalars

MOST_VALUES = 20_000
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Growth:
    """What became of one reading."""

    tree: Node | None
    findings: tuple[Finding, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing at all was found that another parser could see differently."""
        return not self.findings


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
    key_end: int = 0


def grow(parser: type[EventParser], text: Text) -> Growth:
    """The tree of *text*; none where a finding makes it unreliable."""
    builder = _Builder(text)
    faults = builder.faults
    try:
        for event in events(parser, text.whole):
            builder.take(event)
    except StopReadingError:
        pass
    except YAMLError as error:
        faults.findings.append(explain(error, text, builder.unclosed(), builder.last))
        faults.broken = True
    return Growth(None if faults.broken else builder.root, tuple(faults.findings))


class _Builder:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.faults = Faults()
        self.scalars = Scalars(text, self.faults)
        self.stack: list[Open] = []
        self.root: Node | None = None
        self.last: Scalar | None = None
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
        if self.documents > 1:
            hint = "one file holds one flow; remove the '---' line"
            self.faults.stop(Finding("Y010", "a second document starts here", _place(event), hint))
        for number, line in enumerate(self.text.lines[: event.end_mark.line], 1):
            if line.startswith("%"):
                self.faults.refuse(directive(Place(number, 1)))

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._decorated(event)
        frame = self.stack[-1] if self.stack else None
        if frame is None:
            self.last = self.scalars.value(event, None, flow=False)
            self._add(self.last)
        elif frame.is_map and frame.key is None:
            frame.key = self.last = self.scalars.key(event, flow=frame.flow)
            frame.key_end = event.end_mark.index
        else:
            self.last = self.scalars.value(event, frame.key or frame.place, flow=frame.flow)
            self._add(self.last)

    def _add(self, node: Node) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            message = f"the file has more than {MOST_VALUES:,} values"
            self.faults.stop(Finding("Y004", message, node.place, "split it into several flows"))
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        if not frame.is_map:
            frame.items.append(node)
        elif frame.key is None:
            message = "a name is a plain word, not a list or a map"
            self.faults.refuse(Finding("Y014", message, node.place, "write  name: value"))
            frame.key = Scalar("", node.place)
        else:
            self._entry(frame, frame.key, node)
            frame.key = None

    def _entry(self, frame: Open, key: Scalar, value: Node) -> None:
        first = frame.seen.setdefault(key.value, key.place)
        if first is not key.place:
            message = f"'{key.value}' stands here twice, first in line {first.line}"
            self.faults.note(Finding("Y020", message, key.place, "keep one of the two"))
            return
        absent = frame.flow and isinstance(value, Scalar) and value.empty
        bare = absent and not self.scalars.colon_follows(frame.key_end)
        frame.entries.append(Entry(key.value, key.place, value, bare))

    def _open(self, event: Any, is_map: bool) -> None:
        if event.anchor is not None or event.tag is not None:
            self._decorated(event)
        place = _place(event)
        if len(self.stack) >= DEEPEST:
            message = f"more than {DEEPEST} lists and maps inside each other"
            self.faults.stop(Finding("Y005", message, place, "flows need far fewer"))
        self.stack.append(Open(place, is_map, bool(event.flow_style)))

    def _close(self) -> None:
        frame = self.stack.pop()
        if frame.is_map:
            self._add(Mapping(tuple(frame.entries), frame.place))
        else:
            self._add(Sequence(tuple(frame.items), frame.place))

    def _alias(self, event: Any) -> None:
        self.faults.refuse(alias(_place(event)))
        scalar = Scalar(f"*{event.anchor}", _place(event), event.start_mark.index)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.is_map and frame.key is None:
            frame.key = scalar
        else:
            self._add(scalar)

    def _decorated(self, event: Any) -> None:
        if event.anchor is not None:
            self.faults.refuse(anchor(_place(event)))
        if event.tag is not None:
            message = "'!' at the start of a text means a tag, which flows do not have"
            self.faults.refuse(Finding("Y013", message, _place(event), "put the text in quotes"))


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)
