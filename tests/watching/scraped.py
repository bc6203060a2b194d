"""What Prometheus would read: a scrape over HTTP, and what changed from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import aiohttp
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics
from prometheus_client.parser import text_string_to_metric_families as plain

from bot.app.watching import Watch
from tests.served import Served

Series: TypeAlias = tuple[str, frozenset[tuple[str, str]]]
OPEN: str = "application/openmetrics-text; version=1.0.0"


@dataclass(frozen=True, slots=True)
class Scrape:
    """All samples of one scrape."""

    values: Mapping[Series, float]
    content_type: str
    text: str

    def __call__(self, name: str, **labels: str) -> float:
        """The sum of the series of this name with these labels; 0 where there is none."""
        wanted = set(labels.items())
        return sum(value for (found, has), value in self.values.items() if found == name and wanted <= has)

    @property
    def names(self) -> dict[str, set[str]]:
        """Names of samples → the labels that they have."""
        names: dict[str, set[str]] = {}
        for name, labels in self.values:
            names.setdefault(name, set()).update(label for label, _ in labels)
        return names


async def scrape(server: Served, accept: str = "text/plain") -> Scrape:
    """As Prometheus asks."""
    return await scraped(server.address, accept)


async def scraped(address: str, accept: str = "text/plain") -> Scrape:
    """The same, of whatever listens there."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{address}/metrics", headers={"accept": accept}) as answer,
    ):
        assert answer.status == 200
        text, kind = await answer.text(), answer.headers["content-type"]
    parse: Any = open_metrics if "openmetrics" in kind else plain
    values = {
        (sample.name, frozenset(sample.labels.items())): float(sample.value)
        for family in parse(text)
        for sample in family.samples
    }
    return Scrape(values, kind, text)


async def looks(server: Served, webhook: str | None = None) -> None:
    """The next look at the database comes now, by a process that tells events to this place."""
    channels = tuple(one.name for one in (server.serving.telegram, server.serving.slack) if one is not None)
    await Watch(server.database, "a process of the test", channels, server.stopping, webhook).once()
