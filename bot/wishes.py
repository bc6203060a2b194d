"""Pure: what a person may want apart from the conversation they are in.

An `Input` goes to a conversation; a `Wish` goes to the desk, which knows the person and all their
conversations. Like inputs, wishes come from commands and from buttons.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.engine.inputs import Input

MINUTES_OF_A_DAY: Final = 24 * 60
WORK_BEGINS: Final = 9 * 60
WORK_ENDS: Final = 17 * 60
"""Minutes of a day, from Monday to Friday: when somebody is at work."""


@dataclass(frozen=True, slots=True)
class ShowMenu:
    """Which checks are there?"""


@dataclass(frozen=True, slots=True)
class Begin:
    """Take this check: go on with it, or begin it."""

    flow: str


@dataclass(frozen=True, slots=True)
class ShowSettings:
    """My language and my reminders."""


@dataclass(frozen=True, slots=True)
class ShowLanguages:
    """Which languages are there?"""


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Speak this language to me from now on."""

    language: str


@dataclass(frozen=True, slots=True)
class SwitchReminders:
    """Remind me, or do not, of what I have not finished."""

    on: bool


@dataclass(frozen=True, slots=True)
class ShowReminderTimes:
    """At which times of the day may reminders come?"""


@dataclass(frozen=True, slots=True)
class ChooseReminderTime:
    """Remind me at this minute of my day, 0 to 1439; None: whenever I am at work."""

    minute: int | None


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """No messages any more that I have not asked for; the open check rests."""


@dataclass(frozen=True, slots=True)
class ShowPrivacy:
    """Who sees what, and for how long?"""


@dataclass(frozen=True, slots=True)
class ShowMyData:
    """Everything you hold about me."""


@dataclass(frozen=True, slots=True)
class AskToDelete:
    """I want my data deleted."""


@dataclass(frozen=True, slots=True)
class DeleteAll:
    """Yes, delete everything."""


@dataclass(frozen=True, slots=True)
class KeepAll:
    """No, keep it."""


@dataclass(frozen=True, slots=True)
class ShowResultOf:
    """Show me the result of this conversation, which is over."""

    conversation: str


@dataclass(frozen=True, slots=True)
class Compare:
    """What has changed in my result since the last time?"""

    conversation: str


@dataclass(frozen=True, slots=True)
class RepeatLater:
    """Ask me again in some months."""

    conversation: str


@dataclass(frozen=True, slots=True)
class Share:
    """Give me a link to this check for others. No platform brings it back: it opens their own window."""

    flow: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something came that holds no words: a sticker, a voice message, a photo."""


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """A command that does not exist: no answer to anything."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A message that was read already was changed afterwards."""


Wish: TypeAlias = (
    ShowMenu | Begin | ShowSettings | ShowLanguages | ChooseLanguage | SwitchReminders | ShowReminderTimes
    | ChooseReminderTime | Unsubscribe | ShowPrivacy | ShowMyData | AskToDelete | DeleteAll | KeepAll
    | ShowResultOf | Compare | RepeatLater | Share | Unreadable | UnknownCommand | Rewritten
)  # fmt: skip

Press: TypeAlias = Input | Wish
"""What pressing a button means."""
