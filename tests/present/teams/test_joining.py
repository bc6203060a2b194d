"""Proves: where people join a check-in by a link, everybody reads what it is and what to do, in any language.

1. A manager reads how to write the command, and where there is nothing to start, that.
2. With the link come what will be seen, until when, when the next round begins, and how to stop it.
3. Who opens a link in vain reads why, and when to come again.
"""

from datetime import UTC, date, datetime

import pytest

from bot.definition.load import load
from bot.definition.model import Flow
from bot.messages import Words
from bot.present.phrases.joining import LANGUAGES
from bot.present.teams.joining import StartedByLink, dead_link, how_to_start, not_open, not_you, started


def crew() -> Flow:
    source = b"""
flow: crew
title: Crew check
checkin: {every: week}
steps:
  - {ask: rest, text: I can rest., scale: agree5}
"""
    found = load(source, "crew.yaml", others=None).flow
    assert found is not None
    return found


def made(*, anonymous: bool = True, next_on: date | None = date(2030, 1, 17)) -> StartedByLink:
    closes = datetime(2030, 1, 5, 10, tzinfo=UTC)
    return StartedByLink(crew(), "Night crew", "https://t.me/bot?start=x", anonymous, 5, closes, next_on)


def said(words: Words) -> str:
    return "\n".join(words.paragraphs).replace("\u202f", " ")


def test_how_to_start_one() -> None:
    assert "/checkin crew Team\nThere is: crew" in said(how_to_start("en", [crew()]))
    assert said(how_to_start("en", [])) == "There is no check here that is made for teams."


def test_who_has_started_one_gets_the_link_and_what_comes_of_it() -> None:
    assert said(started("en", made())).split("\n") == [
        "The check-in “Crew check” for Night crew begins now.",
        "Hand this link to the team. Who opens it is asked, in this round and in the next ones:",
        "https://t.me/bot?start=x",
        "It is anonymous: you will see figures from 5 answers on, and never who said what.",
        (
            "It takes answers until January 5, 2030, 10:00 AM UTC; then you get the report. "
            "The next round begins on January 17, 2030."
        ),
        "Write /checkins to see how it stands, to pause it or to end it.",
    ]


def test_once_and_with_names_are_said() -> None:
    words = said(started("en", made(anonymous=False, next_on=None)))
    assert "It is not anonymous: you will see who said what." in words
    assert "then you get the report." in words
    assert "next round" not in words


def test_a_link_in_vain() -> None:
    assert said(dead_link("en")).startswith("This link leads to no check-in any more.")
    assert said(not_open("en", "Night crew", date(2030, 1, 17))) == (
        "No round of Night crew is open just now. The next one begins on January 17, 2030; "
        "open this link again then."
    )
    assert said(not_open("en", "Night crew", None)).startswith("The check-in of Night crew is over.")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_everything_is_there_in_each_language(language: str) -> None:
    words = [
        how_to_start(language, [crew()]), how_to_start(language, []), not_you(language),
        started(language, made()), started(language, made(anonymous=False, next_on=None)),
        dead_link(language), not_open(language, "Night crew", date(2030, 1, 17)),
        not_open(language, "Night crew", None),
    ]  # fmt: skip
    for one in words:
        assert all(one.paragraphs)
        assert "{" not in said(one)
        assert one.language == language
    if language != "en":
        assert said(not_you(language)) != said(not_you("en"))
