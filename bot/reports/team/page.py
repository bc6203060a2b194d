"""A team's report as plain text: in the flow's first language, framed in English."""

from collections.abc import Iterator
from fractions import Fraction
from textwrap import fill
from typing import Final

from bot.definition.model import Flow, Question
from scoring.rounding import half_up_whole
from scoring.team import AgreementWord, QuestionCard, ScoreCard, TeamReport
from scoring.team.intervals import Interval

WIDTH: Final = 78
BAR: Final = 20


def page(flow: Flow, report: TeamReport) -> str:
    """The whole page."""
    return "\n\n".join(_parts(flow, report))


def _parts(flow: Flow, report: TeamReport) -> Iterator[str]:
    yield "\n".join([f"{flow.title.source}: the team", *_turnout(report)])
    if report.hidden:
        yield f"Nothing is shown: {report.hidden.value} ({report.k} are needed)."
        return
    if report.overall:
        yield "\n".join(_overall(flow, report, report.overall))
    if report.areas:
        yield "\n".join(["Areas", *(line for area in report.areas for line in _area(flow, report, area))])
    yield "Questions"
    for question, card in report.questions.items():
        yield "\n".join(_question(flow.by_id[question], card))
    if report.talk:
        yield "\n".join(["To talk about, in this order", *_talk(flow, report)])


def _turnout(report: TeamReport) -> Iterator[str]:
    turnout = report.turnout
    yield f"{turnout.answered} of {turnout.invited} answered."
    if turnout.low:
        yield "That is few: the others may see it differently."


def _overall(flow: Flow, report: TeamReport, card: ScoreCard) -> Iterator[str]:
    titles = {level.id: level.title.source for level in flow.levels}
    yield f"Overall: {_figures(card, titles)}"
    if report.bounds:
        low, high = (_whole(edge) for edge in report.bounds)
        yield f"    with everybody's answers it would lie between {low} and {high}"
    yield from _groups(card)


def _area(flow: Flow, report: TeamReport, area: str) -> Iterator[str]:
    titles = {tier.id: tier.title.source for tier in flow.tiers}
    card = report.areas[area]
    yield f"  {flow.areas[area].title.source}: {_figures(card, titles)}"
    yield from _groups(card)


def _figures(card: ScoreCard, titles: dict[str, str]) -> str:
    if card.alike:
        return _alike(card)
    if card.hidden or card.shown is None:
        return f"{card.hidden.value if card.hidden else 'no score'} (n {card.n})"
    words = [f"{float(card.shown):g}"]
    if card.band:
        words[0] += f" ({titles[card.band]})"
    return ", ".join([*words, *_sure(card.interval), f"n {card.n}", *_agreement(card.agreement_word)])


def _alike(card: ScoreCard | QuestionCard) -> str:
    word = f": {card.word.value}" if card.word else ""
    return f"nearly everybody said the same{word} (n {card.n})"


def _groups(card: ScoreCard) -> Iterator[str]:
    for figure in card.groups:
        name = " + ".join(figure.groups) or "(no group)"
        said = figure.hidden.value if figure.hidden else f"{_whole(figure.mean or Fraction(0))}, n {figure.n}"
        yield f"      {name}: {said}"


def _question(question: Question, card: QuestionCard) -> Iterator[str]:
    yield fill(f"{question.id}: {question.text.source}", WIDTH, initial_indent="  ", subsequent_indent="    ")
    if card.hidden:
        yield f"    {card.hidden.value} (n {card.n})"
    elif card.alike:
        yield f"    {_alike(card)}"
    else:
        yield f"    {', '.join(_said(card))}"
        yield from _shares(question, card)


def _said(card: QuestionCard) -> Iterator[str]:
    if card.scored:
        yield f"mean {_whole(card.scored.mean)}"
        yield from _sure(card.scored.interval)
    if card.quartiles:
        quartiles = card.quartiles
        yield f"median {float(quartiles.median):g}"
        yield f"half of them {float(quartiles.lower):g} to {float(quartiles.upper):g}"
    if card.recommendation:
        yield f"recommendation {_whole(card.recommendation.score):+d}"
        yield from _sure(card.recommendation.interval)
    yield f"n {card.n}"
    if card.scored:
        yield from _agreement(card.scored.agreement_word)


def _shares(question: Question, card: QuestionCard) -> Iterator[str]:
    for choice in question.choices:
        if choice.id in card.shares:
            yield _share(card.shares[choice.id], choice.text.source)
    if card.other is not None:
        yield _share(card.other, "other")


def _share(share: Fraction, label: str) -> str:
    filled = "#" * half_up_whole(share.numerator * BAR, share.denominator)
    return f"    {_whole(100 * share):>4} % {filled:<{BAR}} {label}"


def _talk(flow: Flow, report: TeamReport) -> Iterator[str]:
    for place, name in enumerate(report.talk, 1):
        area = flow.areas[name]
        talk = f": {area.talk.source}" if area.talk else ""
        yield fill(
            f"{place}. {area.title.source}{talk}", WIDTH, initial_indent="  ", subsequent_indent="     "
        )


def _sure(interval: Interval | None) -> Iterator[str]:
    if interval is not None:
        yield f"between {round(interval.low)} and {round(interval.high)}"


def _agreement(word: AgreementWord | None) -> Iterator[str]:
    if word is not None:
        yield word.value


def _whole(value: Fraction) -> int:
    return half_up_whole(value.numerator, value.denominator)
