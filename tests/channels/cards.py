"""Question cards made by hand."""

from string import ascii_lowercase, ascii_uppercase
from typing import Any

from bot.engine.inputs import Tap
from bot.engine.progress import Progress
from bot.messages import Button, Option, QuestionCard

TURN, OPENED = 7, 5


def options(*labels: str, ticked: tuple[str, ...] = ()) -> tuple[Option, ...]:
    """Choices `a`, `b`, … of the question `q`."""
    return tuple(
        Option(Button(label, Tap(TURN, "q", choice)), choice, letter, ticked=choice in ticked)
        for label, choice, letter in zip(labels, ascii_lowercase, ascii_uppercase, strict=False)
    )


def unsure(label: str = "Don't know") -> tuple[Option]:
    """The way out."""
    return (Option(Button(label, Tap(TURN, "q", "dont_know")), "dont_know", ""),)


def card(shown: tuple[Option, ...], **changed: Any) -> QuestionCard:
    """`How often?`, question 2 of 9."""
    made: dict[str, Any] = {
        "turn": TURN,
        "question": "q",
        "text": "How often?",
        "progress": Progress(2, 9),
        "progress_words": "Question 2 of 9",
        "options": shown,
        "opened": OPENED,
    }
    return QuestionCard(**(made | changed))
