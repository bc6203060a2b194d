"""Which message takes the place of which: old messages keep no live buttons.

Theory. A button is pressed on a message that may be *of the moment* (a question, a menu, a welcome) or *to
keep* (a result). What follows a press on one of the moment takes its place; the rest is new, below it. What
follows words, a command or the clock is new altogether, because something stands below the live message then:
the live message is settled, which takes its buttons away and shows the answer that was typed.
A menu, settings, a greeting ask nothing and stand *aside*: at most one of them has buttons beside those of
the question, and it loses them when something newer with buttons comes. A result keeps its own, and so does
what is about a team's round until that is over: an invitation, a report, how a round stands.
Pure: it sees what is told and says where it goes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from bot.engine.events import Refusal, Refused
from bot.engine.inputs import (
    Accept,
    Back,
    Change,
    Decline,
    Done,
    Help,
    Pause,
    Restart,
    Select,
    Skip,
    Speak,
    Start,
    Stop,
    Tap,
)
from bot.messages import KeyboardGone, QuestionCard, ResultPage, Settled, Shown, Summary, Words
from bot.turn.arrived import Told, Turn
from bot.wishes import (
    AboutTeams,
    Begin,
    ChooseLanguage,
    ChooseReminderTime,
    DeleteAll,
    ForgetKept,
    KeepAll,
    Press,
    ShowLanguages,
    ShowReminderTimes,
    SwitchReminders,
)

OF_THE_MOMENT: Final[tuple[type[Press], ...]] = (
    Tap, Select, Done, Skip, Back, Help, Change, Start, Accept, Decline, Restart, Pause, Stop, Speak,
    Begin, ChooseLanguage, DeleteAll, KeepAll, ShowLanguages, SwitchReminders, ShowReminderTimes,
    ChooseReminderTime, ForgetKept,
)  # fmt: skip
"""Presses on messages of the moment. The others stand under a result or what was asked for to be read."""
_OLD: Final = frozenset({Refusal.STALE, Refusal.REPEATED, Refusal.UNKNOWN_BUTTON, Refusal.CLOSED})
"""An old button; pressed on the live message it is a second tap that came late."""


class Standing(NamedTuple):
    """What stands in the chat before the turn."""

    live: str | None
    """The message with the live buttons."""
    pressed: str | None
    """The message with the pressed button, where one was pressed."""
    press: Press | None
    """What the button means."""
    keyboard: str | None = None
    """The message that brought a keyboard of its own."""
    aside: str | None = None
    """The last message with buttons that asks nothing; several ids, with blanks between, where it is long."""


class Placed(NamedTuple):
    """What to show and where, and the live message as far as it is known now."""

    told: tuple[Told, ...]
    live: str | None
    keyboard: str | None
    aside: str | None


def placed(turn: Turn, standing: Standing, settled: Callable[[], Settled | None]) -> Placed:
    """*turn*'s messages in their places; *settled* makes what a question leaves when it is answered."""
    told = list(turn.told)
    if told and standing.pressed and _takes_its_place(turn, standing):
        told[0] = replace(told[0], replaces=standing.pressed)
    ahead = [*_settling(turn, told, standing, settled), *_keyboard_gone(told, standing)]
    keyboard = standing.keyboard if _same_keyboard(told, standing) else None
    return Placed((*ahead, *told), _live(told, ahead, standing), keyboard, _aside(told, ahead, standing))


def _takes_its_place(turn: Turn, standing: Standing) -> bool:
    if not isinstance(standing.press, OF_THE_MOMENT) or turn.refused is not None:
        return False
    if standing.pressed == standing.live:
        return True
    old = any(isinstance(event, Refused) and event.why in _OLD for event in turn.events)
    return not old and _is_lowest(standing)


def _is_lowest(standing: Standing) -> bool:
    """Does nothing that we know of stand below the pressed message? Platforms' ids grow from message to
    message.
    """
    if standing.live is None or standing.pressed is None:
        return True
    return (len(standing.pressed), standing.pressed) > (len(standing.live), standing.live)


