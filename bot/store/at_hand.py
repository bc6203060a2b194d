"""What an ordinary tap reads and writes, away from the database: read ahead of it, written behind it.

A turn is a plain function of a `Connection`. Nearly all turns are taps that ask for two rows and write four;
they are given an `AtHand`, which has those rows and keeps what is to be written. Whatever else a turn asks of
it raises NotAtHand: the turn is then taken again from the start on a real connection. Nothing has happened by
then, so the turn itself knows nothing of this.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Values: TypeAlias = Mapping[str, object]


class NotAtHand(Exception):  # noqa: N818  # read as a sentence
    """A turn asked for more than was read ahead."""


class AtHand:
    """Stands in for the `Connection` of one turn."""

    def __init__(
        self, answers: Mapping[object, tuple[Values, Sequence[Any]]], counts: Mapping[object, int],
        options: Mapping[str, object],
    ) -> None:  # fmt: skip
        """*answers*: by statement, for which values it was asked and the rows; *counts*: by statement that
        may be written, how many rows it is about. *options*: those of a real connection.
        """
        self._answers = answers
        self._counts = counts
        self._options = options
        self.written: dict[object, list[Values]] = {}
        """By statement."""

    def rows(self, statement: object, given: Values) -> Sequence[Any]:
        """What was read ahead."""
        found = self._answers.get(statement)
        if found is None or found[0] != given:
            raise NotAtHand
        return found[1]

    def write(self, statement: object, given: Values | Sequence[Values]) -> int:
        """Keeps what is to be written. Each statement is said once in an ordinary turn."""
        count = self._counts.get(statement)
        if count is None or statement in self.written:
            raise NotAtHand
        if count:
            self.written[statement] = [given] if isinstance(given, Mapping) else list(given)
        return count

    def get_execution_options(self) -> Mapping[str, object]:
        """As a connection has them: they carry the sealer."""
        return self._options

    def __getattr__(self, name: str) -> Any:
        raise NotAtHand(name)
