"""One person with rows in every table that is about people."""

from datetime import date

from sqlalchemy import Connection, insert

from bot.store import (
    answers,
    checkins,
    consents,
    deliveries,
    events,
    inbound,
    invitations,
    kept,
    releases,
    results,
    rounds,
)
from bot.store.answers import StoredAnswer
from bot.store.checkins import CheckIn
from bot.store.columns import AnswerState
from bot.store.conversations import Conversation
from bot.store.events import StoredEvent
from bot.store.inbound import Update
from bot.store.invitations import Invitation
from bot.store.kept import KeptAnswer
from bot.store.releases import Release
from bot.store.rounds import Round, RoundStatus
from bot.store.tables import ACTION, REPORT_LINK
from tests.store.samples import FLOW, NOW, begun, consent, delivery, result

MARK = "marked"
"""Stands in everything that is known of a person, where it is not sealed."""


def everything(connection: Connection, name: str = "ana") -> Conversation:
    """Two conversations, three answers, two that are asked once, a result, two consents, two messages, two
    updates; and a check-in that they manage, in which they take part.
    """
    first = begun(connection, name, id=f"{name}-1", source=MARK)
    second = begun(connection, name, id=f"{name}-2")
    words = [StoredAnswer(question, MARK, AnswerState.GIVEN, 1, NOW) for question in ("tools", "focus")]
    answers.write(connection, first.id, words)
    address = StoredAnswer(
        "email", "ana@example.com", AnswerState.GIVEN, 1, NOW, private=True, profile="email"
    )
    answers.write(connection, second.id, [address])
    once = KeptAnswer("tools", MARK, "choice", FLOW.name, "tools", first.id, NOW)
    secret = KeptAnswer("email", "ana@example.com", "email", FLOW.name, "email", second.id, NOW, private=True)
    kept.keep(connection, first.respondent_id, [once, secret])
    results.write(connection, result(first, document=f'{{"said":"{MARK}"}}'))
    consents.write(connection, consent(first, wording=MARK))
    consents.write(connection, consent(second))
    deliveries.queue(connection, [delivery(first, payload={"text": MARK})])
    deliveries.queue(connection, [delivery(first, 1, conversation_id=None)])
    inbound.record(connection, Update("console", "here", f"{name}-1"), first.address_id, NOW)
    poisoned = Update("console", "here", f"{name}-2")
    inbound.keep_poisoned(connection, poisoned, MARK, "KeyError", NOW, address_id=first.address_id)
    told = {"said": MARK}
    lead = StoredEvent(
        f"{name}-lead", "lead.given", "console", first.id, told, NOW, NOW, first.respondent_id, first.id
    )  # fmt: skip
    events.write(connection, [lead])
    of_a_team(connection, name, first.address_id)
    return first


def of_a_team(connection: Connection, name: str, address_id: str) -> None:
    """A named check-in with everything by which a team may know somebody."""
    team = f"team of {name}"
    audience = {"channels": ["C1"], "people": [name, "zoe"]}
    made = CheckIn(
        id=team, channel="console", workspace="here", team="Platform", flow_name=FLOW.name, language="en",
        manager=name, viewers=(name, "zoe"), audience=audience, anonymous=False, min_answers=5, every="once",
        first_on=date(2026, 3, 1), at_minute=540, zone="member", weekdays_only=False, open_minutes=60,
        reminders=1, created_at=NOW,
    )  # fmt: skip
    checkins.begin(connection, made)
    rounds.begin(connection, Round(team, team, 1, date(2026, 3, 1), FLOW, RoundStatus.CLOSED, NOW, NOW))
    invitations.invite(connection, [Invitation(team, team, address_id)])
    checkins.appoint(connection, "console", "here", name, by=name, now=NOW)
    link = {"hash": team, "checkin_id": team, "viewer": name, "created_at": NOW, "expires_at": NOW}
    connection.execute(insert(REPORT_LINK), link | {"revoked_at": None})
    action = {
        "id": team, "checkin_id": team, "round_number": 1, "area": "tools", "text": "buy", "owner": MARK,
        "owner_id": name, "due_on": "2026-04-01", "status": "open", "asked_in": None, "created_at": NOW,
        "closed_at": None,
    }  # fmt: skip
    connection.execute(insert(ACTION), action)
    people = [{"person": one, "areas": {}, "answers": {"tools": MARK}} for one in (name, "zoe")]
    shown = Release(
        team, team, (team,), FLOW.name, FLOW.hash, "console", "here", NOW, NOW, 5, 2, 2,
        anonymous=False, audience=frozenset({"h"}), exact=True, document={"people": people}, released_at=NOW,
    )  # fmt: skip
    releases.write(connection, shown)
