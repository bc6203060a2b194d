"""Block elements: what can be pressed, chosen or filled in."""

import re
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from tests.fakes.slack.kit.check import Check, Surface, kind_of
from tests.fakes.slack.kit.texts import (
    ANY,
    PLAIN,
    check_confirm,
    check_initial,
    check_optional_text,
    check_options,
    check_text,
)

Looks: TypeAlias = Callable[[Check, dict[str, Any], str], None]
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_IDENTITY: Final = re.compile(r"[UWCDG][A-Z0-9]{2,30}")
_FILTERS: Final = frozenset({"include", "exclude_external_shared_channels", "exclude_bot_users"})
_COMMON: Final = frozenset({"type", "action_id", "confirm", "focus_on_load"})
_MOST_OPTIONS: Final = 100

IN_ACTIONS: Final = frozenset(
    {
        "button", "checkboxes", "radio_buttons", "overflow", "datepicker", "timepicker", "datetimepicker",
        "static_select", "external_select", "users_select", "conversations_select", "channels_select",
        "multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select",
        "multi_channels_select", "workflow_button",
    }
)  # fmt: skip
IN_SECTION: Final = (IN_ACTIONS - {"datetimepicker"}) | {"image"}
IN_INPUT: Final = (IN_ACTIONS - {"button", "overflow", "workflow_button"}) | {
    "plain_text_input", "number_input", "email_text_input", "url_text_input", "file_input", "rich_text_input",
}  # fmt: skip
_SURFACES: Final = {
    "number_input": {Surface.MODAL},
    "email_text_input": {Surface.MODAL},
    "url_text_input": {Surface.MODAL},
    "file_input": {Surface.MODAL},
    "rich_text_input": {Surface.MODAL, Surface.HOME},
    "datetimepicker": {Surface.MODAL, Surface.MESSAGE},
}
"""Those that are not everywhere."""


def check_element(check: Check, element: Any, path: str, allowed: frozenset[str]) -> None:
    """An element where only *allowed* ones may stand."""
    kind = kind_of(element)
    if kind not in allowed or kind not in _LOOKS:
        check.wrong(f"unsupported type: {kind}", f"{path}/type")
        return
    if check.surface not in _SURFACES.get(kind, (check.surface,)):
        check.wrong(f"{kind} is not supported in a {check.surface}", f"{path}/type")
    more, look = _LOOKS[kind]
    if not check.fields(element, path, ("type",), _COMMON | more):
        return
    check.action_id(element, path)
    check.flags(element, path, "focus_on_load")
    check_confirm(check, element, path)
    look(check, element, path)


def check_image(check: Check, image: Any, path: str) -> None:
    """A small picture, beside a text."""
    if not check.fields(image, path, ("type", "alt_text"), ("image_url", "slack_file")):
        return
    check.string(image["alt_text"], f"{path}/alt_text", 2000)
    check_picture(check, image, path)


def check_picture(check: Check, image: dict[str, Any], path: str) -> None:
    """Where a picture comes from: one address, or one of Slack's files."""
    if ("image_url" in image) == ("slack_file" in image):
        check.wrong("must provide exactly one of image_url and slack_file", path)
    elif "image_url" in image:
        check.url(image["image_url"], f"{path}/image_url", ("http", "https"))
    elif check.fields(image["slack_file"], f"{path}/slack_file", (), ("id", "url")):
        file = image["slack_file"]
        if len(file) != 1 or not check.has_file(next(iter(file.values()))):
            check.wrong("invalid slack file", f"{path}/slack_file")


def _placeholder(check: Check, element: dict[str, Any], path: str) -> None:
    check_optional_text(check, element, "placeholder", path, 150)


def _button(check: Check, button: dict[str, Any], path: str) -> None:
    if "text" not in button:
        check.wrong("missing required field: text", path)
        return
    check_text(check, button["text"], f"{path}/text", 75, PLAIN)
    check.optional_string(button, "value", path, 2000)
    check.optional_string(button, "accessibility_label", path, 75)
    check.one_of(button, "style", path, ("primary", "danger"))
    if "url" in button:
        check.url(button["url"], f"{path}/url", ("http", "https", "slack", "mailto"))


def _few_options(check: Check, element: dict[str, Any], path: str) -> None:
    options = check_options(check, element.get("options"), f"{path}/options", 10, ANY)
    check_initial(check, element, path, options)


def _overflow(check: Check, element: dict[str, Any], path: str) -> None:
    check_options(check, element.get("options"), f"{path}/options", 5, links=True)


