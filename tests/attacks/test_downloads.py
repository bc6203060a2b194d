"""A download beside the page: is there a figure in one of them that the other one hides?

Both are made from the document in the ledger, so what is hidden there is nowhere. *Off*: a document as of a
named round, where nothing is hidden from colleagues: then the download has what the attacker wants.
"""

import csv
import io
import json
from collections.abc import Mapping

import pytest

from bot.present.teams.shape import RoundDocument
from bot.reports.rounds import made
from bot.reports.rounds.tables import as_csv, as_json
from bot.store.releases import of_checkin
from tests.attacks.office import Office
from tests.attacks.test_across_rounds import TWELVE
from tests.reports.rounds.flows import crew
from tests.reports.rounds.samples import FAIR, backwards, facts, handed

ALIKE = {**FAIR, "joy_week": "555555555554", "safe_no": "4---3--5----"}
"""Of twelve, eleven say the same of one question; of another too few say anything."""
SILENT = {"n", "why", "alike", "merged", "partial", "broken", "word"}


def figures(document: RoundDocument) -> dict[tuple[str, str], set[str]]:
    """Which figures the download has of what."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in csv.DictReader(io.StringIO(as_csv([document]))):
        found.setdefault((row["kind"], row["id"]), set()).add(row["figure"])
    return found


@pytest.mark.parametrize("on", [False, True], ids=["off", "on"])
def test_what_is_hidden_is_in_no_download(*, on: bool) -> None:
    document = made(crew(), handed(crew(), ALIKE, named=not on), facts(anonymous=on), (), backwards)
    downloaded = figures(document)
    for hidden in (("question", "joy_week"), ("area", "joy"), ("question", "safe_no"), ("area", "safety")):
        assert not downloaded[hidden] - SILENT
    assert ("word" in downloaded["area", "joy"]) is not on
    assert any(kind == "person" for kind, _ in downloaded) is not on
    assert json.loads(as_json([document])) == [document]


async def test_the_ledger_alone_is_shown(office: Office) -> None:
    """What was released is what is read back, to the letter, and no answer comes after it."""
    await office.starts("crew")
    shown = await office.holds("crew", TWELVE)
    again: Mapping[str, object] = (await office.reads(lambda one: of_checkin(one, "crew")))[0].document
    assert again == shown
    assert json.loads(as_json([shown])) == [again]
