"""A message without its controls, from its payload or from what Slack sends back of it.

What Slack sends back holds more than it takes: sizes of pictures, names it gave to blocks. So blocks are made
anew from the fields that are known, and what is unknown is left out; what is not well made is left out too.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from bot.channels.cutting import cut
from bot.channels.slack import limits
from bot.channels.slack.mrkdwn import entities_read, plain_text, spoken
from bot.channels.slack.rich import letters, link, rich_text

Made: TypeAlias = dict[str, Any]
Found: TypeAlias = Mapping[str, Any]
_NOTHING: Final = "✓"
"""Where no words are left at all."""


def without_controls(message: Found) -> Made:
    """The words of *message*, without anything to press or fill in: always a message that Slack takes."""
    text = message.get("text")
    said = cut(text, limits.TEXT) if isinstance(text, str) else ""
    found = message.get("blocks")
    blocks = [kept for block in (found if isinstance(found, list) else ()) for kept in _kept(block)]
    if not blocks:
        blocks = [_section(plain_text(entities_read(said.strip()) or _NOTHING, limits.SECTION))]
    return {"text": said if said.strip() else _first_words(blocks), "blocks": blocks[: limits.BLOCKS]}


def _kept(block: object) -> Iterator[Made]:
    if not isinstance(block, Mapping):
        return
    kind = block.get("type")
    if isinstance(kind, str) and kind in _KINDS:
        yield from _KINDS[kind](block)


def _sections(block: Found) -> Iterator[Made]:
    """An accessory goes: whatever it is, the words are understood without it."""
    for text in _texts(block.get("text"), limits.SECTION):
        yield _section(text)


def _headers(block: Found) -> Iterator[Made]:
    for text in _texts(block.get("text"), limits.HEADER):
        yield {"type": "header", "text": text}


def _contexts(block: Found) -> Iterator[Made]:
    texts = [text for element in _listed(block) for text in _texts(element, limits.CONTEXT)]
    if texts:
        yield {"type": "context", "elements": texts[: limits.CONTEXT_ELEMENTS]}


def _rich_texts(block: Found) -> Iterator[Made]:
    for section in _listed(block):
        if isinstance(section, Mapping) and section.get("type") == "rich_text_section":
            kept = [made for element in _listed(section) for made in _in_rich_text(element)]
            if kept:
                yield rich_text(kept)


def _in_rich_text(element: object) -> Iterator[Made]:
    """Letters, links, and the emojis that Slack may have made of letters."""
    match element:
        case {"type": "text", "text": str(text), **more} if text:
            style = more.get("style")
            bold = isinstance(style, Mapping) and style.get("bold") is True
            yield letters(cut(entities_read(text), limits.SECTION), bold=bold)
        case {"type": "link", "url": str(url), "text": str(text)} if url and text:
            yield link(cut(entities_read(text), limits.SECTION), url)
        case {"type": "emoji", "name": str(name)} if name:
            yield {"type": "emoji", "name": name}


def _dividers(_block: Found) -> Iterator[Made]:
    yield {"type": "divider"}


def _charts(block: Found) -> Iterator[Made]:
    title, chart = block.get("title"), block.get("chart")
    if isinstance(title, str) and isinstance(chart, Mapping):
        yield {"type": "data_visualization", "title": title, "chart": dict(chart)}


_KINDS: Final[dict[str, Callable[[Found], Iterator[Made]]]] = {
    "section": _sections,
    "header": _headers,
    "context": _contexts,
    "rich_text": _rich_texts,
    "divider": _dividers,
    "data_visualization": _charts,
}
"""What our messages are made of; `actions` and `input` are what goes."""


def _listed(block: Found) -> list[object]:
    elements = block.get("elements")
    return elements if isinstance(elements, list) else []


def _texts(text: object, limit: int) -> Iterator[Made]:
    """The text again, if it is one. Plain letters come back with three signs written otherwise."""
    if not isinstance(text, Mapping) or not isinstance(text.get("text"), str) or not text["text"].strip():
        return
    if text.get("type") == "plain_text":
        yield plain_text(entities_read(text["text"]), limit)
    elif text.get("type") == "mrkdwn":
        yield {"type": "mrkdwn", "text": cut(text["text"], limit), "verbatim": True}


def _section(text: Made) -> Made:
    return {"type": "section", "text": text}


def _first_words(blocks: list[Made]) -> str:
    """Of the first block of letters, for whom the words beside the blocks are read out."""
    for block in blocks:
        if block["type"] == "rich_text":
            (section,) = block["elements"]
            return spoken("".join(element.get("text", "") for element in section["elements"])) or _NOTHING
        if block["type"] == "section":
            text = block["text"]
            return spoken(text["text"]) if text["type"] == "plain_text" else str(text["text"])
    return _NOTHING
