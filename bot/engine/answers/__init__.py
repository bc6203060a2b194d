"""Typed text → answer, and whether a value can be an answer (flow-language §12).

The story begins in `reading`: one reader for each kind of question. Choices climb a ladder (`ladder`), from
the exact label down to a small slip. What is not surely meant is not taken: asking again costs less than an
answer that is wrong.
"""

from bot.engine.answers.fitting import fits
from bot.engine.answers.outcome import NotUnderstood, Reason, Understood
from bot.engine.answers.reading import read

__all__ = ["NotUnderstood", "Reason", "Understood", "fits", "read"]
