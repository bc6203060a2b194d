"""Groups of taps that failed as a whole: counted, told now and then, and spared for a moment when they go on
failing. Each of their taps is taken alone then, so nobody but operators would notice.
"""

import asyncio
import logging
from typing import Final

from bot.watching import counted

_LOG: Final = logging.getLogger(__name__)
MOST_IN_A_ROW: Final = 3
ALONE_SECONDS: Final = 5.0
"""For so long after that everybody goes alone."""
TOLD_EVERY: Final = 60.0
"""Seconds."""


class Trouble:
    """What groups met of late."""

    def __init__(self) -> None:
        self._in_a_row = 0
        self._alone_until = float("-inf")
        self._told_at = float("-inf")

    def met(self, error: Exception) -> None:
        """A group failed."""
        counted.group_failed()
        self._in_a_row += 1
        now = asyncio.get_running_loop().time()
        if self._in_a_row >= MOST_IN_A_ROW:
            self._alone_until = now + ALONE_SECONDS
        if now - self._told_at >= TOLD_EVERY:
            self._told_at = now
            kind = type(error).__name__  # its words may quote a row
            _LOG.warning("taps could not be taken together (%s); each is taken alone", kind)

    def over(self) -> None:
        """A group went through."""
        self._in_a_row = 0

    def lasts(self) -> bool:
        """Is it better to go alone just now?"""
        return asyncio.get_running_loop().time() < self._alone_until
