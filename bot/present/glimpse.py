"""What a notification says of a message, on a screen that others may see: no answer and no score."""

from bot.messages import Message, QuestionCard, ResultPage, Summary, WorkingsPage
from bot.present.reader import reader_of


def glimpse(message: Message) -> str:
    """One sentence: what the message is, and nothing that stands in it."""
    reader = reader_of(message.language)
    words = reader.phrases.glimpse
    match message:
        case QuestionCard():
            return words.question
        case ResultPage():
            return reader.say(words.result, title=message.title)
        case WorkingsPage():
            return words.workings
        case Summary():
            return words.answers
        case _:
            return words.words
