"""What a job engine has to do for us (design §8).

Jobs are short, may run twice, are keyed by our ids and take only strings. They wait on queues, so that a job
that not every process can do waits for one that can. Whatever engine stands behind this, another can take its
place.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import Final, Protocol, TypeAlias

from sqlalchemy import Connection

Job: TypeAlias = Callable[..., Awaitable[None]]
"""Takes strings. It may be run again from its start, also after it has ended, and then changes nothing."""
ANYBODY: Final = "jobs"
"""The queue of what every process can do."""


class Jobs(Protocol):
    """An engine."""

    def register(self, name: str, job: Job, queues: Iterable[str] = ()) -> None:
        """What is meant by a job's name; before `run`. *queues*: where this process looks for work, beside
        that of `ANYBODY`.
        """
        ...

    def enqueue(
        self,
        connection: Connection,
        name: str,
        key: str,
        *arguments: str,
        queue: str = ANYBODY,
        once: bool = False,
    ) -> None:
        """Has a job run soon, if and when the transaction of *connection* commits; one for each *key*. One
        that failed or was cancelled is begun anew, unless *once*.
        """
        ...

    async def cancel(self, key: str) -> None:
        """What has not begun does not begin."""
        ...

    async def run(self) -> None:
        """Runs jobs until stopped, those too that another process left."""
        ...

    async def stop(self) -> None:
        """Begins nothing new; returns when what runs has ended, or is left to be taken up later."""
        ...
