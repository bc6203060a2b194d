"""What a newcomer sees at a link: what it is, how long it takes, who sees the answers, one button."""

from collections.abc import Iterator
from typing import Final

from bot.definition.model import Flow
from bot.engine.inputs import Start
from bot.engine.plan import Ask, Plan, Tell
from bot.messages import Button, Words
from bot.present.desk.flows import scene_of
from bot.present.manner import SLASH, Manner
from bot.present.scene import Scene

SECONDS_A_QUESTION: Final = 12


def welcome(flow: Flow, language: str | None, operator: str | None, manner: Manner = SLASH) -> Words:
    """The title, the author's greeting or the length, who runs it, and the credit."""
    scene = scene_of(flow, language, operator, manner)
    return Words(
        (
            scene.filled(flow.title),
            _greeting(scene) or _length(scene),
            _run_by(scene),
            *_credit(scene),
        ),
        (Button(scene.reader.phrases.desk.welcome.start, Start()),),
        scene.reader.language,
    )


def questions_ahead(plan: Plan) -> int:
    """The questions that can come before the result."""
    end = len(plan.steps) if plan.result_number is None else plan.result_number
    return sum(isinstance(step, Ask) for step in plan.steps[:end])


def minutes(questions: int) -> int:
    """How long so many questions take, rounded, at least one."""
    return max(1, round(questions * SECONDS_A_QUESTION / 60))


def _greeting(scene: Scene) -> str:
    """The author's first words, where everybody hears them."""
    first = scene.plan.steps[0]
    if not isinstance(first, Tell) or first.condition is not None:
        return ""
    if first.block is not None and first.block.condition is not None:
        return ""
    return scene.filled(first.text)


def _length(scene: Scene) -> str:
    words, ahead = scene.reader.phrases.desk.welcome, questions_ahead(scene.plan)
    questions = scene.reader.count(words.questions, ahead)
    return scene.reader.count(words.length, minutes(ahead), questions=questions)


def _run_by(scene: Scene) -> str:
    words = scene.reader.phrases.desk.welcome
    if scene.operator is None:
        return words.run_by_nobody
    return scene.reader.say(words.run_by, operator=scene.operator)


def _credit(scene: Scene) -> Iterator[str]:
    if scene.flow.credit is not None:
        yield scene.filled(scene.flow.credit)
