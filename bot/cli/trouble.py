"""What a person at the terminal can put right, in two lines: what is wrong, what to do."""


class Trouble(Exception):  # noqa: N818  # read as a sentence
    """Ends the command with `code`. Store errors have a `what` and a `todo` too and are said the same way."""

    def __init__(self, what: str, todo: str, code: int = 1) -> None:
        super().__init__(what, todo)
        self.what = what
        self.todo = todo
        self.code = code


USAGE = 2
"""The exit code of a command that was called wrongly."""
