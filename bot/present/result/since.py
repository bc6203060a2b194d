"""What a result is followed by: a look at the time before, passing the check on, being asked again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.engine.result import Result
from bot.messages import Button
from bot.present.result.outcome import Outcome
from bot.wishes import Compare, RepeatLater, Share
from scoring.change import Changes, Direction, change


@dataclass(frozen=True, slots=True)
class Before:
    """The result of the same person from the same flow the time before."""

    result: Result
    day: date


@dataclass(frozen=True, slots=True)
class AfterResult:
    """What is known of a result besides itself."""

    conversation: str
    before: Before | None = None
    has_link: bool = True
    """The check has an address that can be handed on."""


def since(outcome: Outcome, after: AfterResult | None) -> str:
    """The overall of the time before beside today's; "" where either has none."""
    before = None if after is None else after.before
    if before is None:
        return ""
    then, now = before.result.measured.overall.shown, outcome.measured.overall.shown
    if then is None or now is None:
        return ""
    words = outcome.reader.phrases.comparing
    found = changes(outcome, before)
    phrase = {
        None: words.since,
        Direction.UP: words.since_up,
        Direction.DOWN: words.since_down,
        Direction.NO_CLEAR_CHANGE: words.since_unclear,
    }[found.overall.direction if found and found.overall else None]
    day, score = outcome.reader.day(before.day), outcome.scene.score
    return outcome.reader.say(phrase, day=day, before=score(then), after=score(now))


def ways_after(outcome: Outcome, after: AfterResult | None) -> Iterator[Button]:
    """Buttons that are the desk's, where there is one."""
    if after is None:
        return
    if after.before is not None:
        yield Button(outcome.phrases.see_changes, Compare(after.conversation))
    if after.has_link:
        yield Button(outcome.phrases.share, Share(outcome.scene.flow.name))
    yield Button(outcome.phrases.repeat, RepeatLater(after.conversation))


def changes(outcome: Outcome, before: Before) -> Changes | None:
    """What may be said about the differences; nothing where the check itself is another one by now."""
    if before.result.version != outcome.scene.flow.version:
        return None
    return change(outcome.scene.plan.key, before.result.measured, outcome.measured)
