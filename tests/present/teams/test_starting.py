"""Proves: who sets up a team check-in reads plainly what becomes of it, in each of the product's languages.

1. Every wording is there in each language, none in English by mistake, with the same marks; titles and
   buttons fit in 24 characters, lines under options in 75; commands keep their slash where words run from
   the right.
2. The second page tells who gets it when, who does not and why, and what is promised.
3. Few people, and nobody, are said; a thirteenth time zone is counted, not listed.
4. That it has begun is told with its hour: each person's own, or that of a place.
5. How often and how long are said as people say them.
6. Who may not start one reads who can help.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest

from bot.definition.load import load
from bot.definition.model import Flow
from bot.definition.placeholders import names
from bot.present.phrases import LANGUAGES as PRODUCT
from bot.present.phrases.plural import Plural
from bot.present.phrases.starting import LANGUAGES
from bot.present.teams.starting import Moment, Plan, begun, length, may_not, often, preview, words_for
from bot.wishes import ShowCheckIns

FORMS = ("zero", "one", "two", "few", "many", "other")
SAME_IN_SOME = {
    "form.flow", "form.channels", "preview.reasons.bot", "preview.at",
}  # fmt: skip
"""Words that two languages share, and marks alone."""
SHORT = {
    "form.title", "form.next", "form.close", "preview.title", "preview.begin", "preview.back", "action.title",
    "action.save", "managers.title", "managers.save",
}  # fmt: skip
THURSDAY = date(2030, 1, 3)


def flow() -> Flow:
    source = b"""
flow: crew
title: {en: Crew check, de: Teamcheck}
languages: [en, de]
checkin: {every: week}
steps:
  - {ask: rest, text: {en: I can rest., de: Ich kann ausruhen.}, scale: agree5}
