"""How a team round runs (flow-language §5.6)."""

import re
from dataclasses import dataclass
from fractions import Fraction

from bot.definition.read.desk import Desk
from bot.definition.read.forms import SCALAR, Lasting, Number, OneOf, Schema, YesNo, scalar
from bot.definition.read.tables import Key, Row, Table
from bot.definition.schedule import CheckIn, Duration, Every, Unit
from bot.definition.source.nodes import Node

_WEEKS = re.compile(r"([0-9]{1,2}) weeks")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]")
_ZONE = re.compile(r"member|UTC|[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z0-9_+-]*){1,2}")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Often:
    """`day weekday week month` or `2 weeks` to `26 weeks`."""

    def read(self, node: Node, name: str, desk: Desk) -> Every | None:
        found = scalar(node, name, "how often", desk)
        if found is None:
            return None
        if found.value in ("day", "weekday", "week", "month"):
            return Every(found.value)
        match = _WEEKS.fullmatch(found.value)
        if match and 2 <= int(match[1]) <= 26:
            return Every("week", int(match[1]))
        hint = "use day, weekday, week, month, or 2 weeks to 26 weeks"
        desk.say("E110", f"'{name}' cannot be '{found.value}'", found.place, hint)
        return None

    def schema(self) -> Schema:
        return {
            "anyOf": [
                {"enum": ["day", "weekday", "week", "month"]},
                {"type": "string", "pattern": "^[0-9]+ weeks$"},
            ]
        }


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text of one pattern; *says* ends the sentence "'name' is …"."""

    pattern: re.Pattern[str]
    says: str

    def read(self, node: Node, name: str, desk: Desk) -> str | None:
        found = scalar(node, name, self.says, desk)
        if found is not None and not self.pattern.fullmatch(found.value):
            desk.say("E110", f"'{name}' is {self.says}, not '{found.value}'", found.place)
            return None
        return found.value if found else None

    def schema(self) -> Schema:
        return SCALAR


EVERY = Key("every", Often(), "How often a round opens.", required=True)
DAY = Key("day", OneOf({day: day for day in _WEEKDAYS}), "Weekday of a weekly or longer round.")
AT = Key("at", Spelled(_CLOCK, "a time like 09:30"), "24-hour time at which it opens.")
TIMEZONE = Key("timezone", Spelled(_ZONE, "member, or a name like Europe/Berlin"), "member: each one's own.")
OPEN = Key("open", Lasting(), "How long a round takes answers.")
REMIND = Key("remind", Lasting(), "Time after opening; once, to those who have not answered.")
ANONYMOUS = Key("anonymous", YesNo(), "Answers are not stored with a person.")
MIN_ANSWERS = Key("min_answers", Number(3, 100, whole=True), "Nothing is shown from fewer.")
CHECKIN = Key(
    "checkin",
    Table(EVERY, DAY, AT, TIMEZONE, OPEN, REMIND, ANONYMOUS, MIN_ANSWERS),
    "How a team round runs.",
)


def checkin(row: Row) -> CheckIn:
    """With the defaults where nothing is written."""
    return CheckIn(
        every=row.given(EVERY, Every("week")),
        day=row.given(DAY, "monday"),
        at=row.given(AT, "10:00").rjust(5, "0"),
        timezone=row.given(TIMEZONE, "member"),
        open=row.given(OPEN, Duration(2, Unit.DAY)),
        remind=row.get(REMIND),
        anonymous=row.given(ANONYMOUS, otherwise=True),
        min_answers=int(row.given(MIN_ANSWERS, Fraction(5))),
    )
