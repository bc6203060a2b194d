"""Proves: what is written may be written in a window, as comfortably as on paper, and nothing is lost there.

1. A number, a text, an e-mail address, a phone number: each in its own kind of field, with what is expected
   beside it; saved, the window closes and the question is replaced by what follows. Typing stays possible.
2. What does not fit is told beside the field, in words with the range; the window and what was typed stay.
3. Closed without saving, the question waits as before.
4. Asked again, the field holds the answer it had.
5. A window of a question that is answered meanwhile says so; saved late it changes nothing and loses nothing.
6. Saved twice it counts once.
7. Everything in it is in the person's language.
The numbers in brackets are those of the rules in the reference on platforms, §17b.
"""

from typing import Any, Final, TypeAlias

import pytest

from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import library
from tests.slack.flows import FIVE
from tests.slack.looking import answers, nothing_went_wrong, only_the_last_asks
from tests.slack.served import WayIn, served
from tests.telegram.flows import KINDS, MOOD

pytestmark = pytest.mark.usefixtures("unhurried")

TO_PEOPLE: Final = ("often", "in the office", "b", "7")
"""The answers before the first question with a window."""


async def at(ana: Colleague, *more: str) -> Colleague:
    """Where the number of people is asked, or after *more* answers."""
    await ana.begins("kinds")
    return await ana.types(*TO_PEOPLE, *more)


def field(ana: Colleague) -> dict[str, Any]:
    """The element that is filled in."""
    assert ana.app.modal is not None, ana.app.screen
    (block,) = [one for one in ana.app.modal.content["blocks"] if one["type"] == "input"]
    element: dict[str, Any] = block["element"]
    return element


async def test_1_a_window_opens_on_postgresql_too(slack: FakeSlack, ready_postgres_url: str) -> None:
    async with served(slack, ready_postgres_url, library(KINDS, MOOD)) as server:
        ana = await at(Colleague(slack, server))
        await ana.writes("12", "Enter a number")
        assert ana.app.modal is None
        ana.sees("Question 6 of 6")


