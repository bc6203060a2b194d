"""A small flow as conditions see it, and the shortest way to hold a condition against answers."""

from dataclasses import replace
from fractions import Fraction

from bot.definition.answer import Answer
from bot.definition.condition import (
    Bound,
    Condition,
    Fault,
    Known,
    QuestionScope,
    Scope,
    Standing,
    bind,
    parse,
)

SCOPE = Scope(
    questions={
        "size": QuestionScope(
            "choice",
            {"solo": Fraction(1), "s2_9": Fraction(2), "s10": Fraction(3), "unsure": None},
            dont_know=True,
        ),
        "mfa": QuestionScope("choice", {"no": Fraction(0), "some": Fraction(1, 2), "all": Fraction(1)}),
        "rate": QuestionScope("choice", {str(n): Fraction(n) for n in range(11)}),
        "style": QuestionScope(
            "choice", dict.fromkeys(("min", "max", "count", "level", "score"), Fraction(1))
        ),
        "stages": QuestionScope(
            "multi", dict.fromkeys(("sales", "onboarding", "reporting"), Fraction(1)), dont_know=True
        ),
        "headcount": QuestionScope("number", dont_know=True, low=Fraction(1), high=Fraction(50_000)),
        "budget": QuestionScope("number"),
        "company": QuestionScope("text"),
        "email": QuestionScope("text"),
        "report_ok": QuestionScope("consent"),
        "contact_ok": QuestionScope("consent"),
    },
    later=frozenset({"afterwards"}),
    areas=("sales", "data", "people"),
    tiers=("build", "connect", "good"),
    levels=("red", "amber", "green"),
    scores_known=True,
    level_known=True,
)
BEFORE_RESULT = replace(SCOPE, scores_known=False, level_known=False)
IN_A_GATE = replace(SCOPE, level_known=False)

NOTHING = Standing({}, {}, {}, None)


def parsed(text: str) -> Condition:
    """The condition, which is written as it should be."""
    condition = parse(text)
    assert isinstance(condition, Condition), condition
    return condition


def bound(text: str, scope: Scope = SCOPE) -> Bound:
    """The condition, which fits its scope."""
    found = bind(parsed(text), scope)
    assert isinstance(found, Bound), found
    return found


def faults(text: str, scope: Scope = SCOPE) -> list[Fault]:
    """What is wrong with the text, in how it is written or in what it means."""
    condition = parse(text)
    found = bind(condition, scope) if isinstance(condition, Condition) else condition
    assert isinstance(found, list), f"nothing is wrong with {text!r}"
    return found


def held(
    text: str, answers: dict[str, Answer] | None = None, standing: Standing | None = None
) -> bool | None:
    """True, false or unknown."""
    return bound(text).holds(Known(answers or {}, standing))


def marked(found: list[Fault]) -> str:
    """Every fault as three lines: where it is, what is wrong, what to do."""
    return "\n".join(
        f"{' ' * fault.start}{'^' * (fault.end - fault.start)}\n{fault.code}: {fault.message}\n= {fault.hint}"
        for fault in found
    )


def blocks(table: str) -> list[tuple[str, str]]:
    """The blocks of a table, each as its first line and the rest."""
    found = [block.split("\n", 1) for block in table.strip("\n").split("\n\n")]
    return [(text, rest) for text, rest in found]
