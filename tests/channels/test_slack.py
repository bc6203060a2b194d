"""What Slack shows, compared with payloads written by hand.

1. The control follows the number of choices: up to 5 buttons, up to 10 radio buttons, else a menu; ticks are
   checkboxes or a menu of several; a scale of numbers is a row of buttons.
2. Long labels: lettered lines, buttons with letters that are read out in full.
3. Words beside the blocks are complete and escaped. Nobody is called, whatever is typed.
4. Long pages fall into several messages, controls in the last.
5. What takes several answers keeps its names while its question is open; all else has new ones each turn.
6. A question whose answer is written has a button that opens a window for it.
7. One main button a message; what destroys asks once more; ends of a scale are read out.
8. Of what is private the words beside the blocks say only what it is.
9. A question that is left keeps its words and the answer, without controls.
"""

from dataclasses import replace
from typing import Any

import pytest

from bot.channels.slack.mrkdwn import escape, unescaped
from bot.channels.slack.preview import preview
from bot.channels.slack.render import Made, render, settled
from bot.engine.inputs import Accept, Back, Decline, Done, Help, Skip, Speak, Start, Tap
from bot.messages import Button, Field, Line, Message, Option, QuestionCard, Settled, Summary, Words
from bot.present.desk.deleting import delete_asked
from bot.wishes import Begin, Press, Share, ShowPrivacy
from tests.channels.cards import card, options, unsure
from tests.channels.pages import BARE, FULL, WORKINGS


def token(pressed: Press) -> str:
    match pressed:
        case Tap(turn, question, choice):
            return f"{turn}:{question}:{choice}"
        case Done(turn, question):
            return f"done {turn}:{question}"
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


def letters(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}


def strong(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text, "style": {"bold": True}}


def rich(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(parts)}]}


