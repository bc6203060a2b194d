"""Messages as they are gathered: short words go above the next card, or become a message of their own."""

from collections.abc import Sequence

from bot.engine.events import Asked, Event
from bot.messages import Button, Message, ResultPage, Words
from bot.present.card import card
from bot.present.result.since import AfterResult
from bot.present.scene import Scene


class Telling:
    """The messages for one batch of events, in the making."""

    def __init__(self, scene: Scene, events: Sequence[Event], after: AfterResult | None = None) -> None:
        self.scene = scene
        self.events = events
        self.after = after
        self._messages: list[Message] = []
        self._notes: list[str] = []
        self._buttons: list[Button] = []
        self._credit: list[str] = []
        self._ways: list[Button] = []

    def note(self, *words: str, buttons: Sequence[Button] = ()) -> None:
        """Short words. The buttons are ways on where no question follows; a question brings its own."""
        self._notes += words
        self._buttons += buttons

    def add_way(self, way: Button) -> None:
        """One more way under the next question."""
        self._ways.append(way)

    def begin_with_credit(self, credit: str) -> None:
        """The credit stands under the first thing said."""
        self._credit = [credit]

    def ask(self, event: Asked) -> None:
        """The open question, under all that was noted."""
        self._messages.append(card(self.scene, event, self._taken(), tuple(self._ways)))

    def say(self, words: str, buttons: Sequence[Button] = ()) -> None:
        """Words as a message of their own, led by what was noted."""
        self._notes.append(words)
        self._buttons += buttons
        self._flush()

    def show(self, message: Message) -> None:
        """A page; what was noted before goes ahead of it."""
        self._flush()
        self._messages.append(message)

    def told(self) -> tuple[Message, ...]:
        """All messages, in order."""
        self._flush()
        return tuple(self._messages)

    def just_showed_result(self) -> bool:
        """Is the result page the last thing shown?"""
        return bool(self._messages) and isinstance(self._messages[-1], ResultPage)

    def _flush(self) -> None:
        buttons = tuple(self._buttons)
        paragraphs = self._taken()
        if paragraphs:
            self._messages.append(Words(paragraphs, buttons, self.scene.state.language))

    def _taken(self) -> tuple[str, ...]:
        notes = (*self._notes, *self._credit)
        self._notes, self._buttons, self._credit = [], [], []
        return notes
