"""Text objects, options, and the dialog that asks once more."""

from collections.abc import Collection
from typing import Any, Final

from tests.fakes.slack.kit.check import Check, kind_of
from tests.fakes.slack.words import utf16

PLAIN: Final = frozenset({"plain_text"})
ANY: Final = frozenset({"plain_text", "mrkdwn"})
_PLAIN_FIELDS: Final = frozenset({"emoji"})
_MRKDWN_FIELDS: Final = frozenset({"verbatim"})
_NEEDED: Final = ("type", "text")
_OPTION: Final = ("text", "value")
_OPTION_MORE: Final = frozenset({"description", "url"})


def check_text(
    check: Check, value: Any, path: str, most: int, kinds: Collection[str] = ANY, least: int = 1
) -> None:
    """A text object of one of these *kinds*."""
    kind = kind_of(value)
    if not check.fields(value, path, _NEEDED, _PLAIN_FIELDS if kind == "plain_text" else _MRKDWN_FIELDS):
        return
    if kind not in kinds:
        check.wrong(f"must be one of {', '.join(sorted(kinds))}", f"{path}/type")
    check.flags(value, path, "emoji", "verbatim")
    if check.string(value["text"], f"{path}/text", most, least):
        check.characters += utf16(value["text"])


def check_optional_text(
    check: Check, owner: dict[str, Any], name: str, path: str, most: int, kinds: Collection[str] = PLAIN
) -> None:
    if name in owner:
        check_text(check, owner[name], f"{path}/{name}", most, kinds)


def check_confirm(check: Check, owner: dict[str, Any], path: str) -> None:
    """The dialog before an action."""
    if "confirm" not in owner:
        return
    confirm, path = owner["confirm"], f"{path}/confirm"
    if not check.fields(confirm, path, ("title", "text", "confirm", "deny"), ("style",)):
        return
    check_text(check, confirm["title"], f"{path}/title", 100, PLAIN)
    check_text(check, confirm["text"], f"{path}/text", 300)
    check_text(check, confirm["confirm"], f"{path}/confirm", 30, PLAIN)
    check_text(check, confirm["deny"], f"{path}/deny", 30, PLAIN)
    check.one_of(confirm, "style", path, ("primary", "danger"))


def check_options(
    check: Check, value: Any, path: str, most: int, kinds: Collection[str] = PLAIN, *, links: bool = False
) -> list[dict[str, Any]]:
    """Options, at least one; *links*: they may lead to addresses. Returns those of the right shape."""
    found: list[dict[str, Any]] = []
    for place, option in enumerate(check.items(value, path, 1, most)):
        here = f"{path}/{place}"
        if not check.fields(option, here, _OPTION, _OPTION_MORE):
            continue
        check_text(check, option["text"], f"{here}/text", 75, kinds)
        check.string(option["value"], f"{here}/value", 150)
        check_optional_text(check, option, "description", here, 75, kinds)
        if "url" in option:
            if links:
                check.url(option["url"], f"{here}/url", ("http", "https"))
            else:
                check.wrong("url is for overflow menus alone", f"{here}/url")
        found.append(option)
    _check_values(check, found, path)
    return found


def check_initial(check: Check, owner: dict[str, Any], path: str, options: list[dict[str, Any]]) -> None:
    """What is chosen from the start is one of the options, letter for letter."""
    if "initial_option" in owner and owner["initial_option"] not in options:
        check.wrong("initial_option was not found in the options", f"{path}/initial_option")
    if "initial_options" in owner:
        here = f"{path}/initial_options"
        for place, option in enumerate(check.items(owner["initial_options"], here, 1, len(options))):
            if option not in options:
                check.wrong("initial_options were not found in the options", f"{here}/{place}")


def _check_values(check: Check, options: list[dict[str, Any]], path: str) -> None:
    values = [str(option["value"]) for option in options]
    if len(set(values)) < len(values):
        check.wrong("values of options must be unique", path)
