"""The checks there are, each with where the person stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.definition.model import Flow
from bot.messages import Button, Words
from bot.present.desk.flows import title_in
from bot.present.reader import Reader, reader_for
from bot.wishes import Begin


class Standing(Enum):
    """Where a person stands in a check."""

    NEW = "new"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A check that can be taken."""

    flow: Flow
    standing: Standing


def menu(entries: Sequence[MenuEntry], language: str | None, *, note: str = "") -> Words:
    """A button for each check; *note* stands above them."""
    reader = reader_for(language)
    words = reader.phrases.desk.menu
    said = words.choose if entries else words.empty
    buttons = tuple(Button(_label(entry, reader), Begin(entry.flow.name)) for entry in entries)
    return Words((note, said) if note else (said,), buttons, reader.language)


def link_leads_nowhere(entries: Sequence[MenuEntry], language: str | None) -> Words:
    """A link to a check that is not there; the others are."""
    return menu(entries, language, note=reader_for(language).phrases.desk.menu.leads_nowhere)


def _label(entry: MenuEntry, reader: Reader) -> str:
    title = title_in(entry.flow, reader.language)
    match entry.standing:
        case Standing.OPEN:
            return reader.say(reader.phrases.desk.menu.go_on, title=title)
        case Standing.DONE:
            return reader.say(reader.phrases.desk.menu.done, title=title)
        case _:
            return title
