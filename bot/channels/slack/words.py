"""Words that people write in Slack: commands behind `/checkup`, and what they type in the direct messages.

Slack takes whatever begins with a slash for a command of its own, so what is `/back` elsewhere is the bare
word here. A bare word may be an answer too: `Meaning.word` says what it means where it is none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Final

from bot.engine.inputs import (
    Back,
    Help,
    Input,
    Pause,
    Restart,
    Review,
    ShowResult,
    ShowWorkings,
    Skip,
    Start,
    Typed,
)
from bot.wishes import (
    AskToDelete,
    ChooseLanguage,
    ChooseManagers,
    NewCheckIn,
    Press,
    ShowCheckIns,
    ShowLanguages,
    ShowMenu,
    ShowMyData,
    ShowPrivacy,
    ShowSettings,
    UnknownCommand,
    Unsubscribe,
    Wish,
)

_COMMANDS: Final[Mapping[str, Input | Wish]] = {
    "": ShowMenu(),
    "menu": ShowMenu(),
    "start": ShowMenu(),
    "continue": Start(),
    "resume": Start(),
    "back": Back(),
    "skip": Skip(),
    "cancel": Pause(),
    "pause": Pause(),
    "restart": Restart(),
    "result": ShowResult(),
    "answers": Review(),
    "workings": ShowWorkings(),
    "settings": ShowSettings(),
    "language": ShowLanguages(),
    "privacy": ShowPrivacy(),
    "mydata": ShowMyData(),
    "delete": AskToDelete(),
    "stop": Unsubscribe(),
    "team": NewCheckIn(),
    "checkins": ShowCheckIns(),
    "managers": ChooseManagers(),
    "help": Help(),
}
_FLOW: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NOWHERE: Final = "?"
"""No flow has this name: the person is told that there is none."""
_WRAPPING: Final = "`'\"“”‘’*_~<>[](){} \t\n"
"""What people copy along with a command out of a manual."""
_MARKED: Final = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_DASHES: Final = str.maketrans({"–": "-", "—": "-", "−": "-"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What words mean."""

    press: Input | Wish
    flow: str | None = None
    """The check that is named."""
    word: Press | None = None
    """What the same word means where the open question does not take it as an answer."""


def command(text: str) -> Meaning:
    """What stands behind `/checkup`; for an unknown word `UnknownCommand`."""
    name, *rest = text.strip(_WRAPPING).translate(_DASHES).split(maxsplit=1) or [""]
    name, argument = name.strip(_WRAPPING).lower(), "".join(rest).strip(_WRAPPING)
    if name == "start" and argument:
        flow = argument.lower()
        return Meaning(Start(), flow if _FLOW.fullmatch(flow) else _NOWHERE)
    if name == "language" and _LANGUAGE.fullmatch(argument):
        return Meaning(ChooseLanguage(argument))
    return Meaning(_COMMANDS.get(name, UnknownCommand()))


def words(text: str) -> Meaning:
    """What was typed in the direct messages, as it was typed."""
    said = as_typed(text)
    bare = said.strip().removeprefix("/").removeprefix("checkup ").lower()
    return Meaning(Typed(said), word=_COMMANDS.get(bare) if bare else None)


def as_typed(text: str) -> str:
    """The letters that the person typed: Slack escapes three of them and marks addresses, people and channels
    (docs.slack.dev/messaging/formatting-message-text).
    """
    return unescape(_MARKED.sub(_unmarked, text))


def _unmarked(found: re.Match[str]) -> str:
    inside, label = found.group(1), found.group(2)
    kind = inside[:1]
    if kind in ("@", "#"):
        return kind + (label or inside[1:])
    if kind == "!":
        return label or "@" + inside[1:].partition("^")[0]
    return label or inside.removeprefix("mailto:").removeprefix("tel:")
