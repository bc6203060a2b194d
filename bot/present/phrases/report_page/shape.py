"""What the report page of a check-in says besides the words of every team report (`phrases.team_report`)."""

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
    """Whose report it is, and the way to others."""

    report: str
    skip: str
    rounds: str
    """Of the ways to other reports, for those who do not see them."""
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
    median_of_four: str
    """`{score}`."""
    camps_mean: str
    """What *two camps* means."""
    too_early: str
    partial: str
    """It was made without the questions that are hidden."""
    break_mark: str
    """Short, between two rounds."""
    none: str
    """In a cell without a figure."""
    why_short: Mapping[str, str]
    """In a cell: why there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWords:
    """Headings and what stands under them."""

    talk: str
    talk_intro: str
    weakest: str
    """A mark at one of them."""
    owner: str
    system: str
    heat: str
    heat_intro: str
    heat_caption: str
    heat_cut: str
    """On paper, where not all rounds fit."""
    area: str
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
    decided: str
    action_due: str
    """`{date}`."""
    action_from: str
    """`{number}` of the round it came from."""
    action_late: str
    systems: str
    systems_intro: str
    questions: str
    questions_intro: str
    mean: str
    """`{score}`."""
    answer: str
    share: str
    other: str
    """`{choices}` that are shown together."""
    quartiles: str
    """`{median}`, `{low}`, `{high}`."""
    recommendation: str
    """`{score}`, `{low}`, `{high}`."""
    of_no_area: str
    comments: str
    comments_intro: str
    people: str
    people_intro: str
    person: str
    teams: str
    teams_intro: str
    team: str
    team_left_out: Mapping[str, str]
    """Why one is not among the others."""
    hidden: str
    hidden_nothing: str
    how: str
    how_anonymous: str
    """Two sentences; `{k}`."""
    how_named: str
    downloads: str
    downloads_intro: str
    csv: str
    json: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InsteadWords:
    """Pages that stand instead of a report."""

    no_release: Told
    no_round: Told
    """There is no report with this number."""
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
    no_areas: str
    instead: InsteadWords
