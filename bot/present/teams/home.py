"""The part of a person's own page for those who start check-ins, see to some, or see their reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.messages import Button
from bot.messages.home import HomeEntry, HomePart
from bot.present.manner import Manner
from bot.present.reader import Reader
from bot.present.teams.standing import Standing, about, buttons_of, how_it_stands, words_for
from bot.wishes import ChooseManagers, NewCheckIn

CHECKINS: Final = "checkins"
"""The command that shows them all."""


@dataclass(frozen=True, slots=True)
class TeamsOf:
    """What somebody sees of team check-ins."""

    shown: Sequence[Standing] = ()
    """Those that go on first."""
    more: int = 0
    """What has no room."""
    starts: bool = False
    """May they start one?"""
    appointed: int | None = None
    """Who may besides the admins; None: they are no admin."""


def teams_part(language: str | None, of: TeamsOf, manner: Manner) -> HomePart:
    """All of it, under one heading."""
    reader, words = words_for(language)
    entries = []
    for one in of.shown:
        lines = [line for said in how_it_stands(reader, words, one) for line in said.split("\n")]
        buttons = tuple(buttons_of(words, one))
        entries.append(HomeEntry(one.team, (about(reader, words, one), *lines), buttons))
    start = [Button(words.home.start, NewCheckIn())] if of.starts else []
    managers = [Button(words.home.managers, ChooseManagers())] if of.appointed is not None else []
    none = () if of.shown else (words.standing.none,)
    lines_below = (*none, *_more(reader, of, manner), *_appointed(reader, of))
    return HomePart(words.home.title, tuple(entries), lines_below, buttons=(*start, *managers))


def _more(reader: Reader, of: TeamsOf, manner: Manner) -> Sequence[str]:
    if not of.more:
        return ()
    return (reader.count(reader.phrases.desk.home.more, of.more, command=manner.command(CHECKINS)),)


def _appointed(reader: Reader, of: TeamsOf) -> Sequence[str]:
    if of.appointed is None:
        return ()
    _, words = words_for(reader.language)
    if not of.appointed:
        return (words.home.only_admins,)
    return (reader.count(words.home.appointed, of.appointed),)
