"""What the tests of this folder share: where the shipped flows are, and how a file is checked and shown."""

from collections.abc import Mapping
from pathlib import Path

from bot.definition.load import Loaded, load
from bot.definition.model import Flow
from bot.definition.rendering import all_as_text

FLOWS = Path(__file__).parents[2] / "flows"
SHIPPED = ("business-systems.yaml", "delivery-check.yaml", "team-health.yaml", "weekly-pulse.yaml")

TEAM_MOOD = """\
flow: team-mood
title: Team mood
scale: agree5
steps:
  - ask: tools
    text: I had what I needed to do good work this week.
  - ask: focus
    text: I know what matters most next week.
"""
"""The smallest flow (flow-language §1)."""


def checked(text: str, file: str = "f.yaml", others: Mapping[str, Flow | None] | None = None) -> Loaded:
    """The file read and checked."""
    return load(text.encode(), file, others)


def shown(text: str, file: str = "f.yaml", others: Mapping[str, Flow | None] | None = None) -> str:
    """Everything that is said about it, as a person reads it."""
    return all_as_text(file, checked(text, file, others).findings)


def flow(text: str, file: str = "f.yaml") -> Flow:
    """The flow of a file without errors."""
    loaded = checked(text, file)
    assert loaded.flow is not None, all_as_text(file, loaded.findings)
    return loaded.flow
