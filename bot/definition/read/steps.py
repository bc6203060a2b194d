"""Steps: ask, say, block, result, end (flow-language §5.1)."""

from dataclasses import dataclass

from bot.definition.model import Kind, Purpose
from bot.definition.near import did_you_mean
from bot.definition.read.choices import CHOICES
from bot.definition.read.desk import Desk, Wording
from bot.definition.read.forms import (
    Lasting,
    Link,
    Name,
    Number,
    OneOf,
    RangeOf,
    Raw,
    Schema,
    When,
    Word,
    YesNo,
    is_map,
    truth,
)
from bot.definition.read.names import ID
from bot.definition.read.tables import Key, ListOf, MapOf, Row, Table
from bot.definition.read.wordings import Words
from bot.definition.source.nodes import Node, Scalar

MOST_STEPS = 300


@dataclass(frozen=True, slots=True)
class YesNoOrWords:
    """yes, no, or a wording of one's own."""

    words: Words

    def read(self, node: Node, name: str, desk: Desk) -> "bool | Wording | None":
        if isinstance(node, Scalar) and truth(node.value) is not None:
            return truth(node.value)
        return self.words.read(node, name, desk)

    def schema(self) -> Schema:
        return self.words.schema()


DONT_KNOW: Key[bool | Wording] = Key(
    "dont_know", YesNoOrWords(Words(100)), 'An unscored choice "Don\'t know"; a text replaces the wording.'
)

VARIANT_IF = Key("if", When(), "When this is true.", required=True)
VARIANT_TEXT = Key("text", Words(2000), "The other wording.", required=True)
INFER_IF = Key("if", When(), "When this is true.", required=True)
INFER_ANSWER: Key[Node] = Key("answer", Raw(), "The answer that is recorded.", required=True)
LOW = Key("low", Words(150), "The sentence of 1.", required=True)
HIGH = Key("high", Words(150), "The sentence of 5, the better end.", required=True)

ASK = Key("ask", ID, "A question; answers are stored under this name.", required=True)
TEXT = Key("text", Words(2000), "The question, at most 2,000 characters.", required=True)
VARIANTS = Key(
    "variants", ListOf(Table(VARIANT_IF, VARIANT_TEXT), most=5), "The first that holds replaces the text."
)
HELP = Key("help", Words(2000), "Shown for /help.")
TYPE = Key("type", OneOf({kind.value: kind for kind in Kind}), "What is taken for an answer.")
SCALE = Key(
    "scale", Word("a scale"), "Answers by name: your own or agree5, often5, yes_no, rate5, rate10, recommend."
)
CHOICES_KEY = Key(
    "choices", CHOICES, "2 to 25 choices in the order shown; worst to best where they are scored."
)
POLES = Key("poles", Table(LOW, HIGH), "Five buttons 1 to 5 between two sentences.")
IF = Key("if", When(), "Only on the path while this is true.")
INFER = Key("infer", Table(INFER_IF, INFER_ANSWER), "When true, the answer is recorded without asking.")
OPTIONAL = Key("optional", YesNo(), "May be skipped; never lowers an area's answered share.")
AREA = Key("area", Word("an area"), "Where it counts.")
WEIGHT = Key("weight", Number(0, 100), "0 = asked, never scored.")
REVERSE = Key("reverse", YesNo(), "The scale runs best to worst.")
RANGE = Key("range", RangeOf(), "What counts as 0 and as 100, e.g. 0..4.")
POINTS = Key(
    "points",
    MapOf(Name(r"-?[0-9]{1,7}(?:\.[0-9]{1,6})?", "a number"), Number(), most=100, least=1),
    "Number: from this value on so many points, e.g. {0: 0, 5: 1}.",
)
MIN = Key("min", Number(), "Number: the lowest value that is accepted.")
MAX = Key("max", Number(), "Number: the highest value that is accepted. Text: characters.")
PROFILE = Key("profile", ID, "Kept with the person under this name; needs consent.")
KEEP = Key("keep", ID, "Asked once: kept with the person under this name, for all flows that ask the same.")
FRESH = Key("fresh", Lasting(), "For so long a kept answer is taken, e.g. 6 months; 180 days if not said.")
PURPOSE = Key(
    "purpose",
    OneOf({purpose.value: purpose for purpose in Purpose}),
    "report: send this report, then forget the address. contact: the operator may get in touch.",
)
LINK = Key("link", Link(), "https address, shown with its host.")
ASK_TABLE = Table(
    ASK, TEXT, VARIANTS, HELP, TYPE, SCALE, CHOICES_KEY, POLES, IF, INFER, OPTIONAL, DONT_KNOW, AREA, WEIGHT,
    REVERSE, RANGE, POINTS, MIN, MAX, PROFILE, KEEP, FRESH, PURPOSE, LINK,
)  # fmt: skip

SAY = Key("say", Words(3000), "Words between questions, at most 3,000 characters.", required=True)
SAY_TABLE = Table(SAY, IF)
RESULT = Key("result", Words(2000), "The opening line of the result, which is shown here.", required=True)
RESULT_TABLE = Table(RESULT)
END = Key("end", Words(3000), "The conversation stops here.", required=True)
END_TABLE = Table(END, IF)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step that was read."""

    kind: str
    row: Row


@dataclass(frozen=True, slots=True)
class StepForm:
    """A map with exactly one of the *tables*' first keys; *refused* kinds are possible elsewhere only."""

    tables: "dict[str, Table]"
    refused: tuple[str, ...] = ()

    def read(self, node: Node, name: str, desk: Desk) -> StepRow | None:
        found = is_map(node, f"a step of {name}", desk)
        if found is None:
            return None
        kinds = [entry for entry in found.entries if entry.key in self.tables or entry.key in self.refused]
        if len(kinds) != 1:
            first = kinds[1] if kinds else found.entries[0] if found.entries else found
            near = did_you_mean(found.entries[0].key, ALL_STEPS) if found.entries and not kinds else None
            hint = near or ("make it two steps" if kinds else "start the step with  ask: <name>")
            desk.lose(found)
            desk.say("E103", "a step has exactly one of ask, say, block, result, end", first.place, hint)
            return None
        kind = kinds[0]
        if kind.key in self.refused:
            desk.lose(found)
            desk.say("E111", f"'{kind.key}' cannot stand in a block", kind.place, "move it out of the block")
            return None
        return StepRow(kind.key, self.tables[kind.key].row(found, desk, kind.place))

    def schema(self) -> Schema:
        return {"oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in self.tables]}


STEP_IN_BLOCK = StepForm({"ask": ASK_TABLE, "say": SAY_TABLE}, refused=("block", "result", "end"))
BLOCK = Key("block", ID, "Questions under one heading.", required=True)
BLOCK_TITLE = Key("title", Words(100), "A small heading; else the area's title.")
BLOCK_STEPS = Key("steps", ListOf(STEP_IN_BLOCK, most=100, least=1), "ask and say.", required=True)
BLOCK_TABLE = Table(BLOCK, BLOCK_TITLE, IF, AREA, SCALE, WEIGHT, BLOCK_STEPS)

ALL_STEPS = {
    "ask": ASK_TABLE,
    "say": SAY_TABLE,
    "block": BLOCK_TABLE,
    "result": RESULT_TABLE,
    "end": END_TABLE,
}
STEPS = Key(
    "steps", ListOf(StepForm(ALL_STEPS), most=MOST_STEPS, least=1), "What happens, in order.", required=True
)
