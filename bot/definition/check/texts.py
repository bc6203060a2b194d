"""Lengths and translations: E143, W144, W146. (W021 and E140 to E142 are said where a text is read.)"""

from bot.definition.draft import Asked, Draft
from bot.definition.placeholders import names
from bot.definition.read.desk import Wording
from bot.definition.read.steps import TEXT, VARIANT_TEXT, VARIANTS

LONGEST_MESSAGE = 2800
LONG_QUESTION = 300


def too_long_together(draft: Draft) -> None:
    """E143: a question with its choices is one message on every channel."""
    for asked in draft.asked:
        for language in draft.desk.languages:
            length = _length(asked, language)
            if length > LONGEST_MESSAGE:
                message = f"'{asked.question.id}' and its choices have {length:,} characters in '{language}'"
                draft.desk.say(
                    "E143",
                    message,
                    asked.row.place,
                    f"one message has at most {LONGEST_MESSAGE:,}; shorten them",
                )
                break


def _length(asked: Asked, language: str) -> int:
    question = asked.question
    wordings = [question.text, *(variant.text for variant in question.variants)]
    parts = [] if question.poles is None else [question.poles.low, question.poles.high]
    for choice in question.choices:
        parts += [choice.text] if choice.hint is None else [choice.text, choice.hint]
    longest = max(len(text.said_in(language)) for text in wordings)
    return longest + sum(len(text.said_in(language)) for text in parts)


def different_placeholders(draft: Draft) -> None:
    """W144."""
    for wording in draft.desk.wordings:
        used = {language: set(names(words)) for language, words in wording.text.words.items()}
        first, *others = used.items()
        for language, found in others:
            if found != first[1]:
                odd = min(found ^ first[1])
                message = f"'{{{odd}}}' is used in only one of {first[0]} and {language}"
                place = wording.scalars[language].place
                draft.desk.say("W144", message, place, "use the same placeholders in every language")


def long_question(draft: Draft) -> None:
    """W146."""
    for asked in draft.asked:
        found = [
            asked.row.get(TEXT),
            *(variant.value.get(VARIANT_TEXT) for variant in asked.row.given(VARIANTS, ())),
        ]
        for wording in found:
            _long(wording, draft)


def _long(wording: Wording | None, draft: Draft) -> None:
    for language, scalar in (wording.scalars if wording else {}).items():
        length = len(scalar.value)
        if length > LONG_QUESTION:
            message = f"the question has {length:,} characters in '{language}'"
            draft.desk.say(
                "W146", message, scalar.place, f"keep it below {LONG_QUESTION}; move words into 'help'"
            )
            return
