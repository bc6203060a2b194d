"""Spans for a collector, by OTLP over HTTP: handed to a thread of the library's, which sends them in batches.

Nobody waits for it. A collector that is away costs the spans, once its queue is full, and a line in the log.
Only who has set an address for traces loads this.
"""

import threading
from contextlib import AbstractContextManager, suppress
from contextvars import Token
from types import TracebackType
from typing import Final, Self

from opentelemetry import context
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Status, StatusCode, set_span_in_context
from opentelemetry.trace import Tracer as OtelTracer
from opentelemetry.util.re import parse_env_headers

from bot.watching.traced import Span, Value

_PATH: Final = "/v1/traces"
_SECONDS: Final = 5.0
"""How long an answer of the collector is waited for."""


class Collected:
    """A `Tracer`."""

    def __init__(self, endpoint: str, headers: str, about: dict[str, str]) -> None:
        """*headers* as OTEL_EXPORTER_OTLP_HEADERS has them; *about* this process, unless the environment says
        otherwise.
        """
        exporter = OTLPSpanExporter(
            endpoint=endpoint.rstrip("/") + _PATH,
            headers=parse_env_headers(headers, liberal=True),
            timeout=_SECONDS,
        )
        self._provider = TracerProvider(
            resource=Resource.create().merge(Resource(about)).merge(OTELResourceDetector().detect()),
            shutdown_on_exit=False,
        )
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("checkup")

    def span(
        self, name: str, parent: object | None, values: dict[str, Value]
    ) -> AbstractContextManager[Span]:
        """One, within that one, or within the one that goes on here."""
        return _Open(self._tracer, name, parent if isinstance(parent, Context) else None, values)

    def here(self) -> object:
        """What goes on here."""
        return context.get_current()

    def end(self, done: threading.Event) -> None:
        """Sends what is left, in a thread that no exit waits for."""

        def thread() -> None:
            with suppress(Exception):  # whatever the library says: the process ends
                self._provider.shutdown()
            done.set()

        threading.Thread(target=thread, name="checkup-traces-end", daemon=True).start()


class _Open:
    """A span from its beginning to its end. Of an exception its kind is told, not its words."""

    __slots__ = ("_name", "_parent", "_span", "_token", "_tracer", "_values")

    def __init__(
        self, tracer: OtelTracer, name: str, parent: Context | None, values: dict[str, Value]
    ) -> None:
        self._tracer = tracer
        self._name = name
        self._parent = parent
        self._values = values

    def __enter__(self) -> Self:
        self._span = self._tracer.start_span(self._name, self._parent, attributes=self._values)
        self._token: Token[Context] = context.attach(set_span_in_context(self._span))
        return self

    def set(self, name: str, value: Value | None) -> None:
        """What is known of it by now."""
        if value is not None:
            self._span.set_attribute(name, value)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._span.set_status(Status(StatusCode.ERROR, kind.__name__))
        context.detach(self._token)
        self._span.end()
