"""A chat on a terminal, from the first question to the last look at the result."""

from collections.abc import Callable
from typing import Final, TypeAlias

from prompt_toolkit.input import Input as Source
from prompt_toolkit.output import Output
from rich.console import RenderableType

from bot.channels.console.by_lines import Ending, after, saved
from bot.channels.console.keys import looks, pages, sheets
from bot.channels.console.keys.asking import Asking, Chosen, Entered, Key, Ticked
from bot.channels.console.keys.ink import Ink, said
from bot.channels.console.lines import Before, NoSuchCommand, read_line
from bot.channels.console.talk import Shown, TakeAsync
from bot.channels.console.words import phrases_for
from bot.engine.inputs import Accept, Back, Decline, Done, Help, Input, Skip, Start, Typed
from bot.messages import Button, Message, QuestionCard, ResultPage, Summary, Words, WorkingsPage
from bot.wishes import Press

Meant: TypeAlias = Press | NoSuchCommand | None
"""None: the person leaves."""
_KEYS: Final[dict[Key, type[Input]]] = {Key.DONE: Done, Key.BACK: Back, Key.SKIP: Skip, Key.HELP: Help}


class ByKeys:
    """One chat. What a turn shows stays on the screen; the open question is gone once it is answered."""

    def __init__(self, take: TakeAsync, source: Source, output: Output, draw: Callable[[int], Ink]) -> None:
        self._take = take
        self._output = output
        self._draw = draw
        self._asking = Asking(source, output, draw)
        self._before = Before()
        self._listed: Summary | None = None
        """A list of answers that waits to be chosen from."""
        self._ways: tuple[Button, ...] = ()
        """What can be done when nothing is asked."""
        self._result_ways: tuple[Button, ...] = ()
        self._begun = False
        """Something stands on the screen."""
        self._heading = ""
        """The block whose answers stand on the screen."""
        self._last_line = ""
        self._in_transcript = False
        """The last line on the screen is an answer."""
        self._marked: int | None = None
        """Where the person was when a tick was set."""

    async def chat(self, first: Shown) -> Ending:
        """Until nothing is left to ask and the person has seen enough, or leaves."""
        shown, notes = first, self._show(first)
        while not shown.stopped:
            meant = await self._meant(shown, notes)
            if meant is None:
                break
            if isinstance(meant, NoSuchCommand):
                words = phrases_for(shown.language).no_command
                notes = (words.replace("{command}", meant.command),)
                continue
            asked = self._before.card
            shown = await self._take(meant)
            if asked is not None and shown.answered:
                self._put_answer(asked, shown.answered)
            notes = self._show(shown)
        if shown.over:
            return Ending.FINISHED
        if not shown.stopped:
            self._put("", said(saved(shown.language, self._before.card), "bold"))
        return Ending.LEFT

    async def choose(self, question: str, labels: list[str], language: str) -> int | None:
        """The place of one of *labels*; None when the person leaves."""
        head = (said(question, "bold"), "")
        action = await self._asking.asked(sheets.of_labels(labels, language, head))
        while not isinstance(action, Chosen) and action is not Key.LEAVE:
            action = await self._asking.asked(sheets.of_labels(labels, language, head))
        return action.place if isinstance(action, Chosen) else None

    @property
    def _ink(self) -> Ink:
        return self._draw(self._output.get_size().columns)

    async def _meant(self, shown: Shown, notes: tuple[str, ...]) -> Meant:
        """What the person wants next, of what can be done now."""
        if self._listed is not None:
            listed, self._listed = self._listed, None
            meant = await self._from_summary(listed)
            if not isinstance(meant, Start):
                return meant  # else: go on where we were
        if self._before.card is not None:
            return await self._answer(self._before.card, notes)
        return await self._way_on(shown.language, notes)

    async def _answer(self, card: QuestionCard, notes: tuple[str, ...]) -> Meant:
        action = await self._asking.asked(sheets.of_card(card, notes), marked=self._marked)
        self._marked = None
        match action:
            case Chosen(place):
                option = card.options[place]
                # In a multi question a number by itself is the whole answer.
                return Typed(option.choice) if card.multi and option.letter else option.button.press
            case Ticked(place):
                self._marked = place
                return card.options[place].button.press
            case Entered(text):
                return read_line(text, self._before)
            case Key.LEAVE:
                return None
            case Key():
                return next((way.press for way in card.ways if isinstance(way.press, _KEYS[action])), Help())

    async def _from_summary(self, page: Summary) -> Meant:
        """An answer to change; `Start`: back to where we were."""
        action = await self._asking.asked(sheets.of_summary(page))
        match action:
            case Chosen(place) if place < len(page.lines):
                change = page.lines[place].change
                return Start() if change is None else change.press
            case Chosen(place):
                return page.buttons[place - len(page.lines)].press
            case Entered(text):
                return read_line(text, self._before)
            case Key.LEAVE:
                return None
            case _:
                return Start()

    async def _way_on(self, language: str, notes: tuple[str, ...]) -> Meant:
        """After the end: the offer, the result's ways, or leaving."""
        ways = self._all_ways()
        action = await self._asking.asked(sheets.of_buttons(ways, language, notes))
        match action:
            case Chosen(place):
                return ways[place].press if place < len(ways) else None
            case Entered(text):
                return read_line(text, Before(buttons=tuple(ways)))
            case Key.LEAVE:
                return None
            case _:
                return Help()

    def _all_ways(self) -> list[Button]:
        """An offer first, then what the result offers; whatever means the same is there once."""
        ways: list[Button] = []
        for way in (*self._ways, *self._result_ways):
            if all(way.press != other.press for other in ways):
                ways.append(way)
        return sorted(ways, key=lambda way: not isinstance(way.press, Accept | Decline))

    def _show(self, shown: Shown) -> tuple[str, ...]:
        """Puts on the screen what stays there. What belongs to the open question is given back."""
        notes: tuple[str, ...] = ()
        for message in shown.messages:
            notes = self._show_one(message)
        self._before = after(self._before, shown)
        return notes

    def _show_one(self, message: Message) -> tuple[str, ...]:
        match message:
            case Words():
                self._put(*looks.words(message, title=not self._begun))
                self._begun = True
                self._ways = message.buttons
            case ResultPage():
                self._put("", *pages.result(message, self._ink.width))
                self._ways, self._result_ways = (), message.buttons
            case WorkingsPage():
                self._put("", *pages.workings(message, self._ink.width))
            case Summary():
                self._put("", said(message.title, "bold cyan"))
                self._listed = message
            case QuestionCard():
                return self._show_card(message)
        return ()

    def _show_card(self, card: QuestionCard) -> tuple[str, ...]:
        """At the very beginning its notes stay; later ones are of the moment."""
        if self._begun:
            return card.notes
        self._begun = True
        self._put(*looks.notes(card, title=True))
        return ()

    def _put_answer(self, card: QuestionCard, answer: str) -> None:
        """A line of the transcript, under the heading of its block."""
        if card.heading and card.heading != self._heading:
            self._heading = card.heading
            self._put("", said(card.heading, "bold cyan"))
        elif not self._in_transcript:
            self._put("")
        self._put(looks.answered(card.text, answer, self._ink.width))
        self._in_transcript = True

    def _put(self, *drawn: RenderableType) -> None:
        """One under the other; never two empty lines."""
        for line in self._ink.lines(*drawn):
            if line or self._last_line:
                self._output.write_raw(f"{line}\n")
            self._last_line = line
        self._in_transcript = False
        self._output.flush()
