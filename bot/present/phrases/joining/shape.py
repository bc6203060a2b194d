"""What is said where people join a check-in by a link, as typed fields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class JoiningWords:
    """All of it, in one language."""

    how: str
    """How to start one: `{example}`, `{flows}`."""
    not_you: str
    no_flows: str
    started: str
    """`{team}`, `{title}`."""
    hand_out: str
    """`{link}`."""
    anonymous: str
    """`{k}`."""
    named: str
    rounds_once: str
    """`{until}`."""
    rounds: str
    """`{until}`, `{next_day}`."""
    stop: str
    dead_link: str
    between: str
    """`{team}`, `{next_day}`."""
    over: str
    """`{team}`."""
