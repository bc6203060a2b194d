"""Telegram's HTML, read as strictly as Telegram reads it: few tags, four named letters, all closed."""

import re
from typing import Any, Final, NamedTuple

from tests.fakes.telegram.refusal import RefusalError, bad_request

_KINDS: Final = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "tg-spoiler": "spoiler", "span": "spoiler", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPECIAL: Final = re.compile("[<&]")
_LETTER: Final = re.compile(r"&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));?", re.IGNORECASE | re.ASCII)
_TAG: Final = re.compile(r"[^\s>]*")
_SPACE: Final = re.compile(r"\s*")
_ATTRIBUTE: Final = re.compile(
    r"""([^\s=>/"']+)\s*(=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]*)(?=[\s>])))?"""
)
_ADDRESS: Final = re.compile(
    r"(?:(?:https?|tonsite)://)?[^\s/:@]+\.[^\s/:@]+(?:[:/?#]\S*)?|tg://\S+", re.IGNORECASE
)


class Marked(NamedTuple):
    """A text without its marks, and the marks."""

    text: str
    entities: list[dict[str, Any]]
    losses: list[str]
    """What is shown otherwise than it was meant, without a word from Telegram."""


class _Open(NamedTuple):
    tag: str
    attributes: dict[str, str]
    offset: int
    text_from: int
    place: int
    """Among the entities: an outer mark comes before those inside."""


def read_html(source: str) -> Marked:
    """What a reader sees of *source*. RefusalError: it cannot be parsed."""
    if "<" not in source and "&" not in source:
        return Marked(source, [], [])
    return _Reader(source).read()


def utf16(text: str) -> int:
    """The length in the units in which Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._place = 0
        self._seen: list[str] = []
        self._offset = 0
        self._open: list[_Open] = []
        self._entities: list[dict[str, Any]] = []
        self._losses: list[str] = []

    def read(self) -> Marked:
        source = self._source
        while special := _SPECIAL.search(source, self._place):
            start = special.start()
            self._shows(source[self._place : start])
            self._place = start
            if source[start] == "&":
                self._shows(self._letter())
            elif source.startswith("</", start):
                self._closes()
            else:
                self._opens()
        self._shows(source[self._place :])
        if self._open:
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        self._entities.sort(key=lambda one: (one["offset"], -one["length"]))
        return Marked("".join(self._seen), self._entities, self._losses)

    def _shows(self, text: str) -> None:
        if text:
            self._seen.append(text)
            self._offset += utf16(text)

    def _letter(self) -> str:
        """The letter that stands for itself by a name or a number; others stay as they are written."""
        written = _LETTER.match(self._source, self._place)
        letter = _decoded(written) if written else None
        if written is None or letter is None:
            if written and written.group(3) and written.group().endswith(";"):
                self._losses.append(f"{written.group()} is shown as it is written")
            self._place += 1
            return "&"
        self._place = written.end()
        return letter

    def _opens(self) -> None:
        begin, source = self._place, self._source
        name = _TAG.match(source, begin + 1)
        tag = name.group().lower() if name else ""
        self._place = begin + 1 + len(tag)
        if self._place >= len(source):
            raise _cannot(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in _KINDS:
            raise _cannot(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self._open.append(_Open(tag, attributes, self._offset, len(self._seen), len(self._entities)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        source, found = self._source, dict[str, str]()
        while True:
            self._skip_space()
            if source.startswith(">", self._place):
                self._place += 1
                return found
            where = f'"{tag}" at byte offset {self._bytes(begin)}'
            if self._place >= len(source):
                raise _cannot(f"Unclosed start tag {where}")
            one = _ATTRIBUTE.match(source, self._place)
            if one is None:
                raise _cannot(f"Empty attribute name in the tag {where}")
            self._place = one.end()
            if one.group(2) is None and source.startswith("=", self._place):
                raise _cannot(f"Unclosed start tag {where}")
            value = next((given for given in one.group(3, 4, 5) if given is not None), "")
            found[one.group(1).lower()] = _LETTER.sub(lambda found: _decoded(found) or found.group(), value)

    def _closes(self) -> None:
        begin, source = self._place, self._source
        if not self._open:
            raise _cannot(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        name = _TAG.match(source, begin + 2)
        tag = name.group() if name else ""
        self._place = begin + 2 + len(tag)
        self._skip_space()
        if not source.startswith(">", self._place):
            raise _cannot(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        self._place += 1
        opened = self._open.pop()
        if tag.lower() not in ("", opened.tag):
            raise _cannot(
                f"Unmatched end tag at byte offset {self._bytes(begin)}, "
                f'expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self._offset > opened.offset:
            self._marks(opened)

    def _marks(self, opened: _Open) -> None:
        """One entity, from where its tag was opened to here."""
        kind, given = _KINDS[opened.tag], opened.attributes
        entity: dict[str, Any] = {
            "offset": opened.offset, "length": self._offset - opened.offset, "type": kind,
        }  # fmt: skip
        if kind == "text_link":
            address = given.get("href") or "".join(self._seen[opened.text_from :])
            if not _ADDRESS.fullmatch(address):
                self._losses.append(f"{address!r} is no address: the link is plain text")
                return
            entity["url"] = address
        elif kind == "custom_emoji":
            entity["custom_emoji_id"] = given.get("emoji-id", "")
        elif kind == "blockquote" and "expandable" in given:
            entity["type"] = "expandable_blockquote"
        elif (
            kind == "code" and given.get("class", "").startswith("language-") and self._in_pre(opened.offset)
        ):
            entity |= {"type": "pre", "language": given["class"].removeprefix("language-")}
        elif kind == "pre" and self._entities and self._entities[-1].get("language"):
            return  # its code has said all
        self._entities.insert(opened.place, entity)

    def _in_pre(self, offset: int) -> bool:
        return bool(self._open) and self._open[-1].tag == "pre" and self._open[-1].offset == offset

    def _skip_space(self) -> None:
        space = _SPACE.match(self._source, self._place)
        self._place = space.end() if space else self._place

    def _bytes(self, place: int) -> int:
        return len(self._source[:place].encode())


def _decoded(written: re.Match[str]) -> str | None:
    sixteen, ten, name = written.groups()
    if name:
        return _NAMED.get(name)
    number = int(sixteen, 16) if sixteen else int(ten)
    if not 0 < number < 0x10FFFF or len(written.group().rstrip(";")) >= 10:
        return None
    return chr(number)


def _cannot(words: str) -> RefusalError:
    return bad_request(f"can't parse entities: {words}")
