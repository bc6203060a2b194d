"""Why a wish was not followed: kind words and what to do, never a scolding."""

from bot.engine.events import Asked, Refusal, Refused
from bot.engine.inputs import Restart, Review, ShowResult
from bot.messages import Button
from bot.present.labels import dont_know
from bot.present.reader import language_name
from bot.present.scene import Scene
from bot.present.telling import Telling


def refused(telling: Telling, event: Refused) -> None:
    """A refusal as a note; where nothing is open, with the ways there are."""
    words = _words(telling, event.why)
    if words:
        telling.note(words, buttons=ways_on(telling.scene))


def ways_on(scene: Scene) -> tuple[Button, ...]:
    """What can be done when nothing is open."""
    going = scene.reader.phrases.going
    buttons = []
    if scene.state.shown and not scene.path.screened_out:
        buttons.append(Button(going.my_result, ShowResult()))
        buttons.append(Button(going.my_answers, Review()))
    return (*buttons, Button(going.start_again, Restart()))


def _words(telling: Telling, why: Refusal) -> str:
    refused, scene = telling.scene.reader.phrases.refused, telling.scene
    match why:
        case Refusal.REPEATED:
            return ""
        case Refusal.STALE:
            open_now = any(isinstance(event, Asked) for event in telling.events)
            return refused.stale if open_now else refused.stale_and_nothing_open
        case Refusal.CANNOT_SKIP:
            return _cannot_skip(scene)
        case Refusal.UNKNOWN_LANGUAGE:
            spoken = [language_name(code) for code in scene.flow.languages]
            return scene.reader.say(refused.unknown_language, languages=scene.reader.listed(spoken))
        case _:
            return {
                Refusal.UNKNOWN_BUTTON: refused.unknown_button,
                Refusal.NOTHING_TICKED: refused.nothing_ticked,
                Refusal.NO_WAY_BACK: refused.no_way_back,
                Refusal.NO_RESULT_YET: refused.no_result_yet,
                Refusal.NOTHING_TO_CHANGE: refused.nothing_to_change,
                Refusal.NOT_ANSWERED: refused.not_answered,
                Refusal.CLOSED: refused.closed,
                Refusal.NOTHING_OPEN: refused.nothing_open,
            }[why]


def _cannot_skip(scene: Scene) -> str:
    refused = scene.reader.phrases.refused
    question = scene.flow.by_id.get(scene.state.open or "")
    if question is None or question.dont_know is None:
        return refused.cannot_skip
    return scene.reader.say(refused.cannot_skip_but, dont_know=dont_know(question, scene.filled))
