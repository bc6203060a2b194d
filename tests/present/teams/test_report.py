"""Proves: what managers read in their messages about a round is what its document shows, and no more.

1. When, how many of how many, the range that the silent ones leave open, and who sees what.
2. A line for each area: score, tier, interval, agreement, change; words where figures are hidden.
3. Weakest areas with owners, talk order with questions, systems with this week's step, comments, actions.
4. A round without figures says why, in a sentence for each reason, and has no button to plan from it.
5. All of it in five languages, with nothing left in another one.
6. The map has a cell for each area and round: a word stays a word, what is hidden stays hidden.
"""

from collections.abc import Sequence
from datetime import date

import pytest

from bot.definition.model import Flow
from bot.messages import Web, Words
from bot.present.phrases.team_report import LANGUAGES
from bot.present.teams.report import Decided, Reported, heat_map, report
from bot.present.teams.shape import RoundDocument, Trend
from bot.wishes import AboutCheckIn, CheckInVerb
from tests.reports.rounds.samples import CASES, twelve_people


def read(
    flow: Flow, *documents: RoundDocument, language: str = "en", decided: Sequence[Decided] = ()
) -> Words:  # fmt: skip
    return report(language, Reported(flow, "Night crew", "c1", documents, decided))


def section(words: Words, title: str) -> tuple[str, ...]:
    return next(one.lines for one in words.sections if one.title == title)


def line(words: Words, beginning: str) -> str:
    return next(
        one for one in section(words, "Where the team stands") if one.startswith(f"{beginning}:")
    )  # fmt: skip


def test_it_opens_with_when_and_how_many() -> None:
    flow, documents = twelve_people()
    words = read(flow, *documents[:1])
    assert words.title == "Crew check: Night crew"
    assert words.paragraphs[0] == "Round 1, January 15, 2026 to January 17, 2026"
    assert words.paragraphs[1] == "12 of 12 answered."
    assert words.paragraphs[-1] == "Nobody sees who said what. Figures are shown from 5 answers on."


def test_a_round_of_one_day_names_it_once() -> None:
    flow, documents = twelve_people()
    documents[0]["closed"] = documents[0]["opened"]
    assert read(flow, documents[0]).paragraphs[0] == "Round 1, January 15, 2026"


def test_what_is_hidden_for_one_reason_is_said_once() -> None:
    flow, documents = twelve_people()
    cards = documents[0]["areas"]
    before = len(section(read(flow, documents[0]), "Where the team stands"))
    for card in cards.values():
        card["why"] = "too few"
    told = section(read(flow, documents[0]), "Where the team stands")
    assert before - len(told) == len(cards) - 1
    assert [one for one in told if one.endswith(": not enough answers to show this")] == [told[-1]]


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("too few", "No figures are shown: fewer than 5 answered."),
        ("held", "No figures yet: fewer than 5 different people answered."),
        (
            "withheld",
            "No figures are shown: even together with the rounds before, fewer than 5 people answered.",
        ),
        ("team changed", "No figures this time: only a few people joined or left"),
    ],
)
def test_without_figures_it_says_why(why: str, said: str) -> None:
    words = read(*CASES[why]())
    assert any(paragraph.startswith(said) for paragraph in words.paragraphs), words.paragraphs
    assert not words.sections
    assert not words.buttons


def test_with_a_page_there_is_a_way_to_it_and_one_to_shut_it() -> None:
    flow, documents = twelve_people()
    words = report("en", Reported(flow, "Night crew", "c1", documents, address="https://x.example/r/t"))
    assert words.web == Web("Open the report page", "https://x.example/r/t")
    assert [button.press for button in words.buttons] == [
        AboutCheckIn(CheckInVerb.PLAN, "c1"), AboutCheckIn(CheckInVerb.REVOKE_LINKS, "c1")
    ]  # fmt: skip


