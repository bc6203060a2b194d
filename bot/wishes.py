"""Pure: what a person may want apart from the conversation they are in.

An `Input` goes to a conversation; a `Wish` goes to the desk, which knows the person and all their
conversations. Like inputs, wishes come from commands and from buttons.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
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
class ForgetKept:
    """Do not remember any more what I answered once; ask me again."""


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


@dataclass(frozen=True, slots=True)
class SwitchCheckIns:
    """Invite me, or do not, to check-ins of my teams."""

    on: bool


@dataclass(frozen=True, slots=True)
class PauseCheckIns:
    """Do not invite me to check-ins for three months."""


@dataclass(frozen=True, slots=True)
class ShowCheckIns:
    """Which check-ins are there that I may see to: running, scheduled, past?"""


@dataclass(frozen=True, slots=True)
class NewCheckIn:
    """I want to start a team check-in."""


@dataclass(frozen=True, slots=True)
class ChooseManagers:
    """Who else may start check-ins?"""


@dataclass(frozen=True, slots=True)
class StartByLink:
    """I want to start a check-in for whoever joins by a link."""

    said: str
    """Its flow and the name of the team, as they were typed."""


@dataclass(frozen=True, slots=True)
class Join:
    """I followed the link of a check-in."""

    token: str


@dataclass(frozen=True, slots=True)
class CheckInChoice:
    """A team check-in as somebody set it up; whether all of it can be is for the turn to see."""

    flow: str
    team: str
    channels: tuple[str, ...]
    """Whom it asks, all three by the platform's ids."""
    groups: tuple[str, ...]
    people: tuple[str, ...]
    guests: bool
    externals: bool
    anonymous: bool
    min_answers: int
    first_on: date | None
    """None: today."""
    every: str
    at_minute: int
    zone: str
    """`member`: each person's own; or an IANA name."""
    weekdays_only: bool
    calendar: str
    """Whose public holidays are left out: `DE`, `DE-BY`; "": none are."""
    open_minutes: int
    reminders: int
    viewers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BeginCheckIn:
    """I want this team check-in, as I chose it and saw what becomes of it. No button brings it."""

    id: str
    """By which the same one begins once."""
    choice: CheckInChoice
    people: int
    """So many are asked, as they were told."""


@dataclass(frozen=True, slots=True)
class PlanAction:
    """I want to decide this about an area of a check-in. No button brings it."""

    id: str
    checkin: str
    area: str
    text: str
    owner: str
    """As they are called: a role, or a name."""
    owner_id: str | None
    """The platform's id, where it is somebody."""
    due_on: date


@dataclass(frozen=True, slots=True)
class AppointManagers:
    """These people may start check-ins besides the admins, and nobody else. No button brings it."""

    people: tuple[str, ...]


class RoundVerb(Enum):
    """What may be wanted of a round, with the letter that a button carries."""

    TAKE_PART = "s"
    LATER = "l"
    NOT_THIS_TIME = "n"
    REMIND = "r"
    EXTEND = "e"
    ASK_TO_CLOSE = "k"
    CLOSE = "K"
    ASK_TO_CANCEL = "x"
    CANCEL = "X"
    LEAVE = "z"
    """No, leave it as it is."""
    REPORT = "p"
    """Show me its report."""


class CheckInVerb(Enum):
    """What may be wanted of a check-in, with the letter that a button carries."""

    PAUSE = "p"
    RESUME = "g"
    ASK_TO_END = "x"
    END = "X"
    LEAVE = "z"
    REVOKE_LINKS = "r"
    """Nobody gets to its report page by the links that there are."""
    NEW_LINK = "l"
    ACTIONS = "a"
    """What was decided, and what became of it?"""
    PLAN = "n"
    """I want to decide something about one of its areas."""


class ActionVerb(Enum):
    """What became of an action, with the letter that a button carries."""

    DONE = "d"
    GOING_ON = "g"
    DROPPED = "x"


@dataclass(frozen=True, slots=True)
class AboutRound:
    """Something that is wanted of one round."""

    verb: RoundVerb
    round: str


@dataclass(frozen=True, slots=True)
class ChangeAnswers:
    """I want to change what I answered in a round. Only this button knows which conversation is mine."""

    conversation: str


@dataclass(frozen=True, slots=True)
class AboutCheckIn:
    """Something that is wanted of one check-in."""

    verb: CheckInVerb
    checkin: str


@dataclass(frozen=True, slots=True)
class AboutAction:
    """What became of one action."""

    verb: ActionVerb
    action: str


AboutTeams: TypeAlias = AboutRound | ChangeAnswers | AboutCheckIn | AboutAction
"""What names something of a team's."""

Wish: TypeAlias = (
    ShowMenu | Begin | ShowSettings | ShowLanguages | ChooseLanguage | SwitchReminders | ShowReminderTimes
    | ChooseReminderTime | Unsubscribe | ShowPrivacy | ShowMyData | AskToDelete | DeleteAll | KeepAll
    | ShowResultOf | Compare | RepeatLater | Share | Unreadable | UnknownCommand | Rewritten | SwitchCheckIns
    | PauseCheckIns | ShowCheckIns | NewCheckIn | ChooseManagers | AboutRound | ChangeAnswers | AboutCheckIn
    | AboutAction | StartByLink | Join | BeginCheckIn | PlanAction | AppointManagers | ForgetKept
)  # fmt: skip

Press: TypeAlias = Input | Wish
"""What pressing a button means."""
