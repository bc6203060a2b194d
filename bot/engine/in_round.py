"""A flow as a team takes it in a round: no personal result, nothing to go on with (flow-language §5.6)."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from bot.definition.condition import Condition, tells_figures
from bot.definition.model import End, Flow, ResultStep, Say, Step
from bot.definition.placeholders import names
from bot.definition.texts import Text
from bot.engine.plan import FLOWS_READY

_OF_RESULT: Final = frozenset({"score", "level", "tier"})
NO_WORDS: Final = Text({"en": ""})
"""Of an `end` whose own tell a score."""


@lru_cache(maxsize=FLOWS_READY)
def in_round(flow: Flow) -> Flow:
    """*flow* with all that would give a person their result left out.

    Its questions, and the conditions under which they are asked, stay what they are: what the team's figures
    are computed from is what anybody would be asked who takes it alone. The round reminds and closes, not the
    flow.
    """
    return replace(flow, steps=tuple(_steps(flow)), next=(), remind=None, in_round=True)


def _steps(flow: Flow) -> Iterator[Step]:
    """The words that stand behind the result and tell of it are gone."""
    told = False
    for step in flow.steps:
        if isinstance(step, ResultStep):
            told = True
        match step:
            case Say(text=text, condition=condition) if told and (_tells(text) or _depends(condition)):
                continue
            case End(text=text) if _tells(text):
                yield replace(step, text=NO_WORDS)
            case _:
                yield step


def _tells(text: Text) -> bool:
    return any(name.partition(".")[0] in _OF_RESULT for words in text.words.values() for name in names(words))


def _depends(condition: Condition | None) -> bool:
    return condition is not None and tells_figures(condition)
