"""What admins are told when events do not reach the rest of the business any more."""

from typing import Final

from bot.messages import Words
from bot.present.phrases.webhook import LANGUAGES
from bot.present.reader import reader_for

GONE: Final = "gone"


def disabled(language: str | None, host: str, why: str) -> Words:
    """That nothing is sent there now, and what to do. *why* is `gone` or `failing`."""
    reader = reader_for(language)
    words = LANGUAGES[reader.phrases.language]
    said = words.gone if why == GONE else words.failing
    return Words((reader.say(said, host=host), words.kept), (), reader.language)
