"""The report of a team's round in its managers' messages: where the team stands, what changed, what to do.

Everything here is said of a `RoundDocument`, which holds nothing that must not be shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from bot.definition.model import Flow
from bot.messages import Button, HeatCell, HeatMap, HeatRow, Section, Web, Words
from bot.present.phrases.team_report import LANGUAGES, TeamReportWords
from bot.present.reader import Reader, reader_for
from bot.present.teams.shape import Card, RoundDocument
from bot.wishes import AboutCheckIn, CheckInVerb

MOST_COMMENTS: Final = 5
"""In a message; all of them stand on the page."""
LONGEST_COMMENT: Final = 300
_DAYS: Final[tuple[Literal["opened", "closed"], ...]] = ("opened", "closed")


@dataclass(frozen=True, slots=True)
class Decided:
    """An action, as it stands."""

    area: str
    text: str
    owner: str
    due_on: date
    status: str
    """`open`, `done` or `dropped`."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report is made from."""

    flow: Flow
    team: str
    checkin: str
    """Its id."""
    documents: Sequence[RoundDocument]
    """All that were released, this one last."""
    decided: Sequence[Decided] = ()
    address: str | None = None
    """Of the report page; None where no page is served."""
    may_plan: bool = True
    """May its reader decide something for the team?"""


def report(language: str | None, reported: Reported) -> Words:
    """The newest document as a message."""
    return _Report(language, reported).words()


def heat_map(language: str | None, reported: Reported) -> HeatMap:
    """The areas through the rounds that were released."""
    return _Report(language, reported).heat_map()


