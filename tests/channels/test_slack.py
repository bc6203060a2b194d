"""What Slack shows, compared with payloads written by hand.

1. The control follows the number of choices: up to 5 buttons, up to 10 radio buttons, else a menu; ticks are
   checkboxes or a menu of several; a scale of numbers is a row of buttons.
2. Long labels: lettered lines, buttons with letters that are read out in full.
3. Words beside the blocks are complete and escaped. Nobody is called, whatever is typed.
4. Long pages fall into several messages, controls in the last.
"""

from typing import Any

import pytest

from bot.channels.paragraphs import Run
from bot.channels.slack.mrkdwn import escape, marked, unescaped
from bot.channels.slack.preview import preview
from bot.channels.slack.render import Made, render
from bot.engine.inputs import Back, Done, Help, Speak, Start, Tap
from bot.messages import Button, Line, Option, QuestionCard, Summary, Words
from bot.wishes import Press
from tests.channels.cards import card, options, unsure


def token(pressed: Press) -> str:
    match pressed:
        case Tap(turn, question, choice):
            return f"{turn}:{question}:{choice}"
        case Speak(code):
            return f"speak {code}"
    return type(pressed).__name__


def elements(made: Made) -> list[dict[str, Any]]:
    """Everything that can be pressed."""
    return [
        element for block in made["blocks"] if block["type"] == "actions" for element in block["elements"]
    ]


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def test_a_question_with_two_choices() -> None:
    ways = (Button("Back", Back(7)), Button("Help", Help()))
    asked = card(options("Never", "Often"), ways=ways, heading="Backups", about="Getting data back")
    assert render(asked, token) == [
        {
            "text": "Question 2 of 9\nBackups\nHow often?\nNever\nOften",
            "blocks": [
                {"type": "context", "elements": [plain("Question 2 of 9")]},
                {
                    "type": "section",
                    "text": {"type": "mrkdwn", "text": "*Backups*\nGetting data back", "verbatim": True},
                },
                {"type": "section", "text": {"type": "mrkdwn", "text": "*How often?*", "verbatim": True}},
                {
                    "type": "actions",
                    "block_id": "q-7-choices",
                    "elements": [
                        {
                            "type": "button",
                            "text": plain("Never"),
                            "value": "7:q:a",
                            "action_id": "press-7-0",
                        },
                        {
                            "type": "button",
                            "text": plain("Often"),
                            "value": "7:q:b",
                            "action_id": "press-7-1",
                        },
                    ],
                },
                {
                    "type": "actions",
                    "block_id": "q-7-ways",
                    "elements": [
                        {"type": "button", "text": plain("Back"), "value": "Back", "action_id": "press-7-2"},
                        {"type": "button", "text": plain("Help"), "value": "Help", "action_id": "press-7-3"},
                    ],
                },
            ],
        }
    ]


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        (card(options(*"abcde")), ["button"] * 5),
        (card(options(*"abcde") + unsure()), ["button"] * 6),
        (card(options(*"abcdef")), ["radio_buttons"]),
        (card(options(*"abcdefghij")), ["radio_buttons"]),
        (card(options(*"abcdefghij") + unsure()), ["static_select"]),
        (card(options(*"abcdefghijk")), ["static_select"]),
        (card(options(*map(str, range(11))) + unsure()), ["button"] * 12),
        (card(options("a", "b"), multi=True), ["checkboxes"]),
        (card(options("a", "b") + unsure(), multi=True), ["checkboxes", "button"]),
        (card(options(*"abcdefghij"), multi=True), ["checkboxes"]),
        (card(options(*"abcdefghijk"), multi=True), ["multi_static_select"]),
        (card(()), []),
    ],
)
def test_the_control_follows_the_number_of_choices(asked: QuestionCard, kinds: list[str]) -> None:
    (made,) = render(asked, token)
    assert [element["type"] for element in elements(made)] == kinds


def test_long_labels_are_lettered_and_read_out() -> None:
    long = "Whenever somebody thinks of doing it"
    (made,) = render(card(options(long, "Daily") + unsure()), token)
    assert "*A*  Whenever somebody thinks of doing it\n*B*  Daily\n" in [
        block["text"]["text"] for block in made["blocks"] if block["type"] == "section"
    ]
    first, second, third = elements(made)
    assert (first["text"]["text"], first["accessibility_label"]) == ("A", long)
    assert (second["text"]["text"], second["accessibility_label"]) == ("B", "Daily")
    assert third["text"]["text"] == "Don't know"
    assert "accessibility_label" not in third
    assert made["text"] == f"Question 2 of 9\nHow often?\nA: {long}\nB: Daily\nDon't know"


def test_in_a_list_letters_stand_before_their_labels() -> None:
    (made,) = render(card(options("x" * 31, *"bcdef") + unsure()), token)
    (menu,) = elements(made)
    labels = [option["text"]["text"] for option in menu["options"]]
    assert labels == ["A  " + "x" * 31, "B  b", "C  c", "D  d", "E  e", "F  f", "Don't know"]


def test_ticks_are_kept_and_done_is_primary() -> None:
    asked = card(options("Pen", "Hammer", ticked=("b",)), multi=True, ways=(Button("Done", Done(7, "q")),))
    (made,) = render(asked, token)
    boxes, done = elements(made)
    assert boxes["initial_options"] == [{"text": plain("Hammer"), "value": "7:q:b"}]
    assert (done["text"]["text"], done["style"]) == ("Done", "primary")


