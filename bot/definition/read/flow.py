"""The top level of a flow (flow-language §4)."""

from fractions import Fraction

from bot.definition.draft import Draft, Drafted
from bot.definition.finding import START
from bot.definition.model import Level, Method
from bot.definition.read import checkin, rules, scoring, steps, tests
from bot.definition.read.areas import AREAS, area, said
from bot.definition.read.choices import SCALES
from bot.definition.read.desk import Desk
from bot.definition.read.forms import Lasting, Name, Number, Schema, Word, YesNo, truth
from bot.definition.read.journey import Journey, asked
from bot.definition.read.names import FLOW_NAME
from bot.definition.read.questions import Lent
from bot.definition.read.tables import Key, ListOf, Named, Row, Table
from bot.definition.read.wordings import CODE, Words
from bot.definition.scales import DEFAULT_LEVELS
from bot.definition.schedule import Duration, Unit
from bot.definition.source.nodes import Mapping, Node, Scalar, Sequence, Text


class NoOrLasting:
    """A duration, or `no`."""

    lasting = Lasting()

    def read(self, node: Node, name: str, desk: Desk) -> Duration | bool | None:
        if isinstance(node, Scalar) and truth(node.value) is False:
            return False
        return self.lasting.read(node, name, desk)

    def schema(self) -> Schema:
        return {"anyOf": [{"enum": [False, "no", "false"]}, self.lasting.schema()]}


FLOW = Key("flow", FLOW_NAME, "The name of the flow, equal to the file name without .yaml.", required=True)
TITLE = Key("title", Words(100), "At most 100 characters.", required=True)
VERSION = Key("version", Number(1, 10**6, whole=True), "Rises with every change beyond wording.")
LANGUAGES = Key(
    "languages",
    ListOf(Name(CODE, "a language code looks like en or pt-BR"), most=30, least=1),
    "The first is the source and the fallback.",
)
HELP = Key("help", Words(2000), "Shown for /help at a question that has none of its own.")
CREDIT = Key("credit", Words(300), "Attribution and licence; shown with the first message and the result.")
SCALE = Key("scale", Word("a scale"), "For every question that names no answers and no other type.")
REMIND = Key("remind", NoOrLasting(), "One reminder while a question is open, or no.")
EXPIRE = Key("expire", Lasting(), "Then the conversation closes.")
PRIVATE = Key("private", YesNo(), "Its questions and results stay out of the previews of notifications.")
BUILD_ORDER = Key(
    "build_order",
    ListOf(Word("an area"), most=30),
    "The order in which systems are built; every area with a system.",
)
TABLE = Table(
    FLOW, TITLE, VERSION, LANGUAGES, HELP, CREDIT, SCALE, steps.DONT_KNOW, AREAS, SCALES, scoring.SCORING,
    scoring.LEVELS, scoring.TIERS, rules.GATES, scoring.WEAKEST, BUILD_ORDER, steps.STEPS, rules.RECOMMEND,
    rules.NEXT, checkin.CHECKIN, REMIND, EXPIRE, PRIVATE, tests.TESTS,
)  # fmt: skip


def draft(tree: Node | None, file: str, desk: Desk) -> Draft | None:
    """What could be read; None where there is no map to read."""
    if not isinstance(tree, Mapping):
        shape = "a list" if isinstance(tree, Sequence) else "a text" if tree is not None else "empty"
        place = tree.place if tree is not None else START
        desk.say("E100", f"a flow is a map of keys, not {shape}", place, "start with  flow: <name>")
        return None
    desk.languages = _languages(tree)
    return _draft(TABLE.row(tree, desk), file, desk)


def _languages(tree: Mapping) -> tuple[str, ...]:
    """Read before everything else, because every text depends on them; what is wrong is said later."""
    node = next((entry.value for entry in tree.entries if entry.key == LANGUAGES.name), None)
    if not isinstance(node, Sequence):
        return ("en",)
    quiet = Desk(Text(""))
    return tuple(dict.fromkeys(item.value for item in LANGUAGES.form.read(node, "", quiet) or ())) or ("en",)


def _draft(row: Row, file: str, desk: Desk) -> Draft:
    lent = _lent(row)
    rows = (at.value for at in row.given(steps.STEPS, ()))
    drafted_steps = tuple(Journey(lent, desk).steps(rows))
    settings = scoring.scoring(row.get(scoring.SCORING))
    levels, written_levels = _bands(row, scoring.LEVELS, settings.method, desk)
    tiers, written_tiers = _bands(row, scoring.TIERS, settings.method, desk)
    remind = row.get(REMIND)
    checkin_row = row.get(checkin.CHECKIN)
    return Draft(
        desk=desk,
        file=file,
        row=row,
        name=row.given(FLOW, ""),
        title=said(row.get(TITLE)) or desk.unread(),
        version=int(row.given(VERSION, Fraction(1))),
        help=lent.help,
        credit=said(row.get(CREDIT)),
        scales=lent.scales,
        used_scales=frozenset(lent.used),
        areas={
            named.name: Drafted(area(named, desk), named.value, named.place) for named in row.given(AREAS, ())
        },
        scoring=settings,
        levels=levels if settings.overall else (),
        tiers=tiers,
        written_levels=written_levels,
        written_tiers=written_tiers,
        weakest=scoring.weakest(row.get(scoring.WEAKEST), settings.method),
        gates=tuple(
            Drafted(rules.gate(at.value, desk), at.value, at.place) for at in row.given(rules.GATES, ())
        ),
        recommend=tuple(
            Drafted(rules.rule(at.value, desk), at.value, at.place) for at in row.given(rules.RECOMMEND, ())
        ),
        next=tuple(
            Drafted(rules.next_entry(at.value), at.value, at.place) for at in row.given(rules.NEXT, ())
        ),
        checkin=checkin.checkin(checkin_row) if checkin_row else None,
        remind=None if remind is False else remind if isinstance(remind, Duration) else Duration(1, Unit.DAY),
        expire=row.given(EXPIRE, Duration(14, Unit.DAY)),
        private=row.given(PRIVATE, otherwise=False),
        steps=drafted_steps,
        asked=tuple(asked(drafted_steps)),
        tests=tuple(at.value for at in row.given(tests.TESTS, ())),
    )


def _lent(row: Row) -> Lent:
    own = {named.name: (named.place, named.value) for named in row.given(SCALES, ())}
    return Lent(
        scale=row.get(SCALE),
        scale_place=row.at(SCALE) if row.has(SCALE) else None,
        dont_know=row.get(steps.DONT_KNOW),
        help=said(row.get(HELP)),
        scales=own,
    )


def _bands(
    row: Row, key: Key[tuple[Named[Row], ...]], method: Method, desk: Desk
) -> tuple[tuple[Level, ...], tuple[Drafted[Level], ...]]:
    """The bands that hold, and those that are written; `percent` has some of its own (flow-language §4)."""
    found = row.get(key)
    if found is None:
        return (DEFAULT_LEVELS if method is Method.PERCENT else ()), ()
    written = tuple(Drafted(scoring.level(named, desk), named.value, named.place) for named in found)
    return tuple(drafted.value for drafted in written), written
