"""From what was released to HTML. Every value is escaped; nothing is fetched from anywhere."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from bot.present.phrases.report_page import Told
from bot.reports.page.areas import areas_of, decided, overall_trend, systems_of
from bot.reports.page.figure import why_of
from bot.reports.page.glance import glance_of
from bot.reports.page.heat import heat_of
from bot.reports.page.material import Material
from bot.reports.page.questions import questions_of
from bot.reports.page.rest import comments_of, hidden_of, how_of, people_of, talk_of
from bot.reports.page.teams import teams_of
from bot.reports.page.trend import HEIGHT, WIDTH
from bot.reports.page.wording import Saying, Words, begun, plain, saying_in
from bot.reports.rounds.facts import Shown

_STYLE: Final = (files("bot.reports.page") / "templates" / "report.css").read_text(encoding="utf-8")
_STYLE_HASH: Final = b64encode(sha256(_STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
"""The content security policy these pages live with: no script, no picture, nothing from elsewhere."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads it, when."""

    language: str
    """One of ours, or whatever they wish."""
    today: date
    address: str
    """Of the page, without a query: `/r/…`."""


def report_page(material: Material, reading: Reading) -> str:
    """The whole document."""
    saying = saying_in(reading.language)
    looked_at = material.looked_at
    if looked_at is None:
        instead = saying.words.instead
        return _told(saying, instead.no_round if material.shown else instead.no_release, reading, material)
    return _template("report.html").render(_head(saying, material, looked_at, reading), **_parts(
        saying, material, looked_at, reading
    ))  # fmt: skip


def told_page(told: Told, language: str) -> str:
    """A page that says what is the matter, and what to do."""
    return _told(saying_in(language), told, None, None)


def _head(saying: Saying, material: Material, looked_at: Shown, reading: Reading) -> dict[str, Any]:
    """What stands above, and what all parts use."""
    document, chosen = looked_at.document, material.chosen or 0
    flow = looked_at.flow
    numbers = [one.document["numbers"][-1] for one in material.shown]
    return _page(saying) | {
        "team": Words(plain(material.checkin.team)),
        "flow": (saying.of(flow.title) if flow else None) or Words(plain(document["flow"])),
        "credit": saying.of(flow.credit) if flow else None,
        "round": saying.round(document["numbers"]),
        "period": saying.period(document["opened"], document["closed"]),
        "anonymous": document["anonymous"],
        "address": reading.address,
        "number": numbers[chosen],
        "earlier": numbers[chosen - 1] if chosen else None,
        "later": numbers[chosen + 1] if chosen + 1 < len(numbers) else None,
        "latest": numbers[-1],
    }


def _parts(saying: Saying, material: Material, looked_at: Shown, reading: Reading) -> dict[str, Any]:
    document, flow, today = looked_at.document, looked_at.flow, reading.today
    areas = areas_of(saying, material, looked_at, today)
    known = {part.area for part in areas}
    return {
        "why": why_of(saying, document),
        "glance": glance_of(saying, document, flow, material.actions, today),
        "talk": talk_of(areas, document["talk"]),
        "heat": heat_of(saying, material),
        "broken": begun(saying.report.broken),
        "overall_trend": overall_trend(saying, material, looked_at),
        "areas": areas,
        "actions_elsewhere": decided(
            saying, flow, [one for one in material.actions if one.area not in known], today
        ),
        "systems": systems_of(saying, flow, document["systems"]),
        "questions": questions_of(saying, looked_at),
        "comments": comments_of(saying, looked_at),
        "people": people_of(saying, looked_at),
        "teams": teams_of(saying, material.teams, material.checkin.id),
        "hidden": hidden_of(saying, looked_at),
        "how": how_of(saying, looked_at),
        "width": WIDTH,
        "height": HEIGHT,
    }


def _told(saying: Saying, told: Told, reading: Reading | None, material: Material | None) -> str:
    way = None
    if reading is not None and material is not None and material.shown:
        way = reading.address
    return _template("told.html").render(_page(saying), told=told, way=way)


def _page(saying: Saying) -> dict[str, Any]:
    reader = saying.reader
    return {
        "language": reader.language,
        "direction": "rtl" if reader.right_to_left else "ltr",
        "style": _STYLE,
        "words": saying.words,
        "report": saying.report,
        "words_comma": reader.phrases.comma,
        "say": saying.say,
    }


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("bot.reports.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    return environment.get_template(f"{name}.j2")
