"""The words that all renderers share.

A renderer is a pure function: a message becomes the platform's payloads, each within its limits. Sending
them is not here: no platform is connected.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from bot.engine.inputs import Input

Payload: TypeAlias = Mapping[str, Any]
"""What the platform's API takes, as plain JSON values."""

Tokens: TypeAlias = Callable[[Input], str]
"""Makes what a button carries out of what pressing it means; see `tokens.encode`."""
