"""Things to store, each with what a test does not care about filled in."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count

from sqlalchemy import Connection

from bot.store import conversations, flows, respondents
from bot.store.consents import StoredConsent
from bot.store.conversations import Conversation
from bot.store.deliveries import Delivery
from bot.store.flows import Pinned
from bot.store.respondents import Address
from bot.store.results import StoredResult

SECRET = "a secret of the tests and long enough".replace(" ", "-")
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
SOURCE = b"flow: team-mood\n"
FLOW = Pinned("team-mood", 1, sha256(SOURCE).hexdigest())

_numbers = count(1)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def new_id() -> str:
    return f"id{next(_numbers):06d}"


def person(connection: Connection, external_id: str = "ana") -> Address:
    return respondents.find_or_make(connection, "console", "here", external_id, now=NOW, new_id=new_id)


def conversation(address: Address, **changes: object) -> Conversation:
    fields: dict[str, object] = {
        "id": new_id(),
        "respondent_id": address.respondent_id,
        "address_id": address.id,
        "flow": FLOW,
        "status": "asking",
        "turn": 0,
        "state": "{}",
        "language": "en",
        "started_at": NOW,
        "updated_at": NOW,
    }
    return Conversation(**(fields | changes))  # type: ignore[arg-type]  # fields by name


def begun(connection: Connection, external_id: str = "ana", **changes: object) -> Conversation:
    """A conversation of a person, written."""
    flows.pin(connection, FLOW, SOURCE, NOW)
    made = conversation(person(connection, external_id), **changes)
    conversations.begin(connection, made)
    return made


def delivery(to: Conversation, position: int = 0, **changes: object) -> Delivery:
    fields: dict[str, object] = {
        "id": new_id(),
        "address_id": to.address_id,
        "conversation_id": to.id,
        "turn": to.turn,
        "position": position,
        "kind": "question",
        "payload": {"text": "How are you?"},
        "created_at": NOW,
        "due_at": NOW,
    }
    return Delivery(**(fields | changes))  # type: ignore[arg-type]  # fields by name


def result(of: Conversation, **changes: object) -> StoredResult:
    fields: dict[str, object] = {
        "conversation_id": of.id,
        "turn": of.turn,
        "respondent_id": of.respondent_id,
        "flow": of.flow,
        "complete": True,
        "score": "53",
        "exact": "1273/24",
        "level": "fair",
        "document": '{"score":53}',
        "created_at": NOW,
    }
    return StoredResult(**(fields | changes))  # type: ignore[arg-type]  # fields by name


def consent(of: Conversation, **changes: object) -> StoredConsent:
    fields: dict[str, object] = {
        "id": new_id(),
        "respondent_id": of.respondent_id,
        "conversation_id": of.id,
        "question": "may_contact",
        "purpose": "contact",
        "given": True,
        "wording": "May we get in touch?",
        "link": None,
        "language": "en",
        "flow": of.flow,
        "channel": "console",
        "created_at": NOW,
    }
    return StoredConsent(**(fields | changes))  # type: ignore[arg-type]  # fields by name
