"""Fields of a form as Slack's blocks, and what stands in them when it is sent.

A field is a block with a name of ours. Behind the name may stand `~` and what its proposal depends on: when
that changes, Slack forgets what stood there. Nothing that is sent is trusted: what does not fit is as if
nothing stood there.

See docs.slack.dev/reference/block-kit/block-elements; which field for which choice: platforms, §8.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple, TypeAlias

from bot.channels.slack import limits
from bot.channels.slack.mrkdwn import plain_letters, plain_text

Made: TypeAlias = dict[str, Any]
TURNS: Final = "turns."
"""How the action of a field begins that changes the form around it."""
_VALUE: Final = "value."
"""How others begin."""
PEOPLE_AT_MOST: Final = 50
CHANNELS_AT_MOST: Final = 20
_WHOLE: Final = re.compile(r"[0-9]{1,6}")
_HOUR: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_IDENTITY: Final = re.compile(r"[A-Z0-9]{3,31}")


class Choice(NamedTuple):
    """One of several."""

    value: str
    label: str
    about: str = ""
    """A line under it."""


def words(
    name: str, label: str, *, longest: int, hint: str = "", value: str = "", lines: bool = False
) -> Made:
    """A field for words."""
    element: Made = {"type": "plain_text_input", "max_length": longest, "multiline": lines}
    return _field(name, label, element | ({"initial_value": value[:longest]} if value else {}), hint)


def number(name: str, label: str, *, least: int, most: int, value: int, hint: str = "") -> Made:
    """A field for a whole number."""
    element = {
        "type": "number_input", "is_decimal_allowed": False, "min_value": str(least), "max_value": str(most),
        "initial_value": str(value),
    }  # fmt: skip
    return _field(name, label, element, hint)


def one_of(
    name: str, label: str, choices: Sequence[Choice], chosen: str, *, hint: str = "", turns: bool = False
) -> Made:  # fmt: skip
    """A menu. *turns*: the form changes with what is chosen."""
    element = _chosen_one("static_select", choices[: limits.SELECT_OPTIONS], chosen)
    made = _field(name, label, element, hint)
    if turns:
        made["element"]["action_id"] = TURNS + name
        made["dispatch_action"] = True
    return made


def radio(name: str, label: str, choices: Sequence[Choice], chosen: str, *, hint: str = "") -> Made:
    """All choices to be seen, each with its line."""
    return _field(name, label, _chosen_one("radio_buttons", choices, chosen), hint)


def ticks(name: str, label: str, choices: Sequence[Choice], ticked: Iterable[str]) -> Made:
    """Boxes; none need be ticked."""
    options = [_option(one) for one in choices]
    wanted = set(ticked)
    on = [option for option in options if option["value"] in wanted]
    element: Made = {"type": "checkboxes", "options": options}
    return _field(name, label, element | ({"initial_options": on} if on else {}), "", optional=True)


def some_of(name: str, label: str, choices: Sequence[Choice], *, hint: str = "") -> Made:
    """A menu of which several may be chosen, or none."""
    options = [_option(one) for one in choices[: limits.SELECT_OPTIONS]]
    element = {"type": "multi_static_select", "options": options, "max_selected_items": CHANNELS_AT_MOST}
    return _field(name, label, element, hint, optional=True)


def channels(name: str, label: str, *, hint: str = "") -> Made:
    """Public and private channels; none need be named."""
    element = {
        "type": "multi_conversations_select", "max_selected_items": CHANNELS_AT_MOST,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }  # fmt: skip
    return _field(name, label, element, hint, optional=True)


def people(
    name: str, label: str, *, chosen: Sequence[str] = (), most: int = PEOPLE_AT_MOST, hint: str = ""
) -> Made:  # fmt: skip
    """People of the workspace; none need be named."""
    element: Made = {"type": "multi_users_select", "max_selected_items": most}
    ids = list(chosen)[:most]
    return _field(name, label, element | ({"initial_users": ids} if ids else {}), hint, optional=True)


def person(name: str, label: str, *, chosen: str | None = None, hint: str = "") -> Made:
    """Somebody of the workspace, or nobody."""
    element = {"type": "users_select"} | ({"initial_user": chosen} if chosen else {})
    return _field(name, label, element, hint, optional=True)


def day(name: str, label: str, value: date | None, *, hint: str = "", optional: bool = False) -> Made:
    """A day."""
    element = {"type": "datepicker"} | ({"initial_date": value.isoformat()} if value else {})
    return _field(name, label, element, hint, optional=optional)


def hour(name: str, label: str, minute: int) -> Made:
    """An hour of the day, to the minute."""
    return _field(
        name, label, {"type": "timepicker", "initial_time": "{:02}:{:02}".format(*divmod(minute, 60))}
    )


def optional_words(name: str, label: str, *, longest: int, hint: str = "") -> Made:
    """A field for words that may stay empty."""
    return words(name, label, longest=longest, hint=hint) | {"optional": True}


def heading(text: str) -> Made:
    """Above some fields."""
    return {"type": "header", "text": plain_text(text, limits.HEADER)}


def said(text: str) -> Made:
    """A paragraph."""
    return {"type": "section", "text": plain_text(text, limits.SECTION)}


def label_of(text: str) -> Made:
    """The title or a button of a window."""
    return plain_text(text, limits.VIEW_TITLE)


class Sent:
    """What stands in the fields of a view that was sent, or in which something was changed."""

    def __init__(self, view: Mapping[str, Any]) -> None:
        blocks = view.get("blocks")
        self._blocks: dict[str, Mapping[str, Any]] = {}
        for block in blocks if isinstance(blocks, list) else ():
            if isinstance(block, Mapping) and isinstance(block.get("block_id"), str):
                self._blocks[block["block_id"].partition("~")[0]] = block
        state = view.get("state")
        values = state.get("values") if isinstance(state, Mapping) else None
        self._values = values if isinstance(values, Mapping) else {}

    def block(self, name: str) -> str | None:
        """The id of the block with this field, at which errors are shown; None where there is none."""
        block = self._blocks.get(name)
        return None if block is None else str(block["block_id"])

    @property
    def first(self) -> str | None:
        """The block of the first field."""
        fields = [block for block in self._blocks.values() if block.get("type") == "input"]
        return str(fields[0]["block_id"]) if fields else None

    def words(self, name: str) -> str:
        """What was typed; "" for nothing."""
        typed = self._of(name, "value", "initial_value")
        return typed if isinstance(typed, str) and len(typed) <= limits.FIELD else ""

    def number(self, name: str) -> int:
        """A whole number; -1 where there is none."""
        typed = self.words(name).strip()
        return int(typed) if _WHOLE.fullmatch(typed) and typed.isascii() else -1

    def one(self, name: str) -> str:
        """The value of the chosen option; "" for none."""
        return _value(self._of(name, "selected_option", "initial_option"))

    def many(self, name: str) -> tuple[str, ...]:
        """The values of all that are chosen."""
        chosen = self._of(name, "selected_options", "initial_options")
        return tuple(filter(None, map(_value, chosen if isinstance(chosen, list) else ())))

    def ids(self, name: str) -> tuple[str, ...]:
        """People or channels, each once."""
        for kind in ("users", "conversations"):
            chosen = self._of(name, f"selected_{kind}", f"initial_{kind}")
            if isinstance(chosen, list):
                return tuple(dict.fromkeys(one for one in chosen if _is_id(one)))
        return ()

    def person(self, name: str) -> str | None:
        """Somebody, or nobody."""
        chosen = self._of(name, "selected_user", "initial_user")
        return chosen if _is_id(chosen) else None

    def day(self, name: str) -> date | None:
        """None where no day stands there; what is no day is long past."""
        chosen = self._of(name, "selected_date", "initial_date")
        if chosen is None or chosen == "":
            return None
        try:
            return date.fromisoformat(str(chosen))
        except ValueError:
            return date.min

    def minute(self, name: str) -> int:
        """Of a day; -1 where there is none."""
        found = _HOUR.fullmatch(str(self._of(name, "selected_time", "initial_time")))
        return -1 if found is None else int(found[1]) * 60 + int(found[2])

    def _of(self, name: str, key: str, initial: str) -> Any:
        """What stands there. A value that nobody touched may be left out (slackapi/bolt-js#1258): it is then
        the one that was proposed.
        """
        block = self._blocks.get(name)
        if block is None:
            return None
        element = block.get("element")
        element = element if isinstance(element, Mapping) else {}
        inside = self._values.get(block["block_id"])
        chosen = inside.get(str(element.get("action_id"))) if isinstance(inside, Mapping) else None
        if not isinstance(chosen, Mapping) or key not in chosen:
            return element.get(initial)
        return chosen[key]


def errors_at(sent: Sent, wrong: Mapping[str, str]) -> Made:
    """The answer to Slack that shows these words beside the fields; those of fields that are not there stand
    beside the first one.
    """
    errors: dict[str, str] = {}
    for name, text in wrong.items():
        block = sent.block(name) or sent.first
        if block is not None:
            errors.setdefault(block, plain_letters(text, limits.ERROR))
    return {"response_action": "errors", "errors": errors}


def _chosen_one(kind: str, choices: Sequence[Choice], chosen: str) -> Made:
    options = [_option(one) for one in choices]
    first = next((option for option in options if option["value"] == chosen), None)
    return {"type": kind, "options": options} | ({"initial_option": first} if first else {})


def _option(choice: Choice) -> Made:
    made: Made = {"text": plain_text(choice.label, limits.OPTION), "value": choice.value}
    return made | ({"description": plain_text(choice.about, limits.DESCRIPTION)} if choice.about else {})


def _field(name: str, label: str, element: Made, hint: str = "", *, optional: bool = False) -> Made:
    made: Made = {
        "type": "input",
        "block_id": name,
        "label": plain_text(label, limits.LABEL),
        "element": element | {"action_id": _VALUE + name.partition("~")[0]},
        "optional": optional,
    }
    return made | ({"hint": plain_text(hint, limits.LABEL)} if hint else {})


def _value(option: object) -> str:
    value = option.get("value") if isinstance(option, Mapping) else None
    return value if isinstance(value, str) and len(value) <= limits.OPTION_VALUE else ""


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _IDENTITY.fullmatch(value) is not None
