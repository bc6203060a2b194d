"""What the console needs from whoever runs the conversation."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.messages import Message, QuestionCard
from bot.wishes import Press


@dataclass(frozen=True, slots=True)
class Shown:
    """What one input came to."""

    messages: tuple[Message, ...]
    language: str = "en"
    over: bool = False
    """Nothing more is asked: finished, screened out, expired, or only another flow is offered."""
    stopped: bool = False
    """The person stopped; the chat ends here and can be gone on with."""
    answered: str = ""
    """The answer that was taken, in the reader's words; "" when none was."""

    @property
    def card(self) -> QuestionCard | None:
        """The question that is open now, where it was shown."""
        cards = [message for message in self.messages if isinstance(message, QuestionCard)]
        return cards[-1] if cards else None


Take: TypeAlias = Callable[[Press], Shown]
"""One input, for whoever reads line by line."""
TakeAsync: TypeAlias = Callable[[Press], Awaitable[Shown]]
"""The same for a terminal that must not stand still meanwhile."""
