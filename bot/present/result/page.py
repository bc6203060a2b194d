"""The result page from top to bottom."""

from bot.engine.events import ResultShown
from bot.engine.inputs import Review, ShowWorkings
from bot.messages import Button, ResultPage
from bot.present.result.advice import plans, rules
from bot.present.result.areas import bars, keep, notes, weakest
from bot.present.result.opening import held_back, level_of, opening, sureness
from bot.present.result.outcome import Outcome
from bot.present.result.since import AfterResult, since, ways_after
from bot.present.scene import Scene


def result_page(scene: Scene, event: ResultShown, after: AfterResult | None = None) -> ResultPage:
    """Every part in the order of scoring.md §8; a part with nothing to say is empty."""
    outcome = Outcome(scene, event.result)
    phrases, overall = outcome.phrases, outcome.measured.overall
    level, areas, systems = level_of(outcome), bars(outcome), plans(outcome)
    span = outcome.spans.overall
    return ResultPage(
        title=outcome.words(scene.flow.title),
        opening=opening(outcome, event),
        score="" if overall.shown is None else scene.score(overall.shown),
        share=None if overall.exact is None or span is None else span.share(overall.exact),
        level="" if level is None else outcome.words(level.title),
        level_text="" if level is None or level.text is None else outcome.words(level.text),
        sureness=sureness(outcome),
        held_back=held_back(outcome),
        bars=areas,
        bars_title=phrases.bars_title if areas else "",
        notes=notes(outcome),
        weakest=weakest(outcome),
        rules=rules(outcome),
        plans_title=phrases.plans_title if systems else "",
        plans=systems,
        keep=keep(outcome),
        credit="" if scene.flow.credit is None else outcome.words(scene.flow.credit),
        buttons=(
            Button(phrases.how_computed, ShowWorkings()),
            Button(phrases.change_answer, Review()),
            *ways_after(outcome, after),
        ),
        language=scene.state.language,
        labels=(
            phrases.owner_label,
            phrases.why,
            phrases.this_week,
            phrases.next_30_days,
            phrases.done_when,
        ),
        ladder=tuple(outcome.words(step.title) for step in scene.flow.levels),
        rung=outcome.verdict.level or 0,
        since=since(outcome, after),
    )
