"""Teams side by side, for those who look after all of them; which may stand there was audited before."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.present.teams.shape import Card
from bot.reports.page.figure import hidden_because
from bot.reports.page.wording import Saying, Tier, Words, plain, said_of, tier_of, title_of
from bot.reports.rounds.teams import Beside, Teams


class TeamCell(NamedTuple):
    """One area of one team."""

    score: str
    tier: Tier | None
    word: str


class TeamRow(NamedTuple):
    """One team; *day*: when its round closed."""

    team: Words
    here: bool
    """It is that of the page."""
    day: str
    cells: tuple[TeamCell, ...]


@dataclass(frozen=True, slots=True)
class TeamsPart:
    """The table, and who is not in it."""

    areas: tuple[Words, ...]
    rows: tuple[TeamRow, ...]
    left_out: tuple[tuple[Words, str], ...]


def teams_of(saying: Saying, found: Teams | None, checkin_id: str) -> TeamsPart | None:
    """None where there is nobody to stand beside."""
    if found is None or not found.compared or len(found.compared) + len(found.left_out) < 2:
        return None
    words = saying.words.part.team_left_out
    return TeamsPart(
        tuple(title_of(saying, found.flow, area) for area in found.areas),
        tuple(_row(saying, found, one, checkin_id) for one in found.compared),
        tuple(
            (Words(plain(one.team)), words[why] if why in words else hidden_because(saying, why))
            for one, why in found.left_out
        ),
    )


def _row(saying: Saying, found: Teams, one: Beside, checkin_id: str) -> TeamRow:
    cells = tuple(_cell(saying, found, one.card(area)) for area in found.areas)
    day = saying.day(one.document["closed"])
    return TeamRow(Words(plain(one.checkin.team)), one.checkin.id == checkin_id, day, cells)


def _cell(saying: Saying, found: Teams, card: Card | None) -> TeamCell:
    words = saying.words.figure
    if card is None:
        return TeamCell("–", None, words.none)
    if card["score"] is not None:
        tiers = found.flow.tiers if found.flow else ()
        return TeamCell(saying.score(card["score"]), tier_of(saying, tiers, card["band"]), "")
    if card["alike"]:
        return TeamCell("", None, said_of(saying.report.fifths, card["word"] or "middling"))
    return TeamCell("–", None, said_of(words.why_short, card["why"]) if card["why"] else words.none)
