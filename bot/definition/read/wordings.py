"""Texts for people: one string, or one per language (flow-language §14)."""

import re
from dataclasses import dataclass

from bot.definition.near import did_you_mean
from bot.definition.read.desk import Desk, Wording
from bot.definition.read.forms import SCALAR, Schema
from bot.definition.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from bot.definition.texts import Text

CODE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"
"""A BCP 47 language code, as far as flows need it."""


@dataclass(frozen=True, slots=True)
class Words:
    """A Text of at most *most* characters in each language."""

    most: int

    def read(self, node: Node, name: str, desk: Desk) -> Wording | None:
        scalars = self._scalars(node, name, desk)
        read = {language: found for language, found in scalars.items() if self._fits(found, name, desk)}
        if not read:
            return None
        ordered = {language: read[language] for language in desk.languages if language in read}
        text = Text({language: found.value.rstrip("\n") for language, found in ordered.items()})
        wording = Wording(text, node.place, ordered)
        written = len(node.entries) if isinstance(node, Mapping) else 1
        if len(ordered) < len(desk.languages) and len(read) == written:
            missing = [language for language in desk.languages if language not in ordered]
            desk.say("W141", f"'{name}' has no translation: {', '.join(missing)}", node.place)
        desk.wordings.append(wording)
        return wording

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/text"}

    def _scalars(self, node: Node, name: str, desk: Desk) -> dict[str, Scalar]:
        if isinstance(node, Scalar):
            return {desk.languages[0]: node}
        if isinstance(node, Sequence):
            desk.say(
                "E110", f"'{name}' is a text, not a list", node.place, "put a text with brackets in quotes"
            )
            return {}
        if not node.entries:
            desk.say("E110", f"'{name}' is empty", node.place, "give it a value or remove it")
        found: dict[str, Scalar] = {}
        for entry in node.entries:
            if cut_at_comma(entry, desk) or not _declared(entry, desk):
                continue
            if isinstance(entry.value, Scalar):
                found[entry.key] = entry.value
            else:
                desk.say("E110", f"'{name}' in '{entry.key}' is a text", entry.value.place)
        return found

    def _fits(self, found: Scalar, name: str, desk: Desk) -> bool:
        if found.cut:
            desk.say(
                "W021",
                "the text ends before ' #', where a comment starts",
                found.cut,
                "put the text in quotes",
            )
        length = len(found.value.rstrip("\n"))
        if not found.value.strip():
            desk.say("E110", f"'{name}' is empty", found.place, "give it a value or remove it")
        elif length > self.most:
            message = f"'{name}' has {length:,} characters; at most {self.most:,} fit"
            desk.say("E142", message, found.place, "shorten it")
        else:
            return True
        return False


def cut_at_comma(entry: Entry, desk: Desk) -> bool:
    """Whether this is the rest of a text with a comma inside `{ }`; then that is said."""
    if entry.bare:
        desk.say(
            "E105",
            f"the text was cut at a comma: '{entry.key}' cannot be a name here",
            entry.place,
            "put texts with a comma inside { } in quotes",
        )
    return entry.bare


def _declared(entry: Entry, desk: Desk) -> bool:
    if entry.key in desk.languages:
        return True
    hint = did_you_mean(entry.key, desk.languages) or "add it to 'languages'"
    if not re.fullmatch(CODE, entry.key):
        hint = "a text is one string, or one for each language"
    desk.say("E140", f"'{entry.key}' is not one of the languages of this flow", entry.place, hint)
    return False


def looks_like_text(node: Mapping, desk: Desk) -> bool:
    """Whether a map says one thing in several languages."""
    keys = [entry.key for entry in node.entries if not entry.bare]
    return any(key in desk.languages for key in keys) or all(re.fullmatch(CODE, key) for key in keys)


TEXT_SCHEMA: Schema = {
    "description": "One text, or one for each language of the flow.",
    "anyOf": [
        SCALAR,
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": f"^{CODE}$"},
            "additionalProperties": SCALAR,
        },
    ],
}
