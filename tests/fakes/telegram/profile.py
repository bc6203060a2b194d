"""What the bot says about itself: commands by scope and language, its name and descriptions by language."""

from typing import Any, Final, TypeAlias

Commands: TypeAlias = list[dict[str, Any]]
DEFAULT: Final = "default"
PRIVATE: Final = "all_private_chats"


class Profile:
    """Everything that is set with `setMy…`."""

    def __init__(self, name: str) -> None:
        self.commands: dict[tuple[str, str], Commands] = {}
        """By scope, as `scope_key` names it, and language."""
        self.texts: dict[tuple[str, str], str] = {("name", ""): name}
        """By field and language."""

    def menu(self, chat: int, language: str) -> Commands:
        """The commands that somebody sees in a private chat: the narrowest scope that has any."""
        for scope in (f"chat:{chat}", PRIVATE, DEFAULT):
            for spoken in (language[:2].lower(), ""):
                found = self.commands.get((scope, spoken))
                if found:
                    return found
        return []

    def text(self, field: str, language: str) -> str:
        """What is shown to somebody with this language."""
        return self.texts.get((field, language[:2].lower())) or self.texts.get((field, ""), "")
