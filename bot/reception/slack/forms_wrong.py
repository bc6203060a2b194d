"""What is wrong with a form, in the words that stand beside its fields."""

from collections.abc import Mapping
from typing import Final

from bot.channels.slack.surface import COMMAND
from bot.present.phrases.starting import StartingWords
from bot.present.reader import Reader
from bot.present.teams.starting import words_for
from bot.reception.slack.audiences import GONE, HIDDEN, NO_GROUPS, NOT_ALLOWED
from bot.turn.teams.audience import Audience
from bot.turn.teams.choosing import Fault, Part

_APP: Final = f"@{COMMAND.removeprefix('/')}"
"""As people invite it."""


def at_fault(language: str | None, faults: Mapping[Part, Fault]) -> Mapping[str, str]:
    """By the names of fields."""
    reader, words = words_for(language)
    return {part.value: _said(reader, words, part, fault) for part, fault in faults.items()}


def cannot_look(language: str | None, why: str, audience: Audience) -> Mapping[str, str]:
    """Why nobody can say who is asked, beside what it is about."""
    reader, words = words_for(language)
    said = {
        HIDDEN: reader.say(words.wrong.hidden, app=_APP),
        NO_GROUPS: words.wrong.no_groups,
        NOT_ALLOWED: words.wrong.not_allowed,
        GONE: words.wrong.gone,
    }.get(why, words.wrong.later)
    if why == NO_GROUPS or (audience.groups and why != HIDDEN and not audience.channels):
        return {Part.GROUPS.value: said}
    about = Part.CHANNELS if audience.channels or not audience.people else Part.PEOPLE
    return {about.value: said}


def _said(reader: Reader, words: StartingWords, part: Part, fault: Fault) -> str:
    wrong, at = words.wrong, (part, fault.kind)
    special = {
        (Part.CHANNELS, "missing"): wrong.nobody,
        (Part.CALENDAR, "unknown"): wrong.calendar,
        (Part.TEAM, "between"): wrong.letters,
    }
    general = {
        "between": wrong.between,
        "too many": wrong.too_many,
        "missing": wrong.missing,
        "past": wrong.past,
        "too far": wrong.too_far,
        "not anonymous": wrong.not_anonymous,
    }
    said = special.get(at) or general.get(fault.kind, wrong.unknown)
    return reader.say(said, least=reader.number(fault.least), most=reader.number(fault.most))
