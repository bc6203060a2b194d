"""Everything that reads what comes from outside, with examples that it understands.

    python -m tests.fuzz.outside --count 100000
    python -m tests.fuzz.outside --count 100000 --only slack

A reader either reads, says in its own words what is wrong (its typed errors), or answers that it is nothing;
it never raises anything else, and it takes no longer than `LONGEST`. Its words can be shown in a terminal.
What only we can make is nothing once it was changed. What each example means stands in `meanings`.
"""

import argparse
import io
import json
import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final, TypeAlias
from urllib.parse import urlencode

from sqlalchemy import create_engine

from bot.app.ground import BUTTONS
from bot.channels.console.lines import Before, read_line
from bot.channels.slack.forms.appointing import read_appointing
from bot.channels.slack.forms.deciding import area_in, named_in, read_deciding
from bot.channels.slack.forms.starting import read_preview, read_starting
from bot.channels.slack.parse import parse as parse_slack
from bot.channels.team_tokens import decode_team, encode_team, is_of_team
from bot.channels.telegram.parse import parse as parse_telegram
from bot.channels.tokens import Refusal, conversation_of, decode, encode, is_ours
from bot.channels.wish_tokens import decode_wish, deletes_all, encode_wish, is_wish
from bot.cli.rows import BadLine, lines, row
from bot.engine.answers.outcome import Understood
from bot.engine.answers.reading import read
from bot.engine.inputs import Back, Review
from bot.engine.state import from_json, to_json
from bot.events.target import TargetWrong, networks, target
from bot.settings import SettingsWrong, read_settings
from bot.store import addresses, keys
from bot.store.api_tokens import looks_right, new_secret
from bot.store.errors import StoreError
from bot.store.tables import METADATA
from bot.turn import outgoing
from bot.turn.teams.links import PURPOSE as REPORTS_PURPOSE
from bot.turn.teams.links import Links, is_signed, new_link
from bot.web.api import queries
from bot.web.api.cursors import LONGEST as LONGEST_CURSOR
from bot.web.api.cursors import PURPOSE as CURSORS_PURPOSE
from bot.web.api.cursors import Cursors, Place
from bot.web.api.problems import Trouble
from bot.web.limits import who_asks
from bot.web.report import language_of
from bot.wishes import AboutRound, DeleteAll, RoundVerb, ShowMenu
from tests.fuzz.examples import A_CHECKIN, KINDS, MESSAGES, SETTINGS, SLACK, STATES, TELEGRAM, VIEWS
from tests.fuzz.mutations import of_bytes, of_json, of_text, pick
from tests.served import library
from tests.stopwatch import best_seconds_of

LONGEST: Final = 1.0
"""Seconds of processor time for one thing that came in."""
OURS: Final = keys.parse("the-key-that-made-all-of-these-examples,a-key-from-before-that-still-reads")
BUTTON_KEYS: Final = OURS.derived(BUTTONS)
CURSORS: Final = Cursors(OURS.derived(CURSORS_PURPOSE))
REPORT_KEYS: Final = OURS.derived(REPORTS_PURPOSE)
MOMENT: Final = datetime(2030, 1, 1, tzinfo=UTC)
FLOWS: Final = [one.flow for one in library().newest.values()]
FLOW: Final = FLOWS[0]
QUESTIONS: Final = [question for flow in FLOWS for question in flow.questions()]
EACH_KIND: Final = tuple(library(KINDS).newest["kinds"].flow.questions())

Reader: TypeAlias = Callable[[Any], object]
Mutate: TypeAlias = Callable[[Any, random.Random], Any]


@dataclass(frozen=True, slots=True)
class Way:
    """One way in."""

    examples: Sequence[Any]
    mutate: Mutate
    reader: Reader
    errors: tuple[type[Exception], ...] = ()
    """By which it says what is wrong."""
    sealed: bool = False
    """We made the examples, and nobody else makes any: whatever is changed in them, it is nothing."""


def _token(token: str) -> object:
    """What the button means to each reader that takes it, and whether it deletes everything."""
    conversation_of(token)
    is_wish(token)
    is_of_team(token)
    read_by = (
        decode(token, conversation="c1", flow=FLOW, keys=BUTTON_KEYS),
        decode_wish(token, address="a1", flows=[FLOW.name], keys=BUTTON_KEYS),
        decode_team(token, address="a1", keys=BUTTON_KEYS),
    )
    meant = [one for one in read_by if not isinstance(one, Refusal)]
    return (meant, deletes_all(token, BUTTON_KEYS)) if meant or is_ours(token, BUTTON_KEYS) else None


def _form(view: Any) -> object:
    if not isinstance(view, dict):  # `parse` lets no other through
        return None
    named_in(view)
    area_in(view)
    read_by = (read_starting, read_preview, read_deciding, read_appointing)
    return next((found for read_one in read_by if (found := read_one(view)) is not None), None)


