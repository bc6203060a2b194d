"""A collector of traces: takes OTLP over HTTP, and reads the protocol buffers as any collector would."""

import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)


@dataclass(frozen=True, slots=True)
class Span:
    """One that arrived."""

    name: str
    id: bytes
    parent: bytes
    trace: bytes
    values: dict[str, Any]
    failed: str
    """The words of its status, where it failed."""
    resource: dict[str, Any]


@dataclass(slots=True)
class Collector:
    """What it got."""

    url: str = ""
    spans: list[Span] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes = b""
    status: int = 200

    def named(self, name: str, **values: Any) -> list[Span]:
        """Those of a name with these attributes."""
        return [one for one in self.spans if one.name == name and values.items() <= one.values.items()]

    def above(self, span: Span) -> Span | None:
        """The one within which it went on."""
        return next((one for one in self.spans if one.id == span.parent), None)

    async def take(self, request: web.Request) -> web.Response:
        """A batch."""
        self.headers = {name.lower(): value for name, value in request.headers.items()}
        body = await request.read()
        if self.status == 200:
            body = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
            self.raw += body
            self.spans += _spans(body)
        answer = ExportTraceServiceResponse().SerializeToString()
        return web.Response(status=self.status, body=answer, content_type="application/x-protobuf")


@asynccontextmanager
async def collecting() -> AsyncIterator[Collector]:
    """A collector that listens."""
    collector = Collector()
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_post("/v1/traces", collector.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    collector.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield collector
    finally:
        await runner.cleanup()


def _spans(body: bytes) -> list[Span]:
    batch: Any = ExportTraceServiceRequest()
    batch.ParseFromString(body)
    return [
        Span(
            span.name, span.span_id, span.parent_span_id, span.trace_id, _values(span.attributes),
            span.status.message, _values(of.resource.attributes),
        )
        for of in batch.resource_spans
        for scope in of.scope_spans
        for span in scope.spans
    ]  # fmt: skip


def _values(attributes: Any) -> dict[str, Any]:
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in attributes}
