"""Documents of rounds as people would have made them, for whoever shows documents.

    flow, document = CASES["two camps"]()
    flow, documents = twelve_people()          a check-in's rounds, oldest first, as shown one by one

Answers are written as one letter a person: the place of the choice from 1, `-` for no answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from bot.definition.answer import Answer
from bot.definition.model import Flow, Kind
from bot.reports.rounds import RoundDocument, RoundFacts, Shown, made, withheld
from bot.store.round_answers import Handed
from tests.reports.rounds.flows import crew, no_areas, shipped

FIRST = date(2026, 1, 15)
QUESTIONS = ("focus_next", "focus_same", "handoff_lost", "handoff_asked", "safe_no", "joy_week")
Lines = Mapping[str, str]


def backwards(n: int) -> Sequence[int]:
    """Stands in for an order of chance."""
    return range(n - 1, -1, -1)


def handed(
    flow: Flow, lines: Lines, *, round_id: str = "r1", notes: Sequence[str] = (), named: bool = False
) -> tuple[Handed, ...]:  # fmt: skip
    """One sheet a letter; the first ones have a note. In *lines* numbers are letters too: `5` is 5."""
    size = max(map(len, lines.values()))
    sheets = []
    for place in range(size):
        answers: dict[str, Answer] = {}
        for question, letters in lines.items():
            if place < len(letters) and letters[place] != "-":
                answers[question] = _answer(flow, question, letters[place])
        if place < len(notes):
            answers["note"] = notes[place]
        sheets.append(Handed(round_id, answers, f"U{place:02}" if named else None))
    return tuple(sheets)


def facts(number: int = 1, *, invited: int = 12, **changes: object) -> RoundFacts:
    """Of a round every two weeks."""
    opened = FIRST + timedelta(weeks=2 * (number - 1))
    plain = RoundFacts(
        numbers=(number,), opened=opened, closed=opened + timedelta(days=2), anonymous=True, min_answers=5,
        invited=invited,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]  # fields by name


def lines(*letters: str) -> Lines:
    """Of the crew check's six scored questions in their order."""
    return dict(zip(QUESTIONS, letters, strict=True))


GOOD = lines("445344453544", "344443354434", "223121233212", "434434443543", "454445545444", "434544453344")
FAIR = lines("334243343233", "243332343323", "343434334333", "323233332432", "443344435343", "434343343344")
POOR = lines("212132221231", "122122312113", "545454535445", "212122312221", "323323432323", "343243334323")
MIXED = lines("135243254132", "245133425143", "534214315243", "312524135243", "415233524135", "251345321454")
NOTES = (
    "The demo on Friday was a relief.",
    "Too many meetings on Tuesday.\nCould we move the planning?",
    '=HYPERLINK("http://example.com") was in the ticket, please don\'t.',
    "<b>Thanks</b> to the night shift & everybody who stayed.",
    "نحتاج إلى وقت أكثر للاختبار.",
    "More pairing, please.",
)
EXTRAS = {
    "blockers": "123121131212",
    "hours": "235184022563",
    "recommend": "9a8b9a7a5b98",
}
"""Of the questions without points; of `recommend` the places: `a` is the tenth, which says 9."""


def twelve_people() -> tuple[Flow, tuple[RoundDocument, ...]]:
    """Seven rounds of twelve: they fall, say so, and recover; the last one has all there is."""
    flow = crew()
    shown: list[Shown] = []
    for number, given in enumerate((GOOD, FAIR, POOR, POOR, FAIR, GOOD), 1):
        document = made(flow, handed(flow, given), facts(number), shown, backwards)
        shown.append(Shown(document, flow))
    last = made(flow, handed(flow, {**GOOD, **EXTRAS}, notes=NOTES), facts(7, invited=14), shown, backwards)
    return flow, (*(one.document for one in shown), last)


def weekly() -> tuple[Flow, tuple[RoundDocument, ...]]:
    """Weekly rounds of seven: one is held and shown with the next, later ones have a median of four."""
    flow = shipped("weekly-pulse")
    shown: list[Shown] = []

    def about(*numbers: int, answered: int | None = None) -> RoundFacts:
        opened = FIRST + timedelta(weeks=numbers[0] - 1)
        closed = FIRST + timedelta(weeks=numbers[-1] - 1, days=1)
        return RoundFacts(numbers, opened, closed, True, 5, 7, answered, frequent=True)

    def pulse(number: int, *letters: str) -> tuple[Handed, ...]:
        asked = ("how_was_it", "knew_what_mattered", "slowed")
        return handed(flow, dict(zip(asked, letters, strict=True)), round_id=f"r{number}")

    def show(document: RoundDocument) -> None:
        shown.append(Shown(document, flow))

    show(made(flow, pulse(1, "3443251", "4524135", "1123256"), about(1), shown, backwards))
    show(made(flow, pulse(2, "3435241", "3542514", "1133256"), about(2), shown, backwards))
    show(withheld(flow, about(3, answered=3), "held"))
    both = pulse(3, "32541", "25341", "12134") + pulse(4, "4323", "5424", "1312")
    show(made(flow, both, about(3, 4, answered=7), shown, backwards))
    for number in range(5, 9):
        week = pulse(number, "4533452", "4254315", "3216543")
        show(made(flow, week, about(number), shown, backwards))
    return flow, tuple(one.document for one in shown)