def _settling(
    turn: Turn, told: Sequence[Told], standing: Standing, settled: Callable[[], Settled | None]
) -> Iterator[Told]:
    """Messages that lose their buttons: the live one when another takes over, and an old one that was
    pressed.
    """
    replaced = {one.replaces for one in told}
    asks = any(waits_for_answer(one.message) for one in told)
    owner = next((one for one in told if one.conversation is not None), None)
    if standing.live is not None and standing.live not in replaced:
        left = settled() or Settled()
        if left.answered or asks or turn.ended:
            yield _in_place(left, standing.live, owner)
    old = standing.pressed if isinstance(standing.press, OF_THE_MOMENT) else None
    if old is not None and old not in replaced and old != standing.live and not _is_echo(turn, told):
        yield _in_place(Settled(), old, owner)
    if any(has_buttons(one.message) and not is_about_teams(one.message) for one in told):
        asides = [one for one in _asides(standing) if one not in {old, standing.live, *replaced}]
        yield from (_in_place(Settled(), one, owner) for one in asides)


def _is_echo(turn: Turn, told: Sequence[Told]) -> bool:
    """One more press of the button that ended all: its message holds the result by now."""
    return not told and any(
        isinstance(event, Refused) and event.why is Refusal.REPEATED for event in turn.events
    )


def _in_place(settled: Settled, message: str, owner: Told | None) -> Told:
    conversation, flow = (owner.conversation, owner.flow) if owner else (None, None)
    return Told(settled, conversation, flow, replaces=message, private=bool(settled.answered))


def _keyboard_gone(told: Sequence[Told], standing: Standing) -> Iterator[Told]:
    if standing.keyboard is not None and not _same_keyboard(told, standing):
        yield Told(KeyboardGone(), replaces=standing.keyboard)


def _same_keyboard(told: Sequence[Told], standing: Standing) -> bool:
    """Is what is asked now, or still, what the keyboard is for?"""
    cards = [one.message for one in told if isinstance(one.message, QuestionCard)]
    return standing.keyboard is not None and (not told or (bool(cards) and wants_contact(cards[-1])))


def waits_for_answer(message: Shown) -> bool:
    """Is it what the person is asked now: a question, or the offer of another check?"""
    if isinstance(message, Words):
        return any(isinstance(button.press, Accept) for button in message.buttons)
    return isinstance(message, QuestionCard)


def is_aside(message: Shown) -> bool:
    """Has it buttons, though it asks nothing and is no result: a menu, settings, a greeting?"""
    return (
        isinstance(message, Words | Summary)
        and has_buttons(message)
        and not waits_for_answer(message)
        and not is_about_teams(message)
    )


def is_about_teams(message: Shown) -> bool:
    """Does it stand until a team's round is over?"""
    return isinstance(message, Words) and any(
        isinstance(button.press, AboutTeams) for button in message.buttons
    )


def has_buttons(message: Shown) -> bool:
    """Can anything be pressed in it?"""
    match message:
        case QuestionCard():
            return True
        case Summary(lines=lines, buttons=buttons):
            return bool(buttons) or any(line.change for line in lines)
        case Words(buttons=buttons) | ResultPage(buttons=buttons):
            return bool(buttons)
    return False


def wants_contact(card: QuestionCard) -> bool:
    """Does the card ask for a phone number?"""
    return card.field is not None and card.field.value == "phone"


def _live(told: Sequence[Told], ahead: Sequence[Told], standing: Standing) -> str | None:
    """The live message; None where it will be a new one, which has no id before it is sent."""
    asking = [one for one in told if waits_for_answer(one.message)]
    if asking:
        return asking[-1].replaces
    gone = {one.replaces for one in (*told, *ahead)}
    return None if standing.live in gone else standing.live


def _aside(told: Sequence[Told], ahead: Sequence[Told], standing: Standing) -> str | None:
    """What stands beside the live message; None as above."""
    asides = [one for one in told if is_aside(one.message)]
    if asides:
        return asides[-1].replaces
    gone = {one.replaces for one in (*told, *ahead)}
    return " ".join(one for one in _asides(standing) if one not in gone) or None


def _asides(standing: Standing) -> list[str]:
    """What stands aside may take several messages."""
    return [] if standing.aside is None else standing.aside.split()
