"""The small words of each language that stand around an answer, or turn it into another one."""

from bot.engine.answers.words.lookup import knows_negations, words_of
from bot.engine.answers.words.shape import Words

__all__ = ["Words", "knows_negations", "words_of"]
