"""A multi answer in words: `in the office, in the cloud and C` (flow-language §12). Every part must hit."""

from typing import Final

from bot.definition.answer import DONT_KNOW
from bot.definition.model import Question
from bot.engine.answers.ladder import climb, named
from bot.engine.answers.outcome import NO_MATCH, Hit, NotUnderstood, Reason, Understood
from bot.engine.answers.splitting import ATTACHED, spans_of
from bot.engine.answers.wordings import Wordings

SHOWN: Final = 60
"""Characters of a part that are shown back."""


def climb_several(question: Question, wordings: Wordings, typed: str) -> Understood | NotUnderstood:
    """The choices that *typed* (plain) means, in the order of the file, or why not."""
    whole = named(wordings, typed)
    if whole is not None:
        return whole if isinstance(whole, NotUnderstood) else _together(question, [whole])
    spans = spans_of(typed, wordings.words)
    hits: list[Hit] = []
    while spans:
        taken, tried = _next_hit(wordings, typed, spans)
        if isinstance(tried, NotUnderstood):
            return tried if len(spans) == 1 and not hits else _part(typed, spans[0], tried)
        hits.append(tried)
        spans = spans[taken:]
    return _together(question, hits) if hits else NO_MATCH


def _next_hit(
    wordings: Wordings, typed: str, spans: list[tuple[int, int]]
) -> tuple[int, Hit | NotUnderstood]:
    """How many parts the next wording takes, and its choice: labels may have commas of their own."""
    for taken in range(min(wordings.parts, len(spans)), 0, -1):
        for reading in _readings(wordings, typed[spans[0][0] : spans[taken - 1][1]]):
            tried = named(wordings, reading)
            if isinstance(tried, Hit):
                return taken, tried
    climbed = [climb(wordings, reading) for reading in _readings(wordings, typed[slice(*spans[0])])]
    return 1, next((hit for hit in climbed if isinstance(hit, Hit)), climbed[0])


def _readings(wordings: Wordings, part: str) -> tuple[str, ...]:
    """*part*, and what it is when its first letter is an *and*."""
    part = part.strip()
    if ATTACHED in wordings.words.joining and part.startswith(ATTACHED):
        return part, part.removeprefix(ATTACHED)
    return (part,)


def _part(typed: str, span: tuple[int, int], tried: NotUnderstood) -> NotUnderstood:
    """Which part is not understood, where more is not known about it."""
    if tried.reason is not Reason.NO_MATCH:
        return tried
    return NotUnderstood(Reason.PART_NOT_UNDERSTOOD, part=typed[slice(*span)].strip()[:SHOWN])


def _together(question: Question, hits: list[Hit]) -> Understood | NotUnderstood:
    """The choices as one answer; some keep no company."""
    meant = {hit.choice for hit in hits}
    sure = all(hit.sure for hit in hits)
    if meant == {DONT_KNOW.value}:
        return Understood(DONT_KNOW, sure)
    loners = [choice.id for choice in question.choices if choice.alone] + [DONT_KNOW.value]
    alone = next((loner for loner in loners if loner in meant), None)
    if alone is not None and len(meant) > 1:
        return NotUnderstood(Reason.ALONE, choices=(alone,))
    return Understood(tuple(choice.id for choice in question.choices if choice.id in meant), sure)
