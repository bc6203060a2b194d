"""What is counted and timed, as Prometheus reads it: one registry for the process.

A tap passes here about ten times, so each call costs a microsecond or less: the children of a metric are
made once. What stands in the database is set from outside, by a loop (`standing`).
"""

from collections.abc import Iterable
from enum import Enum
from time import perf_counter
from typing import Final, Generic, TypeVar

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

REGISTRY: Final = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
"""Memory, processor time, open files, and when the process began."""

disable_created_metrics()  # type: ignore[no-untyped-call]  # the library gives it no types
"""Nobody asks when a counter began, and it would double what is scraped."""

M = TypeVar("M", Counter, Histogram)
METHODS: Final = 60
"""So many methods of a platform have series of their own; it has fewer that we call."""
OTHER: Final = "other"


class Input(Enum):
    """What became of something that came in."""

    TAKEN = "taken"
    DUPLICATE = "duplicate"
    """It was here before."""
    REFUSED_BUTTON = "refused_button"
    """A button of another person, of another time, or made up."""
    POISONED = "poisoned"
    """It met a mistake of ours, and is kept."""
    NOT_NOW = "not_now"
    """The database is the trouble: it may come again."""
    TOO_MANY = "too_many"
    """Of somebody who sends more than is taken."""


class Delivered(Enum):
    """What became of one try at a message."""

    SENT = "sent"
    NOT_MODIFIED = "not_modified"
    LATER = "later"
    BLOCKED = "blocked"
    GONE = "gone"
    """Nothing is kept of the person any more: nothing was sent."""
    REFUSED = "refused"
    UNKNOWN = "unknown"


class No(Enum):
    """How a platform says no."""

    TOO_MANY = "429"
    REFUSED = "4xx"
    TROUBLE = "5xx"
    UNREACHABLE = "unreachable"
    """There was no connection."""
    LOST = "lost"
    """There was one, and no answer."""


class _By(Generic[M]):
    """The children of one metric, by their labels. Asking the library costs four times the counting."""

    def __init__(self, metric: M) -> None:
        self._metric: M = metric
        self._children: dict[tuple[str, ...], M] = {}

    def __call__(self, *labels: str) -> M:
        child = self._children.get(labels)
        if child is None:
            child = self._children[labels] = self._metric.labels(*labels)
        return child

    def __len__(self) -> int:
        return len(self._children)

    def __contains__(self, labels: tuple[str, ...]) -> bool:
        return labels in self._children


_FAST: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_SLOW: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0)


def _counter(name: str, words: str, *labels: str) -> "_By[Counter]":
    return _By(Counter(name, words, labels, registry=REGISTRY))


def _timer(name: str, words: str, *labels: str, buckets: tuple[float, ...] = _FAST) -> "_By[Histogram]":
    return _By(Histogram(name, words, labels, registry=REGISTRY, buckets=buckets))


_INPUTS: Final = _counter("checkup_inputs", "What came in, by what became of it.", "channel", "outcome")
_TRANSACTIONS: Final = _timer(
    "checkup_turn_transaction_seconds", "From handing a turn to the database to its commit.", "channel"
)
_TAPS: Final = _timer(
    "checkup_tap_seconds", "From an input's arrival until its answer is handed to the outbox, or sent.",
    "channel", "until", buckets=_SLOW,
)  # fmt: skip
_DELIVERIES: Final = _counter("checkup_deliveries", "Tries at messages.", "channel", "outcome")
_CALLS: Final = _timer(
    "checkup_platform_call_seconds", "Calls that a platform answered, but for long polls.", "channel",
    buckets=_SLOW,
)  # fmt: skip
_REFUSALS: Final = _counter(
    "checkup_platform_refusals", "Calls that a platform did not do.", "channel", "method", "kind"
)
_CONNECTING: Final = Histogram(
    "checkup_database_connection_wait_seconds", "Until a connection of the pool was free.",
    registry=REGISTRY, buckets=(0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0),
)  # fmt: skip
_RETRIES: Final = Counter(
    "checkup_database_retries", "Transactions that the database wanted to be tried again.", registry=REGISTRY
)
_GROUPS: Final = Histogram(
    "checkup_sqlite_group_size", "Turns that were committed together.", registry=REGISTRY,
    buckets=(1, 2, 5, 10, 20, 50, 100),
)  # fmt: skip
_TOGETHER: Final = Histogram(
    "checkup_taps_together", "Taps that were read in one statement and written in one.",
    registry=REGISTRY, buckets=(1, 2, 4, 8, 16, 32),
)  # fmt: skip
_GROUPS_FAILED: Final = Counter(
    "checkup_taps_together_failed", "Groups of taps that failed as a whole; each was taken alone.",
    registry=REGISTRY,
)  # fmt: skip
_JOBS: Final = _counter("checkup_jobs_ended", "Tries at background jobs.", "job", "outcome")
_EVENTS: Final = _counter("checkup_events_told", "Tries at telling events outside.", "outcome")
_LAG: Final = Histogram(
    "checkup_event_loop_lag_seconds", "How late the event loop woke who wanted to be woken.",
    registry=REGISTRY, buckets=(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0),
)  # fmt: skip
_MOST: Final = Gauge(
    "checkup_database_connections_most", "Connections that this process may have.", registry=REGISTRY
)
_IN_USE: Final = Gauge("checkup_database_connections_in_use", "Connections in use.", registry=REGISTRY)
_WAITING: Final = Gauge(
    "checkup_database_waiting", "Works that wait for a connection, or for SQLite's writer.", registry=REGISTRY
)