def test_hints_stand_below_options_or_in_the_text() -> None:
    cloud = Option(Button("Cloud", Tap(7, "q", "a")), "a", "A", hint="a provider stores them")
    (made,) = render(card((cloud,), multi=True), token)
    assert elements(made)[0]["options"][0]["description"] == plain("a provider stores them")
    (made,) = render(card((cloud,)), token)
    assert plain("Cloud: a provider stores them") in [block.get("text") for block in made["blocks"]]


def test_poles_link_and_what_is_expected() -> None:
    asked = card(
        options("1", "2", "3", "4", "5"),
        poles=("We guess", "We measure"),
        link="https://example.com/a|b>",
        link_host="example.com",
        expects="one of five",
        answered="4",
    )
    (made,) = render(asked, token)
    texts = [block["text"]["text"] for block in made["blocks"] if block["type"] == "section"]
    assert texts == [
        "*How often?*",
        "<https://example.com/a%7Cb%3E|example.com>",
        "1 = We guess\n5 = We measure",
    ]
    contexts = [block["elements"][0]["text"] for block in made["blocks"] if block["type"] == "context"]
    assert contexts == ["Question 2 of 9", "one of five", "✓ 4"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("5 < 6 & 7 > 2", "5 &lt; 6 &amp; 7 &gt; 2"),
        ("<!channel>", "&lt;\u2060!channel&gt;"),
        ("<@U123>", "&lt;\u2060@U123&gt;"),
        ("come @here, @Channel, @everyone", "come @\u2060here, @\u2060Channel, @\u2060everyone"),
        ("*5* _a_", "\u2060*\u20605\u2060*\u2060 \u2060_\u2060a\u2060_\u2060"),
        ("ana@example.com", "ana@example.com"),
    ],
)
def test_what_slack_would_read_is_taken_out(typed: str, written: str) -> None:
    assert escape(typed) == written
    assert unescaped(written) == typed


def test_bold_does_not_reach_over_lines() -> None:
    assert marked((Run("a\nb\n", bold=True), Run("c"))) == "*a*\n*b*\nc"


def test_words_are_plain_text_in_which_nobody_is_called() -> None:
    (made,) = render(Words(("<!here> @channel & *you*",)), token)
    assert made["blocks"] == [{"type": "section", "text": plain("<\u2060!here> @\u2060channel & *you*")}]
    assert "<!" not in made["text"]
    assert "@channel" not in made["text"]


def test_long_pages_fall_into_several_messages() -> None:
    made = render(Words(tuple(letter * 2900 for letter in "abcdef"), (Button("Go on", Start()),)), token)
    assert [len(one["blocks"]) for one in made] == [4, 3]
    assert [len(elements(one)) for one in made] == [0, 1]
    many = render(Words(tuple(f"paragraph {n}" for n in range(60))), token)
    assert [len(one["blocks"]) for one in many] == [47, 13]


def test_escaping_may_make_a_paragraph_too_long_for_one_block() -> None:
    (made,) = render(Words(("&" * 2000,)), token)
    assert "".join(block["text"]["text"] for block in made["blocks"]) == "&" * 2000
    assert len(made["blocks"]) > 1
    assert len(made["text"]) <= 4000


def summary(lines: int, *buttons: Button) -> Summary:
    made = (
        Line(f"q{n}", f"Question {n}?", "Yes", Button("Change", Speak(f"{n}"))) for n in range(1, lines + 1)
    )
    return Summary("Your answers", tuple(made), buttons)


def test_a_summary_has_a_menu_of_answers() -> None:
    (made,) = render(summary(2, Button("Go on", Start())), token)
    menu, go_on = elements(made)
    assert menu["placeholder"] == plain("Change")
    assert menu["options"] == [
        {"text": plain("1. Question 1?"), "value": "speak 1"},
        {"text": plain("2. Question 2?"), "value": "speak 2"},
    ]
    assert go_on["text"] == plain("Go on")


def test_a_summary_of_what_cannot_be_changed() -> None:
    (made,) = render(Summary("Your answers", (Line("q", "Q?", "A", None),), ()), token)
    assert elements(made) == []
    (empty,) = render(Summary("Your answers", (), ()), token)
    assert len(empty["blocks"]) == 1


def test_a_long_summary_has_several_menus() -> None:
    made = render(summary(95, Button("Go on", Start())), token)
    assert [len(elements(one)[0]["options"]) for one in made] == [40, 40, 15]


def test_a_preview_shows_controls_in_their_rows() -> None:
    asked = card(
        options("Pen", "Hammer", ticked=("b",)) + unsure(), multi=True, ways=(Button("Done", Done(7, "q")),)
    )
    assert preview(render(asked, token)[0]).splitlines() == [
        "Question 2 of 9",
        "",
        "*How often?*",
        "",
        "  [ ] Pen",
        "  [x] Hammer",
        "",
        "[ Don't know ]  [ Done ]",
    ]
    (menu,) = render(card(options(*"abcdefghijk")), token)
    assert "[ How often? ▾ ]\n  ( ) a\n  ( ) b" in preview(menu)
    hinted = Option(Button("Cloud", Tap(7, "q", "a")), "a", "A", hint="stored by others")
    assert "  [ ] Cloud – stored by others" in preview(render(card((hinted,), multi=True), token)[0])
