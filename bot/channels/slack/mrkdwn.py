"""Letters in Slack: plain text in blocks, and the words beside the blocks, which Slack reads as mrkdwn.

Mentions never survive: an invisible joiner takes apart both `<!channel>` and `@channel` that somebody typed.
Plain text is given back with `&amp;` for `&` (slackapi/bolt-python#513), so an `&lt;` in it that somebody
typed is taken apart, or it would be read as `<`.
"""

import re
from typing import Any, Final

from bot.channels.cutting import cut, utf16
from bot.channels.slack.limits import TEXT

_JOINER: Final = "\u2060"
"""WORD JOINER: no width, no break."""
_DRAWN: Final = re.compile(r"[█░]+ ?| ◂")
_ENTITIES: Final = re.compile(r"&(?=(?:amp|lt|gt);)")
_MENTIONS: Final = re.compile(r"@(?=channel|here|everyone|group)|<(?=[!@#])", re.IGNORECASE)

Text = dict[str, Any]


def plain_text(text: str, limit: int) -> Text:
    """Letters that stay letters, in at most *limit* units."""
    return {"type": "plain_text", "text": plain_letters(text, limit), "emoji": False}


def plain_letters(text: str, limit: int) -> str:
    """The same where Slack takes a bare string."""
    return cut(lasting(unmentioned(text)), limit)


def spoken(words: str) -> str:
    """The words beside the blocks, escaped and cut. Bars are left out: each of their signs would be read."""
    words, room = _DRAWN.sub("", words) or words, TEXT
    while utf16(said := escape(cut(words, room))) > TEXT:
        room -= utf16(said) - TEXT
        room = max(room, 100)
    return said


def escape(text: str) -> str:
    """Letters for the words beside the blocks: nobody is called, nothing is linked.

    `*`, `_`, `~` and `` ` `` stay: Slack knows no escape for them, and all they can do is make a word of a
    notification bold, while a joiner around each would be in the way of those who have it read out.
    """
    return unmentioned(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """What is seen of escaped text."""
    return entities_read(text).replace(_JOINER, "")


def entities_read(text: str) -> str:
    """*text* with the three signs that Slack writes otherwise."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def lasting(text: str) -> str:
    """*text* that reads the same whether or not Slack writes three signs of it otherwise."""
    return _ENTITIES.sub(f"&{_JOINER}", text)


def unmentioned(text: str) -> str:
    """*text* in which nobody is called."""
    return _MENTIONS.sub(lambda call: call.group() + _JOINER, text)
