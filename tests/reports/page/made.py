"""Check-ins with any number of rounds, made by repeatable chance, as the ledger would have them."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from bot.definition.load import load
from bot.definition.model import Flow, Kind, Question
from bot.present.teams.shape import Card, Fifth, QuestionCard, RoundDocument, Trend, Why
from bot.reports.page import Material
from bot.reports.rounds.facts import Shown
from bot.store.actions import Action, ActionStatus
from bot.store.checkins import CheckIn

FLOWS = Path(__file__).parents[3] / "flows"
TODAY = date(2026, 11, 26)
FIRST = date(2026, 7, 27)

BLANK = Card(
    n=None, why=None, word=None, alike=False, score=None, band=None, low=None, high=None, spread=None,
    agreement=None, change=None, broken=False, median=None, partial=False,
)  # fmt: skip
BLANK_QUESTION = QuestionCard(
    n=None, why=None, word=None, alike=False, mean=None, shares=None, merged=[], other=None, top=None,
    bottom=None, agreement=None, quartiles=None, recommendation=None,
)  # fmt: skip


def flow_of(name: str) -> Flow:
    """One of the flows that come with Checkup."""
    flow = load((FLOWS / f"{name}.yaml").read_bytes(), f"{name}.yaml").flow
    assert flow is not None
    return flow


def written(source: str, name: str) -> Flow:
    """A flow from its text."""
    loaded = load(source.encode(), f"{name}.yaml")
    assert loaded.flow is not None, loaded
    return loaded.flow


def many_questions(areas: int, questions: int) -> Flow:
    """As many areas and questions as wanted."""
    lines = ["flow: long-check", "version: 1", "title: A long check", "areas:"]
    lines += [
        f"  area_{n}: {{title: Area {n}, talk: 'What about {n}?', owner: Lead {n}}}" for n in range(areas)
    ]
    lines += ["checkin: {every: 2 weeks, day: tuesday, at: 10:00, open: 3 days}", "steps:"]
    for n in range(questions):
        lines += [
            f"  - ask: question_{n}",
            f"    area: area_{n % areas}",
            f"    text: How true is sentence number {n} for how we work together in this team?",
            "    choices:",
            *(f"      c{c}: {{text: Answer {c} of five, score: {c}}}" for c in range(1, 6)),
        ]
    return written("\n".join(lines) + "\n", "long-check")


def card(score: float | None = None, band: str | None = None, **more: Any) -> Card:
    """One card; what is not said is not there."""
    made = cast("Card", {**BLANK, "score": score, "band": band, **more})
    if score is not None and "low" not in more:
        made["low"], made["high"] = max(int(score) - 11, 0), min(int(score) + 11, 100)
        made["n"] = made["n"] or 14
    return made


def hidden(why: Why) -> Card:
    """A card that says why it shows nothing."""
    return cast("Card", {**BLANK, "n": 3, "why": why})


def alike(word: Fifth) -> Card:
    """A card whose word stands for all figures."""
    return cast("Card", {**BLANK, "n": 9, "alike": True, "word": word})


def question(**more: Any) -> QuestionCard:
    """One question's card."""
    return cast("QuestionCard", {**BLANK_QUESTION, **more})


def moved(by: int, word: Trend | None, counts_from: int | None = 14) -> dict[str, Any]:
    """A change."""
    return {"by": by, "word": word, "counts_from": counts_from}


def band_of(flow: Flow, score: float) -> str:
    """The tier of a score."""
    return [tier.id for tier in flow.tiers if tier.start <= score][-1]


def document(flow: Flow, number: int, seed: int = 1, **more: Any) -> RoundDocument:
    """A whole round of this flow."""
    chance = random.Random(seed * 1000 + number)
    opened = FIRST + timedelta(weeks=2 * number)
    areas = {name: _area(flow, name, at, number, seed) for at, name in enumerate(flow.areas)}
    order = sorted(areas, key=lambda name: areas[name]["score"] or 0)
    talk = sorted(order, key=lambda name: areas[name]["agreement"] != "two camps")
    made: dict[str, Any] = {
        "flow": flow.name, "version": flow.version, "numbers": [number],
        "opened": opened.isoformat(), "closed": (opened + timedelta(days=4)).isoformat(),
        "anonymous": True, "min_answers": 5, "invited": 18, "answered": 14, "low_response": False,
        "why": None, "overall": None, "bounds": None, "areas": areas,
        "questions": {
            one.id: _question(one, chance)
            for one in flow.questions()
            if one.kind in (Kind.CHOICE, Kind.MULTI, Kind.NUMBER)
        },
        "weakest": order[:3], "joint": [], "systems": [name for name in order[:3] if flow.areas[name].system],
        "talk": talk, "comments": {}, "people": None,
    }  # fmt: skip
    if flow.scoring.overall:
        mean = round(sum(one["score"] or 0 for one in areas.values()) / max(len(areas), 1))
        made["overall"] = card(mean, [level.id for level in flow.levels if level.start <= mean][-1])
        made["bounds"] = [max(mean - 14, 0), min(mean + 9, 100)]
    return cast("RoundDocument", made | more)


