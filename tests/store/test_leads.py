"""Leads.

1. A lead is a conversation with a consent that stands and something told for a profile; nobody else is.
2. Of a consent the last word to each question counts; the wording shown is that of the one to be contacted.
3. Of a profile the newest value counts; four names have columns of their own, "don't know" tells nothing. A
   value that no key opens holds up no other, but a file says that it lacks one.
4. The latest result is beside it, where there is one.
5. Lines come filtered, page after page, none lost or doubled.
"""

from itertools import islice

import pytest
from sqlalchemy import Connection, update

from bot.store import answers, consents, leads, results
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState
from bot.store.conversations import Conversation
from bot.store.database import Database
from bot.store.errors import SealBroken
from bot.store.leads import LeadLine
from bot.store.tables import ANSWER
from tests.store.samples import NOW, begun, consent, later, result


def told(
    profile: str | None, value: object, seconds: float = 0, *, question: str | None = None, **changes: object
) -> StoredAnswer:
    """An answer that is kept with the person."""
    fields: dict[str, object] = {
        "question": question or profile,
        "value": value,
        "state": AnswerState.GIVEN,
        "turn": 1,
        "answered_at": later(seconds),
        "private": True,
        "profile": profile,
    }
    return StoredAnswer(**(fields | changes))  # type: ignore[arg-type]  # fields by name


def lead(connection: Connection, name: str, **changes: object) -> Conversation:
    """Somebody with an address and a consent to be contacted."""
    made = begun(connection, name, **{"id": f"c-{name}", **changes})
    answers.write(connection, made.id, [told("email", f"{name}@example.com")])
    consents.write(connection, consent(made))
    return made


async def found(database: Database) -> list[LeadLine]:
    return await database.read(lambda connection: list(leads.leads(connection)))


async def test_1_a_whole_line(database: Database) -> None:
    def work(connection: Connection) -> str:
        made = begun(connection, "ana", id="c1", source="fair", language="de")
        given = [
            told("name", "Ana Ruiz", 1),
            told("email", "ana@example.com", 2),
            told("phone", "+49 30 1234", 4),
            told("team_size", "ten_to_fifty", 5, question="size", private=False),
            told("city", "Köln", 6),
            told(None, "often", 9, question="tools", private=False),
        ]
        answers.write(connection, made.id, given)
        consents.write(connection, consent(made, created_at=later(3), wording="May Acme call you?"))
        report = consent(made, question="send", purpose="report", created_at=later(2), wording="Send it?")
        consents.write(connection, report)
        results.write(connection, result(made, turn=9))
        return made.respondent_id

    respondent_id = await database.run(work)
    assert await found(database) == [
        LeadLine(
            conversation_id="c1", respondent_id=respondent_id, channel="console", flow="team-mood",
            flow_version=1, source="fair", language="de", name="Ana Ruiz", email="ana@example.com",
            company=None, phone="+49 30 1234", profile='{"city": "Köln", "team_size": "ten_to_fifty"}',
            may_contact=True, send_report=True, consent_wording="May Acme call you?", consent_at=later(3),
            score="53", level="fair", complete=True, started_at=NOW, answered_at=later(9),
        )
    ]  # fmt: skip


async def test_1_both_are_needed(database: Database) -> None:
    """A consent without anything told, something told without a consent, a refusal, what does not count."""

    def work(connection: Connection) -> None:
        consents.write(connection, consent(begun(connection, "silent", id="c1")))
        alone = begun(connection, "alone", id="c2")
        answers.write(connection, alone.id, [told("email", "alone@example.com")])
        refused = begun(connection, "refused", id="c3")
        answers.write(connection, refused.id, [told("email", "refused@example.com")])
        consents.write(connection, consent(refused, given=False))
        parked = begun(connection, "parked", id="c4")
        off_the_path = told("email", "parked@example.com", state=AnswerState.PARKED)
        skipped = told("phone", {"blank": "skipped"}, state=AnswerState.SKIPPED)
        answers.write(connection, parked.id, [off_the_path, skipped])
        consents.write(connection, consent(parked))
        unprofiled = begun(connection, "unprofiled", id="c5")
        answers.write(connection, unprofiled.id, [told(None, "words", question="q")])
        consents.write(connection, consent(unprofiled))
        lead(connection, "ana")

    await database.run(work)
    assert [line.email for line in await found(database)] == ["ana@example.com"]


async def test_2_the_last_word_counts(database: Database) -> None:
    def work(connection: Connection) -> None:
        for name, words in {
            "no-yes": (False, True),
            "yes-no": (True, False),
            "yes-no-yes": (True, False, True),
        }.items():
            made = begun(connection, name, id=name)
            answers.write(connection, made.id, [told("email", "a@example.com")])
            for minute, given in enumerate(words):
                said = consent(made, given=given, created_at=later(60 * minute), wording=f"word {minute}")
                consents.write(connection, said)

    await database.run(work)
    assert [(line.conversation_id, line.consent_wording) for line in await found(database)] == [
        ("no-yes", "word 1"),
        ("yes-no-yes", "word 2"),
    ]


@pytest.mark.parametrize(("no_at", "stands"), [(60, False), (-60, True)])
async def test_2_a_no_elsewhere_counts_too(database: Database, no_at: float, stands: bool) -> None:
    """Of the same person, to the same purpose, said later, in whatever conversation."""

    def work(connection: Connection) -> None:
        lead(connection, "ana")
        elsewhere = begun(connection, "ana", id="c-later")
        consents.write(connection, consent(elsewhere, given=False, created_at=later(no_at), question="write"))
        report = consent(elsewhere, given=False, created_at=later(90), purpose="report", question="send")
        consents.write(connection, report)
        ben = begun(connection, "ben", id="c-ben")
        consents.write(connection, consent(ben, given=False, created_at=later(99)))

    await database.run(work)
    assert [line.email for line in await found(database)] == (["ana@example.com"] if stands else [])


