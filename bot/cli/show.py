"""`checkup show`: a flow as a diagram, or as a sheet to print."""

from collections.abc import Callable, Mapping
from typing import Final

import click

from bot.cli.chart import chart
from bot.cli.drawn import dot, mermaid
from bot.cli.flows import the_flow
from bot.cli.sheet import printed
from bot.definition.model import Flow

FORMS: Final[Mapping[str, Callable[[Flow], str]]] = {
    "mermaid": lambda flow: mermaid(chart(flow)),
    "dot": lambda flow: dot(chart(flow)),
    "text": printed,
}


def run(flow_name: str, form: str) -> int:
    """Writes the flow in this form."""
    click.echo(FORMS[form](the_flow(flow_name)))
    return 0
