"""Where the chats of these tests take place."""

from pathlib import Path

import pytest

from tests.e2e.program import Here


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: "pytest.CaptureFixture[str]") -> Here:
    """`checkup chat` in this process, in a folder of the test's own."""
    return Here(tmp_path, monkeypatch, capsys)
