"""What is left of a question when the next one stands below it: its words, and the answer that was typed."""

from collections.abc import Sequence

from bot.definition.model import Flow
from bot.engine.events import Answered, Event
from bot.engine.state import State
from bot.messages import Settled
from bot.present.scene import Scene


def settled(
    flow: Flow, before: State, after: State, events: Sequence[Event], *, operator: str | None = None
) -> Settled | None:
    """The question that was open in *before*, as it was shown; None when there was none.

    An answer that was tapped is not repeated: the next question takes its message's place.
    """
    if before.open is None:
        return None
    was = Scene(flow, before, operator)
    text = was.filled(was.plan.asks[before.open].wording(was.path.known()))
    typed = [event for event in events if isinstance(event, Answered) and event.typed]
    given = next((event.answer for event in typed if event.question == before.open), None)
    if given is None:
        return Settled(text, language=before.language)
    return Settled(text, Scene(flow, after, operator).label(before.open, given), before.language)
