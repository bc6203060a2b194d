"""Proves: what somebody reads who is asked says who asks, how long it takes, who sees what, until when.

1. Anonymous and named differ in what is promised; own words are warned of only where there are any.
2. The end of the round is told in the reader's day; where nobody knows it, in UTC, which is said.
3. Reminders are short, and a way out of check-ins stands under them.
4. Later, not this time, thanks, the close: what follows from each, with the one way on.
5. On a person's own page the same, in short.
"""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.messages import Signed, Words
from bot.present.teams.invitation import (
    Asked,
    InvitationFacts,
    closed_meanwhile,
    declined,
    finished_already,
    invitation,
    leave,
    over,
    put_off,
    reminder,
    thanks,
    to_do,
)
from bot.wishes import AboutRound, ChangeAnswers, RoundVerb, SwitchCheckIns
from tests.engine.transcript import flow_of

MOOD = """
flow: team-mood
title: {en: Team mood, de: Stimmung}
languages: [en, de]
scale: agree5
steps:
  - {ask: tools, text: {en: I had what I needed., de: Ich hatte alles.}}
  - {ask: focus, text: {en: I know what matters., de: Ich weiß Bescheid.}}
"""
TYPED = MOOD + "  - {ask: note, type: text, text: {en: Anything else, de: Noch etwas}}\n"
OWN_WORDS = "What you write in your own words may be shown word for word, without your name."
FACTS = InvitationFacts(
    "r1", flow_of(TYPED), "Platform", "U1", anonymous=True, min_answers=5,
    closes_at=datetime(2030, 1, 5, 23, 30, tzinfo=UTC), zone=ZoneInfo("Europe/Berlin"),
)  # fmt: skip
NAMED = replace(FACTS, anonymous=False)


def said(words: Words) -> str:
    return "\n".join((words.title, *words.paragraphs)).replace("\u202f", " ")


def test_1_an_anonymous_one() -> None:
    words = invitation("en", FACTS)
    assert said(words).splitlines() == [
        "Platform: Team mood",
        "Your team takes stock: 3 questions, about 1 minute.",
        "The team sees where it stands and what to work on next. Taking part is up to you.",
        "This check-in is anonymous. Those who get the report see how many took part, never who said what.",
        "Figures are shown only after the close, for all together, and only from 5 answers on.",
        "When you finish, the link between you and your answers is deleted.",
        f"{OWN_WORDS} Leave out what gives you away.",
        "Whoever administers this messenger may be able to read this chat, as any other.",
        "It is open until January 6, 2030, 12:30 AM. Until then you can change your answers.",
    ]
    assert words.signed == Signed("Asked by:", "U1")
    assert [(one.label, one.press) for one in words.buttons] == [
        ("Start", AboutRound(RoundVerb.TAKE_PART, "r1")),
        ("Later", AboutRound(RoundVerb.LATER, "r1")),
        ("Not this time", AboutRound(RoundVerb.NOT_THIS_TIME, "r1")),
    ]


def test_1_a_named_one_promises_nothing_of_that() -> None:
    told = said(invitation("en", NAMED))
    assert "This check-in is not anonymous. Those who get the report see your answers with your name." in told
    for word in ("never who", "link between", "own words", "administers"):
        assert word not in told


def test_1_nobody_is_warned_of_words_where_there_are_none() -> None:
    assert "own words" not in said(invitation("en", replace(FACTS, flow=flow_of(MOOD))))


def test_1_in_the_language_of_the_reader() -> None:
    words = invitation("de-CH", FACTS)
    assert words.title == "Platform – Stimmung"
    assert "Dieser Check-in ist anonym." in said(words)
    assert invitation("tlh", FACTS).language == "en"


@pytest.mark.parametrize(
    ("zone", "until"),
    [
        (ZoneInfo("America/New_York"), "January 5, 2030, 6:30 PM"),
        (ZoneInfo("Asia/Tokyo"), "January 6, 2030, 8:30 AM"),
        (None, "January 5, 2030, 11:30 PM UTC"),
    ],
)
def test_2_the_end_is_in_the_day_of_the_reader(zone: ZoneInfo | None, until: str) -> None:
    assert f"open until {until}." in said(invitation("en", replace(FACTS, zone=zone)))


def test_3_a_reminder() -> None:
    words = reminder("en", FACTS)
    assert said(words).strip() == (
        "Platform: Team mood is open until January 6, 2030, 12:30 AM, and you have not answered yet.\n"
        "It is anonymous, and up to you."
    )
    assert words.buttons[-1].press == SwitchCheckIns(on=False)
    begun = reminder("en", NAMED, begun=True)
    assert "you have not finished yet" in said(begun)
    assert "It is not anonymous" in said(begun)
    assert begun.buttons[0].label == "Go on"


def test_4_later() -> None:
    words = put_off("en", FACTS, datetime(2030, 1, 5, 9, tzinfo=UTC))
    assert "I will come back to you on January 5, 2030, 10:00 AM." in said(words)
    assert [one.label for one in words.buttons] == ["Start", "Not this time"]
    assert "I will not ask again" in said(put_off("en", FACTS, None))


def test_4_not_this_time() -> None:
    words = declined("en", FACTS)
    assert "You will hear no more of this round." in said(words)
    assert "deleted" not in said(words)
    assert [one.press for one in words.buttons] == [AboutRound(RoundVerb.TAKE_PART, "r1")]
    assert "What you had answered is deleted" in said(declined("en", FACTS, begun=True))


def test_4_thanks() -> None:
    words = thanks("en", FACTS, "c1")
    assert "if there are at least 5 answers. Nobody is told who said what." in said(words)
    assert "The link between you and your answers is deleted." in said(words)
    assert [one.press for one in words.buttons] == [ChangeAnswers("c1")]
    told = said(thanks("en", NAMED, "c1"))
    assert "see your answers with your name" in told
    assert "deleted" not in told


def test_4_the_close() -> None:
    assert "1 answer of yours counts." in said(closed_meanwhile("en", 1, anonymous=True))
    assert "You had not answered anything." in said(closed_meanwhile("en", 0, anonymous=False))
    assert "deleted" not in said(closed_meanwhile("en", 0, anonymous=True)), "there is nothing to be linked"
    assert "deleted" in said(closed_meanwhile("en", 2, anonymous=True))
    assert "deleted" not in said(closed_meanwhile("en", 2, anonymous=False))
    assert over("en").buttons == finished_already("en").buttons == ()
    assert "closed" in said(over("en"))
    assert "taken part already" in said(finished_already("en"))
    assert leave("de").label == "So lassen"


def test_5_on_the_page_of_a_person() -> None:
    entry = to_do("en", Asked(FACTS, begun=True))
    assert entry.title == "Platform: Team mood"
    assert entry.lines[0] == "It is anonymous, and up to you."
    assert [one.label for one in entry.buttons] == ["Go on", "Later", "Not this time"]
    assert to_do("en", Asked(NAMED, begun=False)).lines[0] == "It is not anonymous, and up to you."
