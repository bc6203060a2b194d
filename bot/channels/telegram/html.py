"""Paragraphs in Telegram's HTML, and back to what is seen."""

from html.parser import HTMLParser
from typing import Final

from bot.channels.paragraphs import Paragraph, Run

MARKS: Final = frozenset({"b", "a"})
"""The tags we use, of those Telegram knows."""


def html(paragraph: Paragraph) -> str:
    """One paragraph, everything in it escaped."""
    return "".join(map(_run, paragraph))


def escape(text: str) -> str:
    """Letters that stay letters: Telegram reads `&`, `<` and `>`, and `"` in an address."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def entities(paragraph: Paragraph) -> int:
    """How many marks it has."""
    return sum(run.bold + bool(run.link) for run in paragraph)


def _run(run: Run) -> str:
    text = escape(run.text)
    if run.bold and text:
        text = f"<b>{text}</b>"
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link else text


class Seen(HTMLParser):
    """What a reader of *source* sees, and what is wrong with it."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.marked = ""
        """The text with `**` around what is bold and addresses behind links."""
        self.entities = 0
        self.faults: list[str] = []
        self._open: list[str] = []
        self._address = ""
        self.feed(source)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in MARKS:
            self.faults.append(f"<{tag}> is no mark of ours")
        self.entities += 1
        self._open.append(tag)
        self._address = dict(attrs).get("href") or ""
        self.marked += "**" if tag == "b" else ""

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")
        self.marked += "**" if tag == "b" else f" ({self._address})"

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += data
