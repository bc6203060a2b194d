"""Small flows, written in the tests that need them."""

from textwrap import dedent

from bot.definition.load import load
from bot.definition.model import Flow, Question
from bot.definition.rendering import all_as_text

HEAD = "flow: small\ntitle: Small\n"


def flow_of(text: str) -> Flow:
    """A flow without errors; `flow` and `title` are filled in."""
    loaded = load((HEAD + dedent(text)).encode(), "small.yaml", others={})
    assert loaded.flow is not None, all_as_text("small.yaml", loaded.findings)
    return loaded.flow


def question_of(text: str) -> Question:
    """The question `q` with these lines, besides one that is scored."""
    lines = dedent(text).strip().replace("\n", "\n    ")
    return flow_of(f"steps:\n  - ask: q\n    text: Q?\n    {lines}\n").by_id["q"]
