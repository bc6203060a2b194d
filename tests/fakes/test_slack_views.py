"""Proves: modals and the Home tab behave as in Slack's app, against a real Bolt app.

1. A modal opens by a trigger; Slack's app looks at the form before it is sent.
2. An acknowledgement closes it, shows errors, puts another page in its place or over it, or clears all.
3. What was typed stays where the names stay, and is in the state of what is sent.
4. Who closes a modal tells the app if it wants to know.
5. The Home tab is published, used, and keeps its choices; its actions have no `response_url`.
6. What Slack does not take in an acknowledgement leaves the modal open with a warning.
"""

import re
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack, Person
from tests.fakes.slack.pieces import (
    actions,
    buttons,
    choice,
    field,
    home,
    modal,
    option,
    plain,
    section,
    words,
)
from tests.fakes.slack.serving import ServedApp

Body = dict[str, Any]


class Pages:
    """An app that answers submissions as a test says."""

    def __init__(self, app: AsyncApp) -> None:
        self.answers: list[Body] = []
        self.submitted: list[Body] = []
        self.closed: list[Body] = []
        self.actions: list[Body] = []
        app.view_submission(re.compile(".*"))(self._submission)
        app.view_closed(re.compile(".*"))(self._closing)
        app.action(re.compile(".*"))(self._action)

    async def _submission(self, ack: Any, body: Body) -> None:
        self.submitted.append(body)
        await ack(**(self.answers.pop(0) if self.answers else {}))

    async def _closing(self, ack: Any, body: Body) -> None:
        self.closed.append(body)
        await ack()

    async def _action(self, ack: Any, body: Body) -> None:
        self.actions.append(body)
        await ack()


@pytest.fixture
def pages(app: AsyncApp, served: ServedApp) -> Pages:
    return Pages(app)


async def opens(slack: FakeSlack, client: AsyncWebClient, person: Person, view: Body) -> None:
    """A modal, as after a tap."""
    trigger = slack.world.triggers.make(person.id, slack.home.team_id)
    await client.views_open(trigger_id=trigger, view=view)


def number(**more: Any) -> Body:
    return {"type": "number_input", "action_id": "number", "is_decimal_allowed": False, **more}


async def test_a_form_is_looked_at_before_it_is_sent(
    slack: FakeSlack, client: AsyncWebClient, pages: Pages
) -> None:
    ana = slack.person("ana")
    hint = field(words(max_length=5, min_length=2), "a", hint=plain("Short"))
    last = field(words() | {"action_id": "w2"}, "c", optional=True)
    await opens(slack, client, ana, modal(hint, field(number(max_value="10"), "b"), last))
    assert ana.modal_screen == "Title\nLabel\n[_]\nShort\nLabel\n[_]\nLabel (optional)\n[_]\n[Close] [Next]"
    await ana.submits()
    assert ana.modal_errors == dict.fromkeys("ab", "Please complete this required field.")
    await ana.fills("x")
    await ana.fills("1.5", block_id="b")
    await ana.submits()
    assert ana.modal_errors == {"a": "Must be at least 2 characters.", "b": "Please enter a valid number."}
    await ana.fills("longer")
    await ana.fills("11", block_id="b")
    await ana.submits()
    assert ana.modal_errors == {"a": "Must be less than 6 characters."}
    assert pages.submitted == []
    await ana.fills("short")
    await ana.submits()
    assert ana.modal is None
    view = pages.submitted[0]["view"]
    assert view["state"]["values"] == {
        "a": {"words": {"type": "plain_text_input", "value": "short"}},
        "b": {"number": {"type": "number_input", "value": "11"}},
        "c": {"w2": {"type": "plain_text_input", "value": None}},
    }
    assert (view["callback_id"], view["private_metadata"]) == ("page", "")


async def test_pages_follow_each_other_by_acknowledgements(
    slack: FakeSlack, client: AsyncWebClient, pages: Pages
) -> None:
    ana = slack.person("ana")
    await opens(slack, client, ana, modal(field(words(initial_value="start"), "one")))
    pages.answers = [
        {"response_action": "errors", "errors": {"one": "Not that"}},
        {"response_action": "update", "view": modal(section("Two"), field(words(), "two"))},
        {"response_action": "push", "view": modal(section("Three"))},
        {"response_action": "clear"},
    ]
    await ana.submits()
    assert ana.modal_errors == {"one": "Not that"}
    assert "! Not that" in ana.modal_screen
    first = ana.modal
    await ana.submits()
    assert pages.submitted[0]["view"]["state"]["values"]["one"]["words"]["value"] == "start"
    assert (ana.modal, "Two" in ana.modal_screen, ana.modal_errors) == (first, True, {})
    assert pages.submitted[0]["view"]["hash"] != ana.modal.hash if ana.modal else False
    await ana.fills("x")
    await ana.submits()
    assert "Three" in ana.modal_screen
    assert ana.modal is not first
    await ana.submits()
    assert ana.modal is None
    slack.check_no_complaints()


