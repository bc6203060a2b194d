"""What cannot be read, cannot be done here, or went wrong: what it is, and what to do."""

from bot.messages import Button, Words
from bot.present.manner import SLASH, Manner
from bot.present.reader import reader_for
from bot.wishes import Begin


def unreadable(language: str | None, *, open_question: bool, manner: Manner = SLASH) -> str:
    """A sticker, a voice message, a photo."""
    words = reader_for(language, manner).phrases.desk.stray
    return words.unreadable if open_question else words.unreadable_nothing_open


def unknown_command(language: str | None) -> str:
    """A command that does not exist."""
    return reader_for(language).phrases.desk.stray.unknown_command


def rewritten(language: str | None, manner: Manner = SLASH) -> str:
    """A message was changed after it had been read."""
    reader = reader_for(language, manner)
    return reader.say(reader.phrases.desk.stray.rewritten, my_answers=reader.phrases.going.my_answers)


def trouble(language: str | None, manner: Manner = SLASH) -> Words:
    """A fault of ours."""
    reader = reader_for(language, manner)
    return Words((reader.phrases.desk.stray.trouble,), (), reader.language)


def too_much(language: str | None) -> str:
    """More came at once than anybody taps or types."""
    return reader_for(language).phrases.desk.stray.too_much


def lost(language: str | None, title: str, flow_name: str) -> Words:
    """The definition a conversation began with is gone; a fresh start is offered."""
    reader = reader_for(language)
    again = Button(reader.phrases.going.start_again, Begin(flow_name))
    return Words((reader.say(reader.phrases.desk.stray.lost, title=title),), (again,), reader.language)


def nothing_to_go_on(language: str | None) -> str:
    """No check is open."""
    return reader_for(language).phrases.desk.stray.nothing_to_go_on


def only_in_private(language: str | None) -> str:
    """In a group: one line; the way to the private chat stands beside it."""
    return reader_for(language).phrases.desk.stray.only_in_private


def open_in_private(language: str | None) -> str:
    """The label of that way."""
    return reader_for(language).phrases.desk.stray.open_in_private


def not_yours(language: str | None) -> str:
    """A button of somebody else's was pressed, or one that means nothing any more."""
    return reader_for(language).phrases.desk.stray.not_yours


def share_contact(language: str | None) -> tuple[str, str]:
    """A line, and the label of a key that shares the person's own phone number."""
    words = reader_for(language).phrases.desk.stray
    return words.share_contact, words.share_my_number
