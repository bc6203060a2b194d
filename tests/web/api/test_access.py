"""Who gets an answer, and what everybody else reads instead.

1. Without a good token nobody reads anything: none, a forged, expired, revoked or doubled one.
2. A token reads what its scopes say, at every address.
3. A token of one workspace sees nothing of another, and one of a flow nothing of another, at every address.
4. Whoever asks too often is told when to come again; of it, how many requests are left is told each time.
5. Only reading is possible; what cannot be meant is refused in plain words, whatever it is, and never breaks.
6. Answers are not kept by anybody, not read by pages of other sites, and not sent again where they are known.
7. When a token was used is written down by and by.
8. A database that is away is said so.
"""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection

from bot.store import api_tokens, schema
from bot.store.api_tokens import Scope
from bot.store.database import Database, open_database
from bot.store.errors import DatabaseUnreachable
from bot.turn.library import Library, Shelved
from bot.web.api import bearers, routes
from bot.web.api.endpoints import ENDPOINTS, Endpoint
from tests.reports.page.made import team_health
from tests.store.samples import FLOW, SECRET
from tests.web.api.reader import NOON, Company, checkin, lead, round_


def is_problem(answer: httpx.Response, status: int, kind: str) -> Any:
    """It is one, whole; what it says."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    said = answer.json()
    assert list(said) == ["type", "title", "status", "detail", "todo"]
    assert said["type"] == f"urn:checkup:problem:{kind}"
    assert said["status"] == status
    assert "Traceback" not in answer.text
    return said


def addresses(place: str = "1") -> list[tuple[Endpoint, str]]:
    """Every address of the API, with ids of what `peopled` makes there."""
    kinds = {"/conversations/{id}": f"c{place}", "/rounds/{id}": f"team{place}-1"}
    return [(one, one.path.replace("{id}", kinds.get(one.path, f"team{place}"))) for one in ENDPOINTS]


async def peopled(database: Database, **world: Any) -> Company:
    """Two workspaces with a person, a check-in and a round each."""

    def work(connection: Connection) -> None:
        for place in ("1", "2"):
            lead(connection, f"c{place}", place=f"slack:T{place}")
            checkin(connection, f"team{place}", place=f"slack:T{place}")
            round_(connection, f"team{place}")
            checkin(connection, f"named{place}", place=f"slack:T{place}", anonymous=False)
            round_(connection, f"named{place}")
            lead(connection, f"n{place}", place=f"slack:T{place}", round_id=f"named{place}-1")

    company = Company(database, **world)
    await company.writes(work)
    return company


async def test_1_no_token_no_answer(database: Database) -> None:
    company = await (await peopled(database)).opened()
    good = company.secret
    other = "a" if good[10] != "a" else "b"
    unknown = api_tokens.new_secret(lambda size: b"?" * size)
    wrong: list[dict[str, str] | list[tuple[str, str]]] = [
        {},
        {"authorization": good},
        {"authorization": f"Basic {good}"},
        {"authorization": "Bearer "},
        {"authorization": f"Bearer  {good}"},
        {"authorization": f"Bearer {good[:10]}{other}{good[11:]}"},
        {"authorization": f"Bearer {good[:-1]}"},
        {"authorization": f"Bearer {good}x"},
        {"authorization": f"Bearer {good.upper()}"},
        {"authorization": f"Bearer {unknown}"},
        {"authorization": f"Bearer {'a' * 5000}"},
        [("authorization", f"Bearer {good}"), ("authorization", f"Bearer {good}")],
        {"x-api-key": good},
        {"cookie": f"authorization=Bearer {good}"},
    ]
    for headers in wrong:
        for _, path in addresses():
            refused = await company.asks(path, headers=headers)  # type: ignore[arg-type]  # httpx takes pairs
            is_problem(refused, 401, "no-good-token")
            assert refused.headers["www-authenticate"].startswith('Bearer realm="checkup"')
    for _, path in addresses():
        assert (await company.asks(path)).status_code == 200, path
        assert (await company.asks(path, headers={"authorization": f"bearer {good}"})).status_code == 200


async def test_1_a_token_ends(database: Database) -> None:
    company = await (await peopled(database)).opened(expires_at=NOON + timedelta(days=90))
    company.later(days=89, hours=23)
    assert (await company.asks("/me")).status_code == 200
    company.later(hours=1)
    assert "expired" in is_problem(await company.asks("/me"), 401, "no-good-token")["detail"]


async def test_1_a_token_is_taken_back(database: Database) -> None:
    company = Company(database)
    company.secret, token = await company.token()
    assert (await company.asks("/me")).status_code == 200
    assert await database.run(lambda connection: api_tokens.revoke(connection, token.id, company.now))
    assert "revoked" in is_problem(await company.asks("/me"), 401, "no-good-token")["detail"]
    company.later(days=1)
    await database.run(lambda connection: api_tokens.revoke(connection, token.id, company.now))
    (kept,) = await database.read(api_tokens.everyone)
    assert kept.revoked_at == NOON
    assert not await database.run(lambda connection: api_tokens.revoke(connection, "none", company.now))


async def test_1_the_database_does_not_know_the_secret(database: Database) -> None:
    company = await Company(database).opened()
    rows = await database.read(
        lambda connection: repr(connection.exec_driver_sql("SELECT * FROM api_token").all())
    )
    assert company.secret not in rows
    assert company.secret[4:20] not in rows


async def test_2_scopes(database: Database) -> None:
    company = await peopled(database)
    for given in Scope:
        if given is not Scope.PRIVATE:
            await company.opened(scopes=[given, Scope.PRIVATE])
        for endpoint, path in addresses():
            answer = await company.asks(path)
            if endpoint.scope in (None, given) and given is not Scope.PRIVATE:
                assert answer.status_code == 200, (given, path)
            elif given is not Scope.PRIVATE:
                assert endpoint.scope is not None
                said = is_problem(answer, 403, "not-allowed")
                assert endpoint.scope.value in said["detail"]
                assert f'scope="{endpoint.scope.value}"' in answer.headers["www-authenticate"]


async def test_3_a_token_of_a_workspace_sees_no_other(database: Database) -> None:
    company = await (await peopled(database)).opened(workspace="slack:T1")
    for endpoint, path in addresses("1"):
        answer = await company.asks(path)
        assert answer.status_code == 200, path
        for foreign in ("T2", "c2@", '"c2"', "n2", "team2", "named2", "Team team2"):
            assert foreign not in answer.text, (path, foreign)
        if not endpoint.has_id and endpoint.path not in ("/flows", "/me"):
            assert answer.json()["items"], path
    for endpoint, path in addresses("2"):
        if endpoint.has_id:
            is_problem(await company.asks(path), 404, "not-there")
    for elsewhere in ("telegram:T1", "slack:T", "slack:T11", "slack:%"):
        await company.opened(workspace=elsewhere)
        for path in ("/conversations", "/results", "/leads", "/checkins"):
            assert await company.walks(path) == [], (elsewhere, path)


async def test_3_a_cursor_of_somebody_else_opens_nothing(database: Database) -> None:
    company = await (await peopled(database)).opened(workspace="slack:T2")
    theirs = (await company.reads("/conversations?limit=1"))["next"]
    await company.opened(workspace="slack:T1")
    assert {one["workspace"] for one in await company.walks(theirs)} <= {"T1"}


async def test_3_a_token_of_a_flow_sees_no_other(database: Database) -> None:
    flow = team_health(1).flow
    library = Library.of([Shelved(flow, b"")])
    company = await (await peopled(database, library=library)).opened(flow="another-flow")
    for endpoint, path in addresses():
        answer = await company.asks(path)
        if endpoint.has_id:
            is_problem(answer, 404, "not-there")
        elif endpoint.path != "/me":
            assert answer.json()["items"] == [], path
    await company.opened(flow=FLOW.name)
    for _, path in addresses():
        assert (await company.asks(path)).status_code == 200


async def test_4_too_often(database: Database) -> None:
    company = await Company(database).opened()
    left = []
    for _ in range(60):
        answer = await company.asks("/me")
        assert answer.status_code == 200
        assert answer.headers["ratelimit-policy"] == '"token";q=60;w=12'
        left.append(int(answer.headers["ratelimit"].removeprefix('"token";r=').partition(";")[0]))
    assert left[0] == 59
    assert left == sorted(left, reverse=True) or min(left) >= 0
    answers = [await company.asks("/me") for _ in range(40)]
    refused = next(answer for answer in answers if answer.status_code != 200)
    said = is_problem(refused, 429, "too-often")
    assert refused.headers["retry-after"] == "1"
    assert refused.headers["ratelimit"] == '"token";r=0;t=1'
    assert said["todo"].startswith("Wait 1 s.")
    other, _ = await company.token()
    assert (await company.asks("/me", secret=other)).status_code == 200
    wrong = await company.asks("/me?a=b", secret=other)
    assert (wrong.status_code, wrong.headers["ratelimit"][:13]) == (400, '"token";r=58;')


async def test_5_only_reading(database: Database) -> None:
    company = await (await peopled(database)).opened()
    for _, path in [*addresses(), (ENDPOINTS[0], "/openapi.json")]:
        whole = await company.asks(path)
        head = await company.asks(path, method="HEAD")
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["etag"] == whole.headers["etag"]
        assert head.headers["content-length"] == str(len(whole.content))
        options = await company.asks(path, method="OPTIONS", headers={"origin": "https://evil.example"})
        assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
        assert not [name for name in options.headers if name.startswith("access-control")]
        for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "GETT"):
            refused = await company.asks(path, method=method)
            is_problem(refused, 405, "only-reading")
            assert refused.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("limit=0", "wrong-query"), ("limit=501", "wrong-query"), ("limit=", "wrong-query"),
        ("limit=1e2", "wrong-query"), ("limit=+5", "wrong-query"), ("limit=%205", "wrong-query"),
        ("limit=99999999999999999999999999", "wrong-query"), ("limit=%D9%A1", "wrong-query"),
        ("limit=1&limit=1", "wrong-query"), ("cursor=%00", "wrong-query"), ("cursor=", "wrong-query"),
        ("cursor=A", "unknown-cursor"), ("cursor=AAAA", "unknown-cursor"),
        ("cursor=" + "A" * 300, "unknown-cursor"), ("cursor=" + "A" * 301, "wrong-query"),
        ("since=2026-03-01", "wrong-query"), ("since=2026-03-01T09:00:00", "wrong-query"),
        ("since=2026-03-01T09:00:00%2B02:00", "wrong-query"), ("since=2026-13-01T09:00:00Z", "wrong-query"),
        ("since=0000-01-01T00:00:00Z", "wrong-query"), ("since=now", "wrong-query"),
        ("flow='%20OR%201=1--", "wrong-query"), ("flow=%00", "wrong-query"), ("flow=%ff", "wrong-query"),
        ("status=done", "wrong-query"), ("source=%F0%9F%9A%80", "wrong-query"),
        ("source=a%00b", "wrong-query"),
        ("limits=5", "unknown-parameter"), ("Limit=5", "unknown-parameter"), ("%00=1", "unknown-parameter"),
        ("offset=5", "unknown-parameter"), ("&".join(f"a{n}=1" for n in range(30)), "wrong-query"),
        ("a", "wrong-query"), ("&&", "wrong-query"), ("x=" + "a" * 3000, "wrong-query"),
        ("%FF%FE=%FF", "wrong-query"), ("limit=5;flow=x", "wrong-query"), ("limit[]=5", "unknown-parameter"),
    ],
)  # fmt: skip
async def test_5_what_cannot_be_meant(database: Database, query: str, kind: str) -> None:
    company = await Company(database).opened()
    said = is_problem(await company.asks(f"/conversations?{query}"), 400, kind)
    assert said["todo"].endswith((".", "UTF-8.")), said
    assert said["detail"].isprintable()


async def test_5_a_cursor_fits_its_list_alone(database: Database) -> None:
    company = await (await peopled(database)).opened()
    cursor = (await company.reads("/conversations?limit=1"))["next"].partition("cursor=")[2]
    assert (await company.asks(f"/conversations?limit=2&cursor={cursor}")).status_code == 200
    changed = cursor[:-3] + ("A" if cursor[-3] != "A" else "B") + cursor[-2:]
    for path in (
        f"/results?cursor={cursor}", f"/leads?cursor={cursor}", f"/checkins?cursor={cursor}",
        f"/checkins/team1/rounds?cursor={cursor}", f"/conversations?source=fair&cursor={cursor}",
        f"/conversations?cursor={changed}", f"/conversations?cursor={cursor[:-1]}",
    ):  # fmt: skip
        is_problem(await company.asks(path), 400, "unknown-cursor")


async def test_5_a_token_in_the_address_is_burnt(database: Database) -> None:
    company = await Company(database).opened()
    for query in (f"access_token={company.secret}", f"{company.secret}", f"limit=1&t={company.secret}"):
        unsigned: list[dict[str, str] | None] = [{}, None]
        for headers in unsigned:
            said = is_problem(await company.asks(f"/me?{query}", headers=headers), 400, "token-in-address")
            assert company.secret not in json.dumps(said)


@pytest.mark.parametrize(
    "path",
    [
        "/", "/nothing", "/conversations/", "/conversations/c1/", "/conversations//c1", "/Conversations",
        "/conversations/c1/answers", "/conversations/..%2f..%2fme", "/conversations/%00",
        "/conversations/c1%00",
        "/conversations/%ff%fe", "/conversations/'%20OR%20'1'='1", "/conversations/c1;drop", "/rounds/%25",
        "/conversations/" + "a" * 65, "/conversations/" + "a" * 20000, "/%2e%2e/me", "/me%0a",
        "/me%0a/x", "/conversations/a%0Ab",
        "/me%20", "/conversations/%F0%9F%9A%80", "/openapi.json/", "/openapi.yaml",
    ],
)  # fmt: skip
async def test_5_paths_that_lead_nowhere(database: Database, path: str) -> None:
    company = await (await peopled(database)).opened()
    is_problem(await company.asks(path), 404, "unknown-address")
    is_problem(await company.asks(path, method="POST"), 404, "unknown-address")


async def test_5_near_the_api(database: Database) -> None:
    company = await Company(database).opened()
    for path in ("/api/v1", "/api/v1/", "/api/", "/api/v2/me", "/api/me"):
        is_problem(await company.asks(path), 404, "unknown-address")


async def test_6_what_goes_with_every_answer(database: Database) -> None:
    company = await (await peopled(database)).opened()
    for path in ("/conversations", "/conversations/none", "/nowhere", "/conversations?limit=0"):
        answer = await company.asks(path)
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["vary"] == "authorization"
        assert not [name for name in answer.headers if name.startswith("access-control")]


async def test_6_what_is_known_is_not_sent_again(database: Database) -> None:
    company = await (await peopled(database)).opened()
    company.later(minutes=5)
    bearer = {"authorization": f"Bearer {company.secret}"}
    for _, path in [*addresses(), (ENDPOINTS[0], "/openapi.json")]:
        tag = (await company.asks(path)).headers["etag"]
        for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            same = await company.asks(path, headers={**bearer, "if-none-match": known})
            assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag), path
        other = await company.asks(path, headers={**bearer, "if-none-match": '"other"'})
        assert other.status_code == 200
        company.secret, _ = await company.token()
        bearer = {"authorization": f"Bearer {company.secret}"}
    await company.writes(lambda connection: lead(connection, "c9"))
    tag = (await company.asks("/conversations")).headers["etag"]
    await company.writes(lambda connection: lead(connection, "c8"))
    assert (await company.asks("/conversations", headers={**bearer, "if-none-match": tag})).status_code == 200


async def test_7_when_it_was_used(database: Database) -> None:
    company = await Company(database).opened()
    await company.asks("/me")
    company.later(minutes=2)
    await company.asks("/me")
    (kept,) = await database.read(api_tokens.everyone)
    assert kept.used_at is None
    await company.uses.stop()
    (kept,) = await database.read(api_tokens.everyone)
    assert kept.used_at == NOON + timedelta(minutes=2)


async def test_7_it_is_written_once_a_minute_and_when_the_server_stops(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def kept() -> datetime | None:
        (token,) = await database.read(api_tokens.everyone)
        return token.used_at

    monkeypatch.setattr(bearers, "NOTE_SECONDS", 0.01)
    company = await Company(database).opened()
    running = asyncio.create_task(company.uses.run())
    await company.asks("/me")
    while await kept() != NOON:  # noqa: ASYNC110  # a row says nothing of when it changes
        await asyncio.sleep(0.01)
    away = Away(database)
    company.later(minutes=1)
    await company.asks("/me")
    await away.asked.wait()
    away.back()
    while await kept() == NOON:  # noqa: ASYNC110  # as above
        await asyncio.sleep(0.01)
    assert await kept() == NOON + timedelta(minutes=1)
    await company.uses.stop()
    await running


class Away:
    """A database that takes nothing in."""

    def __init__(self, database: Database) -> None:
        self.asked = asyncio.Event()
        self._database = database
        self._run = database.run
        database.run = self._refuse  # type: ignore[method-assign]  # as it would be

    async def _refuse(self, work: Any) -> Any:
        self.asked.set()
        raise DatabaseUnreachable("It is away.", "Wait.")

    def back(self) -> None:
        self._database.run = self._run  # type: ignore[method-assign]  # as it was


async def test_7_refused_is_not_used(database: Database) -> None:
    company = await Company(database).opened(expires_at=NOON)
    is_problem(await company.asks("/me"), 401, "no-good-token")
    await company.uses.stop()
    (kept,) = await database.read(api_tokens.everyone)
    assert kept.used_at is None


async def test_8_who_waits_too_long_is_told_to_come_again(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two requests read at a time; those behind them do not wait for ever."""
    slow = open_database(sqlite_url, secret_key=SECRET)
    await schema.migrate(slow)
    company = await Company(slow).opened()
    monkeypatch.setattr(routes, "LONGEST_WAIT", 0.2)
    let_go, read = asyncio.Event(), slow.read

    async def slowly(work: Any) -> Any:
        await let_go.wait()
        return await read(work)

    slow.read = slowly  # type: ignore[method-assign, assignment]  # a disk that takes its time
    held = [asyncio.create_task(company.asks("/me")) for _ in range(2)]
    await asyncio.sleep(0.05)
    late = await company.asks("/me")
    is_problem(late, 503, "not-just-now")
    assert late.headers["retry-after"] == "5"
    let_go.set()
    assert [(await one).status_code for one in held] == [200, 200]
    assert (await company.asks("/me")).status_code == 200
    await slow.close()


async def test_8_a_database_that_is_away(sqlite_url: str) -> None:
    away = open_database(sqlite_url, secret_key=SECRET)  # nothing was ever made in it
    company = Company(away)
    company.secret = api_tokens.new_secret(lambda size: b"x" * size)
    answer = await company.asks("/me")
    is_problem(answer, 503, "not-just-now")
    assert answer.headers["retry-after"] == "30"
    assert "sqlite" not in answer.text.lower()
    await away.close()
