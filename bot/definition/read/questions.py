"""From the row of an `ask` to a question with what its block and its flow lend it (flow-language §5.1)."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeVar

from bot.definition.finding import Place
from bot.definition.model import Choice, Inference, Kind, Poles, Question, Range, Variant
from bot.definition.near import meant_or_all
from bot.definition.read import steps as keys
from bot.definition.read.areas import said
from bot.definition.read.choices import ChoiceRows, choices
from bot.definition.read.desk import Desk, Wording
from bot.definition.read.tables import Key, Row, numbers_once
from bot.definition.read.values import answer
from bot.definition.scales import BUILT_IN, DONT_KNOW, POLE_CHOICES
from bot.definition.schedule import HALF_A_YEAR
from bot.definition.texts import Text

_FITS = {
    keys.REVERSE: (Kind.CHOICE, Kind.NUMBER),
    keys.RANGE: (Kind.CHOICE, Kind.MULTI, Kind.NUMBER),
    keys.POINTS: (Kind.NUMBER,),
    keys.MIN: (Kind.NUMBER,),
    keys.MAX: (Kind.NUMBER, Kind.TEXT),
    keys.PROFILE: (Kind.TEXT, Kind.EMAIL, Kind.PHONE, Kind.CHOICE),
    keys.KEEP: tuple(kind for kind in Kind if kind is not Kind.CONSENT),
    keys.PURPOSE: (Kind.CONSENT,),
    keys.INFER: tuple(kind for kind in Kind if kind is not Kind.CONSENT),
    keys.DONT_KNOW: (Kind.CHOICE, Kind.MULTI, Kind.NUMBER, Kind.TEXT, Kind.EMAIL, Kind.PHONE),
}
_WITH_CHOICES = (Kind.CHOICE, Kind.MULTI)

T = TypeVar("T")


@dataclass(slots=True)
class Lent:
    """What the flow lends its questions."""

    scale: str | None = None
    scale_place: Place | None = None
    dont_know: bool | Wording | None = None
    help: Text | None = None
    scales: dict[str, tuple[Place, ChoiceRows]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    """Own scales that a question uses."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a question can be answered with."""

    choices: tuple[Choice, ...] = ()
    scale: str | None = None
    poles: Poles | None = None
    scored: bool = True


def question(row: Row, block: Row | None, lent: Lent, desk: Desk) -> Question:
    """Always a question; what is wrong with it is said at the desk."""
    kind = row.given(keys.TYPE, Kind.CHOICE)
    offered = _offered(row, block, lent, kind, desk)
    _check_fits(row, kind, desk)
    lent_weight = _from_either(row, block, keys.WEIGHT)
    weight = Fraction(1) if lent_weight is None else lent_weight
    numbers_once(row.given(keys.POINTS, ()), desk)
    points = tuple(sorted((Fraction(entry.name), entry.value) for entry in row.given(keys.POINTS, ())))
    scored = weight > 0 and _has_points(kind, offered, row)
    text = row.get(keys.TEXT)
    built = Question(
        id=row.given(keys.ASK, ""),
        kind=kind,
        text=text.text if text else desk.unread(),
        variants=_variants(row),
        help=said(row.get(keys.HELP)) or lent.help,
        choices=offered.choices,
        scale=offered.scale,
        poles=offered.poles,
        condition=clause.condition if (clause := row.get(keys.IF)) else None,
        optional=row.given(keys.OPTIONAL, otherwise=False),
        dont_know=_dont_know(row, lent, scored=scored),
        area=_from_either(row, block, keys.AREA),
        weight=weight,
        scored=scored,
        reverse=row.given(keys.REVERSE, otherwise=False),
        range=(row.get(keys.RANGE) or _reachable(kind, offered.choices, points)) if scored else None,
        points=points,
        min=row.get(keys.MIN) if kind is Kind.NUMBER else None,
        max=row.get(keys.MAX),
        profile=row.get(keys.PROFILE),
        keep=row.get(keys.KEEP),
        fresh=row.given(keys.FRESH, HALF_A_YEAR),
        purpose=row.get(keys.PURPOSE),
        link=row.get(keys.LINK),
    )
    return replace(built, infer=_inference(row, built, desk))


def _offered(row: Row, block: Row | None, lent: Lent, kind: Kind, desk: Desk) -> Offered:
    written: list[Key[object]] = [key for key in (keys.SCALE, keys.CHOICES_KEY, keys.POLES) if row.has(key)]
    if len(written) > 1:
        message = f"'{written[1].name}' stands beside '{written[0].name}'"
        desk.say("E113", message, row.key_at(written[1]), "a question has one of scale, choices, poles")
    if row.has(keys.TYPE) and row.get(keys.TYPE) is None:
        return Offered()
    if written:
        key = written[0]
        if kind not in _WITH_CHOICES or (key is keys.POLES and kind is Kind.MULTI):
            _does_not_fit(row, key, kind, desk)
            return Offered()
        return _written(row, key, kind, lent, desk)
    if kind not in _WITH_CHOICES:
        return Offered()
    scale, place = _lent_scale(block, lent)
    if scale is not None and place is not None and kind is Kind.CHOICE:
        return _from_scale(scale, place, kind, lent, desk)
    hint = "add choices" if kind is Kind.MULTI else "add choices, a scale, poles or another type"
    desk.say("E114", f"'{row.get(keys.ASK)}' has nothing to answer with", row.place, hint)
    return Offered()


