"""The form in which an admin chooses who may start check-ins. Pure.

appointing_view(appointed, language) → view
read_appointing(view)                → AppointManagers, or None for no form of ours
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.slack.forms import fields as form
from bot.channels.slack.forms.fields import Made, Sent
from bot.present.teams.starting import words_for
from bot.wishes import AppointManagers

APPOINTING = "managers"
"""What the window is called."""
AT_MOST = 100


def appointing_view(appointed: Sequence[str], language: str | None) -> Made:
    """The form, with who may now."""
    _, words = words_for(language)
    said = words.managers
    return {
        "type": "modal",
        "callback_id": APPOINTING,
        "title": form.label_of(said.title),
        "submit": form.label_of(said.save),
        "close": form.label_of(words.form.close),
        "blocks": [form.people("people", said.people, chosen=appointed, most=AT_MOST, hint=said.hint)],
    }


def read_appointing(view: Mapping[str, Any]) -> AppointManagers | None:
    """Who may from now on."""
    if view.get("callback_id") != APPOINTING:
        return None
    return AppointManagers(Sent(view).ids("people")[:AT_MOST])
