"""What a payload looks like on a phone, as plain text: marks made visible, buttons in their rows."""

from bot.channels.base import Payload
from bot.channels.telegram.html import Seen


def preview(payload: Payload) -> str:
    """The message as lines, without a line break at the end."""
    lines = [Seen(payload["text"]).marked]
    rows = payload.get("reply_markup", {}).get("inline_keyboard", [])
    if rows:
        lines += ["", *("  ".join(f"[ {button['text']} ]" for button in row) for row in rows)]
    return "\n".join(lines)
