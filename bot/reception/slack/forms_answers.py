"""What becomes of a form that was sent: words beside its fields, another page, or an end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection

from bot.channels.slack.forms.fields import Sent, errors_at
from bot.channels.slack.forms.starting import Set, preview_view
from bot.present.teams.starting import preview
from bot.reception.slack.replies import Reply
from bot.turn.arrived import Surroundings
from bot.turn.teams.audience import Looked
from bot.turn.teams.choosing import checkin_of
from bot.turn.teams.reckoning import moments_of, without_opted_out
from bot.turn.teams.roles import Who
from bot.turn.teams.starting import plan_of


@dataclass(frozen=True, slots=True)
class Errors:
    """Words beside fields."""

    body: Mapping[str, Any]
    said: str
    """The same, where no fields are to be seen any more."""


@dataclass(frozen=True, slots=True)
class Page:
    """Another page."""

    view: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Over:
    """It was taken: the windows are closed."""


Answer: TypeAlias = Errors | Page | Over


@dataclass(frozen=True, slots=True)
class Filler:
    """Who fills a form."""

    who: Who
    language: str | None
    zone: str | None
    may: bool
    """May they start check-ins?"""
    admin: bool
    around: Surroundings


def preview_of(
    connection: Connection, sent: Set, looked: Looked, reader: Filler
) -> Mapping[str, Any] | None:  # fmt: skip
    """Who gets it when; None: more people are named than a window can carry."""
    around, choice, who = reader.around, sent.choice, reader.who
    place = (who.channel, who.workspace)
    looked = without_opted_out(connection, place, looked, around.now)
    made = checkin_of(
        choice, sent.id, where=place, manager=who.person, zone=reader.zone, language=reader.language or "en",
        now=around.now,
    )  # fmt: skip
    people = len(looked.members)
    plan = plan_of(made, around.library.newest[choice.flow].flow, people)
    left_out = {why.value: count for why, count in looked.left_out.items()}
    paragraphs = preview(reader.language, plan, moments_of(made, looked, around.now), left_out)
    return preview_view(sent, paragraphs, people, reader.language, begins=people > 0)


def errors_of(view: Mapping[str, Any], wrong: Mapping[str, str]) -> Errors:
    """Words beside the fields of *view*."""
    return Errors(errors_at(Sent(view), wrong), "\n".join(wrong.values()))


def reply_of(answer: Answer, action: str) -> Reply:
    """As Slack is answered; *action*: how another page comes, `push` or `update`."""
    match answer:
        case Errors(body=body):
            return Reply(body)
        case Page(view=view):
            return Reply({"response_action": action, "view": view})
        case Over():
            return Reply({"response_action": "clear"})
