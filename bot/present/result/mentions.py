"""The questions, scores and levels that a condition looks at, in the order of its text."""

from collections.abc import Iterator

from bot.definition.condition.nodes import Among, Compare, Figure, Has, Node, Word, inside
from bot.definition.model import Flow, Kind


def mentioned(flow: Flow, node: Node) -> Iterator[Word | Figure]:
    """Every name inside *node* that has a value; choices, levels and tiers to compare with have none."""
    named = {id(part) for compared in inside(node) for part in _named(flow, compared)}
    for part in inside(node):
        if isinstance(part, Word | Figure) and id(part) not in named:
            yield part


def _named(flow: Flow, node: Node) -> tuple[Node, ...]:
    """What *node* compares a value with, where that is a name and no value of its own."""
    match node:
        case Among() | Has():
            return node.right
        case Compare() if _has_names(flow, node.left):
            return (node.right,)
        case _:
            return ()


def _has_names(flow: Flow, left: Node) -> bool:
    """Are the values of *left* choices, levels or tiers?"""
    if isinstance(left, Figure):
        return left.what == "tier"
    return isinstance(left, Word) and (left.name == "level" or flow.by_id[left.name].kind is Kind.CHOICE)
