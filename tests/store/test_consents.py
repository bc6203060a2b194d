"""Consents: what was asked, word by word, and what was said to it; a change of mind is added to it."""

from sqlalchemy import Connection

from bot.store import consents
from bot.store.consents import StoredConsent
from bot.store.database import Database
from bot.store.flows import Pinned
from tests.store.samples import begun, consent, later


async def test_a_consent_comes_back_as_it_was(database: Database) -> None:
    def work(connection: Connection) -> tuple[StoredConsent, tuple[StoredConsent, ...]]:
        made = begun(connection)
        given = consent(
            made, id="k1", purpose="report", question="send_report", wording="Dürfen wir?\nNur einmal.",
            link="https://example.com/privacy", language="de", flow=Pinned("other", 4, "a" * 64),
            channel="telegram", created_at=later(0.123456),
        )  # fmt: skip
        consents.write(connection, given)
        return given, consents.of_respondent(connection, made.respondent_id)

    given, kept = await database.run(work)
    assert kept == (given,)
    assert (kept[0].wording, kept[0].flow.version) == ("Dürfen wir?\nNur einmal.", 4)


async def test_a_change_of_mind_is_added_and_the_first_word_stays(database: Database) -> None:
    def work(connection: Connection) -> tuple[StoredConsent, ...]:
        made = begun(connection)
        consents.write(connection, consent(made, id="k2", given=False, created_at=later(60)))
        consents.write(connection, consent(made, id="k1", given=True))
        consents.write(connection, consent(made, id="k3", given=True, created_at=later(60)))
        return consents.of_respondent(connection, made.respondent_id)

    kept = await database.run(work)
    assert [(one.id, one.given) for one in kept] == [("k1", True), ("k2", False), ("k3", True)]


async def test_each_person_has_their_own(database: Database) -> None:
    def work(connection: Connection) -> list[list[str]]:
        ana, ben = begun(connection, "ana"), begun(connection, "ben")
        consents.write(connection, consent(ana, id="k1"))
        consents.write(connection, consent(ben, id="k2"))
        everybody = (ana.respondent_id, ben.respondent_id, "nobody")
        return [[one.id for one in consents.of_respondent(connection, whose)] for whose in everybody]

    assert await database.run(work) == [["k1"], ["k2"], []]
