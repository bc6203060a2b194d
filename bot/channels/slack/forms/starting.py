"""The form in which a team check-in is set up, its second page, and what is sent of both. Pure.

    starting_view(offer, language) → view          the fields, with what the flow proposes
    read_starting(view)            → Set           what was chosen, or None for no form of ours
    preview_view(set_, paragraphs, language, …)    who gets it when, and a button that begins it
    read_preview(view)             → Confirmed

What the second page is about stands in it unseen (`private_metadata`); it is read as hostile as the rest.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Final, NamedTuple

from bot.channels.slack import limits
from bot.channels.slack.forms import fields as form
from bot.channels.slack.forms.fields import Choice, Made, Sent
from bot.definition.model import Flow
from bot.present.desk.flows import title_in
from bot.present.phrases.starting import StartingWords
from bot.present.reader import Reader
from bot.present.teams.starting import length, often, words_for
from bot.wishes import CheckInChoice

STARTING: Final = "checkin"
PREVIEW: Final = "checkin.preview"
"""What the windows are called."""
MOST_ANSWERS: Final = 100
LONGEST_TEAM: Final = 60
VIEWERS_AT_MOST: Final = 20
_EACH_OWN: Final = "member"
_NUMBER: Final = re.compile(r"[0-9]{1,6}")
_EVERY: Final = (
    "once", "day", "weekday", "1 week", "2 weeks", "3 weeks", "4 weeks", "month", "6 weeks", "8 weeks",
    "12 weeks", "26 weeks",
)  # fmt: skip
_OPEN: Final = (4 * 60, 8 * 60, 24 * 60, 2 * 1440, 3 * 1440, 5 * 1440, 7 * 1440, 14 * 1440)
"""Minutes."""
_ZONES: Final = (
    "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver", "America/Chicago",
    "America/Mexico_City", "America/New_York", "America/Bogota", "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires", "Atlantic/Azores", "UTC", "Europe/London", "Europe/Lisbon",
    "Africa/Lagos", "Europe/Madrid", "Europe/Paris", "Europe/Berlin", "Europe/Rome", "Europe/Warsaw",
    "Europe/Stockholm", "Europe/Athens", "Europe/Kyiv", "Africa/Cairo", "Africa/Johannesburg",
    "Asia/Jerusalem", "Europe/Istanbul", "Africa/Nairobi", "Asia/Riyadh", "Asia/Dubai", "Asia/Karachi",
    "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Jakarta", "Asia/Bangkok", "Asia/Shanghai",
    "Asia/Singapore", "Australia/Perth", "Asia/Tokyo", "Asia/Seoul", "Australia/Adelaide",
    "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip
"""From west to east; each person's own is what is proposed."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the form proposes, and what may be chosen."""

    id: str
    """Of the check-in that comes of it."""
    flows: Sequence[Flow]
    flow: Flow
    """The one that is chosen now."""
    choice: CheckInChoice
    """What it proposes."""
    least: int
    """The fewest answers of which anything may be shown."""
    can_be_anonymous: bool
    groups: Mapping[str, str]
    """User groups, by their ids; none where there are none, or nobody can say."""
    zone: str | None = None
    """In which the manager lives."""


class Set(NamedTuple):
    """A form as it was sent."""

    id: str
    choice: CheckInChoice


class Confirmed(NamedTuple):
    """The second page as it was sent."""

    id: str
    choice: CheckInChoice
    people: int


def starting_view(offer: Offer, language: str | None) -> Made:
    """The form."""
    reader, words = words_for(language)
    blocks = [*_who(offer, reader, words), *_terms(offer, reader, words), *_times(offer, reader, words)]
    return {
        "type": "modal",
        "callback_id": STARTING,
        "title": form.label_of(words.form.title),
        "submit": form.label_of(words.form.next),
        "close": form.label_of(words.form.close),
        "private_metadata": offer.id,
        "blocks": blocks,
    }


def read_starting(view: Mapping[str, Any]) -> Set | None:
    """What was chosen; None for what is no form of ours. What does not fit is such that it cannot begin."""
    if view.get("callback_id") != STARTING:
        return None
    sent, others = Sent(view), Sent(view).many("others")
    choice = CheckInChoice(
        flow=sent.one("flow"),
        team=" ".join(sent.words("team").split()),
        channels=sent.ids("channels"),
        groups=sent.many("groups"),
        people=sent.ids("people"),
        guests="guests" in others,
        externals="externals" in others,
        anonymous=sent.one("anonymous") != "named",
        min_answers=sent.number("min_answers"),
        first_on=sent.day("first_on"),
        every=sent.one("every"),
        at_minute=sent.minute("at"),
        zone=sent.one("zone"),
        weekdays_only="weekdays" in sent.many("weekdays"),
        calendar=sent.words("calendar").strip().upper(),
        open_minutes=int(minutes) if _NUMBER.fullmatch(minutes := sent.one("open")) else 0,
        reminders=int(count) if _NUMBER.fullmatch(count := sent.one("reminders")) else -1,
        viewers=sent.ids("viewers"),
    )
    return Set(str(view.get("private_metadata", "")), choice)


def preview_view(
    sent: Set, paragraphs: Sequence[str], people: int, language: str | None, *, begins: bool
) -> Made | None:  # fmt: skip
    """The second page. *begins*: it may begin. None: more people are named than a window can carry."""
    _, words = words_for(language)
    unseen = json.dumps([sent.id, people, _plain(sent.choice)], separators=(",", ":"))
    if len(unseen) > limits.METADATA:
        return None
    made = {
        "type": "modal",
        "callback_id": PREVIEW,
        "title": form.label_of(words.preview.title),
        "close": form.label_of(words.preview.back),
        "private_metadata": unseen,
        "blocks": [form.said(one) for one in paragraphs],
    }
    return made | ({"submit": form.label_of(words.preview.begin)} if begins else {})


