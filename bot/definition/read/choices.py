"""Choices and scales (flow-language §5.2)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.definition.model import Choice
from bot.definition.read.desk import At, Desk
from bot.definition.read.forms import SCALAR, Schema, YesNo, number, scalar
from bot.definition.read.names import CHOICE_ID, ID
from bot.definition.read.tables import Key, ListOf, MapOf, Named, Row, Table, TextOr
from bot.definition.read.wordings import CODE, Words
from bot.definition.source.nodes import Mapping as MapNode
from bot.definition.source.nodes import Node

MOST_ALSO = 20
LONGEST_ALSO = 100


@dataclass(frozen=True, slots=True)
class Points:
    """A number, or `none`: does not apply."""

    def read(self, node: Node, name: str, desk: Desk) -> Fraction | str | None:
        found = scalar(node, name, "a number or none", desk)
        if found is None or found.value == "none":
            return found.value if found else None
        value = number(found.value)
        if value is None:
            desk.say("E110", f"'{name}' is a number or none, not '{found.value}'", found.place)
        return value

    def schema(self) -> Schema:
        return SCALAR


@dataclass(frozen=True, slots=True)
class Typed:
    """One word that people type."""

    def read(self, node: Node, name: str, desk: Desk) -> str | None:
        found = scalar(node, name, "a list of words", desk)
        if found is not None and len(found.value) > LONGEST_ALSO:
            desk.say(
                "E142",
                f"a word in '{name}' has more than {LONGEST_ALSO} characters",
                found.place,
                "shorten it",
            )
            return None
        return found.value if found else None

    def schema(self) -> Schema:
        return SCALAR


@dataclass(frozen=True, slots=True)
class Also:
    """A list of words, or one per language; "" stands for every language."""

    words: ListOf[str]

    def read(self, node: Node, name: str, desk: Desk) -> Mapping[str, tuple[At[str], ...]] | None:
        if not isinstance(node, MapNode):
            found = self.words.read(node, name, desk)
            return None if found is None else {"": found}
        spoken: dict[str, tuple[At[str], ...]] = {}
        for entry in node.entries:
            if entry.key not in desk.languages:
                message = f"'{entry.key}' is not one of the languages of this flow"
                desk.say("E140", message, entry.place, "add it to 'languages'")
            elif (words := self.words.read(entry.value, name, desk)) is not None:
                spoken[entry.key] = words
        return spoken

    def schema(self) -> Schema:
        words = self.words.schema()
        per_language: Schema = {
            "type": "object",
            "propertyNames": {"pattern": f"^{CODE}$"},
            "additionalProperties": words,
        }
        return {"anyOf": [words, per_language]}


TEXT = Key("text", Words(100), "The label, at most 100 characters.", required=True)
SCORE = Key("score", Points(), "Points, or none: the question then counts as not asked.")
HINT = Key("hint", Words(75), "A few words beside the label, at most 75 characters.")
ALSO = Key(
    "also", Also(ListOf(Typed(), MOST_ALSO)), "Other words people type: a list, or a list per language."
)
ALONE = Key("alone", YesNo(), "With type multi: excludes the others.")
CHOICE = TextOr(Table(TEXT, SCORE, HINT, ALSO, ALONE), TEXT)
CHOICES = MapOf(CHOICE_ID, CHOICE, most=25, least=2)
SCALES = Key("scales", MapOf(ID, CHOICES, most=50), "Answers that several questions share, by name.")

ChoiceRows = tuple[Named[Row], ...]


def choices(rows: ChoiceRows, desk: Desk, *, multi: bool) -> tuple[Choice, ...]:
    """The choices with their points; where some are scored and some are not, none is (E133)."""
    scored = [row for row in rows if isinstance(row.value.get(SCORE), Fraction)]
    silent = [row for row in rows if not row.value.has(SCORE)]
    if scored and silent:
        message = f"'{silent[0].name}' has no score, but '{scored[0].name}' has one"
        desk.say("E133", message, silent[0].place, "give every choice a score, or none of them")
    return tuple(_choice(named, place, desk, multi=multi) for place, named in enumerate(rows, 1))


def _choice(named: Named[Row], place: int, desk: Desk, *, multi: bool) -> Choice:
    row = named.value
    text, hint = row.get(TEXT), row.get(HINT)
    if row.has(ALONE) and not multi:
        desk.say(
            "E116", "'alone' is for questions with several answers", row.key_at(ALONE), "add  type: multi"
        )
    alone = row.given(ALONE, otherwise=False)
    score = row.get(SCORE)
    choice = Choice(
        id=named.name,
        text=text.text if text else desk.unread(),
        score=_default_score(named.name, place, multi=multi, alone=alone),
        hint=hint.text if hint else None,
        also={
            language: tuple(word.value for word in words) for language, words in row.given(ALSO, {}).items()
        },
        alone=alone,
    )
    if isinstance(score, Fraction):
        return replace(choice, score=score)
    return choice if score is None else replace(choice, score=None, applies=False)


def _default_score(choice_id: str, place: int, *, multi: bool, alone: bool) -> Fraction:
    if multi:
        return Fraction(0 if alone else 1)
    return Fraction(int(choice_id) if choice_id.isdecimal() else place)
