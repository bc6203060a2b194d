"""Logging to standard error, a line an event, as text or JSON. Lines carry ids, never answers (design §10).

A call names what happened in fixed words and hands ids over:
`log.info("turn taken", extra={"conversation": id})`.
Of an exception its kind and place are written, not its words: they may quote what a person typed.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Literal, TextIO

IDS = (
    "channel", "workspace", "update", "address", "respondent", "conversation", "flow", "turn", "delivery",
    "job",
)  # fmt: skip
"""What a line may carry besides its words; anything else handed over is dropped."""


def set_up(level: str, form: Literal["text", "json"], stream: TextIO | None = None) -> None:
    """From now on our own loggers write at this level, those of libraries from warning on. Once a process."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Json() if form == "json" else _Text())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("bot").setLevel(level.upper())


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_ids(record),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = _error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        words = [_time(record), record.levelname.lower(), record.getMessage()]
        words += [f"{name}={value}" for name, value in _ids(record).items()]
        if record.exc_info and record.exc_info[1]:
            words.append(f"error={_error(record.exc_info[1])}")
        # One event is one line, whatever stands in it.
        return " ".join(words).replace("\r", "\\r").replace("\n", "\\n")


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _ids(record: logging.LogRecord) -> dict[str, str]:
    return {name: str(record.__dict__[name]) for name in IDS if record.__dict__.get(name) is not None}


def _error(error: BaseException) -> str:
    """`ValueError at turn.py:31 take < app.py:12 run`: kind and places, innermost first, no words."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    ]
    return f"{type(error).__name__} at {' < '.join(places)}" if places else type(error).__name__
