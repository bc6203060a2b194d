"""Help: what the question wants, then the commands that mean something now."""

from collections.abc import Iterator

from bot.definition.texts import Text
from bot.engine.events import Asked, Helped
from bot.present.refusals import ways_on
from bot.present.telling import Telling


def helped(telling: Telling, event: Helped) -> None:
    """The question's help, else the flow's, else the product's; then always the commands that apply."""
    scene = telling.scene
    text = _text(telling, event.question)
    words = scene.reader.phrases.helping.product if text is None else scene.filled(text)
    telling.note(words, *_commands(telling), buttons=ways_on(scene) if scene.state.open is None else ())


def _text(telling: Telling, question: str | None) -> Text | None:
    flow = telling.scene.flow
    own = None if question is None else flow.by_id[question].help
    return own or flow.help


def _commands(telling: Telling) -> Iterator[str]:
    helping, state = telling.scene.reader.phrases.helping, telling.scene.state
    asked = next((event for event in telling.events if isinstance(event, Asked)), None)
    if asked is not None and asked.can_go_back:
        yield helping.back
    if asked is not None and telling.scene.flow.by_id[asked.question].optional:
        yield helping.skip
    if state.answers:
        yield helping.answers
    if state.shown:
        yield helping.result
    yield helping.restart
    if asked is not None:
        yield helping.stop
