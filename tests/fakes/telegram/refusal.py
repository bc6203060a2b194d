"""What Telegram says when it does not do what it was asked."""

from typing import Any


class RefusalError(Exception):
    """An answer that is not ok: the HTTP status, and words that begin as Telegram's own."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    @property
    def body(self) -> dict[str, Any]:
        """As it is sent."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(words: str) -> RefusalError:
    """The request makes no sense, or what it is about is not there."""
    return RefusalError(400, f"Bad Request: {words}")


def forbidden(words: str) -> RefusalError:
    """The bot may not do that."""
    return RefusalError(403, f"Forbidden: {words}")


def conflict(words: str) -> RefusalError:
    """Somebody else fetches the updates."""
    return RefusalError(409, f"Conflict: {words}")


def too_many_requests(seconds: int) -> RefusalError:
    """Nothing happens for this many *seconds*."""
    return RefusalError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