def _area(flow: Flow, name: str, at: int, number: int, seed: int) -> Card:
    walk = random.Random(seed * 100 + at)
    score, before = walk.randint(25, 82), 0
    for _ in range(number):
        before, score = score, min(max(score + walk.randint(-9, 10), 4), 97)
    by = score - before
    word: Trend = "no clear change" if abs(by) < 8 else "up" if by > 0 else "down"
    change = None if number < 2 else moved(by, word if number > 2 else None)
    agreement = ("you agree", "opinions differ", "two camps", "opinions differ")[(at + number) % 4]
    if agreement == "two camps" and not 35 <= score <= 70:
        agreement = "you agree"
    return card(score, band_of(flow, score), n=14, spread=21.5, change=change, agreement=agreement)


def _question(one: Question, chance: random.Random) -> QuestionCard:
    if one.kind is Kind.NUMBER:
        return question(n=14, quartiles=[2.0, 3.5, 6.0])
    weights = [chance.randint(1, 9) for _ in one.choices]
    shares = {
        choice.id: round(100 * w / sum(weights)) for choice, w in zip(one.choices, weights, strict=True)
    }
    found = question(n=14, shares=shares)
    if one.scored:
        found |= {"mean": chance.randint(20, 90), "top": 40, "bottom": 20, "agreement": "opinions differ"}
    if one.scale == "recommend":
        found |= {"recommendation": [21, -18, 51], "mean": None}
    return found


@dataclass
class Team:
    """A check-in and its reports."""

    flow: Flow
    documents: Sequence[RoundDocument]
    team: str = "Support North"
    every: str = "2 weeks"
    language: str = "en"
    anonymous: bool = True
    actions: Sequence[Action] = ()
    flows: Mapping[int, Flow | None] = field(default_factory=dict)
    """Of single reports, by their place, where it is another one."""

    @property
    def checkin(self) -> CheckIn:
        return CheckIn(
            id="c1", channel="slack", workspace="T1", team=self.team, flow_name=self.flow.name,
            language=self.language, manager="UBOSS", viewers=("UBOSS", "UVIEW"), audience={"people": []},
            anonymous=self.anonymous, min_answers=5, every=self.every, first_on=FIRST, at_minute=600,
            zone="member", weekdays_only=True, open_minutes=3 * 24 * 60, reminders=1,
            created_at=datetime(2026, 7, 2, tzinfo=UTC),
        )  # fmt: skip

    def material(self, chosen: int | None = -1) -> Material:
        """What a page is made from; the last report is looked at."""
        shown = tuple(Shown(one, self.flows.get(at, self.flow)) for at, one in enumerate(self.documents))
        place = None if chosen is None or not shown else chosen % len(shown)
        return Material(self.checkin, shown, place, tuple(self.actions))


def action(area: str, text: str, status: ActionStatus = ActionStatus.OPEN, **more: Any) -> Action:
    """Something that was decided."""
    made = Action(
        id=text, checkin_id="c1", round_number=3, area=area, text=text, owner="Dana",
        due_on=date(2026, 12, 10), created_at=datetime(2026, 11, 1, tzinfo=UTC), status=status,
    )  # fmt: skip
    return replace(made, **more)


COMMENTS = (
    "The hand-over on Mondays works now, thank you for that.",
    "We wait for approvals longer than the work itself takes.\nTwo of them could be dropped.",
    "More time together, less status.",
    "I would like to know why the priorities changed in October.",
    "Good weeks. The new rota helps.",
)


def team_health(rounds: int = 8, **more: Any) -> Team:
    """A team in the middle of its story."""
    flow = flow_of("team-health")
    documents = [document(flow, number, 7) for number in range(1, rounds + 1)]
    last = documents[-1]
    last["comments"] = {"note": list(COMMENTS)}
    last["areas"] = last["areas"] | {
        "joy": alike("high"),
        "say": hidden("too few"),
    }
    last["questions"] = last["questions"] | {"say_card": question(n=3, why="too few")}
    last["talk"] = [area for area in last["talk"] if area not in ("joy", "say")]
    last["weakest"] = sorted(last["talk"], key=lambda area: last["areas"][area]["score"] or 0)[:3]
    decided = [
        action(last["talk"][0], "Drop two of the four approvals for small changes"),
        action(last["talk"][0], "One list of open requests", due_on=date(2026, 11, 20)),
        action(last["talk"][1], "Friday hour for learning", ActionStatus.DONE, owner="The whole team"),
    ]
    return Team(flow, documents, actions=decided, **more)
