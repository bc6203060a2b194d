"""Block Kit: what Slack takes in messages and views, and what is in them."""

from tests.fakes.slack.kit.check import Surface
from tests.fakes.slack.kit.controls import Control, controls
from tests.fakes.slack.kit.messages import MOST_TEXT, TOO_LONG, check_blocks, named
from tests.fakes.slack.kit.views import check_view

__all__ = [
    "MOST_TEXT",
    "TOO_LONG",
    "Control",
    "Surface",
    "check_blocks",
    "check_view",
    "controls",
    "named",
]
