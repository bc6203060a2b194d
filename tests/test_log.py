"""The log: a line an event, ids and fixed words only, whatever was typed and whatever failed."""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Literal

import pytest

from bot import log

EMAIL = "ana@example.com"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the log writes; how logging was set up before comes back."""
    root, ours = logging.getLogger(), logging.getLogger("bot")
    before = (root.handlers, root.level, ours.level)
    yield io.StringIO()
    root.handlers, _, _ = before
    root.setLevel(before[1])
    ours.setLevel(before[2])


def test_a_text_line_has_time_level_words_and_ids(written: io.StringIO) -> None:
    log.set_up("info", "text", written)
    logging.getLogger("bot.turn").info("turn taken", extra={"conversation": "c1", "turn": 7})
    pattern = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 info turn taken conversation=c1 turn=7\n"
    assert re.fullmatch(pattern, written.getvalue())


def test_a_json_line_has_the_same_in_fields(written: io.StringIO) -> None:
    log.set_up("debug", "json", written)
    logging.getLogger("bot.turn").debug("turn taken", extra={"conversation": "c1", "turn": 7})
    line = json.loads(written.getvalue())
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "debug", "logger": "bot.turn", "message": "turn taken", "turn": "7", "conversation": "c1",
    }  # fmt: skip


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_answer_never_gets_into_the_log(written: io.StringIO, form: Literal["text", "json"]) -> None:
    log.set_up("info", form, written)
    try:
        int(EMAIL)
    except ValueError:
        logging.getLogger("bot.turn").exception("turn failed", extra={"answer": EMAIL, "conversation": "c1"})
    assert EMAIL not in written.getvalue()
    assert re.search(r"ValueError at test_log\.py:\d+ test_an_answer_never", written.getvalue())
    assert written.getvalue().count("\n") == 1


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_error_without_a_place_is_named(written: io.StringIO, form: Literal["text", "json"]) -> None:
    log.set_up("info", form, written)
    logging.getLogger("bot").error("failed", exc_info=KeyError(EMAIL))
    assert "KeyError" in written.getvalue()
    assert EMAIL not in written.getvalue()


def test_one_event_is_one_line(written: io.StringIO) -> None:
    log.set_up("info", "text", written)
    logging.getLogger("bot").info("one\r\ntwo", extra={"flow": "a\nb"})
    assert written.getvalue().endswith("one\\r\\ntwo flow=a\\nb\n")
    assert written.getvalue().count("\n") == 1


def test_below_the_level_nothing_is_written_and_libraries_are_quieter(written: io.StringIO) -> None:
    log.set_up("info", "text", written)
    logging.getLogger("bot").debug("detail")
    logging.getLogger("sqlalchemy").info("chatter")
    assert not written.getvalue()
    logging.getLogger("sqlalchemy").warning("trouble")
    assert "trouble" in written.getvalue()


def test_it_writes_to_standard_error(written: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up("info", "text")
    logging.getLogger("bot").info("hello")
    out, err = capsys.readouterr()
    assert out == ""
    assert "hello" in err
