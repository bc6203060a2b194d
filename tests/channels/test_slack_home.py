"""The Home tab in Slack, against payloads written by hand and against what the fake of Slack takes.

1. Notice and its way, what this is, each part under its heading, help at the end.
2. Buttons stand below the words they belong to; one alone is primary; all are read out whole.
3. Menus have tokens as values, and what holds is chosen. Names change with what the page says.
4. Days are dates that Slack shows in the reader's zone, and are never made of anybody's words; what is
   written is there letter for letter.
5. Whatever is on it, Slack takes it: 40 checks with the longest titles, 100 results, hostile words.
"""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack.home import View, render_home
from bot.definition.model import Flow
from bot.engine.state import State
from bot.messages import Button, Web
from bot.messages.home import Dated, HomeEntry, HomePage, HomePart, Pick
from bot.present.desk.home import Belongings, Finished, Unfinished, home
from bot.present.desk.settings import Daytime
from bot.present.manner import CHECKUP
from bot.present.phrases import LANGUAGES
from bot.wishes import (
    AskToDelete,
    Begin,
    ChooseLanguage,
    Compare,
    Press,
    ShowMyData,
    ShowResultOf,
    SwitchReminders,
)
from tests.engine.transcript import flow_of
from tests.fakes.slack.kit import check_view
from tests.present.chat import MOOD, Chat

AT = datetime(2030, 1, 2, 3, 4, tzinfo=UTC)
STAMP = 1893553440
LINK = "https://slack.com/app_redirect?app=A1&team=T1"
HOSTILE = "<!channel> *b* _i_ `c` ~s~ <https://x.example|y> @here & <!date^1^{date}|x> \u202e {operator} |>"
SMALL = HomePage(
    about=("What this is.", "Acme runs this."),
    parts=(
        HomePart(
            "To do",
            (
                HomeEntry("Mood", ("About 2 questions",), (Button("Start", Begin("mood")),)),
                HomeEntry("Calm", ("About 3 questions",), (Button("Start", Begin("calm")),)),
            ),
            ("And one more",),
        ),
        HomePart(
            "Results",
            (
                HomeEntry(
                    "R&D",
                    (Dated("On ", "January 2, 2030", ".", AT), "50 of 100."),
                    (Button("Show", ShowResultOf("c1")), Button("Compare", Compare("c1"))),
                ),
            ),
        ),
        HomePart(
            "Settings",
            lines=("Reminders are on.",),
            picks=(
                Pick(
                    "Language",
                    (Button("English", ChooseLanguage("en")), Button("Deutsch", ChooseLanguage("de"))),
                    1,
                ),
            ),
            buttons=(Button("Off", SwitchReminders(on=False)),),
        ),
        HomePart("Privacy", buttons=(Button("Delete", AskToDelete()),), web=Web("More", "https://x.example")),
    ),
    help="Help: /checkup help",
    notice="I have written to you.",
    to_messages="Open Messages",
    leading=Begin("mood"),
)  # fmt: skip


def token(press: Press) -> str:
    return re.sub(r"\W+", "-", repr(press))[:64]


def taken(view: View) -> list[dict[str, Any]]:
    """The blocks, after Slack took the view."""
    checked = check_view(view, lambda _file: False, ("home",))
    assert len(checked["blocks"]) <= 100
    return list(view["blocks"])


def bare(block: dict[str, Any]) -> dict[str, Any]:
    """Without the names."""
    return {
        key: bare(value) if isinstance(value, dict) else [bare(one) for one in value] if key == "elements"
        else value
        for key, value in block.items()
        if key not in ("block_id", "action_id")
    }  # fmt: skip


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def letters(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}


def strong(text: str) -> dict[str, Any]:
    return letters(text) | {"style": {"bold": True}}


def dated(fallback: str) -> dict[str, Any]:
    return {"type": "date", "timestamp": STAMP, "format": "{date_long}", "fallback": fallback}


def rich(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(parts)}]}


