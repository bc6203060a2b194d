"""The form in which something is decided about an area of a check-in. Pure.

deciding_view(proposal, language) → view
read_deciding(view)               → PlanAction, or None for no form of ours
area_in(view)                     → the area that is chosen while the form is filled
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.channels.slack.forms import fields as form
from bot.channels.slack.forms.fields import Choice, Made, Sent
from bot.present.teams.starting import words_for
from bot.wishes import PlanAction

DECIDING = "action"
"""What the window is called."""
LONGEST_TEXT = 500
LONGEST_OWNER = 80


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the form proposes."""

    id: str
    """Of the action that comes of it."""
    checkin: str
    areas: Sequence[Choice]
    area: str
    text: str
    """What the flow advises for the area; "" for nothing."""
    owner: str
    due_on: date


def deciding_view(proposal: Proposal, language: str | None) -> Made:
    """The form; another area proposes anew."""
    _, words = words_for(language)
    said, by_area = words.action, f"~{proposal.area}"
    return {
        "type": "modal",
        "callback_id": DECIDING,
        "title": form.label_of(said.title),
        "submit": form.label_of(said.save),
        "close": form.label_of(words.form.close),
        "private_metadata": json.dumps([proposal.id, proposal.checkin]),
        "blocks": [
            form.one_of("area", said.area, proposal.areas, proposal.area, turns=len(proposal.areas) > 1),
            form.words("text" + by_area, said.text, longest=LONGEST_TEXT, value=proposal.text, lines=True),
            form.words("owner" + by_area, said.owner, longest=LONGEST_OWNER, value=proposal.owner),
            form.person("person", said.person),
            form.day("due_on", said.due, proposal.due_on, hint=said.due_hint),
        ],
    }


def named_in(view: Mapping[str, Any]) -> tuple[str, str] | None:
    """The ids of the action and of the check-in; None for no form of ours."""
    if view.get("callback_id") != DECIDING:
        return None
    try:
        action, checkin = json.loads(str(view.get("private_metadata")))
    except (ValueError, TypeError, RecursionError):
        return None
    return (action, checkin) if isinstance(action, str) and isinstance(checkin, str) else None


def area_in(view: Mapping[str, Any]) -> str:
    """The area that is chosen."""
    return Sent(view).one("area")


def read_deciding(view: Mapping[str, Any]) -> PlanAction | None:
    """What was decided; a day that is none is long past."""
    named, sent = named_in(view), Sent(view)
    if named is None:
        return None
    action, checkin = named
    return PlanAction(
        action, checkin, sent.one("area"), " ".join(sent.words("text").split()),
        " ".join(sent.words("owner").split()), sent.person("person"), sent.day("due_on") or date.min,
    )  # fmt: skip
