"""`GET /r/<token>`: the report page of a check-in for whose link it is, and what it shows as CSV and JSON.

Looking changes nothing: whoever previews links learns no more than their holder, and uses none of them up.
"""

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Final, TypeAlias

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.checkins.ledger import may_stand_beside
from bot.definition.texts import best_language
from bot.present.phrases.report_page import LANGUAGES, ReportPageWords, Told
from bot.reports.page import POLICY, Material, Reading, gather, report_page, told_page
from bot.reports.rounds.tables import as_csv, as_json
from bot.store import checkins, respondents
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.turn.arrived import Surroundings
from bot.turn.library import Library
from bot.turn.teams.links import PATH, NoWay, follow, is_signed
from bot.turn.teams.roles import Who, is_admin, sees_reports

_LOG: Final = logging.getLogger(__name__)
HEADERS: Final = {
    "cache-control": "private, no-store",
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow",
}
"""Nobody keeps, indexes, frames or tells others what we answer, and nothing in it runs or is fetched."""
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,5}")
_TAG: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_LATER_SECONDS: Final = "60"


@dataclass(frozen=True, slots=True)
class ReportWorld:
    """What pages are made from."""

    database: Database
    library: Library
    now: Callable[[], datetime]
    keys: Sequence[bytes]
    """That links were signed with: `database.keys.derived(links.PURPOSE)`."""
    new_id: Callable[[], str]
    admins: tuple[str, ...] = ()
    """As `Surroundings` has them."""

    def around(self) -> Surroundings:
        """The world as it is now."""
        return Surroundings(self.library, self.now(), self.new_id, admins=self.admins)


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody may see."""

    material: Material
    language: str | None
    """What they chose when they talked to us."""


_Shown: TypeAlias = Callable[[Found, Reading], Response]


def report_routes(world: ReportWorld) -> list[Route]:
    """The page and its downloads."""

    def answering(shown: _Shown) -> Callable[[Request], object]:
        async def get(request: Request) -> Response:
            response = await _answer(world, request, shown)
            response.headers.update(HEADERS)
            return response

        return get

    return [
        Route(f"{PATH}/{{token}}", answering(_page), methods=["GET"]),
        Route(f"{PATH}/{{token}}/report.csv", answering(_csv), methods=["GET"]),
        Route(f"{PATH}/{{token}}/report.json", answering(_json), methods=["GET"]),
    ]


def language_of(accept_language: str) -> str | None:
    """The first language of the browser that we speak."""
    for part in accept_language[:200].split(","):
        wished = part.partition(";")[0].strip()
        if _TAG.fullmatch(wished) and wished.partition("-")[0].lower() in LANGUAGES:
            return best_language(wished, LANGUAGES)
    return None


async def _answer(world: ReportWorld, request: Request, shown: _Shown) -> Response:
    token = str(request.path_params["token"])
    browser = language_of(request.headers.get("accept-language", ""))
    if not is_signed(token, world.keys):
        return _told(NoWay.UNKNOWN, browser)
    number = request.query_params.get("round", "")
    wished = int(number) if _NUMBER.fullmatch(number) else None
    try:
        found = await world.database.read(lambda connection: _find(connection, world, token, wished))
    except StoreError as error:
        _LOG.error("a report could not be shown: %s", error.what)
        return _instead(browser, lambda words: words.instead.later, HTTPStatus.SERVICE_UNAVAILABLE)
    if isinstance(found, NoWay):
        return _told(found, browser)
    language = found.language or browser or found.material.checkin.language
    reading = Reading(language, world.now().date(), f"{PATH}/{token}")
    # A page of many rounds takes some hundredths of a second, in which taps are to be taken.
    return await asyncio.to_thread(shown, found, reading)


def _find(connection: Connection, world: ReportWorld, token: str, number: int | None) -> Found | NoWay:
    link = follow(connection, token, world.keys, world.now())
    if isinstance(link, NoWay):
        return link
    checkin = checkins.by_id(connection, link.checkin_id)
    if checkin is None:
        return NoWay.UNKNOWN
    who = Who(checkin.channel, checkin.workspace, link.viewer)
    if not sees_reports(who, checkin, world.around()):
        return NoWay.NOT_YOURS
    address = respondents.find(connection, *who)
    language = address.language if address is not None else None
    beside = may_stand_beside if is_admin(who, world.around()) else None
    return Found(gather(connection, world.library, checkin, number, beside=beside), language)


def _page(found: Found, reading: Reading) -> Response:
    missing = found.material.shown and found.material.looked_at is None
    status = HTTPStatus.NOT_FOUND if missing else HTTPStatus.OK
    return _html(report_page(found.material, reading), status)


def _csv(found: Found, reading: Reading) -> Response:
    """With a mark by which spreadsheets know UTF-8."""
    return _file(found, reading, "csv", "text/csv; charset=utf-8")


def _json(found: Found, reading: Reading) -> Response:
    return _file(found, reading, "json", "application/json")


def _file(found: Found, reading: Reading, ending: str, kind: str) -> Response:
    looked_at = found.material.looked_at
    if looked_at is None:
        return _page(found, reading)
    written = as_json([looked_at.document]) if ending == "json" else f"\ufeff{as_csv([looked_at.document])}"
    name = f"report-{looked_at.document['numbers'][-1]}.{ending}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(written.encode("utf-8", "replace"), media_type=kind, headers=headers)


def _told(why: NoWay, language: str | None) -> Response:
    pages: dict[NoWay, tuple[Callable[[ReportPageWords], Told], HTTPStatus]] = {
        NoWay.UNKNOWN: (lambda words: words.instead.unknown, HTTPStatus.NOT_FOUND),
        NoWay.EXPIRED: (lambda words: words.instead.expired, HTTPStatus.GONE),
        NoWay.REVOKED: (lambda words: words.instead.revoked, HTTPStatus.GONE),
        NoWay.NOT_YOURS: (lambda words: words.instead.not_yours, HTTPStatus.FORBIDDEN),
    }
    page, status = pages[why]
    return _instead(language, page, status)


def _instead(
    language: str | None, page: Callable[[ReportPageWords], Told], status: HTTPStatus
) -> Response:  # fmt: skip
    spoken = language or next(iter(LANGUAGES))
    response = _html(told_page(page(LANGUAGES[spoken]), spoken), status)
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["retry-after"] = _LATER_SECONDS
    return response


def _html(text: str, status: HTTPStatus) -> Response:
    return Response(text.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")
