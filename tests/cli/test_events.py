"""`checkup events` from outside.

1. It counts what was told, what waits and what was given up, and says how the receiver stands.
2. What was given up, one, or all since a day goes out again.
3. A receiver that was disabled is enabled.
4. A test sends one event, and says what came back.
5. The schema is printed as it is documented.
6. Wrong settings are said; the secret is not.
7. Erasing tells the receiver to forget, where there is one.
"""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, select, update

from bot.events.telling import webhook_id
from bot.store import events, webhooks
from bot.store.events import StoredEvent
from bot.store.tables import EVENT
from tests.cli.places import Place
from tests.events.strict import DOCUMENTED, SECRET, Answer, Receiver
from tests.store.samples import NOW
from tests.store.samples_of_everything import everything

URL = "https://crm.example.com/hook?token=hidden-token"


@pytest.fixture
def told(any_place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A place whose events go to a CRM."""
    monkeypatch.setenv("CHECKUP_WEBHOOK_URL", URL)
    monkeypatch.setenv("CHECKUP_WEBHOOK_SECRET", SECRET)
    return any_place


def three(connection: Connection) -> None:
    """One waits, one is delivered, one was given up."""
    for number, status in enumerate(("waiting", "delivered", "failed")):
        event = StoredEvent(f"e{number}", "ping", "console", "here", {"words": "?"}, NOW, NOW)
        events.write(connection, [event])
        connection.execute(update(EVENT).where(EVENT.c.id == event.id).values(status=status))


def statuses(connection: Connection) -> dict[str, str]:
    return {row.id: row.status for row in connection.execute(select(EVENT.c.id, EVENT.c.status))}


def test_1_counts(told: Place) -> None:
    told.write(three)
    ended = told.checkup("events")
    assert (ended.code, ended.err) == (0, "")
    first, *lines = ended.out.splitlines()
    assert first == "To crm.example.com: all is well."
    assert [line.split()[:3] for line in lines] == [
        ["ping", "delivered", "1"], ["ping", "failed", "1"], ["ping", "waiting", "1"],
    ]  # fmt: skip
    found = json.loads(told.checkup("events", "--format", "json").out)
    assert found["events"][0] == {
        "type": "ping", "status": "delivered", "count": 1, "oldest": NOW.isoformat(),
    }  # fmt: skip
    assert found["webhook"]["disabled_at"] is None


def test_1_nobody_is_told(any_place: Place) -> None:
    any_place.write(lambda _: None)
    ended = any_place.checkup("events")
    assert ended.out == "Nobody is told: CHECKUP_WEBHOOK_URL is not set.\nThere are no events.\n"
    assert any_place.checkup("events", "test").told == [
        "Nobody is told what happens.", "Set CHECKUP_WEBHOOK_URL and CHECKUP_WEBHOOK_SECRET first.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("how", "again"),
    [
        (("--failed",), {"e2"}),
        (("--since", "2026-03-01"), {"e1", "e2"}),
        (("--since", "2027-03-01"), set()),
        (("--id", "e1"), {"e1"}),
    ],
)
def test_2_again(told: Place, how: tuple[str, ...], again: set[str]) -> None:
    told.write(three)
    ended = told.checkup("events", "replay", *how)
    word = "goes" if len(again) == 1 else "go"
    assert (ended.code, ended.out) == (0, f"{len(again)} {word} out again.\n")
    now = told.write(statuses)
    assert {id_ for id_, status in now.items() if status == "waiting"} == again | {"e0"}


def test_2_which_is_said(told: Place) -> None:
    told.write(three)
    assert told.checkup("events", "replay").code == 2
    assert told.checkup("events", "replay", "--failed", "--id", "e1").code == 2
    assert told.checkup("events", "replay", "--since", "soon").code == 2
    assert told.checkup("events", "replay", "--id", "e0").code == 1
    assert told.checkup("events", "replay", "--id", "nobody").code == 1


def test_3_enabled(told: Place) -> None:
    def disabled(connection: Connection) -> None:
        three(connection)
        webhooks.disable(connection, webhook_id(URL), NOW, webhooks.FAILING)

    told.write(disabled)
    said = told.checkup("events").out.splitlines()[0]
    assert said.startswith("To crm.example.com: disabled since 2026-03-01 09:00 UTC")
    assert told.checkup("events", "enable").out == "Events go to crm.example.com again.\n"
    assert told.checkup("events").out.startswith("To crm.example.com: all is well.")


@contextmanager
def listening(receiver: Receiver) -> Iterator[None]:
    """The receiver, in a loop of its own: commands have theirs."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(receiver.__aenter__(), loop).result(10)
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(receiver.__aexit__(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def test_4_a_test(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    receiver = Receiver()
    monkeypatch.setenv("CHECKUP_WEBHOOK_SECRET", SECRET)
    with listening(receiver):
        monkeypatch.setenv("CHECKUP_WEBHOOK_URL", receiver.url)
        taken = place.checkup("events", "test")
        receiver.answers = [Answer(403, body=b"go away, secret words")]
        refused = place.checkup("events", "test")
    assert taken.code == 0
    assert taken.out.startswith("127.0.0.1 took it: http 200, in ")
    assert (refused.code, refused.out) == (1, "127.0.0.1 did not take it: http 403.\n")
    assert receiver.complaints == []
    assert receiver.types == ["ping", "ping"]


def test_5_the_schema(place: Place) -> None:
    one = place.checkup("events", "schema", "lead.given")
    assert one.out == (DOCUMENTED / "lead.given.json").read_text(encoding="utf-8")
    assert place.checkup("events", "schema").out == (DOCUMENTED / "asyncapi.json").read_text(encoding="utf-8")
    assert place.checkup("events", "schema", "nothing").code == 1


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CHECKUP_WEBHOOK_URL", "http://crm.example.com/", "CHECKUP_WEBHOOK_URL is nowhere events can go"),
        ("CHECKUP_WEBHOOK_URL", "https://hidden-token@crm.example.com/", "name or password"),
        ("CHECKUP_WEBHOOK_URL", "https://169.254.169.254/hidden-token", "not public"),
        ("CHECKUP_WEBHOOK_URL", "", "CHECKUP_WEBHOOK_URL is missing"),
        ("CHECKUP_WEBHOOK_SECRET", "", "CHECKUP_WEBHOOK_SECRET is missing"),
        ("CHECKUP_WEBHOOK_SECRET", "hidden-token", "CHECKUP_WEBHOOK_SECRET cannot sign"),
        ("CHECKUP_WEBHOOK_NETWORKS", "0.0.0.0/0", "CHECKUP_WEBHOOK_NETWORKS names no network"),
    ],
)
def test_6_wrong_settings(
    told: Place, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    ended = told.checkup("events")
    assert ended.code == 1
    assert said in ended.err
    assert "hidden-token" not in ended.err
    assert SECRET.removeprefix("whsec_") not in ended.err


def stored(connection: Connection, event_id: str) -> StoredEvent:
    return events.from_row(connection, connection.execute(select(EVENT).where(EVENT.c.id == event_id)).one())


def test_7_erasing(told: Place) -> None:
    ana = told.write(everything)
    ended = told.checkup("erase", "--respondent", ana.respondent_id)
    assert (ended.code, ended.err) == (0, "")
    assert "The receiver of events is told to forget them" in ended.out
    (left,) = told.write(statuses)
    event = told.write(lambda connection: stored(connection, left))
    assert (event.type, event.subject, event.fleeting) == ("consent.withdrawn", ana.respondent_id, True)


def test_7_erasing_nobody_tells_nothing(told: Place) -> None:
    told.write(everything)
    before = told.write(statuses)
    assert told.checkup("erase", "--respondent", "nobody").code == 1
    assert told.write(statuses) == before