def _alike() -> tuple[Flow, RoundDocument]:
    return _one({**FAIR, "joy_week": "555555555554", "safe_no": "111111111111"})


def _too_few_of_some() -> tuple[Flow, RoundDocument]:
    return _one({**FAIR, "safe_no": "4---3--5----"})


def _merged() -> tuple[Flow, RoundDocument]:
    flow = crew()
    small = {question: letters[:9] for question, letters in MIXED.items()} | {"focus_next": "331444255"}
    return flow, made(flow, handed(flow, small), facts(invited=10), (), backwards)


def _two_camps() -> tuple[Flow, RoundDocument]:
    return _one({**FAIR, "safe_no": "111155552154", "joy_week": "115511551155"})


def _named() -> tuple[Flow, RoundDocument]:
    flow = crew()
    sheets = handed(flow, {**FAIR, **EXTRAS}, notes=NOTES, named=True)
    alike = handed(flow, {**FAIR, **EXTRAS, "joy_week": "555555555554"}, notes=NOTES, named=True)
    before = made(flow, sheets, facts(anonymous=False), (), backwards)
    return flow, made(flow, alike, facts(2, anonymous=False), (Shown(before, flow),), backwards)


def _named_small() -> tuple[Flow, RoundDocument]:
    flow = crew()
    sheets = handed(flow, lines("34", "44", "21", "33", "45", "4-"), named=True)
    return flow, made(flow, sheets, facts(anonymous=False, invited=3), (), backwards)


def _without_figures(why: str, answered: int) -> Callable[[], tuple[Flow, RoundDocument]]:
    def document() -> tuple[Flow, RoundDocument]:
        return crew(), withheld(crew(), facts(answered=answered), why)  # type: ignore[arg-type]  # a `Why`

    return document


def _broken() -> tuple[Flow, RoundDocument]:
    old, new = crew(), crew(2, weight=3)
    before = Shown(made(old, handed(old, GOOD), facts(1), (), backwards), old)
    return new, made(new, handed(new, FAIR), facts(2), (before,), backwards)


def _few_answered() -> tuple[Flow, RoundDocument]:
    flow = crew()
    few = {question: letters[:6] for question, letters in MIXED.items()}
    return flow, made(flow, handed(flow, few), facts(invited=14), (), backwards)


def _no_areas() -> tuple[Flow, RoundDocument]:
    flow = no_areas()
    sheets = handed(flow, {"clear": "3345342", "calm": "2244351"})
    return flow, made(flow, sheets, facts(min_answers=3, invited=8), (), backwards)


def _no_overall() -> tuple[Flow, RoundDocument]:
    flow = shipped("team-health")
    cards = [question.id for question in flow.questions() if question.id.endswith("_card")]
    letters = (
        "44533452", "21332214", "15515515", "34433425", "44444444", "11221123", "54354254", "33343135",
        "45351443",
    )  # fmt: skip
    sheets = handed(flow, dict(zip(cards, letters, strict=True)))
    return flow, made(flow, sheets, facts(invited=10), (), backwards)


def _one(given: Lines) -> tuple[Flow, RoundDocument]:
    flow = crew()
    return flow, made(flow, handed(flow, given), facts(), (), backwards)


CASES: Mapping[str, Callable[[], tuple[Flow, RoundDocument]]] = {
    "first round": lambda: _one(FAIR),
    "everything": lambda: (crew(), twelve_people()[1][-1]),
    "alike": _alike,
    "too few of some": _too_few_of_some,
    "merged": _merged,
    "two camps": _two_camps,
    "named": _named,
    "named, too few for figures": _named_small,
    "too few": _without_figures("too few", 3),
    "held": _without_figures("held", 4),
    "withheld": _without_figures("withheld", 4),
    "team changed": _without_figures("team changed", 11),
    "nobody": _without_figures("too few", 0),
    "broken": _broken,
    "few answered": _few_answered,
    "no areas": _no_areas,
    "no overall": _no_overall,
    "pooled": lambda: (weekly()[0], weekly()[1][3]),
    "median of four": lambda: (weekly()[0], weekly()[1][-1]),
}


def _answer(flow: Flow, name: str, letter: str) -> Answer:
    question = flow.by_id[name]
    place = int(letter, 16)
    if question.kind is Kind.NUMBER:
        return Fraction(place)
    choice = question.choices[place - 1].id
    return (choice,) if question.kind is Kind.MULTI else choice
