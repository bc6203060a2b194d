"""A person's own page as the view that `views.publish` takes, within its limits however much there is.

A page replaces the one before it. Slack keeps what somebody chose in a menu while its block keeps its name;
so blocks are named after what the page says, and what was refused is not left standing as chosen.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any, Final

from bot.channels.base import Tokens
from bot.channels.cutting import cut, utf16
from bot.channels.slack import limits
from bot.channels.slack.mrkdwn import plain_letters, plain_text
from bot.channels.slack.rich import Element, day, letters, rich_text
from bot.messages import Button
from bot.messages.home import Dated, HomeEntry, HomePage, HomePart, Pick

Block = dict[str, Any]
View = dict[str, Any]
_TITLE: Final = 150
_LINE: Final = 300
"""Of a title and of a line."""
_ENTRY: Final = 1_500
"""Of both together: with as many entries as fit a view stays well under 250 kB."""


def render_home(page: HomePage, tokens: Tokens, *, app_link: str | None = None) -> View:
    """The view. *app_link*: an address that leads to the conversation with the app."""
    parts = [_entries(part, page, tokens) for part in page.parts]
    while (blocks := _blocks(page, parts, tokens, app_link))[limits.VIEW_BLOCKS :]:
        max(parts, key=lambda entries: sum(map(len, entries))).pop()
    return {"type": "home", "blocks": _named(blocks, page)}


def _blocks(
    page: HomePage, parts: Sequence[list[list[Block]]], tokens: Tokens, app_link: str | None
) -> list[Block]:
    """From top to bottom; the entries of the parts are made already."""
    blocks = list(_notice(page, app_link))
    blocks += [_plain(line) for line in page.about]
    for part, entries in zip(page.parts, parts, strict=True):
        blocks += [{"type": "divider"}, _header(part.title)]
        blocks += [block for entry in entries for block in entry]
        blocks += _rest(part, tokens)
    return [*blocks, {"type": "divider"}, _context(page.help)]


def _notice(page: HomePage, app_link: str | None) -> Iterator[Block]:
    if not page.notice:
        return
    yield rich_text([letters(cut(page.notice, _LINE), bold=True)])
    if app_link is not None:
        yield from _actions([_link(page.to_messages, app_link)])
    yield {"type": "divider"}


def _entries(part: HomePart, page: HomePage, tokens: Tokens) -> list[list[Block]]:
    return [_entry(entry, page, tokens) for entry in part.entries]


def _entry(entry: HomeEntry, page: HomePage, tokens: Tokens) -> list[Block]:
    """Buttons stand below the words; each is read out with what it is about."""
    buttons = [_about(entry, button, page, tokens) for button in entry.buttons]
    return [rich_text(_words(entry)), *_actions(buttons)]


def _words(entry: HomeEntry) -> Iterator[Element]:
    """A heading and its lines, as many as have room."""
    title = cut(entry.title, _TITLE)
    yield letters(title, bold=True)
    room = _ENTRY - utf16(title)
    for line in map(_line, entry.lines):
        if (length := sum(map(_length, line))) < room:
            room -= length
            yield from line


def _line(line: str | Dated) -> list[Element]:
    """With the break before it."""
    if isinstance(line, str):
        return [letters("\n" + cut(line, _LINE))]
    after = [letters(cut(line.after, _LINE))] if line.after else []
    return [letters("\n" + cut(line.before, _LINE)), day(line.at, cut(line.day, _LINE)), *after]


def _length(element: Element) -> int:
    """In units."""
    return utf16(element.get("text") or element["fallback"])


def _about(entry: HomeEntry, button: Button, page: HomePage, tokens: Tokens) -> Block:
    read_out = plain_letters(f"{button.label}: {entry.title}", limits.ACCESSIBILITY_LABEL)
    leads = {"style": "primary"} if button.press == page.leading else {}
    return _button(button, tokens) | {"accessibility_label": read_out} | leads


def _rest(part: HomePart, tokens: Tokens) -> Iterator[Block]:
    """Below the entries how many more there are, else the lines in full; then what can be set or done."""
    for line in part.lines:
        yield _context(line) if part.entries else _plain(line)
    for pick in part.picks:
        yield _menu(pick, tokens)
    buttons = [_button(button, tokens) for button in part.buttons]
    if part.web is not None:
        buttons.append(_link(part.web.label, part.web.address))
    yield from _actions(buttons)


def _menu(pick: Pick, tokens: Tokens) -> Block:
    options = [
        {"text": plain_text(option.label, limits.OPTION), "value": tokens(option.press)}
        for option in pick.options[: limits.SELECT_OPTIONS]
    ]
    menu: Block = {
        "type": "static_select",
        "placeholder": plain_text(pick.label, limits.PLACEHOLDER),
        "options": options,
    }
    if pick.chosen is not None and pick.chosen < len(options):
        menu["initial_option"] = options[pick.chosen]
    return _plain(pick.label) | {"accessory": menu}


def _actions(elements: list[Block]) -> list[Block]:
    return [{"type": "actions", "elements": elements[: limits.ACTIONS]}] if elements else []


def _button(button: Button, tokens: Tokens) -> Block:
    return {
        "type": "button",
        "text": plain_text(button.label, limits.BUTTON),
        "value": tokens(button.press),
    }


def _link(label: str, address: str) -> Block:
    return {"type": "button", "text": plain_text(label, limits.BUTTON), "url": address}


def _header(words: str) -> Block:
    return {"type": "header", "text": plain_text(words, limits.HEADER)}


def _plain(words: str) -> Block:
    return {"type": "section", "text": plain_text(words, _ENTRY)}


def _context(words: str) -> Block:
    return {"type": "context", "elements": [plain_text(words, _ENTRY)]}


def _named(blocks: list[Block], page: HomePage) -> list[Block]:
    """Every block and every element gets a name of its own on this page."""
    digest = blake2b(repr(page).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    for place, block in enumerate(blocks):
        block["block_id"] = f"home-{digest}-{place}"
        elements = block["elements"] if block["type"] == "actions" else [block.get("accessory")]
        for number, element in enumerate(filter(None, elements)):
            element["action_id"] = f"home-{place}-{number}"
    return blocks
