"""One sheet on the terminal until something is done with it: `await Asking(…).asked(sheet)`."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import ANSI, StyleAndTextTuples, to_formatted_text
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import HSplit, Layout, VSplit, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.processors import AfterInput, ConditionalProcessor
from prompt_toolkit.output import Output

from bot.channels.console.keys.ink import Ink
from bot.channels.console.keys.sheet import Sheet, body, footer
from bot.channels.console.paper import clean, one_line, written_for

LONGEST_TYPED: Final = 4_000
"""Letters; the engine refuses far shorter answers with a reason."""
ESCAPE_SECONDS: Final = 0.05
"""How long a lone Escape waits to see whether it begins an arrow key."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The item at this place."""

    place: int


@dataclass(frozen=True, slots=True)
class Ticked:
    """A tick for the item at this place, or its tick away."""

    place: int


@dataclass(frozen=True, slots=True)
class Entered:
    """Words."""

    text: str


class Key(Enum):
    """A key that means something by itself."""

    DONE = "done"
    BACK = "back"
    SKIP = "skip"
    HELP = "help"
    LEAVE = "leave"


Action: TypeAlias = Chosen | Ticked | Entered | Key


class Asking:
    """A sheet on one terminal. `marked` is where the person was, for the next sheet of the same question."""

    def __init__(self, source: Input, output: Output, draw: Callable[[int], Ink]) -> None:
        self._input = source
        self._output = output
        self._draw = draw
        self._sheet = Sheet()
        self._buffer = Buffer(multiline=False, on_text_changed=_without_the_unseen)
        self._offset = 0
        self._note = ""
        self.marked: int | None = None

    async def asked(self, sheet: Sheet, *, marked: int | None = None) -> Action:
        """What the person does with it; the sheet is gone from the screen afterwards."""
        self._sheet, self._offset, self._note = sheet, 0, ""
        self.marked = sheet.start if marked is None else marked
        self._buffer.reset()
        application: Application[Action] = Application(
            layout=self._layout(),
            key_bindings=self._bindings(),
            erase_when_done=True,
            input=self._input,
            output=self._output,
        )
        application.ttimeoutlen = ESCAPE_SECONDS
        application.timeoutlen = ESCAPE_SECONDS
        return await application.run_async()

    def _layout(self) -> Layout:
        typed = Window(
            BufferControl(self._buffer, input_processors=[self._invitation()]),
            height=1,
            dont_extend_height=True,
        )
        prompt = Window(FormattedTextControl(self._prompt), width=2, dont_extend_width=True, height=1)
        return Layout(
            HSplit(
                [
                    Window(
                        FormattedTextControl(self._body), dont_extend_height=True, always_hide_cursor=True
                    ),
                    VSplit([prompt, typed]),
                    Window(
                        FormattedTextControl(self._footer), dont_extend_height=True, always_hide_cursor=True
                    ),
                ]
            ),
            focused_element=typed,
        )

    def _invitation(self) -> ConditionalProcessor:
        words = AfterInput(lambda: [("class:invitation dim", self._fit(self._sheet.invitation))])
        return ConditionalProcessor(words, Condition(lambda: not self._buffer.text))

    def _prompt(self) -> StyleAndTextTuples:
        return [("bold", self._fit("> "))]

    def _body(self) -> StyleAndTextTuples:
        size = self._output.get_size()
        ink = self._draw(size.columns)
        room = max(size.rows - 2 - len(footer(self._sheet, ink.width)) - len(self._noted(ink)), 3)
        lines, self._offset = body(self._sheet, ink, self._pointed(), room, self._offset)
        return to_formatted_text(ANSI("\n".join([*lines, ""])))

    def _footer(self) -> StyleAndTextTuples:
        ink = self._draw(self._output.get_size().columns)
        lines = [("fg:ansiyellow", line) for line in self._noted(ink)]
        lines += [("dim", self._fit(line)) for line in footer(self._sheet, ink.width)]
        return [(style, f"\n{line}" if place else line) for place, (style, line) in enumerate(lines)]

    def _noted(self, ink: Ink) -> list[str]:
        return ink.lines(self._note) if self._note else []

    def _fit(self, text: str) -> str:
        return written_for(self._draw(80).encoding, one_line(text) + " " * text.endswith(" "))

    def _pointed(self) -> int | None:
        """The item that is marked, or whose number is being typed."""
        place = self._sheet.place_of(self._buffer.text)
        return self.marked if place is None else place

    def _bindings(self) -> KeyBindings:
        keys = KeyBindings()
        empty = Condition(lambda: not self._buffer.text)
        numbered = Condition(lambda: self._sheet.place_of(self._buffer.text) is not None)
        multi = Condition(lambda: self._sheet.multi)
        keys.add("up")(self._move(-1))
        keys.add("down")(self._move(1))
        keys.add("enter")(self._enter)
        keys.add("left", filter=empty & Condition(lambda: self._sheet.can_go_back))(_press(Key.BACK))
        keys.add("tab", filter=Condition(lambda: self._sheet.can_skip))(_press(Key.SKIP))
        keys.add("?", filter=empty & Condition(lambda: self._sheet.has_help and bool(self._sheet.items)))(
            _press(Key.HELP)
        )
        keys.add("space", filter=multi & (empty | numbered))(self._tick)
        keys.add("pageup")(self._scroll(-1))
        keys.add("pagedown")(self._scroll(1))
        keys.add("escape")(lambda _event: self._buffer.reset())
        keys.add(Keys.BracketedPaste)(self._paste)
        keys.add("c-l")(lambda event: event.app.renderer.clear())
        for leaving in ("c-c", "c-d", Keys.SIGINT):
            keys.add(leaving)(_press(Key.LEAVE))
        return keys

    def _move(self, by: int) -> Callable[[KeyPressEvent], None]:
        def move(_event: KeyPressEvent) -> None:
            count = len(self._sheet.items)
            if not count:
                return
            at = self._pointed()
            self._buffer.reset()
            self._note = ""
            self.marked = (0 if by > 0 else count - 1) if at is None else (at + by) % count

        return move

    def _scroll(self, by: int) -> Callable[[KeyPressEvent], None]:
        def scroll(_event: KeyPressEvent) -> None:
            self.marked = None
            self._offset = max(self._offset + by * (self._output.get_size().rows // 2), 0)

        return scroll

    def _enter(self, event: KeyPressEvent) -> None:
        sheet, typed, at = self._sheet, self._buffer.text, self._pointed()
        ticked = any(item.ticked for item in sheet.items)
        if typed.strip():
            by_number = sheet.place_of(typed)
            if by_number is None:
                event.app.exit(result=Entered(one_line(typed)))
            else:
                event.app.exit(result=Ticked(by_number) if sheet.multi and ticked else Chosen(by_number))
        elif at is not None and sheet.items[at].ticked is None:
            event.app.exit(result=Chosen(at))
        elif sheet.multi:
            event.app.exit(result=Key.DONE)
        else:
            self._note = sheet.choose_first

    def _tick(self, event: KeyPressEvent) -> None:
        at = self._pointed()
        if at is None:
            self._note = self._sheet.choose_first
        elif self._sheet.items[at].ticked is None:
            event.app.exit(result=Chosen(at))
        else:
            self.marked = at
            event.app.exit(result=Ticked(at))

    def _paste(self, event: KeyPressEvent) -> None:
        """Several lines become one: an answer is a line, and a paste never sends itself."""
        between = ", " if self._sheet.multi else " "
        text = between.join(line.strip() for line in event.data.splitlines() if line.strip())
        self._buffer.insert_text(one_line(text)[:LONGEST_TYPED])


def _without_the_unseen(buffer: Buffer) -> None:
    """What is typed stands on the screen while it is: only letters may."""
    seen = clean(buffer.text).replace("\n", " ")[:LONGEST_TYPED]
    if seen != buffer.text:
        buffer.text = seen


def _press(key: Key) -> Callable[[KeyPressEvent], None]:
    def press(event: KeyPressEvent) -> None:
        event.app.exit(result=key)

    return press
