"""Proves: forms in Slack are what Slack takes, and what is sent of them is read without being trusted.

1. In every language, and with as much as there can be, each form is one that Slack takes.
2. What was proposed and never touched is read as it stands, also where Slack leaves it out.
3. The second page carries the choice unseen, and gives it back as it was; more than it can carry is said.
4. Hostile views: what is no form of ours is nothing; what does not fit is such that it cannot begin.
5. What stands beside fields stands at their blocks; where a field is not there, at the first one.
"""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.channels.slack.forms.appointing import appointing_view, read_appointing
from bot.channels.slack.forms.deciding import Proposal, area_in, deciding_view, named_in, read_deciding
from bot.channels.slack.forms.fields import Choice, Sent, errors_at
from bot.channels.slack.forms.starting import (
    Offer,
    Set,
    preview_view,
    read_preview,
    read_starting,
    starting_view,
)
from bot.present.phrases import LANGUAGES
from bot.turn.teams.choosing import offered, proposed
from bot.wishes import AppointManagers, CheckInChoice, PlanAction
from tests.fakes.slack.kit import check_view
from tests.fakes.slack.views import View
from tests.hostile import TEXTS
from tests.served import library

CREW = """
flow: crew
title: Crew check
checkin: {every: 5 weeks, day: thursday, at: "09:30", open: 20 hours, min_answers: 4}
steps:
  - {ask: rest, text: I can rest., scale: agree5}
"""
NOW = datetime(2030, 1, 2, 20, tzinfo=UTC)


def offer(groups: int = 0, *, anonymous: bool = True) -> Offer:
    flows = offered(library(CREW))
    return Offer(
        "c1", flows, flows[0], proposed(flows[0], "Asia/Tokyo", NOW), 4, anonymous,
        {f"S{n:04}": f"Group {n}" for n in range(groups)}, "Asia/Tokyo",
    )  # fmt: skip


def taken(view: dict[str, Any]) -> dict[str, Any]:
    """The view, if Slack takes it."""
    return check_view(view, lambda _: False, ("modal",))


def opened(view: dict[str, Any]) -> dict[str, Any]:
    """As payloads bring it when nothing was touched."""
    return View("V01", "U01", "T01", taken(view), "1.a", "V01").as_json({"app_id": "A", "bot_id": "B"})


def touched(view: dict[str, Any], **values: dict[str, Any]) -> dict[str, Any]:
    """With these in the state of the fields of that name."""
    sent = opened(view)
    for block in sent["blocks"]:
        name = block["block_id"].partition("~")[0]
        if name in values:
            sent["state"]["values"][block["block_id"]] = {block["element"]["action_id"]: values[name]}
    return sent


def proposal(areas: int = 3) -> Proposal:
    choices = [Choice(f"a{n}", f"Area {n}") for n in range(areas)]
    return Proposal("x1", "c1", choices, "a0", "Read it " * 100, "Team lead", date(2030, 2, 1))


@pytest.mark.parametrize("language", [*LANGUAGES, None, "tlh"])
def test_1_slack_takes_all_of_them(language: str | None) -> None:
    for view in (
        starting_view(offer(), language),
        starting_view(offer(300, anonymous=False), language),
        deciding_view(proposal(), language),
        deciding_view(proposal(1), language),
        appointing_view([], language),
        appointing_view([f"U{n:04}" for n in range(150)], language),
    ):
        taken(view)
    chosen = read_starting(opened(starting_view(offer(), language)))
    assert chosen is not None
    for begins in (True, False):
        page = preview_view(chosen, ["x" * 3_000, "@channel <!here> & so on"], 12, language, begins=begins)
        assert page is not None
        assert ("submit" in taken(page)) is begins


@pytest.mark.parametrize("left_out", [False, True])
def test_2_what_nobody_touched_is_what_was_proposed(left_out: bool) -> None:  # by the test
    sent = opened(starting_view(offer(2), "en"))
    if left_out:
        sent["state"] = {"values": {}}
    read = read_starting(sent)
    assert read == Set("c1", CheckInChoice(
        flow="crew", team="", channels=(), groups=(), people=(), guests=False, externals=False,
        anonymous=True, min_answers=4, first_on=date(2030, 1, 10), every="5 weeks", at_minute=570,
        zone="member", weekdays_only=True, calendar="", open_minutes=1200, reminders=0, viewers=(),
    ))  # fmt: skip


def test_2_what_was_emptied_is_empty() -> None:
    sent = touched(
        starting_view(offer(), "en"), first_on={"selected_date": None}, weekdays={"selected_options": []},
        min_answers={"value": None}, calendar={"value": None},
    )  # fmt: skip
    read = read_starting(sent)
    assert read is not None
    choice = read.choice
    assert (choice.first_on, choice.weekdays_only, choice.min_answers, choice.calendar) == (
        None,
        False,
        -1,
        "",
    )


def test_3_the_second_page_gives_the_choice_back() -> None:
    sent = read_starting(touched(
        starting_view(offer(2), "en"), team={"value": " Pay\u00a0 ments "},
        channels={"selected_conversations": ["C0123", "C0123"]},
        groups={"selected_options": [{"value": "S0001"}]}, people={"selected_users": ["U0123"]},
        others={"selected_options": [{"value": "guests"}]}, anonymous={"selected_option": {"value": "named"}},
        calendar={"value": " de-by "}, viewers={"selected_users": ["U0001"]},
    ))  # fmt: skip
    assert sent is not None
    assert (sent.choice.team, sent.choice.calendar, sent.choice.guests) == ("Pay ments", "DE-BY", True)
    assert (sent.choice.channels, sent.choice.groups, sent.choice.anonymous) == (
        ("C0123",),
        ("S0001",),
        False,
    )
    page = preview_view(sent, ["All of it."], 12, "en", begins=True)
    assert page is not None
    assert read_preview(opened(page)) == ("c1", sent.choice, 12)
    today = sent._replace(choice=proposed_today(sent.choice))
    page = preview_view(today, ["All of it."], 1, "en", begins=True)
    assert page is not None
    assert read_preview(opened(page)) == ("c1", today.choice, 1)


