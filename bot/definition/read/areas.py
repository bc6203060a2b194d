"""Areas (flow-language §5.3)."""

from fractions import Fraction

from bot.definition.model import Advice, Area
from bot.definition.read.desk import Desk, Wording
from bot.definition.read.forms import Name, Number
from bot.definition.read.names import ID
from bot.definition.read.tables import Key, MapOf, Named, Row, Table, TextOr, numbers_once
from bot.definition.read.wordings import Words
from bot.definition.texts import Text

WHY = Key("why", Words(400), "Why this matters.", required=True)
THIS_WEEK = Key("this_week", Words(400), "One thing to do this week.")
NEXT_30_DAYS = Key("next_30_days", Words(400), "What to build in the next 30 days.")
DONE_WHEN = Key("done_when", Words(400), "How to see that it is done.")
ADVICE_PARTS = Table(WHY, THIS_WEEK, NEXT_30_DAYS, DONE_WHEN)

_SUM = Name(r"-?[0-9]{1,7}", "a raw sum is a whole number")

TITLE = Key("title", Words(40), "At most 40 characters.", required=True)
ABOUT = Key("about", Words(100), "One line under the heading, at most 100 characters.")
WEIGHT = Key("weight", Number(0, 100), "Relative weight in the overall score; 0 = shown, but not part of it.")
OWNER = Key("owner", Words(60), "The role that answers for this area; shown beside it when it is weak.")
SYSTEM = Key("system", Words(150), "The key system the area needs.")
ADVICE = Key("advice", MapOf(ID, ADVICE_PARTS, most=12), "What to do, for each tier.")
TALK = Key("talk", Words(200), "A question for the team to talk about (team reports).")
LOOKUP = Key(
    "lookup", MapOf(_SUM, Number(), most=500, least=1), "Raw sum to standard score (method sum, overall no)."
)
AREA = TextOr(Table(TITLE, ABOUT, WEIGHT, OWNER, SYSTEM, ADVICE, TALK, LOOKUP), TITLE)
AREAS = Key(
    "areas", MapOf(ID, AREA, most=30), "What questions add up to, in the order of the respondent's journey."
)


def area(named: Named[Row], desk: Desk) -> Area:
    """From its row; a missing title is said already."""
    row = named.value
    lookup = row.get(LOOKUP)
    numbers_once(lookup or (), desk)
    return Area(
        id=named.name,
        title=said(row.get(TITLE)) or desk.unread(),
        about=said(row.get(ABOUT)),
        weight=row.given(WEIGHT, Fraction(1)),
        owner=said(row.get(OWNER)),
        system=said(row.get(SYSTEM)),
        advice={tier.name: _advice(tier.value, desk) for tier in row.given(ADVICE, ())},
        talk=said(row.get(TALK)),
        lookup=None if lookup is None else {int(entry.name): entry.value for entry in lookup},
    )


def _advice(row: Row, desk: Desk) -> Advice:
    return Advice(
        why=said(row.get(WHY)) or desk.unread(),
        this_week=said(row.get(THIS_WEEK)),
        next_30_days=said(row.get(NEXT_30_DAYS)),
        done_when=said(row.get(DONE_WHEN)),
    )


def said(wording: Wording | None) -> Text | None:
    """The text of a wording, where there is one."""
    return wording.text if wording else None
