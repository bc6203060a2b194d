"""How the commands behave as programs (interface.md, "Commands").

1. `--help` and `--version` answer, for every command there is, without importing what is heavy.
2. Every error is two lines on stderr, nothing on stdout, never a traceback; wrong calls end with 2.
3. CHECKUP_DEBUG=1 shows the traceback.
4. A closed pipe and Ctrl-C are quiet.
5. Output is UTF-8 whatever the locale, and whatever it has to say.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot import __version__
from tests.cli.running import ROOT, checkup, command, surroundings

COMMANDS = (
    "audit", "chat", "check", "copy-database", "diff", "doctor", "erase", "events", "export", "jobs",
    "migrate", "purge", "rotate-keys", "score", "serve", "show", "team", "test", "token", "work",
)  # fmt: skip
SHIPPED = ("business-systems", "delivery-check", "team-health", "weekly-pulse")
UNHELPFUL = {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
"""Python is kept from mending a locale by itself."""


def test_the_list_of_commands() -> None:
    ended = checkup("--help")
    assert (ended.code, ended.err) == (0, "")
    listed = ended.out.partition("Commands:\n")[2]
    assert tuple(line.split()[0] for line in listed.splitlines()) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    ended = checkup(name, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"Usage: checkup {name} ")


def test_the_version() -> None:
    ended = checkup("--version")
    assert (ended.code, ended.out, ended.err) == (0, f"checkup {__version__}\n", "")


def test_help_imports_nothing_heavy() -> None:
    """Each of these takes longer to import than the whole answer may."""
    look = (
        "import sys; from bot.cli import run; run(['check', '--help']); "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True, cwd=ROOT, env=surroundings()
    )
    heavy = {
        "yaml",
        "pydantic",
        "sqlalchemy",
        "sqlmodel",
        "asyncio",
        "prompt_toolkit",
        "rich",
        "babel",
        "scoring",
    }
    assert heavy.isdisjoint(done.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["jump"], ["No such command 'jump'.", "Try  checkup --help"]),
        (["check", "--format", "xml"], [
            "Invalid value for '--format': 'xml' is not one of 'text', 'json', 'github'.",
            "Try  checkup check --help",
        ]),
        (["score"], ["Missing argument 'FLOW'.", "Try  checkup score --help"]),
        (["diff", "flows/weekly-pulse.yaml"], ["Missing argument 'NEW'.", "Try  checkup diff --help"]),
        (["show", "weekly-puls"], [
            "There is no flow 'weekly-puls' in flows.",
            "Did you mean 'weekly-pulse'? (The path of a file is fine too.)",
        ]),
        (["show", "zzz"], [
            "There is no flow 'zzz' in flows.",
            f"There are: {', '.join(SHIPPED)} (The path of a file is fine too.)",
        ]),
        (["export", "answers", "--since", "soon"], [
            "--since 'soon' is no time.",
            "Write 2026-03-01 or 2026-03-01T09:00.",
        ]),
        (["team", "team-health", "--invited", "0"], [
            "Invalid value for '--invited': 0 is not in the range x>=1.",
            "Try  checkup team --help",
        ]),
    ],
)  # fmt: skip
def test_wrong_calls(arguments: list[str], told: list[str]) -> None:
    ended = checkup(*arguments)
    assert (ended.code, ended.out, ended.told) == (2, "", told)


def test_without_a_command_there_is_help_and_a_two() -> None:
    ended = checkup()
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Usage: checkup ")


def test_settings_that_are_wrong_are_all_told() -> None:
    ended = checkup("migrate", env={"DATABASE_URL": "oracle:", "CHECKUP_LOG": "loud"})
    assert (ended.code, ended.out) == (1, "")
    assert ended.told == [
        "CHECKUP_LOG is 'loud', which cannot be used. Choose one of: debug, info, warning, error.",
        "DATABASE_URL cannot be used. Set it to sqlite:///checkup.db or postgresql://user:password@host/name.",
        "Settings come from the environment and from a file .env in this folder.",
    ]


def test_commands_that_only_read_flows_work_whatever_else_is_set(tmp_path: Path) -> None:
    ended = checkup("show", "weekly-pulse", env={"DATABASE_URL": "oracle:"})
    assert ended.code == 0
    (tmp_path / ".env").write_text(f"CHECKUP_FLOWS={ROOT / 'flows'}\n", encoding="utf-8")
    assert checkup("show", "weekly-pulse", cwd=tmp_path).out == ended.out


def test_a_folder_of_flows_that_is_not_there(tmp_path: Path) -> None:
    ended = checkup("show", "weekly-pulse", cwd=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.told == [
        "There is no folder 'flows' to look for flows in.",
        "Set CHECKUP_FLOWS to the folder of flow files, or name a file.",
    ]


def test_a_file_that_cannot_be_written_is_no_traceback(tmp_path: Path) -> None:
    ended = checkup("score", "weekly-pulse", "--out", tmp_path / "none" / "out.jsonl")
    assert (ended.code, ended.out) == (1, "")
    assert ended.told == [
        f"{tmp_path}/none/out.jsonl: No such file or directory.",
        "Check the path, the rights to it and the space left, then try again.",
    ]


def bug(**env: str) -> subprocess.CompletedProcess[str]:
    """A command with a bug in it."""
    code = (
        "import click, bot.cli as cli\n"
        "@cli.checkup.command()\n"
        "def stumble():\n"
        "    raise ValueError('what a person typed')\n"
        "import sys; sys.argv[1:] = ['stumble']; cli.main()\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT,
        env=surroundings(env),
    )  # fmt: skip


def test_a_bug_is_two_lines_and_quotes_nobody() -> None:
    done = bug()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "Something went wrong inside Checkup (ValueError); what was stored is safe.",
        "Run it again with CHECKUP_DEBUG=1 to see where, and report that, please.",
    ]


def test_debug_shows_the_traceback() -> None:
    done = bug(CHECKUP_DEBUG="1")
    assert done.returncode == 1
    assert done.stderr.startswith("Traceback")
    assert "what a person typed" in done.stderr


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    """The reader is gone before anything is written."""
    rows = '{"id": 1, "answers": {}}\n' * 2_000
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        command("score", "weekly-pulse"), input=rows.encode(), stdout=writer, stderr=subprocess.PIPE,
        cwd=ROOT, env=surroundings(), check=False,
    )  # fmt: skip
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_ctrl_c_is_quiet() -> None:
    with subprocess.Popen(
        command("score", "weekly-pulse"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, cwd=ROOT, env=surroundings(),
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        # Enough for helpers to start and for a first result: then it is surely at work.
        process.stdin.write(b'{"id": 1, "answers": {}}\n' * 1_000)
        process.stdin.flush()
        process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, b"")


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "latin-1"}])
def test_output_is_utf8_whatever_the_locale(locale: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "big.yaml"
    file.write_text("flow: big\ntitle: Größe – 規模\nsteps:\n  - {ask: q, scale: yes_no, text: Q}\n", "utf-8")
    env = {**UNHELPFUL, **locale}
    ended = checkup("show", file, "--format", "text", env=env)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Größe – 規模\n")
    file.write_text("flow: größe\n", "utf-8")
    assert "'größe'" in checkup("score", file, env=env).err


def test_what_utf8_cannot_say_is_written_out(tmp_path: Path) -> None:
    """A file name that is no UTF-8."""
    ended = checkup("check", os.fsdecode(b"\xff.yaml"), cwd=tmp_path)
    assert ended.code == 1
    assert ended.out.startswith(
        "<U+DCFF>.yaml:1:1: error Y000: the file cannot be read: No such file or directory"
    )
