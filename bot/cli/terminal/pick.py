"""Which flow? Where none was named, one of the list of those there are."""

import asyncio
import sys

from bot.channels.console.paper import one_line
from bot.channels.console.words import phrases_for
from bot.cli.flows import flow_files, load_files
from bot.cli.trouble import USAGE, Trouble
from bot.definition.model import Flow


def pick(*, by_keys: bool) -> str | None:
    """The path of a flow file; None when the person leaves, or nothing more is to be read."""
    found = [(file, loaded.flow) for file in flow_files(()) for loaded in load_files([file])]
    usable = [(str(file.path), flow) for file, flow in found if flow is not None]
    if not usable:
        raise Trouble("There is no flow that could be begun.", "See what is wrong:  checkup check", USAGE)
    labels = [f"{one_line(flow.title.source)} ({flow.name})" for _, flow in usable]
    place = _by_keys(labels) if by_keys else _by_line(labels, [flow for _, flow in usable])
    return None if place is None else usable[place][0]


def _by_keys(labels: list[str]) -> int | None:
    from bot.cli.terminal.keys import pick_by_keys  # noqa: PLC0415 - a tenth of a second, for terminals alone

    return asyncio.run(pick_by_keys(phrases_for("en").pick, labels))


def _by_line(labels: list[str], flows: list[Flow]) -> int | None:
    """By number, by name or by title; one line is read, as for any other answer."""
    lines = [phrases_for("en").pick, *(f"  {number}. {label}" for number, label in enumerate(labels, 1))]
    sys.stdout.write("\n".join(lines) + "\n\n")
    sys.stdout.flush()
    data = sys.stdin.buffer.readline()
    if not data:
        return None
    typed = data.decode("utf-8", "replace").strip().casefold()
    for place, flow in enumerate(flows):
        if typed in (str(place + 1), flow.name, flow.title.source.casefold()):
            return place
    raise Trouble(f"{one_line(typed)!r} is none of these.", f"Type a number from 1 to {len(labels)}.", USAGE)
