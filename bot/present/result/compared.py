"""A result beside the one before it, in words: overall, level, every area."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from bot.definition.model import Flow
from bot.engine.state import State
from bot.messages import Words
from bot.present.phrases.shape import ComparingWords
from bot.present.result.outcome import Outcome
from bot.present.result.since import Before, changes
from bot.present.scene import Scene
from scoring import Measured
from scoring.change import Changes, Direction


def compared(flow: Flow, state: State, before: Before, *, operator: str | None = None) -> Words:
    """What has changed since *before*, in the conversation's language."""
    scene = Scene(flow, state, operator)
    pair = _Pair(Outcome(scene, scene.final), before, scene.reader.phrases.comparing)
    scores = [*_overall(pair), *_level(pair), *_areas(pair)]
    return Words((_title(pair), *_other_version(pair), *(scores or [pair.words.nothing])), (), state.language)


class _Pair(NamedTuple):
    """Both results, the later one first."""

    outcome: Outcome
    before: Before
    words: ComparingWords

    @property
    def then(self) -> Measured:
        return self.before.result.measured

    @property
    def now(self) -> Measured:
        return self.outcome.measured

    @property
    def changes(self) -> Changes | None:
        return changes(self.outcome, self.before)

    def say(self, phrase: str, then: Fraction | None, now: Fraction | None, **values: str) -> str:
        """A phrase with the scores that there are; their difference is that of what is shown."""
        score, decimals = self.outcome.scene.score, self.outcome.scene.flow.scoring.decimals
        if then is not None:
            values["before"] = score(then)
        if now is not None:
            values["after"] = score(now)
        if then is not None and now is not None:
            values["difference"] = self.outcome.reader.signed(now - then, decimals)
        return self.outcome.reader.say(phrase, **values)


def _title(pair: _Pair) -> str:
    title = pair.outcome.words(pair.outcome.scene.flow.title)
    day = pair.outcome.reader.day(pair.before.day)
    return pair.outcome.reader.say(pair.words.title, title=title, day=day)


def _other_version(pair: _Pair) -> Iterator[str]:
    if pair.before.result.version != pair.outcome.scene.flow.version:
        yield pair.words.other_version


def _overall(pair: _Pair) -> Iterator[str]:
    then, now = pair.then.overall.shown, pair.now.overall.shown
    if then is not None and now is not None:
        said = pair.say(pair.words.overall, then, now)
        yield " ".join([said, *_meaning(pair)])
    elif now is not None:
        yield pair.say(pair.words.overall_only_now, then, now)
    elif then is not None:
        yield pair.say(pair.words.overall_only_before, then, now)


def _meaning(pair: _Pair) -> Iterator[str]:
    """What may be said about the difference of the overalls."""
    found = pair.changes
    if found is not None and found.overall is not None:
        yield {
            Direction.UP: pair.words.up,
            Direction.DOWN: pair.words.down,
            Direction.NO_CLEAR_CHANGE: pair.words.unclear,
        }[found.overall.direction]


def _level(pair: _Pair) -> Iterator[str]:
    """By their titles of today; a level that the check no longer has is left out."""
    titles = {level.id: pair.outcome.words(level.title) for level in pair.outcome.scene.flow.levels}
    then = titles.get(pair.before.result.verdict.level_id or "")
    now = titles.get(pair.outcome.verdict.level_id or "")
    if then is None or now is None:
        return
    if then == now:
        yield pair.outcome.reader.say(pair.words.level_same, level=now)
    else:
        yield pair.outcome.reader.say(pair.words.level, before=then, after=now)


def _areas(pair: _Pair) -> Iterator[str]:
    """In the order of the result page, then those that have no score any more, all in one paragraph."""
    gone = [area for area in pair.then.ranking if area not in pair.now.ranking]
    known = pair.outcome.scene.flow.areas
    lines = [_area(pair, area) for area in (*pair.now.ranking, *gone) if area in known]
    if lines:
        yield "\n".join(lines)


def _area(pair: _Pair, area: str) -> str:
    title, words = pair.outcome.title(area), pair.words
    if area not in pair.then.ranking:
        return pair.say(words.area_only_now, None, pair.now.shown(area), area=title)
    if area not in pair.now.ranking:
        return pair.say(words.area_only_before, pair.then.shown(area), None, area=title)
    found = pair.changes
    phrase = {
        None: words.area,
        Direction.UP: words.area_up,
        Direction.DOWN: words.area_down,
        Direction.NO_CLEAR_CHANGE: words.area_unclear,
    }[found.areas[area].direction if found else None]
    return pair.say(phrase, pair.then.shown(area), pair.now.shown(area), area=title)