def test_actions_stand_below_with_what_became_of_them() -> None:
    flow, documents = twelve_people()
    area = next(iter(flow.areas))
    decided = [
        Decided(area, "Name one owner", "Lead", date(2026, 3, 2), status) for status in ("open", "done")
    ]
    lines = section(read(flow, *documents, decided=decided), "What you decided")
    title = flow.areas[area].title.source
    assert lines == (
        f"{title}: Name one owner (Lead, by March 2, 2026): going on",
        f"{title}: Name one owner (Lead, by March 2, 2026): done",
    )


def test_an_action_about_an_area_that_is_gone_still_says_which() -> None:
    flow, documents = twelve_people()
    gone = Decided("paperwork", "Burn it", "Lead", date(2026, 3, 2), "dropped")
    lines = section(read(flow, *documents, decided=[gone]), "What you decided")
    assert lines == ("paperwork: Burn it (Lead, by March 2, 2026): dropped",)


@pytest.mark.parametrize("case", sorted(CASES))
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_case_can_be_read_in_every_language(case: str, language: str) -> None:
    flow, document = CASES[case]()
    words = read(flow, document, language=language)
    told = [words.title, *words.paragraphs, *(line for one in words.sections for line in one.lines)]
    assert all(told)
    assert not any("{" in one and "{" not in "".join(map(str, document["comments"].values())) for one in told)


def test_the_map_has_a_cell_for_each_area_and_round() -> None:
    flow, documents = twelve_people()
    page = heat_map("en", Reported(flow, "Night crew", "c1", documents))
    assert page.columns == tuple(str(number) for number in range(1, len(documents) + 1))
    assert [row.title for row in page.rows] == [area.title.source for area in flow.areas.values()]
    assert all(len(row.cells) == len(documents) for row in page.rows)
    for name, row in zip(flow.areas, page.rows, strict=True):
        card = documents[-1]["areas"][name]
        if card["score"] is not None:
            assert row.cells[-1].said == f"{card['score']:g}"


def test_in_the_map_a_hidden_area_is_empty_and_a_word_a_word() -> None:
    flow, document = CASES["alike"]()
    document["areas"]["joy"]["word"] = "very high"
    page = heat_map("en", Reported(flow, "Night crew", "c1", [document]))
    cells = {name: row.cells[0] for name, row in zip(flow.areas, page.rows, strict=True)}
    assert (cells["joy"].said, cells["joy"].tier) == ("≈", "very high")
    assert (cells["safety"].said, cells["safety"].tier) == ("", "too alike")
    assert cells["focus"].said.isdigit()
    flow, document = CASES["too few"]()
    page = heat_map("en", Reported(flow, "Night crew", "c1", [document]))
    assert not any(cell.said for row in page.rows for cell in row.cells)


def test_an_area_has_its_score_tier_interval_agreement_and_what_changed() -> None:
    flow, documents = twelve_people()
    said = line(read(flow, *documents), "Handoffs")
    assert (
        said
        == "Handoffs: 72, Good, between 63 and 80, you agree, no clear change (about 12 points would count)"
    )


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("up", "up by 14"),
        ("down", "down by 14"),
        ("maybe up", "maybe up, by 14"),
        ("maybe down", "maybe down, by 14"),
        ("no clear change", "no clear change (about 9 points would count)"),
        (None, "two camps"),
    ],
)
def test_a_change_is_told_in_its_word(word: Trend | None, said: str) -> None:
    flow, document = CASES["first round"]()
    card = document["areas"]["joy"]
    by = -14 if word in ("down", "maybe down") else 14
    card |= {
        "score": 50, "band": "middling", "low": None, "high": None, "agreement": "two camps",
        "change": {"by": by, "word": word, "counts_from": 9},
    }  # fmt: skip
    assert line(read(flow, document), "Enjoyment").endswith(f", {said}")


def test_where_nobody_knows_what_would_count_nothing_is_said_of_that() -> None:
    flow, document = CASES["first round"]()
    document["areas"]["joy"]["change"] = {"by": 1, "word": "no clear change", "counts_from": None}
    assert line(read(flow, document), "Enjoyment").endswith(", no clear change")


