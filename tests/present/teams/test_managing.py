"""Proves: those who ask read plainly how their check-ins, rounds and actions stand, in each language.

1. Every wording is there in each of the product's languages, none in English by mistake, with the same marks;
   commands keep their slash where words run from the right.
2. A check-in says what runs, what comes and what became of the last round; its buttons are what can be done.
3. A number is told as it may be: exact with names, from `k` on without.
4. How many are reminded is told only where it does not tell how few have finished.
5. Reasons that are called the same are counted together.
6. An action offers its three answers while it is open, and none after one was given.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime

import pytest

from bot.definition.placeholders import names
from bot.messages import Signed, Words
from bot.present.manner import CHECKUP
from bot.present.phrases import LANGUAGES as PRODUCT
from bot.present.phrases.managing import LANGUAGES
from bot.present.phrases.plural import Plural
from bot.present.teams import acting, standing
from bot.present.teams.home import TeamsOf, teams_part
from bot.present.teams.standing import Became, Over, Phase, Running, Standing
from bot.present.teams.status import Counts, OpenRound, may_count, over, status, told_of
from bot.wishes import AboutCheckIn, CheckInVerb, ChooseManagers, NewCheckIn

FORMS = ("zero", "one", "two", "few", "many", "other")
SAME_IN_SOME = {
    "action.what", "action.who", "standing.past", "standing.pause", "standing.actions",
    "status.reasons.bot", "status.title", "standing.report",
}  # fmt: skip
"""Marks alone, and words that two languages share."""
CLOSES = datetime(2030, 1, 4, 17, 5, tzinfo=UTC)
SUPPORT = Standing("c1", "Support", "Team pulse", "2 weeks", anonymous=True)


def wordings(part: object, where: str = "") -> Iterator[tuple[str, str | Plural]]:
    """Every wording with its place: `status.whys.gone`."""
    if isinstance(part, str | Plural):
        yield where.removeprefix("."), part
    elif isinstance(part, Mapping):
        for name, inner in part.items():
            yield from wordings(inner, f"{where}.{name}")
    else:
        assert is_dataclass(part)
        for field in fields(part):
            yield from wordings(getattr(part, field.name), f"{where}.{field.name}")


def forms(wording: str | Plural) -> list[str]:
    if isinstance(wording, str):
        return [wording]
    return [form for name in FORMS if (form := getattr(wording, name))]


def labels(words: Words) -> list[str]:
    return [button.label for button in words.buttons]


# --- 1 ---------------------------------------------------------------------------------------------


def test_1_the_languages_are_those_of_the_product() -> None:
    assert list(LANGUAGES) == list(PRODUCT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_1_nothing_is_left_out(language: str) -> None:
    english = dict(wordings(LANGUAGES["en"]))
    said = dict(wordings(LANGUAGES[language]))
    assert said.keys() == english.keys()
    for place, wording in said.items():
        assert all(form.strip() == form != "" for form in forms(wording)), place
        expected = {mark for form in forms(english[place]) for mark in names(form)}
        assert {mark for form in forms(wording) for mark in names(form)} == expected, place


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_1_nothing_is_left_in_english(language: str) -> None:
    english = dict(wordings(LANGUAGES["en"]))
    same = {place for place, words in wordings(LANGUAGES[language]) if forms(words) == forms(english[place])}
    assert same <= SAME_IN_SOME


def test_1_commands_from_the_right() -> None:
    said = [form for _, wording in wordings(LANGUAGES["ar"]) for form in forms(wording)]
    named = [words for words in said if "/checkup" in words]
    assert len(named) == 3
    assert all("\u2068/checkup team\u2069" in words for words in named)
    assert all(
        re.search("[a-z]", re.sub("\u2068[^\u2069]*\u2069|{[a-z]+}|Slack", "", one)) is None for one in said
    )


# --- 2 ---------------------------------------------------------------------------------------------


def test_2_planned() -> None:
    words = standing.check_in("en", replace(SUPPORT, next_on=date(2030, 1, 15)))
    assert words.title == "Support"
    assert words.paragraphs == (
        "Team pulse, every 2 weeks, anonymous",
        "The next round is on January 15, 2030.",
    )
    assert labels(words) == ["Pause", "End"]


@pytest.mark.parametrize(
    ("every", "said"),
    [("once", "once"), ("day", "every day"), ("weekday", "every weekday"), ("1 week", "every week"),
     ("26 weeks", "every 26 weeks"), ("month", "every month")],
)  # fmt: skip
def test_2_how_often(every: str, said: str) -> None:
    words = standing.check_in("en", replace(SUPPORT, every=every, anonymous=False))
    assert words.paragraphs[0] == f"Team pulse, {said}, with names"


@pytest.mark.parametrize(
    ("phase", "said", "buttons"),
    [
        (Phase.OPENING, "Round 1,234 is being opened: its people are looked up.", []),
        (
            Phase.OPEN,
            "Round 1,234 is open until January 4, 2030, 5:05\u202fPM.",
            ["Remind", "One day longer", "Close now", "Cancel the round"],
        ),
        (Phase.CLOSING, "Round 1,234 has closed. Its report is being made.", []),
    ],
)
def test_2_running(phase: Phase, said: str, buttons: list[str]) -> None:
    running = replace(
        SUPPORT, running=Running("r9", 1234, phase, CLOSES), figures=("Invited: 3", "Reached: 3")
    )
    words = standing.check_in("en", running, "Noted.")
    assert words.paragraphs[0] == "Noted."
    assert words.paragraphs[2:4] == (said, "Invited: 3\nReached: 3")
    assert labels(words) == [*buttons, "Pause", "End"]


@pytest.mark.parametrize(
    ("became", "said"),
    [
        (Became.SHOWN, "Round 2 closed on January 4, 2030; its report is there."),
        (Became.HELD, "Too few took part in round 2: it is shown together with the next ones."),
        (Became.WITHHELD, "Of round 2 no figures can be shown; its report says why."),
        (Became.CANCELLED, "Round 2 was cancelled: nothing is shown of it."),
    ],
)
def test_2_what_became_of_the_last(became: Became, said: str) -> None:
    words = standing.check_in("en", replace(SUPPORT, paused=True, last=Over(2, date(2030, 1, 4), became)))
    assert words.paragraphs[1:] == ("It is paused: no round opens until you go on.", said)
    assert labels(words) == ["Go on", "End"]


def test_2_what_has_ended_can_be_read_still() -> None:
    ended = replace(SUPPORT, ended=True, reported="r2", links=True)
    words = standing.check_in("en", ended)
    assert words.paragraphs[1:] == ("It has ended.",)
    assert labels(words) == ["Report", "Link to the report page", "Actions"]
    assert labels(standing.check_in("en", replace(ended, links=False))) == ["Report", "Actions"]


def test_2_a_viewer_may_read() -> None:
    running = Running("r9", 1, Phase.OPEN, CLOSES)
    words = standing.check_in(
        "en", replace(SUPPORT, managed=False, reported="r2", links=True, running=running)
    )
    assert [button.press for button in words.buttons][1:] == [AboutCheckIn(CheckInVerb.NEW_LINK, "c1")]
    assert labels(words)[0] == "Report"


def test_2_beside_the_check_ins() -> None:
    assert standing.overview("en", (), any_going=True) is None
    beside = standing.overview("en", ("Sales",), any_going=True)
    assert beside is not None
    assert beside.paragraphs == ("Type /checkup team to start one.",)
    assert [(one.title, one.lines) for one in beside.sections] == [("Ended", ("Sales",))]
    none = standing.overview("en", (), any_going=False)
    assert none is not None
    assert none.paragraphs[0] == "No team check-in of yours is running or planned."
    assert none.sections == ()


def test_2_a_link() -> None:
    words = standing.link("de", "https://example.com/r/x", date(2030, 4, 1))
    assert words.web is not None
    assert (words.web.label, words.web.address) == ("Berichtsseite öffnen", "https://example.com/r/x")
    assert "1. April 2030" in words.paragraphs[0]


# --- 3, 4, 5 ---------------------------------------------------------------------------------------

FIGURES = """\
Invited: 20
Waiting for their hour: 2
Reached: 17
Started: 8
Finished: 5
Not this time: 6
Could not be reached: 1"""
COUNTS = Counts(invited=20, waiting=2, unreachable=1, started=3, finished=5, declined=4)


def test_3_without_names_from_k_on() -> None:
    told = told_of(COUNTS, anonymous=True, k=5)
    assert (told.invited, told.waiting, told.unreachable, told.reached) == (20, 2, 1, 17)
    assert (told.started, told.finished, told.declined) == (8, 5, None)
    fewer = told_of(replace(COUNTS, started=0, finished=4, declined=5), anonymous=True, k=5)
    assert (fewer.started, fewer.finished, fewer.declined) == (None, None, 5)


def test_3_with_names_exact() -> None:
    told = told_of(replace(COUNTS, finished=1), anonymous=False, k=5)
    assert (told.started, told.finished, told.declined) == (4, 1, 4)


def test_3_the_message() -> None:
    told = told_of(replace(COUNTS, declined=6), anonymous=True, k=5)
    words = status(
        "en", OpenRound("r1", 3, "Support", anonymous=True, k=5, closes=CLOSES, told=told), "Noted."
    )
    assert words.title == "Support: round 3"
    assert words.paragraphs == (
        "Noted.",
        "Open until January 4, 2030, 5:05\u202fPM.",
        FIGURES,
        "Nobody is told who has finished, and of those who did no number below 5.",
    )
    assert over("en", "Support", 3, cancelled=False).paragraphs == ("The round has closed.",)


def test_3_who_has_finished_where_answers_have_names() -> None:
    told = told_of(COUNTS, anonymous=False, k=5)
    one = OpenRound("r1", 1, "Support", anonymous=False, k=5, closes=CLOSES, told=told, people=("U1", "U2"))
    assert status("en", one).signed == Signed("Have finished:", "U1", ("U2",))
    assert status("en", replace(one, people=())).signed is None
    many = status("en", replace(one, people=tuple(f"U{number}" for number in range(60)))).signed
    assert many is not None
    assert len(many.others) == 49


def test_3_before_anybody_was_reached() -> None:
    told = told_of(Counts(2, 2, 0, 0, 0, 0, left_out={"bot": 1}), anonymous=True, k=5)
    words = status("en", OpenRound("r1", 1, "Support", anonymous=True, k=5, closes=CLOSES, told=told))
    lines = words.paragraphs[1].split("\n")
    assert lines[:3] == ["Invited: 2", "Waiting for their hour: 2", "Reached: 0"]
    assert lines[3:] == ["Started: fewer than 5", "Finished: fewer than 5", "Not invited: 1 (bots)"]


@pytest.mark.parametrize(
    ("asked", "reached", "anonymous", "may"),
    [(5, 10, True, True), (4, 10, True, False), (6, 10, True, False), (10, 10, True, False),
     (1, 2, False, True)],
)  # fmt: skip
def test_4_reminded(asked: int, reached: int, *, anonymous: bool, may: bool) -> None:
    assert may_count(asked, reached, anonymous=anonymous, k=5) is may


@pytest.mark.parametrize(
    ("whys", "said"),
    [
        ({}, "Could not be reached: 3"),
        ({"blocked": 3}, "Could not be reached: 3 (they block messages from Checkup)"),
        ({"blocked": 1, "x": 1, "y": 1},
         "Could not be reached: 3 (they block messages from Checkup: 1, for another reason: 2)"),
    ],
)  # fmt: skip
def test_5_reasons(whys: Mapping[str, int], said: str) -> None:
    told = told_of(Counts(3, 0, 3, 0, 0, 0, whys=whys), anonymous=False, k=5)
    words = status("en", OpenRound("r1", 1, "Support", anonymous=False, k=5, closes=CLOSES, told=told))
    assert words.paragraphs[1].split("\n")[-1] == said


# --- 6 ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_6_an_action(language: str) -> None:
    one = acting.Decided("a1", "Support", "Focus", "Fewer meetings {no}", "Dana", date(2030, 2, 1))
    asked = acting.ask(language, one)
    assert len(asked.buttons) == 3
    assert "Fewer meetings {no}" in asked.paragraphs[0]
    assert len(acting.card(language, one).buttons) == 3
    assert acting.card(language, one, goes_on=True).buttons == ()
    for state in (acting.State.DONE, acting.State.DROPPED):
        assert acting.card(language, replace(one, state=state)).buttons == ()
    assert acting.nothing_decided(language).paragraphs == (LANGUAGES[language].action.none,)


# --- the Home tab ----------------------------------------------------------------------------------


def test_on_ones_own_page() -> None:
    ended = replace(SUPPORT, ended=True, reported="r2")
    part = teams_part("de", TeamsOf((SUPPORT, ended), more=2, starts=True, appointed=2), CHECKUP)
    assert part.title == "Team-Check-ins"
    assert [entry.title for entry in part.entries] == ["Support", "Support"]
    assert part.entries[0].lines[0] == "Team pulse, alle 2 Wochen, anonym"
    assert part.lines[0].endswith("/checkup checkins")
    assert part.lines[1] == "Außer den Admins dürfen 2 Personen Check-ins beginnen."
    assert [button.press for button in part.buttons] == [NewCheckIn(), ChooseManagers()]
    none = teams_part("en", TeamsOf(appointed=0), CHECKUP)
    assert none.lines == (
        "No team check-in of yours is running or planned.", "Only admins may start check-ins.",
    )  # fmt: skip
    viewer = teams_part("en", TeamsOf((replace(SUPPORT, managed=False),)), CHECKUP)
    assert (viewer.lines, viewer.buttons) == ((), ())
