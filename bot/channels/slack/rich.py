"""Rich text: bold letters, links and days as parts of their own, so that no sign among the letters is read.

    rich_text([letters("Mood", bold=True), letters(" on "), day(at, "January 2")]) → block

Whoever is called in rich text is an element of its own kind, made of an id alone: letters call nobody. A date
is shown as it is where its reader is. See reference/block-kit/blocks/rich-text-block.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.channels.paragraphs import Run
from bot.channels.slack.mrkdwn import lasting

Block = dict[str, Any]
Element = dict[str, Any]


def rich_text(elements: Iterable[Element]) -> Block:
    """The elements one after the other, as a block."""
    section = {"type": "rich_text_section", "elements": list(elements)}
    return {"type": "rich_text", "elements": [section]}


def of_runs(runs: Iterable[Run]) -> Block:
    """A paragraph; Slack takes no run without letters."""
    return rich_text(_element(run) for run in runs if run.text)


def letters(text: str, *, bold: bool = False) -> Element:
    """Letters that stay letters.

    That Slack writes three signs otherwise is known of plain text alone; these read the same either way.
    """
    return {"type": "text", "text": lasting(text)} | ({"style": {"bold": True}} if bold else {})


def link(text: str, address: str) -> Element:
    """Words that lead to an address."""
    return {"type": "link", "url": address, "text": lasting(text)}


def person(slack_id: str) -> Element:
    """Somebody of the workspace, by the name that its reader knows them by."""
    return {"type": "user", "user_id": slack_id}


def day(at: datetime, words: str) -> Element:
    """A date; *words* where an app cannot show it."""
    return {
        "type": "date",
        "timestamp": int(at.timestamp()),
        "format": "{date_long}",
        "fallback": lasting(words),
    }


def _element(run: Run) -> Element:
    return link(run.text, run.link) if run.link else letters(run.text, bold=run.bold)
