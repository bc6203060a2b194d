"""A chart in the words of Mermaid and of Graphviz.

Labels come from flow files, so whatever steers is escaped.
"""

from collections.abc import Callable, Iterator
from typing import Final

from bot.cli.chart import Box, Chart

_MERMAID: Final = {
    "start": ("([", "])"), "question": ("[", "]"), "say": ("[/", "/]"), "choice": ("{{", "}}"),
    "result": ("[[", "]]"), "end": ("([", "])"), "flow": ("([", "])"),
}  # fmt: skip
_DOT: Final = {
    "start": "oval", "question": "box", "say": "note", "choice": "hexagon",
    "result": "doubleoctagon", "end": "oval", "flow": "cds",
}  # fmt: skip


def mermaid(chart: Chart) -> str:
    """A Mermaid flowchart."""

    def box(one: Box) -> str:
        opening, closing = _MERMAID[one.shape]
        return f'{one.id}{opening}"{_entities(one.label)}"{closing}'

    lines = ["flowchart TD"]
    lines += _grouped(chart, box, lambda block, title: f'subgraph block_{block}["{_entities(title)}"]', "end")
    for arrow in chart.arrows:
        label = f"|{arrow.label}|" if arrow.label else ""
        lines.append(f"    {arrow.start} -->{label} {arrow.end}")
    return "\n".join(lines)


def dot(chart: Chart) -> str:
    """A Graphviz digraph."""

    def box(one: Box) -> str:
        return f"{one.id} [shape={_DOT[one.shape]}, label={_quoted(one.label)}];"

    lines = ["digraph flow {", '    node [fontname="sans-serif"];']
    lines += _grouped(
        chart, box, lambda block, title: f"subgraph cluster_{block} {{ label={_quoted(title)};", "}"
    )
    for arrow in chart.arrows:
        label = f" [label={_quoted(arrow.label)}]" if arrow.label else ""
        lines.append(f"    {arrow.start} -> {arrow.end}{label};")
    return "\n".join([*lines, "}"])


def _grouped(
    chart: Chart, box: Callable[[Box], str], opening: Callable[[str, str], str], closing: str
) -> Iterator[str]:
    """The boxes in order, those of a block between its opening and its closing line."""
    current: str | None = None
    for one in chart.boxes:
        if one.block != current:
            if current is not None:
                yield f"    {closing}"
            if one.block is not None:
                yield f"    {opening(one.block, chart.blocks[one.block])}"
            current = one.block
        yield f"    {'    ' * (current is not None)}{box(one)}"
    if current is not None:
        yield f"    {closing}"


def _entities(label: str) -> str:
    """What could end a label or start markup is written as a number."""
    return "".join(f"#{ord(sign)};" if sign in '"#<>&`\\' else sign for sign in label)


def _quoted(label: str) -> str:
    escaped = label.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
