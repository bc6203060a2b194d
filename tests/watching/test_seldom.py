"""Proves: a line that would come again and again is due once, and after its time; each kind by itself."""

import pytest

from bot.watching import seldom
from bot.watching.seldom import Seldom


def test_once_and_again_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 29.9, 30.0, 31.0, 59.9, 60.0])
    monkeypatch.setattr(seldom, "perf_counter", lambda: next(moments))
    line = Seldom(30.0)
    assert [line.is_due() for _ in range(6)] == [True, False, True, False, False, True]


def test_each_kind_by_itself() -> None:
    line = Seldom(3600.0)
    assert [line.is_due(kind) for kind in ("429", "5xx", "429", "5xx")] == [True, True, False, False]
