"""One request that may be answered: who asks what, of which world."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Generic, TypeAlias, TypeVar
from urllib.parse import urlencode

from pydantic import BaseModel

from bot.store.api.walking import Limits, Position, Span, looks
from bot.store.api.walking import Page as Rows
from bot.store.api_tokens import Scope, Token
from bot.turn.library import Library
from bot.web.api.cursors import Cursors, Place
from bot.web.api.queries import Paged, Timed

BASE: Final = "/api/v1"
SETTLED_AFTER: Final = timedelta(minutes=10)
"""Transactions do not end in the order of the times they write: a turn takes its time before it waits for a
connection, for locks and for the writer. Whoever asks later begins no later than this before now, so that
nothing that was still on its way is passed over; what is seen twice is the same.

Twice the longest that a work may take on PostgreSQL, five tries of 60 seconds each (`bot.store.postgres`): a
tap is tried with others before (`bot.store.together_postgres`), and clocks of machines differ.
"""

Query_co = TypeVar("Query_co", bound=BaseModel, covariant=True)
Make: TypeAlias = Callable[[], BaseModel]
"""Makes the answer of what was read, outside the transaction: none waits for it."""


@dataclass(frozen=True, slots=True)
class Asking(Generic[Query_co]):
    """A request whose token and words are good."""

    path: str
    """Behind `BASE`."""
    ids: Mapping[str, str]
    """Those in the path, by name."""
    query: Query_co
    token: Token
    library: Library
    cursors: Cursors
    now: datetime

    @property
    def limits(self) -> Limits:
        return Limits(self.token.channel, self.token.workspace, self.token.flow)

    def may(self, scope: Scope) -> bool:
        return scope in self.token.scopes


def span_of(asking: Asking[Timed]) -> Span:
    """The part of a list that is asked for."""
    query = asking.query
    look = looks(asking.cursors.chance(f"{_context(asking)}#{query.cursor or ''}"))
    return Span(query.limit, look, after_of(asking), query.since, query.until)


def after_of(asking: Asking[Paged]) -> Position | None:
    """Behind which position it begins."""
    place = _place(asking)
    return None if place is None else place.position


def links_of(asking: Asking[Timed], found: Rows) -> dict[str, Any]:
    """`next` and `later`; where nothing is shown, `later` is the very request.

    `next` goes on to what came last. Once it is beyond what is settled it takes along how far that is: at the
    end of the walk `later` goes back to there, whenever that is.
    """
    place = _place(asking)
    carried = None if place is None else place.settled
    settled = carried or asking.now - SETTLED_AFTER
    end = found.end or after_of(asking)
    later = None if end is None else min(end, (settled, *_before_all(end)))
    beyond = found.next is not None and found.next[0] > settled
    return {
        "next": None if found.next is None else link(asking, found.next, settled if beyond else None),
        "later": link(asking, later),
    }


def link(asking: Asking[Paged], position: Position | None, settled: datetime | None = None) -> str:
    """The same list behind a position; None: from its beginning. *settled*: as in `Place`."""
    wishes = _wishes(asking, limit=True)
    if position is not None:
        wishes["cursor"] = asking.cursors.write(Place(position, settled), _context(asking))
    return f"{BASE}{asking.path}" + (f"?{urlencode(wishes)}" if wishes else "")


def _place(asking: Asking[Paged]) -> Place | None:
    cursor = asking.query.cursor
    return None if cursor is None else asking.cursors.read(cursor, _context(asking))


def _before_all(position: Position) -> Iterator[object]:
    """Of a key's other columns what comes before all others."""
    return ("" if isinstance(one, str) else -1 for one in position[1:])


def _context(asking: Asking[Paged]) -> str:
    """What a cursor is good for: this list, with these filters."""
    return f"{asking.path}?{urlencode(_wishes(asking, limit=False))}"


def _wishes(asking: Asking[Paged], *, limit: bool) -> dict[str, str]:
    left_out = {"cursor"} if limit else {"cursor", "limit"}
    asked = asking.query.model_dump(mode="json", exclude=left_out, exclude_none=True, exclude_defaults=True)
    return {name: str(value) for name, value in sorted(asked.items())}
