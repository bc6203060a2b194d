"""What each example of `outside.WAYS` means, in the same order, written out by hand."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from fractions import Fraction
from ipaddress import IPv4Network
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr
from sqlalchemy.engine import URL

from bot.channels.slack import incoming as slack
from bot.channels.slack.directory import Listed, Standing
from bot.channels.slack.forms.starting import Confirmed, Set
from bot.channels.slack.words import Meaning
from bot.channels.telegram import parse as telegram
from bot.cli.rows import Row
from bot.engine.inputs import Back, Review, Skip, Start, Typed
from bot.events.target import Target
from bot.store.keys import SecretKeys
from bot.web.api.cursors import Place
from bot.wishes import (
    AboutRound,
    AppointManagers,
    CheckInChoice,
    DeleteAll,
    Join,
    PlanAction,
    Rewritten,
    RoundVerb,
    ShowMenu,
    Unreadable,
)
from tests.fuzz.examples import MESSAGE, SLACK, STATE, VIEWS

_CHOICE: Final = CheckInChoice(
    flow="crew", team="Night crew", channels=("C0123",), groups=(), people=("U0123",), guests=False,
    externals=False, anonymous=True, min_answers=5, first_on=date(2030, 1, 7), every="2 weeks",
    at_minute=9 * 60, zone="Europe/Berlin", weekdays_only=True, calendar="", open_minutes=2 * 1440,
    reminders=1, viewers=(),
)  # fmt: skip
_CHOICE_IN_THE_FORM: Final = CheckInChoice(
    flow="crew", team="Night crew", channels=("C0123", "C0124"), groups=(), people=("U0123",), guests=True,
    externals=False, anonymous=False, min_answers=5, first_on=date(2030, 1, 7), every="2 weeks",
    at_minute=9 * 60, zone="Europe/Berlin", weekdays_only=True, calendar="", open_minutes=2 * 1440,
    reminders=1, viewers=(),
)  # fmt: skip
_MARCH: Final = datetime(2026, 3, 1, 9, tzinfo=UTC)
_OF_A_FLOW: Final = {"flow": "team-health", "limit": 50, "since": _MARCH}


def _telegram(update: int, what: telegram.What) -> telegram.Incoming:
    return telegram.Incoming(update, "4711", "en", what)


def _opened(flow: str | None, source: str | None = None) -> telegram.Incoming:
    return _telegram(1, telegram.Said(Start(), flow, source))


def _event(what: slack.What, person: str = "U0123", room: str | None = None) -> slack.Incoming:
    return slack.Incoming("Ev01", "T0123", person, what, room=room)


def _interaction(update: str, what: slack.What, **more: Any) -> slack.Incoming:
    return slack.Incoming(update, "T0123", "U0123", what, trigger="1.2.abc", **more)


def _typed(text: str, **answers: Any) -> tuple[dict[str, Any], Typed]:
    return {"note": text, **answers}, Typed(text)


MEANINGS: Final[Mapping[str, Sequence[Any]]] = {
    "telegram": [
        _opened("team-health"),
        _telegram(2, telegram.Said(Typed("about 12"))),
        _telegram(3, telegram.Said(Rewritten())),
        _telegram(4, telegram.Said(Typed("+4930123456"))),
        _telegram(5, telegram.Said(Unreadable())),
        _telegram(6, telegram.Pressed("99", "tc1.3.0.AAAA", "7")),
        _telegram(7, telegram.Membership(blocked=True)),
        _telegram(8, telegram.InGroup(-100)),
    ],
    "slack": [
        _event(slack.Said(Meaning(Typed("menu"), word=ShowMenu())), room="D0123"),
        _event(slack.Said(Meaning(Rewritten())), room="D0123"),
        _event(slack.HomeOpened(), room="D0123"),
        _event(
            slack.Changed(
                "de-DE", "Europe/Berlin", Listed("U0123", Standing.MEMBER, "Europe/Berlin", "de-DE")
            )
        ),
        _event(slack.Uninstalled(), person=""),
        _event(slack.Revoked(("U0BOT",)), person=""),
        _interaction(
            "action.U0123.1.4.b1", slack.Pressed("tc1.3.0.AAAA", "D0123:1.2", writes=False),
            respond="https://hooks.slack.com/actions/T/1/x", shown={"ts": "1.2", "blocks": []},
        ),
        _interaction(
            "action.U0123.1.4.select",
            slack.Chosen("dc1.3.2.AAAA", ("tc1.3.2.1.AAAA", "tc1.3.2.2.AAAA"), "D0123:1.2"),
        ),
        _interaction("view.V1.h", slack.Filled(VIEWS[0])),
        _interaction("view.V1.h", slack.Filled(VIEWS[1])),
        _interaction(
            "view.V1.h.6b51d431df5d7f14",  # printf 12 | sha256sum
            slack.Wrote("tc1.3.AAAA", "12", "D0123:1.2", SLACK[10]["view"]),
        ),
        _interaction("shortcut.1.5", slack.Shortcut(ShowMenu())),
        slack.Incoming(
            "command.1.2", "T0123", "U0123", slack.Commanded(Meaning(Start(), "crew"), "D0123", "start"),
            respond="https://hooks.slack.com/commands/T/1/x", trigger="1.2",
        ),
    ],
    "slack forms": [
        Set("ci1", _CHOICE_IN_THE_FORM),
        Confirmed("ci1", _CHOICE, 11),
        PlanAction(
            "a1", "ci1", "focus", "Put all lists side by side.", "the night crew", "U0123", date(2030, 2, 1)
        ),
        AppointManagers(("U0123",)),
    ],
    "buttons": [
        ([Back(3)], False),
        ([Review()], False),
        ([ShowMenu()], False),
        ([DeleteAll()], True),
        ([AboutRound(RoundVerb.TAKE_PART, "r1")], False),
    ],
    "links to flows": [
        _opened("business-systems"),
        _opened("team-health", "web"),
        _telegram(1, telegram.Said(Join("abcdefghijklmnop234567"))),
        _opened("mood", "ref-1"),
    ],
    "typed": [
        _typed("1", choice="never", multi=("mail",), number=Fraction(1)),
        _typed("2-4"),
        _typed("about 12", number=Fraction(12)),
        _typed("yes", consent=True),
        _typed("3,5"),
        _typed("12:30"),
        _typed("often", choice="often"),
        _typed("ana@example.com", email="ana@example.com"),
        _typed("+49 30 123456", phone="+49 30 123456"),
        ({"note": "/skip"}, Skip()),
        _typed("7/8"),
        _typed("mail, phone", multi=("mail", "phone")),
    ],
    "report links": ["AAECAwQFBgcICQoLDA0ODxAR.tBy52O4OmegZV25686lo4w"],
    "languages": ["de", "ar", "en"],
    "forwarded": ["203.0.113.7", "2001:db8::/64", "1.2.3.4"],
    "api queries": [
        dict.fromkeys(("Conversations", "Results", "Leads", "CheckIns"), _OF_A_FLOW),
        {"Conversations": {"status": "finished", "source": "web", "cursor": "abc"}},
        {"Results": {"complete": "true", "level": "good"}},
        {name: {"limit": 500} for name in ("Conversations", "Results", "Leads", "CheckIns", "Paged")},
    ],
    "api cursors": [
        Place((datetime(2030, 1, 1, tzinfo=UTC), "c1"), settled)
        for settled in (None, datetime(2030, 1, 1, tzinfo=UTC))
    ],
    "api tokens": ["ckp_aaaqeayeaudaocajbifqydiob4ibceqtcqkrmfyy34xyj5i"],
    "states": [STATE],
    "messages": [MESSAGE],
    "environment": [
        {
            "flows": Path("flows"),
            "database_url": SecretStr("sqlite:///checkup.db"),
            "secret_key": SecretStr("a-key-of-the-tests-that-is-long-enough"),
            "admins": ("slack:T0123/U0123", "telegram:1/2"),
            "trusted_proxies": (IPv4Network("10.0.0.7/32"), IPv4Network("10.1.0.0/16")),
            "taps_a_minute": 180,
            "port": 8080,
            "public_url": "https://checkup.example.com",
            "telegram_bot_token": SecretStr("12345678:abcdefghijklmnopqrstuvwxyz"),
            "telegram_mode": "webhook",
            "telegram_webhook_secret": SecretStr("a-secret-that-is-long"),
        }
    ],
    "database urls": [
        Path("checkup.db"),
        URL.create("postgresql+asyncpg", "a", "b", "localhost", 5432, "checkup", {"ssl": "require"}),
    ],
    "secret keys": [
        SecretKeys(("a-key-that-is-long-enough-for-this", "another-key-that-is-long-enough-too"))
    ],
    "rows": [
        [
            Row(7, {"focus": "agree", "hours": Fraction(15, 2)}, "a"),
            Row("b", {}),
        ]
    ],
    "event targets": [
        Target("https://hooks.example.com:8443/in?x=1", "hooks.example.com"),
        Target("http://localhost:9000/", "localhost"),
    ],
}  # fmt: skip
"""Where a reader only says whether something is ours, the thing itself."""
