"""Deleting everything: asked once, done, and confirmed with a receipt."""

from dataclasses import dataclass
from datetime import datetime

from bot.messages import Button, Words
from bot.present.manner import SLASH, Manner
from bot.present.reader import Reader, reader_for
from bot.wishes import DeleteAll, KeepAll


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was deleted, in figures."""

    number: str
    at: datetime
    conversations: int
    answers: int
    results: int
    consents: int
    messages: int
    updates: int


def delete_asked(language: str | None) -> Words:
    """What will be deleted, and that nothing brings it back."""
    reader = reader_for(language)
    words = reader.phrases.desk.deleting
    everything, keep = Button(words.delete_everything, DeleteAll()), Button(words.keep, KeepAll())
    return Words((words.asked, words.for_good), (everything, keep), reader.language)


def deleted(language: str | None, receipt: Receipt, manner: Manner = SLASH) -> Words:
    """It is done."""
    reader = reader_for(language, manner)
    words = reader.phrases.desk.deleting
    return Words((words.deleted, _figures(reader, receipt), words.afterwards), (), reader.language)


def kept(language: str | None) -> Words:
    """It is not done."""
    reader = reader_for(language)
    return Words((reader.phrases.desk.deleting.kept,), (), reader.language)


def _figures(reader: Reader, receipt: Receipt) -> str:
    words = reader.phrases.desk.deleting
    head = reader.say(words.receipt, number=receipt.number, day=reader.day(receipt.at))
    figures = (
        (words.conversations, receipt.conversations),
        (words.answers, receipt.answers),
        (words.results, receipt.results),
        (words.consents, receipt.consents),
        (words.messages, receipt.messages),
        (words.updates, receipt.updates),
    )
    return "\n".join([head, *(reader.say(phrase, n=reader.number(n)) for phrase, n in figures)])
