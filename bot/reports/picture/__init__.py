"""Results and teams' maps as pictures, for chats that show pictures.

    if worth_drawing(page):
        png = await painter.paint(draw(page))     a PNG
        words = alt_text(page)                    the same numbers in words

Drawing is pure; painting happens in a process of its own.
"""

from bot.messages import HeatMap, ResultPage
from bot.reports.picture.caption import alt_text as result_in_words
from bot.reports.picture.drawing import draw as draw_result
from bot.reports.picture.drawing import worth_drawing as result_worth_drawing
from bot.reports.picture.heat import draw_map, map_in_words, map_worth_drawing
from bot.reports.picture.painter import NotPainted, Painter

__all__ = ["NotPainted", "Painter", "alt_text", "draw", "worth_drawing"]


def worth_drawing(page: ResultPage | HeatMap) -> bool:
    """Has a picture something to say, and can all of it be read?"""
    return map_worth_drawing(page) if isinstance(page, HeatMap) else result_worth_drawing(page)


def draw(page: ResultPage | HeatMap) -> str:
    """The picture as SVG."""
    return draw_map(page) if isinstance(page, HeatMap) else draw_result(page)


def alt_text(page: ResultPage | HeatMap) -> str:
    """Its numbers in words."""
    return map_in_words(page) if isinstance(page, HeatMap) else result_in_words(page)
