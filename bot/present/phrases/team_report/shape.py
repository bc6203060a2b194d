"""What the report of a team's round says, as typed fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.present.phrases.plural import Plural


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamReportWords:
    """All of it, in one language."""

    title: str
    """`{flow}`, `{team}`."""
    round: str
    """`Round {number}`."""
    rounds: str
    """Of several together: `{first}`, `{last}`."""
    period: str
    """`{round}`, `{from_day}`, `{to_day}`."""
    one_day: str
    """The same, where it opened and closed on one day: {round}, {day}."""
    answered: str
    """`{answered}` of `{invited}`."""
    bounds: str
    """`{low}`, `{high}`."""
    low_response: str
    nothing_shown: Mapping[str, str]
    """Why no figures are shown, by the word in the document; `{k}`."""
    hidden: Mapping[str, str]
    """The same of one area."""
    standing: str
    """Heading."""
    overall: str
    alike: Mapping[str, str]
    """By the word in the document: nearly all said the same."""
    fifths: Mapping[str, str]
    """The same in a word or two, for a map."""
    alike_without: str
    """Where colleagues could work an answer out, because too many of few answers are the same."""
    alike_short: str
    """The same for a map."""
    between: str
    """`{low}`, `{high}`."""
    agreement: Mapping[str, str]
    trend: Mapping[str, str]
    """By the word in the document; `{by}`."""
    counts_from: str
    """No clear change, and how large one would count: `{points}`."""
    broken: str
    partial: str
    """Of a score that is made of the questions that are shown."""
    weakest: str
    """Heading."""
    joint: str
    """`{area}`, `{next}`: too close to tell which is weaker."""
    owner: str
    """`{owner}`."""
    talk: str
    """Heading."""
    systems: str
    """Heading."""
    this_week: str
    comments: str
    """Heading."""
    more_comments: Plural
    actions: str
    """Heading."""
    action: str
    """`{area}`, `{text}`, `{owner}`, `{day}`."""
    status: Mapping[str, str]
    """What became of an action: `open`, `done`, `dropped`."""
    anonymous: str
    """`{k}`."""
    named: str
    page: str
    """Label of the way to the page."""
    plan: str
    """Label of a button."""
    revoke: str
    map_subtitle: str
    """`{team}`, `{round}`."""
