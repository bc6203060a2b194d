"""A consent that its person took back in another conversation: no lead any more, and no private words."""

from datetime import timedelta

from sqlalchemy import Connection

from bot.store import consents, conversations, respondents
from bot.store.database import Database
from tests.store.samples import consent, conversation
from tests.web.api.reader import NOON, Company, lead


async def test_a_no_in_another_conversation(database: Database) -> None:
    def work(connection: Connection) -> None:
        made = lead(connection, "yes")
        address = respondents.by_id(connection, made.address_id)
        assert address is not None
        later = conversation(address, id="later", updated_at=NOON)
        conversations.begin(connection, later)
        said = NOON + timedelta(seconds=1)
        consents.write(connection, consent(later, question="again", given=False, created_at=said))

    company = await Company(database).opened()
    await company.writes(work)
    listed = {one["id"]: one["answers"] for one in await company.walks("/conversations")}
    assert {one["question"]: one["value"] for one in listed["yes"]} == {
        "mail": None, "wish": None, "tools": "often",
    }  # fmt: skip
    assert await company.walks("/leads") == []
