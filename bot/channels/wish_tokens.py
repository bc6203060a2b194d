"""What a button to the desk carries: whose it is, the wish, and a checksum.

    _01j9zk4q8v6n2x5c7b3m1w0d2f.b.k3x9q2m.9p2kq7r1tz     the address, begin, which flow, checksum
    _01j9zk4q8v6n2x5c7b3m1w0d2f.t.540.9p2kq7r1tz         the address, reminders at 09:00, checksum
    -01j9zk4q8v6n2x5c7b3m1w0d2f.r.9p2kq7r1tz             the conversation, repeat later, checksum

A flow is named by a digest of its name, because a name may be too long. As with all tokens: nobody makes one
for somebody else, and none survives a change (see `tokens`).
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Final

from bot.channels.tokens import LONGEST, Refusal, is_ours, signed
from bot.wishes import (
    MINUTES_OF_A_DAY,
    AskToDelete,
    Begin,
    ChooseLanguage,
    ChooseManagers,
    ChooseReminderTime,
    Compare,
    DeleteAll,
    ForgetKept,
    KeepAll,
    NewCheckIn,
    PauseCheckIns,
    RepeatLater,
    ShowCheckIns,
    ShowLanguages,
    ShowMenu,
    ShowMyData,
    ShowPrivacy,
    ShowReminderTimes,
    ShowResultOf,
    ShowSettings,
    SwitchCheckIns,
    SwitchReminders,
    Unsubscribe,
    Wish,
)

OF_ADDRESS: Final = "_"
OF_CONVERSATION: Final = "-"
_DIGEST: Final = 10
"""Hexadecimal letters: 40 bits, for the few flows of a folder."""
_LONGEST_OWNER: Final = 26
"""Letters, as many as an id has."""
_PLAIN: Final[dict[str, Wish]] = {
    "m": ShowMenu(),
    "s": ShowSettings(),
    "l": ShowLanguages(),
    "y": SwitchReminders(on=True),
    "n": SwitchReminders(on=False),
    "h": ShowReminderTimes(),
    "w": ChooseReminderTime(None),
    "u": Unsubscribe(),
    "p": ShowPrivacy(),
    "d": ShowMyData(),
    "a": AskToDelete(),
    "v": ForgetKept(),
    "x": DeleteAll(),
    "k": KeepAll(),
    "i": SwitchCheckIns(on=True),
    "o": SwitchCheckIns(on=False),
    "z": PauseCheckIns(),
    "g": ShowCheckIns(),
    "e": NewCheckIn(),
    "f": ChooseManagers(),
}
_LETTERS: Final = {wish: letter for letter, wish in _PLAIN.items()}


def encode_wish(wish: Wish, *, address: str, key: bytes) -> str:
    """The token of a button. ValueError for what no button of ours can mean, or what does not fit."""
    token = signed(".".join(_places(wish, address)), key)
    if len(token) > LONGEST:
        raise ValueError(f"a token of {len(token)} bytes does not fit in {LONGEST}")
    return token


def owner_at(channel: str, workspace: str, person: str) -> str:
    """In place of an address, for somebody of whom nothing is kept: whose the button is, and nothing more."""
    return sha256(f"{channel}\n{workspace}\n{person}".encode()).hexdigest()[:_LONGEST_OWNER]


def decode_wish(token: str, *, address: str, flows: Iterable[str], keys: Sequence[bytes]) -> Wish | Refusal:
    """What pressing this button means, or why it is not followed. *flows* are the names there are.

    Whether a conversation that it names is that person's, whoever knows conversations has to see.
    """
    if not is_ours(token, keys):
        return Refusal.FORGED
    head, *places = token.rpartition(".")[0].split(".")
    owner, kind = head[1:], head[:1]
    match kind, places:
        case "-", ["c"]:
            return Compare(owner)
        case "-", ["r"]:
            return RepeatLater(owner)
        case "-", ["s"]:
            return ShowResultOf(owner)
        case "_", [letter, *rest] if owner == address:
            return _of_address(letter, rest, flows)
        case "_", _:
            return Refusal.FOREIGN
    return Refusal.UNREADABLE


def deletes_all(token: str, keys: Sequence[bytes]) -> bool:
    """Does it ask to delete everything of somebody, whoever that was?"""
    _, *places = token.rpartition(".")[0].split(".")
    return token[:1] == OF_ADDRESS and places == [_LETTERS[DeleteAll()]] and is_ours(token, keys)


def is_wish(token: str) -> bool:
    """Is it a token of the desk, by its look?"""
    return token[:1] in (OF_ADDRESS, OF_CONVERSATION)


def _places(wish: Wish, address: str) -> tuple[str, ...]:
    match wish:
        case Compare(conversation=conversation):
            return OF_CONVERSATION + conversation, "c"
        case RepeatLater(conversation=conversation):
            return OF_CONVERSATION + conversation, "r"
        case ShowResultOf(conversation=conversation):
            return OF_CONVERSATION + conversation, "s"
        case Begin(flow=flow):
            return OF_ADDRESS + address, "b", _digest(flow)
        case ChooseLanguage(language=language):
            return OF_ADDRESS + address, "c", language
        case ChooseReminderTime(minute=int(minute)) if 0 <= minute < MINUTES_OF_A_DAY:
            return OF_ADDRESS + address, "t", str(minute)
    if wish not in _LETTERS:
        raise ValueError(f"no button means {wish!r}")
    return OF_ADDRESS + address, _LETTERS[wish]


def _of_address(letter: str, rest: list[str], flows: Iterable[str]) -> Wish | Refusal:
    match letter, rest:
        case "b", [digest]:
            named = next((flow for flow in flows if _digest(flow) == digest), None)
            return Refusal.UNKNOWN if named is None else Begin(named)
        case "c", [language]:
            return ChooseLanguage(language)
        case "t", [minute] if minute.isdigit() and int(minute) < MINUTES_OF_A_DAY:
            return ChooseReminderTime(int(minute))
        case _, [] if letter in _PLAIN:
            return _PLAIN[letter]
    return Refusal.UNKNOWN


def _digest(flow: str) -> str:
    return sha256(flow.encode()).hexdigest()[:_DIGEST]
