"""What may come from Slack, once it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from bot.channels.slack.directory import Listed
from bot.channels.slack.words import Meaning
from bot.wishes import NewCheckIn, ShowMenu

CHANNEL: Final = "slack"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button, or one option of a menu, was pressed."""

    token: str
    message: str | None
    """The message it stands under; None: on the Home tab."""
    writes: bool
    """The button opens a window to write in."""
    ticked: "Chosen | None" = None
    """The boxes of the same message, as they are read where it was pressed."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A control told its whole selection."""

    card: str
    """The token of the question."""
    options: tuple[str, ...]
    """The tokens of what is selected."""
    message: str | None


@dataclass(frozen=True, slots=True)
class Wrote:
    """A window was sent."""

    token: str
    """Of the question."""
    text: str
    message: str | None
    """The message with the question."""
    view: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """Words in the direct messages, or something without words."""

    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Commanded:
    """`/checkup …`, somewhere."""

    meaning: Meaning
    channel: str | None
    """Where it was typed."""
    word: str
    """What stood behind the command."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut: *Start a check*, or *Start a team check-in*."""

    press: ShowMenu | NewCheckIn


@dataclass(frozen=True, slots=True)
class Filled:
    """A form was sent."""

    view: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Turning:
    """Something was chosen in a form that changes the form around it."""

    view: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """The Home tab is being looked at."""


@dataclass(frozen=True, slots=True)
class MessagesOpened:
    """The direct messages are being looked at."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What Slack knows of a person is another now."""

    locale: str | None
    zone: str | None
    listed: Listed | None = None
    """Who they are to a check-in, where that was told too."""


@dataclass(frozen=True, slots=True)
class Uninstalled:
    """The app was taken out of the workspace."""


@dataclass(frozen=True, slots=True)
class Revoked:
    """Tokens are no good any more; those of these bots."""

    bots: tuple[str, ...]


What: TypeAlias = (
    Pressed
    | Chosen
    | Wrote
    | Said
    | Commanded
    | Shortcut
    | Filled
    | Turning
    | HomeOpened
    | MessagesOpened
    | Changed
    | Uninstalled
    | Revoked
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something that means something to us."""

    update: str
    """By this the same one is known."""
    workspace: str
    person: str
    """"" where it is about the workspace."""
    what: What
    respond: str | None = None
    """The address at which this interaction can be answered (`response_url`)."""
    trigger: str | None = None
    """Opens one window, for three seconds."""
    shown: Mapping[str, Any] | None = None
    """The message with the pressed control, as it stands there."""
    room: str | None = None
    """The channel of the direct messages, where an event tells it."""
