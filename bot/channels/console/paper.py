"""What may go to a terminal: letters, and line breaks that are ours.

Words of flow files and of persons pass through here, so none of them moves the cursor, changes a colour,
rings, or turns the line round.
"""

import unicodedata
from typing import Final

_JOINERS: Final = "\u200c\u200d"
"""They shape Persian words and emoji, and steer nothing."""
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BREAKS: Final = str.maketrans(
    {"\t": " ", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\v": "\n", "\f": "\n"}
)
_PLAIN: Final = str.maketrans(
    {
        "–": "-", "—": "-", "−": "-", "·": "-", "…": "...", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‘": "'", "’": "'", "•": "*", "✓": "*", "█": "#", "░": ".", "━": "=", "─": "-", "▸": ">", "◂": "<",
        "☑": "[x]", "☐": "[ ]", "●": "o", "○": ".", "↑": "^", "↓": "v", "←": "<-", "→": "->",
        "×": "x", "ß": "ss", "\u00a0": " ",
    }
)  # fmt: skip


def clean(text: str) -> str:
    """*text* without anything but letters and line breaks."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").translate(_BREAKS)
    return "".join(letter for letter in text if letter == "\n" or letter in _JOINERS or _is_seen(letter))


def one_line(text: str) -> str:
    """*text* clean and on one line."""
    return " ".join(clean(text).split())


def written_for(encoding: str, text: str) -> str:
    """*text* as a terminal with this encoding can show it: look-alikes first, then `?`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_written(letter, encoding) for letter in text)
    return text


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _HIDDEN


def _written(letter: str, encoding: str) -> str:
    for written in (letter, letter.translate(_PLAIN), unicodedata.normalize("NFKD", letter)[:1]):
        try:
            written.encode(encoding)
        except UnicodeEncodeError:
            continue
        return written
    return "" if unicodedata.combining(letter) else "?"
