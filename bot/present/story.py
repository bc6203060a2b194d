"""The engine's events, told as messages."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from bot.definition.model import Flow
from bot.engine import events as happened
from bot.engine.events import Event
from bot.engine.state import State
from bot.messages import Message
from bot.present import going
from bot.present.help import helped
from bot.present.known import already_known
from bot.present.manner import SLASH, Manner
from bot.present.not_taken import not_taken
from bot.present.refusals import refused
from bot.present.result.page import result_page
from bot.present.result.since import AfterResult
from bot.present.result.workings import workings
from bot.present.scene import Scene
from bot.present.summary import summary
from bot.present.telling import Telling

Teller: TypeAlias = Callable[[Telling, Any], None]
"""Takes exactly the kind of event it stands beside in the table."""


def present(
    flow: Flow,
    state: State,
    events: Sequence[Event],
    *,
    operator: str | None = None,
    after: AfterResult | None = None,
    manner: Manner = SLASH,
) -> tuple[Message, ...]:
    """What *events* look like in the conversation's language; *state* is the one after them.

    *after* says what a result is followed by, where that is known; *manner* how commands are written.
    """
    telling = Telling(Scene(flow, state, operator, manner), events, after)
    for event in events:
        TELLERS[type(event)](telling, event)
    return telling.told()


def _asked(telling: Telling, event: happened.Asked) -> None:
    telling.ask(event)


def _answered(telling: Telling, event: happened.Answered) -> None:
    """What was understood is said only when it may be wrong."""
    if event.sure:
        return
    reader = telling.scene.reader
    answer = telling.scene.label(event.question, event.answer)
    telling.note(reader.say(reader.phrases.asking.understood, answer=answer))


def _reviewed(telling: Telling, event: happened.Reviewed) -> None:
    telling.show(summary(telling.scene, event))


def _result_shown(telling: Telling, event: happened.ResultShown) -> None:
    telling.show(result_page(telling.scene, event, telling.after))


def _workings_shown(telling: Telling, event: happened.WorkingsShown) -> None:
    telling.show(workings(telling.scene, event))


def _nothing(_telling: Telling, _event: Event) -> None:
    """The card that follows says it all, or there is nothing to say."""


TELLERS: Final[Mapping[type[Event], Teller]] = {
    happened.Started: going.started,
    happened.Resumed: going.resumed,
    happened.Said: going.said,
    happened.AlreadyKnown: already_known,
    happened.Asked: _asked,
    happened.Ticked: _nothing,
    happened.Answered: _answered,
    happened.NotTaken: not_taken,
    happened.Refused: refused,
    happened.Ignored: _nothing,
    happened.WentBack: _nothing,
    happened.Helped: helped,
    happened.Reviewed: _reviewed,
    happened.ResultShown: _result_shown,
    happened.WorkingsShown: _workings_shown,
    happened.Ended: going.ended,
    happened.Finished: going.finished,
    happened.Offered: going.offered,
    happened.Accepted: _nothing,
    happened.Declined: going.declined,
    happened.Restarted: going.restarted,
    happened.RestartUndone: going.restart_undone,
    happened.Paused: going.paused,
    happened.Stopped: going.stopped,
    happened.Expired: going.expired,
    happened.Reminded: going.reminded,
    happened.LanguageChanged: going.language_changed,
}
