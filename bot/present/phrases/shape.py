"""Everything the product itself says, as typed fields: a language that leaves one out does not type-check.

`{…}` marks what is put in; the same marks stand in every language. Sentences are whole, never joined from
parts of sentences, because languages order their parts differently.
"""

from dataclasses import dataclass

from bot.present.phrases.desk.shape import DeskWords
from bot.present.phrases.plural import Plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Around an open question."""

    progress: str
    progress_about: str
    done: str
    skip: str
    back: str
    help: str
    yes: str
    no: str
    skipped: str
    """What stands for the answer to a question that was left out."""
    understood: str
    expects_number: str
    expects_number_between: str
    expects_number_from: str
    expects_number_up_to: str
    expects_characters: Plural
    expects_email: str
    expects_phone: str
    expects_several: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTakenWords:
    """Why something typed was not taken, and what to do."""

    empty: str
    no_match: str
    two_choices: str
    out_of_range: str
    not_a_number: str
    two_numbers: str
    too_many_digits: str
    too_long: Plural
    not_an_email: str
    not_a_phone: str
    not_yes_or_no: str
    alone: str
    part_not_understood: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedWords:
    """Why a wish was not followed, and what to do."""

    stale: str
    stale_and_nothing_open: str
    unknown_button: str
    nothing_ticked: str
    cannot_skip: str
    cannot_skip_but: str
    """Where "don't know" is an answer."""
    no_way_back: str
    no_result_yet: str
    nothing_to_change: str
    not_answered: str
    unknown_language: str
    closed: str
    nothing_open: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """How a conversation goes on, rests and ends. The `_empty` forms are for no answers at all."""

    welcome_back: Plural
    welcome_back_empty: str
    restarted: str
    restart_undone: Plural
    paused: Plural
    paused_empty: str
    stopped: Plural
    stopped_empty: str
    expired: Plural
    expired_empty: str
    reminded: Plural
    reminded_empty: str
    language_changed: str
    finished: str
    declined: str
    your_answers: str
    known: str
    """Above what is not asked because it is known."""
    known_more: Plural
    from_day: str
    """An answer that was given earlier."""
    change_known: str
    change: str
    go_on: str
    stop: str
    start_again: str
    my_answers: str
    my_result: str
    accept: str
    decline: str
    stop_reminding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Helping:
    """Help, and one line for each command."""

    product: str
    """Where neither question nor flow has help of its own."""
    back: str
    skip: str
    answers: str
    result: str
    restart: str
    stop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultWords:
    """The result page (scoring.md §8)."""

    opening: str
    """With a level."""
    opening_score: str
    """Without levels."""
    opening_areas: str
    """Without an overall."""
    of_100: str
    of_range: str
    changed: str
    no_overall: str
    missing_areas: str
    missing_questions: str
    too_few_areas: Plural
    nothing_applies: str
    area_answered: str
    """One area that lacks answers, with how many it has."""
    margin: str
    borderline: str
    bars_title: str
    not_applicable: str
    not_enough: str
    outside_table: str
    could_not_say: str
    weakest_title: str
    weak: str
    weak_joint: str
    owner: str
    owner_label: str
    none_below: str
    rules_title: str
    fired: str
    """A rule or gate with its id; `{because}` names the scores and answers it looked at."""
    fired_because: str
    overall: str
    plans_title: str
    because: str
    because_gates: str
    keep: str
    why: str
    this_week: str
    next_30_days: str
    done_when: str
    how_computed: str
    change_answer: str
    see_changes: str
    share: str
    repeat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingsWords:
    """How the result was computed. `{sum}` is arithmetic: `(75 + 50) / 2 = 62 1/2`."""

    title: str
    all_questions: str
    """In place of an area's title, in a flow without areas."""
    question: str
    answer: str
    points: str
    percent: str
    weight: str
    points_of: str
    reversed: str
    not_applicable: str
    missing: str
    left_out: str
    shown_as: str
    looked_up: str
    outside_table: str
    not_enough: str
    not_counted: str
    overall: str
    margin: str
    level: str
    capped: str
    not_computed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparingWords:
    """A result beside the one before. `{difference}` has its sign: `+12`."""

    since: str
    since_up: str
    since_down: str
    since_unclear: str
    title: str
    overall: str
    overall_only_now: str
    overall_only_before: str
    up: str
    """What may be said about the difference of the overall."""
    down: str
    unclear: str
    area: str
    area_up: str
    area_down: str
    area_unclear: str
    area_only_now: str
    area_only_before: str
    level: str
    level_same: str
    other_version: str
    nothing: str
    """Neither result has any score that the other could be compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowWords:
    """A window of its own in which an answer is written. Labels are short: an app cuts them."""

    write: str
    write_number: str
    write_email: str
    write_phone: str
    title: str
    save: str
    close: str
    loading: str
    example_text: str
    example_email: str
    example_phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlimpseWords:
    """What a notification says of a message that holds something private."""

    question: str
    result: str
    workings: str
    answers: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """All of it in one language."""

    language: str
    comma: str
    """Between things in a row."""
    asking: Asking
    not_taken: NotTakenWords
    refused: RefusedWords
    going: Going
    helping: Helping
    result: ResultWords
    workings: WorkingsWords
    comparing: ComparingWords
    window: WindowWords
    glimpse: GlimpseWords
    desk: DeskWords
