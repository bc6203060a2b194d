"""Language and messages that nobody asked for: what is set, and that it was set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.messages import Button, Words
from bot.present.manner import SLASH, Manner
from bot.present.phrases.desk.shape import SettingsWords
from bot.present.reader import Reader, language_name, reader_for
from bot.wishes import (
    WORK_BEGINS,
    WORK_ENDS,
    AskToDelete,
    ChooseLanguage,
    ChooseReminderTime,
    PauseCheckIns,
    ShowLanguages,
    ShowMyData,
    ShowPrivacy,
    ShowReminderTimes,
    SwitchCheckIns,
    SwitchReminders,
)

HOURS: Final = range(6, 22)
"""At which reminders can be had by a button."""


@dataclass(frozen=True, slots=True)
class Daytime:
    """When in a person's day reminders come, where that can be said."""

    zone: str
    """An IANA name: `Europe/Berlin`."""
    minute: int | None
    """Of the day; None: while they are at work."""


@dataclass(frozen=True, slots=True)
class CheckIns:
    """Whether somebody is invited to check-ins of their teams."""

    on: bool
    until: date | None = None
    """When they are off: until when; None: for good."""


def settings(
    language: str | None,
    *,
    reminders: bool,
    languages: Sequence[str],
    daytime: Daytime | None = None,
    checkins: CheckIns | None = None,
) -> Words:
    """What is set now; *languages* are those to choose from. *checkins* None: nothing to say of them."""
    reader = reader_for(language)
    words = reader.phrases.desk.settings
    spoken = language if language is not None and language in languages else reader.language
    times = daytime if reminders else None
    return Words(
        (
            reader.say(words.language, language=language_name(spoken)),
            words.reminders_on if reminders else words.reminders_off,
            *(() if times is None else (when_they_come(reader, times),)),
            *(() if checkins is None else (checkins_stand(reader, checkins),)),
        ),
        tuple(_buttons(words, times, checkins, reminders=reminders, several=len(languages) > 1)),
        reader.language,
    )


def languages(codes: Sequence[str], language: str | None) -> Words:
    """A button for each language, in its own words."""
    reader = reader_for(language)
    buttons = tuple(Button(capitalized(language_name(code)), ChooseLanguage(code)) for code in codes)
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


def checkins_switched(language: str | None, *, on: bool, manner: Manner = SLASH) -> Words:
    """Whether they are invited from now on."""
    reader = reader_for(language, manner)
    words = reader.phrases.desk.settings
    return Words((words.checkins_turned_on if on else words.checkins_turned_off,), (), reader.language)


def checkins_paused(language: str | None, until: date, manner: Manner = SLASH) -> Words:
    """Until when they are not."""
    reader = reader_for(language, manner)
    said = reader.say(reader.phrases.desk.settings.checkins_paused, day=reader.day(until))
    return Words((said,), (), reader.language)


def checkins_stand(reader: Reader, checkins: CheckIns) -> str:
    """Are they invited, and if not, until when?"""
    words = reader.phrases.desk.settings
    if checkins.on:
        return words.checkins_on
    if checkins.until is None:
        return words.checkins_off
    return reader.say(words.checkins_off_until, day=reader.day(checkins.until))


def checkin_buttons(words: SettingsWords, checkins: CheckIns) -> Iterator[Button]:
    """What can be switched."""
    if checkins.on:
        yield Button(words.pause_checkins, PauseCheckIns())
        yield Button(words.turn_checkins_off, SwitchCheckIns(on=False))
    else:
        yield Button(words.turn_checkins_on, SwitchCheckIns(on=True))


def when_they_come(reader: Reader, daytime: Daytime) -> str:
    """At a time that was chosen, or while they are at work."""
    words = reader.phrases.desk.settings
    return _at(reader, daytime, words.reminders_at, words.reminders_at_work)


def reminder_times(language: str | None, zone: str | None) -> Words:
    """A button for each hour of the day, and one for no time in particular."""
    reader = reader_for(language)
    words = reader.phrases.desk.settings
    if zone is None:
        return Words((words.no_zone,), (), reader.language)
    said = reader.say(words.which_time, zone=reader.place(zone))
    buttons = (
        Button(words.at_work, ChooseReminderTime(None)),
        *(Button(reader.clock(hour * 60), ChooseReminderTime(hour * 60)) for hour in HOURS),
    )
    return Words((said,), buttons, reader.language)


def reminder_time_chosen(language: str | None, daytime: Daytime) -> Words:
    """When they come from now on."""
    reader = reader_for(language)
    words = reader.phrases.desk.settings
    return Words((_at(reader, daytime, words.time_chosen, words.at_work_chosen),), (), reader.language)


def unsubscribed(language: str | None, answered: int, manner: Manner = SLASH) -> Words:
    """No messages any more that were not asked for; the way back stays open."""
    reader = reader_for(language, manner)
    words = reader.phrases.desk.settings
    said = reader.count(words.unsubscribed, answered) if answered else words.unsubscribed_empty
    return Words((said,), (), reader.language)


def _at(reader: Reader, daytime: Daytime, at: str, at_work: str) -> str:
    place = reader.place(daytime.zone)
    if daytime.minute is not None:
        return reader.say(at, time=reader.clock(daytime.minute), zone=place)
    begin, end = reader.clock(WORK_BEGINS), reader.clock(WORK_ENDS)
    return reader.say(at_work, begin=begin, end=end, zone=place)


def _buttons(
    words: SettingsWords,
    daytime: Daytime | None,
    checkins: CheckIns | None,
    *,
    reminders: bool,
    several: bool,
) -> Iterator[Button]:
    if several:
        yield Button(words.choose_language, ShowLanguages())
    yield Button(words.turn_off if reminders else words.turn_on, SwitchReminders(on=not reminders))
    if daytime is not None:
        yield Button(words.choose_time, ShowReminderTimes())
    if checkins is not None:
        yield from checkin_buttons(words, checkins)
    yield Button(words.privacy, ShowPrivacy())
    yield Button(words.my_data, ShowMyData())
    yield Button(words.delete, AskToDelete())


def capitalized(name: str) -> str:
    """`Español`: a label begins like a sentence, whatever the language does inside of one."""
    return name[:1].upper() + name[1:]
