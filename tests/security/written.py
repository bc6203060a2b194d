"""Everything that is written in a run of the tests is searched for secrets and for what people said.

A plugin of pytest, in every process of xdist: a test that lets one out fails, whatever else it proves. Read
are the lines of every logger as the product writes them, what was written to standard error in the process,
what child processes wrote to theirs, and every log file in the test's own folder. What stands on standard
output was asked for: results, answers, a token that was made just now.
"""

import asyncio.subprocess
import logging
import re
import subprocess
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Final

import pytest

from bot import log

SECRETS: Final = (
    "a-key-of-the-tests-that-is-long-enough",  # tests/served.py
    "a-secret-of-the-tests-and-long-enough",  # tests/store/samples.py
    "a-secret-that-only-telegram-knows",  # tests/telegram/served.py
    "signing-secret-of-the-fake",  # tests/fakes/slack/app.py
    "client-secret-of-the-fake",
    "for-the-collector",  # tests/watching/test_traces.py
    "zebrafish",  # answers that tests give: tests/slack/test_privacy.py and others
    "quillfeather",
    "98765432",
)
"""Settings and answers that many tests use, written out here."""
SHAPES: Final = (
    r"xox[abeprs][.-][A-Za-z0-9-]{8,}",
    r"xapp-[A-Za-z0-9-]{8,}",
    r"(?<!\d)\d{6,20}:[A-Za-z0-9_-]{20,}",  # in an address, letters stand right before it
    r"ckp_[a-z2-7]{20,}",
    r"whsec_[A-Za-z0-9+/=]{16,}",
    r"://(?!user:password@)[^\s/@:'\"]+:(?!\*+@)[^\s@/]{3,}@",
    r"/r/[A-Za-z0-9_-]{20,}",
    r"hooks\.slack\S*/[A-Za-z0-9]{6,}",
    r"[A-Za-z0-9._%+-]+(?:@|%40)(?!127\.)[A-Za-z][A-Za-z0-9-]*\.[A-Za-z]{2,}",
    r"BEGIN [A-Z ]*PRIVATE KEY",
)
"""Tokens of the platforms, of ours, of links; passwords in addresses; e-mail addresses; keys."""
FORBIDDEN: Final = re.compile("|".join((*map(re.escape, SECRETS), *SHAPES)))
LOGS: Final = ("log*.txt", "*.log", "stderr*")
LARGEST: Final = 4_000_000
"""Bytes of a log file that are looked at."""


def found_in(written: str) -> list[str]:
    """What must not stand there, each with its line."""
    return [line.strip()[:300] for line in written.splitlines() if FORBIDDEN.search(line)]


class _Lines(logging.Handler):
    """Every record as the product would write it."""

    def __init__(self, written: list[str]) -> None:
        super().__init__()
        self.setFormatter(formatter())
        self._written = written

    def emit(self, record: logging.LogRecord) -> None:
        self._written.append(self.format(record))


def formatter() -> logging.Formatter:
    """Of the product: it knows no setting of the tests, only how secrets look."""
    root, bot = logging.getLogger(), logging.getLogger("bot")
    before = root.handlers[:], root.level, bot.level
    log.set_up("info", "json")
    made = root.handlers[0].formatter
    root.handlers, root.level, bot.level = before
    for logger in (root, bot):
        logger.setLevel(logger.level)
    assert made is not None
    return made


class Written:
    """The plugin."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._handler = _Lines(self._written)
        self._undo: list[Callable[[], None]] = []

    def pytest_sessionstart(self) -> None:
        logging.getLogger().addHandler(self._handler)
        self._listens_to(subprocess.Popen, "communicate")
        self._listens_to_async(asyncio.subprocess.Process, "communicate")

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        logging.getLogger().removeHandler(self._handler)
        for undo in self._undo:
            undo()
        left = found_in("\n".join(self._written))
        if left:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
            raise pytest.UsageError(f"written between the tests: {left}")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        """Lines are heard from the level on that is the product's own, whatever a test before has left."""
        logging.getLogger("bot").setLevel(logging.INFO)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: Any
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if logging.getLogger().handlers.count(self._handler) == 0:  # set up anew by a test
            logging.getLogger().addHandler(self._handler)
        if report.when == "teardown":
            let_out = self._let_out(item, report)
            if let_out:
                report.outcome = "failed"
                report.longrepr = "A secret, or what somebody said, was written:\n" + "\n".join(let_out)
        return report

    def _let_out(self, item: pytest.Item, report: pytest.TestReport) -> list[str]:
        text = "\n".join(self._written)
        self._written.clear()
        text = f"{text}\n{report.capstderr}"
        folder = getattr(item, "funcargs", {}).get("tmp_path")
        if isinstance(folder, Path) and folder.exists():
            for pattern in LOGS:
                for path in folder.glob(f"**/{pattern}"):
                    if path.is_file():
                        with path.open("rb") as file:
                            text += f"\n{file.read(LARGEST).decode('utf-8', 'replace')}"
        return found_in(text)

    def _listens_to(self, kind: Any, name: str) -> None:
        usual = getattr(kind, name)
        written = self._written

        def heard(self: Any, *given: Any, **named: Any) -> Any:
            out, err = usual(self, *given, **named)
            written.append(err.decode("utf-8", "replace") if isinstance(err, bytes) else err or "")
            return out, err

        setattr(kind, name, heard)
        self._undo.append(lambda: setattr(kind, name, usual))

    def _listens_to_async(self, kind: Any, name: str) -> None:
        usual = getattr(kind, name)
        written = self._written

        async def heard(self: Any, *given: Any, **named: Any) -> Any:
            out, err = await usual(self, *given, **named)
            written.append((err or b"").decode("utf-8", "replace"))
            return out, err

        setattr(kind, name, heard)
        self._undo.append(lambda: setattr(kind, name, usual))
