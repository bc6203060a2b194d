"""The answers so far, each with a way to change it."""

from bot.engine.events import Reviewed
from bot.engine.inputs import Change, ShowResult, Start
from bot.messages import Button, Line, Summary
from bot.present.known import as_known
from bot.present.scene import Scene


def summary(scene: Scene, event: Reviewed) -> Summary:
    """All answers on the path, in its order; of what was not asked, from when it is known."""
    return Summary(
        title=scene.reader.phrases.going.your_answers,
        lines=tuple(_line(scene, event, question) for question, _ in event.answers),
        buttons=_buttons(scene),
        language=scene.state.language,
    )


def _line(scene: Scene, event: Reviewed, question: str) -> Line:
    text = scene.filled(scene.plan.asks[question].wording(scene.path.known()))
    change = Button(scene.reader.phrases.going.change, Change(question, scene.state.turn))
    return Line(
        question=question,
        text=text,
        answer=as_known(scene, question, dict(event.answers)[question]),
        change=None if question in event.inferred else change,
    )


def _buttons(scene: Scene) -> tuple[Button, ...]:
    going = scene.reader.phrases.going
    if scene.state.open is not None:
        return (Button(going.go_on, Start()),)
    if scene.state.shown:
        return (Button(going.my_result, ShowResult()),)
    return ()
