"""What is told of a private flow (`private: yes`): no choice, number or score, but of who may be contacted.

1. Without `private:read` nothing: not in conversations, results or leads, and no filter finds it out.
2. With it, of people who consented to be contacted, as long as they do.
3. It is the version that was answered that counts; one that can no longer be read is private.
"""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from bot.store import consents, flows, results
from bot.store.api_tokens import Scope
from bot.store.conversations import Conversation
from bot.store.database import Database
from bot.store.flows import Pinned
from tests.served import library
from tests.store.samples import consent, result
from tests.web.api.reader import DOCUMENT, NOON, OPEN, Company, lead, says, somebody

BURNOUT = """
flow: burnout
version: 2
private: yes
title: How are you, really?
steps:
  - {ask: tired, text: I am tired., scale: agree5}
"""
CLOSED = Pinned("burnout", 2, sha256(BURNOUT.encode()).hexdigest())
LOST = Pinned("burnout", 1, sha256(b"flow: burnout\n").hexdigest())
SAID: list[tuple[str, object]] = [
    ("tired", "often"),
    ("hours", {"number": "12"}),
    ("sure", {"blank": "dont_know"}),
]
PATHS = ("/conversations", "/results", "/leads")


def answered(connection: Connection, name: str, flow: Pinned = CLOSED, *, may_contact: bool) -> Conversation:
    """Somebody went through it and saw their result."""
    flows.pin(connection, CLOSED, BURNOUT.encode(), NOON)
    flows.pin(connection, LOST, b"flow: burnout\n", NOON)
    made = somebody(connection, name, flow=flow, minutes=3)
    for question, value in SAID:
        says(connection, name, question, value)
    results.write(connection, result(made, document=DOCUMENT, created_at=made.updated_at))
    if may_contact:
        says(connection, name, "mail", f"{name}@example.com", private=True, profile="email")
        consents.write(connection, consent(made, created_at=made.updated_at))
    return made


async def everything(company: Company) -> dict[str, Any]:
    """All that is told, by conversation."""
    found: dict[str, Any] = {}
    for path in PATHS:
        for one in await company.walks(path):
            found.setdefault(one.get("conversation_id", one.get("id")), {})[path] = one
    for name, told in found.items():
        assert await company.reads(f"/conversations/{name}") == told["/conversations"]
    return found


def assert_withheld(told: dict[str, Any]) -> None:
    for path in ("/conversations", "/leads"):
        for one in told.get(path, {"answers": []})["answers"]:
            assert (one["value"], one["number"], one["blank"]) == (None, None, None)
            assert (one["private"], one["withheld"]) == (True, True)
    outcomes = [told["/results"], *([told["/leads"]["result"]] if "/leads" in told else [])]
    for one in outcomes:
        assert one["withheld"] is True
        assert (one["complete"], one["score"], one["exact"], one["level"], one["areas"]) == (None,) * 4 + (
            {},
        )
    assert told["/results"]["document"] == {}


async def test_1_without_the_scope_nothing(database: Database) -> None:
    def work(connection: Connection) -> None:
        answered(connection, "yes", may_contact=True)
        answered(connection, "no", may_contact=False)
        lead(connection, "open", minutes=1)

    scopes = [Scope.CONVERSATIONS, Scope.RESULTS, Scope.LEADS]
    company = await Company(database, library(OPEN, BURNOUT)).opened(scopes=scopes)
    await company.writes(work)
    told = await everything(company)
    assert set(told) == {"yes", "no", "open"}
    assert "/leads" in told["yes"]
    assert_withheld(told["yes"])
    assert_withheld(told["no"])
    assert told["yes"]["/leads"]["profile"] == {"email": "yes@example.com"}  # for that they gave it
    assert (told["open"]["/results"]["score"], told["open"]["/results"]["withheld"]) == ("53", False)
    assert told["open"]["/leads"]["result"]["level"] == "fair"
    for wish in ("level=fair", "complete=true", "level=fair&flow=team-mood"):
        assert [one["conversation_id"] for one in await company.walks(f"/results?{wish}")] == ["open"]
    for wish in ("level=weak", "complete=false", "level=fair&flow=burnout"):
        page = await company.reads(f"/results?{wish}")
        assert (page["items"], page["next"], "cursor" in page["later"]) == ([], None, False)


async def test_2_with_it_of_who_may_be_contacted(database: Database) -> None:
    def work(connection: Connection) -> Conversation:
        answered(connection, "no", may_contact=False)
        return answered(connection, "yes", may_contact=True)

    company = await Company(database, library(OPEN, BURNOUT)).opened()
    made = await company.writes(work)
    told = await everything(company)
    assert_withheld(told["no"])
    said = {
        one["question"]: (one["value"], one["blank"], one["private"], one["withheld"])
        for one in told["yes"]["/conversations"]["answers"]
    }
    assert said == {
        "tired": ("often", None, True, False), "hours": ("12", None, True, False),
        "sure": (None, "dont_know", True, False), "mail": ("yes@example.com", None, True, False),
    }  # fmt: skip
    for one in (told["yes"]["/results"], told["yes"]["/leads"]["result"]):
        assert (one["withheld"], one["complete"], one["score"], one["level"]) == (False, True, "53", "fair")
    refusal = consent(made, given=False, created_at=NOON + timedelta(seconds=1))
    await company.writes(lambda connection: consents.write(connection, refusal))
    told = await everything(company)
    assert "/leads" not in told["yes"]
    assert_withheld(told["yes"])


async def test_3_what_cannot_be_read_is_private(database: Database) -> None:
    company = await Company(database, library(OPEN)).opened()
    await company.writes(lambda connection: answered(connection, "now", may_contact=False))
    await company.writes(lambda connection: answered(connection, "once", LOST, may_contact=False))
    told = await everything(company)
    assert_withheld(told["now"])  # no file of it is there any more, but what it was is known
    assert_withheld(told["once"])
    assert await company.walks("/results?level=fair") == []
