"""Proves: two companies on one server never see anything of each other, whatever both do.

In both the same story goes on at the same time: a check of one's own with words and contact data, a team's
check-in from the form to the report, a decision, the Home tab, my data, the report page with its downloads,
the API with a token for the one workspace, deleting. Every word that belongs to one of them holds a name
that nobody else has: its canary.

1. No canary and no person of one company stands in anything that was sent, shown, filed or answered for the
   other; each is found in its own, so that the search is known to work.
2. Every statement that ran for both was bound to whom it is about, or is one of those with a reason.
3. Every button and control that the manager of one company has, pressed by the manager of the other, changes
   nothing there and shows nothing.
4. Ids of the other company in addresses of the API are unknown there, its own are found.
"""

import asyncio
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from types import FrameType
from typing import Any, Final
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from sqlalchemy import CompoundSelect, Connection, Delete, Engine, Select, Update, event, select

from bot.clock import new_id, now
from bot.store import api_tokens, prepared
from bot.store.api_tokens import Scope, Token
from bot.store.tables import ADDRESS, CHECKIN, CONVERSATION, INVITATION, ROUND
from tests.fakes.slack import FakeSlack, Workspace
from tests.people import Colleague
from tests.security.bound import is_bound
from tests.security.test_queries import LOOKED_AT, OF_THE_OPERATOR, UNBOUND
from tests.served import Served, library
from tests.slack.served import served
from tests.slack.test_workspaces import installed
from tests.slack.wire import interaction_comes

ONE_OWN: Final = """
flow: alone
title: On one's own
areas: {calm: Calm}
steps:
  - ask: quiet
    area: calm
    scale: agree5
    text: It is quiet here.
  - {ask: note, type: text, text: "What keeps you from it?"}
  - {ask: may_write, type: consent, purpose: contact, text: "May we write?"}
  - {ask: email, if: may_write, type: email, profile: email, text: "Your e-mail?"}
"""
CREW: Final = """
flow: crew
title: Crew check
scale: agree5
areas:
  focus:
    title: Focus
    owner: Team lead
    system: One list of what comes next
    talk: If we could finish one thing, which one?
    advice:
      low: {why: Everybody works from another list., this_week: Put all lists side by side.}
checkin: {every: 2 weeks, open: 2 days, min_answers: 5}
steps:
  - {ask: knows, area: focus, text: I know what comes next.}
  - {ask: same, area: focus, text: We all say the same about it.}
"""
MEMBERS: Final = 5
BERLIN: Final = ZoneInfo("Europe/Berlin")


@dataclass
class Company:
    """A workspace, its people, and the name that stands in all their words."""

    canary: str
    workspace: Workspace
    manager: Colleague
    people: Sequence[Colleague]
    pages: list[str] = field(default_factory=list)
    """What web pages and the API answered."""

    @property
    def everybody(self) -> Sequence[Colleague]:
        return (self.manager, *self.people)

    @property
    def names(self) -> set[str]:
        """By which it is known if something of it stands elsewhere."""
        return {self.canary, self.workspace.team_id, *(one.app.id for one in self.everybody)}


async def company(slack: FakeSlack, server: Served, canary: str) -> Company:
    workspace = await installed(slack, server, f"{canary} Ltd")
    manager = Colleague(slack, server, f"{canary}-manager", workspace=workspace)
    people = [
        Colleague(slack, server, f"{canary}-p{number}", workspace=workspace) for number in range(MEMBERS)
    ]
    slack.channel(f"{canary}-room", [one.app for one in people], workspace=workspace, has_bot=True)
    slack.record.may_be_mentioned.add(f"@{manager.app.id}")
    return Company(canary, workspace, manager, people)


# --- The story ---------------------------------------------------------------------------------------


async def alone(one: Company) -> None:
    """A check of one's own, with words and contact data."""
    ana = one.people[0]
    await ana.begins("alone")
    await ana.taps("Agree")
    await ana.types(f"{one.canary} noise")
    await ana.taps("Yes")
    await ana.types(f"{one.canary}@example.com")
    ana.sees("Your result")


async def team(slack: FakeSlack, server: Served, one: Company) -> None:
    """A check-in from the form to the report, and what the manager decides."""
    mia, moment = one.manager, datetime.now(BERLIN)
    channel = slack.channel(f"{one.canary}-room", workspace=one.workspace)
    await mia.app.opens_form("team")
    await mia.waits()
    await mia.app.fills_in("Name of the team", f"{one.canary} crew")
    await mia.app.fills_in("Channels", channel)
    await mia.app.fills_in("First day", moment.date().isoformat())
    await mia.app.fills_in("Hour", f"{moment:%H:%M}")
    await mia.app.fills_in("Days")
    await mia.app.submits()
    await mia.app.until(lambda app: app.modal_errors or "Before it begins" in app.modal_screen)
    assert mia.app.modal_errors == {}, mia.app.modal_screen
    one.pages.append(mia.app.modal_screen)
    await mia.app.submits()
    await mia.app.is_through()
    await server.comes_to(lambda connection: asked(connection, one) == MEMBERS)
    for person in one.people:
        await person.waits()
        person.sees(f"{one.canary} crew: Crew check")
        await person.taps("Start", "Disagree", "Disagree")
        person.sees("Thank you")
    await mia.commands("checkins")
    await mia.taps("Close now", "Close it now")
    await server.comes_to(lambda connection: closed(connection, one))
    await mia.waits()
    mia.sees(f"Crew check: {one.canary} crew", f"{MEMBERS} of {MEMBERS} answered.")
    await mia.taps("Decide something")
    await mia.app.until(lambda app: app.modal is not None and "What" in app.modal_screen)
    one.pages.append(mia.app.modal_screen)
    await mia.app.fills_in("What will be done", f"{one.canary} action")
    await mia.app.submits()
    await mia.app.is_through()
    await mia.waits()


