"""The fake's time: the machine's, and what a test has let pass on top of it."""

import time


class Clock:
    """Seconds since 1970. What lies a day ahead is reached by saying so, not by waiting."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        return time.time() + self._ahead

    def passes(self, seconds: float) -> None:
        """Lets *seconds* go by at once."""
        self._ahead += seconds
