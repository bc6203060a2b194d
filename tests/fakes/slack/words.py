"""Texts as Slack keeps and shows them: three escapes, links, mentions, and a few marks."""

import re
from collections.abc import Iterator
from typing import Final

_ENTITIES: Final = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt);")
_BARE_AMPERSAND: Final = re.compile(r"&(?!(?:amp|lt|gt);)")
_ANGLES: Final = re.compile(r"<([^<>\n]+)>")
_BARE_MENTION: Final = re.compile(r"(?<![\w@])@(?:channel|here|everyone)\b")
_MARKS: Final = tuple(
    re.compile(rf"(?<![\w{sign}])({sign})(?=\S)([^{sign}\n]*[^{sign}\s]){sign}(?![\w{sign}])")
    for sign in (r"\*", "_", "~")
)
_CODE: Final = re.compile(r"```\n?(.*?)```|`([^`\n]+)`", re.DOTALL)


def utf16(text: str) -> int:
    """Its length as Slack's apps count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def escaped(text: str) -> str:
    """What a person types, as events bring it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def kept(text: str) -> str:
    """A plain text as Slack keeps it and gives it back: no sign is left that means something."""
    return _BARE_AMPERSAND.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> str:
    """A plain text as it is read."""
    return _ENTITY.sub(lambda found: _ENTITIES[found.group()], text) if "&" in text else text


def read(text: str) -> str:
    """A text in mrkdwn as it is read: without marks, links by their labels, mentions by names."""
    if not any(sign in text for sign in "<*_~`&"):
        return text
    pieces: list[str] = []
    end = 0
    for found in _CODE.finditer(text):
        pieces += [_marked(text[end : found.start()]), plain(found.group(1) or found.group(2) or "")]
        end = found.end()
    return "".join([*pieces, _marked(text[end:])])


def mentions(text: str) -> Iterator[str]:
    """What would ring somewhere: `<!channel>`, `<@U…>`, `<#C…>`, a bare `@channel`."""
    if "@" not in text and "<" not in text:
        return
    for found in _ANGLES.finditer(text):
        inner = found.group(1)
        if inner[0] in "@#" or (inner[0] == "!" and not inner.startswith("!date^")):
            yield found.group()
    for bare in _BARE_MENTION.finditer(text):
        yield bare.group()


def _marked(text: str) -> str:
    text = _ANGLES.sub(lambda found: _angle(found.group(1)), text)
    for mark in _MARKS:
        text = mark.sub(r"\2", text)
    return plain(text)


def _angle(inner: str) -> str:
    """What stands in angle brackets."""
    target, bar, label = inner.partition("|")
    if target.startswith("!date^"):
        return label
    if bar:
        return label
    if target.startswith("!subteam^"):
        return f"@{target.removeprefix('!subteam^')}"
    return f"@{target[1:]}" if target[0] == "!" else target
