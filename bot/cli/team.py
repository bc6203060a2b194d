"""`checkup team`: the report of one round, computed from a file as it would be from a real one."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import click

from bot.cli.flows import the_flow
from bot.cli.progress import Progress
from bot.cli.rows import BadLine, Id, Row, lines, row
from bot.cli.score import open_input, say_bad
from bot.cli.trouble import USAGE, Trouble
from bot.definition.model import Flow
from bot.reports.team import document, page, report_of, sheet, smallest_k
from scoring.team import Sheet


@dataclass(slots=True)
class _Handed:
    """Everything that was handed in."""

    sheets: list[Sheet] = field(default_factory=list)
    by_group: bool = False
    bad: int = 0


def run(flow_name: str, source: str, invited: int | None, min_answers: int | None, form: str) -> int:
    """Writes the report; 1 when some lines could not be read."""
    flow = the_flow(flow_name)
    k = _k(flow, min_answers)
    with ExitStack() as opened:
        handed = _hand_in(flow, source, opened)
    report = report_of(
        flow, handed.sheets, _invited(len(handed.sheets), invited), k, by_group=handed.by_group
    )
    if form == "json":
        click.echo(json.dumps(document(flow, report), ensure_ascii=False, indent=2))
    else:
        click.echo(page(flow, report))
    if handed.bad:
        _say_incomplete(handed.bad)
    return int(bool(handed.bad))


def _say_incomplete(bad: int) -> None:
    lines, them = (
        ("1 line could not be read and is", "it")
        if bad == 1
        else (f"{bad:,} lines could not be read and are", "them")
    )
    click.echo(f"{lines} not in the report.", err=True)
    click.echo(f"Mend {them} and compute the report again.", err=True)


def _k(flow: Flow, wished: int | None) -> int:
    """The round's threshold: the flow's, or a higher one (flow-language §5.6)."""
    least = smallest_k(flow)
    if wished is None:
        return least
    lowest = least if flow.checkin else 3
    if wished < lowest:
        what = (
            f"--min-answers {wished} is too low: nothing of '{flow.name}' is shown from fewer than {lowest}."
        )
        raise Trouble(what, f"Choose {lowest} or more.", USAGE)
    return wished


def _invited(answered: int, wished: int | None) -> int:
    if wished is not None and wished < answered:
        what = f"--invited {wished} cannot be: {answered} answered."
        raise Trouble(what, "Say how many were asked in all, or leave it out.", USAGE)
    return wished or max(answered, 1)


def _hand_in(flow: Flow, source: str, opened: ExitStack) -> _Handed:
    handed = _Handed()
    progress = opened.enter_context(Progress("lines"))
    seen: dict[Id, int] = {}
    for number, line in enumerate(lines(open_input(source, opened)), 1):
        try:
            found = _new(row(line), seen, number)
        except BadLine as error:
            handed.bad += 1
            say_bad([(number, str(error))], progress)
            continue
        for one in _sheets(flow, found):
            handed.sheets.append(one)
            handed.by_group |= one.group is not None
        progress.reached(number)
    return handed


def _new(found: Row | None, seen: dict[Id, int], number: int) -> Row | None:
    """Nobody answers twice in a round: that would count one person as two where few must stay hidden."""
    if found is not None and found.id is not None:
        if found.id in seen:
            raise BadLine(f"{json.dumps(found.id)} answered before, on line {seen[found.id]}")
        seen[found.id] = number
    return found


def _sheets(flow: Flow, found: Row | None) -> Iterator[Sheet]:
    handed_in = None if found is None else sheet(flow, found.answers, found.group)
    if handed_in is not None:
        yield handed_in
