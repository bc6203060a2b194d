"""Flows that are private: choices, numbers and scores of them are told as typed words are."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row

from bot.store.api import leads as stored
from bot.store.api import results as stored_results
from bot.store.api_tokens import Scope
from bot.store.flows import Pinned
from bot.web.api.asking import Asking


def private_in(connection: Connection, asking: Asking[Any], rows: Iterable[Row[Any]]) -> frozenset[str]:
    """Hashes of the flows of these rows that are private."""
    return _private(connection, asking, {(row.flow_name, row.flow_version, row.flow_hash) for row in rows})


def private_ones(connection: Connection, asking: Asking[Any]) -> frozenset[str]:
    """Hashes of all flows ever used here that are private."""
    return _private(connection, asking, stored_results.flows_used(connection))


def may_be_told(connection: Connection, asking: Asking[Any], ids: list[str]) -> frozenset[str]:
    """In which of these conversations private answers are told."""
    return stored.may_contact(connection, ids) if asking.may(Scope.PRIVATE) else frozenset()


def _private(
    connection: Connection, asking: Asking[Any], flows: Iterable[tuple[str, int, str]]
) -> frozenset[str]:
    """Those that can no longer be read are among them: nobody knows what was promised."""
    found = {
        hash_: asking.library.pinned(connection, Pinned(name, number, hash_)) for name, number, hash_ in flows
    }
    return frozenset(hash_ for hash_, flow in found.items() if flow is None or flow.private)