def proposed_today(choice: CheckInChoice) -> CheckInChoice:
    return CheckInChoice(**{name: getattr(choice, name) for name in choice.__slots__} | {"first_on": None})


def test_3_more_than_a_window_carries() -> None:
    sent = read_starting(opened(starting_view(offer(), "en")))
    assert sent is not None
    many = {name: getattr(sent.choice, name) for name in sent.choice.__slots__}
    ids = tuple(f"U{n:012}" for n in range(200))
    too_many = Set("c1", CheckInChoice(**many | {"people": ids}))
    assert preview_view(too_many, ["x"], 200, "en", begins=True) is None
    most = {
        "people": ids[:50], "viewers": ids[:20], "channels": ids[:20], "groups": ids[:20], "team": "x" * 60,
    }  # fmt: skip
    assert (
        preview_view(Set("c" * 26, CheckInChoice(**many | most)), ["x"], 200, "en", begins=True) is not None
    )


HOSTILE: list[Any] = [
    None,
    7,
    "x",
    [],
    {},
    [{}],
    {"value": 7},
    {"value": "x" * 4_000},
    "2030-99-99",
    *TEXTS.values(),
]


@pytest.mark.parametrize("hostile", HOSTILE, ids=repr)
def test_4_nothing_that_is_sent_is_trusted(hostile: Any) -> None:
    keys = (
        "value", "selected_option", "selected_options", "selected_users", "selected_conversations",
        "selected_date", "selected_time",
    )  # fmt: skip
    everywhere = dict.fromkeys(keys, hostile)
    view = starting_view(offer(2), "en")
    names = {
        block["block_id"].partition("~")[0] for block in opened(view)["blocks"] if block["type"] == "input"
    }
    read = read_starting(touched(view, **dict.fromkeys(names, everywhere)))
    assert read is not None
    assert all(one.isalnum() for one in (*read.choice.channels, *read.choice.people, *read.choice.viewers))
    assert isinstance(read.choice.min_answers, int)
    sent = opened(view)
    for part in ("state", "blocks"):
        read_starting(sent | {part: hostile})
    assert read_starting({"callback_id": hostile}) is None
    assert read_preview({"callback_id": "checkin.preview", "private_metadata": hostile}) is None
    assert read_deciding({"callback_id": "action", "private_metadata": hostile}) is None
    nobody = {"callback_id": "managers", "blocks": hostile, "state": hostile}
    assert read_appointing(nobody) == AppointManagers(())


@pytest.mark.parametrize(
    "unseen",
    [
        "[]",
        "{}",
        "null",
        "[1,2,3]",
        '["c1",1,[]]',
        '["c1","x",{}]',
        '["c1",1,{"a":1}]',
        "[" * 3_000,
        '["c1",1,"x"]',
    ],
)
def test_4_hostile_second_pages(unseen: str) -> None:
    assert read_preview({"callback_id": "checkin.preview", "private_metadata": unseen}) is None
    assert named_in({"callback_id": "action", "private_metadata": unseen}) is None
    assert read_preview({"callback_id": "checkin", "private_metadata": unseen}) is None


@pytest.mark.parametrize("hostile", ["Infinity", "NaN", "1e400", '"x"', "null", "[]", "{}"])
def test_4_a_choice_with_something_else_in_it(hostile: str) -> None:
    sent = read_starting(opened(starting_view(offer(), "en")))
    assert sent is not None
    page = preview_view(sent, ["x"], 1, "en", begins=True)
    assert page is not None
    assert ",1200," in page["private_metadata"]
    broken = page | {"private_metadata": page["private_metadata"].replace(",1200,", f",{hostile},")}
    assert read_preview(broken) is None


def test_4_an_action_is_read() -> None:
    sent = touched(
        deciding_view(proposal(), "en"), text={"value": " Do \n it "}, person={"selected_user": "U0123"},
        area={"selected_option": {"value": "a1"}},
    )  # fmt: skip
    assert area_in(sent) == "a1"
    assert named_in(sent) == ("x1", "c1")
    assert read_deciding(sent) == PlanAction(
        "x1", "c1", "a1", "Do it", "Team lead", "U0123", date(2030, 2, 1)
    )
    emptied = read_deciding(touched(deciding_view(proposal(), "en"), due_on={"selected_date": None}))
    assert emptied is not None
    assert (emptied.due_on, emptied.owner_id) == (date.min, None)


def test_4_managers_are_read() -> None:
    view = appointing_view(["U0001"], "en")
    assert read_appointing(opened(view)) == AppointManagers(("U0001",))
    assert read_appointing(touched(view, people={"selected_users": ["U0002", "<@U1>"]})) == AppointManagers(
        ("U0002",)
    )
    assert read_appointing({"callback_id": "checkin"}) is None


def test_5_errors_stand_at_their_fields() -> None:
    sent = Sent(opened(starting_view(offer(), "en")))
    said = errors_at(sent, {"min_answers": "Too few.", "groups": "No such group.", "flow": "Another one."})
    assert said == {
        "response_action": "errors",
        "errors": {"min_answers~crew": "Too few.", "flow": "No such group."},
    }
    assert errors_at(Sent({}), {"flow": "x"})["errors"] == {}
