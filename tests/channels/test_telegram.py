"""What Telegram shows, compared with payloads written by hand.

1. A question with short labels: one column, "don't know" by itself, Back and Help in one last row.
2. Long labels: lettered lines in the text, letters on the buttons. A scale: rows of six. Poles: ends above.
3. Ticks and their count. Hints. A link with its host. Notes above; those that leave no room go ahead.
4. Everything is escaped; what is bold or linked is marked.
5. Long pages fall into several messages, the keyboard under the last; a summary has a button an answer.
"""

from bot.channels.telegram.preview import preview
from bot.channels.telegram.render import Made, render
from bot.engine.inputs import Back, Done, Help, Skip, Speak, Start, Tap
from bot.messages import Button, Line, Option, Summary, Words, WorkingsArea, WorkingsPage
from bot.wishes import Press
from tests.channels.cards import card, options, unsure


def token(pressed: Press) -> str:
    match pressed:
        case Tap(turn, question, choice):
            return f"{turn}:{question}:{choice}"
        case Speak(code):
            return f"speak {code}"
    return type(pressed).__name__


def shown(made: Made) -> list[list[str]]:
    """The labels of a keyboard."""
    return [[button["text"] for button in row] for row in made["reply_markup"]["inline_keyboard"]]


def test_a_question_with_short_labels() -> None:
    ways = (Button("Back", Back(7)), Button("Help", Help()))
    asked = card(
        options("Never", "Often") + unsure(), ways=ways, heading="Backups", about="Getting data back"
    )
    assert render(asked, token) == [
        {
            "text": "Question 2 of 9\n\n<b>Backups</b>\nGetting data back\n\n<b>How often?</b>",
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "reply_markup": {
                "inline_keyboard": [
                    [{"text": "Never", "callback_data": "7:q:a"}],
                    [{"text": "Often", "callback_data": "7:q:b"}],
                    [{"text": "Don't know", "callback_data": "7:q:dont_know"}],
                    [{"text": "Back", "callback_data": "Back"}, {"text": "Help", "callback_data": "Help"}],
                ]
            },
        }
    ]


def test_long_labels_are_lettered() -> None:
    (made,) = render(card(options("Whenever somebody thinks of doing it", "Daily") + unsure()), token)
    assert made["text"].endswith("<b>A</b>  Whenever somebody thinks of doing it\n<b>B</b>  Daily")
    assert shown(made) == [["A", "B"], ["Don't know"]]


def test_thirty_characters_are_not_long() -> None:
    (made,) = render(card(options("x" * 30, "y")), token)
    assert shown(made) == [["x" * 30], ["y"]]


def test_a_long_dont_know_has_a_line_too() -> None:
    long = "I would rather not say, if that is fine"
    (made,) = render(card(options("Yes", "No") + unsure(long)), token)
    assert made["text"].endswith(f"<b>?</b>  {long}")
    assert shown(made) == [["Yes"], ["No"], ["?"]]


def test_a_scale_stands_in_two_rows() -> None:
    (made,) = render(card(options(*map(str, range(11))) + unsure()), token)
    assert shown(made) == [["0", "1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"], ["Don't know"]]


def test_poles_stand_above_their_buttons() -> None:
    asked = card(options("1", "2", "3", "4", "5"), poles=("We guess", "We measure"))
    (made,) = render(asked, token)
    assert made["text"].endswith("1 = We guess\n5 = We measure")
    assert shown(made) == [["1", "2", "3", "4", "5"]]


def test_ticks_are_seen_and_counted() -> None:
    ways = (Button("Done", Done(7, "q")), Button("Skip", Skip(7)), Button("Help", Help()))
    ticked = options("Pen", "Hammer", ticked=("b",)) + unsure()
    (made,) = render(card(ticked, multi=True, ways=ways), token)
    assert shown(made) == [["☐ Pen"], ["☑ Hammer"], ["Don't know"], ["Done (1)"], ["Skip", "Help"]]


def test_nothing_ticked_is_not_counted() -> None:
    (made,) = render(card(options("Pen"), multi=True, ways=(Button("Done", Done(7, "q")),)), token)
    assert shown(made) == [["☐ Pen"], ["Done"]]


def test_hints_stand_in_the_text() -> None:
    cloud = Option(Button("Cloud", Tap(7, "q", "a")), "a", "A", hint="a provider stores them")
    (made,) = render(card((cloud,)), token)
    assert made["text"].endswith("Cloud: a provider stores them")


