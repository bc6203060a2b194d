"""A program that reads through the API, and what there is to read."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
from sqlalchemy import Connection
from starlette.types import ASGIApp

from bot.engine.state import Status
from bot.store import (
    answers,
    api_tokens,
    checkins,
    consents,
    conversations,
    flows,
    respondents,
    results,
    rounds,
)
from bot.store.answers import StoredAnswer
from bot.store.api_tokens import Scope, Token
from bot.store.checkins import CheckIn
from bot.store.columns import AnswerState
from bot.store.database import Database
from bot.store.rounds import Round, RoundStatus
from bot.turn.library import Library
from bot.web.api.bearers import Uses
from bot.web.api.cursors import PURPOSE, Cursors
from bot.web.api.routes import ApiWorld, api_routes
from bot.web.application import application
from tests.served import library as shelf
from tests.store.samples import FLOW, SOURCE, consent, conversation, result

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
EVERYTHING = frozenset(Scope)
OPEN = """
flow: team-mood
title: Mood
steps:
  - {ask: tools, text: I had what I needed., scale: agree5}
"""
"""The flow of all who were here, as far as an answer has to know it: it is not private."""
_NUMBERS = itertools.count(1)
DOCUMENT = (
    '{"flow":"team-mood","version":1,"complete":true,"score":53,"exact":"1273/24","areas":'
    '{"focus":{"score":40,"exact":"40","tier":"weak","answered":3,"asked":4},'
    '"trust":{"score":null,"reason":"too few","answered":0,"asked":2}},"weakest":[]}'
)


class Company:
    """Our web server, its database and its clock; who asks brings a token that may read everything."""

    def __init__(self, database: Database, library: Library | None = None) -> None:
        self.database = database
        self.now = NOON
        self.uses = Uses(database)
        world = ApiWorld(
            database,
            library or shelf(OPEN),
            lambda: self.now,
            Cursors(database.keys.derived(PURPOSE)),
            self.uses,
        )
        self.app: ASGIApp = application(api_routes(world), _ready)
        self.secret = ""

    async def opened(self, **token: Any) -> "Company":
        """Who asks has such a token from now on."""
        self.secret, _ = await self.token(**token)
        return self

    async def token(
        self, scopes: Sequence[Scope] | frozenset[Scope] = EVERYTHING, *, workspace: str | None = None,
        flow: str | None = None, expires_at: datetime | None = None,
    ) -> tuple[str, Token]:  # fmt: skip
        """A new token and its secret."""
        number = next(_NUMBERS)
        secret = api_tokens.new_secret(lambda size: number.to_bytes(size, "big"))
        channel, _, place = (workspace or "").partition(":")
        token = Token(
            f"t{number}", "CRM", frozenset(scopes), self.now, channel or None, place or None, flow, expires_at
        )
        await self.database.run(lambda connection: api_tokens.issue(connection, secret, token))
        return secret, token

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    async def asks(
        self,
        path: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        secret: str | None = None,
    ) -> httpx.Response:
        """What the server answers to a path below `/api/v1`, or to a link of an answer."""
        bearer = {"authorization": f"Bearer {secret or self.secret}"}
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="https://checkup.example") as client:
            where = path if path.startswith("/api/") else f"/api/v1{path}"
            return await client.request(method, where, headers=bearer if headers is None else headers)

    async def reads(self, path: str, **more: Any) -> Any:
        """The answer, where there is one."""
        answer = await self.asks(path, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def walks(self, path: str) -> list[Any]:
        """All entries of a list, part after part."""
        items: list[Any] = []
        next_: str | None = path
        while next_ is not None:
            page = await self.reads(next_)
            items += page["items"]
            next_ = page["next"]
        return items

    async def writes(self, work: Any) -> Any:
        return await self.database.run(work)


async def _ready() -> str:
    return ""


def somebody(
    connection: Connection,
    conversation_id: str,
    *,
    place: str = "slack:T1",
    minutes: float = 0,
    **changes: object,
) -> conversations.Conversation:
    """Somebody of a workspace goes through a flow; so many minutes before noon that changed last."""
    channel, _, workspace = place.partition(":")
    flows.pin(connection, FLOW, SOURCE, NOON)
    ids = (f"{kind}-{conversation_id}" for kind in ("r", "a", "x"))
    address = respondents.find_or_make(
        connection, channel, workspace, f"U{conversation_id}", now=NOON, new_id=lambda: next(ids)
    )
    at = NOON - timedelta(minutes=minutes)
    fields: dict[str, object] = {
        "id": conversation_id, "status": Status.FINISHED.value, "started_at": at - timedelta(minutes=5),
        "updated_at": at, "source": "fair",
    }  # fmt: skip
    made = conversation(address, **(fields | changes))
    conversations.begin(connection, made)
    return made


def says(
    connection: Connection, conversation_id: str, question: str, value: object, **changes: object
) -> None:  # fmt: skip
    """Writes an answer."""
    fields: dict[str, object] = {
        "question": question, "value": value, "state": AnswerState.GIVEN, "turn": 1, "answered_at": NOON,
    }  # fmt: skip
    answers.write(connection, conversation_id, [StoredAnswer(**(fields | changes))])  # type: ignore[arg-type]


def lead(connection: Connection, conversation_id: str, **changes: Any) -> conversations.Conversation:
    """Somebody with an e-mail address, words, a result and a consent to be contacted."""
    made = somebody(connection, conversation_id, **changes)
    says(connection, made.id, "mail", f"{made.id}@example.com", private=True, profile="email")
    says(connection, made.id, "wish", f"words of {made.id}", private=True)
    says(connection, made.id, "tools", "often")
    results.write(connection, result(made, document=DOCUMENT, created_at=made.updated_at))
    consents.write(connection, consent(made, created_at=made.updated_at))
    return made


def checkin(
    connection: Connection,
    checkin_id: str,
    *,
    place: str = "slack:T1",
    anonymous: bool = True,
    **changes: Any,
) -> CheckIn:
    """A team's check-in."""
    channel, _, workspace = place.partition(":")
    fields: dict[str, Any] = {
        "id": checkin_id, "channel": channel, "workspace": workspace, "team": f"Team {checkin_id}",
        "flow_name": FLOW.name, "language": "en", "manager": "UBOSS", "viewers": ("UBOSS",),
        "audience": {"people": ["UANA"]}, "anonymous": anonymous, "min_answers": 5, "every": "2 weeks",
        "first_on": date(2026, 1, 15), "at_minute": 600, "zone": "member", "weekdays_only": True,
        "open_minutes": 2880, "reminders": 1, "created_at": NOON - timedelta(days=9),
        "join_token": f"join-{checkin_id}",
    }  # fmt: skip
    made = CheckIn(**(fields | changes))
    checkins.begin(connection, made)
    return made


def round_(connection: Connection, checkin_id: str, number: int = 1, **changes: Any) -> Round:
    """One of its rounds, named after both."""
    flows.pin(connection, FLOW, SOURCE, NOON)
    fields: dict[str, Any] = {
        "id": f"{checkin_id}-{number}", "checkin_id": checkin_id, "number": number,
        "occurs_on": date(2026, 1, 14) + timedelta(days=14 * number), "flow": FLOW,
        "status": RoundStatus.OPEN, "opens_at": NOON - timedelta(days=2),
        "closes_at": NOON + timedelta(days=1),
    }  # fmt: skip
    made = Round(**(fields | changes))
    rounds.begin(connection, made)
    return made


def ids(items: list[Any], name: str = "id") -> list[str]:
    return [item[name] for item in items]
