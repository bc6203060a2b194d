"""Is a statement bound to whom it is about? Read off its structure, whoever made it.

A statement is bound where every row that it can touch has a column of its owner compared with a value that
was handed in: a person, an address, a conversation, a round, a check-in, a workspace, or the primary key of
the row itself, which nobody knows who was not given it by a statement that was bound. A statement within
another binds it as far as it is bound itself.
"""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Column, Delete, Select, Table, Update
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import (
    BinaryExpression,
    BindParameter,
    BooleanClauseList,
    ColumnElement,
    Grouping,
    Tuple,
)
from sqlalchemy.sql.selectable import CompoundSelect, Join, ScalarSelect, Subquery

OWNERS: Final = frozenset(
    {
        "address_id", "conversation_id", "respondent_id", "round_id", "checkin_id", "workspace",
        "external_id", "hash", "join_token",  # whoever brings the secret
    }
)  # fmt: skip
OF_NOBODY: Final = frozenset({"flow_version", "lane", "leader", "oauth_state", "webhook", "alembic_version"})
"""Tables that hold nothing of anybody's."""


def is_bound(statement: Any) -> bool:
    """Can it touch only rows whose owner was handed in?"""
    match statement:
        case CompoundSelect():
            return all(is_bound(one) for one in statement.selects)
        case Subquery() | ScalarSelect() | Grouping():
            return is_bound(statement.element)
        case Select():
            return (
                _conjunct(statement.whereclause)
                or (bool(_froms(statement)) and all(map(_is_safe, _froms(statement))))
                or not _froms(statement)
            )
        case Update() | Delete():
            return _conjunct(statement.whereclause) or _is_safe(statement.table)
    return False


def _froms(statement: Select[Any]) -> list[Any]:
    return list(statement.get_final_froms())


def _is_safe(source: Any) -> bool:
    """A source of rows that is bound itself, or of nobody."""
    match source:
        case Table():
            return source.name in OF_NOBODY
        case Join():
            return (
                _is_safe(source.left)
                or _conjunct(source.onclause)
                or (not source.isouter and _is_safe(source.right) and not isinstance(source.right, Table))
            )
        case Subquery():
            return is_bound(source)
    element = getattr(source, "element", None)  # an alias, a common table expression
    return element is not None and (_is_safe(element) or is_bound(element))


def _conjunct(where: Any) -> bool:
    """Does some part of it that must hold bind the rows?"""
    if where is None:
        return False
    if isinstance(where, Grouping):
        return _conjunct(where.element)
    if isinstance(where, BooleanClauseList):
        parts = list(where.clauses)
        if where.operator is operators.or_:
            return bool(parts) and all(map(_conjunct, parts))
        return any(map(_conjunct, parts))
    if not isinstance(where, BinaryExpression):
        return False
    if where.operator is operators.eq:
        return (_is_owner(where.left) and _is_given(where.right)) or (
            _is_owner(where.right) and _is_given(where.left)
        )
    if where.operator is operators.in_op:
        return _is_owner(where.left) and _is_given(where.right)
    return False


def _is_owner(side: Any) -> bool:
    if isinstance(side, Grouping):
        return _is_owner(side.element)
    if isinstance(side, Tuple):
        return any(_is_owner(one) for one in side.clauses)
    if not isinstance(side, ColumnElement):
        return False
    return any(
        column.name in OWNERS or column.primary_key
        for column in getattr(side, "base_columns", ())
        if isinstance(column, Column) and side.key == column.key
    )


def _is_given(side: Any) -> bool:
    """A value from outside, or rows of a statement that is bound; also through a function of it."""
    match side:
        case BindParameter():
            return True
        case Grouping():
            return _is_given(side.element)
        case Select() | ScalarSelect() | Subquery() | CompoundSelect():
            return is_bound(side)
    return hasattr(side, "clauses") and bool(list(side.clauses)) and all(map(_is_given, side.clauses))


def statements_in(found: object, name: str) -> Iterator[tuple[str, Any]]:
    """Statements that read, change or delete rows, in a value of a module: in tuples and dicts, too."""
    if isinstance(found, Select | Update | Delete | CompoundSelect):
        yield name, found
    elif isinstance(found, dict):
        for key, value in found.items():
            yield from statements_in(key, name)
            yield from statements_in(value, name)
    elif isinstance(found, tuple | list):
        for value in found:
            yield from statements_in(value, name)