def entry_of(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """The only entry."""
    (found,) = [bare(block) for block in blocks if block["type"] == "rich_text"]
    return found


def button(label: str, press: Press, **more: object) -> dict[str, Any]:
    return {"type": "button", "text": plain(label), "value": token(press), **more}


def controls(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    beside = [block["accessory"] for block in blocks if "accessory" in block]
    return beside + [one for block in blocks if block["type"] == "actions" for one in block["elements"]]


def test_1_from_top_to_bottom() -> None:
    divider = {"type": "divider"}
    german = {"text": plain("Deutsch"), "value": token(ChooseLanguage("de"))}
    assert [bare(block) for block in taken(render_home(SMALL, token, app_link=LINK))] == [
        rich(strong("I have written to you.")),
        {"type": "actions", "elements": [{"type": "button", "text": plain("Open Messages"), "url": LINK}]},
        divider,
        {"type": "section", "text": plain("What this is.")},
        {"type": "section", "text": plain("Acme runs this.")},
        divider,
        {"type": "header", "text": plain("To do")},
        rich(strong("Mood"), letters("\nAbout 2 questions")),
        {
            "type": "actions",
            "elements": [button("Start", Begin("mood"), accessibility_label="Start: Mood", style="primary")],
        },
        rich(strong("Calm"), letters("\nAbout 3 questions")),
        {
            "type": "actions",
            "elements": [button("Start", Begin("calm"), accessibility_label="Start: Calm")],
        },
        {"type": "context", "elements": [plain("And one more")]},
        divider,
        {"type": "header", "text": plain("Results")},
        rich(
            strong("R&D"), letters("\nOn "), dated("January 2, 2030"), letters("."), letters("\n50 of 100.")
        ),
        {
            "type": "actions",
            "elements": [
                button("Show", ShowResultOf("c1"), accessibility_label="Show: R&D"),
                button("Compare", Compare("c1"), accessibility_label="Compare: R&D"),
            ],
        },
        divider,
        {"type": "header", "text": plain("Settings")},
        {"type": "section", "text": plain("Reminders are on.")},
        {
            "type": "section",
            "text": plain("Language"),
            "accessory": {
                "type": "static_select",
                "placeholder": plain("Language"),
                "options": [{"text": plain("English"), "value": token(ChooseLanguage("en"))}, german],
                "initial_option": german,
            },
        },
        {"type": "actions", "elements": [button("Off", SwitchReminders(on=False))]},
        divider,
        {"type": "header", "text": plain("Privacy")},
        {
            "type": "actions",
            "elements": [
                button("Delete", AskToDelete()),
                {"type": "button", "text": plain("More"), "url": "https://x.example"},
            ],
        },
        divider,
        {"type": "context", "elements": [plain("Help: /checkup help")]},
    ]


def test_1_without_a_way_the_notice_stands_alone_and_without_a_notice_nothing_does() -> None:
    assert [block["type"] for block in taken(render_home(SMALL, token))[:2]] == ["rich_text", "divider"]
    quiet = HomePage(SMALL.about, SMALL.parts, SMALL.help)
    assert taken(render_home(quiet, token, app_link=LINK))[0]["text"]["text"] == "What this is."


def test_2_one_button_is_primary() -> None:
    styled = [one for one in controls(taken(render_home(SMALL, token))) if "style" in one]
    assert [one["value"] for one in styled] == [token(Begin("mood"))]


def test_3_what_is_none_of_them_is_not_chosen() -> None:
    english = (Button("English", ChooseLanguage("en")),)
    for chosen in (None, 1, 400):
        part = HomePart("Settings", picks=(Pick("Language", english, chosen),))
        (menu,) = controls(taken(render_home(HomePage((), (part,), "Help"), token)))
        assert "initial_option" not in menu


def test_3_more_languages_than_a_menu_has_room_for() -> None:
    many = tuple(Button(f"L{number}", ChooseLanguage(f"l{number}")) for number in range(120))
    part = HomePart("Settings", picks=(Pick("Language", many, 110),))
    (menu,) = controls(taken(render_home(HomePage((), (part,), "Help"), token)))
    assert len(menu["options"]) == 100
    assert "initial_option" not in menu


def test_3_names_follow_what_the_page_says() -> None:
    """So Slack forgets what was chosen in a menu and refused; and keeps it while nothing changes."""

    def names(page: HomePage) -> list[str]:
        return [block["block_id"] for block in render_home(page, token)["blocks"]]

    refused = HomePage(SMALL.about, SMALL.parts, SMALL.help, "No.", "Open Messages")
    assert names(SMALL) == names(SMALL)
    assert not set(names(SMALL)) & set(names(refused))


def test_4_a_day_is_never_made_of_words() -> None:
    entry = HomeEntry("T", (Dated(HOSTILE, "1 | 2 > 3", HOSTILE, AT), HOSTILE), ())
    page = HomePage((HOSTILE,), (HomePart(HOSTILE, (entry,), (HOSTILE,)),), HOSTILE, HOSTILE)
    blocks = taken(render_home(page, token))
    lines = (letters("\n" + HOSTILE), dated("1 | 2 > 3"), letters(HOSTILE), letters("\n" + HOSTILE))
    notice, shown = [bare(block) for block in blocks if block["type"] == "rich_text"]
    assert (notice, shown) == (rich(strong(HOSTILE)), rich(strong("T"), *lines))
    assert "mrkdwn" not in repr(blocks)
    for block in blocks:
        for text in [block.get("text", {}), *block.get("elements", [])]:
            said = str(text.get("text", ""))
            if text.get("type") == "plain_text":
                assert not re.search("<[!@#]|@(here|channel)", said), said


def test_4_arabic_days_are_kept_apart() -> None:
    entry = HomeEntry("T", (Dated("في \u2068", "2 يناير", "\u2069", AT),), ())
    blocks = taken(render_home(HomePage((), (HomePart("P", (entry,)),), "H"), token))
    said = (letters("\nفي \u2068"), dated("2 يناير"), letters("\u2069"))
    assert entry_of(blocks) == rich(strong("T"), *said)


def flows(count: int, title: str) -> list[Flow]:
    return [
        flow_of(MOOD.replace("team-mood", f"mood-{number}").replace("Team mood", f"'{title}'"))
        for number in range(count)
    ]


def answered(flow: Flow, *choices: str) -> State:
    chat = Chat(flow)
    chat.taps(*choices)
    return chat.state


@pytest.mark.parametrize(
    "title", ["M" * 100, "\U0001d510" * 100, "*&<>" * 25, "<!channel> @here & <@U1> |> *b* " * 3]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_5_forty_checks_with_long_titles_and_a_hundred_results(language: str, title: str) -> None:
    many = flows(40, title.replace("'", ""))
    done = answered(many[0], "agree", "agree")
    theirs = Belongings(
        many,
        [Unfinished(flow, answered(flow, "agree"), AT) for flow in many[:20]],
        [Finished(f"c{number}", many[0], done, AT) for number in range(100)],
        ("en", "de", "fr", "es", "ar"),
        daytime=Daytime("America/Argentina/Buenos_Aires", 541),
    )
    page = home(
        language, theirs, operator=title, privacy_url="https://example.com/" + "p" * 900, manner=CHECKUP,
        notice=title * 40,
    )  # fmt: skip
    blocks = taken(render_home(page, token, app_link=LINK))
    pressed = {one.get("value") for one in controls(blocks)}
    assert token(ShowMyData()) in pressed
    assert sum(str(value).startswith("Begin") for value in pressed) == 20
    assert sum(str(value).startswith("ShowResultOf") for value in pressed) == 8


def test_5_a_page_with_too_much_loses_from_its_longest_part() -> None:
    many = tuple(HomeEntry(f"E{number}", (), (Button("Start", Begin(f"f{number}")),)) for number in range(40))
    results = tuple(
        HomeEntry(
            f"R{number}",
            (),
            (Button("A", ShowResultOf(f"c{number}")), Button("B", Compare(f"c{number}"))),
        )
        for number in range(100)
    )
    page = HomePage((), (HomePart("To do", many), HomePart("Results", results), SMALL.parts[3]), "Help")
    blocks = taken(render_home(page, token))
    assert 98 <= len(blocks) <= 100
    pressed = [one.get("value") for one in controls(blocks)]
    assert token(Begin("f0")) in pressed
    assert token(ShowResultOf("c0")) in pressed
    assert token(AskToDelete()) in pressed


LINES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(title=LINES, line=LINES, day=LINES)
def test_5_whatever_the_words(title: str, line: str, day: str) -> None:
    entry = HomeEntry(
        title * 9, (line * 30, Dated(line, day, line, AT), line * 500), (Button(title, Begin("mood")),)
    )
    page = HomePage(
        (line * 999,),
        (HomePart(title * 99, (entry,), (line,), (Pick(title, (Button(line, Begin("x")),), 0),)),),
        line, line * 999, title,
    )  # fmt: skip
    taken(render_home(page, token, app_link=LINK))


def test_2_more_buttons_than_a_row_has_room_for() -> None:
    buttons = tuple(Button(f"B{number}", Begin(f"f{number}")) for number in range(30))
    page = HomePage((), (HomePart("P", buttons=buttons),), "Help")
    assert len(controls(taken(render_home(page, token)))) == 25


def test_5_lines_that_have_no_room_are_left_out_whole() -> None:
    long = ["a" * 300, "b" * 300, "c" * 300, "d" * 300, "e" * 300]
    page = HomePage((), (HomePart("P", (HomeEntry("T", (*long, "short"), ()),)),), "Help")
    shown = [letters(f"\n{line}") for line in (*long[:4], "short")]
    assert entry_of(taken(render_home(page, token))) == rich(strong("T"), *shown)