def _slack(body: Any) -> object:
    return parse_slack(body) if isinstance(body, dict) else None  # as Bolt hands it over


def _typed(text: str) -> object:
    """What it answers to a question of each kind, and what it means in a terminal."""
    for question in QUESTIONS[:: max(len(QUESTIONS) // 40, 1)]:
        read(question, text, "en")
    found = {question.id: read(question, text, "en") for question in EACH_KIND}
    answers = {name: one.answer for name, one in found.items() if isinstance(one, Understood)}
    return answers, read_line(text, Before())


def _settings(text: str) -> object:
    values = dict(line.split("=", 1) for line in text.split("\n") if "=" in line)
    usual = dict(os.environ)
    os.environ.clear()
    try:
        os.environ.update(
            {name: value for name, value in values.items() if name and "\x00" not in name + value}
        )
        return read_settings().model_dump(exclude_unset=True)
    except (ValueError, UnicodeEncodeError) as error:
        if type(error) not in (ValueError, UnicodeEncodeError):  # the environment itself refuses these
            raise
        return None
    finally:
        os.environ.clear()
        os.environ.update(usual)


def _rows(data: bytes) -> object:
    return [row(line) for line in lines(io.BytesIO(data))]


def _query(raw: bytes) -> object:
    """What is asked of each list that takes these parameters. Trouble: none does."""
    found: dict[str, dict[str, Any]] = {}
    refused: list[Trouble] = []
    for kind in (queries.Conversations, queries.Results, queries.Leads, queries.CheckIns, queries.Paged):
        try:
            found[kind.__name__] = queries.asked(raw, kind).model_dump(exclude_unset=True)
        except Trouble as trouble:
            trouble.response()
            refused.append(trouble)
    if not found:
        raise refused[0]
    return found


def _cursor(cursor: str) -> object:
    return CURSORS.read(cursor, "conversations") if len(cursor) <= LONGEST_CURSOR else None


def _addressed(forwarded: str) -> object:
    headers = [(b"x-forwarded-for", forwarded.encode("latin-1", "replace"))]
    return who_asks({"client": ("127.0.0.1", 1), "headers": headers}, networks("127.0.0.0/8"))


def _state(text: str) -> object:
    found = from_json(text)
    to_json(found)
    return found


def _message(kept: object) -> object:
    found = outgoing.from_json(kept)
    outgoing.to_json(found)
    return found


def _report_link(token: str) -> object:
    return token if is_signed(token, REPORT_KEYS) else None


def _api_token(token: str) -> object:
    return token if looks_right(token) else None


def _as_text(value: Any, chance: random.Random) -> str:
    """JSON that was changed as JSON, or as text."""
    if chance.random() < 0.3:
        return of_text(json.dumps(value), chance)
    return json.dumps(of_json(value, chance))


_KEPT_WRONG: Final = (ValueError, KeyError, TypeError, AttributeError, OverflowError)
"""What is kept is ours: whoever reads it knows that it may be none, and treats it as a mistake of ours."""
_QUERIES: Final = [
    urlencode({"flow": "team-health", "limit": "50", "since": "2026-03-01T09:00:00Z"}).encode(),
    b"status=finished&source=web&cursor=abc", b"complete=true&level=good", b"limit=500",
]  # fmt: skip
_TOKENS: Final = [
    encode(Back(3), conversation="c1", flow=FLOW, key=BUTTON_KEYS[0]),
    encode(Review(), conversation="c1", flow=FLOW, key=BUTTON_KEYS[1]),
    encode_wish(ShowMenu(), address="a1", key=BUTTON_KEYS[0]),
    encode_wish(DeleteAll(), address="a1", key=BUTTON_KEYS[0]),
    encode_team(AboutRound(RoundVerb.TAKE_PART, "r1"), address="a1", key=BUTTON_KEYS[0]),
]
_LINKS: Final = ["business-systems", "team-health__web", "checkin_abcdefghijklmnop234567", "mood__ref-1"]
_TYPED: Final = [
    "1", "2-4", "about 12", "yes", "3,5", "12:30", "often", "ana@example.com", "+49 30 123456", "/skip",
    "7/8", "mail, phone",
]  # fmt: skip
_ROWS: Final = [
    b'{"id": 7, "answers": {"focus": "agree", "hours": 7.5}, "group": "a"}\n{"id": "b", "answers": {}}\n'
]
_URLS: Final = ["sqlite:///checkup.db", "postgresql://a:b@localhost:5432/checkup?sslmode=require"]
_SECRETS: Final = ["a-key-that-is-long-enough-for-this,another-key-that-is-long-enough-too"]
_TARGETS: Final = ["https://hooks.example.com:8443/in?x=1", "http://localhost:9000/"]
_FORWARDED: Final = ["203.0.113.7, 127.0.0.1", "[2001:db8::1]:443", "::ffff:1.2.3.4"]
_LANGUAGES: Final = ["de-DE,de;q=0.9,en;q=0.8", "ar", "en"]
_ENVIRONMENT: Final = ["\n".join(f"{name}={value}" for name, value in SETTINGS.items())]
_CURSORS: Final = [
    CURSORS.write(Place((MOMENT, "c1"), settled), "conversations") for settled in (None, MOMENT)
]
_API_TOKENS: Final = [new_secret(lambda count: bytes(range(count)))]


def _report_links() -> list[str]:
    """As they stand behind `/r/`."""
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    links = Links(REPORT_KEYS, "https://checkup.example.com", lambda count: bytes(range(count)))
    with engine.begin() as connection:
        made = new_link(connection, links, A_CHECKIN, "U0123", MOMENT)
    engine.dispose()
    return [made.removeprefix("https://checkup.example.com/r/")]


WAYS: Final[dict[str, Way]] = {
    "telegram": Way(TELEGRAM, of_json, parse_telegram),
    "slack": Way(SLACK, of_json, _slack),
    "slack forms": Way(VIEWS, of_json, _form),
    "buttons": Way(_TOKENS, of_text, _token, sealed=True),
    "links to flows": Way(_LINKS, of_text, lambda text: parse_telegram(_opened(text))),
    "typed": Way(_TYPED, of_text, _typed),
    "report links": Way(_report_links(), of_text, _report_link, sealed=True),
    "languages": Way(_LANGUAGES, of_text, language_of),
    "forwarded": Way(_FORWARDED, of_text, _addressed),
    "api queries": Way(_QUERIES, of_bytes, _query, (Trouble,)),
    "api cursors": Way(_CURSORS, of_text, _cursor, (Trouble,)),
    "api tokens": Way(_API_TOKENS, of_text, _api_token, sealed=True),
    "states": Way(STATES, _as_text, _state, _KEPT_WRONG),
    "messages": Way(MESSAGES, of_json, _message, _KEPT_WRONG),
    "environment": Way(_ENVIRONMENT, of_text, _settings, (SettingsWrong,)),
    "database urls": Way(_URLS, of_text, addresses.parse, (StoreError,)),
    "secret keys": Way(_SECRETS, of_text, keys.parse, (StoreError,)),
    "rows": Way(_ROWS, of_bytes, _rows, (BadLine,)),
    "event targets": Way(_TARGETS, of_text, target, (TargetWrong,)),
}


def _opened(payload: str) -> Any:
    found = json.loads(json.dumps(TELEGRAM[0]))
    found["message"]["text"] = f"/start {payload}"
    return found


def wrong_with(name: str, number: int) -> str | None:
    """What is wrong with what becomes of this number's mutation; None: nothing."""
    way, chance = WAYS[name], random.Random(f"{name}{number}")
    came = way.mutate(pick(way.examples, chance), chance)
    before = time.process_time()
    try:
        wrong = _wrong_about(way, came)
    except Exception as error:  # noqa: BLE001  # a fuzz run finds exactly these
        wrong = f"{type(error).__name__}: {str(error)[:200]}"
    if wrong is None and time.process_time() - before > LONGEST:
        taken = best_seconds_of(partial(_wrong_about, way, came), LONGEST)
        wrong = f"took {taken:.1f} s" if taken > LONGEST else None
    return None if wrong is None else f"{name} {number}: {wrong}"


def _wrong_about(way: Way, came: Any) -> str | None:
    """What is wrong with what the reader says of it. Raises what is none of its errors."""
    try:
        found = way.reader(came)
    except way.errors as error:
        return None if way.errors is _KEPT_WRONG else _wrong_words(error)
    if way.sealed and found is not None and came not in way.examples:
        return f"taken for ours: {found!r}"
    return None


def _wrong_words(error: Exception) -> str | None:
    """Of an error that somebody reads: it says something, and nothing that a terminal would obey."""
    said = f"{error.detail}\n{error.todo}" if isinstance(error, Trouble) else str(error)
    if not said.strip():
        return f"{type(error).__name__} says nothing"
    return None if said.replace("\n", " ").isprintable() else f"{type(error).__name__} says {said[:200]!r}"


def main() -> None:
    """Run many, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", choices=sorted(WAYS))
    given = parser.parse_args()
    for name in [given.only] if given.only else sorted(WAYS):
        wrong = [
            one
            for number in range(given.first, given.first + given.count)
            if (one := wrong_with(name, number)) is not None
        ]
        print(f"{name}: {given.count:,} tried, {len(wrong)} wrong")
        print("\n".join(wrong[:20]))


if __name__ == "__main__":
    main()
