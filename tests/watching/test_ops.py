"""Proves: what stands in the files for operators is what a running process tells.

1. Every expression of the dashboard and of the alert rules can be read, and every metric and label in them is
   there in the scrape of a real process that serves both channels.
2. Every alert fires when what it warns of happens, and not before: on real scrapes, in which the figures were
   changed through the calls that the code makes.
3. Every alert says what is wrong and what to do, and names a section of docs/alerts.md; there is none that no
   alert names.
4. Every metric of ours that a process tells is shown on the dashboard or warned by: none is told for nobody;
   and docs/watching.md explains each, with its labels.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import promql_parser as promql
import pytest
import yaml
from prometheus_client.exposition import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from bot.watching import counted, standing
from bot.watching.counted import Delivered, Input, No
from bot.watching.standing import Looked
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.people import Prospect
from tests.served import library
from tests.slack.served import ways_in
from tests.telegram.flows import MOOD
from tests.telegram.served import served
from tests.watching.promql import Labels, Scrapes, Values
from tests.watching.scraped import looks, scrape

ROOT: Final = Path(__file__).parents[2]
OPS: Final = ROOT / "ops"
ALERTS: Final[list[dict[str, Any]]] = yaml.safe_load((OPS / "prometheus" / "alerts.yml").read_text("utf-8"))[
    "groups"
][0]["rules"]
TARGET: Final = frozenset({("job", "checkup"), ("instance", "here:8080")})
"""What Prometheus adds to everything it reads."""
NOW: Final = 1_900_000_000.0


def panels() -> Iterator[tuple[str, str]]:
    """The dashboard's expressions, each with its legend; Grafana's variables have a value."""
    for panel in json.loads((OPS / "grafana" / "checkup.json").read_text("utf-8"))["panels"]:
        for target in panel.get("targets", ()):
            said = target["expr"].replace("$__rate_interval", "5m").replace("$instance", ".*")
            yield said.replace("$channel", ".*"), target["legendFormat"]


EXPRESSIONS: Final = [*(expr for expr, _ in panels()), *(alert["expr"] for alert in ALERTS)]


def selectors(node: Any) -> Iterator[Any]:
    """All series that an expression asks for."""
    match node:
        case promql.VectorSelector():
            yield node
        case promql.MatrixSelector():
            yield node.vector_selector
        case promql.Call():
            for one in node.args:
                yield from selectors(one)
        case promql.AggregateExpr() | promql.ParenExpr():
            yield from selectors(node.expr)
        case promql.BinaryExpr():
            yield from selectors(node.lhs)
            yield from selectors(node.rhs)
        case promql.NumberLiteral():
            pass
        case _:
            raise AssertionError(f"which series does a {type(node).__name__} ask for? {node}")


def groupings(node: Any) -> Iterator[tuple[str, set[str]]]:
    """Labels by which an expression groups a metric, but for those that Prometheus adds."""
    if isinstance(node, promql.AggregateExpr) and node.modifier:
        for one in selectors(node.expr):
            yield one.name, set(node.modifier.labels) - {"instance", "job"}
    match node:
        case promql.AggregateExpr() | promql.ParenExpr():
            yield from groupings(node.expr)
        case promql.BinaryExpr():
            yield from groupings(node.lhs)
            yield from groupings(node.rhs)
        case promql.Call():
            for one in node.args:
                yield from groupings(one)


@pytest.fixture
async def told(telegram: FakeTelegram, slack: FakeSlack, ready_sqlite_url: str) -> dict[str, set[str]]:
    """What a process tells that serves both channels: names → labels."""
    both: Any = {**ways_in(slack)["http"], "SLACK_API_URL": slack.api_url}
    async with served(telegram, ready_sqlite_url, library(MOOD), **both) as server:
        telegram.fails("server_error", method="sendMessage")
        await Prospect(telegram, server).begins("mood")
        await server.comes_to_rest()
        counted.job_ended("open", "done")
        counted.event_told("delivered")
        standing.is_looked_up(_looked(leads={"poll": True}, led={"poll": True}), NOW)
        return (await scrape(server)).names


async def test_1_every_name_and_label_is_there(told: dict[str, set[str]]) -> None:
    assert len(EXPRESSIONS) > 50
    for said in EXPRESSIONS:
        parsed = promql.parse(said)
        for selector in selectors(parsed):
            if selector.name == "up":
                continue
            assert selector.name in told, said
            used = {one.name for one in selector.matchers.matchers} - {"instance", "job"}
            assert used <= told[selector.name], said
        for name, labels in groupings(parsed):
            assert name == "up" or labels <= told[name], said


async def test_1_legends_name_labels_that_are_left(told: dict[str, set[str]]) -> None:
    for said, legend in panels():
        used = set(re.findall(r"\{\{(\w+)\}\}", legend))
        names = {one.name for one in selectors(promql.parse(said))}
        have = {"instance", "job"}.union(*(told.get(name, set()) for name in names))
        assert used <= have, (said, legend)


async def test_4_nothing_is_told_for_nobody(told: dict[str, set[str]]) -> None:
    used = {
        re.sub(r"_(bucket|sum|count)$", "", one.name)
        for said in EXPRESSIONS
        for one in selectors(promql.parse(said))
    }
    ours = {re.sub(r"_(bucket|sum|count|created)$", "", name) for name in told if name.startswith("checkup_")}
    ours = {name for name in ours if name not in used and f"{name}_total" not in used}
    assert ours == set()


def sections() -> set[str]:
    """Of the page of alerts, as they are linked to."""
    page = (ROOT / "docs" / "alerts.md").read_text("utf-8")
    return {heading.lower().replace(" ", "-") for heading in re.findall(r"^## (.+)$", page, re.MULTILINE)}


def test_3_every_section_is_named_by_an_alert() -> None:
    assert sections() == {alert["annotations"]["runbook_url"].partition("#")[2] for alert in ALERTS}


async def test_4_every_metric_is_explained(told: dict[str, set[str]]) -> None:
    page = (ROOT / "docs" / "watching.md").read_text("utf-8")
    explained = set(re.findall(r"`(checkup_\w+)`", page))
    real = {re.sub(r"_(bucket|sum|count)$", "", name) for name in told if name.startswith("checkup_")}
    assert explained == real
    rows = re.findall(r"^\| (`checkup_.+?) \| (.*?) \|", page, re.MULTILINE)
    assert len(rows) > 20
    for names, labels in rows:
        for name in re.findall(r"`(\w+)`", names):
            has = told[name] if name in told else told[f"{name}_count"]
            if name == "checkup_flows":
                continue
            assert set(re.findall(r"`(\w+)`", labels)) == has, name


@pytest.mark.parametrize("alert", ALERTS, ids=[alert["alert"] for alert in ALERTS])
def test_3_every_alert_says_what_to_do(alert: dict[str, Any]) -> None:
    notes = alert["annotations"]
    assert notes["summary"].endswith(".")
    assert len(notes["description"]) > 40
    page, _, anchor = notes["runbook_url"].partition("#")
    assert page == "docs/alerts.md"
    assert anchor in sections()
    assert alert["labels"]["severity"] in {"critical", "warning"}
    assert re.fullmatch(r"\d+m", alert["for"])
    used = set(re.findall(r"\$labels\.(\w+)", notes["summary"] + notes["description"]))
    parsed = promql.parse(alert["expr"])
    kept = {one for _, labels in groupings(parsed) for one in labels}
    assert used <= kept | {"instance"}


def _looked(**figures: Any) -> Looked:
    """A look in which all is well, but for this."""
    both = ("telegram", "slack")
    nothing: dict[str, Any] = {
        "waiting": dict.fromkeys(both, 0), "oldest": dict.fromkeys(both, 0.0),
        "refused": dict.fromkeys(both, 0), "in_doubt": dict.fromkeys(both, 0),
        "jobs": {"waiting": 0, "running": 0, "failed": 0},
        "events": {"waiting": 0, "failed": 0},
    }  # fmt: skip
    return Looked(**nothing | figures)


def _is_seen(**figures: Any) -> Callable[[], None]:
    return lambda: standing.is_looked_up(_looked(**figures), NOW)


def _times(number: int, do: Callable[[], None]) -> Callable[[], None]:
    def again() -> None:
        for _ in range(number):
            do()

    return again


def _slow(seconds: float) -> Callable[[], None]:
    return lambda: counted._TAPS("telegram", "handed_over").observe(seconds)


def _away() -> None:
    counted.refused("telegram", "sendMessage", No.UNREACHABLE)


def _throttled() -> None:
    counted.refused("slack", "chat.update", No.TOO_MANY)


HAPPENS: Final[dict[str, Callable[[], None]]] = {
    "CheckupDatabaseUnreachable": standing.is_out_of_sight,
    "CheckupNotLooking": lambda: standing.is_looked_up(_looked(), NOW - 200),
    "CheckupPoolUsedUp": lambda: counted.crowd([(10, 10, 3)]),
    "CheckupTransactionsRepeated": _times(400, counted.tried_again),
    "CheckupInputsNotTaken": lambda: counted.input_taken("telegram", Input.NOT_NOW),
    "CheckupInputsPoisoned": lambda: counted.input_taken("slack", Input.POISONED),
    "CheckupTapsSlow": _times(100, _slow(3.0)),
    "CheckupLoopBlocked": _times(100, lambda: counted.lag(0.9)),
    "CheckupMessagesLate": _is_seen(waiting={"slack": 3}, oldest={"slack": 130.0}),
    "CheckupMessagesRefused": lambda: counted.delivered("telegram", Delivered.REFUSED),
    "CheckupMessagesInDoubt": _is_seen(in_doubt={"slack": 11}),
    "CheckupPlatformAway": _times(100, _away),
    "CheckupPlatformThrottles": _times(200, _throttled),
    "CheckupJobsFailed": _is_seen(jobs={"waiting": 0, "running": 0, "failed": 1}),
    "CheckupRoundsOverdue": _is_seen(rounds_overdue=1),
    "CheckupNobodyLeads": _is_seen(leads={"poll": False}, led={"poll": False}),
    "CheckupEventsLate": _is_seen(events={"waiting": 5, "failed": 0}, events_oldest=4000.0),
    "CheckupEventsFailed": _is_seen(events={"waiting": 0, "failed": 1}),
    "CheckupWebhookDisabled": _is_seen(webhook_disabled=True),
}
"""What each warns of, through the calls that the code makes."""
OUTSIDE: Final[dict[str, dict[str, float]]] = {
    "CheckupDown": {"up": 0.0},
    "CheckupMemory": {"process_resident_memory_bytes": 5e8},
    "CheckupFilesOpen": {"process_open_fds": 900.0, "process_max_fds": 1000.0},
}
"""What no call of ours makes happen."""


def _read() -> dict[tuple[str, Labels], float]:
    values = {
        (sample.name, frozenset(sample.labels.items()) | TARGET): float(sample.value)
        for family in text_string_to_metric_families(generate_latest(counted.REGISTRY).decode())
        for sample in family.samples
    }
    return {**values, ("up", TARGET): 1.0, ("process_resident_memory_bytes", TARGET): 2e8}


def test_2_every_alert_has_its_case() -> None:
    assert HAPPENS.keys() | OUTSIDE.keys() == {alert["alert"] for alert in ALERTS}


@pytest.mark.parametrize("alert", ALERTS, ids=[alert["alert"] for alert in ALERTS])
def test_2_every_alert_fires_when_it_happens_and_not_before(alert: dict[str, Any]) -> None:
    name, expression = alert["alert"], alert["expr"]
    _well()
    before, still = _read(), _read()
    assert Scrapes(before, still, now=NOW).value(expression) == {}
    after: Values
    if name in HAPPENS:
        HAPPENS[name]()
        after = _read()
    else:
        after = still | {(metric, TARGET): value for metric, value in OUTSIDE[name].items()}
    assert Scrapes(before, after, now=NOW).value(expression)


def _well() -> None:
    """All is well; each series was there before, as it is where something went wrong some time ago."""
    for channel in ("telegram", "slack"):
        counted.begin(channel)
    _away()
    _throttled()
    counted.crowd([(10, 2, 0)])
    standing.is_looked_up(_looked(leads={"poll": True}, led={"poll": True}), NOW)


async def test_2_a_quiet_process_is_no_reason_for_any_alert(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        await Prospect(telegram, server).begins("mood")
        await server.comes_to_rest()
        await looks(server)
        first = await scrape(server)
        second = await scrape(server)
        before, after = (
            {(name, labels | TARGET): value for (name, labels), value in one.values.items()}
            | {("up", TARGET): 1.0}
            for one in (first, second)
        )
        now = second("checkup_looked_at_seconds") + 5
        firing = [one["alert"] for one in ALERTS if Scrapes(before, after, now=now).value(one["expr"])]
        assert firing in (
            [],
            ["CheckupMemory"],
        )  # where the whole of the tests runs, memory is that of the tests
