"""A result with everything that words about it need: values for placeholders, titles, scales."""

from fractions import Fraction
from functools import cached_property

from bot.definition.condition import Known, Standing
from bot.definition.model import Method
from bot.definition.texts import Text
from bot.engine.result import Result
from bot.present.reader import Reader
from bot.present.result.spans import Span, Spans, spans_of
from bot.present.scene import Extremes, Scene
from scoring import Measured, Verdict, extremes
from scoring.explain import Explanation, explain


class Outcome:
    """What a result page is written from."""

    def __init__(self, scene: Scene, result: Result) -> None:
        self.scene = scene
        self.result = result
        self.measured: Measured = result.measured
        self.verdict: Verdict = result.verdict
        self.reader: Reader = scene.reader
        self.phrases = scene.reader.phrases.result
        self.standing: Standing = result.standing
        self.known = Known(scene.path.answers, self.standing)

    @cached_property
    def explanation(self) -> Explanation:
        """The computation, line by line."""
        return explain(self.scene.plan.key, self.measured, self.result.given)

    @cached_property
    def spans(self) -> Spans:
        """From where to where the scores could have gone."""
        return spans_of(self.scene.plan.key, self.explanation)

    @property
    def percent(self) -> bool:
        """Are all scores 0 to 100?"""
        return self.scene.flow.scoring.method is Method.PERCENT

    def words(self, text: Text, pair: Extremes | None = None) -> str:
        """An author's wording with the values of this result."""
        return self.scene.filled(text, self.standing, pair)

    def title(self, area: str) -> str:
        """The title of an area."""
        return self.words(self.scene.flow.areas[area].title)

    def extremes(self, areas: tuple[str, ...]) -> Extremes | None:
        """The worst and the best of *areas*, for `{worst}` and `{best}`."""
        pair = extremes(self.measured, areas)
        return None if pair is None else Extremes(*pair)

    def score(self, area: str) -> str:
        """The score of a scored area, as shown."""
        return self.scene.score(self.measured.shown(area))

    def score_on_scale(self, shown: Fraction, span: Span) -> str:
        """`53 of 100`, `14 on a scale from 4 to 20`."""
        score = self.scene.score(shown)
        if self.percent:
            return self.reader.say(self.phrases.of_100, score=score)
        low, high = self.reader.number(span.low), self.reader.number(span.high)
        return self.reader.say(self.phrases.of_range, score=score, low=low, high=high)
