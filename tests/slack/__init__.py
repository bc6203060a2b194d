"""Slack, end to end, against the strict server in `tests/fakes/slack`."""
