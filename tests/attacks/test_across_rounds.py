"""Reports added up and taken away: several rounds, several check-ins, joiners, leavers, colleagues who help.

The attacker counts, from the shares of a question, how many people took each choice, and adds and subtracts
these counts. *Off*: the ledger lets every report pass. *On*: the report that would give somebody away has no
figures, and says that the team changed.
"""

from collections import Counter
from collections.abc import Iterable

import pytest

from bot.checkins import ledger
from bot.present.teams.shape import RoundDocument
from scoring.disclosure.across import enough_people
from tests.attacks.office import Office

TWELVE = dict(zip(
    ["ana", "ben", "cem", "dan", "eva", "fay", "gus", "hal", "ida", "jan", "kim", "lea"],
    ("12", "21", "34", "45", "53", "24", "42", "13", "35", "51", "44", "23"),
    strict=True,
))  # fmt: skip
SWITCHED_OFF = pytest.mark.parametrize("on", [False, True], ids=["off", "on"])


@pytest.fixture(autouse=True)
def ledger_switched(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "on" in request.fixturenames and not request.getfixturevalue("on"):
        monkeypatch.setattr(ledger, "fewest_told", lambda new, _: enough_people(new.min_answers))


def team(
    *, without: str = "", also: dict[str, str] | None = None, of: Iterable[str] = TWELVE
) -> dict[str, str]:
    return {name: TWELVE[name] for name in of if name not in without.split()} | (also or {})


def tally(office: Office, report: RoundDocument, question: str = "clear") -> Counter[int]:
    """How many people took each choice, by its place. The round is small: shares are whole percents."""
    card = report["questions"][question]
    assert card["shares"] is not None, "nothing can be counted"
    assert card["n"] is not None
    places = office.choices[question]
    counts = {
        places.index(choice) + 1: round(share * card["n"] / 100) for choice, share in card["shares"].items()
    }
    return Counter(counts)


def refuses(report: RoundDocument, *, on: bool) -> bool:
    """Whether the report was held back, which it has to be with the protection on, and only then."""
    assert (report["why"] == "team changed") is on
    assert not on or not (report["questions"] or report["areas"] or report["comments"])
    return on


@SWITCHED_OFF
async def test_somebody_joins(office: Office, *, on: bool) -> None:
    await office.starts("crew")
    first = await office.holds("crew", team())
    second = await office.holds("crew", team(also={"max": "52"}))
    assert refuses(second, on=on) or tally(office, second) - tally(office, first) == {5: 1}


@SWITCHED_OFF
async def test_somebody_leaves(office: Office, *, on: bool) -> None:
    await office.starts("crew")
    first = await office.holds("crew", team())
    second = await office.holds("crew", team(without="ana"))
    assert refuses(second, on=on) or tally(office, first) - tally(office, second) == {1: 1}


@SWITCHED_OFF
async def test_somebody_joins_and_who_left_tells_the_newcomers_boss(office: Office, *, on: bool) -> None:
    """Ben left, and says that he had said 2."""
    await office.starts("crew")
    first = await office.holds("crew", team())
    second = await office.holds("crew", team(without="ben", also={"max": "52"}))
    told = Counter({2: 1})
    assert refuses(second, on=on) or tally(office, second) + told - tally(office, first) == {5: 1}


@SWITCHED_OFF
async def test_three_colleagues_do_not_answer_so_that_the_fourth_can_be_told(
    office: Office, *, on: bool
) -> None:
    """Max joins with three who collude; they keep silent, and he is the only one who is new."""
    await office.starts("crew")
    first = await office.holds("crew", team())
    second = await office.holds("crew", team(also={"max": "52"}), silent="spy1 spy2 spy3")
    assert refuses(second, on=on) or tally(office, second) - tally(office, first) == {5: 1}


@SWITCHED_OFF
async def test_two_check_ins_at_once_share_all_but_one(office: Office, *, on: bool) -> None:
    await office.starts("crew")
    await office.starts("leads")
    crew = await office.opens("crew", TWELVE)
    leads = await office.opens("leads", team(without="lea"))
    for name, letters in TWELVE.items():
        await office.answers(crew, name, letters)
        if name != "lea":
            await office.answers(leads, name, letters)
    first, second = await office.closes(crew), await office.closes(leads)
    assert refuses(second, on=on) or tally(office, first) - tally(office, second) == {2: 1}


@SWITCHED_OFF
async def test_three_reports_together_tell_what_no_two_do(office: Office, *, on: bool) -> None:
    """Two teams of twelve that have nobody in common, and one check-in for all of them and Max."""
    others = {f"{name}2": letters for name, letters in TWELVE.items()}
    for name in ("crew", "others", "all"):
        await office.starts(name)
    first = await office.holds("crew", TWELVE, days=2)
    second = await office.holds("others", others, days=2)
    third = await office.holds("all", TWELVE | others | {"max": "52"}, days=2)
    assert first["why"] is second["why"] is None
    both = tally(office, first) + tally(office, second)
    assert refuses(third, on=on) or tally(office, third) - both == {5: 1}


@SWITCHED_OFF
@pytest.mark.parametrize("days", [1, 8, 20])
async def test_a_new_check_in_with_another_audience(office: Office, days: float, *, on: bool) -> None:
    """Once for all, and again for all but one: on the same day, after a week, after three."""
    await office.starts("first", every="once")
    first = await office.holds("first", team(), days=days)
    await office.starts("again", every="once")
    second = await office.holds("again", team(without="kim"))
    assert refuses(second, on=on) or tally(office, first) - tally(office, second) == {4: 1}


@SWITCHED_OFF
async def test_a_named_round_of_all_but_one(office: Office, *, on: bool) -> None:
    """Everybody but Lea said by name what they think, and then everybody without: hers is the difference."""
    await office.starts("named", anonymous=False)
    await office.starts("crew")
    named = await office.holds("named", team(without="lea"), days=2)
    second = await office.holds("crew", team())
    assert named["people"] is not None
    said = Counter(office.choices["clear"].index(str(one["answers"]["clear"])) + 1 for one in named["people"])
    assert refuses(second, on=on) or tally(office, second) - said == {2: 1}


@SWITCHED_OFF
async def test_a_small_round_after_rounds_that_were_held(office: Office, *, on: bool) -> None:
    """Weekly, k 3: two answered, then all twelve and Max; both are shown together. Then Max is gone."""
    await office.starts("crew", k=3, every="1 week")
    held = await office.holds("crew", {"ana": "12", "ben": "21"}, silent="cem", days=7)
    assert held["why"] == "held"
    block = await office.holds("crew", team(also={"max": "52"}), days=7)
    assert block["numbers"] == [1, 2]
    third = await office.holds("crew", team())
    told = Counter({1: 1, 2: 1})
    assert refuses(third, on=on) or tally(office, block) - told - tally(office, third) == {5: 1}


async def test_the_same_people_are_shown_every_time(office: Office) -> None:
    await office.starts("crew")
    for _ in range(4):
        assert (await office.holds("crew", team()))["why"] is None


async def test_it_does_not_last_for_ever(office: Office) -> None:
    """Max joins: two rounds are without figures, then they are back, when answers are six weeks old."""
    await office.starts("crew")
    await office.holds("crew", team())
    shown = [(await office.holds("crew", team(also={"max": "52"})))["why"] for _ in range(4)]
    assert shown == ["team changed", "team changed", None, None]


async def test_large_changes_hide_each_other(office: Office) -> None:
    await office.starts("crew")
    await office.holds("crew", team())
    many = {f"new{place}": letters for place, letters in enumerate([*TWELVE.values(), "12", "34", "51"])}
    assert (await office.holds("crew", team(also=many)))["why"] is None


async def test_who_answered_is_not_known_where_many_are_silent(office: Office) -> None:
    """Four of thirteen said nothing, and nobody but themselves knows who: k - 2 is three."""
    await office.starts("crew")
    await office.holds("crew", team())
    second = await office.holds(
        "crew", team(without="ana ben cem", also={"max": "52"}), silent="ana ben cem tom"
    )
    assert second["why"] is None


async def test_other_teams_do_not_matter(office: Office) -> None:
    await office.starts("crew")
    await office.starts("others")
    await office.holds("others", {f"{name}2": letters for name, letters in TWELVE.items()}, days=2)
    assert (await office.holds("crew", team()))["why"] is None
