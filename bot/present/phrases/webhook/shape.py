"""What admins are told about the place that events go to, as typed fields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookWords:
    """That it takes nothing any more. Marks: `{host}`."""

    failing: str
    gone: str
    kept: str
    """And what to do."""
