"""How long things are kept. `/privacy` says it, and purging does it."""

from typing import Final

ANSWER_YEARS: Final = 2
"""Answers, results and consents: from the last turn of their conversation on."""
RECORD_DAYS: Final = 30
"""What came in, and messages that went out or could not."""
