"""A business that is told what happens: persons and teams whose turns tell, and what stands to be told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from jsonschema import Draft202012Validator
from sqlalchemy import Connection, select

from bot.events.reading import data_of
from bot.store import events
from bot.store.database import Database
from bot.store.tables import EVENT
from bot.turn.arrived import Surroundings
from bot.turn.library import Library
from tests.checkins.team import Team
from tests.events.strict import closed, documented
from tests.turn.someone import Someone, library

SHOP: Final = """
flow: shop
title: Shop check
languages: [en, de]
areas:
  order: {title: {en: Order, de: Ordnung}}
levels: {low: {from: 0, title: Low}, high: {from: 50, title: High}}
steps:
  - ask: habit
    area: order
    text: {en: "Do you look things up?", de: "Schlagen Sie nach?"}
    scale: yes_no
  - ask: where
    text: {en: "Where are the copies?", de: "Wo liegen die Kopien?"}
    type: multi
    choices: {office: {en: Office, de: Büro}, cloud: {en: Cloud, de: Wolke}}
  - ask: people
    text: {en: "How many people work here?", de: "Wie viele arbeiten hier?"}
    type: number
  - ask: note
    text: {en: "What should change?", de: "Was soll sich ändern?"}
    type: text
    optional: yes
  - result: {en: "You have {score.overall}.", de: "Sie haben {score.overall}."}
  - ask: may_write
    type: consent
    purpose: contact
    text: {en: "May we write to you?", de: "Dürfen wir schreiben?"}
  - ask: email
    if: may_write
    type: email
    profile: email
    text: {en: "Your address?", de: "Ihre Adresse?"}
"""


class Customer(Someone):
    """Somebody whose turns are told outside."""

    def __init__(self, database: Database, flows: Library | None = None, name: str = "ana") -> None:
        super().__init__(database, flows or library(SHOP), name)
        self._around = replace(self._around, tells=True)

    @property
    def around(self) -> Surroundings:
        return self._around


class ToldTeam(Team):
    """A team whose rounds are told outside."""

    def around(self) -> Surroundings:
        return replace(super().around(), tells=True)


@dataclass(frozen=True)
class Stands:
    """An event as it stands in the database."""

    id: str
    type: str
    subject: str
    data: Mapping[str, Any]
    respondent: str | None
    status: str
    attempts: int
    error: str | None


async def told(database: Database, *types: str) -> list[Stands]:
    """What stands there, in order, of these types or of all; each is as it is documented."""

    def look(connection: Connection) -> list[Stands]:
        rows = connection.execute(select(EVENT).order_by(EVENT.c.happened_at, EVENT.c.id)).all()
        found = []
        for row in rows:
            event = events.from_row(connection, row)
            data = data_of(connection, event)
            assert data is not None
            Draft202012Validator(closed(documented(event.type))).validate(data)
            found.append(
                Stands(
                    row.id, row.type, event.subject, data, row.respondent_id, row.status, row.attempts,
                    row.error,
                )
            )  # fmt: skip
        return [one for one in found if not types or one.type in types]

    return await database.read(look)
