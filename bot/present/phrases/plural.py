"""A wording that depends on how many there are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plural:
    """One wording for each plural category of the language; a category left empty is worded like `other`."""

    other: str
    zero: str = ""
    one: str = ""
    two: str = ""
    few: str = ""
    many: str = ""

    def form(self, category: str) -> str:
        """The wording for a category as Babel names it."""
        forms = {"zero": self.zero, "one": self.one, "two": self.two, "few": self.few, "many": self.many}
        return forms.get(category) or self.other
