"""What the tests of a flow file say: their answers and what they expect (flow-language §5.7)."""

from collections.abc import Callable
from typing import Any

from bot.definition.answer import Answer, Blank
from bot.definition.draft import Draft
from bot.definition.flow_tests import Expectation, Fill, ScoreRange, Test
from bot.definition.near import meant_or_all
from bot.definition.read import tests as keys
from bot.definition.read.forms import number, truth
from bot.definition.read.tables import Named, Row
from bot.definition.read.values import answer
from bot.definition.source.nodes import Node, Scalar, Sequence

NONE = "none"


def read_tests(draft: Draft) -> tuple[Test, ...]:
    """The tests of *draft*; what is wrong is said at its desk."""
    reader = _Reader(draft)
    return tuple(reader.test(row) for row in draft.tests)


class _Reader:
    """Knows every name that a test may use."""

    def __init__(self, draft: Draft) -> None:
        self.desk = draft.desk
        self.questions = draft.questions
        self.areas = tuple(draft.areas)
        self.levels = tuple(level.id for level in draft.levels)
        self.tiers = tuple(tier.id for tier in draft.tiers)
        self.gates = tuple(gate.value.id for gate in draft.gates if gate.value is not None)
        advised = [f"{area}.{tier}" for area, found in draft.areas.items() for tier in found.value.advice]
        self.recommended = (*(rule.value.id for rule in draft.recommend), *advised)
        self.flows = tuple(entry.value.flow for entry in draft.next)

    def test(self, row: Row) -> Test:
        return Test(
            name=row.given(keys.NAME, ""),
            answers=self._answers(row.given(keys.ANSWERS, ())),
            kept=self._kept(row.given(keys.KEPT, ())),
            fill=row.given(keys.FILL, Fill.MIDDLE),
            expect=self._expect(row.given(keys.EXPECT, ())),
            line=row.place.line,
        )

    def _answers(self, given: tuple[Named[Node], ...]) -> dict[str, Answer]:
        read: dict[str, Answer] = {}
        for named in given:
            question = self.questions.get(named.name)
            if question is None and named.name in self.desk.lost:
                continue
            if question is None:
                hint = meant_or_all(named.name, self.questions)
                self.desk.say("E190", f"there is no question '{named.name}'", named.place, hint)
            elif (value := answer(question, named.value, self.desk, "E191")) is not None:
                read[named.name] = value
        return read

    def _kept(self, given: tuple[Named[Node], ...]) -> dict[str, Answer]:
        """Of questions that keep their answer; a blank is never kept."""
        read = self._answers(given)
        for named in given:
            question, value = self.questions.get(named.name), read.get(named.name)
            if question is not None and question.keep is None:
                hint = "add  keep: <name>  to the question, or move it to 'answers'"
                self.desk.say("E190", f"'{named.name}' keeps no answer", named.place, hint)
            elif isinstance(value, Blank):
                self.desk.say("E191", '"don\'t know" is never kept', named.value.place)
        return read

    def _expect(self, given: tuple[Named[Node], ...]) -> Expectation:
        scores: dict[str, ScoreRange | None] = {}
        tiers: dict[str, str] = {}
        single: dict[str, Any] = {}
        for named in given:
            kind, _, about = named.name.partition(".")
            if kind == "score" and (about == "overall" or about in self.areas):
                self._score(named, about, scores)
            elif kind == "tier" and about in self.areas:
                tiers[about] = self.word(named, "a tier", self.tiers)
            elif named.name in _LISTS:
                single[named.name] = self._list(named)
            elif named.name in _SINGLE:
                single[named.name] = _SINGLE[named.name](self, named)
            elif about not in self.desk.lost:
                self._unknown(named)
        return Expectation(scores=scores, tiers=tiers, **single)

    def _unknown(self, named: Named[Node]) -> None:
        per_area = [f"{kind}.{area}" for area in self.areas for kind in ("score", "tier")]
        known = [*_LISTS, *_SINGLE, "score.overall"]
        hint = meant_or_all(named.name, known)
        if named.name.startswith(("score.", "tier.")):
            hint = meant_or_all(named.name, ["score.overall", *per_area])
        self.desk.say("E192", f"'{named.name}' cannot be expected", named.place, hint)

    def _score(self, named: Named[Node], about: str, scores: dict[str, ScoreRange | None]) -> None:
        written = named.value.value if isinstance(named.value, Scalar) else ""
        if written == NONE:
            scores[about] = None
            return
        low, dots, high = written.partition("..")
        bounds = number(low), number(high if dots else low)
        if bounds[0] is None or bounds[1] is None or bounds[0] > bounds[1]:
            self.desk.say(
                "E193",
                f"'{named.name}' is a number, a range or none",
                named.value.place,
                "40, 40..60 or none",
            )
            return
        scores[about] = ScoreRange(bounds[0], bounds[1])

    def word(self, named: Named[Node], what: str, known: tuple[str, ...]) -> str:
        """The word; "" for `none`."""
        written = named.value.value if isinstance(named.value, Scalar) else ""
        if written == NONE:
            return ""
        if written not in known and written not in self.desk.lost:
            hint = meant_or_all(written, [*known, NONE])
            self.desk.say(
                "E193", f"'{named.name}' is {what} or none, not '{written}'", named.value.place, hint
            )
        return written

    def _list(self, named: Named[Node]) -> tuple[str, ...]:
        if not isinstance(named.value, Sequence):
            self.desk.say("E193", f"'{named.name}' is a list", named.value.place, "write  [a, b]  or  []")
            return ()
        what, known = _LISTS[named.name](self)
        words: list[str] = []
        for item in named.value.items:
            written = item.value if isinstance(item, Scalar) else ""
            words.append(written)
            if written not in known and written not in self.desk.lost:
                self._unlisted(named.name, written, item, what, known)
        return tuple(words)

    def _unlisted(self, name: str, written: str, item: Node, what: str, known: tuple[str, ...]) -> None:
        code = "E190" if name in ("asked", "not_asked") else "E193"
        hint = meant_or_all(written, known) if known else None
        self.desk.say(code, f"there is no {what} '{written}'", item.place, hint)

    def complete(self, named: Named[Node]) -> bool | None:
        value = truth(named.value.value) if isinstance(named.value, Scalar) else None
        if value is None:
            self.desk.say("E193", "'complete' is yes or no", named.value.place)
        return value


_LISTS: dict[str, Callable[[_Reader], tuple[str, tuple[str, ...]]]] = {
    "asked": lambda reader: ("question", tuple(reader.questions)),
    "not_asked": lambda reader: ("question", tuple(reader.questions)),
    "capped_by": lambda reader: ("gate", reader.gates),
    "weakest": lambda reader: ("area", reader.areas),
    "systems": lambda reader: ("area", reader.areas),
    "recommended": lambda reader: ("rule or advice", reader.recommended),
}

_SINGLE: dict[str, Callable[[_Reader, Named[Node]], str | bool | None]] = {
    "level": lambda reader, named: reader.word(named, "a level", reader.levels),
    "next": lambda reader, named: reader.word(named, "a flow of 'next'", reader.flows),
    "complete": lambda reader, named: reader.complete(named),
}
