"""What is known from earlier conversations and so is not asked: said once, with a way to change it."""

from typing import Final

from bot.definition.answer import Answer
from bot.engine.events import AlreadyKnown
from bot.engine.inputs import Change, Review
from bot.messages import Button
from bot.present.scene import Scene
from bot.present.telling import Telling

MOST_SHOWN: Final = 4
"""Answers; all of them stand in the summary."""
MOST_LETTERS: Final = 100
"""Of a question or an answer here: the card of the next question stands below."""


def already_known(telling: Telling, event: AlreadyKnown) -> None:
    """Above the next question: what is known, from when, and one button to change it."""
    scene = telling.scene
    reader, going = scene.reader, scene.reader.phrases.going
    shown, more = event.questions[:MOST_SHOWN], len(event.questions) - MOST_SHOWN
    lines = [going.known, *(_line(scene, question) for question in shown)]
    if more > 0:
        lines.append(reader.count(going.known_more, more))
    turn = scene.state.turn
    press = Change(event.questions[0], turn) if len(event.questions) == 1 else Review()
    way = Button(going.change_known, press)
    telling.note("\n".join(lines), buttons=[way])
    telling.add_way(way)


def as_known(scene: Scene, question: str, answer: Answer) -> str:
    """An answer with the day from which it is known; any other answer as it is."""
    label = scene.label(question, answer)
    if question not in scene.path.kept:
        return label
    day = scene.reader.day(scene.state.kept[question].given_on)
    return scene.reader.say(scene.reader.phrases.going.from_day, day=day, answer=label)


def _line(scene: Scene, question: str) -> str:
    """Lines of their own: no word in one turns the other round."""
    text = scene.filled(scene.plan.asks[question].wording(scene.path.known()))
    return f"{_cut(text)}\n– {_cut(as_known(scene, question, scene.path.answers[question]))}"


def _cut(words: str) -> str:
    in_one_line = " ".join(words.split())
    return in_one_line if len(in_one_line) <= MOST_LETTERS else in_one_line[: MOST_LETTERS - 1] + "…"
