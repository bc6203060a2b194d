"""Whose figures a report is of, and what the ledger keeps of that.

That reports which would give somebody away are held back is shown in `tests/attacks`.
"""

from dataclasses import replace

import pytest
from sqlalchemy import Connection, select

from bot.checkins import ledger
from bot.store import checkins, invitations, releases
from bot.store.checkins import CheckIn
from bot.store.database import Database
from bot.store.invitations import InvitationStatus
from bot.store.keys import SecretKeys
from bot.store.rounds import Round
from bot.store.tables import ADDRESS
from tests.attacks.office import Office
from tests.attacks.test_across_rounds import TWELVE

NEW, OLD = (SecretKeys((letter * 40,)).derived(ledger.PURPOSE)[0] for letter in "no")


@pytest.fixture
async def office(database: Database) -> Office:
    found = Office(database)
    await found.starts("crew")
    return found


async def crew(office: Office) -> CheckIn:
    found = await office.reads(lambda connection: checkins.by_id(connection, "crew"))
    assert found is not None
    return found


async def judged(office: Office, *opened: Round, answered: int, keys: tuple[bytes, ...]) -> ledger.Verdict:
    checkin = await crew(office)
    return await office.database.run(
        lambda connection: ledger.verdict(connection, checkin, opened, answered=answered, keys=keys)
    )


async def become(office: Office, opened: Round, statuses: dict[str, InvitationStatus]) -> None:
    """How far some are."""

    def work(connection: Connection) -> None:
        rows = connection.execute(select(ADDRESS.c.id, ADDRESS.c.external_id))
        names = {row.id: row.external_id for row in rows}
        for one in invitations.of_round(connection, opened.id):
            status = statuses.get(names[one.address_id])
            if status is not None:
                invitations.change(connection, replace(one, status=status))

    await office.database.run(work)


async def test_the_audience_are_those_who_could_answer(office: Office) -> None:
    """Who was not reached counts among the invited, and cannot have answered."""
    opened = await office.opens("crew", TWELVE)
    await become(
        office, opened, {"ana": InvitationStatus.UNREACHABLE, "ben": InvitationStatus.WAITING,
                         "cem": InvitationStatus.DECLINED},
    )  # fmt: skip
    found = await judged(office, opened, answered=9, keys=(NEW,))
    assert (found.invited, found.answered, len(found.audience)) == (12, 9, 10)


async def test_hashes_hold_no_names_and_depend_on_the_key(office: Office) -> None:
    opened = await office.opens("crew", TWELVE)
    with_new = (await judged(office, opened, answered=12, keys=(NEW,))).audience
    with_old = (await judged(office, opened, answered=12, keys=(OLD,))).audience
    assert not with_new & with_old
    assert {len(one) for one in with_new} == {32}
    assert (await judged(office, opened, answered=12, keys=(NEW, OLD))).audience == with_new


async def test_of_rounds_together_everybody_counts_once_and_each_round_is_kept(office: Office) -> None:
    first = await office.opens("crew", TWELVE)
    second = await office.opens("crew", [*TWELVE, "max"])
    found = await judged(office, first, second, answered=13, keys=(NEW,))
    assert (found.invited, len(found.audience)) == (13, 25)
    assert sum(one.startswith("1:") for one in found.audience) == 13
    assert (found.fewest, found.why) == (1, "team changed")


async def test_an_exchanged_key_forgets_nobody(office: Office) -> None:
    """A report was written with the old key; with both at hand the people are the same, so Max is seen."""
    checkin = await crew(office)
    first = await office.opens("crew", TWELVE)
    found = await judged(office, first, answered=12, keys=(OLD,))
    document = {"why": None, "people": None}
    release = ledger.entry(checkin, found, document, release_id="r1", now=office.now)
    assert release.exact
    await office.database.run(lambda connection: releases.write(connection, release))
    second = await office.opens("crew", TWELVE)
    assert (await judged(office, second, answered=12, keys=(NEW, OLD))).why is None
    third = await office.opens("crew", [*TWELVE, "max"])
    assert (await judged(office, third, answered=13, keys=(NEW, OLD))).why == "team changed"


async def test_what_shows_no_figures_is_compared_with_nothing(office: Office) -> None:
    opened = await office.opens("crew", TWELVE)
    found = await judged(office, opened, answered=12, keys=(NEW,))
    hidden = {"why": "too few", "people": None}
    assert not ledger.entry(await crew(office), found, hidden, release_id="r1", now=office.now).exact
    named = {"why": "too few", "people": [{"person": "ana"}]}
    assert ledger.entry(await crew(office), found, named, release_id="r1", now=office.now).exact