async def looks_around(server: Served, one: Company) -> None:
    """Everything where something is shown, filed or answered."""
    for person in (one.manager, one.people[0], one.people[1]):
        await person.opens_home()
        for command in ("mydata", "checkins", "result", "settings", "privacy", "help"):
            reply = await person.commands(command)
            one.pages.append(reply.read)
            one.pages.append(person.app.screen)
    link = link_in(one.manager)
    for tail in ("", "?round=1", "/report.csv", "/report.json"):
        one.pages.append(await got(f"{link}{tail}", 200))
    secret = await token_for(server, one)
    for path in ("conversations", "results", "leads", "checkins", "flows", "me"):
        one.pages.append(await got(f"{server.address}/api/v1/{path}", 200, secret))
    for kind, ids in (await server.reads(lambda connection: ids_of(connection, one))).items():
        for id_, theirs in ids.items():
            status, answer = await gets(f"{server.address}/api/v1/{kind}/{id_}", secret)
            assert status == (200 if theirs else 404), (kind, id_, answer)
            one.pages.append(answer)


def ids_of(connection: Connection, one: Company) -> dict[str, dict[str, bool]]:
    """What the API may be asked for by id, and whether it is this company's; what is nobody's is left out."""
    team = one.workspace.team_id
    rows = connection.execute(
        select(CONVERSATION.c.id, ADDRESS.c.workspace)
        .join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id)
        .where(CONVERSATION.c.round_id.is_(None))
    ).all()
    held = connection.execute(select(CHECKIN.c.id, CHECKIN.c.workspace)).all()
    rounds = connection.execute(
        select(ROUND.c.id, CHECKIN.c.workspace).join(CHECKIN, CHECKIN.c.id == ROUND.c.checkin_id)
    ).all()
    kinds = {"conversations": rows, "checkins": held, "rounds": rounds}
    return {kind: {row.id: row.workspace == team for row in found} for kind, found in kinds.items()}


def link_in(mia: Colleague) -> str:
    found = [
        element["url"]
        for message in mia.app.messages
        for block in message.content.get("blocks", ())
        for element in block.get("elements", ())
        if "/r/" in element.get("url", "")
    ]
    return str(found[-1])


async def token_for(server: Served, one: Company) -> str:
    secret = api_tokens.new_secret(lambda size: one.canary.encode().ljust(size, b".")[:size])
    token = Token(
        new_id(), one.canary, frozenset(Scope), now(), channel="slack", workspace=one.workspace.team_id
    )
    await server.database.run(lambda connection: api_tokens.issue(connection, secret, token))
    return secret


async def gets(url: str, secret: str = "") -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return answer.status, await answer.text()


async def got(url: str, expected: int, secret: str = "") -> str:
    status, words = await gets(url, secret)
    assert status == expected, (url, words)
    return words


def of(one: Company) -> Any:
    return select(CHECKIN.c.id).where(CHECKIN.c.workspace == one.workspace.team_id).scalar_subquery()


def asked(connection: Connection, one: Company) -> int:
    found = connection.execute(
        select(INVITATION.c.status)
        .join(ROUND, ROUND.c.id == INVITATION.c.round_id)
        .where(ROUND.c.checkin_id == of(one))
    )
    return sum(row.status != "waiting" for row in found)


def closed(connection: Connection, one: Company) -> bool:
    found = connection.execute(select(ROUND.c.status).where(ROUND.c.checkin_id == of(one))).scalars().all()
    return bool(found) and set(found) == {"closed"}


# --- What was sent and shown -------------------------------------------------------------------------


def everything_for(slack: FakeSlack, one: Company) -> str:
    """What Slack was told for this company, what its people see, and what pages said."""
    said = [
        json.dumps(request.parameters, default=str, ensure_ascii=False)
        for request in slack.record.requests
        if request.team == one.workspace.team_id
    ]
    for person in one.everybody:
        app = person.app
        said += [message.words for message in (*app.messages, *app.ephemerals)]
        said += [json.dumps(message.content, default=str, ensure_ascii=False) for message in app.messages]
        said += [app.screen, app.home_screen, app.modal_screen, *app.notifications]
        said += [(file.content or b"").decode("utf-8", "replace") for file in app.files]
    return "\n".join([*said, *one.pages])


