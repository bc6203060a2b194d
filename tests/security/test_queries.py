"""Proves: no statement of the product touches rows of somebody who was not named to it.

1. Every statement that `bot/store` has ready is bound to whom it is about (see `bound`), or stands here with
   the reason why it need not be. None stands here that is bound, or is gone.
2. Statements that are put together on the way stand in functions that are known here: those that are bound
   were looked at one by one, and the reader of statements has proved it where they ran in the story of
   `test_tenants`. A new one has to be looked at, too.
3. Statements written as text stand in few modules, which are known here.
4. The reader of statements is right about some that it must find and some that it must not.
"""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import and_, bindparam, delete, func, or_, select, tuple_, update

import bot
import bot.store
from bot.store.tables import ADDRESS, ANSWER, CHECKIN, CONVERSATION, FLOW_VERSION, ROUND
from tests.security.bound import is_bound, statements_in

ROOT: Final = Path(bot.__file__).parent
PIECE: Final = "a piece that others narrow; it never runs as it is"
SWEEP: Final = "a sweep of the process: what is found is handled one by one, each in its own place"
INNER: Final = "runs inside another statement, for its row alone"
OPERATOR: Final = "of the operator, who has the database"
API: Final = "narrowed by the limits of the token wherever it runs (bot/store/api/walking.py)"
UNBOUND: Final = {
    "actions _DUE": SWEEP,
    "api.conversations _ANSWERS": API,
    "api.leads _RESULTS": API,
    "api.teams _RELEASED": API,
    "api_tokens _ALL": OPERATOR,
    "checkins _ALL": PIECE,
    "checkins _EVERYWHERE": OPERATOR,
    "checkins _DUE": SWEEP,
    "claims _DUE": SWEEP,
    "claims _FREE": SWEEP,
    "claims _HELD": SWEEP,
    "claims _PLACE": INNER,
    "claims _WAITING": SWEEP,
    "claims _WORKSPACE": INNER,
    "conversations _ALL": PIECE,
    "conversations _DUE": SWEEP,
    "crowd _ALL": PIECE,
    "events _DUE": SWEEP,
    "events _COUNTS": OPERATOR,
    "export _ANSWERS": OPERATOR,
    "export _RESULTS": OPERATOR,
    "inbound _KEPT": OPERATOR,
    "invitations _ALL": PIECE,
    "invitations _DUE": SWEEP,
    "leads _ANSWERS": INNER,
    "leads _CANDIDATES": OPERATOR,
    "leads _STANDING": PIECE,
    "leads _PROFILE": PIECE,
    "leads _LAST_ANSWER": PIECE,
    "leads _RESULT": PIECE,
    "presence _LET_GO": SWEEP,
    "rounds _ALL": PIECE,
    "rounds _OF_CHANNEL": SWEEP,
    "rounds _TO_CLOSE": SWEEP,
    "rounds _STUCK": SWEEP,
    "rounds _TO_TIDY": SWEEP,
    "rounds _TO_SHOW": SWEEP,
    "senders _THERE": INNER,
    "undelivered _LOOK": OPERATOR,
}
OF_THE_OPERATOR: Final = {
    "copying": "copies a database as a whole",
    "dropoff": "counts where people stop, by flow",
    "export": "exports everything",
    "health": "counts what waits",
    "purging": "deletes what is too old, whoever's it is",
    "rotation": "seals everything anew",
    "schema": "knows the version of the tables",
    "standing": "counts for metrics",
    "traces": "counts what should not be there",
    "undelivered": "lists what could not be delivered",
}
"""Modules whose statements are about everybody on purpose. None of their functions is called by a turn."""
LOOKED_AT: Final = {
    "api.conversations conversation": API,
    "api.leads _stands": API,
    "api.leads _told_something": API,
    "api.teams one": API,
    "api.results flows_used": "files of flows, nobody's: only which of them are private is asked",
    "api.results _of_conversation": API,
    "api.results _is_somebodys": API,
    "api.walking ahead": API,
    "api.walking page": API,
    "api.walking place_of": API,
    "api.walking is_somebodys": API,
    "api.walking _looked_at": API,
    "checkins dismiss": "by channel, workspace and person",
    "checkins is_appointed": "by channel, workspace and person",
    "checkins appointed": "by channel and workspace",
    "crowd _make": "by channel, workspace and the ids of people",
    "erasure erase": "by the respondent",
    "erasure gone": "by the respondent",
    "erasure _was_in_named_round": "by the respondent",
    "erasure _owns_actions": "by the respondent's own addresses",
    "erasure _forget_who_installed": "by the respondent's own addresses",
    "erasure traces": "by the respondent",
    "erasure _places": "by the respondent",
    "erasure leftovers": "by the respondent",
    "events drop": "by the respondent",
    "events drop_of_conversation": "by the conversation",
    "events replay": OPERATOR,
    "events hurry": OPERATOR,
    "inbound count_kept": OPERATOR,
    "leaders who_leads": "about processes, nobody's",
    "releases _newest": "by the check-in",
    "sqlite holds_anything": "whether there is a row at all, whoever's",
    "team_traces forget_in_teams": "by channel, workspace and person",
    "team_traces _here": "by channel and workspace",
    "team_traces _forget_in_checkins": "by channel and workspace",
    "team_traces _forget_in_releases": "by channel and workspace",
    "unlinking is_nobodys": "by the address",
    "unlinking unlink": "by the conversation",
    "unlinking forget": "by the conversation",
    "unlinking _forget_messages": "by the conversation",
    "unlinking _forget_fleeting": "by the round",
    "unlinking _forget_poisoned": "by the round",
    "unlinking _write_anew": "by the conversation",
    "webhooks look": "about the receiver of events, nobody's",
}
TEXTS: Final = {
    "store/postgres.py": "locks",
    "store/sqlite.py": "whether there is a row at all, whoever's",
    "store/together_postgres.py": "taps: by channel, workspace, person and conversation",
    "store/together_sqlite.py": "taps: by channel, workspace, person and conversation",
    "work/figures.py": "counts of jobs",
    "work/leases.py": "locks of jobs",
    "work/seen.py": "processes and jobs, for operators",
    "work/standing.py": "jobs, by their id",
}


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(bot.store.__path__, "bot.store."):
        if ".migrations" not in found.name:
            yield found.name


