"""The bars of a result as a chart that Slack draws (`data_visualization`), in a message of its own.

It only adds: the page of the result has every number as text. Where Slack knows no charts it refuses the
message, and a picture goes in its place.
"""

from typing import Any, Final, TypeAlias

from bot.channels.cutting import cut, utf16
from bot.channels.slack import limits
from bot.channels.slack.mrkdwn import plain_letters, spoken
from bot.messages import Bar, ResultPage
from bot.present.glimpse import glimpse
from bot.present.reader import reader_of

Made: TypeAlias = dict[str, Any]
_AGAIN: Final = " {}"
"""Behind a label that would be the same as another one."""


def chart_message(page: ResultPage, *, private: bool = False) -> Made | None:
    """The chart with its numbers in words beside it; None where there is nothing to draw."""
    block = chart(page)
    if block is None:
        return None
    return {"text": spoken(glimpse(page) if private else _said(page)), "blocks": [block]}


def chart(page: ResultPage) -> Made | None:
    """One bar for each area, weakest first; None where no area has a score."""
    drawn = [(bar, bar.value) for bar in page.bars if bar.value is not None][: limits.CHART_POINTS]
    if not drawn:
        return None
    labels = _labels([bar for bar, _ in drawn])
    points = [{"label": label, "value": value} for label, (_, value) in zip(labels, drawn, strict=True)]
    name = plain_letters(page.title, limits.CHART_LABEL)
    return {
        "type": "data_visualization",
        "title": plain_letters(page.bars_title or page.title, limits.CHART_TITLE),
        "chart": {
            "type": "bar",
            "series": [{"name": name, "data": points}],
            "axis_config": {"categories": labels},
        },
    }


def _labels(bars: list[Bar]) -> list[str]:
    """A short title for each, no two the same."""
    labels: list[str] = []
    for bar in bars:
        label, count = plain_letters(bar.title, limits.CHART_LABEL), 1
        while label in labels:
            count += 1
            behind = _AGAIN.format(count)
            label = (
                cut(plain_letters(bar.title, limits.CHART_LABEL), limits.CHART_LABEL - utf16(behind)) + behind
            )
        labels.append(label)
    return labels


def _said(page: ResultPage) -> str:
    """`IT health. Your areas, weakest first: Backups 0, Access 50`."""
    areas = reader_of(page.language).in_a_row([f"{bar.title} {bar.score}" for bar in page.bars])
    return f"{page.title}. {page.bars_title}: {areas}" if page.bars_title else f"{page.title}: {areas}"