def strangers_in(words: str, other: Company) -> list[str]:
    """Names of the other company, with what stands around them."""
    found = []
    for name in sorted(other.names):
        for match in re.finditer(re.escape(name), words, re.IGNORECASE):
            around = words[max(match.start() - 60, 0) : match.end() + 60]
            found.append(f"{name}: …{around}…")  # read best as it is
    return found


# --- Statements --------------------------------------------------------------------------------------


@contextmanager
def statements(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """Those that run meanwhile and read, change or delete rows, by the function of ours that ran them."""
    ran: dict[str, Any] = {}

    def note(statement: Any) -> None:
        where = _ours() if isinstance(statement, Select | Update | Delete | CompoundSelect) else ""
        if where:
            ran.setdefault(f"{where}|{statement}", statement)

    def before(_connection: Any, clause: Any, *_rest: Any) -> None:
        note(clause)

    finished = prepared._finished

    def noted(dialect: Any, statement: Any, *rest: Any) -> Any:
        note(statement)
        return finished(dialect, statement, *rest)

    event.listen(Engine, "before_execute", before)
    monkeypatch.setattr(prepared, "_finished", noted)
    try:
        yield ran
    finally:
        event.remove(Engine, "before_execute", before)


def _ours() -> str:
    """`module function` of the store that runs a statement; "" where it is none of it."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith("bot.store.") and not name.startswith(
            ("bot.store.prepared", "bot.store.sqlite", "bot.store.postgres", "bot.store.upserts")
        ):
            return f"{name.removeprefix('bot.store.')} {frame.f_code.co_name}"
        frame = frame.f_back
    return ""


def unbound(ran: Mapping[str, Any]) -> list[str]:
    """Statements without an owner, from places of which nobody has said why."""
    with_reason = {where.split()[0] for where in UNBOUND}
    return sorted(
        where
        for where, statement in ran.items()
        if not is_bound(statement)
        and where.split()[0] not in OF_THE_OPERATOR
        and where.split("|")[0] not in LOOKED_AT
        and where.split()[0] not in with_reason
    )


# --- The test ----------------------------------------------------------------------------------------


async def test_two_companies(
    slack: FakeSlack, ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(slack, ready_sqlite_url, library(ONE_OWN, CREW), way_in="many") as server:
        acme, globex = [await company(slack, server, name) for name in ("aardvark", "basilisk")]
        both = (acme, globex)
        admins = tuple(f"slack:{one.workspace.team_id}/{one.manager.app.id}" for one in both)
        allow(server, admins)
        with statements(monkeypatch) as ran:
            await asyncio.gather(*(alone(one) for one in both))
            for one in both:
                await team(slack, server, one)
            for one in both:
                await looks_around(server, one)
            kept = await rows(server, acme)
            await presses_all(slack, server, acme, globex)
            assert await rows(server, acme) == kept
            await globex.people[0].commands("delete")
            await globex.people[0].taps("Delete everything")
            await looks_around_again(acme)
        assert len(ran) > 60
        assert unbound(ran) == []
        for one, other in (both, both[::-1]):
            words = everything_for(slack, one)
            assert words.count(one.canary) > 20
            assert strangers_in(words, other) == []
    slack.check_no_complaints()


def allow(server: Served, admins: tuple[str, ...]) -> None:
    """These may start check-ins: told to what is assembled already, because ids are known only now."""
    object.__setattr__(server.slack.reception._taking._world, "admins", admins)


async def looks_around_again(one: Company) -> None:
    await one.manager.commands("checkins")
    await one.people[0].commands("mydata")


async def rows(server: Served, one: Company) -> list[Any]:
    """What is kept of its check-ins."""
    tables = (CHECKIN, ROUND, INVITATION)
    found = await server.reads(
        lambda connection: [connection.execute(select(table).order_by(table.c.id)).all() for table in tables]
    )
    mine = {row.id for row in found[0] if row.workspace == one.workspace.team_id}
    rounds = {row.id for row in found[1] if row.checkin_id in mine}
    return [
        [row for row in found[0] if row.id in mine],
        [row for row in found[1] if row.id in rounds],
        [row for row in found[2] if row.round_id in rounds],
    ]


async def presses_all(slack: FakeSlack, server: Served, victim: Company, thief: Company) -> None:
    """Every control of the one manager, as if the other had it."""
    other = thief.manager.app
    payloads = [
        place.payload(control, {}) for place in victim.manager.app._places(None) for control in place.controls
    ]
    assert len(payloads) > 5
    for payload in payloads:
        stolen = json.loads(json.dumps(payload, default=str))
        stolen["user"] = {**stolen["user"], "id": other.id, "team_id": thief.workspace.team_id}
        stolen["team"] = {**stolen["team"], "id": thief.workspace.team_id}
        stolen.pop("response_url", None)
        assert await interaction_comes(slack, server, stolen) == 200
        await thief.manager.waits()