def _select(check: Check, element: dict[str, Any], path: str) -> None:
    _placeholder(check, element, path)
    if ("options" in element) == ("option_groups" in element):
        check.wrong("must provide exactly one of options and option_groups", path)
        return
    check_initial(check, element, path, _select_options(check, element, path))
    if "max_selected_items" in element:
        check.whole(element, "max_selected_items", path, 1, _MOST_OPTIONS)
        chosen, most = element.get("initial_options"), element["max_selected_items"]
        if isinstance(chosen, list) and isinstance(most, int) and len(chosen) > most:
            check.wrong("more initial_options than max_selected_items", f"{path}/initial_options")


def _select_options(check: Check, element: dict[str, Any], path: str) -> list[dict[str, Any]]:
    if "options" in element:
        return check_options(check, element["options"], f"{path}/options", _MOST_OPTIONS)
    found: list[dict[str, Any]] = []
    here = f"{path}/option_groups"
    for place, group in enumerate(check.items(element["option_groups"], here, 1, _MOST_OPTIONS)):
        if check.fields(group, f"{here}/{place}", ("label", "options"), ()):
            check_text(check, group["label"], f"{here}/{place}/label", 75, PLAIN)
            found += check_options(check, group["options"], f"{here}/{place}/options", _MOST_OPTIONS)
    return found


def _external(check: Check, element: dict[str, Any], path: str) -> None:
    """What the app offers while one types."""
    _placeholder(check, element, path)
    if "max_selected_items" in element:
        check.whole(element, "max_selected_items", path, 1, _MOST_OPTIONS)
    if "min_query_length" in element:
        check.whole(element, "min_query_length", path, 1, 150)


def _one_of_theirs(initial: str) -> Looks:
    """One person, channel or conversation; *initial*: how the one from the start is called."""

    def look(check: Check, element: dict[str, Any], path: str) -> None:
        _placeholder(check, element, path)
        if initial in element:
            _identity(check, element[initial], f"{path}/{initial}")
        check.flags(element, path, "response_url_enabled", "default_to_current_conversation")
        _filter(check, element, path)

    return look


def _some_of_theirs(initial: str) -> Looks:
    """Several of them."""

    def look(check: Check, element: dict[str, Any], path: str) -> None:
        _placeholder(check, element, path)
        most = _MOST_OPTIONS
        if "max_selected_items" in element:
            check.whole(element, "max_selected_items", path, 1, _MOST_OPTIONS)
            most = element["max_selected_items"] if isinstance(element["max_selected_items"], int) else most
        if initial in element:
            here = f"{path}/{initial}"
            for place, one in enumerate(check.items(element[initial], here, 1, most)):
                _identity(check, one, f"{here}/{place}")
        check.flags(element, path, "default_to_current_conversation")
        _filter(check, element, path)

    return look


def _identity(check: Check, value: Any, path: str) -> None:
    if not isinstance(value, str) or not _IDENTITY.fullmatch(value):
        check.wrong("must be a valid id", path)


def _filter(check: Check, element: dict[str, Any], path: str) -> None:
    """Which conversations are offered."""
    if "filter" not in element:
        return
    chosen, path = element["filter"], f"{path}/filter"
    if not check.fields(chosen, path, (), _FILTERS):
        return
    if not chosen:
        check.wrong("must provide one of include and exclusions", path)
    check.flags(chosen, path, "exclude_external_shared_channels", "exclude_bot_users")
    if "include" in chosen:
        for place, one in enumerate(check.items(chosen["include"], f"{path}/include", 1, 4)):
            if one not in ("im", "mpim", "private", "public"):
                check.wrong("must be one of im, mpim, private, public", f"{path}/include/{place}")


def _words(check: Check, element: dict[str, Any], path: str) -> None:
    _placeholder(check, element, path)
    check.flags(element, path, "multiline")
    most = 3000
    if "max_length" in element:
        check.whole(element, "max_length", path, 1, 3000)
        most = element["max_length"] if isinstance(element["max_length"], int) else most
    if "min_length" in element:
        check.whole(element, "min_length", path, 0, 3000)
    if "initial_value" in element:
        check.string(element["initial_value"], f"{path}/initial_value", most, 0)
    _dispatch(check, element, path)


def _dispatch(check: Check, element: dict[str, Any], path: str) -> None:
    if "dispatch_action_config" not in element:
        return
    config, path = element["dispatch_action_config"], f"{path}/dispatch_action_config"
    if check.fields(config, path, ("trigger_actions_on",), ()):
        for place, one in enumerate(
            check.items(config["trigger_actions_on"], f"{path}/trigger_actions_on", 1, 2)
        ):
            if one not in ("on_enter_pressed", "on_character_entered"):
                check.wrong("must be one of on_enter_pressed, on_character_entered", f"{path}/{place}")


