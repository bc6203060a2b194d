"""Words in Slack: plain text where it will do, else mrkdwn with everything that Slack would read taken out.

Slack reads `&`, `<` and `>` anywhere, and `*`, `_`, `~` and `` ` `` around words; for the latter it knows no
escape, so an invisible joiner takes them off their words. Mentions never survive: neither `<!channel>` nor
`@channel` typed by somebody. Plain text is given back with `&amp;` for `&` (slackapi/bolt-python#513), so an
`&lt;` in it that somebody typed is taken apart, or it would be read as `<`.
"""

import re
from typing import Any, Final

from bot.channels.cutting import cut, utf16
from bot.channels.paragraphs import Paragraph, Run
from bot.channels.slack.limits import TEXT

_JOINER: Final = "\u2060"
"""WORD JOINER: no width, no break."""
_MARKS: Final = re.compile(r"[*_~`]")
_DRAWN: Final = re.compile(r"[█░]+ ?| ◂")
_ENTITIES: Final = re.compile(r"&(?=(?:amp|lt|gt);)")
_MENTIONS: Final = re.compile(r"@(?=channel|here|everyone|group)|<(?=[!@#])", re.IGNORECASE)

Text = dict[str, Any]


def plain_text(text: str, limit: int) -> Text:
    """Letters that stay letters, in at most *limit* units."""
    return {"type": "plain_text", "text": plain_letters(text, limit), "emoji": False}


def plain_letters(text: str, limit: int) -> str:
    """The same where Slack takes a bare string."""
    return cut(_ENTITIES.sub(f"&{_JOINER}", unmentioned(text)), limit)


def spoken(words: str) -> str:
    """The words beside the blocks, escaped and cut. Bars are left out: each of their signs would be read."""
    words, room = _DRAWN.sub("", words) or words, TEXT
    while utf16(said := escape(cut(words, room))) > TEXT:
        room -= utf16(said) - TEXT
        room = max(room, 100)
    return said


def mrkdwn(paragraph: Paragraph) -> Text:
    """A paragraph with bold runs or links. `verbatim`: Slack looks for no names or addresses in it."""
    return {"type": "mrkdwn", "text": marked(paragraph), "verbatim": True}


def marked(paragraph: Paragraph) -> str:
    """The paragraph in mrkdwn, escaped."""
    return "".join(map(_run, paragraph))


def escape(text: str) -> str:
    """Letters that stay letters, in mrkdwn."""
    text = unmentioned(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKS.sub(lambda mark: f"{_JOINER}{mark.group()}{_JOINER}", text)


def unescaped(text: str) -> str:
    """What is seen of escaped text."""
    return entities_read(text).replace(_JOINER, "")


def entities_read(text: str) -> str:
    """*text* with the three signs that Slack writes otherwise."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def unmentioned(text: str) -> str:
    """*text* in which nobody is called."""
    return _MENTIONS.sub(lambda call: call.group() + _JOINER, text)


def _run(run: Run) -> str:
    text = escape(run.text)
    if run.link:
        return f"<{run.link.replace('>', '%3E').replace('|', '%7C')}|{text}>"
    # Bold does not reach over the end of a line.
    return "\n".join(f"*{line}*" if line.strip() else line for line in text.split("\n")) if run.bold else text