def _written(row: Row, key: Key[object], kind: Kind, lent: Lent, desk: Desk) -> Offered:
    if key is keys.SCALE:
        scale = row.get(keys.SCALE)
        return Offered() if scale is None else _from_scale(scale, row.at(keys.SCALE), kind, lent, desk)
    if key is keys.CHOICES_KEY:
        rows = row.get(keys.CHOICES_KEY)
        return Offered(choices(rows, desk, multi=kind is Kind.MULTI) if rows else ())
    poles = row.get(keys.POLES)
    low, high = (poles.get(keys.LOW), poles.get(keys.HIGH)) if poles else (None, None)
    unread = desk.unread()
    return Offered(POLE_CHOICES, poles=Poles(low.text if low else unread, high.text if high else unread))


def _lent_scale(block: Row | None, lent: Lent) -> tuple[str | None, Place | None]:
    if block is not None and (scale := block.get(keys.SCALE)) is not None:
        return scale, block.at(keys.SCALE)
    return lent.scale, lent.scale_place


def _from_scale(name: str, place: Place, kind: Kind, lent: Lent, desk: Desk) -> Offered:
    own = lent.scales.get(name)
    if own is not None:
        lent.used.add(name)
        return Offered(choices(own[1], desk, multi=kind is Kind.MULTI), name)
    built_in = BUILT_IN.get(name)
    if built_in is None and name in desk.lost:
        return Offered(scale=name)
    if built_in is None:
        desk.say("E121", f"there is no scale '{name}'", place, meant_or_all(name, [*lent.scales, *BUILT_IN]))
        return Offered(scale=name)
    offered = built_in.choices
    if kind is Kind.MULTI:
        offered = tuple(replace(choice, score=Fraction(1)) for choice in offered)
    return Offered(offered, name, scored=built_in.scored)


def _check_fits(row: Row, kind: Kind, desk: Desk) -> None:
    if row.has(keys.TYPE) and row.get(keys.TYPE) is None:
        return
    for key, kinds in _FITS.items():
        if row.has(key) and kind not in kinds and row.get(key) is not False:
            _does_not_fit(row, key, kind, desk)
    low, high = row.get(keys.MIN), row.get(keys.MAX)
    if kind is Kind.NUMBER and low is not None and high is not None and low > high:
        desk.say("E117", f"'min' is {low} and 'max' is {high}", row.at(keys.MIN), "the lower number is 'min'")
    if kind is Kind.CONSENT and not row.has(keys.PURPOSE):
        hint = "add  purpose: report  or  purpose: contact"
        desk.say("E181", f"'{row.get(keys.ASK)}' asks for consent without a purpose", row.place, hint)


def _does_not_fit(row: Row, key: Key[object], kind: Kind, desk: Desk) -> None:
    if key is keys.REVERSE:
        hint = "only choices, poles and numbers run in two directions"
        desk.say("E115", f"'reverse' is not possible with type {kind.value}", row.key_at(key), hint)
        return
    desk.say(
        "E116",
        f"'{key.name}' does not fit type {kind.value}",
        row.key_at(key),
        "remove it, or change the type",
    )


def _from_either(row: Row, block: Row | None, key: Key[T]) -> T | None:
    """Its own, else the block's."""
    value = row.get(key)
    return block.get(key) if value is None and block is not None else value


def _has_points(kind: Kind, offered: Offered, row: Row) -> bool:
    if kind in _WITH_CHOICES:
        return offered.scored and bool(offered.choices)
    return kind is Kind.NUMBER and (row.has(keys.POINTS) or row.has(keys.RANGE))


def _reachable(
    kind: Kind, offered: tuple[Choice, ...], points: tuple[tuple[Fraction, Fraction], ...]
) -> Range | None:
    """The lowest and highest points there are; None when they are the same."""
    scores = [value for _, value in points] or [
        choice.score for choice in offered if choice.score is not None
    ]
    if kind is Kind.MULTI:
        scores = [Fraction(0), sum((score for score in scores if score > 0), Fraction(0))]
    if not scores or min(scores) == max(scores):
        return None
    return Range(min(scores), max(scores))


def _dont_know(row: Row, lent: Lent, *, scored: bool) -> Text | None:
    own = row.get(keys.DONT_KNOW)
    wording = own if own is not None else (lent.dont_know if scored else None)
    if isinstance(wording, Wording):
        return wording.text
    if not wording:
        return None
    return lent.dont_know.text if isinstance(lent.dont_know, Wording) else DONT_KNOW


def _variants(row: Row) -> tuple[Variant, ...]:
    found = []
    for variant in row.given(keys.VARIANTS, ()):
        clause, text = variant.value.get(keys.VARIANT_IF), variant.value.get(keys.VARIANT_TEXT)
        if clause and text:
            found.append(Variant(clause.condition, text.text))
    return tuple(found)


def _inference(row: Row, asked: Question, desk: Desk) -> Inference | None:
    infer = row.get(keys.INFER)
    clause, node = (infer.get(keys.INFER_IF), infer.get(keys.INFER_ANSWER)) if infer else (None, None)
    value = None if node is None else answer(asked, node, desk, "E104")
    return Inference(clause.condition, value) if clause and value is not None else None
