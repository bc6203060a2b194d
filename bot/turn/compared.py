"""A result beside the one that the same person had from the same flow the time before."""

from sqlalchemy import Connection

from bot.engine.arrival import path_of
from bot.engine.plan import plan_of
from bot.engine.result import result_of
from bot.engine.state import from_json
from bot.present.result.since import AfterResult, Before
from bot.store import conversations, results
from bot.store.conversations import Conversation
from bot.turn.arrived import Surroundings


def after_result(connection: Connection, conversation: Conversation, around: Surroundings) -> AfterResult:
    """What may be done after a result, and the one before it where there is one."""
    has_link = around.platform is not None and around.platform.links_to_flows
    return AfterResult(conversation.id, before(connection, conversation, around), has_link)


def before(connection: Connection, conversation: Conversation, around: Surroundings) -> Before | None:
    """The result of the time before, computed from its answers; None when there is none that can be read."""
    found = results.before(connection, conversation.respondent_id, conversation.flow.name, conversation.id)
    earlier = None if found is None else conversations.open_one(connection, found.conversation_id, lock=False)
    flow = None if earlier is None else around.library.pinned(connection, earlier.flow)
    if found is None or earlier is None or flow is None:
        return None
    state = from_json(earlier.state)
    plan = plan_of(flow)
    return Before(result_of(plan, path_of(plan, state), state.answers), found.created_at.date())
