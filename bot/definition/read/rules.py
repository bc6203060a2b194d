"""Gates, recommendations and what comes next (flow-language §5.4, §5.5)."""

from fractions import Fraction

from bot.definition.model import CapGate, Gate, LinkGate, Next, Rule
from bot.definition.read.areas import said
from bot.definition.read.desk import At, Desk
from bot.definition.read.forms import Link, Number, When, Word
from bot.definition.read.names import FLOW_NAME, ID
from bot.definition.read.tables import Key, ListOf, Row, Table
from bot.definition.read.wordings import Words

GATE_ID = Key("id", ID, "The name of the gate.", required=True)
GATE_TEXT = Key("text", Words(300), "Said when it binds; may use {worst} with 'areas'.", required=True)
GATE_IF = Key("if", When(), "While this is true the level is capped.")
CAP = Key("cap", Word("a level"), "The highest level that is possible then.")
SYSTEMS = Key("systems", ListOf(Word("an area"), most=30), "Areas whose systems are listed while it is true.")
GATE_AREAS = Key(
    "areas", ListOf(Word("an area"), most=30, least=1), "The level is held by the weakest of these."
)
ABOVE = Key("above", Number(0, 9, whole=True), "So many levels above that of the weakest are possible.")
BENEFIT = Key("benefit", Number(0, 50), "Points added to the weakest before its level is taken.")
GATE = Table(GATE_ID, GATE_IF, CAP, SYSTEMS, GATE_AREAS, ABOVE, BENEFIT, GATE_TEXT)
GATES = Key("gates", ListOf(GATE, most=20), "Caps of the level; they never change the score.")

RULE_ID = Key("id", ID, "The name of the rule.", required=True)
RULE_IF = Key("if", When(), "The rule is shown when this is true.")
RULE_AREAS = Key(
    "areas", ListOf(Word("an area"), most=30, least=1), "The areas that {worst} and {best} look at."
)
RULE_TEXT = Key("text", Words(500), "At most 500 characters.", required=True)
RULE_LINK = Key("link", Link(), "https address, shown with its host.")
RULE = Table(RULE_ID, RULE_IF, RULE_AREAS, RULE_TEXT, RULE_LINK)
RECOMMEND = Key("recommend", ListOf(RULE, most=100), "Recommendations across areas; all that hold are shown.")

NEXT_FLOW = Key("flow", FLOW_NAME, "The flow to go on with.", required=True)
NEXT_IF = Key("if", When(), "When this is true.")
NEXT_TEXT = Key("text", Words(2000), "An offer with Yes and Later; without it the flow starts at once.")
CARRY = Key("carry", ListOf(Word("a question"), most=300), "Questions whose answers are taken along.")
NEXT_ENTRY = Table(NEXT_FLOW, NEXT_IF, NEXT_TEXT, CARRY)
NEXT = Key("next", ListOf(NEXT_ENTRY, most=10), "What comes after; the first that holds is offered.")


def gate(row: Row, desk: Desk) -> Gate | None:
    """None for both or neither of the two forms, which is said."""
    form = _form_of(row, desk)
    gate_id, text = row.given(GATE_ID, ""), said(row.get(GATE_TEXT)) or desk.unread()
    clause = row.get(GATE_IF)
    if form is GATE_AREAS:
        above = int(row.given(ABOVE, Fraction(0)))
        return LinkGate(gate_id, plain(row.get(GATE_AREAS)), above, text, row.given(BENEFIT, Fraction(0)))
    if form is GATE_IF and clause is not None:
        return CapGate(gate_id, clause.condition, row.given(CAP, ""), text, plain(row.get(SYSTEMS)))
    return None


def _form_of(row: Row, desk: Desk) -> Key[object] | None:
    by_condition = [key for key in (GATE_IF, CAP, SYSTEMS) if row.has(key)]
    by_areas = [key for key in (GATE_AREAS, ABOVE, BENEFIT) if row.has(key)]
    if by_condition and by_areas:
        message = (
            f"a gate has 'if' and 'cap', or 'areas' and 'above'; this one has '{by_condition[0].name}' too"
        )
        desk.say("E135", message, row.key_at(by_condition[0]), "make it two gates")
        return None
    needed = (GATE_AREAS, ABOVE) if by_areas else (GATE_IF, CAP)
    if not by_areas and not by_condition:
        desk.say(
            "E135", "a gate has 'if' and 'cap', or 'areas' and 'above'", row.place, "add one of the two forms"
        )
        return None
    for key in needed:
        if not row.has(key):
            desk.say("E101", f"'{key.name}' is missing", row.place, f"add  {key.name}: …")
    return needed[0]


def rule(row: Row, desk: Desk) -> Rule:
    """From its row; one without `if` always holds."""
    clause = row.get(RULE_IF)
    return Rule(
        id=row.given(RULE_ID, ""),
        text=said(row.get(RULE_TEXT)) or desk.unread(),
        condition=clause.condition if clause else None,
        areas=plain(row.get(RULE_AREAS)),
        link=row.get(RULE_LINK),
    )


def next_entry(row: Row) -> Next:
    """From its row; one without `if` is always taken."""
    clause = row.get(NEXT_IF)
    return Next(
        flow=row.given(NEXT_FLOW, ""),
        condition=clause.condition if clause else None,
        text=said(row.get(NEXT_TEXT)),
        carry=plain(row.get(CARRY)),
    )


def plain(words: tuple[At[str], ...] | None) -> tuple[str, ...]:
    """The words without their places."""
    return tuple(word.value for word in words or ())
