"""Strict YAML (flow-language §8): from the bytes of a file to a tree whose every value knows its place."""

from dataclasses import replace

from bot.definition.finding import Finding
from bot.definition.source.decoding import decode
from bot.definition.source.nodes import Entry, Mapping, Node, Scalar, Sequence, Text
from bot.definition.source.parsers import FAST, EventParser, PureParser
from bot.definition.source.tree import Growth, grow

__all__ = ["Entry", "Mapping", "Node", "Scalar", "Sequence", "Text", "read_source"]


def read_source(
    data: bytes, fast: type[EventParser] | None = FAST
) -> tuple[Node | None, Text, list[Finding]]:
    """The tree, the characters it was read from, and what is wrong. No tree: there is no more to say."""
    text = decode(data)
    if isinstance(text, Finding):
        return None, Text(""), [text]
    growth = _grown(text, fast)
    findings = [replace(finding, excerpt=text.line(finding.place.line)) for finding in growth.findings]
    return growth.tree, text, findings


def _grown(text: Text, fast: type[EventParser] | None) -> Growth:
    """The fast parser decides about good files alone. Whatever it stumbles over is read again by the pure
    one, so that what is said does not depend on how PyYAML was built. They differ on tabs between words.
    """
    if fast is not None and "\t" not in text.whole:
        growth = grow(fast, text)
        if growth.clean:
            return growth
    return grow(PureParser, text)