def test_a_question_with_two_choices() -> None:
    ways = (Button("Back", Back(7)), Button("Help", Help()))
    asked = card(options("Never", "Often"), ways=ways, heading="Backups", about="Getting data back")
    assert render(asked, token) == [
        {
            "text": "Question 2 of 9\nBackups\nHow often?\nNever\nOften",
            "blocks": [
                {"type": "context", "elements": [plain("Question 2 of 9")]},
                rich(strong("Backups"), letters("\nGetting data back")),
                rich(strong("How often?")),
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
    lines = (strong("A"), letters(f"  {long}"), letters("\n"), strong("B"), letters("  Daily"))
    assert rich(*lines) in made["blocks"]
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
    assert boxes["initial_options"] == [{"text": plain("Hammer"), "value": "5:q:b"}]
    assert (done["text"]["text"], done["style"]) == ("Done", "primary")


def test_a_selection_keeps_its_names_while_its_question_is_open() -> None:
    done = Button("Done", Done(7, "q"))
    (made,) = render(card(options("Pen", "Hammer"), multi=True, ways=(done,)), token)
    choices, ways = (block for block in made["blocks"] if block["type"] == "actions")
    assert (choices["block_id"], ways["block_id"]) == ("done 5:q", "q-7-ways")
    (boxes,) = choices["elements"]
    assert boxes["action_id"] == "select"
    assert [option["value"] for option in boxes["options"]] == ["5:q:a", "5:q:b"]
    assert (ways["elements"][0]["value"], ways["elements"][0]["action_id"]) == ("done 7:q", "press-7-1")
    (later,) = render(card(options("Pen", "Hammer"), multi=True, turn=9), token)
    assert elements(later)[0] == boxes
    (many,) = render(card(options(*"abcdefghijk", ticked=("c",)), multi=True), token)
    (menu,) = elements(many)
    assert (menu["type"], menu["action_id"]) == ("multi_static_select", "select")
    assert menu["initial_options"] == [{"text": plain("c"), "value": "5:q:c"}]


@pytest.mark.parametrize(
    ("field", "language", "label"),
    [
        (Field.TEXT, "en", "Write your answer"),
        (Field.NUMBER, "de", "Zahl eingeben"),
        (Field.EMAIL, "fr", "Saisir l'adresse e-mail"),
        (Field.PHONE, "es", "Introducir el teléfono"),
        (Field.TEXT, "ar", "كتابة الإجابة"),
        (Field.TEXT, "tlh", "Write your answer"),
    ],
)
def test_an_answer_is_written_in_a_window(field: Field, language: str, label: str) -> None:
    asked = card((), field=field, language=language, ways=(Button("Skip", Skip(7)),))
    (made,) = render(asked, token)
    assert elements(made) == [
        {
            "type": "button",
            "text": plain(label),
            "value": "done 7:q",
            "action_id": "write",
            "style": "primary",
        },
        {"type": "button", "text": plain("Skip"), "value": "Skip", "action_id": "press-7-1"},
    ]


def test_who_does_not_know_need_not_write() -> None:
    (made,) = render(card(unsure(), field=Field.NUMBER), token)
    write, not_known = elements(made)
    assert (write["text"]["text"], not_known["text"]["text"]) == ("Enter a number", "Don't know")
    assert (not_known["value"], not_known.get("style")) == ("7:q:dont_know", None)


def test_ends_of_a_scale_are_read_out() -> None:
    asked = card(options(*"12345") + unsure(), poles=("We guess", "We measure"))
    (made,) = render(asked, token)
    spoken = [element.get("accessibility_label") for element in elements(made)]
    assert spoken == ["1: We guess", None, None, None, "5: We measure", None]
    assert [element["text"]["text"] for element in elements(made)] == [*"12345", "Don't know"]


def styles(*buttons: Button) -> list[str | None]:
    (made,) = render(Words(("Well?",), buttons), token)
    return [element.get("style") for element in elements(made)]


def test_one_main_button() -> None:
    start, look = Button("Start", Start()), Button("Privacy", ShowPrivacy())
    assert styles(start, look) == ["primary", None]
    assert styles(Button("Yes", Accept(3)), Button("Later", Decline(3))) == ["primary", None]
    assert styles(Button("A", Begin("a")), Button("B", Begin("b"))) == [None, None]


def test_what_destroys_asks_once_more() -> None:
    (made,) = render(delete_asked("de"), token)
    everything, keep = elements(made)
    assert everything["style"] == "danger"
    assert everything["confirm"] == {
        "title": plain("Alles löschen"),
        "text": plain("Das lässt sich nicht rückgängig machen."),
        "confirm": plain("Alles löschen"),
        "deny": plain("Behalten"),
        "style": "danger",
    }
    assert not {"style", "confirm"} & keep.keys()


def test_a_link_leads_out() -> None:
    (made,) = render(
        Words(("Pass it on",), (Button("Share", Share("mood")),)), lambda _: "https://example.com/s"
    )
    assert elements(made)[0] == {
        "type": "button",
        "text": plain("Share"),
        "url": "https://example.com/s",
        "action_id": "press-0-0",
    }


@pytest.mark.parametrize(
    ("message", "says"),
    [
        (card(options("Never", "Often"), notes=("Understood: Ana.",)), "The next question is waiting."),
        (FULL, "Your result for IT health is ready; open this message."),
        (WORKINGS, "How your result was computed: open this message."),
        (Words(("Ana, 40",)), "There is a message for you; open it to read it."),
    ],
)
def test_what_is_private_is_not_beside_the_blocks(message: Message, says: str) -> None:
    openly, privately = render(message, token), render(message, token, private=True)
    assert [made["text"] for made in privately] == [says] * len(openly)
    assert [made["blocks"] for made in privately] == [made["blocks"] for made in openly]
    assert says not in openly[0]["text"]


def test_a_private_title_calls_nobody() -> None:
    (made,) = render(replace(BARE, title="<!channel> & co"), token, private=True)
    assert made["text"] == ("Your result for &lt;\u2060!channel&gt; &amp; co is ready; open this message.")


def test_a_question_that_is_left() -> None:
    assert settled(Settled("How many?", "1,200")) == {
        "text": "How many?\n✓ 1,200",
        "blocks": [
            rich(strong("How many?")),
            {"type": "context", "elements": [plain("✓ 1,200")]},
        ],
    }
    private = settled(Settled("Your name?", "Ana"), private=True)
    assert private is not None
    assert private["text"] == "Your name?"
    assert private["blocks"][1]["elements"] == [plain("✓ Ana")]
    untold = settled(Settled("How many?"))
    assert untold is not None
    assert (untold["text"], len(untold["blocks"])) == ("How many?", 1)
    assert settled(Settled()) is None


def test_a_long_answer_is_cut_where_it_is_repeated() -> None:
    made = settled(Settled("Q?", "x" * 1000))
    assert made is not None
    assert len(made["blocks"][1]["elements"][0]["text"]) == 302


def test_a_question_too_long_for_one_message_falls_into_several() -> None:
    asked = card(
        options(*("x" * 900 + letter for letter in "abcde"), *("y" * 900 + letter for letter in "fghijklmn")),
        notes=("n" * 2000,),
        expects="one of them",
        answered="x",
    )
    made = render(asked, token)
    assert [len(elements(one)) for one in made] == [0, 1]
    assert made[0]["blocks"][0]["text"]["text"] == "Question 2 of 9"
    assert made[0]["blocks"][1]["text"]["text"] == "n" * 2000
    assert [block["text"]["text"] for block in made[1]["blocks"][-3:-1]] == ["one of them", "✓ x"]


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
    assert made["blocks"][1:4] == [
        rich(strong("How often?")),
        rich({"type": "link", "url": "https://example.com/a|b>", "text": "example.com"}),
        {"type": "section", "text": plain("1 = We guess\n5 = We measure")},
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
        ("AT&T", "AT&amp;T"),
        ("*5* _a_ ~b~ `c`", "*5* _a_ ~b~ `c`"),
        ("ana@example.com", "ana@example.com"),
    ],
)
def test_what_slack_would_read_is_taken_out(typed: str, written: str) -> None:
    assert escape(typed) == written
    assert unescaped(written) == typed


def test_in_bold_words_no_sign_means_anything() -> None:
    typed = "*Our* <!channel> @here _a_ `b` &copy; <https://x.example|y>\n> 5 & 6"
    (made,) = render(replace(card(()), text=typed), token)
    assert made["blocks"][1] == rich(strong(typed))


def test_a_bold_sign_in_another_writing_stays_what_it_is() -> None:
    """Whether or not Slack gives rich text back as it gives back plain text."""
    (made,) = render(card((), text="&lt;b&gt; &amp; &"), token)
    assert made["blocks"][1] == rich(strong("&\u2060lt;b&\u2060gt; &\u2060amp; &"))


def test_words_are_plain_text_in_which_nobody_is_called() -> None:
    (made,) = render(Words(("<!here> @channel & *you*",)), token)
    assert made["blocks"] == [{"type": "section", "text": plain("<\u2060!here> @\u2060channel & *you*")}]
    assert "<!" not in made["text"]
    assert "@channel" not in made["text"]


def test_signs_in_another_writing_are_not_read_in_plain_text() -> None:
    (made,) = render(Words(("&lt;b&gt; &amp; &copy; &",)), token)
    assert made["blocks"][0]["text"]["text"] == "&\u2060lt;b&\u2060gt; &\u2060amp; &copy; &"


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
    linked = card((), link="https://example.com/a", link_host="example.com")
    assert "\nexample.com (https://example.com/a)\n" in preview(render(linked, token)[0]) + "\n"
    (menu,) = render(card(options(*"abcdefghijk")), token)
    assert "[ How often? ▾ ]\n  ( ) a\n  ( ) b" in preview(menu)
    hinted = Option(Button("Cloud", Tap(7, "q", "a")), "a", "A", hint="stored by others")
    assert "  [ ] Cloud – stored by others" in preview(render(card((hinted,), multi=True), token)[0])
