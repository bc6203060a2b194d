"""The documented schema of events: JSON Schema of what each says, and an AsyncAPI document of how it comes.

Both are made from the shapes that the events themselves are made of, with the words that stand beside them.
Fields may be added to a shape, so a schema lets others through.
"""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import NoneType, UnionType
from typing import (
    Any,
    Final,
    Literal,
    NotRequired,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from typing_extensions import is_typeddict  # knows the shapes of both

from bot.events.envelope import CONTENT_TYPE, schema_name
from bot.turn.outside.shape import PREFIX, SHAPES

Schema: TypeAlias = dict[str, Any]
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: Final[Mapping[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
}


def schema(name: str) -> Schema:
    """Of the `data` of a type, by its name without the prefix. KeyError: there is no such type."""
    definitions: dict[str, Schema] = {}
    whole = _object(SHAPES[name], definitions)
    head = {"$schema": DIALECT, "$id": schema_name(name), "title": PREFIX + name}
    return {**head, **whole, **({"$defs": definitions} if definitions else {})}


def asyncapi() -> Schema:
    """How events come: one address, one message for each type (AsyncAPI 3.0)."""
    messages = {name: _message(name) for name in SHAPES}
    references = [{"$ref": f"#/channels/webhook/messages/{name}"} for name in SHAPES]
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Checkup events",
            "version": "1",
            "description": "What happens in Checkup, told to the rest of the business: CloudEvents 1.0 in"
            " JSON, signed as Standard Webhooks says, at least once.",
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {
            "webhook": {"description": "The address in CHECKUP_WEBHOOK_URL, by POST.", "messages": messages}
        },
        "operations": {
            "tell": {
                "action": "send", "channel": {"$ref": "#/channels/webhook"}, "messages": references,
                "bindings": {"http": {"method": "POST", "bindingVersion": "0.3.0"}},
            }
        },
    }  # fmt: skip


def _message(name: str) -> Schema:
    data = {key: value for key, value in schema(name).items() if key != "$schema"}
    fixed = {
        "specversion": {"const": "1.0"},
        "type": {"const": PREFIX + name},
        "source": {"type": "string", "format": "uri-reference"},
        "id": {"type": "string"},
        "time": {"type": "string", "format": "date-time"},
        "subject": {"type": "string"},
        "datacontenttype": {"const": "application/json"},
        "dataschema": {"const": schema_name(name)},
        "data": data,
    }
    payload = {"type": "object", "properties": fixed, "required": list(fixed)}
    signed = {
        "webhook-id": {"type": "string", "description": "The id of the event, the same at each attempt."},
        "webhook-timestamp": {"type": "string", "description": "Of the attempt, in seconds since 1970."},
        "webhook-signature": {
            "type": "string",
            "description": "`v1,` and base64; several while keys rotate.",
        },
    }
    return {
        "name": PREFIX + name,
        "contentType": CONTENT_TYPE,
        "headers": {"type": "object", "properties": signed, "required": list(signed)},
        "payload": {"schemaFormat": "application/schema+json;version=draft-2020-12", "schema": payload},
    }


def _object(shape: Any, definitions: dict[str, Schema]) -> Schema:
    hints = get_type_hints(shape, include_extras=True)
    words = dict(_words(shape))
    properties = {}
    for field, kind in hints.items():
        made = _of(get_args(kind)[0] if get_origin(kind) is NotRequired else kind, definitions)
        properties[field] = made | ({"description": words[field]} if field in words else {})
    required = [field for field, kind in hints.items() if get_origin(kind) is not NotRequired]
    described = {"description": inspect.getdoc(shape)}
    return {"type": "object", **described, "properties": properties, "required": required}


def _of(kind: Any, definitions: dict[str, Schema]) -> Schema:
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if is_typeddict(kind):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _object(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is list:
        return {"type": "array", "items": _of(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(arguments[1], definitions)}
    if origin in (Union, UnionType):
        return {"anyOf": [_of(one, definitions) for one in arguments]}
    raise TypeError(f"a shape cannot say {kind!r}")


def _words(shape: Any) -> Iterator[tuple[str, str]]:
    """What stands under each field."""
    source = inspect.getsource(sys.modules[shape.__module__])
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and node.name == shape.__name__:
            yield from _beside(node.body)


def _beside(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, words in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            match words:
                case ast.Expr(ast.Constant(str(text))):
                    yield field.target.id, " ".join(text.split())
