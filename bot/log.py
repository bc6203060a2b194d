"""Logging to standard error, a line an event, as text or JSON. Lines carry ids, never answers (design §10).

A call names what happened in fixed words and hands ids over, where it knows more than what the line is within
(`bot.watching.about`): `log.info("turn taken", extra={"conversation": id})`.
Of an exception its kind and place are written, not its words: they may quote what a person typed. Of what a
library says its own fixed words are written, up to where it begins to quote: bodies, addresses and
representations of objects stand behind that. What looks like a secret is blotted out last, whoever wrote it.
"""

import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final, Literal, TextIO

from bot.watching.about import now_about, process

IDS: Final = (
    "channel", "workspace", "update", "address", "respondent", "conversation", "flow", "turn", "delivery",
    "job", "event", "checkin", "round", "about",
)  # fmt: skip
"""What a line may carry besides its words; anything else handed over is dropped."""
_WITHIN: Final = ("channel", "update", "conversation", "turn", "delivery", "job")
"""What it carries without being told."""
BLOT: Final = "█"
_OURS: Final = "bot"
_FILLED_IN: Final = re.compile(r"%(?:\(\w+\))?[-#0 +]*[\d*]*(?:\.[\d*]+)?[a-zA-Z]")
_QUOTES: Final = re.compile(r"[\r\n'\"`{\[(<]|://")
_SHAPES: Final = (
    r"[0-9]{5,20}:[A-Za-z0-9_-]{20,100}",  # a bot token of Telegram's
    r"(?<=/bot)[0-9]+:[^/\s\"]+",  # the same, in an address
    r"xox[a-z.]*-[A-Za-z0-9.-]+",  # tokens of Slack's
    r"xapp-[A-Za-z0-9-]+",
    r"whsec_[A-Za-z0-9+/=]+",
    r"ckp_[A-Za-z0-9]{8,}",  # a token of our own API
    r"(?<=://)[^\s/@:\"]+:(?!\*+@)[^\s@/\"]+(?=@)",  # user and password in an address
    r"https?://hooks\.slack[^\s\"]*",  # a response address answers for whoever has it
    r"(?i:(?<=bearer )|(?<=basic ))[^\s\"',]{6,}",
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+",  # an e-mail address
)
_SHORTEST: Final = 8
"""What is shorter is no secret, and would blot out words."""


def set_up(
    level: str, form: Literal["text", "json"], stream: TextIO | None = None, *, secrets: Iterable[str] = ()
) -> None:
    """From now on our own loggers write at this level, those of libraries from warning on. Once a process.

    *secrets*: values of settings that no line may hold, wherever it comes from.
    """
    known = (re.escape(one) for one in secrets if len(one) >= _SHORTEST)
    secret = re.compile("|".join((*known, *_SHAPES)))
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Json(secret) if form == "json" else _Text(secret))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(level.upper())


def hear_threads() -> None:
    """What ends a thread is a line like any other; by itself Python would write out the error's words."""

    def ended(about: threading.ExceptHookArgs) -> None:
        error = about.exc_value
        if error is not None and not isinstance(error, SystemExit):
            logging.getLogger(_OURS).error("a thread met a mistake of ours and ended", exc_info=error)

    threading.excepthook = ended


class _Blotting(logging.Formatter):
    """Blots secrets out of words."""

    def __init__(self, secret: re.Pattern[str]) -> None:
        super().__init__()
        self._secret = secret

    def words(self, record: logging.LogRecord) -> str:
        """What happened."""
        said = record.getMessage() if _is_ours(record) else _fixed_words(record)
        return self._secret.sub(BLOT, said)

    def about(self, record: logging.LogRecord) -> dict[str, str]:
        """The ids, those that were handed over before those around it, and the process."""
        here = now_about()
        around = {} if here is None else {name: getattr(here, name) for name in _WITHIN}
        found = {name: record.__dict__.get(name, around.get(name)) for name in IDS}
        found["process"] = process() or None
        return {name: self._secret.sub(BLOT, str(one)) for name, one in found.items() if one is not None}


class _Json(_Blotting):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self.words(record),
            **self.about(record),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = _error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


class _Text(_Blotting):
    def format(self, record: logging.LogRecord) -> str:
        words = [_time(record), record.levelname.lower(), self.words(record)]
        if not _is_ours(record):
            words.append(f"logger={record.name}")
        words += [f"{name}={value}" for name, value in self.about(record).items()]
        if record.exc_info and record.exc_info[1]:
            words.append(f"error={_error(record.exc_info[1])}")
        # One event is one line, whatever stands in it.
        return " ".join(words).replace("\r", "\\r").replace("\n", "\\n")


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == _OURS


def _fixed_words(record: logging.LogRecord) -> str:
    """What a library fills in is left out, what it has put together is cut off where a quotation begins."""
    said = str(record.msg)
    if record.args:
        said = _FILLED_IN.sub("…", said)
    quotation = _QUOTES.search(said)
    return (said if quotation is None else said[: quotation.start()]).rstrip(" :=") or "…"


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _error(error: BaseException) -> str:
    """`ValueError at turn.py:31 take < app.py:12 run`: kind and places, innermost first, no words."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    ]
    return f"{type(error).__name__} at {' < '.join(places)}" if places else type(error).__name__
