"""Proves: what happens is written down with what caused it, and says no more than it may.

1. A conversation: begun, every answer, finished with what was shown. Typed words are in no answer.
2. A lead, whole: only with a consent to be contacted that stands, and something told about oneself.
3. A consent that is taken back is told when no lead can be under way any more; what waits of it is not.
4. A change after the end tells it anew, in place of what was told before: of that nothing waits any more.
5. A private flow says neither answers nor result.
6. Somebody who is deleted: nothing of theirs is left to tell, and that they have to be forgotten is.
7. Of an anonymous round nothing is told but its report; of a named one not who took part, before it.
8. Where nobody is to be told, nothing is written.
9. All of it is kept sealed.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from bot.engine.inputs import Back, Change, Input, Restart, Skip, Stop, Typed
from bot.store import actions, events
from bot.store.actions import Action
from bot.store.database import Database
from bot.store.erasure import erase, leftovers, traces
from bot.store.tables import EVENT
from bot.turn.outside import happened
from bot.wishes import DeleteAll
from tests.events.business import SHOP, Customer, ToldTeam, told
from tests.turn.someone import NOON, Someone, library

BERLIN = "Europe/Berlin"
CREW = ("ana", "bea", "cem", "dan")


async def goes_through(ana: Customer, *, note: Input | None = None, may_write: str = "yes") -> None:
    await ana.starts("shop", "de")
    await ana.taps("no")
    await ana.sends(Typed("office, cloud"))
    await ana.sends(Typed("12"))
    await ana.sends(note or Typed("my back office"))
    await ana.sends(Typed(may_write))
    if may_write == "yes":
        await ana.sends(Typed("ana@example.com"))


async def test_1_a_conversation(database: Database) -> None:
    ana = Customer(database)
    await goes_through(ana, may_write="no")
    events = await told(database)
    assert [one.type for one in events] == [
        "conversation.started", *["conversation.answered"] * 5, "conversation.finished",
    ]  # fmt: skip
    conversation = ana.turn.conversation
    assert {one.subject for one in events} == {conversation}
    started, *answered, finished = (one.data for one in events)
    respondent = started["respondent"]
    assert started == {
        "conversation": conversation, "respondent": respondent, "flow": "shop", "version": 1,
        "language": "de", "source": None, "round": None,
    }  # fmt: skip
    said = [(one["question"], one["choices"], one["number"], one["yes"]) for one in answered]
    assert said == [
        ("habit", ["no"], None, None),
        ("where", ["office", "cloud"], None, None),
        ("people", None, "12", None),
        ("note", None, None, None),
        ("may_write", None, None, False),
    ]
    assert answered[3]["kind"] == "text"
    assert answered[3]["blank"] is None
    assert (finished["outcome"], finished["respondent"]) == ("finished", respondent)
    assert (finished["result"]["score"], finished["result"]["level"]["id"]) == (0, "low")
    assert "back office" not in str([one.data for one in events])


async def test_1_a_skipped_question_says_so(database: Database) -> None:
    ana = Customer(database)
    await goes_through(ana, note=Skip(), may_write="no")
    notes = [one.data for one in await told(database, "conversation.answered")]
    assert notes[3]["question"] == "note"
    assert notes[3]["blank"] == "skipped"


async def test_2_a_lead(database: Database) -> None:
    ana = Customer(database)
    await goes_through(ana)
    (lead,) = await told(database, "lead.given")
    data = lead.data
    assert (data["outcome"], data["language"], data["send_report"]) == ("finished", "de", False)
    assert data["profile"] == {"email": "ana@example.com"}
    assert data["consent"]["wording"] == "Dürfen wir schreiben?"
    assert data["result"]["score"] == 0
    assert data["area_titles"] == {"order": "Ordnung"}
    said = {one["question"]: (one["asked"], one["said"], one["text"]) for one in data["answers"]}
    assert said == {
        "habit": ("Schlagen Sie nach?", "Nein", None),
        "where": ("Wo liegen die Kopien?", "Büro, Wolke", None),
        "people": ("Wie viele arbeiten hier?", "12", None),
        "note": ("Was soll sich ändern?", "my back office", "my back office"),
        "may_write": ("Dürfen wir schreiben?", "Ja", None),
        "email": ("Ihre Adresse?", "ana@example.com", "ana@example.com"),
    }
    assert [one["profile"] for one in data["answers"]] == [*[None] * 5, "email"]


async def test_2_a_lead_says_what_was_asked(database: Database) -> None:
    """Where something was known that changes the wording, the words are those that were shown."""
    variants = '    variants: [{if: habit is no, text: {en: "Only you?", de: "Nur Sie?"}}]\n'
    shop = SHOP.replace("  - ask: people\n", f"  - ask: people\n{variants}")
    ana = Customer(database, library(shop))
    await goes_through(ana)
    (lead,) = await told(database, "lead.given")
    assert {one["question"]: one["asked"] for one in lead.data["answers"]}["people"] == "Nur Sie?"


async def to_the_result(ana: Customer) -> None:
    """Who may be written to is asked first; a question is left behind the result."""
    asked, last = SHOP.split("steps:\n"), '  - {ask: last, text: {en: "More?", de: "Mehr?"}, scale: yes_no}\n'
    start = asked[1].index("  - ask: may_write")
    end = '  - end: {en: "Not for you.", de: "Nichts für Sie."}\n    if: people > 100\n'
    steps = asked[1][start:] + asked[1][:start].replace("  - result:", f"{end}  - result:") + last
    ana.finds(library(f"{asked[0]}steps:\n{steps}"))
    await ana.starts("shop")
    for word in ("yes", "ana@example.com", "no", "office", "12"):
        await ana.sends(Typed(word))
    await ana.sends(Skip())
    assert ana.turn.state is not None
    assert ana.turn.state.open == "last"


async def test_2_what_was_shown_before_a_fresh_start_is_no_result_of_a_lead(database: Database) -> None:
    """Those answers do not count any more."""
    ana, ben = Customer(database), Customer(database, name="ben")
    await to_the_result(ana)
    await ana.sends(Restart())
    await to_the_result(ben)
    for word in ("yes", "ana@example.com", "no"):
        await ana.sends(Typed(word))
    for person in (ana, ben):
        await person.sends(Stop())
    bens, anas = (one.data for one in await told(database, "lead.given"))
    assert (anas["outcome"], anas["result"]) == ("stopped", None)
    assert (bens["outcome"], bens["result"]["score"]) == ("stopped", 0)


async def test_2_who_is_screened_out_has_no_result(database: Database) -> None:
    """Also where one was shown before they changed what they had said."""
    ana = Customer(database)
    await to_the_result(ana)
    await ana.sends(Typed("yes"))
    await ana.sends(Change("people"))
    await ana.sends(Typed("500"))
    (lead,) = await told(database, "lead.given")
    assert (lead.data["outcome"], lead.data["result"]) == ("screened_out", None)


async def test_2_no_consent_no_lead(database: Database) -> None:
    ana = Customer(database)
    await goes_through(ana, may_write="no")
    assert await told(database, "lead.given") == []


async def test_2_a_consent_to_be_sent_the_report_is_none_to_be_written_to(database: Database) -> None:
    """Their address is known here, and goes nowhere."""
    asked = '  - {ask: call, type: consent, purpose: contact, text: {en: "Call?", de: "Anrufen?"}}\n'
    ana = Customer(database, library(SHOP.replace("purpose: contact", "purpose: report") + asked))
    await goes_through(ana)
    await ana.sends(Typed("no"))
    assert [one.type for one in await told(database)][-1] == "conversation.finished"
    assert "ana@example.com" not in str(await told(database))


async def test_2_who_stops_behind_their_address_is_a_lead_too(database: Database) -> None:
    more = SHOP + '  - {ask: last, text: {en: "One more?", de: "Noch etwas?"}, scale: yes_no}\n'
    ana = Customer(database, library(more))
    await goes_through(ana)
    assert await told(database, "lead.given") == []
    await ana.sends(Stop())
    (lead,) = await told(database, "lead.given")
    assert lead.data["outcome"] == "stopped"
    assert lead.data["profile"] == {"email": "ana@example.com"}


async def test_3_a_consent_is_taken_back(database: Database) -> None:
    ana = Customer(database)
    await goes_through(ana)
    await ana.starts("shop")
    await ana.sends(Restart())
    for word in ("yes", "office", "3"):
        await ana.sends(Typed(word))
    await ana.sends(Skip())
    assert len(await told(database, "lead.given")) == 1
    await ana.sends(Typed("no"))
    (withdrawn,) = await told(database, "consent.withdrawn")
    assert (withdrawn.data["reason"], withdrawn.data["purpose"]) == ("changed", "contact")
    assert (withdrawn.data["question"], withdrawn.data["people"]) == ("may_write", [])
    assert await told(database, "lead.given") == []
    times = select(EVENT.c.happened_at, EVENT.c.due_at).where(EVENT.c.type == "consent.withdrawn")
    happened_at, due_at = await database.read(lambda c: c.execute(times).one())
    assert due_at == happened_at + timedelta(seconds=60)


async def test_3_a_first_no_takes_nothing_back(database: Database) -> None:
    ana, ben = Customer(database), Customer(database, name="ben")
    await goes_through(ana)
    await goes_through(ben, may_write="no")
    assert await told(database, "consent.withdrawn") == []
    assert len(await told(database, "lead.given")) == 1


async def test_4_a_change_after_the_end(database: Database) -> None:
    ana = Customer(database)
    await goes_through(ana)
    await ana.sends(Back())
    state = ana.turn.state
    assert state is not None
    assert state.open == "email"
    await ana.sends(Typed("new@example.com"))
    leads = await told(database, "lead.given")
    assert [one.data["profile"]["email"] for one in leads] == ["new@example.com"]
    assert len(await told(database, "conversation.finished")) == 2


REPORT = (
    '  - {ask: send, type: consent, purpose: report, text: {en: "Send the report?", de: "Bericht senden?"}}\n'
)


async def test_4_who_wants_the_report_no_more(database: Database) -> None:
    """They may be written to: the lead says now what holds."""
    ana = Customer(database, library(SHOP + REPORT))
    await goes_through(ana)
    await ana.sends(Typed("yes"))
    await ana.sends(Back())
    await ana.sends(Typed("no"))
    events = await told(database, "lead.given", "consent.withdrawn")
    assert [one.type for one in events] == ["consent.withdrawn", "lead.given"]
    assert events[0].data["purpose"] == "report"
    assert events[1].data["send_report"] is False


async def test_4_what_is_no_lead_any_more(database: Database) -> None:
    """The address was asked for to send the report to: without that it does not stand on their path."""
    shop = SHOP.replace("  - ask: email\n    if: may_write", REPORT + "  - ask: email\n    if: send")
    ana = Customer(database, library(shop))
    await goes_through(ana)
    await ana.sends(Typed("yes"))
    await ana.sends(Typed("ana@example.com"))
    assert len(await told(database, "lead.given")) == 1
    await ana.sends(Back())
    await ana.sends(Back())
    await ana.sends(Typed("no"))
    assert [one.data["purpose"] for one in await told(database, "consent.withdrawn")] == ["report"]
    assert await told(database, "lead.given") == []


async def test_4_one_that_is_under_way_does_not_arrive_behind_the_new_one(database: Database) -> None:
    """What was told already makes nobody wait."""
    ana, ben = Customer(database), Customer(database, name="ben")
    await goes_through(ana)
    await goes_through(ben)
    now, until = ana.around.now, ana.around.now + timedelta(hours=1)

    def tells(connection: Connection) -> None:
        """All but the lead of Ana, which is begun."""
        while claimed := events.claim(connection, now, until=until, at_most=9):
            done = [
                one.event for one in claimed if (one.event.type, one.event.id[:3]) != ("lead.given", "ana")
            ]
            events.delivered(connection, done, now)

    await database.run(tells)
    for person in (ana, ben):
        await person.sends(Back())
        await person.sends(Typed("new@example.com"))
    waits = (
        select(EVENT.c.due_at, EVENT.c.happened_at).where(EVENT.c.type == "lead.given").order_by(EVENT.c.id)
    )
    anas, bens = await database.read(lambda c: c.execute(waits).all())
    assert anas.due_at - anas.happened_at == timedelta(seconds=60)
    assert bens.due_at == bens.happened_at


async def test_5_a_private_flow(database: Database) -> None:
    ana = Customer(database, library(SHOP.replace("title: Shop check", "title: Shop check\nprivate: yes")))
    await goes_through(ana, may_write="no")
    events = await told(database, "conversation.answered", "conversation.finished")
    assert len(events) == 6
    for one in events:
        values = {name: one.data.get(name) for name in ("choices", "number", "yes", "blank", "result")}
        assert set(values.values()) == {None}


async def test_6_somebody_is_deleted(database: Database) -> None:
    ana, ben = Customer(database), Customer(database, name="ben")
    await goes_through(ana)
    await goes_through(ben)
    (lead, others) = await told(database, "lead.given")
    await ana.sends(DeleteAll())  # type: ignore[arg-type]  # a wish
    left = await told(database)
    assert [one.data["respondent"] for one in left if one.type == "lead.given"] == [others.data["respondent"]]
    (forget,) = [one for one in left if one.type == "consent.withdrawn"]
    assert forget.data == {
        "respondent": lead.data["respondent"], "reason": "erased", "purpose": None, "conversation": None,
        "question": None, "people": [],
    }  # fmt: skip
    assert forget.respondent is None


async def test_6_by_the_operator(database: Database) -> None:
    ana = Customer(database)
    await goes_through(ana)
    (lead,) = await told(database, "lead.given")
    who = str(lead.respondent)

    def work(connection: Any) -> dict[str, int]:
        whose = traces(connection, who)
        happened.forgotten(connection, who, now=NOON, new_id=lambda: "forget", channel="console")
        assert erase(connection, who).events == 9
        return leftovers(connection, whose)

    assert await database.run(work) == {}
    assert [one.type for one in await told(database)] == ["consent.withdrawn"]


def at(day: int, hour: int) -> datetime:
    """UTC, in January 2030; the 7th is a Monday."""
    return datetime(2030, 1, day, hour, tzinfo=UTC)


async def a_round(database: Database, *, anonymous: bool) -> ToldTeam:
    team = ToldTeam(database, people=dict.fromkeys(CREW, BERLIN), anonymous=anonymous)
    await team.begins()
    await team.at(at(7, 8))
    for person in CREW:
        await team.answers(person)
    return team


async def test_7_an_anonymous_round(database: Database) -> None:
    team = await a_round(database, anonymous=True)
    assert await told(database) == []
    await team.at(at(9, 8))
    (report,) = await told(database)
    (release,) = await team.releases()
    assert report.type == "round.closed"
    assert report.data["document"] == release.document
    assert set(report.data) == {"checkin", "team", "channel", "workspace", "released_at", "document"}
    assert report.respondent is None
    assert "people" in release.document
    assert report.data["document"]["people"] is None


async def test_7_a_round_with_too_few_says_so_and_nothing_else(database: Database) -> None:
    team = ToldTeam(database, people=dict.fromkeys(CREW, BERLIN))
    await team.begins()
    await team.at(at(7, 8))
    await team.answers("ana")
    await team.at(at(9, 8))
    (report,) = await told(database)
    document = report.data["document"]
    assert document["why"] in ("too few", "held")
    assert (document["areas"], document["questions"], document["overall"]) == ({}, {}, None)


async def test_7_a_named_round(database: Database) -> None:
    team = await a_round(database, anonymous=False)
    before = await told(database)
    assert {one.type for one in before} == {"conversation.started", "conversation.finished"}
    assert len(before) == 2 * len(CREW)
    respondents = {str(one.respondent) for one in before}
    assert len(respondents) == len(CREW)
    for one in before:
        assert one.data["respondent"] is None
        assert not any(who in str(one.data) for who in respondents)
        assert one.data.get("result") is None
    await team.at(at(9, 8))
    (report,) = await told(database, "round.closed")
    assert {one["person"] for one in report.data["document"]["people"]} == set(CREW)


async def test_7_who_is_deleted_stands_in_no_report_that_waits(database: Database) -> None:
    team = await a_round(database, anonymous=False)
    await team.at(at(9, 8))
    await team.turn("ana", DeleteAll())
    (report,) = await told(database, "round.closed")
    assert {one["person"] for one in report.data["document"]["people"]} == set(CREW) - {"ana"}
    (forget,) = await told(database, "consent.withdrawn")
    assert forget.data["people"] == ["ana"]


async def test_6_whose_action_was_told_is_to_be_forgotten(database: Database) -> None:
    """An action says whose it is also where rounds are anonymous; of others no id went out."""
    team = await a_round(database, anonymous=True)
    await team.at(at(9, 8))
    (release,) = await team.releases()

    def decided(connection: Connection) -> None:
        due = date(2030, 2, 1)
        actions.write(
            connection, Action("a", release.checkin_id, 1, "tools", "buy", "Ana", due, NOON, owner_id="ana")
        )

    await database.run(decided)
    await team.turn("ana", DeleteAll())
    await team.turn("bea", DeleteAll())
    forget = await told(database, "consent.withdrawn")
    assert [one.data["people"] for one in forget] == [["ana"], []]


async def test_8_nobody_is_to_be_told(database: Database) -> None:
    someone = Someone(database, library(SHOP), "ana")
    await someone.starts("shop")
    await someone.taps("no")
    await someone.sends(DeleteAll())  # type: ignore[arg-type]  # a wish
    assert await told(database) == []


async def test_9_sealed(database: Database) -> None:
    ana = Customer(database)
    await goes_through(ana)
    rows = await database.read(lambda c: c.execute(select(EVENT.c.data)).scalars().all())
    assert len(rows) == 9
    assert all(row.startswith("gAAAA") for row in rows)