def ready() -> Iterator[tuple[str, Any]]:
    """Every statement that a module has at hand, by where it stands."""
    seen: set[int] = set()
    for name in modules():
        module = importlib.import_module(name)
        for variable, value in vars(module).items():
            for where, statement in statements_in(value, variable):
                if id(statement) not in seen:
                    seen.add(id(statement))
                    yield f"{name.removeprefix('bot.store.')} {where}", statement


def functions(names: frozenset[str]) -> Iterator[tuple[Path, str]]:
    """Functions anywhere in the product that call one of these by its bare name."""
    for path in sorted(ROOT.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for call in ast.walk(function):
                    if (
                        isinstance(call, ast.Call)
                        and isinstance(call.func, ast.Name)
                        and call.func.id in names
                    ):
                        yield path, function.name
                        break


# --- 1. Ready statements -----------------------------------------------------------------------------


def test_1_every_ready_statement_is_bound_or_has_a_reason() -> None:
    found = list(ready())
    assert len(found) > 150
    unbound = {
        where
        for where, statement in found
        if where.split()[0] not in OF_THE_OPERATOR and not is_bound(statement)
    }
    assert unbound - set(UNBOUND) == set(), "bind it to its owner, or say why it need not be"
    gone = {where for where in UNBOUND if where.split()[0] not in OF_THE_OPERATOR} - unbound
    assert gone == set(), "bound, or gone: it needs no reason any more"


def test_1_pieces_are_never_run_as_they_are() -> None:
    """A bare piece handed to a connection would read everybody's rows."""
    pieces = {tuple(where.split()) for where, reason in UNBOUND.items() if reason == PIECE}
    for module, name in pieces:
        source = (ROOT / "store" / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
        for call in ast.walk(ast.parse(source)):
            if isinstance(call, ast.Call):
                bare = [one.id for one in call.args if isinstance(one, ast.Name)]
                assert name not in bare, f"{module}.{name} is run as it is"


# --- 2. Statements put together on the way -----------------------------------------------------------


def test_2_functions_that_make_statements_are_known() -> None:
    made = {
        f"{'.'.join(path.relative_to(ROOT / 'store').with_suffix('').parts)} {name}"
        for path, name in functions(frozenset({"select", "update", "delete"}))
        if path.is_relative_to(ROOT / "store")
    }
    here = {where for where in made if where.split()[0] not in OF_THE_OPERATOR}
    assert here - set(LOOKED_AT) == set(), "look whether it is bound, and say by what"
    assert set(LOOKED_AT) - here == set(), "gone"


def test_2_the_operators_modules_are_not_called_by_a_turn() -> None:
    for floor in ("turn", "reception", "web", "channels", "reminders"):
        for path in (ROOT / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom):
                    named = {f"{node.module}.{one.name}" for one in node.names}
                    wrong = {f"bot.store.{module}" for module in OF_THE_OPERATOR} & named
                    assert wrong <= {"bot.store.schema"}, f"{path} uses {wrong}"
                    taken = {one.name for one in node.names}
                    assert node.module != "bot.store.export" or taken <= {"flat"}, f"{path} exports"


# --- 3. Text -----------------------------------------------------------------------------------------


def test_3_statements_as_text_stand_in_few_places() -> None:
    verbs = ("SELECT ", "UPDATE ", "DELETE FROM ")
    found = set()
    for path in ROOT.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docs
                and node.value.lstrip().startswith(verbs)
            ):
                found.add(path.relative_to(ROOT).as_posix())
    assert found - set(TEXTS) == set(), "write it with SQLAlchemy, or say whom it is about"


# --- 4. The reader -----------------------------------------------------------------------------------

A, C, K = ADDRESS.c, CONVERSATION.c, CHECKIN.c
MINE: Final = select(C.id).where(C.address_id == bindparam("a"))
BOUND: Final = {
    "an owner": MINE,
    "the key of a row": select(ANSWER).where(ANSWER.c.conversation_id == "x"),
    "among others": select(CONVERSATION).where(and_(C.status == "open", C.respondent_id == "x")),
    "several": select(CONVERSATION).where(C.id.in_(bindparam("ids", expanding=True))),
    "rows of a bound one": delete(ANSWER).where(ANSWER.c.conversation_id.in_(MINE)),
    "either": select(CONVERSATION).where(or_(C.address_id == "x", C.respondent_id == "y")),
    "a whole place": select(ADDRESS).where(tuple_(A.channel, A.workspace).in_([("slack", "T1")])),
    "of a bound source": select(func.count()).select_from(MINE.subquery()),
    "nobody's": select(FLOW_VERSION),
    "a lock": select(func.now()),
    "a change": update(CONVERSATION).where(C.id == "x").values(status="y"),
}
NOT: Final = {
    "everything": select(CONVERSATION),
    "by its state": select(CONVERSATION).where(C.status == "open"),
    "by another column": select(CONVERSATION).where(C.address_id == C.respondent_id),
    "one way out": select(CONVERSATION).where(or_(C.address_id == "x", C.status == "open")),
    "all but theirs": select(CONVERSATION).where(C.address_id != "x"),
    "not theirs": select(CONVERSATION).where(~(C.address_id == "x")),
    "rows of an unbound one": delete(ANSWER).where(ANSWER.c.conversation_id.in_(select(C.id))),
    "joined only": select(ROUND).join(CHECKIN, K.id == ROUND.c.checkin_id),
    "whatever is asked for": select(ADDRESS).where(A.workspace == func.coalesce(bindparam("w"), A.workspace)),
    "a flow": select(CONVERSATION).where(C.flow_name == "x"),
    "a change to all": update(CONVERSATION).values(status="y"),
}


@pytest.mark.parametrize("name", BOUND)
def test_4_bound(name: str) -> None:
    assert is_bound(BOUND[name])


@pytest.mark.parametrize("name", NOT)
def test_4_not_bound(name: str) -> None:
    assert not is_bound(NOT[name])
