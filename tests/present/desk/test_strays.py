"""Proves: what cannot be read or done, and what went wrong, is said kindly, with what to do.

1. Nothing scolds, and each says a way on.
2. Words for the answer to a press fit into 200 units, in every language.
"""

import pytest

from bot.channels.cutting import utf16
from bot.channels.telegram.limits import TOAST
from bot.messages import Button, Words
from bot.present.desk.strays import (
    lost,
    not_yours,
    nothing_to_go_on,
    only_in_private,
    open_in_private,
    rewritten,
    share_contact,
    too_much,
    trouble,
    unreadable,
)
from bot.present.phrases import LANGUAGES
from bot.wishes import Begin
from tests.present.chat import isolated


@pytest.mark.parametrize(
    ("language", "open_question", "said"),
    [
        (None, True, "I can only read words here. Please type your answer or tap one."),
        ("en", False, "I can only read words here. Please type or tap. What you can do: /help"),
        (
            "de",
            True,
            "Lesbar sind hier nur Worte. Bitte tippen Sie Ihre Antwort oder wählen Sie eine aus.",
        ),
        (
            "de",
            False,
            (
                "Lesbar sind hier nur Worte. Bitte schreiben Sie oder tippen Sie etwas an. "
                "Was Sie tun können: /help"
            ),
        ),
        ("ar", True, "لا أستطيع هنا إلا قراءة الكلمات. من فضلك اكتب إجابتك أو اضغط على واحدة."),
    ],
)
def test_no_words_at_all(language: str | None, open_question: bool, said: str) -> None:
    assert unreadable(language, open_question=open_question) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            None,
            "Only new messages are read, not changed ones. To change an answer, use “My answers” or /back",
        ),
        (
            "de",
            (
                "Gelesen werden nur neue Nachrichten, keine geänderten. Eine Antwort ändern Sie mit "
                "„Meine Antworten“ oder /back"
            ),
        ),
        (
            "ar",
            (
                f"تُقرأ الرسائل الجديدة فقط، لا المعدَّلة. لتغيير إجابة استخدم «{isolated('إجاباتي')}» أو "
                "\u2068/back\u2069"
            ),
        ),
    ],
)
def test_a_message_that_was_changed(language: str | None, said: str) -> None:
    assert rewritten(language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Something went wrong on our side. Nothing is lost. Please try again, or go on with /continue",
        ),
        (
            "de",
            (
                "Bei uns ist etwas schiefgegangen. Verloren ist nichts. Bitte versuchen Sie es noch "
                "einmal oder machen Sie weiter mit /continue"
            ),
        ),
        ("ar", "حدث خطأ من جانبنا. لم يضع شيء. من فضلك حاول مرة أخرى، أو تابع عبر \u2068/continue\u2069"),
    ],
)
def test_trouble(language: str, said: str) -> None:
    assert trouble(language) == Words((said,), (), language)


@pytest.mark.parametrize(
    ("language", "said", "label"),
    [
        (
            "en",
            (
                "{Old} \u202echeck: this check cannot be continued as it began. Your answers are kept. "
                "You can start it again."
            ),
            "Start again",
        ),
        (
            "de",
            (
                "{Old} \u202echeck: Dieser Check lässt sich nicht so fortsetzen, wie er begann. Ihre "
                "Antworten bleiben gespeichert. Sie können ihn neu beginnen."
            ),
            "Neu beginnen",
        ),
        (
            "ar",
            (
                "\u2068{Old} \u202echeck\u2069: لا يمكن متابعة هذا الفحص كما بدأ. إجاباتك محفوظة. يمكنك "
                "البدء من جديد."
            ),
            "البدء من جديد",
        ),
    ],
)
def test_a_check_that_was_lost(language: str, said: str, label: str) -> None:
    expected = Words((said,), (Button(label, Begin("old")),), language)
    assert lost(language, "{Old} \u202echeck", "old") == expected


@pytest.mark.parametrize(
    ("language", "nothing", "private", "way"),
    [
        (
            None,
            "No check is open, so there is nothing to go on with.",
            "Checks are taken in a private chat with me, where nobody else reads along.",
            "Open the private chat",
        ),
        (
            "de",
            "Es ist kein Check offen, mit dem es weitergehen könnte.",
            "Checks macht man hier im privaten Chat mit mir, wo sonst niemand mitliest.",
            "Privaten Chat öffnen",
        ),
        (
            "ar",
            "لا يوجد فحص مفتوح، فلا شيء لمتابعته.",
            "تُجرى الفحوص في محادثة خاصة معي، حيث لا يقرأ أحد غيرك.",
            "فتح المحادثة الخاصة",
        ),
    ],
)
def test_nothing_open_and_groups(language: str | None, nothing: str, private: str, way: str) -> None:
    assert nothing_to_go_on(language) == nothing
    assert only_in_private(language) == private
    assert open_in_private(language) == way


def test_a_button_of_somebody_else() -> None:
    assert not_yours("en") == "This button belongs to somebody else, or is too old. Nothing has changed."
    assert not_yours("de") == (
        "Diese Schaltfläche gehört jemand anderem oder ist zu alt. Es hat sich nichts geändert."
    )
    assert not_yours("ar") == "هذا الزر يخص شخصًا آخر أو هو قديم جدًّا. لم يتغير شيء."


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_to_a_press_fits(language: str) -> None:
    assert utf16(not_yours(language)) <= TOAST
    assert "\n" not in only_in_private(language)


def test_ones_own_number() -> None:
    assert share_contact(None) == (
        "You can share your own number with one tap instead of typing it.",
        "Share my number",
    )
    assert share_contact("de") == (
        "Statt sie zu tippen, können Sie Ihre eigene Nummer mit einer Berührung teilen.",
        "Meine Nummer teilen",
    )
    assert share_contact("ar") == ("يمكنك مشاركة رقمك بضغطة واحدة بدلًا من كتابته.", "مشاركة رقمي")


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_than_anybody_taps(language: str) -> None:
    assert utf16(too_much(language)) <= TOAST
    assert "!" not in too_much(language)


def test_more_than_anybody_taps_in_words() -> None:
    assert too_much("en") == (
        "More came in at once than can be read here; the last of it was not read."
        " Please wait a moment, then go on."
    )
    assert too_much("de").startswith("Es kam mehr auf einmal, als hier gelesen werden kann")
