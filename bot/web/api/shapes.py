"""The shapes of answers: what is promised of them stands in the OpenAPI document that is made of them."""

from datetime import date, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from bot.present.teams.shape import RoundDocument
from bot.store.api_tokens import Scope
from bot.turn.outside.shape import Consented

Texts = Annotated[
    dict[str, str], Field(description="Language → wording; the first is the one it was written in.")
]


Item = TypeVar("Item")


class _AsReleased:
    """Handed on as it was kept, by whichever version; described as this version writes it."""

    @classmethod
    def __get_pydantic_json_schema__(cls, _: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(TypeAdapter(RoundDocument).core_schema)


class Shape(BaseModel):
    """We write nothing but what is named; who reads is to expect that more is named one day."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra=lambda schema: schema.pop("additionalProperties", None)
    )


class Answer(Shape):
    """One answer."""

    question: str
    state: str = Field(
        description="`given`, `skipped`, `inferred`, `carried`, `kept` (known from before)"
        " or `parked` (off the path)."
    )
    value: bool | str | list[str] | None = Field(
        description="Yes or no, the id of a choice, several of them, an exact number (`1/4`), or words."
    )
    number: float | None = Field(description="The number as a decimal, where it is one.")
    blank: str | None = Field(description="In place of a value: `skipped`, `dont_know` and such.")
    private: bool = Field(description="Typed text, e-mail or phone, or whatever answer in a private flow.")
    withheld: bool = Field(
        description="There is a private value that is not shown: the token has not the scope `private:read`,"
        " or the person did not consent to be contacted; or no key of ours opens it."
    )
    turn: int
    asked_at: datetime | None
    answered_at: datetime


class Conversation(Shape):
    """One person going through one flow once."""

    id: str
    respondent_id: str = Field(description="The same for all conversations of a person.")
    channel: str
    workspace: str
    flow: str
    flow_version: int
    status: str
    language: str
    source: str | None
    open_question: str | None = Field(description="Where they are, or were when they left.")
    round_id: str | None = Field(description="Of the named round that it belongs to.")
    started_at: datetime
    updated_at: datetime
    ended_at: datetime | None
    answers: list[Answer]


class AreaScore(Shape):
    """What one area came to."""

    score: float | None
    exact: str | None = Field(description="As a fraction: `55/2`.")
    tier: str | None
    reason: str | None = Field(description="Why there is no score.")
    answered: int
    asked: int


class Outcome(Shape):
    """What somebody was shown as their result."""

    withheld: bool = Field(
        description="It is of a private flow and not shown: the token has not the scope `private:read`, or"
        " the person did not consent to be contacted."
    )
    complete: bool | None = Field(description="With all that counts; none where it is withheld.")
    score: str | None = Field(description="As shown; none where the flow has no overall.")
    exact: str | None = Field(description="As a fraction: `55/2`.")
    level: str | None
    areas: dict[str, AreaScore]


class Result(Outcome):
    """A result, as it was shown in one turn of a conversation."""

    conversation_id: str
    turn: int
    respondent_id: str
    channel: str
    workspace: str
    flow: str
    flow_version: int
    source: str | None
    created_at: datetime
    document: dict[str, Any] = Field(
        description="All of the result: also weakest areas, advice, gates. Empty where it is withheld."
    )


class Consent(Shape):
    """What somebody said yes to."""

    question: str
    wording: str
    link: str | None
    language: str
    given_at: datetime


class Lead(Shape):
    """Somebody who may be contacted, with all they told in that conversation."""

    conversation_id: str
    respondent_id: str
    channel: str
    workspace: str
    flow: str
    flow_version: int
    source: str | None
    language: str
    profile: dict[str, str] = Field(description="`name`, `email`, `company`, `phone`, and others.")
    consent: Consent = Field(description="To be contacted.")
    send_report: bool = Field(description="They also want the report sent.")
    result: Outcome | None = Field(description="The latest.")
    answers: list[Answer]
    status: str
    started_at: datetime
    updated_at: datetime


class CheckIn(Shape):
    """A team's recurring use of a flow."""

    id: str
    channel: str
    workspace: str
    team: str
    flow: str
    language: str
    anonymous: bool
    min_answers: int = Field(description="Nothing is shown from fewer.")
    every: str
    first_on: date
    at_minute: int = Field(description="Of the day.")
    zone: str
    weekdays_only: bool
    calendar: str | None
    open_minutes: int
    reminders: int
    status: Literal["active", "paused", "ended"]
    next_on: date | None
    created_at: datetime


class Told(Shape):
    """How an open round stands, as the message to its manager says it. None: fewer than `min_answers`."""

    invited: int
    waiting: int = Field(description="For their hour.")
    unreachable: int
    reached: int
    started: int | None
    finished: int | None
    declined: int | None


class Round(Shape):
    """One run of a check-in."""

    id: str
    checkin_id: str
    number: int
    occurs_on: date
    flow: str
    flow_version: int
    status: Literal["opening", "open", "closing", "closed", "cancelled"]
    fate: Literal["shown", "held", "withheld"] | None
    opens_at: datetime
    closes_at: datetime
    told: Told | None = Field(description="None where nothing was said yet, or the round is over.")
    has_report: bool = Field(description="Something was released of it: maybe only why nothing is shown.")


class RoundWithReport(Round):
    """A round, and what was released of it."""

    report: Annotated[dict[str, Any], _AsReleased] | None = Field(
        description="Word for word what the report page shows. A figure that is not shown is null, and `why`"
        " says the reason: that is all there is to know."
    )


class Choice(Shape):
    """One answer that can be picked."""

    id: str
    text: Texts
    score: str | None


class Question(Shape):
    """A question of a flow."""

    id: str
    kind: Literal["choice", "multi", "number", "text", "email", "phone", "consent"]
    text: Texts
    choices: list[Choice]
    area: str | None
    scored: bool
    optional: bool
    profile: str | None
    purpose: Consented | None
    private: bool = Field(description="Its answers are typed text, e-mail or phone.")


class Named(Shape):
    """An area, a level or a tier."""

    id: str
    title: Texts


class Flow(Shape):
    """A flow as it is asked now: what ids in answers and results mean."""

    name: str
    version: int
    title: Texts
    languages: list[str]
    private: bool
    areas: list[Named]
    levels: list[Named]
    tiers: list[Named]
    questions: list[Question]
    versions: list[int] = Field(description="All that conversations or rounds refer to, and this one.")


class Rate(Shape):
    """How often a token may ask, of each process that serves."""

    at_once: int
    a_second: float


class Me(Shape):
    """What the token of this request may."""

    id: str
    name: str
    scopes: list[Scope]
    workspace: str | None = Field(description="`channel:workspace`; none: all of them.")
    flow: str | None = Field(description="None: all of them.")
    created_at: datetime
    expires_at: datetime | None
    rate: Rate
    most_entries: int = Field(description="Of a page.")


class Page(Shape, Generic[Item]):
    """A part of a list. It may be short, even empty, and have a `next` all the same."""

    items: list[Item]
    next: str | None = Field(description="Path and query of the next part; none: that was all, for now.")
    later: str = Field(
        description="Path and query to ask later for what came or changed after this part; of check-ins, only"
        " for new ones."
    )


class ConversationPage(Page[Conversation]):
    """Conversations, in the order in which they changed last: what changes comes again."""


class ResultPage(Page[Result]):
    """Results, in the order in which they were shown."""


class LeadPage(Page[Lead]):
    """Leads, in the order in which their conversations changed last: what changes comes again."""


class CheckInPage(Page[CheckIn]):
    """Check-ins, the oldest first."""


class RoundPage(Page[Round]):
    """Rounds of a check-in, the first one first; with `later` those come again that may still change."""


class FlowList(Shape):
    """All flows, by name."""

    items: list[Flow]
