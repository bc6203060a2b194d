"""What the report page of a check-in says, as typed fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.present.phrases.plural import Plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A page instead of the report: what is the matter, and what to do."""

    title: str
    todo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadWords:
    """Whose report it is, and of when."""

    report: str
    skip: str
    round: str
    """`{number}`."""
    rounds: str
    """Several that are shown together: `{numbers}`."""
    rounds_nav: str
    earlier: str
    later: str
    is_earlier: str
    """An earlier report is being looked at."""
    latest: str
    anonymous: str
    named: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceWords:
    """Where the team stands, in one look."""

    title: str
    taking_part: str
    answered: str
    """`{answered}` of `{invited}`."""
    low_response: str
    bounds: str
    """`{low}`, `{high}`."""
    overall: str
    areas: str
    area_count: Plural
    """Counts areas of one tier: `{tier}`."""
    changes: str
    """Since the report before."""
    went_up: str
    went_down: str
    may_have_moved: str
    no_clear_change: Plural
    """Counts areas."""
    actions: str
    going_on: Plural
    overdue: Plural
    settled: Plural
    no_actions: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """What is said about a figure."""

    of_answers: Plural
    interval: str
    """`{low}`, `{high}`."""
    interval_title: str
    """What such an interval is."""
    median_of_four: str
    """`{score}`."""
    alike: str
    """`{word}` of `fifths`."""
    fifths: Mapping[str, str]
    agreement: Mapping[str, str]
    agreement_title: Mapping[str, str]
    """What the word of agreement means."""
    up: str
    """`{by}` points, as in the three that follow."""
    down: str
    maybe_up: str
    maybe_down: str
    no_change: str
    counts_from: str
    """`{points}`."""
    too_early: str
    broken: str
    break_mark: str
    """Short, between two rounds."""
    none: str
    """In a cell without a figure."""
    why: Mapping[str, str]
    """Why a figure or a round is not shown; `{k}` answers are needed."""
    why_short: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWords:
    """Headings and what stands under them."""

    talk: str
    talk_intro: str
    weakest: str
    camps: str
    owner: str
    system: str
    heat: str
    heat_intro: str
    heat_caption: str
    heat_cut: str
    """On paper, where not all rounds fit."""
    area: str
    average: str
    areas: str
    areas_intro: str
    trend: str
    """What the picture shows, for those who do not see it: `{area}`, `{points}`."""
    trend_point: str
    """`{round}`, `{score}`, `{low}`, `{high}`."""
    trend_bare: str
    """`{round}`, `{score}`."""
    trend_gap: str
    """`{round}`."""
    actions: str
    action_owner: str
    action_due: str
    action_from: str
    """`{number}` of the round it came from."""
    action_status: Mapping[str, str]
    action_late: str
    systems: str
    systems_intro: str
    questions: str
    questions_intro: str
    mean: str
    answer: str
    share: str
    other: str
    """`{choices}` that are shown together."""
    quartiles: str
    """`{median}`, `{low}`, `{high}`."""
    recommendation: str
    """`{score}`, `{low}`, `{high}`."""
    comments: str
    comments_intro: str
    people: str
    people_intro: str
    person: str
    teams: str
    teams_intro: str
    team: str
    hidden: str
    hidden_nothing: str
    how: str
    how_anonymous: tuple[str, str]
    """Two sentences; `{k}`."""
    how_named: tuple[str, str]
    downloads: str
    downloads_intro: str
    csv: str
    json: str
    print_hint: str
    of_no_area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyWords:
    """A page without figures."""

    no_release: Told
    no_areas: str
    no_round: Told
    """There is no report with this number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalWords:
    """A way that leads to no report."""

    unknown: Told
    expired: Told
    revoked: Told
    not_yours: Told
    later: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPageWords:
    """Everything, in one language."""

    head: HeadWords
    glance: GlanceWords
    figure: FigureWords
    part: PartWords
    empty: EmptyWords
    refusal: RefusalWords
