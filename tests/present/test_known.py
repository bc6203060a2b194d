"""What is known from earlier conversations is said once, in the reader's words, with one way to change it."""

from datetime import date

import pytest

from bot.definition.answer import Answer, Recalled
from bot.engine.inputs import Change, Review, Start
from bot.engine.state import State
from bot.messages import Button, ResultPage, Summary, Words
from tests.present.chat import Chat

DAY = date(2030, 5, 3)
FLOW = f"""
flow: many
title: Many
languages: [en, de, fr, es, ar]
steps:
  - {{ask: words, text: "{"Which words " * 20}do you use?", keep: words, choices: {{a: "{"A" * 90}", b: B}}}}
  - {{ask: two, text: Two, keep: two, scale: yes_no}}
  - {{ask: three, text: Three, keep: three, scale: yes_no}}
  - {{ask: four, text: Four, keep: four, scale: yes_no}}
  - {{ask: five, text: Five, keep: five, scale: yes_no}}
  - {{ask: six, text: Six, keep: six, scale: yes_no}}
  - {{ask: last, text: Last, scale: yes_no}}
"""


class Known(Chat):
    """Somebody of whom something is known."""

    def __init__(self, known: dict[str, Answer], language: str = "en") -> None:
        super().__init__(FLOW, language)
        kept = {question: Recalled(answer, DAY) for question, answer in known.items()}
        self.state = State()
        self.does(Start(language, kept=kept))

    @property
    def change(self) -> Button:
        return self.card.ways[-1]


SAID = {
    "en": ("Already known, so not asked again:", "from May 3, 2030: Yes", "Change what is known"),
    "de": ("Schon bekannt und deshalb nicht noch einmal gefragt:", "vom 3. Mai 2030: Ja", "Bekanntes ändern"),
    "fr": ("Déjà connu, donc pas redemandé :", "du 3 mai 2030 : Oui", "Modifier ce qui est connu"),
    "es": (
        "Ya se sabe, así que no se pregunta otra vez:",
        "del 3 de mayo de 2030: Sí",
        "Cambiar lo que ya se sabe",
    ),
    "ar": (
        "معروف من قبل، فلا نسأل عنه مجددًا:",
        "من \u20683 مايو 2030\u2069: \u2068نعم\u2069",
        "تغيير ما هو معروف",
    ),
}


@pytest.mark.parametrize("language", SAID)
def test_one_thing_that_is_known(language: str) -> None:
    said, answer, way = SAID[language]
    chat = Known({"two": "yes"}, language)
    chat.taps("b")
    assert chat.card.notes == (f"{said}\nTwo\n– {answer}",)
    assert chat.change == Button(way, Change("two", chat.card.turn))


def test_the_change_is_one_press_away() -> None:
    chat = Known({"two": "yes"})
    chat.taps("b")
    chat.does(chat.change.press)  # type: ignore[arg-type]  # an input
    assert (chat.card.question, chat.card.answered) == ("two", "Yes")
    chat.taps("no")
    assert chat.card.question == "three"
    chat.does(Review())
    (shown,) = [one for one in chat.messages if isinstance(one, Summary)]
    assert [line.answer for line in shown.lines] == ["B", "No"]


def test_many_are_told_shortly_and_changed_in_the_summary() -> None:
    every = dict.fromkeys(("two", "three", "four", "five", "six"), "yes")
    chat = Known({"words": "a", **every})
    (title, note) = chat.card.notes
    head, *lines = note.split("\n")
    assert (title, head) == ("Many", "Already known, so not asked again:")
    assert lines[0] == ("Which words " * 20)[:99].rstrip() + "…"
    assert lines[1] == "– " + f"from May 3, 2030: {'A' * 90}"[:99] + "…"
    assert lines[2:] == [
        "Two", "– from May 3, 2030: Yes", "Three", "– from May 3, 2030: Yes", "Four",
        "– from May 3, 2030: Yes", "and 2 more answers",
    ]  # fmt: skip
    assert chat.change == Button("Change what is known", Review())


def test_ahead_of_a_result_the_button_stands_under_the_words() -> None:
    chat = Chat(FLOW.replace("  - {ask: last, text: Last, scale: yes_no}\n", ""))
    chat.state = State()
    chat.does(Start("en", kept={q: Recalled("yes", DAY) for q in ("two", "three", "four", "five", "six")}))
    words, result = chat.taps("b")
    assert isinstance(words, Words)
    assert isinstance(result, ResultPage)
    assert words.buttons == (Button("Change what is known", Review()),)
