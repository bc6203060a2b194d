"""The description of the API.

1. The committed file is what is served, and what the code says; it is valid OpenAPI 3.1.
2. Every address is in it, with its scope.
3. Whatever a client sends to the server, in line with the description or not, what it gets is as described,
   and nothing breaks.
4. The examples of the page about it do what they say, on Checkup as it is served.
"""

import asyncio
import itertools
import json
import re
import subprocess
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as repeatable
from hypothesis.strategies import SearchStrategy
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import Case, GenerationMode
from sqlalchemy import Connection

from bot.app.listening import bound, web_server
from bot.settings import Settings
from bot.store import api_tokens
from bot.store.api_tokens import Scope, Token
from bot.store.database import Database
from bot.store.rounds import RoundStatus
from bot.web.api.bearers import A_SECOND, AT_ONCE
from bot.web.api.endpoints import ENDPOINTS
from bot.web.api.openapi import description, document
from tests.reports.page.made import team_health
from tests.reports.rounds.kept import released
from tests.served import free_port, library, serving
from tests.web.api.reader import NOON, Company, checkin, lead, round_

DOCS = Path(__file__).parents[3] / "docs" / "api"
EXAMPLES = 10
"""Of each kind for each address."""
TOKENS = 60


def test_1_the_committed_file_is_current() -> None:
    """Write it anew:  python -m tests.web.api.describe."""
    assert (DOCS / "openapi.json").read_bytes() == description()


async def test_1_it_is_served_to_everybody(database: Database) -> None:
    answer = await Company(database).asks("/openapi.json", headers={})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json() == document()


def test_1_it_is_valid() -> None:
    assert list(OpenAPIV31SpecValidator(document()).iter_errors()) == []


def test_2_every_address_with_its_scope() -> None:
    paths = document()["paths"]
    assert list(paths) == [one.path for one in ENDPOINTS]
    for endpoint in ENDPOINTS:
        said = paths[endpoint.path]["get"]["description"]
        assert said == (f"Scope: `{endpoint.scope.value}`." if endpoint.scope else "Every token may.")


def peopled(connection: Connection) -> list[str]:
    """Something at every address; secrets of many tokens, for each may ask only so often."""
    team = team_health(2)
    for number in range(3):
        lead(connection, f"c{number}")
    checkin(connection, "c1", flow_name=team.flow.name)
    for one in team.documents:
        round_(connection, "c1", one["numbers"][-1], status=RoundStatus.CLOSED)
        released(connection, team.flow, one)
    secrets = [api_tokens.new_secret(lambda size, n=n: n.to_bytes(size, "big")) for n in range(TOKENS)]  # type: ignore[misc]  # n is one
    for number, secret in enumerate(secrets):
        api_tokens.issue(connection, secret, Token(f"t{number}", "Test", frozenset(Scope), NOON))
    return secrets


async def test_3_whatever_is_sent(database: Database) -> None:
    """Without the limits of addresses before it, which would soon hear of nobody but us."""
    company = Company(database, library())
    secrets = await company.writes(peopled)
    server = web_server(company.app, 1)  # type: ignore[arg-type]  # an application as any other
    with closing(bound("127.0.0.1", 0)) as door:
        serving = asyncio.create_task(server.serve(sockets=[door]))
        address = f"http://127.0.0.1:{door.getsockname()[1]}/api/v1"
        answered = await asyncio.to_thread(_sent, address, secrets)
        server.should_exit = True
        await serving
    assert answered > 2 * len(ENDPOINTS) * EXAMPLES / 2
    assert answered < AT_ONCE * TOKENS


def _sent(address: str, secrets: list[str]) -> int:
    """How many requests were sent, each answered as described."""
    schema = schemathesis.openapi.from_dict(document())
    sent = itertools.count()

    def send(case: Case[Any], *, good: bool) -> None:
        secret = secrets[next(sent) // (AT_ONCE // 4) % len(secrets)]
        if good:
            case.query.pop("cursor", None)  # nobody makes one up
        case.call_and_validate(base_url=address, headers={"Authorization": f"Bearer {secret}"})

    for endpoint in ENDPOINTS:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            cases = schema[endpoint.path]["GET"].as_strategy(generation_mode=mode)
            _tried(cases, partial(send, good=mode is GenerationMode.POSITIVE))
    return next(sent)


def _tried(cases: SearchStrategy[Case[Any]], send: Callable[[Case[Any]], None]) -> None:
    @repeatable(1)
    @settings(
        max_examples=EXAMPLES, deadline=None, phases=[Phase.generate], database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(cases)
    def tried(case: Case[Any]) -> None:
        send(case)

    tried()


async def test_4_the_examples_do_what_they_say(ready_url: str) -> None:
    """With the real curl, on Checkup as it is served."""
    page = (DOCS / "README.md").read_text("utf-8")
    examples = re.findall(r"^\$ (curl .*)$", page, re.MULTILINE)
    assert len(examples) == 6
    port = free_port()
    config = Settings.model_validate({"host": "127.0.0.1", "port": port})
    async with serving(config, ready_url, library()) as server:
        secret = (await server.database.run(peopled))[0]
        env = {"PATH": "/usr/bin:/bin", "TOKEN": secret, "CHECKUP": server.address}
        said = [await _curled(example, env) for example in examples]
    me, leads, results, conversations, checkins, flows = said
    assert me["scopes"] == sorted(scope.value for scope in Scope)
    assert [one["profile"]["email"] for one in leads["items"]] == [f"c{n}@example.com" for n in range(3)]
    assert len(results["items"]) == len(conversations["items"]) == 3
    assert [one["id"] for one in checkins["items"]] == ["c1"]
    assert "team-health" in [one["name"] for one in flows["items"]]


def test_4_the_page_names_every_scope_and_limit() -> None:
    page = (DOCS / "README.md").read_text("utf-8")
    for scope in Scope:
        assert f"`{scope.value}`" in page
    assert f"{AT_ONCE} requests at once and {A_SECOND:g} a second" in page


async def _curled(example: str, env: dict[str, str]) -> Any:
    process = await asyncio.create_subprocess_shell(example, stdout=subprocess.PIPE, env=env)
    out, _ = await process.communicate()
    return json.loads(out)
