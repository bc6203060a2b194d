"""The question that a button opens a window for, when it is still open. Reads only."""

from sqlalchemy import Connection

from bot.engine.arrival import ask_again
from bot.engine.events import Refusal, Refused
from bot.engine.inputs import Done
from bot.engine.plan import plan_of
from bot.engine.state import from_json
from bot.messages import QuestionCard
from bot.present import present
from bot.present.desk.strays import not_yours
from bot.store import respondents
from bot.store.inbound import Update
from bot.turn.arrived import Arrived, Surroundings, Token
from bot.turn.pressing import is_open, meant


def asked_by(
    connection: Connection,
    where: tuple[str, str, str],
    token: str,
    language: str | None,
    around: Surroundings,
) -> QuestionCard | str:
    """The card of the open question, or why there is none to show, in words.

    *where*: channel, workspace and id of who pressed.
    """
    address = respondents.find(connection, *where)
    if address is None:
        return not_yours(language)
    channel, workspace, person = where
    arrived = Arrived(Update(channel, workspace, token), person, Token(token), language=language)
    read = meant(connection, arrived, address, around, lock=False)
    flow = None if read.conversation is None else around.library.pinned(connection, read.conversation.flow)
    if read.conversation is None or flow is None or not isinstance(read.press, Done):
        return not_yours(address.language or language)
    state = from_json(read.conversation.state)
    events = ask_again(plan_of(flow), state)
    if not is_open(read.press, state):
        events = (Refused(Refusal.STALE), *events)
    shown = present(flow, state, events, operator=around.operator)
    card = next((card for card in shown if isinstance(card, QuestionCard)), None)
    if card is None or not is_open(read.press, state):
        return "\n".join(card.notes) if card is not None and card.notes else not_yours(language)
    return card