class _Report:
    """One report for one reader."""

    def __init__(self, language: str | None, reported: Reported) -> None:
        self._reader: Reader = reader_for(language)
        self._words: TeamReportWords = LANGUAGES[self._reader.language.partition("-")[0]]
        self._reported = reported
        self._flow = reported.flow
        self._document = reported.documents[-1]
        self._say = self._reader.say

    def words(self) -> Words:
        """The whole message."""
        reported, words = self._reported, self._words
        plan = Button(words.plan, AboutCheckIn(CheckInVerb.PLAN, reported.checkin))
        revoke = Button(words.revoke, AboutCheckIn(CheckInVerb.REVOKE_LINKS, reported.checkin))
        on_page = reported.address is not None
        return Words(
            tuple(self._opening()),
            (*([plan] if self._shown and reported.may_plan else []), *([revoke] if on_page else [])),
            self._reader.language,
            title=self._say(words.title, flow=self._title, team=reported.team),
            sections=tuple(self._sections()) if self._shown else tuple(self._decided()),
            web=None if reported.address is None else Web(words.page, reported.address),
        )

    def heat_map(self) -> HeatMap:
        """Its areas; where the flow has none, its overall."""
        documents = self._reported.documents
        rows = [
            HeatRow(
                self._reader.text(area.title), tuple(self._cell(one["areas"].get(name)) for one in documents)
            )
            for name, area in self._flow.areas.items()
        ]
        if not rows and self._flow.scoring.overall:
            rows.append(HeatRow(self._words.overall, tuple(self._cell(one["overall"]) for one in documents)))
        return HeatMap(
            self._title,
            self._say(self._words.map_subtitle, team=self._reported.team, round=self._round(self._document)),
            tuple(self._short(one) for one in documents),
            tuple(rows),
            self._reader.language,
        )

    @property
    def _shown(self) -> bool:
        return self._document["why"] is None

    @property
    def _title(self) -> str:
        return self._reader.text(self._flow.title)

    # --- what it opens with --------------------------------------------------------------------------

    def _opening(self) -> Iterator[str]:
        """When, how many, and how sure that makes it; why nothing is shown, where that is so."""
        document, words = self._document, self._words
        count = self._reader.number
        yield self._when(document)
        answered = self._say(
            words.answered, answered=count(document["answered"]), invited=count(document["invited"])
        )
        few = [words.low_response] if document["low_response"] else []
        yield " ".join([answered, *few])
        if document["why"] is not None:
            yield self._say(words.nothing_shown[document["why"]], k=count(document["min_answers"]))
        if document["bounds"] is not None and document["answered"] < document["invited"]:
            low, high = map(count, document["bounds"])
            yield self._say(words.bounds, low=low, high=high)
        yield self._say(
            words.anonymous if document["anonymous"] else words.named, k=count(document["min_answers"])
        )

    def _when(self, document: RoundDocument) -> str:
        """Which round, from which day to which."""
        opened, closed = (self._reader.day(date.fromisoformat(document[day])) for day in _DAYS)
        if opened == closed:
            return self._say(self._words.one_day, round=self._round(document), day=opened)
        return self._say(self._words.period, round=self._round(document), from_day=opened, to_day=closed)

    def _round(self, document: RoundDocument) -> str:
        first, last = document["numbers"][0], document["numbers"][-1]
        if first == last:
            return self._say(self._words.round, number=self._reader.number(last))
        number = self._reader.number
        return self._say(self._words.rounds, first=number(first), last=number(last))

    def _short(self, document: RoundDocument) -> str:
        first, last = document["numbers"][0], document["numbers"][-1]
        number = self._reader.number
        return number(last) if first == last else f"{number(first)}–{number(last)}"

    # --- its parts -------------------------------------------------------------------------------------

    def _sections(self) -> Iterator[Section]:
        words = self._words
        yield Section(words.standing, tuple(self._standing()))
        weakest = self._document["weakest"]
        yield Section(words.weakest, tuple(map(self._weak, weakest, [*weakest[1:], None])))
        yield Section(words.talk, tuple(map(self._topic, self._document["talk"])))
        yield Section(words.systems, tuple(map(self._system, self._document["systems"])))
        yield Section(words.comments, tuple(self._comments()))
        yield from self._decided()

    def _standing(self) -> Iterator[str]:
        """A line for the overall and for each area; areas of which the same is said in words share one."""
        overall = self._document["overall"]
        if overall is not None:
            titles = {level.id: self._reader.text(level.title) for level in self._flow.levels}
            yield f"{self._words.overall}: {self._figures(overall, titles)}"
        titles = {tier.id: self._reader.text(tier.title) for tier in self._flow.tiers}
        said: dict[str, list[str]] = {}
        for area, card in self._document["areas"].items():
            bare = card["why"] is not None or card["alike"]
            told = self._figures(card, titles)
            said.setdefault(told if bare else f"{area}: {told}", []).append(area)
        for areas in said.values():
            told = self._figures(self._document["areas"][areas[0]], titles)
            yield f"{self._reader.in_a_row([self._area(area) for area in areas])}: {told}"

    def _figures(self, card: Card, titles: dict[str, str]) -> str:
        words = self._words
        if card["why"] is not None:
            return words.hidden[card["why"]]
        if card["alike"]:
            return words.alike_without if card["word"] is None else words.alike[card["word"]]
        told = [self._score(card["score"]), titles.get(card["band"] or "", "")]
        if card["low"] is not None and card["high"] is not None:
            told.append(
                self._say(words.between, low=self._score(card["low"]), high=self._score(card["high"]))
            )
        if card["agreement"] is not None:
            told.append(words.agreement[card["agreement"]])
        return self._reader.phrases.comma.join(filter(None, [*told, self._change(card)]))

    def _change(self, card: Card) -> str:
        """What may be said against the round before; "" where it is too early for a word."""
        words, change = self._words, card["change"]
        if card["broken"]:
            return words.broken
        if card["partial"]:
            return words.partial
        if change is None or change["word"] is None:
            return ""
        if change["word"] == "no clear change" and change["counts_from"] is not None:
            return self._say(words.counts_from, points=self._score(change["counts_from"]))
        return self._say(words.trend[change["word"]], by=self._score(abs(change["by"])))

    def _score(self, value: float | None) -> str:
        if value is None:
            return ""
        return self._reader.number(Fraction(str(value)), self._flow.scoring.decimals)

    def _weak(self, area: str, following: str | None) -> str:
        """With its owner, and the one below it where nobody can tell which is weaker."""
        title, owner = self._area(area), self._flow.areas[area].owner
        if following is not None and area in self._document["joint"]:
            title = self._say(self._words.joint, area=title, next=self._area(following))
        if owner is None:
            return title
        return f"{title} ({self._say(self._words.owner, owner=self._reader.text(owner))})"

    def _topic(self, area: str) -> str:
        talk = self._flow.areas[area].talk
        return self._area(area) if talk is None else f"{self._area(area)}: {self._reader.text(talk)}"

    def _system(self, area: str) -> str:
        """What to build, who answers for it, and what can be done this week."""
        about, card = self._flow.areas[area], self._document["areas"][area]
        system = self._area(area) if about.system is None else self._reader.text(about.system)
        owner = (
            []
            if about.owner is None
            else [self._say(self._words.owner, owner=self._reader.text(about.owner))]
        )
        advice = about.advice.get(card["band"] or "")
        week = None if advice is None else advice.this_week
        this_week = [] if week is None else [f"{self._words.this_week}: {self._reader.text(week)}"]
        return ". ".join([self._reader.phrases.comma.join([system, *owner]), *this_week])

    def _comments(self) -> Iterator[str]:
        texts = [" ".join(text.split()) for told in self._document["comments"].values() for text in told]
        for text in texts[:MOST_COMMENTS]:
            yield text if len(text) <= LONGEST_COMMENT else f"{text[: LONGEST_COMMENT - 1]}…"
        if len(texts) > MOST_COMMENTS:
            yield self._reader.count(self._words.more_comments, len(texts) - MOST_COMMENTS)

    def _decided(self) -> Iterator[Section]:
        words = self._words
        told = [
            f"{self._action(one)}: {words.status[one.status]}" for one in self._reported.decided
        ]  # fmt: skip
        if told:
            yield Section(words.actions, tuple(told))

    def _action(self, one: Decided) -> str:
        return self._say(
            self._words.action, area=self._area(one.area), text=one.text, owner=one.owner,
            day=self._reader.day(one.due_on),
        )  # fmt: skip

    def _area(self, area: str) -> str:
        known = self._flow.areas.get(area)
        return area if known is None else self._reader.text(known.title)

    # --- its map ----------------------------------------------------------------------------------------

    def _cell(self, card: Card | None) -> HeatCell:
        """What is a word in the report is a word here; what is hidden is a dash."""
        if card is None or card["why"] is not None:
            return HeatCell("")
        if card["alike"]:
            word = card["word"]
            return (
                HeatCell("", self._words.alike_short)
                if word is None
                else HeatCell("≈", self._words.fifths[word])
            )
        bands = self._flow.tiers
        place = next((place for place, band in enumerate(bands) if band.id == card["band"]), None)
        if place is None:
            return HeatCell(self._score(card["score"]))
        share = place / (len(bands) - 1) if len(bands) > 1 else 1.0
        return HeatCell(self._score(card["score"]), self._reader.text(bands[place].title), share)
