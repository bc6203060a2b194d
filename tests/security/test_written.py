"""Proves: the search of everything that is written finds what it is there to find, and nothing else.

A run of pytest of its own, with the same plugin, in which tests let something out in each way there is.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.project.files import ROOT
from tests.security.written import found_in

TESTS: Final = """
import asyncio, logging, subprocess, sys, threading
from pathlib import Path

TOKEN = "xoxb-" + "1" * 12 + "-" + "a" * 20
OF_THE_BOT = "12345678:" + "A" * 35
SAYS = f"import sys; print({TOKEN!r}, file=sys.stderr)"

def test_good():
    logging.getLogger("bot.turn").warning("a turn was taken", extra={"conversation": "01J"})
    print(TOKEN)  # asked for

def test_an_answer_in_a_line():
    logging.getLogger("bot.turn").warning("he said zebrafish")

def test_an_answer_in_an_everyday_line():
    logging.getLogger("bot.turn").info("she said zebrafish")

def test_the_secret_of_a_webhook_in_a_line():
    logging.getLogger("bot.events").warning("refused: %s", "a-secret-that-only-telegram-knows")

def test_an_answer_of_another_thread():
    thread = threading.Thread(target=lambda: logging.getLogger("bot").error("quillfeather"))
    thread.start()
    thread.join()

def test_words_of_an_exception_are_not_written():
    try:
        raise ValueError("zebrafish")
    except ValueError:
        logging.getLogger("bot.turn").exception("a mistake of ours")

def test_standard_error():
    print(TOKEN, file=sys.stderr)

def test_an_address_that_somebody_typed():
    print("they wrote Ana.Berg@Example.com", file=sys.stderr)

def test_a_child():
    subprocess.run([sys.executable, "-c", SAYS], capture_output=True, check=True)

def test_a_child_of_the_loop():
    async def go():
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", SAYS, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
        await child.communicate()
    asyncio.run(go())

def test_a_log_file(tmp_path):
    (tmp_path / "log.txt").write_text(f"GET https://api.telegram.org/bot{OF_THE_BOT}/getMe")

def test_a_file_deep_down(tmp_path):
    (tmp_path / "one" / "two").mkdir(parents=True)
    (tmp_path / "one" / "two" / "stderr.txt").write_text("whsec_" + "A" * 32)

def test_a_log_that_was_set_up():
    from bot import log
    log.set_up("error", "json")
    logging.getLogger("bot.turn").error("they said zebrafish")

def test_an_everyday_line_after_it():
    logging.getLogger("bot.turn").info("she said zebrafish")
"""
PLUGIN: Final = """
from tests.security.written import Written

def pytest_configure(config):
    config.pluginmanager.register(Written(), "written")
"""
LET_OUT: Final = {
    "test_an_answer_in_a_line", "test_an_answer_in_an_everyday_line", "test_an_answer_of_another_thread",
    "test_the_secret_of_a_webhook_in_a_line", "test_standard_error", "test_an_address_that_somebody_typed",
    "test_a_child", "test_a_child_of_the_loop", "test_a_log_file", "test_a_file_deep_down",
    "test_a_log_that_was_set_up", "test_an_everyday_line_after_it",
}  # fmt: skip


@pytest.mark.parametrize("processes", ["0", "2"])
def test_every_way_out_is_watched(tmp_path: Path, processes: str) -> None:
    (tmp_path / "test_ways.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "conftest.py").write_text(PLUGIN, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = [
        sys.executable, "-m", "pytest", "-q", "-rE", "-n", processes, "-p", "no:cacheprovider",
        "-p", "no:schemathesis", "-c", str(tmp_path / "pytest.ini"), str(tmp_path),
    ]  # fmt: skip
    done = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert done.stdout is not None
    said = done.stdout.read()
    done.stdout.close()
    assert done.wait() == 1, said
    failed = set(re.findall(r"ERROR at teardown of (\w+)", said))
    assert failed == LET_OUT, said


@pytest.mark.parametrize(
    "secret",
    [
        "12345678:" + "A" * 35,
        "https://api.telegram.org/bot12345678:" + "A" * 35 + "/getMe",
        "xoxb-123456789012-" + "a" * 20,
        "xoxe.xoxp-1-" + "a" * 20,
        "xapp-1-A0123-" + "a" * 20,
        "Authorization: Bearer ckp_" + "a" * 47,
        "whsec_" + "A" * 32,
        "secret_token=a-secret-that-only-telegram-knows",
        "postgresql://checkup:hush@db/checkup",
        "https://checkup.example.com/r/AAECAwQFBgcICQoLDA0ODxAR.tBy52O4OmegZV25686lo4w",
        "https://hooks.slack.com/actions/T0123/45/abcdefgh",
        "ana@example.com",
        "Ana.Berg@Mail.Example.COM",
        "email=ana%40example.com",
    ],
)
def test_a_secret_is_seen_wherever_it_stands(secret: str) -> None:
    for line in (secret, f"2030-01-01 info it came to {secret}", json.dumps({"message": f"no: {secret}!"})):
        assert found_in(f"a line before\n{line}\n") == [line]


def test_what_is_no_secret() -> None:
    lines = (
        '{"time": "2030-01-01T00:00:00.000+00:00", "message": "an update is not confirmed"}\n'
        "http://127.0.0.1:8080/telegram/webhook postgresql://checkup:***@db/checkup postgresql://user:password@host/name"
    )
    assert found_in(lines) == []
