"""Scoring, levels, tiers and what is called weak (flow-language §5.4)."""

from fractions import Fraction

from bot.definition.model import Level, Method, Scoring, Weakest
from bot.definition.read.areas import said
from bot.definition.read.desk import Desk
from bot.definition.read.forms import MOST, Number, OneOf, YesNo
from bot.definition.read.names import ID
from bot.definition.read.tables import Key, MapOf, Named, Row, Table
from bot.definition.read.wordings import Words

METHOD = Key(
    "method", OneOf({method.value: method for method in Method}), "percent: everything 0 to 100; sum; mean."
)
DECIMALS = Key(
    "decimals", Number(0, 2, whole=True), "Of shown scores; levels, tiers and conditions compare these."
)
MIN_ANSWERED = Key("min_answered", Number(0, 100), "Percent of an area's questions that need an answer.")
OVERALL = Key("overall", YesNo(), "no: areas only, without levels and gates.")
MIN_AREAS = Key("min_areas", Number(1, 30, whole=True), "Scored areas that an overall score needs.")
MIN_WEIGHT = Key("min_weight", Number(0, 100), "Percent of the area weight that an overall score needs.")
SEM = Key("sem", Number(0, MOST), "Standard error of one area's score; gives the margin.")
SCORING = Key(
    "scoring",
    Table(METHOD, DECIMALS, MIN_ANSWERED, OVERALL, MIN_AREAS, MIN_WEIGHT, SEM),
    "How points become scores.",
)

FROM = Key("from", Number(), "The lowest score of this band.", required=True)
TITLE = Key("title", Words(40), "At most 40 characters.", required=True)
TEXT = Key("text", Words(500), "What it means, at most 500 characters.")
BANDS = MapOf(ID, Table(FROM, TITLE, TEXT), most=12)
LEVELS = Key("levels", BANDS, "Bands of the overall score, from the lowest; {} = none.")
TIERS = Key("tiers", BANDS, "Bands of an area's score, from the lowest; {} = none.")

SHOW = Key("show", Number(0, 10, whole=True), "How many areas are called weakest at most.")
BELOW = Key("below", Number(), "Only areas with a lower score are called weak.")
JOINT = Key("joint", Number(0, MOST), "Areas at most so many points apart are named together.")
WEAKEST = Key("weakest", Table(SHOW, BELOW, JOINT), "Which areas are called weak.")


def scoring(row: Row | None) -> Scoring:
    """With the defaults of the method where nothing is written."""
    if row is None:
        return Scoring()
    method = row.given(METHOD, Method.PERCENT)
    return Scoring(
        method=method,
        decimals=int(row.given(DECIMALS, Fraction(method is Method.MEAN))),
        min_answered=row.given(MIN_ANSWERED, Fraction(60)),
        overall=row.given(OVERALL, otherwise=True),
        min_areas=int(row.given(MIN_AREAS, Fraction(1))),
        min_weight=row.given(MIN_WEIGHT, Fraction(70)),
        sem=row.get(SEM),
    )


def level(named: Named[Row], desk: Desk) -> Level:
    """A level or a tier from its row."""
    row = named.value
    return Level(
        id=named.name,
        start=row.given(FROM, Fraction(0)),
        title=said(row.get(TITLE)) or desk.unread(),
        text=said(row.get(TEXT)),
    )


def weakest(row: Row | None, method: Method) -> Weakest:
    """With `sum` and `mean` nothing is called weak unless it is written."""
    if row is None:
        return Weakest(3 if method is Method.PERCENT else 0, Fraction(75), Fraction(6))
    return Weakest(
        int(row.given(SHOW, Fraction(3))), row.given(BELOW, Fraction(75)), row.given(JOINT, Fraction(6))
    )
