"""The two YAML parsers. Only their events are used: nothing is constructed, nothing recurses."""

from collections.abc import Iterator
from typing import Protocol

from yaml.events import Event
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without the parser written in C
    CParser = None  # type: ignore[assignment,misc]  # mypy knows the class only


class EventParser(Protocol):
    """What both parsers can do."""

    def __init__(self, stream: str) -> None: ...

    def check_event(self) -> bool: ...

    def get_event(self) -> Event | None: ...


class PureParser(Reader, Scanner, Parser):
    """The parser written in Python: slower, and the one whose complaints are explained."""

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)


FAST: type[EventParser] | None = CParser


def events(parser: type[EventParser], text: str) -> Iterator[Event | None]:
    """Raises `yaml.YAMLError` where *text* is no YAML."""
    source = parser(text)
    while source.check_event():
        yield source.get_event()
