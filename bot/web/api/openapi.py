"""The API as an OpenAPI 3.1 document: made of the endpoints and their shapes, so that it says what is."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from bot.store.api_tokens import Scope
from bot.web.api.asking import BASE
from bot.web.api.bearers import A_SECOND, AT_ONCE
from bot.web.api.endpoints import ENDPOINTS, Endpoint
from bot.web.api.problems import KIND, Problem
from bot.web.api.queries import ID

DESCRIPTION: Final = "/openapi.json"
_JSON: Final = "application/json"
_COMPONENTS: Final = "#/components/schemas/{model}"
_SCOPES: Final = {
    Scope.CONVERSATIONS: "conversations with their answers",
    Scope.RESULTS: "results",
    Scope.LEADS: "people who consented to be contacted, with name, e-mail and whatever else they told for it",
    Scope.CHECKINS: "check-ins, rounds and released reports, as their report page shows them",
    Scope.PRIVATE: "beside another: typed text, e-mail and phone, and answers and results of private flows,"
    " of people who consented to be contacted",
}
_ABOUT: Final = f"""Results and check-ins for a CRM or a dashboard; nothing can be changed.

Send `Authorization: Bearer ckp_…`; `checkup token create` makes a token. It may be limited to one workspace
and one flow: of others it sees nothing.

Lists come in parts: follow `next` until it is null. A part may be short, even empty, and have a `next`. To
hear what comes or changes, ask again with `later`. Conversations and leads that change come again.

A token may send {AT_ONCE} requests at once and {A_SECOND:g} a second on and on, to each process that serves.

Answers and results of a private flow (`private: yes`) are withheld as typed text is, and the filters `level`
and `complete` never find them.

What people said in an anonymous round is nobody's: it is in released reports, and nowhere else.

Times are RFC 3339 in UTC. Every trouble is a problem (RFC 9457) that says what to do.
New fields may be added to answers.

Scopes:
"""
_TROUBLES: Final[Mapping[str, str]] = {
    "400": "The query cannot be meant.",
    "401": "There is no good token.",
    "403": "The token has not the scope.",
    "404": "There is no such thing that the token may see.",
    "429": "The token asked too often.",
    "503": "Not just now.",
}


@lru_cache(maxsize=1)
def description() -> bytes:
    """The document as it is served."""
    return (json.dumps(document(), ensure_ascii=False, indent=2) + "\n").encode()


def document() -> dict[str, Any]:
    """The document."""
    models: list[type[BaseModel]] = [Problem, *dict.fromkeys(one.answer for one in ENDPOINTS)]
    _, schemas = models_json_schema(
        [(model, "serialization") for model in models], ref_template=_COMPONENTS
    )  # fmt: skip
    scopes = "\n".join(f"- `{scope.value}`: {words}" for scope, words in _SCOPES.items())
    return {
        "openapi": "3.1.0",
        "info": {"title": "Checkup", "version": "1", "description": _ABOUT + scopes},
        "servers": [{"url": BASE}],
        "security": [{"token": []}],
        "paths": {one.path: {"get": _operation(one)} for one in ENDPOINTS},
        "components": {
            "schemas": schemas["$defs"],
            "responses": {code: _trouble(code, words) for code, words in _TROUBLES.items()},
            "headers": _headers(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "ckp_…"}},
        },
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    scope = endpoint.scope
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "description": f"Scope: `{scope.value}`." if scope else "Every token may.",
        "parameters": list(_parameters(endpoint)),
        "responses": {
            "200": {
                "description": endpoint.summary,
                "headers": {
                    name: {"$ref": f"#/components/headers/{name}"}
                    for name in ("ETag", "RateLimit", "RateLimit-Policy")
                },
                "content": {_JSON: {"schema": {"$ref": _COMPONENTS.format(model=endpoint.answer.__name__)}}},
            },
            "304": {"description": "It is what `If-None-Match` names."},
            **{
                code: {"$ref": f"#/components/responses/{code}"}
                for code in _TROUBLES
                if code != "404" or endpoint.has_id
            },
        },
    }


def _parameters(endpoint: Endpoint) -> Iterator[dict[str, Any]]:
    if endpoint.has_id:
        yield {
            "name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": f"^{ID}$"},
        }  # fmt: skip
    for name, schema in endpoint.query.model_json_schema().get("properties", {}).items():
        words = schema.pop("description", None)
        yield {
            "name": name, "in": "query", "required": False, **({"description": words} if words else {}),
            "schema": _plain(schema),
        }  # fmt: skip


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """Of a parameter that may be left out: left out it is, never null."""
    either = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    one = dict(either[0])
    for name in ("title", "description"):
        one.pop(name, None)
    if schema.get("default") is not None:
        one["default"] = schema["default"]
    return one


def _trouble(code: str, words: str) -> dict[str, Any]:
    headers = {
        "401": "WWW-Authenticate",
        "403": "WWW-Authenticate",
        "429": "Retry-After",
        "503": "Retry-After",
    }
    named = headers.get(code)
    return {
        "description": words,
        **({"headers": {named: {"$ref": f"#/components/headers/{named}"}}} if named else {}),
        "content": {KIND: {"schema": {"$ref": _COMPONENTS.format(model="Problem")}}},
    }


def _headers() -> dict[str, Any]:
    def header(words: str, kind: str = "string") -> dict[str, Any]:
        return {"description": words, "required": True, "schema": {"type": kind}}

    return {
        "ETag": header("For `If-None-Match`: the same as long as the answer is."),
        "RateLimit": header("How many requests are left, and for how many seconds."),
        "RateLimit-Policy": header("How many requests in how many seconds."),
        "Retry-After": header("Seconds to wait.", "integer"),
        "WWW-Authenticate": header("What kind of token is asked for."),
    }