async def test_1_each_kind_has_its_field(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    """(13, 14, 19, 20) Where one stands, a verb to save, limits in the field, an example that is none."""
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await at(Colleague(slack, server))
        card = ana.app.last.ts
        await ana.taps("Enter a number")
        assert ana.app.modal_screen.splitlines() == [
            "Question 5 of 6", "How many people work here?", "[_]", "a number from 1 to 50,000",
            "[Close] [Save]",
        ]  # fmt: skip
        number = field(ana)
        assert (number["type"], number["min_value"], number["max_value"]) == ("number_input", "1", "50000")
        await ana.app.fills("12")
        await ana.app.submits()
        await ana.waits()
        assert ana.app.modal is None
        assert ana.app.last.ts == card
        ana.sees("What should change first?")
        await ana.taps("Write your answer")
        text = field(ana)
        assert (text["type"], text["multiline"], text["max_length"]) == ("plain_text_input", True, 200)
        assert text["placeholder"]["text"] == "In your own words"
        await ana.app.fills("Fewer meetings.\nMore tea.")
        await ana.app.submits()
        await ana.waits()
        await ana.taps("Yes", "Enter your e-mail address")
        assert field(ana)["type"] == "email_text_input"
        await ana.app.fills("ana@example.com")
        await ana.app.submits()
        await ana.waits()
        await ana.taps("Enter your phone number")
        assert field(ana)["type"] == "plain_text_input"
        await ana.app.fills("+49 30 12345678")
        await ana.app.submits()
        await ana.waits()
        ana.sees("Shall we look at the mood too?")
        only_the_last_asks(ana)
        given = await answers(server)
        assert given["people"] == '{"number":"12"}'
        assert [given[name] for name in ("note", "email", "phone")] == ["sealed"] * 3
        await nothing_went_wrong(server)


Case: TypeAlias = tuple[tuple[str, ...], str, str, str, str]
"""The answers before, the way to the window, something that does not fit, what is said to it, what fits."""
WRONG: Final[tuple[Case, ...]] = (
    ((), "Enter a number", "70000", "Please type a number from 1 to 50,000.", "12"),
    ((), "Enter a number", "0", "Please type a number from 1 to 50,000.", "1"),
    (("12", "tea", "yes"), "Enter your e-mail address", "ana at example", "like name@example.com", "a@b.org"),
    (("12", "tea", "yes", "a@b.org"), "Enter your phone number", "call me", "phone number", "+493012345678"),
)


@pytest.mark.parametrize("case", WRONG)
async def test_2_what_does_not_fit_is_told_beside_the_field(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn, case: Case
) -> None:
    """(16, 19) Errors stand next to the field, with the allowed range."""
    before, opener, wrong, said, right = case
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await at(Colleague(slack, server), *before)
        card = ana.app.last
        await ana.writes(wrong, opener)
        (told,) = ana.app.modal_errors.values()
        assert said in told
        assert wrong in ana.app.modal_screen
        assert ana.app.last.words == card.words
        await ana.app.fills(right)
        await ana.app.submits()
        await ana.waits()
        assert (ana.app.modal, ana.app.modal_errors) == (None, {})
        ana.sees_no(card.words)
        only_the_last_asks(ana)
        await nothing_went_wrong(server)


async def test_2_too_long_a_text_is_stopped_in_the_field(slack: FakeSlack, ready_sqlite_url: str) -> None:
    """(20) By Slack's own form; what is typed as a message is told the same."""
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await at(Colleague(slack, server), "12")
        ana.sees("up to 200 characters")
        await ana.writes("x" * 201, "Write your answer")
        assert ana.app.modal_errors
        await ana.app.closes_modal()
        await ana.types("x" * 201)
        ana.sees("Please keep to 200 characters.", "What should change first?")
        only_the_last_asks(ana)


async def test_3_closed_without_saving_the_question_waits(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """(15) What was answered before is kept; the question below tells how to go on."""
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await at(Colleague(slack, server))
        card = ana.app.last
        await ana.taps("Enter a number")
        await ana.app.fills("3")
        await ana.app.closes_modal()
        await ana.waits()
        assert ana.app.last.words == card.words
        only_the_last_asks(ana)
        await ana.types("12")
        ana.sees("What should change first?")
        assert (await answers(server))["people"] == '{"number":"12"}'


async def test_4_asked_again_the_field_holds_the_answer(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await at(Colleague(slack, server), "1200", "Fewer *meetings* & <tea>")
        await ana.taps("Back")
        ana.sees("What should change first?", "✓ Fewer *meetings* & <tea>")
        await ana.taps("Write your answer")
        assert field(ana)["initial_value"] == "Fewer *meetings* & <tea>"
        await ana.app.submits()
        await ana.waits()
        ana.sees("May we call you about this?")
        await ana.taps("Back", "Back")
        ana.sees("✓ 1,200")
        await ana.taps("Enter a number")
        assert field(ana)["initial_value"] == "1200"
        await ana.app.fills("7")
        await ana.app.submits()
        await ana.waits()
        ana.sees("May we call you about this?")
        assert (await answers(server))["people"] == '{"number":"7"}'


async def test_5_a_window_that_is_late_changes_nothing(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await at(Colleague(slack, server))
        await ana.taps("Enter a number")
        await ana.app.fills("3")
        await ana.types("12")
        await ana.app.submits()
        await ana.waits()
        assert ana.app.modal is None
        ana.sees("already answered", "What should change first?")
        only_the_last_asks(ana)
        assert (await answers(server))["people"] == '{"number":"12"}'
        await nothing_went_wrong(server)


async def test_5_a_window_for_what_is_answered_says_so(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await at(Colleague(slack, server))
        old = ana.app.last
        await ana.types("12")
        await ana.app.taps("Enter a number", message=old)
        await ana.waits()
        assert "already answered" in ana.app.modal_screen
        assert ana.app.modal is not None
        assert "submit" not in ana.app.modal.content
        await ana.app.closes_modal()
        only_the_last_asks(ana)


async def test_6_saved_twice_it_counts_once(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await at(Colleague(slack, server))
        await ana.writes("12", "Enter a number")
        await slack.re_sends_interaction(ana.app)
        await ana.waits()
        ana.sees("What should change first?").sees_no("already answered")
        only_the_last_asks(ana)
        assert (await answers(server))["people"] == '{"number":"12"}'
        await nothing_went_wrong(server)


LANGUAGES: Final = {
    "de-DE": ("Stimme eher zu", "Zahl eingeben", ["Frage 2 von 2", "Wie viele Stunden?"], "0 bis 24"),
    "fr-FR": ("D'accord", "Saisir un nombre", ["Question 2 sur 2", "Combien d’heures ?"], "0 à 24"),
    "es-ES": ("De acuerdo", "Introducir un número", ["Pregunta 2 de 2", "¿Cuántas horas?"], "0 a 24"),
}


@pytest.mark.parametrize("locale", LANGUAGES)
async def test_7_in_the_language_of_the_person(slack: FakeSlack, ready_sqlite_url: str, locale: str) -> None:
    """(27)"""
    agree, opener, head, range_ = LANGUAGES[locale]
    async with served(slack, ready_sqlite_url, library(FIVE)) as server:
        ana = await Colleague(slack, server, language=locale).begins("five")
        await ana.taps(agree)
        await ana.writes("30", opener)
        assert ana.app.modal_screen.splitlines()[:2] == head
        (told,) = ana.app.modal_errors.values()
        assert range_ in told


async def test_7_from_right_to_left(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(FIVE)) as server:
        ana = await Colleague(slack, server, language="ar-AE").begins("five")
        await ana.taps("أوافق")
        (opener, *_) = ana.app.last.labels
        await ana.writes("30", opener)
        (told,) = ana.app.modal_errors.values()
        assert "24" in told
        await ana.app.fills("8")
        await ana.app.submits()
        await ana.waits()
        assert ana.app.modal is None
        assert (await answers(server))["hours"] == '{"number":"8"}'