def test_everything_is_escaped() -> None:
    (made,) = render(Words(('<b>5 < 6 & "7"</b> <script>',)), token)
    assert made["text"] == "&lt;b&gt;5 &lt; 6 &amp; &quot;7&quot;&lt;/b&gt; &lt;script&gt;"
    assert "reply_markup" not in made


def test_a_link_is_shown_with_its_host() -> None:
    asked = card(options("Yes", "No"), link='https://example.com/a?b="c"', link_host="example.com")
    (made,) = render(asked, token)
    assert '<a href="https://example.com/a?b=&quot;c&quot;">example.com</a>' in made["text"]


def test_notes_stand_above_the_question() -> None:
    (made,) = render(card(options("Yes"), notes=("Welcome back.",)), token)
    assert made["text"].startswith("Welcome back.\n\nQuestion 2 of 9")


def test_notes_without_room_go_ahead() -> None:
    notes, question = render(card(options("Yes"), text="x" * 2000, notes=("n" * 2090,)), token)
    assert notes["text"] == "n" * 2090
    assert "reply_markup" not in notes
    assert shown(question) == [["Yes"]]


def test_what_is_expected_and_what_was_answered() -> None:
    (made,) = render(card((), expects="a number from 1 to 9", answered="4"), token)
    assert made["text"].endswith("a number from 1 to 9\n\n✓ 4")
    assert "reply_markup" not in made


def test_long_words_fall_into_several_messages() -> None:
    long = Words(("a" * 3000, "b" * 3000), (Button("Go on", Start()),))
    first, second = render(long, token)
    assert (first["text"], second["text"]) == ("a" * 3000, "b" * 3000)
    assert "reply_markup" not in first
    assert shown(second) == [["Go on"]]


def test_more_marks_than_a_message_may_have_fall_apart() -> None:
    lines = tuple(Line(f"q{n}", "?", "!", None) for n in range(150))
    made = render(Summary("Your answers", lines, ()), token)
    assert len(made) == 2
    assert made[0]["text"].count("<b>") <= 100


def test_a_page_of_many_headings_falls_apart_at_a_hundred_marks() -> None:
    areas = tuple(WorkingsArea(f"A{number}", (), "") for number in range(120))
    made = render(WorkingsPage("How", areas, (), ("", "", "", "", "")), token)
    assert [one["text"].count("<b>") for one in made] == [100, 21]


def summary(lines: int, *buttons: Button) -> Summary:
    made = (
        Line(f"q{n}", f"Question {n}?", "Yes", Button("Change", Speak(f"{n}"))) for n in range(1, lines + 1)
    )
    return Summary("Your answers", tuple(made), buttons)


def test_a_summary_has_a_button_for_each_answer() -> None:
    (made,) = render(summary(7, Button("Go on", Start())), token)
    assert made["text"].startswith("<b>Your answers</b>\n\n1. Question 1?\n<b>Yes</b>\n\n2. Question 2?")
    assert shown(made) == [["1", "2", "3", "4"], ["5", "6", "7"], ["Go on"]]


def test_a_long_summary_has_several_keyboards() -> None:
    made = render(summary(95, Button("Go on", Start())), token)
    assert [len(one["reply_markup"]["inline_keyboard"]) for one in made] == [18, 2]
    assert shown(made[1]) == [["91", "92", "93", "94", "95"], ["Go on"]]


def test_a_summary_of_nothing_is_its_title() -> None:
    (made,) = render(Summary("Your answers", (), ()), token)
    assert made["text"] == "<b>Your answers</b>"


def test_a_preview_shows_marks_and_rows() -> None:
    asked = card(options("Whenever somebody thinks of doing it", "Daily"), ways=(Button("Help", Help()),))
    (made,) = render(asked, token)
    assert preview(made).splitlines() == [
        "Question 2 of 9",
        "",
        "**How often?**",
        "",
        "**A**  Whenever somebody thinks of doing it",
        "**B**  Daily",
        "",
        "[ A ]  [ B ]",
        "[ Help ]",
    ]


def test_a_preview_of_words() -> None:
    assert preview(render(Words(("Hi",)), token)[0]) == "Hi"
    (made,) = render(card((), link="https://example.com/a", link_host="example.com"), token)
    assert "example.com (https://example.com/a)" in preview(made)