def read_preview(view: Mapping[str, Any]) -> Confirmed | None:
    """What was confirmed; None for what is no page of ours."""
    if view.get("callback_id") != PREVIEW:
        return None
    try:
        checkin, people, kept = json.loads(str(view.get("private_metadata")))
        choice = _choice(kept)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    if not isinstance(checkin, str) or not isinstance(people, int):
        return None
    return Confirmed(checkin, choice, people)


def _who(offer: Offer, reader: Reader, words: StartingWords) -> list[Made]:
    said = words.form
    flows = [Choice(flow.name, title_in(flow, reader.language)) for flow in offer.flows]
    groups = [Choice(one, name) for one, name in sorted(offer.groups.items(), key=lambda item: item[1])]
    blocks = [
        form.one_of("flow", said.flow, flows, offer.flow.name, turns=len(flows) > 1),
        form.words("team", said.team, longest=LONGEST_TEAM, hint=said.team_hint),
        form.heading(said.who),
        form.channels("channels", said.channels, hint=said.channels_hint),
    ]
    if groups:
        blocks.append(form.some_of("groups", said.groups, groups))
    others = [Choice("guests", said.guests), Choice("externals", said.externals)]
    return [*blocks, form.people("people", said.people), form.ticks("others", said.also, others, ())]


def _terms(offer: Offer, reader: Reader, words: StartingWords) -> list[Made]:
    """What depends on the flow is named after it: another flow proposes anew."""
    said, by_flow = words.form, f"~{offer.flow.name}"
    named = Choice("named", said.named, said.named_about)
    if offer.can_be_anonymous:
        choices = [Choice("anonymous", said.anonymous, said.anonymous_about), named]
        chosen, hint = "anonymous" if offer.choice.anonymous else "named", ""
    else:
        choices, chosen, hint = [named], "named", said.only_named
    return [
        form.heading(said.terms),
        form.radio("anonymous" + by_flow, said.answers, choices, chosen, hint=hint),
        form.number(
            "min_answers" + by_flow, said.least, least=offer.least, most=MOST_ANSWERS,
            value=offer.choice.min_answers,
            hint=reader.say(said.least_hint, least=reader.number(offer.least)),
        ),
        form.people("viewers", said.viewers, most=VIEWERS_AT_MOST, hint=said.viewers_hint),
    ]  # fmt: skip


def _times(offer: Offer, reader: Reader, words: StartingWords) -> list[Made]:
    said, by_flow, choice = words.form, f"~{offer.flow.name}", offer.choice
    every = [Choice(one, often(reader, words, one)) for one in _with(_EVERY, choice.every)]
    open_ = [Choice(str(one), length(reader, words, one)) for one in sorted({*_OPEN, choice.open_minutes})]
    reminders = [Choice("0", words.often.no_reminders)]
    reminders += [Choice(str(n), reader.count(words.often.reminders, n)) for n in (1, 2)]
    weekdays = [Choice("weekdays", said.weekdays_only)]
    return [
        form.heading(said.times),
        form.day(
            "first_on" + by_flow, said.first_on, choice.first_on, hint=said.first_on_hint, optional=True
        ),
        form.one_of("every" + by_flow, said.every, every, choice.every),
        form.hour("at" + by_flow, said.at, choice.at_minute),
        form.one_of("zone" + by_flow, said.zone, _zones(offer, reader, words), choice.zone),
        form.ticks("weekdays", said.days, weekdays, ["weekdays"] if choice.weekdays_only else ()),
        form.optional_words("calendar", said.calendar, longest=8, hint=said.calendar_hint),
        form.one_of("open" + by_flow, said.open, open_, str(choice.open_minutes)),
        form.one_of("reminders" + by_flow, said.reminders, reminders, str(choice.reminders)),
    ]


def _zones(offer: Offer, reader: Reader, words: StartingWords) -> list[Choice]:
    """Each person's own, the manager's, that of the flow, and those that many live in."""
    first = [one for one in (offer.zone, offer.choice.zone) if one not in (None, _EACH_OWN)]
    zones = dict.fromkeys([*map(str, first), *_ZONES])
    return [Choice(_EACH_OWN, words.form.each_own), *(Choice(one, reader.place(one)) for one in zones)]


def _with(usual: Sequence[str], one: str) -> Sequence[str]:
    return usual if one in usual else (*usual, one)


def _plain(choice: CheckInChoice) -> list[Any]:
    """In the order of its fields."""
    day = None if choice.first_on is None else choice.first_on.isoformat()
    return list((asdict(choice) | {"first_on": day}).values())


def _choice(kept: Any) -> CheckInChoice:
    """What `_plain` wrote. ValueError, TypeError, OverflowError: something else."""
    named = dict(zip((field.name for field in fields(CheckInChoice)), kept, strict=True))
    for name in ("channels", "groups", "people", "viewers"):
        named[name] = tuple(str(one) for one in named[name])
    for name in ("flow", "team", "every", "zone", "calendar"):
        named[name] = str(named[name])
    for name in ("min_answers", "at_minute", "open_minutes", "reminders"):
        named[name] = int(named[name])
    for name in ("guests", "externals", "anonymous", "weekdays_only"):
        named[name] = named[name] is True
    made = CheckInChoice(**named)
    return made if made.first_on is None else replace(made, first_on=date.fromisoformat(named["first_on"]))
