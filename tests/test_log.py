"""The log: a line an event, ids and fixed words only, whatever was typed and whatever failed.

What a library says comes without what it filled in or quoted; what looks like a secret is blotted out; lines
within a turn carry its ids, in other threads too.
"""

import ast
import asyncio
import gc
import io
import json
import logging
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from bot import log
from bot.watching.about import about, in_conversation, process_is

EMAIL = "ana@example.com"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the log writes; how logging was set up before comes back."""
    root, ours = logging.getLogger(), logging.getLogger("bot")
    before = (root.handlers, root.level, ours.level)
    process_is("")  # whatever served in this process before
    yield io.StringIO()
    process_is("")
    root.handlers, _, _ = before
    root.setLevel(before[1])
    ours.setLevel(before[2])


def test_a_text_line_has_time_level_words_and_ids(written: io.StringIO) -> None:
    log.set_up("info", "text", written)
    logging.getLogger("bot.turn").info("turn taken", extra={"conversation": "c1", "turn": 7})
    pattern = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 info turn taken conversation=c1 turn=7\n"
    assert re.fullmatch(pattern, written.getvalue())


def test_what_a_line_is_about_is_named(written: io.StringIO) -> None:
    log.set_up("info", "text", written)
    about_it = {"event": "e1", "round": "r1", "checkin": "t1", "about": "i1"}
    logging.getLogger("bot.events").error("an event was given up: http 422", extra=about_it)
    assert written.getvalue().endswith(
        "an event was given up: http 422 event=e1 checkin=t1 round=r1 about=i1\n"
    )


def test_every_id_that_is_handed_over_is_written() -> None:
    """A name that the log does not know is dropped, and nobody notices."""
    handed: set[str] = set()
    for file in Path(log.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "extra" and isinstance(node.value, ast.Dict):
                handed |= {str(key.value) for key in node.value.keys if isinstance(key, ast.Constant)}
    assert {"event", "conversation"} <= handed
    assert handed <= set(log.IDS)


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


@pytest.mark.parametrize("form", ["text", "json"])
def test_lines_within_something_carry_its_ids(written: io.StringIO, form: Literal["text", "json"]) -> None:
    log.set_up("info", form, written)
    process_is("p1")
    logger = logging.getLogger("bot.turn")
    with about(channel="slack", update="u1"):
        in_conversation("c1", 7)
        logger.info("one")
        with about(channel="slack", delivery="d1"):
            logger.info("two", extra={"turn": 9})
    logger.info("three")
    one, two, three = written.getvalue().splitlines()
    for carried in ("slack", "u1", "c1", "7", "p1"):
        assert carried in one
    for carried in ("slack", "d1", "9", "p1"):
        assert carried in two
    assert not any(other in two for other in ("u1", "c1"))
    assert "p1" in three
    assert "slack" not in three


async def test_what_a_thread_finds_out_is_known_outside(written: io.StringIO) -> None:
    log.set_up("info", "json", written)
    with about(channel="telegram", update="5"):
        await asyncio.to_thread(in_conversation, "c2", 3)
        logging.getLogger("bot").info("done")
    line = json.loads(written.getvalue())
    assert (line["conversation"], line["turn"], line["update"]) == ("c2", "3", "5")


SECRETS = [
    "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
    "https://api.telegram.org/bot42:short/sendMessage",
    "xoxb-1234-5678-abcdefghij",
    "xoxe.xoxp-1-Mi0yLTEyMzQ1",
    "xapp-1-A0-123-abc",
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "ckp_ba4tsn3vk7xwq2ydzr5eumhgcj6lfpoi2ba4tsn3vk7xwq2",
    "https://hooks.slack.com/actions/T1/2/abc",
    "https://hooks.slack-gov.com/app/T1/2/abc",
    "Authorization: Bearer abcdefghijkl",
    EMAIL,
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_looks_like_a_secret_is_blotted_out(
    written: io.StringIO, form: Literal["text", "json"], secret: str
) -> None:
    log.set_up("info", form, written)
    logging.getLogger("bot").info("it went to %s just now", secret, extra={"flow": secret})
    told = written.getvalue()
    for part in ("AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", "42:short", "5678", "Mi0y", "A0-123", "MfKQ", "ba4t",
                 "T1/2", "abcdefghijkl", EMAIL):  # fmt: skip
        assert part not in told
    assert "just now" in told
    assert told.count(log.BLOT) == 2


def test_secrets_of_the_settings_are_blotted_out_whatever_they_look_like(written: io.StringIO) -> None:
    log.set_up("info", "text", written, secrets=("correct horse battery", "no"))
    logging.getLogger("bot").info("there is no way but correct horse battery")
    assert written.getvalue().endswith(f"there is no way but {log.BLOT}\n")


def test_a_password_in_an_address_is_blotted_out_and_the_place_stays(written: io.StringIO) -> None:
    log.set_up("info", "text", written)
    logging.getLogger("bot").info("postgresql://checkup:hunter22@db.internal/checkup is away")
    assert "hunter22" not in written.getvalue()
    assert "@db.internal/checkup is away" in written.getvalue()


@pytest.mark.parametrize(
    ("name", "words", "filled_in", "left"),
    [
        ("slack_bolt.AsyncApp", "Unhandled request ({'text': 'Balthasar'})", (), "Unhandled request"),
        ("asyncio", "Task was never retrieved\nfuture: <Balthasar>", (), "Task was never retrieved"),
        ("aiohttp.client", "Unclosed client session to %s", ("Balthasar",), "Unclosed client session to …"),
        ("telegram", "Failed to get \"Balthasar\"", (), "Failed to get"),
        ("uvicorn.error", "Invalid HTTP request received.", (), "Invalid HTTP request received."),
        ("dbos", "Workflow failed: https://example.com/Balthasar", (), "Workflow failed: https"),
        ("httpx", "['Balthasar']", (), "…"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_a_library_quotes_is_cut_off(
    written: io.StringIO,
    form: Literal["text", "json"],
    name: str,
    words: str,
    filled_in: tuple[str],
    left: str,
) -> None:
    log.set_up("info", form, written)
    logging.getLogger(name).warning(words, *filled_in)
    told = written.getvalue()
    assert "Balthasar" not in told
    assert left in told
    assert name in told
    assert told.count("\n") == 1


async def test_an_exception_that_nobody_waited_for_tells_nothing_typed(written: io.StringIO) -> None:
    log.set_up("info", "text", written)

    async def fails() -> None:
        int("Balthasar")

    task = asyncio.create_task(fails())
    await asyncio.wait([task])
    del task
    gc.collect()
    await asyncio.sleep(0)
    assert "Task exception was never retrieved logger=asyncio" in written.getvalue()
    assert "ValueError at test_log.py" in written.getvalue()
    assert "Balthasar" not in written.getvalue()


def test_what_ends_a_thread_tells_nothing_typed(
    written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    log.set_up("info", "text", written)
    log.hear_threads()
    thread = threading.Thread(target=int, args=("Balthasar",))
    thread.start()
    thread.join()
    assert "a thread met a mistake of ours and ended error=ValueError" in written.getvalue()
    assert "Balthasar" not in written.getvalue()
