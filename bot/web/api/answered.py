"""Answers and results of rows, as they are told."""

import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from sqlalchemy import Row

from bot.store.errors import SealBroken
from bot.store.sealing import Sealer
from bot.web.api.shapes import Answer, AreaScore, Outcome


def answer(row: Sequence[Any], sealer: Sealer, *, flow_private: bool, with_private: bool) -> Answer:
    """One answer; a private value only where it may be told, and a key opens it: one such row holds up no
    other. *row*: as `answers_of` has it, taken apart once: there are thousands to a page.
    """
    _, question, value, sealed, state, turn, asked_at, answered_at = row
    private = sealed or flow_private
    withheld, kept = private and not with_private, None
    if not withheld:
        try:
            kept = json.loads(sealer.open(value) if sealed else value)
        except SealBroken:
            withheld = True
    said, number, blank = _told(kept)
    return Answer(
        question=question,
        state=state,
        value=said,
        number=number,
        blank=blank,
        private=private,
        withheld=withheld,
        turn=turn,
        asked_at=asked_at,
        answered_at=answered_at,
    )


def answers(
    rows: Iterable[Sequence[Any]], sealer: Sealer, *, flow_private: bool, with_private: bool
) -> list[Answer]:
    """Those of a conversation."""
    return [answer(row, sealer, flow_private=flow_private, with_private=with_private) for row in rows]


def outcome(row: Row[Any], document: Mapping[str, Any] | None) -> dict[str, Any]:
    """The fields of an `Outcome`; without a document it may not be told."""
    if document is None:
        return {
            "withheld": True, "complete": None, "score": None, "exact": None, "level": None, "areas": {},
        }  # fmt: skip
    return {
        "withheld": False,
        "complete": row.complete,
        "score": row.score,
        "exact": row.exact,
        "level": row.level,
        "areas": {name: _area(area) for name, area in document.get("areas", {}).items()},
    }


def latest(row: Row[Any] | None, *, withheld: bool) -> Outcome | None:
    """The latest result of a conversation."""
    return None if row is None else Outcome(**outcome(row, None if withheld else json.loads(row.document)))


def place(row: Row[Any]) -> dict[str, Any]:
    """Channel and workspace of `channel:workspace`."""
    channel, _, workspace = row.place.partition(":")
    return {"channel": channel, "workspace": workspace}


_Told: TypeAlias = tuple[bool | str | list[str] | None, float | None, str | None]


def _told(kept: object) -> _Told:
    """Value, number, blank."""
    match kept:
        case None | bool() | str():
            return kept, None, None
        case list(choices):
            return [str(choice) for choice in choices], None, None
        case {"number": str(number)}:
            return number, float(Fraction(number)), None
        case {"blank": str(blank)}:
            return None, None, blank
        case other:
            return str(other), None, None


def _area(area: Mapping[str, Any]) -> AreaScore:
    return AreaScore(
        score=area.get("score"), exact=area.get("exact"), tier=area.get("tier"), reason=area.get("reason"),
        answered=area.get("answered", 0), asked=area.get("asked", 0),
    )  # fmt: skip