async def test_2_a_new_yes_elsewhere_is_about_what_was_told_there(database: Database) -> None:
    def work(connection: Connection) -> None:
        lead(connection, "ana")
        no = begun(connection, "ana", id="c-no")
        consents.write(connection, consent(no, given=False, created_at=later(60)))
        again = begun(connection, "ana", id="c-again")
        answers.write(connection, again.id, [told("email", "new@example.com")])
        consents.write(connection, consent(again, created_at=later(120)))

    await database.run(work)
    assert [line.email for line in await found(database)] == ["new@example.com"]


async def test_2_withdrawing_one_leaves_the_other(database: Database) -> None:
    def work(connection: Connection) -> None:
        made = lead(connection, "ana")
        report = consent(made, question="send", purpose="report", wording="Send it?", created_at=later(5))
        consents.write(connection, report)
        consents.write(connection, consent(made, given=False, created_at=later(60)))

    await database.run(work)
    (line,) = await found(database)
    assert (line.may_contact, line.send_report) == (False, True)
    assert (line.consent_wording, line.consent_at) == ("Send it?", later(5))


async def test_3_the_newest_value_counts_and_dont_know_tells_nothing(database: Database) -> None:
    def work(connection: Connection) -> None:
        made = lead(connection, "ana")
        again = told("email", "new@example.com", 9, question="another_email")
        unknown = told("sector", {"blank": "dont_know"}, 10, private=False)
        answers.write(connection, made.id, [again, unknown])
        unsure = begun(connection, "ben", id="c-unsure")
        answers.write(connection, unsure.id, [unknown])
        consents.write(connection, consent(unsure))

    await database.run(work)
    (line,) = await found(database)
    assert (line.email, line.profile) == ("new@example.com", "{}")


async def test_3_a_value_that_no_key_opens(database: Database) -> None:
    def work(connection: Connection) -> None:
        made = lead(connection, "ana")
        answers.write(connection, made.id, [told("phone", "+49 30 1234")])
        lead(connection, "ben")
        its = (ANSWER.c.conversation_id == made.id, ANSWER.c.question == "email")
        connection.execute(update(ANSWER).where(*its).values(value="gAAAAbroken"))

    await database.run(work)
    profiles = await database.read(lambda c: leads.profiles_of(c, ["c-ana", "c-ben"]))
    assert profiles == {"c-ana": {"phone": "+49 30 1234"}, "c-ben": {"email": "ben@example.com"}}
    with pytest.raises(SealBroken):
        await found(database)


async def test_4_the_latest_result_or_none(database: Database) -> None:
    def work(connection: Connection) -> None:
        ana = lead(connection, "ana")
        results.write(connection, result(ana, turn=9))
        results.write(connection, result(ana, turn=10, score="60", level="good", complete=False))
        lead(connection, "ben")

    await database.run(work)
    assert [(line.score, line.level, line.complete) for line in await found(database)] == [
        ("60", "good", False),
        (None, None, None),
    ]


async def test_5_since_and_flow(database: Database) -> None:
    def work(connection: Connection) -> None:
        lead(connection, "ana")
        ben = lead(connection, "ben")
        answers.write(connection, ben.id, [told(None, "often", 60, question="tools")])

    await database.run(work)

    def filtered(connection: Connection) -> list[list[str | None]]:
        return [
            [line.email for line in leads.leads(connection, since=later(60))],
            [line.email for line in leads.leads(connection, since=later(61))],
            [line.email for line in leads.leads(connection, flow="another")],
            [line.email for line in leads.leads(connection, flow="team-mood", since=NOW)],
        ]

    assert await database.read(filtered) == [
        ["ben@example.com"], [], [], ["ana@example.com", "ben@example.com"],
    ]  # fmt: skip


async def test_5_page_after_page(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """In some pages nobody is a lead in the end: the next one comes all the same."""
    monkeypatch.setattr(leads, "_PAGE", 3)

    def work(connection: Connection) -> None:
        for number in range(11):
            made = lead(connection, f"p{number:02}")
            if 3 <= number < 6:
                consents.write(connection, consent(made, given=False, created_at=later(1)))

    await database.run(work)
    lines = await database.read(lambda connection: list(islice(leads.leads(connection), 99)))
    assert [line.conversation_id for line in lines] == [
        f"c-p{number:02}" for number in range(11) if not 3 <= number < 6
    ]


@pytest.mark.parametrize("state", [AnswerState.CARRIED, AnswerState.KEPT])
async def test_3_what_was_told_before_completes_a_lead(database: Database, state: AnswerState) -> None:
    """By the flow before, or in an earlier conversation: nobody types it again."""

    def work(connection: Connection) -> None:
        made = lead(connection, "ana")
        known = [told("company", "Acme", 1, state=state), told("city", "Bonn", 2, state=AnswerState.PARKED)]
        answers.write(connection, made.id, known)

    await database.run(work)
    (line,) = await found(database)
    assert (line.company, line.profile) == ("Acme", "{}")


async def test_1_who_told_everything_before_is_a_lead(database: Database) -> None:
    def work(connection: Connection) -> None:
        made = begun(connection, "ana", id="c-ana")
        answers.write(connection, made.id, [told("email", "ana@example.com", state=AnswerState.KEPT)])
        consents.write(connection, consent(made))

    await database.run(work)
    assert [line.email for line in await found(database)] == ["ana@example.com"]
