"""The document of a round's report: its shape stands where words are made of it."""

from bot.present.teams.shape import (
    Agreement,
    Card,
    Change,
    Fifth,
    Person,
    QuestionCard,
    RoundDocument,
    Trend,
    Why,
)

__all__ = ["Agreement", "Card", "Change", "Fifth", "Person", "QuestionCard", "RoundDocument", "Trend", "Why"]
