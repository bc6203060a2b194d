"""Language and messages that nobody asked for: what is set, and that it was set."""

from collections.abc import Iterator, Sequence

from bot.messages import Button, Words
from bot.present.manner import SLASH, Manner
from bot.present.phrases.desk.shape import SettingsWords
from bot.present.reader import language_name, reader_for
from bot.wishes import (
    AskToDelete,
    ChooseLanguage,
    ShowLanguages,
    ShowMyData,
    ShowPrivacy,
    SwitchReminders,
)


def settings(language: str | None, *, reminders: bool, languages: Sequence[str]) -> Words:
    """What is set now; *languages* are those to choose from."""
    reader = reader_for(language)
    words = reader.phrases.desk.settings
    spoken = language if language is not None and language in languages else reader.language
    return Words(
        (
            reader.say(words.language, language=language_name(spoken)),
            words.reminders_on if reminders else words.reminders_off,
        ),
        tuple(_buttons(words, reminders=reminders, several=len(languages) > 1)),
        reader.language,
    )


def languages(codes: Sequence[str], language: str | None) -> Words:
    """A button for each language, in its own words."""
    reader = reader_for(language)
    buttons = tuple(Button(_capitalized(language_name(code)), ChooseLanguage(code)) for code in codes)
    return Words((reader.phrases.desk.settings.which_language,), buttons, reader.language)


def language_chosen(language: str) -> Words:
    """Said in the language that was chosen, where the product speaks it."""
    reader = reader_for(language)
    said = reader.say(reader.phrases.desk.settings.language_chosen, language=language_name(language))
    return Words((said,), (), reader.language)


def reminders_switched(language: str | None, *, on: bool, manner: Manner = SLASH) -> Words:
    """What holds from now on."""
    reader = reader_for(language, manner)
    words = reader.phrases.desk.settings
    return Words((words.turned_on if on else words.turned_off,), (), reader.language)


def unsubscribed(language: str | None, answered: int, manner: Manner = SLASH) -> Words:
    """No messages any more that were not asked for; the way back stays open."""
    reader = reader_for(language, manner)
    words = reader.phrases.desk.settings
    said = reader.count(words.unsubscribed, answered) if answered else words.unsubscribed_empty
    return Words((said,), (), reader.language)


def _buttons(words: SettingsWords, *, reminders: bool, several: bool) -> Iterator[Button]:
    if several:
        yield Button(words.choose_language, ShowLanguages())
    yield Button(words.turn_off if reminders else words.turn_on, SwitchReminders(on=not reminders))
    yield Button(words.privacy, ShowPrivacy())
    yield Button(words.my_data, ShowMyData())
    yield Button(words.delete, AskToDelete())


def _capitalized(name: str) -> str:
    """`Español`: a label begins like a sentence, whatever the language does inside of one."""
    return name[:1].upper() + name[1:]
