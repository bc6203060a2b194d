"""Words in Slack: plain text where it will do, else mrkdwn with everything that Slack would read taken out.

Slack reads `&`, `<` and `>` anywhere, and `*`, `_`, `~` and `` ` `` around words; for the latter it knows no
escape, so an invisible joiner takes them off their words. Mentions never survive: neither `<!channel>` nor
`@channel` typed by somebody.
"""

import re
from typing import Any, Final

from bot.channels.cutting import cut
from bot.channels.paragraphs import Paragraph, Run

_JOINER: Final = "\u2060"
"""WORD JOINER: no width, no break."""
_MARKS: Final = re.compile(r"[*_~`]")
_MENTIONS: Final = re.compile(r"@(?=channel|here|everyone|group)|<(?=[!@#])", re.IGNORECASE)

Text = dict[str, Any]


def plain_text(text: str, limit: int) -> Text:
    """Letters that stay letters, in at most *limit* units."""
    return {"type": "plain_text", "text": cut(unmentioned(text), limit), "emoji": False}


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
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text.replace(_JOINER, "")


def unmentioned(text: str) -> str:
    """*text* in which nobody is called."""
    return _MENTIONS.sub(lambda call: call.group() + _JOINER, text)


def _run(run: Run) -> str:
    text = escape(run.text)
    if run.link:
        return f"<{run.link.replace('>', '%3E').replace('|', '%7C')}|{text}>"
    # Bold does not reach over the end of a line.
    return "\n".join(f"*{line}*" if line.strip() else line for line in text.split("\n")) if run.bold else text
