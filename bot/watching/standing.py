"""What was looked up, as Prometheus reads it: how things stood when somebody looked last."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from prometheus_client import Gauge, Info

from bot.watching.counted import REGISTRY


@dataclass(frozen=True, slots=True)
class Looked:
    """Figures of one look; ages in seconds."""

    waiting: Mapping[str, int] = field(default_factory=dict)
    """Messages, by channel; the same for the next three."""
    oldest: Mapping[str, float] = field(default_factory=dict)
    refused: Mapping[str, int] = field(default_factory=dict)
    in_doubt: Mapping[str, int] = field(default_factory=dict)
    jobs: Mapping[str, int] = field(default_factory=dict)
    """By `waiting`, `running` and `failed`."""
    rounds_overdue: int = 0
    events: Mapping[str, int] = field(default_factory=dict)
    """By `waiting` and `failed`."""
    events_oldest: float = 0.0
    webhook_disabled: bool = False
    leads: Mapping[str, bool] = field(default_factory=dict)
    """Whether this process does what one process alone may do, by what that is."""
    led: Mapping[str, bool] = field(default_factory=dict)
    """Whether any process does."""
    processes: int = 0
    """That are alive on the same database; 0 where it serves one alone."""


def _gauge(name: str, words: str, *labels: str) -> Gauge:
    return Gauge(name, words, labels, registry=REGISTRY)


_MESSAGES: Final = _gauge("checkup_deliveries_waiting", "Messages that wait to be sent.", "channel")
_OLDEST: Final = _gauge(
    "checkup_deliveries_oldest_seconds", "For how long the oldest message waits.", "channel"
)
_REFUSED: Final = _gauge(
    "checkup_deliveries_refused", "Messages of the last day that the platform did not take.", "channel"
)
_IN_DOUBT: Final = _gauge(
    "checkup_deliveries_in_doubt", "Messages of the last day that may have arrived or not.", "channel"
)
_JOBS: Final = _gauge("checkup_jobs", "Background jobs, by where they are.", "state")
_OVERDUE: Final = _gauge(
    "checkup_rounds_overdue", "Rounds of check-ins that should have opened or closed ten minutes ago."
)
_EVENTS: Final = _gauge("checkup_events", "Outgoing events, by where they are.", "state")
_EVENTS_OLDEST: Final = _gauge("checkup_events_oldest_seconds", "How old the oldest event is that waits.")
_DISABLED: Final = _gauge("checkup_webhook_disabled", "1: no events go out, after long failure.")
_LEADS: Final = _gauge("checkup_leader", "1: this process does what one alone may do.", "what")
_LED: Final = _gauge("checkup_led", "1: some process does what one alone may do.", "what")
_PROCESSES: Final = _gauge("checkup_processes", "Processes that are alive on a database that several share.")
_REACHABLE: Final = _gauge("checkup_database_reachable", "1: the last look at the database went well.")
_LOOKED_AT: Final = _gauge(
    "checkup_looked_at_seconds", "When figures of the database were looked up, since 1970."
)
_FLOWS: Final = _gauge("checkup_flows", "Flows that are served.")
_BUILD: Final = Info("checkup_build", "What runs.", registry=REGISTRY)


def is_looked_up(looked: Looked, at: float) -> None:
    """All at once: nobody reads half of an old look and half of a new one. *at*: seconds since 1970."""
    for gauge, figures in (
        (_MESSAGES, looked.waiting), (_OLDEST, looked.oldest), (_REFUSED, looked.refused),
        (_IN_DOUBT, looked.in_doubt), (_JOBS, looked.jobs), (_EVENTS, looked.events),
        (_LEADS, looked.leads), (_LED, looked.led),
    ):  # fmt: skip
        gauge.clear()
        for label, figure in figures.items():
            gauge.labels(label).set(figure)
    _OVERDUE.set(looked.rounds_overdue)
    _EVENTS_OLDEST.set(looked.events_oldest)
    _DISABLED.set(looked.webhook_disabled)
    _PROCESSES.set(looked.processes)
    _REACHABLE.set(1)
    _LOOKED_AT.set(at)


def is_out_of_sight() -> None:
    """The database could not be asked: what was seen last stays."""
    _REACHABLE.set(0)


def is_served(version: str, flows: int, role: str) -> None:
    """What this process is."""
    _BUILD.info({"version": version, "role": role})
    _FLOWS.set(flows)
