"""What Slack says when it does not do what it was asked."""

from collections.abc import Sequence
from typing import Any


class RefusalError(Exception):
    """An answer that is not ok: its code, as documented for the method, and what belongs to it."""

    def __init__(
        self,
        error: str,
        *,
        messages: Sequence[str] = (),
        status: int = 200,
        retry_after: int = 0,
        **more: Any,
    ) -> None:
        super().__init__(error)
        self.error = error
        self.messages = list(messages)
        """Places and reasons, as in `response_metadata`."""
        self.status = status
        self.retry_after = retry_after
        self.more = more

    @property
    def body(self) -> dict[str, Any]:
        """As it is sent."""
        body: dict[str, Any] = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            body["errors"] = self.messages
            body["response_metadata"] = {"messages": self.messages}
        return body

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.retry_after)} if self.retry_after else {}


def invalid_arguments(*words: str) -> RefusalError:
    """Arguments of the wrong shape."""
    return RefusalError("invalid_arguments", messages=[f"[ERROR] {one}" for one in words])


def ratelimited(seconds: int) -> RefusalError:
    """Nothing happens for this many *seconds*."""
    return RefusalError("ratelimited", status=429, retry_after=seconds)
