"""Small organisations over a few rounds, with audiences as chance has them: what every world allows.

People here never change their minds, which is what the attacker takes them to do; k is 3, so he has one
colleague, or is one. All worlds are tried in which the same reports would have been shown. With the ledger
off somebody is pinned in most of these organisations.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cache
from itertools import product
from random import Random

import pytest

from bot.checkins import ledger
from bot.store.releases import Audience
from scoring import Area, Item, Key, choice_points, measure
from scoring.disclosure.across import enough_people
from scoring.team import Round, Sheet, TeamQuestion, team_report

K = 3
CHOICES = ("0", "50", "100")
_POINTS = choice_points({choice: Fraction(choice) for choice in CHOICES})
_KEY = Key(items=(Item("q", "a", _POINTS),), areas=(Area("a"),))
_QUESTIONS = [TeamQuestion("q", CHOICES, _POINTS, "a")]
_SHEETS = {choice: Sheet(measure(_KEY, {"q": choice}), {"q": choice}) for choice in CHOICES}
_FIRST = datetime(2030, 1, 7, tzinfo=UTC)


@cache
def shown(answers: tuple[str, ...]) -> str:
    """What the report of some people's answers, in order, shows."""
    closed = Round([_SHEETS[one] for one in answers], len(answers), K, colluders=K - 2)
    return repr(team_report(_KEY, _QUESTIONS, closed))


@dataclass(frozen=True)
class Office:
    """Who says what, and whose reports were shown."""

    world: dict[str, str]
    audiences: tuple[frozenset[str], ...]

    def reports(self, world: dict[str, str]) -> list[str]:
        return [shown(tuple(sorted(world[one] for one in audience))) for audience in self.audiences]

    def pinned(self) -> set[tuple[str, str]]:
        """Who would know whose answer."""
        seen = self.reports(self.world)
        worlds = [
            dict(zip(self.world, said, strict=True)) for said in product(CHOICES, repeat=len(self.world))
        ]
        possible = [world for world in worlds if self.reports(world) == seen]
        return {
            (spy, other)
            for spy in self.world
            for other in set(self.world) - {spy}
            if len({world[other] for world in possible if world[spy] == self.world[spy]}) == 1
        }


def an_office(seed: int, *, on: bool) -> Office:
    """Up to eight people, two check-ins, four days; everybody who is asked answers."""
    chance = Random(seed)
    people = "abcdefgh"[: chance.randint(K + 1, 8)]
    before: list[Audience] = []
    for day in range(4):
        audience = frozenset(person for person in people if chance.random() < 0.8)
        if len(audience) < K:
            continue
        opened = _FIRST + timedelta(days=day)
        new = Audience(
            f"{day}", chance.choice(["crew", "leads"]), "flow", opened, opened + timedelta(hours=9), K,
            len(audience), anonymous=True, audience=audience, exact=True,
        )  # fmt: skip
        if not on or ledger.fewest_told(new, ledger.near(new, before)) >= enough_people(K):
            before.append(new)
    return Office(
        {person: chance.choice(CHOICES) for person in people}, tuple(one.audience for one in before)
    )


@pytest.mark.parametrize("seed", range(60))
def test_nobody_is_pinned(seed: int) -> None:
    assert an_office(seed, on=True).pinned() == set()


def test_without_the_ledger_somebody_is_in_most_offices() -> None:
    assert sum(bool(an_office(seed, on=False).pinned()) for seed in range(20)) > 10


def test_the_ledger_does_not_hide_everything() -> None:
    """Of reports that chance makes there are some beside each other."""
    assert sum(len(an_office(seed, on=True).audiences) for seed in range(60)) > 60
