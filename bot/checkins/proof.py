"""The proof of a check-in's anonymity, from what is written down: each report alone, all together, the rows.

Nothing of how reports were made is trusted: thresholds are looked for in the documents as they were shown,
and every decision about reports near each other is taken again from the audiences.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection

from bot.checkins import ledger
from bot.store import checkins, releases, traces
from bot.store.checkins import CheckIn
from bot.store.releases import Audience, Release
from scoring.disclosure.across import enough_people

_EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FEW: Final = 10
_RARE: Final = 2
_NO_FIGURES: Final = frozenset({"n", "why", "alike", "broken", "partial", "merged"})


@dataclass(frozen=True, slots=True)
class Proved:
    """One report: whether figures were shown, which of its cards have none and why, and what is wrong.

    `fewest`: of how many people the answers together follow from it with the reports near it, three times k
    where it is more; None where that is of no account.
    """

    release: Release
    shown: tuple[str, ...]
    hidden: dict[str, str]
    near: int
    fewest: int | None
    violations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """All reports of a check-in, oldest first. `violations`: of the rows that are kept."""

    checkin: CheckIn
    reports: tuple[Proved, ...]
    violations: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations and not any(one.violations for one in self.reports)


def prove(connection: Connection, checkin_id: str, *, keys: Sequence[bytes]) -> Proof | None:
    """None: there is no such check-in. Reads alone; `keys` are those of the ledger."""
    checkin = checkins.by_id(connection, checkin_id)
    if checkin is None:
        return None
    everything = releases.audiences_since(
        connection, checkin.channel, checkin.workspace, checkin.flow_name, _EVER
    )
    audiences = ledger.by_one_key(connection, checkin, everything, keys)
    found = traces.traces(connection, checkin_id) if checkin.anonymous else {}
    return Proof(
        checkin,
        tuple(_proved(one, checkin, audiences) for one in releases.of_checkin(connection, checkin_id)),
        tuple(f"{what}: {count}" for what, count in found.items()),
    )


def _proved(release: Release, checkin: CheckIn, audiences: Sequence[Audience]) -> Proved:
    cards = _cards(release.document)
    place = next(place for place, one in enumerate(audiences) if one.id == release.id)
    near = ledger.near(audiences[place], audiences[:place])
    fewest = ledger.fewest_told(audiences[place], near) if release.exact and release.anonymous else None
    return Proved(
        release,
        tuple(name for name, card in cards.items() if _has_figures(card)),
        {name: _why(card) for name, card in cards.items() if not _has_figures(card)},
        len(near),
        fewest,
        tuple(_violations(release, checkin, fewest)) if release.anonymous else (),
    )


def _violations(release: Release, checkin: CheckIn, fewest: int | None) -> Iterator[str]:
    document, k = release.document, release.min_answers
    if k < checkin.min_answers or not checkin.anonymous:
        yield "the check-in's own rules were not those of the report"
    if document["people"] is not None:
        yield "people are shown by name"
    figures = [name for name, card in _cards(document).items() if _has_figures(card)]
    if (figures or document["comments"]) and (document["why"] is not None or not release.exact):
        yield "figures are shown where none may be"
    if (figures or document["comments"]) and document["answered"] < k:
        yield f"figures are shown of {document['answered']} people, fewer than {k}"
    if fewest is not None and fewest < enough_people(k):
        yield (
            f"beside other reports it tells what {fewest} people said together"
            if fewest
            else "nobody has shown that beside other reports it tells nothing of few people"
        )
    for question, texts in document["comments"].items():
        if len(texts) < k:
            yield f"{len(texts)} texts are shown for {question}, fewer than {k}"
    for name, card in _cards(document).items():
        yield from (f"{name}: {what}" for what in _of_card(card, k))


def _of_card(card: dict[str, Any], k: int) -> Iterator[str]:
    """What is wrong with one card by itself."""
    if not _has_figures(card):
        return
    n = card["n"]
    if n is None or n < k:
        yield f"figures of {n or 'an unknown number of'} answers, fewer than {k}"
        return
    if card["alike"]:
        yield "a word tells what nearly all said"
    counts = {choice: _count(share, n) for choice, share in (card.get("shares") or {}).items()}
    for choice, count in counts.items():
        if count >= n - (k - 2):
            yield f"{count} of {n} chose {choice}: {k - 2} who collude know what all others said"
        if n < _FEW and 0 < count <= _RARE:
            yield f"{count} of {n} chose {choice}, which is shown by itself"


def _count(share: int, n: int) -> int:
    """How many people a whole percent of n stands for, at least."""
    return max(0, (share * n * 2 - n + 199) // 200)


def _cards(document: Any) -> dict[str, dict[str, Any]]:
    """All cards by what they are about."""
    overall = {} if document["overall"] is None else {"overall": document["overall"]}
    areas = {f"area {name}": card for name, card in document["areas"].items()}
    return overall | areas | {f"question {name}": card for name, card in document["questions"].items()}


def _has_figures(card: dict[str, Any]) -> bool:
    return any(value is not None for name, value in card.items() if name not in _NO_FIGURES)


def _why(card: dict[str, Any]) -> str:
    return card["why"] or ("alike" if card["alike"] else "nothing to show")
