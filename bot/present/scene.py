"""Where a telling happens: the conversation, its reader, and what placeholders stand for."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from bot.definition.answer import SKIPPED, Answer
from bot.definition.condition import Standing
from bot.definition.model import Flow
from bot.definition.placeholders import LONGEST_VALUE, NOTHING, Placeholder, StrayBrace, pieces
from bot.definition.texts import Text
from bot.engine.arrival import path_of
from bot.engine.path import Path
from bot.engine.plan import Plan, plan_of
from bot.engine.result import Result, result_of
from bot.engine.state import State
from bot.present.labels import label
from bot.present.manner import SLASH, Manner
from bot.present.reader import Reader, reader_of


@dataclass(frozen=True, slots=True)
class Extremes:
    """The areas that `{worst}` and `{best}` name in a gate or rule, by id."""

    worst: str
    best: str


class Scene:
    """A conversation as its reader sees it. Path and final result are computed once, when first needed."""

    def __init__(self, flow: Flow, state: State, operator: str | None = None, manner: Manner = SLASH) -> None:
        self.flow = flow
        self.state = state
        self.operator = operator
        self.reader: Reader = reader_of(state.language, manner)

    @cached_property
    def plan(self) -> Plan:
        """The flow made ready."""
        return plan_of(self.flow)

    @cached_property
    def path(self) -> Path:
        """The path of the answers there are now."""
        return path_of(self.plan, self.state)

    @cached_property
    def final(self) -> Result:
        """The result of the answers there are now."""
        return result_of(self.plan, self.path, self.state.answers)

    def filled(self, text: Text, standing: Standing | None = None, extremes: Extremes | None = None) -> str:
        """An author's wording with its values: those of *standing*, else of the result that was passed.

        One pass, values cut at 200 characters, "–" where there is none.
        """
        words = self.reader.text(text)
        if "{" not in words and "}" not in words:
            return words
        values = Values(self, standing or self._standing, extremes)
        return "".join(self._piece(piece, values) for piece in pieces(words))

    def filled_at_end(self, text: Text) -> str:
        """The same with the values of the final result."""
        return self.filled(text, self.final.standing)

    def label(self, question: str, answer: Answer) -> str:
        """An answer in the reader's words."""
        return label(self.reader, self.flow.by_id[question], answer, self.filled)

    def score(self, shown: Fraction | int) -> str:
        """A score as shown: `53`, `3.4`."""
        return self.reader.number(shown, self.flow.scoring.decimals)

    @property
    def _standing(self) -> Standing | None:
        """In a team's round nobody reads scores of their own."""
        return None if self.flow.in_round else self.path.standing

    def _piece(self, piece: str | Placeholder | StrayBrace, values: "Values") -> str:
        match piece:
            case Placeholder(name=name):
                return self.reader.inserted((values.of(name) or NOTHING)[:LONGEST_VALUE])
            case StrayBrace(brace=brace):
                return brace
            case _:
                return piece


@dataclass(frozen=True, slots=True)
class Values:
    """What each placeholder stands for (flow-language §5.8)."""

    scene: Scene
    standing: Standing | None
    extremes: Extremes | None

    def of(self, name: str) -> str | None:
        """The words for `{name}`; None when there are none."""
        if name in self.scene.flow.by_id and not (self.extremes and name in ("worst", "best")):
            return self._answer(name)
        if name == "operator":
            return self.scene.operator
        head, _, tail = name.partition(".")
        if head in ("worst", "best"):
            return self._extreme(head, tail)
        if head == "level":
            return self._level(tail)
        return self._area(head, tail) if tail else None

    def _extreme(self, which: str, wanted: str) -> str | None:
        if self.extremes is None:
            return None
        area = self.extremes.worst if which == "worst" else self.extremes.best
        return self._area("score" if wanted == "score" else "area", area)

    def _level(self, wanted: str) -> str | None:
        levels = self.scene.flow.levels
        if wanted == "count":
            return self.scene.reader.number(len(levels))
        if self.standing is None or self.standing.level is None:
            return None
        if wanted == "number":
            return self.scene.reader.number(self.standing.level)
        return self.scene.reader.text(levels[self.standing.level - 1].title)

    def _area(self, head: str, area: str) -> str | None:
        if head == "area":
            return self.scene.reader.text(self.scene.flow.areas[area].title)
        if self.standing is None:
            return None
        if head == "tier":
            tier = self.standing.tiers.get(area)
            return None if tier is None else self.scene.reader.text(self.scene.flow.tiers[tier - 1].title)
        score = self.standing.scores.get(area)
        return None if score is None else self.scene.score(score)

    def _answer(self, question: str) -> str | None:
        answer = self.scene.path.answers.get(question)
        asked = self.scene.flow.by_id.get(question)
        if answer is None or answer is SKIPPED or asked is None:
            return None
        return label(self.scene.reader, asked, answer, self.scene.reader.text)
