"""Who runs this, what answers are for, how long they stay, who else sees them, what a person can do."""

from bot.messages import Button, Words
from bot.present.manner import SLASH, Manner
from bot.present.phrases.desk.shape import PrivacyWords
from bot.present.reader import Reader, reader_for
from bot.wishes import AskToDelete, ShowMyData


def privacy(
    language: str | None,
    *,
    operator: str | None,
    url: str | None,
    years: int,
    days: int,
    manner: Manner = SLASH,
) -> Words:
    """*years* for answers and results, *days* for technical records; *url* is the operator's own page."""
    reader = reader_for(language, manner)
    words, buttons = reader.phrases.desk.privacy, reader.phrases.desk.settings
    return Words(
        (
            buttons.privacy,
            _operator(reader, operator),
            words.purpose,
            f"{reader.count(words.years, years)} {reader.count(words.days, days)}",
            words.shared,
            f"{words.see}\n{words.erase}",
            *_more(words, url),
        ),
        (Button(buttons.my_data, ShowMyData()), Button(buttons.delete, AskToDelete())),
        reader.language,
    )


def _operator(reader: Reader, operator: str | None) -> str:
    words = reader.phrases.desk.privacy
    return words.nobody if operator is None else reader.say(words.operator, operator=operator)


def _more(words: PrivacyWords, url: str | None) -> tuple[str, ...]:
    """The address has a line of its own, so that no mark of direction sticks to it."""
    return () if url is None else (f"{words.more}\n{url}",)
