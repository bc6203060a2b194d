"""Tests inside a flow file (flow-language §5.7): what they look like; `check.tests` reads what they say."""

from bot.definition.flow_tests import Fill
from bot.definition.read.forms import Name, OneOf, Raw, Word
from bot.definition.read.tables import Key, ListOf, MapOf, Named, Table
from bot.definition.source.nodes import Node

ANY = Name(r"[\s\S]+", "a name")

NAME = Key("name", Word("a name"), "What the test shows.", required=True)
ANSWERS: Key[tuple[Named[Node], ...]] = Key("answers", MapOf(ANY, Raw(), most=300), "Question to answer.")
KEPT: Key[tuple[Named[Node], ...]] = Key(
    "kept", MapOf(ANY, Raw(), most=300), "Question to what was kept of an earlier conversation."
)
FILL = Key("fill", OneOf({fill.value: fill for fill in Fill}), "How all other questions are answered.")
EXPECT: Key[tuple[Named[Node], ...]] = Key(
    "expect", MapOf(ANY, Raw(), most=100), "What must come out.", required=True
)
TESTS = Key(
    "tests",
    ListOf(Table(NAME, ANSWERS, KEPT, FILL, EXPECT), most=200),
    "Conversations and what must come out.",
)
