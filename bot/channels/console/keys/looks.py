"""What stays on the screen: words, answers given, summaries. The live question is drawn by `sheet`."""

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.channels.console.keys.ink import said
from bot.channels.console.paper import one_line
from bot.messages import QuestionCard, Words


def words(message: Words, *, title: bool) -> Iterator[RenderableType]:
    """Paragraphs with air between; the very first thing said is the title."""
    if message.title:
        yield ""
        yield said(message.title, "bold cyan")
    for place, paragraph in enumerate(message.paragraphs):
        yield ""
        yield said(paragraph, "bold cyan" if title and not place and not message.title else "")
    for section in message.sections:
        if section.lines:
            yield ""
            yield said(section.title, "bold")
            yield from (said(f"  - {line}") for line in section.lines)
    if message.web is not None:
        yield ""
        yield said(f"{message.web.label}: {message.web.address}", "dim")


def notes(card: QuestionCard, *, title: bool) -> Iterator[RenderableType]:
    """What was noted above a question, once and for all."""
    yield ""
    for place, note in enumerate(card.notes):
        yield said(note, "bold cyan" if title and not place else "dim")


def answered(question: str, answer: str, width: int) -> Text:
    """One line of the transcript: `✓ Where do new enquiries end up?  One shared list`."""
    answer = fitting(answer, max(width // 2, width - 4 - cell_len(one_line(question))))
    asked = fitting(question, width - 4 - cell_len(answer))
    return Text.assemble(("✓ ", "green"), (asked, "dim"), "  ", (answer, "cyan"))


def fitting(text: str, width: int) -> str:
    """*text* on one line of at most *width* cells, cut with "…"."""
    text = one_line(text)
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…"


def indented(renderable: RenderableType, by: int = 2) -> Padding:
    """A little to the right."""
    return Padding(renderable, (0, 0, 0, by))