# --- What happened -------------------------------------------------------------------------------------


def begin(channel: str) -> None:
    """A channel is served from now on: its counters stand at 0, so that the first of anything is a change."""
    for came in Input:
        _INPUTS(channel, came.value)
    for delivered in Delivered:
        _DELIVERIES(channel, delivered.value)
    _TRANSACTIONS(channel)
    for until in ("handed_over", "sent"):
        _TAPS(channel, until)
    _CALLS(channel)


def input_taken(channel: str, outcome: Input) -> None:
    """Something came in."""
    _INPUTS(channel, outcome.value).inc()


def transaction(channel: str, seconds: float) -> None:
    """A turn was committed."""
    _TRANSACTIONS(channel).observe(seconds)


def handed_over(channel: str, since: float) -> None:
    """An input that came at *since*, by `perf_counter`, was committed, and its answer is on its way."""
    _TAPS(channel, "handed_over").observe(perf_counter() - since)


def answered(channel: str, since: float) -> None:
    """The platform took the answer to an input that came at *since*."""
    _TAPS(channel, "sent").observe(perf_counter() - since)


def delivered(channel: str, outcome: Delivered) -> None:
    """A try at a message ended."""
    _DELIVERIES(channel, outcome.value).inc()


def called(channel: str, seconds: float) -> None:
    """A platform answered."""
    _CALLS(channel).observe(seconds)


def refused(channel: str, method: str, kind: No) -> None:
    """A platform did not do what it was asked."""
    labels = (channel, method, kind.value)
    if labels not in _REFUSALS and len(_REFUSALS) >= METHODS * len(No):
        labels = (channel, OTHER, kind.value)
    _REFUSALS(*labels).inc()


def connected(seconds: float) -> None:
    """A connection to the database was there after so long."""
    _CONNECTING.observe(seconds)


def tried_again() -> None:
    """A transaction is tried once more."""
    _RETRIES.inc()


def committed_together(works: int) -> None:
    """So many works shared a commit."""
    _GROUPS.observe(works)


def taken_together(taps: int) -> None:
    """So many taps went to the database in one group."""
    _TOGETHER.observe(taps)


def group_failed() -> None:
    """A group of taps failed as a whole."""
    _GROUPS_FAILED.inc()


def job_ended(job: str, outcome: str) -> None:
    """A try at a job: `done`, `again` or `failed`. *job* is one of the registered names."""
    _JOBS(job, outcome).inc()


def event_told(outcome: str) -> None:
    """A try at telling an event outside: `delivered`, `later` or `gone`."""
    _EVENTS(outcome).inc()


def lag(seconds: float) -> None:
    """The event loop was so late."""
    _LAG.observe(max(seconds, 0.0))


def crowd(crowds: Iterable[tuple[int, int, int]]) -> None:
    """How full the databases of this process are just now: the most connections, those in use, who waits."""
    most = in_use = waiting = 0
    for one in crowds:
        most, in_use, waiting = most + one[0], in_use + one[1], waiting + one[2]
    _MOST.set(most)
    _IN_USE.set(in_use)
    _WAITING.set(waiting)