def _number(check: Check, element: dict[str, Any], path: str) -> None:
    _placeholder(check, element, path)
    if not isinstance(element.get("is_decimal_allowed"), bool):
        check.wrong("missing required field: is_decimal_allowed", path)
    for name in ("initial_value", "min_value", "max_value"):
        value = element.get(name, "0")
        if not isinstance(value, str) or not _NUMBER.fullmatch(value):
            check.wrong("must be a number in a string", f"{path}/{name}")
        elif "." in value and not element.get("is_decimal_allowed"):
            check.wrong("must be a whole number", f"{path}/{name}")
    _dispatch(check, element, path)


def _picker(pattern: re.Pattern[str], initial: str) -> Looks:
    def look(check: Check, element: dict[str, Any], path: str) -> None:
        _placeholder(check, element, path)
        if initial in element and not pattern.fullmatch(str(element[initial])):
            check.wrong("must be a valid value", f"{path}/{initial}")

    return look


def _files(check: Check, element: dict[str, Any], path: str) -> None:
    if "max_files" in element:
        check.whole(element, "max_files", path, 1, 10)
    if "filetypes" in element:
        check.items(element["filetypes"], f"{path}/filetypes", 1, 100)


def _picture(check: Check, element: dict[str, Any], path: str) -> None:
    check_image(check, element, path)


def _nothing(_check: Check, _element: dict[str, Any], _path: str) -> None:
    """It has only what all have."""


def _those(names: str) -> frozenset[str]:
    return frozenset(names.split())


_TEXT: Final = _those(
    "placeholder initial_value multiline min_length max_length dispatch_action_config is_decimal_allowed"
)
_LOOKS: Final[dict[str, tuple[frozenset[str], Looks]]] = {
    "button": (_those("text value url style accessibility_label"), _button),
    "workflow_button": (_those("text workflow style accessibility_label"), _nothing),
    "image": (_those("alt_text image_url slack_file"), _picture),
    "radio_buttons": (_those("options initial_option"), _few_options),
    "checkboxes": (_those("options initial_options"), _few_options),
    "overflow": (_those("options"), _overflow),
    "static_select": (_those("placeholder options option_groups initial_option"), _select),
    "multi_static_select": (
        _those("placeholder options option_groups initial_options max_selected_items"),
        _select,
    ),
    "external_select": (_those("placeholder initial_option min_query_length"), _external),
    "multi_external_select": (
        _those("placeholder initial_options min_query_length max_selected_items"),
        _external,
    ),
    "users_select": (_those("placeholder initial_user"), _one_of_theirs("initial_user")),
    "channels_select": (
        _those("placeholder initial_channel response_url_enabled"),
        _one_of_theirs("initial_channel"),
    ),
    "conversations_select": (
        _those(
            "placeholder initial_conversation default_to_current_conversation response_url_enabled filter"
        ),
        _one_of_theirs("initial_conversation"),
    ),
    "multi_users_select": (
        _those("placeholder initial_users max_selected_items"),
        _some_of_theirs("initial_users"),
    ),
    "multi_channels_select": (
        _those("placeholder initial_channels max_selected_items"),
        _some_of_theirs("initial_channels"),
    ),
    "multi_conversations_select": (
        _those("placeholder initial_conversations max_selected_items default_to_current_conversation filter"),
        _some_of_theirs("initial_conversations"),
    ),
    "datepicker": (_those("placeholder initial_date"), _picker(_DATE, "initial_date")),
    "timepicker": (_those("placeholder initial_time timezone"), _picker(_TIME, "initial_time")),
    "datetimepicker": (_those("initial_date_time"), _picker(re.compile(r"\d{10}"), "initial_date_time")),
    "plain_text_input": (_TEXT - {"is_decimal_allowed"}, _words),
    "email_text_input": (_TEXT - {"is_decimal_allowed", "multiline"}, _words),
    "url_text_input": (_TEXT - {"is_decimal_allowed", "multiline"}, _words),
    "number_input": (
        _those("placeholder initial_value min_value max_value is_decimal_allowed dispatch_action_config"),
        _number,
    ),
    "file_input": (_those("filetypes max_files"), _files),
    "rich_text_input": (_those("placeholder initial_value dispatch_action_config"), _nothing),
}
"""Fields beside the common ones, and what is looked at."""
