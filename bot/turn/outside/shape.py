"""What an event says: the `data` of each type. The documented schema is made from these.

A field is only ever added; what would change its meaning is a new version of the type. `conversation` is the
key of everything a person said, `respondent` that of the person; both mean nothing outside of Checkup.
"""

from collections.abc import Mapping
from typing import Any, Final, Literal, NotRequired, TypeAlias, TypedDict

from bot.present.teams.shape import RoundDocument

PREFIX: Final = "app.checkup."
"""Stands before the name of every type."""
VERSION: Final = 1

Kind: TypeAlias = Literal["choice", "multi", "number", "text", "email", "phone", "consent"]
Blank: TypeAlias = Literal["dont_know", "skipped"]
Consented: TypeAlias = Literal["contact", "report"]
"""What a consent is for."""


class Level(TypedDict):
    """The named range of the overall score."""

    number: int
    id: str
    title: str
    """In the flow's first language."""
    from_score: int
    """The level that the score alone would give."""
    capped_by: list[str]
    """Rules that keep it lower."""


class Area(TypedDict):
    """What one area came to."""

    score: int | float | None
    """None: `reason` says why."""
    answered: int
    asked: int
    exact: NotRequired[str]
    """The score as a fraction."""
    tier: NotRequired[str | None]
    reason: NotRequired[str | None]


class Weak(TypedDict):
    """One of the weakest areas."""

    area: str
    joint: bool
    """Too close to the next one to tell which is weaker."""


class Result(TypedDict):
    """The result that the person was shown, as in a line of `checkup score`."""

    flow: str
    version: int
    complete: bool
    score: int | float | None
    exact: str | None
    """The score as a fraction."""
    level: Level | None
    margin: int | float | None
    borderline: bool
    areas: dict[str, Area]
    weakest: list[Weak]
    systems: list[str]
    recommended: list[str]
    asked: list[str]
    ignored: list[str]
    next: str | None
    """The flow to go on with."""
    reason: NotRequired[str | None]
    """Why there is no score."""


class ConversationStarted(TypedDict):
    """Somebody began a conversation."""

    conversation: str
    respondent: str | None
    """None in a team's round: nobody outside learns there who took part."""
    flow: str
    version: int
    language: str
    source: str | None
    """Where the link that they followed says they came from."""
    round: str | None
    """The named round of a team that it belongs to. Of anonymous rounds nothing is told."""


class ConversationAnswered(TypedDict):
    """An answer was given, or given anew. Neither typed words nor answers of a private flow are in it."""

    conversation: str
    respondent: str
    flow: str
    version: int
    question: str
    kind: Kind
    choices: list[str] | None
    """Ids of what was chosen (`choice`, `multi`)."""
    number: str | None
    """Exact, as a whole number or a fraction (`number`)."""
    yes: bool | None
    """What was said to a `consent`."""
    blank: Blank | None
    """Answered without a value."""


class ConversationFinished(TypedDict):
    """Nothing is left to ask. Comes again when an answer is changed afterwards."""

    conversation: str
    respondent: str | None
    """None in a team's round."""
    flow: str
    version: int
    round: str | None
    outcome: Literal["finished", "screened_out"]
    result: Result | None
    """None in a team's round and in a private flow, and where none was shown."""


class LeadAnswer(TypedDict):
    """One answer of a lead, to be read by people and programs."""

    question: str
    kind: Kind
    asked: str
    """The wording, in the language of the conversation."""
    said: str
    """The answer in words."""
    choices: list[str] | None
    number: str | None
    yes: bool | None
    text: str | None
    """Words that were typed (`text`, `email`, `phone`)."""
    blank: Blank | None
    how: Literal["given", "skipped", "inferred", "carried", "kept"]
    """`kept`: known from an earlier conversation."""
    profile: str | None
    """The name under which it stands in the profile."""


class Consent(TypedDict):
    """A yes, and to what."""

    question: str
    wording: str
    link: str | None
    language: str
    given_at: str
    """ISO time."""


class LeadGiven(TypedDict):
    """Somebody who may be written to, whole. The newest event of a conversation replaces those before it."""

    conversation: str
    respondent: str
    flow: str
    version: int
    language: str
    source: str | None
    started_at: str
    outcome: Literal["finished", "screened_out", "stopped", "expired"]
    """How far they came."""
    consent: Consent
    """To be contacted: without it there is no such event."""
    send_report: bool
    """They want the report sent, too."""
    profile: dict[str, str]
    """What they told about themselves, by name: `name`, `email`, `company`, `phone` and others."""
    answers: list[LeadAnswer]
    """In the order of the path."""
    area_titles: dict[str, str]
    result: Result | None
    """None where none was shown of these answers."""


class ConsentWithdrawn(TypedDict):
    """A consent is taken back; with `erased` everything about the person has to be forgotten."""

    respondent: str
    reason: Literal["changed", "erased"]
    purpose: Consented | None
    """None: every purpose."""
    conversation: str | None
    question: str | None
    people: list[str]
    """With `erased`: the ids by which named rounds may have named them."""


class RoundClosed(TypedDict):
    """What was released of a team's round: exactly what its report shows."""

    checkin: str
    team: str
    channel: str
    workspace: str
    released_at: str
    """ISO time."""
    document: RoundDocument


class ActionDue(TypedDict):
    """The day has come by which a team wanted to have done something."""

    action: str
    checkin: str
    team: str
    channel: str
    workspace: str
    round: int
    """The number of the round after which it was decided."""
    area: str
    text: str
    owner: str
    owner_id: str | None
    """The platform's id."""
    due_on: str
    """ISO date."""
    status: Literal["open", "done", "dropped"]


class Ping(TypedDict):
    """Nothing happened: somebody tries whether events arrive."""

    words: str


SHAPES: Final[Mapping[str, Any]] = {
    "conversation.started": ConversationStarted,
    "conversation.answered": ConversationAnswered,
    "conversation.finished": ConversationFinished,
    "lead.given": LeadGiven,
    "consent.withdrawn": ConsentWithdrawn,
    "round.closed": RoundClosed,
    "action.due": ActionDue,
    "ping": Ping,
}
"""Every type, by its name without the prefix."""
