"""Proves: the flagship's result page holds every part of scoring.md §8, for answers worked out by hand.

Sales 100, Onboarding 50, Delivery 100, Handoffs 25, Data (25+50+50)/3 = 41 2/3, Visibility 1 of 3 answered,
Ownership (50+0+75)/3 = 41 2/3, Scale 100. Weights 10 10 10 15 15 (15) 15 10, so the overall is
(1000 + 500 + 1000 + 375 + 625 + 625 + 1000) / 85 = 5125/85 = 60 5/17, shown 60: level 4 by the score.
Handoffs lifted by 12 is 37, level 2, so weakest_link caps at 3; key_person caps at 3 as well. The standard
error is 12 · sqrt(1075)/85 = 4.63, the margin 9; the edge at 60 is nearer than 4.63.
"""

import pytest

from bot.engine.inputs import Review, ShowWorkings, Skip
from bot.messages import Bar, Button, Plan, ResultPage, Section
from tests.present.chat import Chat, shipped

FLAGSHIP = shipped("business-systems")
ABOUT = ("s10_24", "ops", "sales, onboarding, delivery, reporting")
ANSWERS = (
    *("e", "e", "e"), *("c", "c", "c"), *("e", "e", "e"), *("b", "b", "b"), *("b", "c", "c"),
    *("dont_know", "c", "dont_know"), *("c", "a", "d"), *("e", "e", "e"),
)  # fmt: skip


def answered(answers: tuple[str, ...], language: str = "en") -> Chat:
    chat = Chat(FLAGSHIP, language)
    chat.taps(*ABOUT[:2])
    chat.types("Sales, Onboarding, Delivery, Reporting" if language == "en" else "1, 2, 3, 4")
    chat.taps(*answers)
    return chat


@pytest.fixture(scope="module")
def page() -> ResultPage:
    return answered(ANSWERS).result


def test_the_opening(page: ResultPage) -> None:
    assert page.title == "Business Systems Health Check"
    assert page.opening == "60 of 100: level 3 of 5, Partly connected."
    assert page.score == "60"
    assert page.share == pytest.approx(0.60294, abs=0.00001)


def test_level_and_how_sure_we_are(page: ResultPage) -> None:
    assert page.level == "Partly connected"
    assert page.level_text.startswith("The main steps are written and shared, and some tools talk")
    assert page.sureness == (
        "How sure: plus or minus 9.",
        "This is borderline: the edge of a level is so close that the level beside it is possible too.",
    )


def test_what_holds_the_level_back(page: ResultPage) -> None:
    assert page.held_back == (
        (
            "Held back by Handoffs: a chain of stages is as strong as its weakest connection."
            " (weakest_link: Handoffs 25)"
        ),
        "One absence stops the business; that caps the level at 3. (key_person: Things stop)",
    )


def test_bars_weakest_first(page: ResultPage) -> None:
    assert page.bars_title == "Your areas, weakest first"
    assert [(bar.title, bar.score, bar.tier, bar.tier_share, bar.weak) for bar in page.bars] == [
        ("Handoffs", "25", "Build", 0.0, True),
        ("Ownership", "42", "Connect", 0.5, True),
        ("Data", "42", "Connect", 0.5, True),
        ("Onboarding", "50", "Connect", 0.5, False),
        ("Sales", "100", "Refine", 1.0, False),
        ("Delivery", "100", "Refine", 1.0, False),
        ("Scale", "100", "Refine", 1.0, False),
    ]
    assert page.bars[0] == Bar("handoffs", "Handoffs", "25", 0.25, "Build", 0.0, weak=True, value=25.0)
    assert page.bars[1].share == pytest.approx(0.41667, abs=0.00001)


def test_what_has_no_bar_is_named(page: ResultPage) -> None:
    assert page.notes == (
        "Not enough answers for a score: Visibility (1 of 3 answered).",
        "You could not say in 2 of 24.",
    )


def test_the_weakest_with_joint_marks_and_owners(page: ResultPage) -> None:
    assert page.weakest == Section(
        "Weakest areas",
        (
            "Handoffs 25 · Owner: Operations lead",
            "Ownership 42, about level with Data · Owner: Managing director",
            "Data 42 · Owner: Office or IT lead",
        ),
    )


def test_rules_that_hold_name_what_fired_them(page: ResultPage) -> None:
    assert page.rules == Section(
        "What this suggests",
        (
            (
                "Your stages are at very different levels (Sales 100, Onboarding 50). Bring Onboarding up"
                " before polishing Sales: the customer feels the weakest stage."
                " (uneven_stages: Sales 100, Onboarding 50, Delivery 100)"
            ),
            (
                "You feel ready to grow, but Handoffs says otherwise. Test it: what would happen to it at"
                " twice the volume? (growth_risk: Scale 100, Handoffs 25, Data 42, Ownership 42)"
            ),
        ),
    )


