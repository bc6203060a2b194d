"""Writes docs/api/openapi.json anew: `python -m tests.web.api.describe`."""

from pathlib import Path

from bot.web.api.openapi import description

if __name__ == "__main__":
    (Path(__file__).parents[3] / "docs" / "api" / "openapi.json").write_bytes(description())
