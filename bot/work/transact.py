"""DBOS Transact, held in one place: how it is set up, started and ended (design §8).

There is one in a process, whatever loads it. It runs workflows in threads of its own and only sees plain
functions there; what they do is told from outside. It logs through our log, from warning on, listens to no
network, and takes no signals.
"""

import logging
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from sqlalchemy import Connection

from bot.work.home import Home
from bot.work.port import ANYBODY
from bot.work.standing import OVER_IN_VAIN, SCHEMA

if TYPE_CHECKING:
    from dbos import DBOSClient

Body: TypeAlias = Callable[..., None]
"""What a workflow does, in a thread of the engine."""

APPLICATION: Final = "checkup"
VERSION: Final = "1"
"""Raised on purpose, when waiting jobs mean something else than before: then their old tries stay with
processes of the old version."""
AT_ONCE: Final = 32
"""So many jobs of a queue run side by side in a process."""
_LISTENER_SECONDS: Final = 0.2
"""It has nothing to tell us; this is how fast it ends."""
_WRITING_SECONDS: Final = 2.0
_A_MOMENT: Final = 0.02
_MOST_AT_ONCE: Final = 1000
_only_one: Final = threading.Lock()


class Left(NamedTuple):
    """A job that a process had begun and not ended, and where it had waited."""

    job_id: str
    queue: str


class Asked(NamedTuple):
    """What a job is, as it was enqueued."""

    name: str
    arguments: Sequence[str]
    queue: str


class Occupied(Exception):  # noqa: N818  # read as a sentence
    """An engine runs in this process already."""


class Transact:
    """The engine, from its start to its end. Everything here may block: it is for threads."""

    def __init__(self, home: Home, executor: str, look_every: float) -> None:
        self._home = home
        self._executor = executor
        self._look_every = look_every
        self._client: DBOSClient | None = None
        self._making = threading.Lock()
        self._started = False

    @property
    def client(self) -> "DBOSClient":
        """What looks from outside: enqueues and asks; it connects when it is first used."""
        with self._making:
            if self._client is None:
                self._client = self._new_client()
            return self._client

    def make_tables(self) -> None:
        """Makes its tables, or brings them up to date; several processes may try at once."""
        from dbos import DBOS  # noqa: PLC0415  # 300 ms, only where there are jobs

        _quiet()
        url = self._home.engine.url.render_as_string(hide_password=False)
        DBOS.migrate(url, schema=SCHEMA)

    def start(self, workflows: Mapping[str, Body], queues: Collection[str]) -> None:
        """Makes its tables where they are missing, and begins with what waits on these queues. Occupied."""
        if not _only_one.acquire(blocking=False):
            raise Occupied
        self._started = True
        try:
            self._launch(workflows, queues)
        except BaseException:
            self._let_go()
            raise

    def end(self, left: int = 0) -> None:
        """Its threads end. What they were at stays as it was; *left* of that is known to stay."""
        if not self._started:
            return
        try:
            self._is_written_down(left)
        finally:
            self._let_go()

    def close(self) -> None:
        """Lets go of the database too."""
        if self._client is not None:
            self._client.destroy()
        self._home.close()

    def enqueue(
        self, connection: Connection, name: str, job_id: str, arguments: Sequence[str], queue: str
    ) -> None:
        """Writes a job down in somebody's transaction, unless it is there."""
        before = connection.get_execution_options().get("schema_translate_map")
        self.client.enqueue_in_transaction(
            connection,
            {"workflow_name": name, "queue_name": queue, "workflow_id": job_id},
            *arguments,
        )
        # It told the whole connection of its schema, and others go on using that.
        connection.execution_options(schema_translate_map=before)

    def cancel(self, job_id: str) -> None:
        """A job that waits is not begun."""
        self.client.cancel_workflow(job_id)

    def asked_for(self, job_id: str) -> Asked | None:
        """What was asked for; None where that is not known any more."""
        found = self.client.list_workflows(workflow_ids=[job_id], load_output=False)
        if not found or found[0].input is None:
            return None
        return Asked(found[0].name, found[0].input["args"], found[0].queue_name or ANYBODY)

    def forget(self, before: datetime) -> None:
        """What is over for long is not kept."""
        old = self.client.list_workflows(
            status=["SUCCESS", *OVER_IN_VAIN], end_time=before.isoformat(), limit=_MOST_AT_ONCE,
            load_input=False, load_output=False,
        )  # fmt: skip
        if old:
            self.client.delete_workflows([one.workflow_id for one in old])

    def left_by(self, executors: Sequence[str]) -> list[Left]:
        """What processes had begun and not ended."""
        if not executors:
            return []
        found = self.client.list_workflows(
            status="PENDING", executor_id=list(executors), load_input=False, load_output=False
        )
        return [Left(one.workflow_id, one.queue_name or ANYBODY) for one in found]

    def take_up(self, left: Sequence[Left]) -> None:
        """They are begun again, by whoever of those that can do them comes first."""
        for queue in sorted({one.queue for one in left}):
            here = [one.job_id for one in left if one.queue == queue]
            self.client.resume_workflows(here, queue_name=queue)

    def _is_written_down(self, left: int) -> None:
        """Returns when what ended has been written down, or soon after."""
        until = time.monotonic() + _WRITING_SECONDS
        while len(self.left_by([self._executor])) > left and time.monotonic() < until:
            time.sleep(_A_MOMENT)

    def _let_go(self) -> None:
        from dbos import DBOS  # noqa: PLC0415  # as above

        try:
            DBOS.destroy(destroy_registry=True)
        finally:
            self._started = False
            _only_one.release()

    def _new_client(self) -> "DBOSClient":
        from dbos import DBOSClient, DBOSPortableJSONSerializer  # noqa: PLC0415  # as above

        _quiet()
        return DBOSClient(
            system_database_engine=self._home.engine,
            dbos_system_schema=SCHEMA,
            serializer=DBOSPortableJSONSerializer(),
            application_name=APPLICATION,
            lazy=True,
        )

    def _launch(self, workflows: Mapping[str, Body], queues: Collection[str]) -> None:
        from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer  # noqa: PLC0415  # as above

        _quiet()
        config = DBOSConfig(
            name=APPLICATION,
            system_database_engine=self._home.engine,
            dbos_system_schema=SCHEMA,
            serializer=DBOSPortableJSONSerializer(),
            application_version=VERSION,
            executor_id=self._executor,
            enable_otlp=False,
            log_level="WARNING",
            use_listen_notify=False,
            notification_listener_polling_interval_sec=_LISTENER_SECONDS,
        )
        DBOS(config=config)
        for name, body in workflows.items():
            DBOS.workflow(name=name)(body)
        DBOS.listen_queues(sorted(queues))
        DBOS.launch()
        for queue in sorted(queues):
            DBOS.register_queue(
                queue,
                worker_concurrency=AT_ONCE,
                polling_interval_sec=self._look_every,
                on_conflict="always_update",
            )


def _quiet() -> None:
    """Its lines go through our log. With a handler of its own there it makes none that prints."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    logger.setLevel(logging.WARNING)
