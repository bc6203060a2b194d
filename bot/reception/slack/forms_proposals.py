"""What forms propose: what a flow says of its rounds, what was found last, what it advises."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection

from bot.channels.slack.forms.deciding import Proposal
from bot.channels.slack.forms.fields import Choice
from bot.channels.slack.forms.starting import Offer
from bot.definition.model import Area, Flow
from bot.present.teams.starting import words_for
from bot.store import releases
from bot.store.checkins import CheckIn
from bot.turn.arrived import Surroundings
from bot.turn.teams.choosing import least_answers, offered, proposed, today_in

DUE_IN: Final = timedelta(days=14)
"""When an action is proposed to be done."""


def checkin_offer(
    around: Surroundings, checkin: str, flow: str, groups: Mapping[str, str], zone: str | None
) -> Offer | None:
    """What the form for a team check-in proposes; None where no flow is for teams."""
    flows = offered(around.library)
    if not flows:
        return None
    chosen = next((one for one in flows if one.name == flow), flows[0])
    running = chosen.checkin
    return Offer(
        checkin, flows, chosen, proposed(chosen, zone, around.now), least_answers(chosen),
        running is not None and running.anonymous, groups, zone,
    )  # fmt: skip


def action_proposal(
    connection: Connection,
    checkin: CheckIn,
    around: Surroundings,
    action: str,
    area: str,
    reader: tuple[str | None, str | None],
) -> Proposal | None:
    """What is proposed about *area*, or about the one that needs it most; None where the flow has no areas.
    *reader*: their language and zone.
    """
    language, zone = reader
    shelved = around.library.newest.get(checkin.flow_name)
    if shelved is None or not shelved.flow.areas:
        return None
    flow, document = shelved.flow, _last_shown(connection, checkin)
    spoken, _ = words_for(language)
    if area not in flow.areas:
        weakest = [str(one) for one in document.get("weakest") or ()]
        area = next((one for one in weakest if one in flow.areas), next(iter(flow.areas)))
    about = flow.areas[area]
    return Proposal(
        action,
        checkin.id,
        [Choice(one.id, one.title.said_in(spoken.language)) for one in flow.areas.values()],
        area,
        _advice(flow, about, document, spoken.language),
        "" if about.owner is None else about.owner.said_in(spoken.language),
        today_in(zone, around.now) + DUE_IN,
    )


def _last_shown(connection: Connection, checkin: CheckIn) -> Mapping[str, Any]:
    """The document of the last release; nothing before the first."""
    found = releases.of_checkin(connection, checkin.id)
    return found[-1].document if found else {}


def _advice(flow: Flow, area: Area, document: Mapping[str, Any], language: str) -> str:
    """What the flow says to do this week in the tier that was shown; "" for nothing."""
    card = (document.get("areas") or {}).get(area.id) or {}
    tier = card.get("band") or next((one.id for one in flow.tiers), "")
    advice = area.advice.get(str(tier))
    return "" if advice is None or advice.this_week is None else advice.this_week.said_in(language)
