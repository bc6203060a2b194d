"""One person with rows in every table that is about people."""

from sqlalchemy import Connection

from bot.store import answers, consents, deliveries, inbound, results
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState
from bot.store.conversations import Conversation
from bot.store.inbound import Update
from tests.store.samples import NOW, begun, consent, delivery, result

MARK = "marked"
"""Stands in everything that is known of a person, where it is not sealed."""


def everything(connection: Connection, name: str = "ana") -> Conversation:
    """Two conversations, three answers, a result, two consents, two messages, two updates."""
    first = begun(connection, name, id=f"{name}-1", source=MARK)
    second = begun(connection, name, id=f"{name}-2")
    words = [StoredAnswer(question, MARK, AnswerState.GIVEN, 1, NOW) for question in ("tools", "focus")]
    answers.write(connection, first.id, words)
    address = StoredAnswer(
        "email", "ana@example.com", AnswerState.GIVEN, 1, NOW, private=True, profile="email"
    )
    answers.write(connection, second.id, [address])
    results.write(connection, result(first, document=f'{{"said":"{MARK}"}}'))
    consents.write(connection, consent(first, wording=MARK))
    consents.write(connection, consent(second))
    deliveries.queue(connection, [delivery(first, payload={"text": MARK})])
    deliveries.queue(connection, [delivery(first, 1, conversation_id=None)])
    inbound.record(connection, Update("console", "here", f"{name}-1"), first.address_id, NOW)
    poisoned = Update("console", "here", f"{name}-2")
    inbound.keep_poisoned(connection, poisoned, MARK, "KeyError", NOW, address_id=first.address_id)
    return first