def test_with_a_new_way_of_scoring_nothing_is_compared() -> None:
    assert line(read(*CASES["broken"]()), "Enjoyment").endswith(
        "the scoring changed, so there is no comparison"
    )


def test_a_score_without_hidden_questions_says_so() -> None:
    flow, document = CASES["first round"]()
    document["areas"]["joy"]["partial"] = True
    assert line(read(flow, document), "Enjoyment").endswith(
        "made without the hidden questions, so there is no comparison"
    )


def test_hidden_areas_say_why_and_those_of_one_mind_say_it_in_words() -> None:
    hidden = read(*CASES["too few of some"]())
    assert any(
        one.endswith(": not enough answers to show this") for one in section(hidden, "Where the team stands")
    )
    flow, document = CASES["alike"]()
    (told,) = [
        one for one in section(read(flow, document), "Where the team stands")
        if one.endswith(": not shown: of so few answers too many are alike")
    ]  # fmt: skip
    assert "Speaking up" in told
    document["areas"]["safety"]["word"] = "very low"
    assert (
        line(read(flow, document), "Speaking up") == "Speaking up: nearly everybody said the same: very low"
    )


def test_the_range_is_told_only_where_somebody_is_silent() -> None:
    range_ = "Whatever the others think"
    few, all_ = read(*CASES["few answered"]()), read(*CASES["first round"]())
    assert sum(paragraph.startswith(range_) for paragraph in few.paragraphs) == 1
    assert not any(paragraph.startswith(range_) for paragraph in all_.paragraphs)


def test_weak_areas_name_their_owners_and_who_is_level_with_them() -> None:
    flow, document = CASES["first round"]()
    document["weakest"], document["joint"] = ["handoffs", "focus", "joy"], ["handoffs", "joy"]
    assert section(read(flow, document), "Weakest areas") == (
        "Handoffs, about level with Focus (owner: Operations)", "Focus (owner: Team lead)", "Enjoyment",
    )  # fmt: skip


def test_of_many_comments_five_stand_here_each_in_one_line() -> None:
    flow, document = CASES["everything"]()
    lines = section(read(flow, document), "What people wrote, in an order of chance")
    assert len(lines) == 6
    assert "Too many meetings on Tuesday. Could we move the planning?" in lines
    assert lines[-1] == "and 1 more on the page"
    document["comments"] = {"note": ["w" * 400]}
    (only,) = section(read(flow, document), "What people wrote, in an order of chance")
    assert only == "w" * 299 + "…"


def test_without_areas_the_map_has_the_overall() -> None:
    flow, document = CASES["no areas"]()
    page = heat_map("en", Reported(flow, "Night crew", "c1", [document]))
    assert [row.title for row in page.rows] == ["Overall"]


def test_a_score_without_a_tier_stands_alone_in_the_map() -> None:
    flow, document = CASES["first round"]()
    document["areas"]["joy"]["band"] = None
    page = heat_map("en", Reported(flow, "Night crew", "c1", [document]))
    row = next(row for row in page.rows if row.title == "Enjoyment")
    assert (row.cells[0].tier, row.cells[0].tier_share) == ("", None)


def test_rounds_that_are_shown_together_have_one_column() -> None:
    flow, document = CASES["pooled"]()
    assert heat_map("en", Reported(flow, "Night crew", "c1", [document])).columns == ("3–4",)
    assert read(flow, document).paragraphs[0].startswith("Rounds 3 to 4 together, ")


def test_without_a_score_only_the_rest_is_told() -> None:
    flow, document = CASES["first round"]()
    document["areas"]["joy"] |= {"score": None, "band": None, "low": None, "high": None}
    assert line(read(flow, document), "Enjoyment").startswith("Enjoyment: ")


def test_who_only_sees_reports_has_no_button_to_decide() -> None:
    flow, document = CASES["first round"]()
    words = report("en", Reported(flow, "Night crew", "c1", [document], may_plan=False))
    assert words.buttons == ()
