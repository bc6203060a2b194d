"""What one sends to a friend with the link to a check. It knows nothing of the one who sends it."""

from bot.definition.model import Flow
from bot.present.desk.flows import scene_of


def share_text(flow: Flow, language: str | None) -> str:
    """The title and what to expect."""
    scene = scene_of(flow, language)
    return scene.reader.say(scene.reader.phrases.desk.repeating.invitation, title=scene.filled(flow.title))
