"""Workspaces let Checkup in: pages, tokens, the end, against the strict server in `tests/fakes/slack`."""
