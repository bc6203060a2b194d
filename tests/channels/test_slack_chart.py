"""Proves: the chart of a result is what Slack documents, shows the scores as they are told, and only adds.

1. The block is compared with one written by hand from the reference.
2. Labels are short and no two are the same; what is beyond twenty areas stands in the text.
3. The numbers are in words beside the chart; of what is private only what it is.
4. Where there is nothing to draw there is no chart.
"""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack.chart import chart, chart_message
from bot.channels.slack.check import check_limits
from bot.messages import Bar
from tests.channels.pages import BARE, FULL


def area(title: str, value: float | None = 50.0) -> Bar:
    return Bar("a", title, "50", 0.5, "", 1.0, weak=False, value=value)


def labels(*titles: str) -> list[str]:
    made = chart(replace(FULL, bars=tuple(map(area, titles))))
    assert made is not None
    found: list[str] = made["chart"]["axis_config"]["categories"]
    assert [point["label"] for point in made["chart"]["series"][0]["data"]] == found
    return found


def test_bars_weakest_first() -> None:
    assert chart_message(FULL) == {
        "text": "IT health. Your areas, weakest first: Backups 0, Access 50, People 100",
        "blocks": [
            {
                "type": "data_visualization",
                "title": "Your areas, weakest first",
                "chart": {
                    "type": "bar",
                    "series": [
                        {
                            "name": "IT health",
                            "data": [
                                {"label": "Backups", "value": 0.0},
                                {"label": "Access", "value": 50.0},
                                {"label": "People", "value": 100.0},
                            ],
                        }
                    ],
                    "axis_config": {"categories": ["Backups", "Access", "People"]},
                },
            }
        ],
    }


def test_nothing_to_draw() -> None:
    assert chart_message(BARE) is None
    assert chart_message(replace(FULL, bars=(area("A", None), area("B", None)))) is None


def test_an_area_without_a_figure_is_not_drawn_but_told() -> None:
    made = chart_message(replace(FULL, bars=(area("A", None), area("B", 0)), bars_title=""))
    assert made is not None
    (block,) = made["blocks"]
    assert block["chart"]["axis_config"]["categories"] == ["B"]
    assert (block["title"], made["text"]) == ("IT health", "IT health: A 50, B 50")


def test_what_is_private_is_not_beside_it() -> None:
    made = chart_message(FULL, private=True)
    assert made is not None
    assert made["text"] == "Your result for IT health is ready; open this message."
    assert made["blocks"] == [chart(FULL)]


def test_labels_are_cut_and_stay_apart() -> None:
    assert labels("Protection of data at work", "Protection of data at home", "Protection of data") == [
        "Protection of data…",
        "Protection of dat… 2",
        "Protection of data",
    ]
    assert labels(*["Same"] * 3) == ["Same", "Same 2", "Same 3"]


def test_twenty_areas_at_most() -> None:
    assert labels(*map(str, range(25))) == [str(number) for number in range(20)]


@given(st.lists(st.text(min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=30))
def test_whatever_areas_are_called(titles: list[str]) -> None:
    made = chart_message(replace(FULL, bars=tuple(map(area, titles))))
    assert made is not None
    assert check_limits(made) == []
