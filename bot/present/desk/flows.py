"""A flow as it stands outside any conversation."""

from bot.definition.model import Flow
from bot.definition.texts import best_language
from bot.engine.state import State
from bot.present.manner import SLASH, Manner
from bot.present.scene import Scene


def scene_of(flow: Flow, wished: str | None, operator: str | None = None, manner: Manner = SLASH) -> Scene:
    """*flow* as it would begin for somebody who wishes for a language."""
    return Scene(flow, State(language=best_language(wished, flow.languages)), operator, manner)


def title_in(flow: Flow, language: str) -> str:
    """The title of *flow* in *language*, or in its own where it does not speak that."""
    return Scene(flow, State(language=language)).filled(flow.title)
