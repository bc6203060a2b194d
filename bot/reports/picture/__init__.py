"""The bars of a personal result as a picture, for chats that show pictures.

    if worth_drawing(page):
        png = await painter.paint(draw(page))     a PNG
        words = alt_text(page)                    the same numbers in words

Drawing is pure; painting happens in a process of its own.
"""

from bot.reports.picture.caption import alt_text
from bot.reports.picture.drawing import draw, worth_drawing
from bot.reports.picture.painter import NotPainted, Painter

__all__ = ["NotPainted", "Painter", "alt_text", "draw", "worth_drawing"]
