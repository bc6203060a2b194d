"""Pure: events into finished words. All wording decisions of the product live here."""

from bot.present.story import present

__all__ = ["present"]
