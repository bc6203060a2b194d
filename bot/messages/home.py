"""A person's own page, where an app has one for each."""

from dataclasses import dataclass
from datetime import datetime

from bot.messages import Button, Web
from bot.wishes import Press


@dataclass(frozen=True, slots=True)
class Dated:
    """A line with a day in it. An app may show the day as it is where its reader is."""

    before: str
    day: str
    """In words."""
    after: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Pick:
    """Several things of which one holds."""

    label: str
    options: tuple[Button, ...]
    chosen: int | None = None
    """The place of the one that holds now; None where it is none of them."""


@dataclass(frozen=True, slots=True)
class HomeEntry:
    """A check or a result, and what can be done about it."""

    title: str
    lines: tuple[str | Dated, ...]
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class HomePart:
    """What belongs together under one heading; without entries its lines say that there are none."""

    title: str
    entries: tuple[HomeEntry, ...] = ()
    lines: tuple[str, ...] = ()
    picks: tuple[Pick, ...] = ()
    buttons: tuple[Button, ...] = ()
    web: Web | None = None


@dataclass(frozen=True, slots=True)
class HomePage:
    """All that is a person's, on a page that stays and is brought up to date in its place.

    No `Message`: it is shown where an app has a page for each person, and nowhere else.
    """

    about: tuple[str, ...]
    """What this is, and who runs it."""
    parts: tuple[HomePart, ...]
    help: str
    notice: str = ""
    """What a press on the page has come to; "" when it is just looked at."""
    to_messages: str = ""
    """The label of the way from the notice to the conversation."""
    leading: Press | None = None
    """What the one button means that stands out."""
    language: str = "en"
