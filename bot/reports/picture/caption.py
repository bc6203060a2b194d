"""The numbers of a picture in words: for those who do not see it, and for the list of chats."""

from bot.channels.cutting import ELLIPSIS, cut, utf16
from bot.channels.telegram.limits import CAPTION
from bot.messages import ResultPage
from bot.present.reader import Reader, reader_of


def alt_text(page: ResultPage) -> str:
    """`Team health: 46, Healthy`, and in a second line the areas, weakest first: `Data 25, Handoffs 40`.

    It fits under a picture in Telegram; Slack takes more. Areas that have no room are left out whole, with
    "…" in their place.
    """
    reader = reader_of(page.language)
    overall = reader.in_a_row([words for words in (page.score, page.level) if words])
    first = cut(": ".join(filter(None, (reader.inserted(page.title), overall))), CAPTION)
    areas = [f"{bar.title} {bar.score}" for bar in page.bars]
    second = _as_many_as_fit(reader, areas, CAPTION - utf16(f"{first}\n"))
    return f"{first}\n{second}" if second else first


def _as_many_as_fit(reader: Reader, areas: list[str], limit: int) -> str:
    told = reader.in_a_row(areas)
    kept = len(areas)
    while kept and utf16(told) > limit:
        kept -= 1
        told = reader.in_a_row([*areas[:kept], ELLIPSIS])
    return told if utf16(told) <= limit else ""
