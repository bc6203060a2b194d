"""What a test expects against what came out, said in the words of its author (flow-language §5.7)."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from bot.definition.flow_tests import Expectation, ScoreRange, Test
from bot.rehearsal.conversation import Conversation

NONE = "none"


def mismatches(test: Test, conversation: Conversation) -> tuple[str, ...]:
    """A line for everything that is not as the test says; empty when it passes."""
    return (
        *_never_asked(test, conversation),
        *_asked(test.expect, conversation),
        *_scores(test.expect, conversation),
        *_bands(test.expect, conversation),
        *_lists(test.expect, conversation),
        *_end(test.expect, conversation),
    )


def _never_asked(test: Test, conversation: Conversation) -> Iterator[str]:
    path = conversation.path
    for question in test.answers:
        if question in path.inferred:
            yield f"answers: '{question}' is not asked: its answer is inferred"
        elif question not in path.asked:
            yield f"answers: '{question}' is never asked"
    for question in test.kept:
        if question in path.inferred:
            yield f"kept: '{question}' is not needed: its answer is inferred"
        elif question not in path.kept:
            yield f"kept: '{question}' is not needed"


def _asked(expect: Expectation, conversation: Conversation) -> Iterator[str]:
    known = conversation.path.kept
    asked = [question for question in conversation.path.asked if question not in known]
    for question in expect.asked or ():
        if question not in asked:
            yield f"asked: '{question}' was not asked"
    for question in expect.not_asked or ():
        if question in asked:
            yield f"not_asked: '{question}' was asked"


def _scores(expect: Expectation, conversation: Conversation) -> Iterator[str]:
    measured = conversation.result.measured
    for about, expected in expect.scores.items():
        standing = measured.overall if about == "overall" else measured.areas.get(about)
        shown = standing.shown if standing else None
        fits = shown is None if expected is None else _within(shown, expected)
        if not fits:
            reason = f" ({standing.reason.value})" if standing and standing.reason else ""
            yield _said(f"score.{about}", _range(expected), _number(shown) + reason)


def _bands(expect: Expectation, conversation: Conversation) -> Iterator[str]:
    result = conversation.result
    if expect.level is not None:
        yield from _same("level", expect.level, result.verdict.level_id or "")
    for area, tier in expect.tiers.items():
        standing = result.measured.areas.get(area)
        yield from _same(f"tier.{area}", tier, (standing.tier if standing else None) or "")


def _lists(expect: Expectation, conversation: Conversation) -> Iterator[str]:
    result = conversation.result
    for about, expected, got in (
        ("capped_by", expect.capped_by, [capped.gate for capped in result.verdict.capped_by]),
        ("weakest", expect.weakest, [weak.area for weak in result.verdict.weakest]),
        ("systems", expect.systems, result.verdict.systems),
        ("recommended", expect.recommended, result.recommended),
    ):
        if expected is not None and list(expected) != list(got):
            yield _said(about, _listed(expected), _listed(got))


def _end(expect: Expectation, conversation: Conversation) -> Iterator[str]:
    result = conversation.result
    if expect.next is not None:
        yield from _same("next", expect.next, result.next or "")
    if expect.complete is not None:
        yield from _same("complete", *("yes" if one else "no" for one in (expect.complete, result.complete)))


def _same(about: str, expected: str, got: str) -> Iterator[str]:
    if expected != got:
        yield _said(about, expected or NONE, got or NONE)


def _said(about: str, expected: str, got: str) -> str:
    return f"{about}: expected {expected}, got {got}"


def _within(shown: Fraction | None, expected: ScoreRange) -> bool:
    return shown is not None and expected.low <= shown <= expected.high


def _range(expected: ScoreRange | None) -> str:
    if expected is None:
        return NONE
    low, high = _number(expected.low), _number(expected.high)
    return low if low == high else f"{low}..{high}"


def _number(shown: Fraction | None) -> str:
    return NONE if shown is None else f"{float(shown):.10g}"


def _listed(names: Iterable[str] | Sequence[str]) -> str:
    return f"[{', '.join(names)}]"
