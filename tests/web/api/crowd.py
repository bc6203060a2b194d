"""A database as large as wanted, made by itself in a few statements on either kind."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, text

from bot.store import flows
from tests.store.samples import FLOW, SOURCE
from tests.web.api.reader import DOCUMENT, NOON, checkin, round_

PEOPLE_OF_WORKSPACE: Final = 100
"""Every so manieth person is in the other, small workspace."""
_NUMBERED: Final = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :many)"


def crowded(connection: Connection, many: int, answers: int = 24) -> None:
    """So many people with a conversation, a result and so many answers each; every tenth is a lead, every
    twentieth in a round. One in a hundred is in the workspace `T2`, one of all came by the source `rare`.
    """
    flows.pin(connection, FLOW, SOURCE, NOON)
    for number in range(many // 100):
        checkin(
            connection, f"k{number}", anonymous=number % 2 == 0, created_at=NOON - timedelta(hours=number)
        )
        for one in range(1, 5):
            round_(connection, f"k{number}", one)
    sqlite = connection.dialect.name == "sqlite"

    def named(letter: str, number: str = "i") -> str:
        return (
            f"printf('{letter}%08d', {number})"
            if sqlite
            else f"('{letter}' || lpad(({number})::text, 8, '0'))"
        )

    moment = (
        f"strftime('%Y-%m-%d %H:%M:%f', '{NOON:%Y-%m-%d %H:%M:%S}',"
        " '-' || (:many - i) || ' minutes') || '000'"
        if sqlite
        else f"(timestamptz '{NOON.isoformat()}' - (:many - i) * interval '1 minute')"
    )
    yes, no = ("1", "0") if sqlite else ("true", "false")
    which: dict[str, Any] = {"many": many, "hash": FLOW.hash, "document": DOCUMENT}

    def run(statement: str, *names: str, **more: Any) -> None:
        values = which | more
        connection.execute(text(statement), {name: values[name] for name in ("many", *names)})

    run(f"INSERT INTO respondent (id, created_at) {_NUMBERED} SELECT {named('r')}, {moment} FROM n")  # noqa: S608  # nobody typed it
    run(
        "INSERT INTO address (id, respondent_id, channel, workspace, external_id, reachable, created_at)"  # noqa: S608  # nobody typed it
        f" {_NUMBERED} SELECT {named('a')}, {named('r')}, 'slack',"
        f" CASE WHEN i % {PEOPLE_OF_WORKSPACE} = 7 THEN 'T2' ELSE 'T1' END, {named('U')}, {yes}, {moment}"
        " FROM n"
    )
    run(
        "INSERT INTO conversation (id, respondent_id, address_id, flow_name, flow_version, flow_hash, status,"  # noqa: S608  # nobody typed it
        f" turn, state, sealed, language, source, round_id, started_at, updated_at) {_NUMBERED}"
        f" SELECT {named('c')}, {named('r')}, {named('a')}, 'team-mood', 1, :hash, 'finished', 24, '{{}}',"
        f" {no}, 'en', CASE WHEN i = :many - 10 THEN 'rare' ELSE 'fair' END,"
        f" CASE WHEN i % 20 = 0 THEN 'k' || (i % (:many / 100)) || '-1' END, {moment}, {moment} FROM n",
        "hash",
    )
    run(
        "INSERT INTO result (conversation_id, turn, respondent_id, flow_name, flow_version, flow_hash,"  # noqa: S608  # nobody typed it
        f" complete, score, exact, level, document, created_at) {_NUMBERED} SELECT {named('c')}, 24,"
        f" {named('r')}, 'team-mood', 1, :hash, {yes}, '53', '53', 'fair', :document, {moment} FROM n",
        "hash", "document",
    )  # fmt: skip
    run(
        "INSERT INTO consent (id, respondent_id, conversation_id, question, purpose, given, wording,"  # noqa: S608  # nobody typed it
        f" language, flow_name, flow_version, flow_hash, channel, created_at) {_NUMBERED}"
        f" SELECT {named('y')}, {named('r')}, {named('c')}, 'q', 'contact', {yes}, 'May we?', 'en',"
        f" 'team-mood', 1, :hash, 'slack', {moment} FROM n WHERE i % 10 = 0",
        "hash",
    )
    run(
        "INSERT INTO answer (conversation_id, question, value, sealed, state, turn, profile, answered_at)"  # noqa: S608  # nobody typed it
        f" {_NUMBERED}, m(j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM m WHERE j < :answers)"
        f" SELECT {named('c')}, 'question_' || j, '\"often\"', {no}, 'given', j,"
        f" CASE WHEN j = 1 THEN 'company' END, {moment} FROM n, m",
        "answers", answers=answers,
    )  # fmt: skip