def test_systems_in_building_order_with_their_advice(page: ResultPage) -> None:
    assert page.plans_title == "What to build, in this order"
    assert [(plan.area, plan.because) for plan in page.plans] == [
        ("ownership", "Ownership 42 of 100: Connect (key_person)"),
        ("data", "Data 42 of 100: Connect"),
        ("handoffs", "Handoffs 25 of 100: Build"),
    ]
    assert page.plans[2] == Plan(
        area="handoffs",
        title="Handoffs",
        system="Workflow between stages: a trigger, an owner and a deadline for every handover",
        owner="Operations lead",
        why="Work crosses from stage to stage by memory and message. That is where it gets lost.",
        this_week="Draw your stages in a line and write on each arrow: who gives, who gets, what must be "
        "included.",
        next_30_days="For the two worst arrows, agree a handover note with five fixed fields and refuse "
        "incomplete ones.",
        done_when="For a month, nothing was lost at those two arrows.",
        because="Handoffs 25 of 100: Build",
    )
    assert page.labels == ("Owner", "Why", "This week", "Next 30 days", "Done when")


def test_what_to_keep_and_the_ways_on(page: ResultPage) -> None:
    assert page.keep == "Keep: Scale (100). Use it as the pattern for the others."
    assert page.credit == ""
    assert page.buttons == (
        Button("How was this computed?", ShowWorkings()),
        Button("Change an answer", Review()),
    )


def test_in_german() -> None:
    page = answered(ANSWERS, "de").result
    assert page.opening == "60 von 100: Stufe 3 von 5, Teilweise verbunden."
    assert page.sureness[0] == "Wie sicher: plus oder minus 9."
    assert page.held_back[1] == (
        "Eine Abwesenheit hält das Geschäft an; das begrenzt die Stufe auf 3. (key_person: Es steht still)"
    )
    assert page.notes == (
        "Nicht genug Antworten für einen Wert: Überblick (1 von 3 beantwortet).",
        "In 2 von 24 Fällen konnten Sie es nicht sagen.",
    )
    assert page.weakest.lines[1] == (
        "Zuständigkeit 42, etwa gleichauf mit Daten · Zuständig: Geschäftsführung"
    )
    assert page.plans[2].because == "Übergaben 25 von 100: Aufbauen"
    assert page.keep == "Behalten: Wachstum (100). Nehmen Sie es als Muster für die anderen."
    assert page.language == "de"


def test_all_at_best_has_nothing_weak() -> None:
    page = answered(("e",) * 24).result
    assert page.opening == "100 of 100: level 5 of 5, Scalable system."
    assert page.held_back == ()
    assert page.weakest == Section(
        "Weakest areas", ("No area is below 75. Choose where the next step pays most.",)
    )
    assert (page.rules, page.plans, page.plans_title, page.notes) == (Section("", ()), (), "", ())


def test_only_dont_knows_say_what_is_missing_once() -> None:
    page = answered(("dont_know",) * 24).result
    assert page.opening == (
        "Not enough answers for an overall score. What is missing: Sales (0 of 3 answered), Onboarding (0"
        " of 3 answered), Delivery (0 of 3 answered), Handoffs (0 of 3 answered), Data (0 of 3 answered),"
        " Visibility (0 of 3 answered), Ownership (0 of 3 answered), and Scale (0 of 3 answered)."
    )
    assert (page.score, page.share, page.level, page.level_text) == ("", None, "", "")
    assert (page.sureness, page.held_back, page.bars, page.bars_title) == ((), (), (), "")
    assert page.notes == ("You could not say in 24 of 24.",)
    assert (page.weakest, page.plans, page.keep) == (Section("", ()), (), "")


def test_an_area_that_does_not_apply_is_named() -> None:
    chat = Chat(FLAGSHIP)
    chat.taps("solo", "owner")
    chat.types("Sales, Delivery")
    chat.taps("not_needed")
    chat.taps(*("e",) * 18)
    page = chat.result
    assert page.notes == ("Does not apply to you: Onboarding.",)
    assert page.bars[0].title == "Visibility"


def test_the_question_after_the_result_comes_right_after_the_page() -> None:
    chat = answered(ANSWERS)
    assert [type(message).__name__ for message in chat.messages] == ["ResultPage", "QuestionCard"]
    assert chat.card.question == "deeper"


def test_an_answer_that_moves_the_result_shows_it_once_more() -> None:
    chat = answered(ANSWERS)
    chat.taps("yes", "e")
    chat.does(Skip())
    chat.does(Skip())
    chat.taps("no")
    assert chat.result.opening.startswith("Your answers changed the result. 6")
