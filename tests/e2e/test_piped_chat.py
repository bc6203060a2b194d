"""`checkup chat` with piped input, as interface.md promises it: one answer a line, exit codes 0, 3 and 2.

1. The flagship from the first question to the result, answered by numbers, labels and ids.
2. Input that ends early, and /stop: exit code 3, and the next run goes on at the same question.
3. Whatever stands on a line, the chat goes on; errors are two lines on stderr.
4. --seed makes the same ids; --lang, --as, --db; a list where no flow is named.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import run
from tests.e2e.program import Here, chat_process
from tests.present.chat import MOOD

# By number, by label, by number and id and label; then the middle answer of every other question.
FLAGSHIP = ("2", "Owner or founder", "1, 2, delivery, Reporting", *["c"] * 24, "no", "no")


@pytest.fixture
def mood(here: Here) -> Here:
    """A flows folder with nothing but the smallest flow."""
    folder = here.folder / "flows"
    folder.mkdir()
    (folder / "team-mood.yaml").write_text(MOOD, encoding="utf-8")
    here.sets({"CHECKUP_FLOWS": str(folder)})
    return here


def rewritten(here: Here, old: str, new: str) -> None:
    (here.folder / "flows" / "team-mood.yaml").write_text(MOOD.replace(old, new), encoding="utf-8")


def test_the_flagship_from_the_first_question_to_the_result(tmp_path: Path) -> None:
    done = chat_process(tmp_path, "business-systems", lines=FLAGSHIP)
    assert (done.returncode, done.complained) == (0, "")
    assert done.said.startswith("Business Systems Health Check\n\nMost small businesses have processes.")
    assert (
        "Question 1 of about 23\nHow many people work in the business, you included?\n  1. Only me"
        in done.said
    )
    assert "  Sales       ██████████░░░░░░░░░░  50  Connect" in done.said
    assert "██████████░░░░░░░░░░  50  Partly connected" in done.said
    assert " → [Partly connected] → " in done.said
    assert "\x1b" not in done.said


def test_input_that_ends_early_is_kept(tmp_path: Path) -> None:
    first = chat_process(tmp_path, "business-systems", lines=FLAGSHIP[:5])
    assert (first.returncode, first.complained) == (3, "")
    assert first.said.endswith("Saved. Run the same command to go on at question 6.\n\n")
    second = chat_process(tmp_path, "business-systems", lines=["/stop", "never read"])
    assert second.returncode == 3
    assert "Welcome back. 5 answers are kept." in second.said
    assert "Question 6 of" in second.said
    assert "Stopped. 5 answers are kept" in second.said
    assert "never read" not in second.said
    third = chat_process(tmp_path, "business-systems", lines=FLAGSHIP[5:])
    assert third.returncode == 0
    assert "Question 6 of" in third.said
    assert "50 of 100" in third.said


def test_after_the_end_a_fresh_start_says_so(mood: Here) -> None:
    assert mood.chat("team-mood", lines=["4", "4"]).returncode == 0
    again = mood.chat("team-mood", lines=["/result"])
    assert again.returncode == 3
    assert "this is a fresh start. /result shows your last result." in again.said
    assert "75 of 100" in again.said
    assert "Question 1 of 2" in again.said


def test_looks_after_the_end_are_fine(mood: Here) -> None:
    done = mood.chat("team-mood", lines=["4", "4", "/workings", "/answers", "/result", "hm"])
    assert done.returncode == 0
    assert "How this was computed" in done.said
    assert "Your answers" in done.said
    assert "No question is open right now" in done.said


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"   ",
        b"\x00\x01\x1b[31m",
        b"\xff\xfe",
        b"x" * 100_000,
        "\uff11".encode(),
        b"1e999",
        b"NaN",
        "\u202e\u200b".encode(),
        "👩\u200d🚀".encode(),
        b"/",
        b"//",
        b"/dance",
        b"/change 99",
        b"/language xx",
        b"1; DROP TABLE answer",
        b"\r",
    ],
)
def test_whatever_stands_on_a_line_the_chat_goes_on(mood: Here, line: bytes) -> None:
    done = mood.chat("team-mood", data=line + b"\n4\n4\n")
    assert (done.returncode, done.complained) == (0, "")
    assert "\x1b" not in done.said
    assert "\u202e" not in done.said


def test_lines_may_end_in_any_way(mood: Here) -> None:
    done = mood.chat("team-mood", data="\ufeff4\r\nagree".encode())
    assert done.returncode == 0
    assert "75 of 100" in done.said


def test_the_same_seed_makes_the_same_ids(mood: Here) -> None:
    ids = []
    for name in ("a", "b"):
        url = f"sqlite:///{mood.folder}/{name}.db"
        for _ in range(2):
            assert mood.chat("team-mood", "--seed", "7", "--db", url, lines=["4", "4"]).returncode == 0
        with closing(sqlite3.connect(mood.folder / f"{name}.db")) as rows:
            ids.append(rows.execute("SELECT id FROM conversation ORDER BY id").fetchall())
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


def test_another_language(here: Here) -> None:
    done = here.chat("business-systems", "--lang", "de", lines=["Nur ich"])
    assert "Was ist Ihre Rolle?" in done.said
    assert done.said.endswith("Gespeichert. Derselbe Befehl macht bei Frage 2 weiter.\n\n")


@pytest.mark.parametrize(
    ("platform", "seen"),
    [
        (
            "telegram",
            "**A**  Wherever they land: inboxes, phones, heads\n**B**  Each person keeps their own list\n",
        ),
        ("slack", "*A*  Wherever they land: inboxes, phones, heads\n*B*  Each person keeps their own list\n"),
    ],
)
def test_as_another_platform_shows_it(here: Here, platform: str, seen: str) -> None:
    done = here.chat("business-systems", "--as", platform, lines=FLAGSHIP)
    assert done.returncode == 0
    assert seen in done.said
    assert "[ A ]  [ B ]  [ C ]  [ D ]  [ E ]" in done.said
    assert "[ Back ]  [ Help ]" in done.said
    assert "50 of 100" in done.said


def test_where_no_flow_is_named_a_list_is_shown(here: Here) -> None:
    done = here.chat(lines=["4", "1"])
    assert done.said.startswith("Which check?\n  1. Business Systems Health Check (business-systems)\n")
    assert "How was your working week?" in done.said
    assert "Did you know what mattered most this week?" in here.chat(lines=["weekly-pulse"]).said
    assert here.chat().returncode == 3


def test_the_next_flow_is_begun_when_it_is_accepted(here: Here) -> None:
    done = here.chat("business-systems", lines=[*FLAGSHIP, "Yes"])
    assert done.returncode == 3
    assert "Question 1 of 11" in done.said
    again = here.chat("business-systems")
    assert "Question 1 of 11" in again.said


def test_a_next_flow_that_is_gone_is_said_plainly(mood: Here) -> None:
    (mood.folder / "flows" / "team-mood.yaml").write_text(
        MOOD + "next:\n  - flow: elsewhere\n    text: Go on?\n", encoding="utf-8"
    )
    done = mood.chat("team-mood", lines=["4", "4", "yes"])
    assert done.returncode == 1
    what, _ = done.complained.splitlines()
    assert what == "All answers are kept, but the next flow, 'elsewhere', cannot be begun."


@pytest.mark.parametrize(
    ("arguments", "what", "todo"),
    [
        (["no-such-flow"], "There is no flow 'no-such-flow'", "There are: business-systems, "),
        (["busines-systems"], "There is no flow 'busines-systems'", "Did you mean 'business-systems'?"),
        (["business-systems", "--lang", "fr"], "business-systems does not speak 'fr'.", "It speaks: en, de."),
        (["business-systems", "--as", "fax"], "'fax' is not one of", "Try  checkup chat --help"),
        (["business-systems", "--seed", "x"], "'x' is not a valid integer", "Try  checkup chat --help"),
        (["a", "b"], "Got unexpected extra argument (b)", "Try  checkup chat --help"),
    ],
)
def test_called_wrongly(here: Here, arguments: list[str], what: str, todo: str) -> None:
    done = here.chat(*arguments)
    first, second = done.complained.splitlines()
    assert (done.returncode, done.said) == (2, "")
    assert what in first
    assert todo in second


def test_nothing_on_the_list_fits(here: Here) -> None:
    done = here.chat(lines=["99"])
    assert done.returncode == 2
    assert done.complained.splitlines() == ["'99' is none of these.", "Type a number from 1 to 4."]


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("mysql://localhost/x", "DATABASE_URL starts with 'mysql', which Checkup cannot use."),
        ("sqlite:////no/such/folder/x.db", "The secret key cannot be kept beside the database"),
        ("postgresql://nobody@127.0.0.1:1/x", "cannot be reached"),
    ],
)
def test_a_database_that_cannot_be_used(here: Here, url: str, what: str) -> None:
    here.sets({"CHECKUP_SECRET_KEY": "k" * 32} if url.startswith("postgresql") else {})
    done = here.chat("weekly-pulse", "--db", url)
    first, _ = done.complained.splitlines()
    assert done.returncode == 1
    assert what in first


def test_postgres_has_to_be_current(here: Here, postgres_url: str) -> None:
    here.sets({"CHECKUP_SECRET_KEY": "k" * 32, "DATABASE_URL": postgres_url})
    done = here.chat("weekly-pulse")
    assert done.returncode == 1
    assert done.complained.splitlines() == ["The database has no tables yet.", "Run  checkup migrate  first."]
    assert run(["migrate"]) == 0
    assert "How was your working week?" in here.chat("weekly-pulse").said


def test_a_flow_that_changed_under_its_version_is_refused(mood: Here) -> None:
    mood.chat("team-mood", lines=["4"])
    rewritten(mood, "next week", "in the week to come")
    assert "I know what matters most in the week to come." in mood.chat("team-mood").said
    rewritten(mood, "scale: agree5", "scale: often5")
    done = mood.chat("team-mood")
    assert done.returncode == 1
    assert "has changed since people began with version 1" in done.complained
    assert done.complained.splitlines()[-1] == "Raise  version  in the file to 2, or take the change back."
    rewritten(mood, "scale: agree5", "version: 2\nscale: often5")
    pinned = mood.chat("team-mood")
    assert "I know what matters most next week.\n  1. Strongly disagree" in pinned.said


def test_a_flow_with_errors_is_not_begun(mood: Here) -> None:
    rewritten(mood, "agree5", "agre5")
    done = mood.chat("team-mood")
    assert done.returncode == 1
    assert "E121" in done.complained
    nobody = mood.chat(lines=["1"])
    assert nobody.returncode == 2
    assert nobody.complained.splitlines()[0] == "There is no flow that could be begun."


def test_a_flow_may_be_named_by_its_path(mood: Here) -> None:
    assert "Question 1 of 2" in mood.chat("flows/team-mood.yaml").said
    gone = mood.chat("flows/gone.yaml")
    assert gone.returncode == 2
    assert gone.complained.startswith(
        "flows/gone.yaml: the file cannot be read: No such file or directory.\n"
    )