async def test_what_was_typed_stays_where_the_names_stay(
    slack: FakeSlack, client: AsyncWebClient, pages: Pages
) -> None:
    ana = slack.person("ana")
    boxes = field(choice("checkboxes", "A", "B"), "boxes")
    await opens(slack, client, ana, modal(field(words(), "same"), boxes, buttons("Back")))
    await ana.fills("kept")
    await ana.ticks_modal("B")
    assert pages.actions == []
    await ana.taps_modal("Back")
    (body,) = pages.actions
    assert body["container"] == {"type": "view", "view_id": body["view"]["id"]}
    assert "response_url" not in body
    assert body["view"]["state"]["values"]["boxes"]["checkboxes"]["selected_options"][0]["value"] == "value B"
    fewer = field(choice("checkboxes", "A"), "boxes")
    view = modal(field(words(initial_value="new"), "same"), fewer)
    await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)
    assert "[kept_]\nLabel\n[ ] A" in ana.modal_screen
    await client.views_update(view_id=body["view"]["id"], view=modal(field(words(), "other")))
    assert "kept" not in ana.modal_screen


async def test_choices_and_days_are_in_the_state(
    slack: FakeSlack, client: AsyncWebClient, pages: Pages
) -> None:
    ana = slack.person("ana")
    day = field({"type": "datepicker", "action_id": "day"}, "day")
    people = field({"type": "users_select", "action_id": "who"}, "who")
    radio = field(choice("radio_buttons", "A", "B", initial_option=option("A")), "radio")
    await opens(slack, client, ana, modal(day, people, radio))
    await ana.picks_modal("2026-11-26", block_id="day")
    await ana.picks_modal(ana.id, block_id="who")
    await ana.chooses_modal("B")
    await ana.submits()
    values = pages.submitted[0]["view"]["state"]["values"]
    assert values["day"]["day"]["selected_date"] == "2026-11-26"
    assert values["who"]["who"]["selected_user"] == ana.id
    assert values["radio"]["radio_buttons"]["selected_option"]["value"] == "value B"


async def test_who_closes_a_modal_tells_if_asked(
    slack: FakeSlack, client: AsyncWebClient, pages: Pages
) -> None:
    ana = slack.person("ana")
    await opens(slack, client, ana, modal(section("1"), notify_on_close=True, private_metadata="m"))
    await opens(slack, client, ana, modal(section("2")))
    await ana.closes_modal()
    assert pages.closed == []
    assert "1" in ana.modal_screen
    await opens(slack, client, ana, modal(section("2"), notify_on_close=True))
    await ana.closes_modal(all_of_them=True)
    assert ana.modal is None
    assert [body["is_cleared"] for body in pages.closed] == [True, True]
    assert pages.closed[1]["view"]["private_metadata"] == "m"
    await opens(slack, client, ana, modal(section("3"), notify_on_close=True))
    await ana.closes_modal()
    assert pages.closed[2]["is_cleared"] is False


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "update", "view": modal(section(""))},
        {"response_action": "update", "view": home()},
        {"response_action": "close"},
    ],
)
async def test_what_slack_does_not_take_leaves_the_modal_open(
    slack: FakeSlack, client: AsyncWebClient, pages: Pages, answer: Body
) -> None:
    ana = slack.person("ana")
    await opens(slack, client, ana, modal(section("Here")))
    pages.answers = [answer]
    await ana.submits()
    assert "Here" in ana.modal_screen
    assert ana.warnings == ["We had some trouble connecting. Try again?"]
    with pytest.raises(AssertionError, match="view_submission"):
        slack.check_no_complaints()


async def test_a_submission_that_is_not_taken_leaves_the_modal_open(
    slack: FakeSlack, client: AsyncWebClient, pages: Pages, served: ServedApp
) -> None:
    ana = slack.person("ana")
    await opens(slack, client, ana, modal(section("Here")))
    served.statuses = [500]
    await ana.submits()
    assert ana.modal
    assert ana.warnings == ["http_service_error"]
    await ana.submits()
    assert ana.modal is None


async def test_the_home_tab_is_published_and_used(
    slack: FakeSlack, client: AsyncWebClient, app: AsyncApp, pages: Pages
) -> None:
    ana = slack.person("ana")
    tabs: list[Body] = []

    @app.event("app_home_opened")
    async def publishes(event: Body) -> None:
        tabs.append(event)
        languages = choice("static_select", "Deutsch", "English", placeholder=plain("Language"))
        blocks = [section("Welcome"), buttons("Continue"), actions(languages, block_id="languages")]
        await client.views_publish(user_id=event["user"], view=home(*blocks))

    assert ana.home is None
    await ana.opens_home()
    await ana.until(lambda ana: "Welcome" in ana.home_screen)
    assert ana.home_screen == "Welcome\n[Continue]\n[Language ▾]"
    await ana.taps_home("Continue")
    await ana.chooses_home("Deutsch")
    assert ana.home_screen.endswith("[Deutsch ▾]")
    assert [body["view"]["type"] for body in pages.actions] == ["home", "home"]
    assert "response_url" not in pages.actions[0]
    await ana.opens_messages()
    await slack.settles()
    assert [(event["tab"], event["channel"]) for event in tabs] == [("home", ana.dm), ("messages", ana.dm)]
    with pytest.raises(AssertionError, match="no button 'Stop'"):
        await ana.taps_home("Stop")
