"""Proves: charts follow the documented shape of `data_visualization`, and nothing else is drawn.

1. Titles, names, labels, series, points: at the limit they are taken, beyond it they are not.
2. Every series covers exactly the categories of the axis; a pie has no segment of nothing.
3. No more than two charts in a message; where Slack does not take them at all, they are refused.
"""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack
from tests.fakes.slack.kit import Surface, check_blocks
from tests.fakes.slack.pieces import chart, plain
from tests.fakes.slack.refusal import RefusalError

Block = dict[str, Any]


def refused(*blocks: Block, charts: bool = True) -> str:
    """Why a message with these blocks is refused; empty where it is not."""
    try:
        check_blocks(list(blocks), Surface.MESSAGE, lambda file: False, takes_charts=charts)
    except RefusalError as refusal:
        return " ".join([refusal.error, *refusal.messages])
    return ""


def numbers(many: int) -> list[str]:
    return [f"{number}" for number in range(many)]


def points(*labels: str) -> list[dict[str, Any]]:
    return [{"label": label, "value": 1} for label in labels]


def series(name: str = "You", *labels: str) -> dict[str, Any]:
    return {"name": name, "data": points(*(labels or ("Sleep", "Mood")))}


def axis(*labels: str, **more: Any) -> dict[str, Any]:
    return {"categories": list(labels), **more}


CHARTS: dict[str, Block] = {
    "title": chart() | {"title": "x" * 51},
    "title as an object": chart() | {"title": plain("x")},
    "unknown kind": chart("radar"),
    "unknown field": chart(colour="red"),
    "no axis": {"type": "data_visualization", "title": "x", "chart": {"type": "bar", "series": [series()]}},
    "seven series": chart(series=[series(f"{number}") for number in range(7)]),
    "no series": chart(series=[]),
    "same names": chart(series=[series(), series()]),
    "long name": chart(series=[series("x" * 21)]),
    "label that is no category": chart(series=[series("You", "Sleep", "Food")]),
    "missing category": chart(series=[series("You", "Sleep")]),
    "long label": chart(series=[series("You", "x" * 21)], axis_config=axis("x" * 21)),
    "21 points": chart(series=[series("You", *numbers(21))], axis_config=axis(*numbers(21))),
    "long axis": chart(axis_config=axis("Sleep", "Mood", x_label="x" * 51)),
    "same categories": chart(
        series=[series("You", "Sleep", "Sleep")], axis_config=axis("Sleep", "Sleep")
    ),
    "value as text": chart(series=[{"name": "x", "data": [{"label": "Sleep", "value": "3"}]}]),
    "seven segments": chart("pie", segments=points(*numbers(7))),
    "segment of nothing": chart("pie", segments=[{"label": "x", "value": 0}]),
    "negative segment": chart("pie", segments=[{"label": "x", "value": -1}]),
}  # fmt: skip


@pytest.mark.parametrize("block", CHARTS.values(), ids=CHARTS.keys())
def test_charts_that_slack_does_not_draw_are_refused(block: Block) -> None:
    assert refused(block).startswith("invalid_blocks")


def test_charts_that_slack_draws_are_taken_twice_in_a_message() -> None:
    assert refused(chart("line"), chart("pie")) == ""
    assert refused(chart(series=[series(f"{number}") for number in range(6)])) == ""
    assert "no more than 2" in refused(chart(), chart("area"), chart("pie"))
    assert "data_visualization" in refused(chart(), charts=False)


async def test_a_workspace_without_charts_refuses_them(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    await client.chat_postMessage(channel=ana.dm, text="x", blocks=[chart()])
    slack.accepts_charts = False
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(channel=ana.dm, text="x", blocks=[chart()])