"""
    found = load(source, "crew.yaml", others=None).flow
    assert found is not None
    return found


def plan(people: int = 12) -> Plan:
    return Plan(flow(), "Payments", anonymous=True, min_answers=5, every="2 weeks", first_on=THURSDAY,
                at_minute=570, zone="member", open_minutes=2 * 1440, reminders=1, other_viewers=0,
                people=people)  # fmt: skip


def wordings(part: object, where: str = "") -> Iterator[tuple[str, str | Plural]]:
    """Every wording with its place."""
    if isinstance(part, str | Plural):
        yield where.removeprefix("."), part
    elif isinstance(part, Mapping):
        for name, inner in part.items():
            yield from wordings(inner, f"{where}.{name}")
    else:
        assert is_dataclass(part)
        for field in fields(part):
            yield from wordings(getattr(part, field.name), f"{where}.{field.name}")


def said(wording: str | Plural) -> list[str]:
    """Each of its forms."""
    if isinstance(wording, str):
        return [wording]
    return [form for name in FORMS if (form := getattr(wording, name))]


def marks(wording: str | Plural) -> set[str]:
    return set(names(wording if isinstance(wording, str) else wording.other))


def test_1_the_languages_are_those_of_the_product() -> None:
    assert list(LANGUAGES) == list(PRODUCT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_1_every_wording_is_there_with_its_marks(language: str) -> None:
    english, here = dict(wordings(LANGUAGES["en"])), dict(wordings(LANGUAGES[language]))
    assert here.keys() == english.keys()
    assert all(form.strip() == form for one in here.values() for form in said(one))
    assert {place: marks(one) for place, one in here.items()} == {
        place: marks(one) for place, one in english.items()
    }
    if language != "en":
        same = {place for place, one in here.items() if one == english[place]}
        assert same <= SAME_IN_SOME


@pytest.mark.parametrize("language", LANGUAGES)
def test_1_what_slack_cuts_is_short(language: str) -> None:
    here = dict(wordings(LANGUAGES[language]))
    assert {place: len(str(here[place])) for place in SHORT if len(str(here[place])) > 24} == {}
    lines = ("form.anonymous_about", "form.named_about")
    assert [place for place in lines if len(str(here[place])) > 75] == []


def test_1_commands_keep_their_slash_in_arabic() -> None:
    for place, wording in wordings(LANGUAGES["ar"]):
        for form in said(wording):
            assert re.search(r"(?<!\u2068)/[a-z]", form) is None, place


def test_2_who_gets_it_when() -> None:
    moments = [Moment(THURSDAY, 570, "Asia/Tokyo", 3), Moment(THURSDAY, 570, None, 9)]
    page = preview("en", plan(), moments, {"bot": 2, "guest": 1, "opted out": 0})
    assert page == (
        (
            "12 people of “Payments” get “Crew check”.\n"
            "Thursday, January 3, 2030, 9:30\u202fAM in Tokyo: 3 people\n"
            "Thursday, January 3, 2030, 9:30\u202fAM UTC, because their time zone is not known: 9 people"
        ),
        "Not asked: 2 bots, 1 guest.",
        (
            "After that: every 2 weeks.\n"
            "Each round takes answers for 2 days after the last invitation.\n"
            "Who has not answered is reminded at most once."
        ),
        (
            "Anonymous: you see figures of 5 answers and more, never who answered what.\n"
            "Only you see the report.\n"
            "Once it has begun, anonymity and the fewest answers shown cannot be changed any more."
        ),
    )


def test_2_in_german_with_names_once() -> None:
    named = replace(plan(1), anonymous=False, every="once", reminders=0, other_viewers=2, min_answers=1)
    page = preview("de-DE", named, [], {})
    assert page == (
        "1 Person von „Payments“ bekommt „Teamcheck“.",
        (
            "Es findet einmal statt.\n"
            "In jeder Runde kann man nach der letzten Einladung noch 2 Tage antworten.\n"
            "Niemand wird erinnert."
        ),
        (
            "Mit Namen: Wer den Bericht sieht, sieht, wer was geantwortet hat. Das steht in der Einladung.\n"
            "Sie und 2 weitere Personen sehen den Bericht.\n"
            "Wenn es begonnen hat, lassen sich Anonymität und Mindestzahl der Antworten nicht mehr ändern."
        ),
    )


def test_3_few_and_nobody_are_said() -> None:
    few = "Fewer than 5 people are asked: a report could show nothing. Ask more people, or another team."
    assert few in preview("en", plan(4), [], {})
    assert few not in preview("en", plan(5), [], {})


def test_3_that_a_small_team_will_see_little_is_said_beforehand() -> None:
    small = (
        "In an anonymous round of fewer than 10 people much stays hidden: a figure is shown only where "
        "colleagues who compare notes could not work out an answer from it."
    )
    assert small in preview("en", plan(5), [], {})
    assert small in preview("en", plan(9), [], {})
    assert small not in preview("en", plan(10), [], {})
    assert small not in preview("en", plan(4), [], {})
    assert small not in preview("en", replace(plan(9), anonymous=False), [], {})
    assert "Nobody would be asked. Go back and name others." in preview("en", plan(0), [], {})


def test_3_a_thirteenth_zone_is_counted() -> None:
    moments = [Moment(THURSDAY, 570, f"Etc/GMT+{n}", 2) for n in range(12)]
    assert len(preview("en", plan(), moments, {})[0].splitlines()) == 13
    more = preview("en", plan(), [*moments, Moment(THURSDAY, 570, "Asia/Tokyo", 7)], {})[0]
    assert more.splitlines()[-1] == "7 more people elsewhere, at the same hour of their day"
    assert "Tokyo" not in more


def test_4_that_it_has_begun() -> None:
    told = begun("en", plan())
    assert told.title == "“Payments” begins"
    assert told.paragraphs[0] == (
        "12 people get “Crew check”. "
        "First on Thursday, January 3, 2030 at 9:30\u202fAM, each in their own time zone."
    )
    assert told.paragraphs[-1] == "You can pause it or end it at any time: see your check-ins."
    assert [one.press for one in told.buttons] == [ShowCheckIns()]
    there = begun("en", replace(plan(), zone="Asia/Tokyo"))
    assert there.paragraphs[0].endswith("9:30\u202fAM, Tokyo.")
    assert begun(None, plan()).language == "en"


@pytest.mark.parametrize(
    ("every", "english"),
    [
        ("once", "once"), ("day", "every day"), ("weekday", "Monday to Friday"), ("1 week", "every week"),
        ("6 weeks", "every 6 weeks"), ("month", "every month"),
    ],
)  # fmt: skip
def test_5_how_often(every: str, english: str) -> None:
    reader, words = words_for("en")
    assert often(reader, words, every) == english


@pytest.mark.parametrize(
    ("minutes", "english"), [(60, "1 hour"), (28 * 60, "28 hours"), (1440, "1 day"), (5 * 1440, "5 days")]
)
def test_5_how_long(minutes: int, english: str) -> None:
    reader, words = words_for("en")
    assert length(reader, words, minutes) == english


def test_6_who_can_help() -> None:
    assert may_not("en", admins=True).endswith("Ask an admin of this Checkup to appoint you.")
    assert "CHECKUP_ADMINS" in may_not("en", admins=False)
