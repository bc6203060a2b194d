"""Rich text: sections, lists, quotes and preformatted lines, and what may stand in them.

Slack names no number for its letters; they count towards all texts of a message.
"""

from collections.abc import Callable, Collection
from typing import Any, Final, NamedTuple

from tests.fakes.slack.kit.check import Check, kind_of
from tests.fakes.slack.words import utf16

_MOST: Final = 13_200
"""Letters of one element: all of a message."""
_STYLES: Final = frozenset({"bold", "italic", "strike", "highlight", "client_highlight", "underline"})
_OF_LETTERS: Final = _STYLES | {"code", "unlink"}
_OF_CALLS: Final = _STYLES | {"unlink"}
_ADDRESSES: Final = ("http", "https", "mailto", "tel", "slack")


class _Kind(NamedTuple):
    look: Callable[[Check, dict[str, Any], str], None]
    required: Collection[str]
    optional: Collection[str] = ()
    styles: Collection[str] = _STYLES


def check_rich_text(check: Check, block: dict[str, Any], path: str) -> None:
    """The block."""
    for place, part in enumerate(check.items(block["elements"], f"{path}/elements", 1, 100)):
        here = f"{path}/elements/{place}"
        kind = kind_of(part)
        if kind not in _PARTS:
            check.wrong(f"unsupported type: {kind}", f"{here}/type")
        elif check.fields(part, here, ("type", "elements"), _PARTS[kind]):
            _check_part(check, part, here)


def _check_part(check: Check, part: dict[str, Any], path: str) -> None:
    is_list = part["type"] == "rich_text_list"
    if is_list:
        check.one_of(part, "style", path, ("bullet", "ordered"))
    for place, element in enumerate(check.items(part["elements"], f"{path}/elements", 0, 1000)):
        here = f"{path}/elements/{place}"
        if not is_list:
            _check_element(check, element, here)
        elif kind_of(element) != "rich_text_section":
            check.wrong("must be a rich_text_section", f"{here}/type")
        elif check.fields(element, here, ("type", "elements"), ()):
            _check_part(check, element, here)


def _check_element(check: Check, element: Any, path: str) -> None:
    kind = _ELEMENTS.get(kind_of(element))
    if kind is None:
        check.wrong(f"unsupported type: {kind_of(element)}", f"{path}/type")
    elif check.fields(element, path, ("type", *kind.required), ("style", *kind.optional)):
        _check_style(check, element, path, kind.styles)
        kind.look(check, element, path)


def _check_style(check: Check, element: dict[str, Any], path: str, known: Collection[str]) -> None:
    if "style" in element and check.fields(element["style"], f"{path}/style", (), known):
        check.flags(element["style"], f"{path}/style", *known)


def _text(check: Check, element: dict[str, Any], path: str) -> None:
    _count(check, element, "text", path)


def _link(check: Check, element: dict[str, Any], path: str) -> None:
    check.url(element["url"], f"{path}/url", _ADDRESSES)
    check.flags(element, path, "unsafe", "from_llm", "is_slack_url", "truncated")
    _count(check, element, "text" if "text" in element else "url", path)


def _date(check: Check, element: dict[str, Any], path: str) -> None:
    check.whole(element, "timestamp", path, 0, 2**53)
    check.string(element["format"], f"{path}/format", _MOST)
    if "{" not in str(element["format"]):
        check.wrong("must contain a token such as {date_long}", f"{path}/format")
    check.optional_string(element, "timezone", path, 255)
    if "url" in element:
        check.url(element["url"], f"{path}/url", _ADDRESSES)
    _count(check, element, "fallback" if "fallback" in element else "format", path)


def _emoji(check: Check, element: dict[str, Any], path: str) -> None:
    check.string(element["name"], f"{path}/name", 100)
    check.optional_string(element, "unicode", path, 100)


def _broadcast(check: Check, element: dict[str, Any], path: str) -> None:
    check.one_of(element, "range", path, ("here", "channel", "everyone"))


def _named(name: str) -> Callable[[Check, dict[str, Any], str], None]:
    def look(check: Check, element: dict[str, Any], path: str) -> None:
        check.string(element[name], f"{path}/{name}", 255)

    return look


def _count(check: Check, element: dict[str, Any], name: str, path: str) -> None:
    if check.string(element[name], f"{path}/{name}", _MOST):
        check.characters += utf16(element[name])


_PARTS: Final[dict[str, Collection[str]]] = {
    "rich_text_section": (),
    "rich_text_list": ("style", "indent", "offset", "border"),
    "rich_text_preformatted": ("border", "language"),
    "rich_text_quote": ("border",),
}
_ELEMENTS: Final[dict[str, _Kind]] = {
    "text": _Kind(_text, ("text",), (), _OF_LETTERS),
    "link": _Kind(_link, ("url",), ("text", "unsafe", "from_llm", "is_slack_url", "truncated"), _OF_LETTERS),
    "date": _Kind(_date, ("timestamp", "format"), ("timezone", "url", "fallback")),
    "emoji": _Kind(_emoji, ("name",), ("unicode", "skin_tone", "url")),
    "color": _Kind(_named("value"), ("value",)),
    "broadcast": _Kind(_broadcast, ("range",), (), _OF_CALLS),
    "user": _Kind(_named("user_id"), ("user_id",), (), _OF_CALLS),
    "usergroup": _Kind(_named("usergroup_id"), ("usergroup_id",), (), _OF_CALLS),
    "channel": _Kind(_named("channel_id"), ("channel_id",), (), _OF_CALLS),
    "team": _Kind(_named("team_id"), ("team_id",), (), _OF_CALLS),
}
