"""Proves: what a notification says of a private message holds nothing of what stands in it.

1. Each message says in one sentence what it is, in its own language.
2. No answer, no score, no question: only the title of the check whose result it is.
"""

from bot.engine.inputs import Pause, Review, ShowWorkings
from bot.messages import Message
from bot.present.glimpse import glimpse
from tests.present.chat import Chat

SECRET = """
flow: secret
title: {en: Night shifts, de: Nachtschichten}
languages: [en, de]
areas: {sleep: {en: Sleep, de: Schlaf}}
steps:
  - {ask: name, type: text, text: {en: "Your name?", de: "Ihr Name?"}}
  - {ask: tired, area: sleep, text: {en: "Tired, {name}?", de: "Müde, {name}?"}, scale: yes_no}
"""


def glimpses(language: str) -> list[str]:
    """Everything of a chat, as a locked screen shows it."""
    chat = Chat(SECRET, language)
    shown: list[Message] = [*chat.messages]
    shown += chat.types("Zacharias")
    shown += chat.does(Pause())
    shown += chat.types("yes" if language == "en" else "ja")
    shown += chat.does(Review())
    shown += chat.does(ShowWorkings())
    return [glimpse(message) for message in shown]


def test_in_english() -> None:
    assert glimpses("en") == [
        "The next question is waiting.",
        "The next question is waiting.",
        "There is a message for you; open it to read it.",
        "Your result for Night shifts is ready; open this message.",
        "Your answers are here; open this message.",
        "How your result was computed: open this message.",
    ]


def test_in_german() -> None:
    found = glimpses("de")
    assert found[3] == "Ihr Ergebnis für Nachtschichten ist da; öffnen Sie diese Nachricht."
    assert not any("Zacharias" in words or "100" in words for words in found)
