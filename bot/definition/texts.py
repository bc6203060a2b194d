"""Wording in several languages, and which language a reader gets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One wording per language code; the first is the source and the fallback (flow-language §14)."""

    words: Mapping[str, str]

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("a text needs at least one language")

    @property
    def source(self) -> str:
        return next(iter(self.words.values()))

    def said_in(self, language: str) -> str:
        """The wording for *language*: the same code, else its base (`de-CH` → `de`), else the source."""
        found = self.words.get(language)
        if found is None:
            found = self.words.get(language.partition("-")[0])
        return self.source if found is None else found


def best_language(wished: str | None, spoken: Iterable[str]) -> str:
    """The code among *spoken* (first = fallback) for a wished BCP 47 tag such as `de-CH` or `pt_BR`."""
    known = list(spoken)
    if wished:
        tag = wished.replace("_", "-").casefold()
        for candidate in (tag, tag.partition("-")[0]):
            for code in known:
                if code.casefold() == candidate:
                    return code
        for code in known:
            if code.casefold().partition("-")[0] == tag.partition("-")[0]:
                return code
    return known[0]
