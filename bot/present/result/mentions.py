"""The questions, scores and levels that a condition looks at, in the order of its text."""

from collections.abc import Iterator

from bot.definition.condition.nodes import Among, And, Call, Compare, Figure, Has, Node, Not, Or, Sum, Word
from bot.definition.model import Flow, Kind


def mentioned(flow: Flow, node: Node) -> Iterator[Word | Figure]:
    """Every name inside *node* that has a value; choices, levels and tiers to compare with have none."""
    match node:
        case Word() | Figure():
            yield node
        case Among() | Has() | Not() | Compare() | Sum() | And() | Or() | Call():
            for part in _parts(flow, node):
                yield from mentioned(flow, part)
        case _:
            return


def _parts(flow: Flow, node: Among | Has | Not | Compare | Sum | And | Or | Call) -> tuple[Node, ...]:
    match node:
        case Among() | Has():
            return (node.left,)
        case Not():
            return (node.inner,)
        case Compare() if _compares_names(flow, node.left):
            return (node.left,)
        case Compare() | Sum():
            return node.left, node.right
        case And() | Or():
            return node.parts
        case Call():
            return node.values


def _compares_names(flow: Flow, left: Node) -> bool:
    """Does the right side name a choice, a level or a tier?"""
    if isinstance(left, Figure):
        return left.what == "tier"
    return isinstance(left, Word) and (left.name == "level" or flow.by_id[left.name].kind is Kind.CHOICE)
