"""A flow for a team, somebody who finishes it, and all that is written then."""

from typing import Any

from sqlalchemy import Connection, Table, select

from bot.store.tables import ANSWER, CONVERSATION, METADATA
from tests.turn.teams.members import ROUND, Member, Team

MOOD = """
flow: team-mood
title: Team mood
languages: [en, de]
areas:
  tools: Tools
scale: agree5
levels: {low: {from: 0, title: Low}, high: {from: 50, title: High}}
next: [{flow: sleep, text: "Sleep, too?"}]
steps:
  - ask: tools
    area: tools
    text: I had what I needed.
  - ask: focus
    area: tools
    text: I know what matters.
  - result: Your result is here.
  - say: "You have {score.overall} points."
  - ask: more
    type: text
    optional: yes
    text: Anything else?
"""


SLEEP = """
flow: sleep
title: Sleep
scale: agree5
steps:
  - ask: well
    text: I sleep well.
"""


TEXT = "The tools are slow"


async def finishes(member: Member, *choices: str) -> Member:
    await member.taps("Start", *(choices or ("Agree", "Disagree")))
    return await member.types(TEXT)


def cells(connection: Connection, table: Table) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in connection.execute(select(table))]


async def everything(team: Team) -> dict[str, list[dict[str, Any]]]:
    """All rows there are."""

    def work(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        return {table.name: cells(connection, table) for table in METADATA.sorted_tables}

    return await team.database.read(work)


async def sheets(team: Team) -> dict[str, dict[str, str]]:
    """Conversation of the round → question → answer that stands."""

    def work(connection: Connection) -> dict[str, dict[str, str]]:
        statement = (
            select(CONVERSATION.c.id, ANSWER.c.question, ANSWER.c.value)
            .join(ANSWER, ANSWER.c.conversation_id == CONVERSATION.c.id, isouter=True)
            .where(CONVERSATION.c.round_id == ROUND)
        )
        found: dict[str, dict[str, str]] = {}
        for row in connection.execute(statement):
            found.setdefault(row.id, {})[row.question] = row.value
        return found

    return await team.database.read(work)
