"""What is remembered of a person so that they are not asked again: forgotten, at their wish."""

from collections.abc import Mapping
from typing import Any, Final

from bot.present.desk.held import forgotten
from bot.store import kept
from bot.turn.arrived import Turn
from bot.turn.visit import Served, Visit, said
from bot.wishes import ForgetKept


def _forget(visit: Visit, _wish: ForgetKept) -> Turn:
    kept.forget_all(visit.connection, visit.address.respondent_id)
    return said(forgotten(visit.language))


SERVED: Final[Mapping[type[Any], Served]] = {ForgetKept: _forget}
