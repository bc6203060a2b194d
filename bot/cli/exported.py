"""The forms that exported lines can take: CSV, JSON Lines, Parquet."""

import csv
import json
import sys
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import Field, fields
from datetime import datetime
from operator import attrgetter
from types import TracebackType, UnionType
from typing import Any, Final, Self, TextIO, Union, cast, get_args, get_origin, get_type_hints

from bot.cli.json_lines import json_line
from bot.cli.trouble import USAGE, Trouble
from bot.reports.cells import FORMULA, cell, typed_cell

ROWS_AT_ONCE: Final = 10_000
"""Of a Parquet file: what is held in memory."""


class Sheet(AbstractContextManager["Sheet"]):
    """Takes lines of one kind and writes them out."""

    @abstractmethod
    def write(self, lines: Sequence[Any]) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


def sheet_for(form: str, kind: type[Any], target: TextIO) -> Sheet:
    """A sheet in this form for lines of this kind (a dataclass); Trouble where it cannot be written."""
    if form == "csv":
        return CsvSheet(kind, target)
    if form == "jsonl":
        return JsonSheet(kind, target)
    if target.isatty():
        raise Trouble(
            "Parquet is not for a terminal.", "Send it to a file: checkup export … > answers.parquet", USAGE
        )
    return ParquetSheet(kind, target)


class CsvSheet(Sheet):
    """RFC 4180 with a line of names. What a spreadsheet would run as a formula gets a `'` before it."""

    def __init__(self, kind: type[Any], target: TextIO) -> None:
        self._names = [field.name for field in fields(kind)]
        self._values = attrgetter(*self._names)
        self._cells = [_cell_of(field) for field in fields(kind)]
        hints = [*get_type_hints(kind).values()]
        self._texts = [place for place, hint in enumerate(hints) if hint is str]
        self._others = [place for place, hint in enumerate(hints) if hint is not str]
        self._target = target
        self._rows = csv.writer(target, lineterminator="\n")
        # For lines with a carriage return, which Python 3.11 leaves bare where lines do not end with one.
        self._quoted = csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_ALL)

    def __enter__(self) -> Self:
        self._rows.writerow(self._names)
        return self

    def write(self, lines: Sequence[Any]) -> None:
        """Millions of cells pass here: they are looked at column by column, and only lines in which
        something has to be quoted are left to the writer, which looks at every character of every cell.
        """
        columns: list[Sequence[Any]] = list(zip(*map(self._values, lines), strict=True))
        if not columns:
            return
        for place in self._texts:
            if not FORMULA.isdisjoint({text[0] for text in columns[place] if text}):
                columns[place] = [*map(self._cells[place], columns[place])]
        for place in self._others:
            columns[place] = [*map(self._cells[place], columns[place])]
        commas = len(columns) - 1
        for cells in zip(*columns, strict=True):
            line = ",".join(cells)
            if "\r" in line:
                self._quoted.writerow(cells)
            elif line.count(",") > commas or '"' in line or "\n" in line:
                self._rows.writerow(cells)
            else:
                self._target.write(f"{line}\n")


class JsonSheet(Sheet):
    """An object a line; what is kept as JSON, such as a result's document, is an object in it."""

    def __init__(self, kind: type[Any], target: TextIO) -> None:
        self._objects = [field.name for field in fields(kind) if field.metadata.get("object")]
        self._target = target

    def write(self, lines: Sequence[Any]) -> None:
        self._target.writelines(map(self._line, lines))

    def _line(self, line: Any) -> str:
        found = {field.name: getattr(line, field.name) for field in fields(line)}
        for name in self._objects:
            found[name] = json.loads(found[name])
        return json_line(found, _time)


class ParquetSheet(Sheet):
    """Columns; needs pyarrow, which is installed on request."""

    def __init__(self, kind: type[Any], target: TextIO) -> None:
        try:
            import pyarrow as pa  # noqa: PLC0415  # half a second, and not always installed
            from pyarrow import parquet  # noqa: PLC0415  # as above
        except ImportError:
            raise Trouble(
                "Parquet needs the package pyarrow.",
                f"Install it:  {sys.executable} -m pip install pyarrow  – or (in a container) --format csv.",
            ) from None
        self._table = pa.Table
        self._schema = pa.schema(
            [
                pa.field(name, _column(pa, hint), nullable=type(None) in get_args(hint))
                for name, hint in get_type_hints(kind).items()
            ]
        )
        self._writer = parquet.ParquetWriter(_Sink(target), self._schema)
        self._rows: list[dict[str, Any]] = []

    def write(self, lines: Sequence[Any]) -> None:
        self._rows += [{field.name: getattr(line, field.name) for field in fields(line)} for line in lines]
        if len(self._rows) >= ROWS_AT_ONCE:
            self._flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._flush()
            self._writer.close()

    def _flush(self) -> None:
        self._writer.write_table(self._table.from_pylist(self._rows, schema=self._schema))
        self._rows = []


class _Sink:
    """Standard output as pyarrow wants it: it asks where it is, which a pipe does not know."""

    closed = False

    def __init__(self, target: TextIO) -> None:
        self._binary = target.buffer
        self._written = 0

    def write(self, data: Any) -> int:
        self._written += self._binary.write(data)
        return len(data)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        self._binary.flush()

    def close(self) -> None:
        self._binary.flush()


def _cell_of(field: Field[Any]) -> Callable[[Any], str]:
    return typed_cell if field.metadata.get("typed") else cell


def _time(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


_COLUMNS: Final[Mapping[type, str]] = {str: "string", bool: "bool_", int: "int64", float: "float64"}


def _column(pa: Any, hint: Any) -> Any:
    """The type of a column for a field's annotation."""
    kind = _kind_of(hint)
    return pa.timestamp("us", tz="UTC") if kind is datetime else getattr(pa, _COLUMNS[kind])()


def _kind_of(hint: Any) -> type[Any]:
    """What the values of a field are that are not None."""
    if get_origin(hint) in (UnionType, Union):
        hint = next(part for part in get_args(hint) if part is not type(None))
    return cast("type[Any]", hint)
