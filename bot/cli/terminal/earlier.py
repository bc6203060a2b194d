"""The result a person had from a flow before, in an earlier conversation."""

from dataclasses import replace

from sqlalchemy import Connection

from bot.engine.inputs import ShowResult
from bot.engine.state import from_json
from bot.engine.step import step
from bot.messages import ResultPage
from bot.present import present
from bot.store import conversations, respondents, results
from bot.turn.library import Library


def earlier_result(
    connection: Connection, library: Library, person: tuple[str, str, str], flow: str
) -> ResultPage | None:
    """The page of the last result; None when there is none or its flow can no longer be read.

    *person* is channel, workspace and the person's id there.
    """
    address = respondents.find(connection, *person)
    kept = None if address is None else results.latest_of(connection, address.respondent_id, flow)
    if kept is None:
        return None
    conversation = conversations.open_one(connection, kept.conversation_id, lock=False)
    definition = library.pinned(connection, kept.flow)
    if conversation is None or definition is None:
        return None
    state, events = step(definition, from_json(conversation.state), ShowResult())
    pages = [page for page in present(definition, state, events) if isinstance(page, ResultPage)]
    # Its buttons would press on the conversation of today.
    return replace(pages[-1], buttons=()) if pages else None
