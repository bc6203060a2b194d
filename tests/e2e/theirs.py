"""After all the kills one of the crowd takes what is held about them, and another has it deleted.

What came with the file is compared with what they gave, and every table is read by plain SQL.
"""

import asyncio
import json
from typing import Any, Final

from tests.e2e.crowd import App, Walker
from tests.e2e.in_slack import SlackWalker
from tests.e2e.on_telegram import TelegramWalker
from tests.e2e.reading import about, ids_of, rows_of
from tests.e2e.serving import Place

SOON: Final = 60.0
"""Seconds: in Slack there may be others before them."""
_DELETE: Final = "Delete everything"


async def taken_and_deleted(place: Place, taker: Walker, leaver: Walker) -> None:
    """AssertionError: not all of it comes, something of it is left, or something of another's is gone."""
    await _takes(place, taker)
    with rows_of(place.database_url) as rows:
        ids, others = ids_of(rows, leaver.person), ids_of(rows, taker.person)
        held, of_others = about(rows, ids), about(rows, others)
    assert {"respondent", "address", "conversation", "answer", "result", "delivery"} <= set(held), held
    card = await _deletes(leaver)
    await _is_gone(place, leaver, ids)
    with rows_of(place.database_url) as rows:
        assert about(rows, others) == of_others, f"with {leaver.person} something of {taker.person} went"
    for _ in range(3):  # whatever process each comes to
        await _app(leaver).taps(_DELETE, message=card)
    await asyncio.sleep(0.5)
    await _is_gone(place, leaver, ids[1:])  # their id on the platform came in with the press


async def _takes(place: Place, taker: Walker) -> None:
    content = await _file_of(taker)
    (conversation,) = [one for one in content["conversations"] if one["flow"] == "work"]
    values = {one["question"]: one["value"] for one in conversation["answers"]}
    assert values == taker.given, f"{taker.person} gave {taker.given}, and took {values}"
    with rows_of(place.database_url) as rows:
        kept = rows.execute(
            "SELECT r.score, r.flow_version FROM result r JOIN conversation c ON c.id = r.conversation_id "  # noqa: S608  # an id of the fake's
            f"JOIN address a ON a.id = c.address_id WHERE a.external_id = '{taker.person}'"
        ).fetchone()
    taken = (str(conversation["result"]["score"]), conversation["version"], content["address"]["id"])
    assert taken == (kept["score"], kept["flow_version"], taker.person)


async def _file_of(taker: Walker) -> Any:
    """What stands in the file that comes by the command."""
    if isinstance(taker, SlackWalker):
        await taker.app.commands("mydata", channel=None)
        await taker.app.until(lambda who: any(one.name.endswith(".json") for one in who.files), SOON)
        content = [one.content for one in taker.app.files if one.name.endswith(".json")][-1]
    else:
        assert isinstance(taker, TelegramWalker)
        await taker.app.types("/mydata")
        await taker.app.until(lambda who: any(one.document for one in who.bot_messages), SOON)
        content = [one.document.content for one in taker.app.bot_messages if one.document][-1]
    assert content is not None
    return json.loads(content)


async def _deletes(leaver: Walker) -> Any:
    """The message with the button that was pressed, as it was."""
    if isinstance(leaver, SlackWalker):
        await leaver.app.commands("delete", channel=None)
    else:
        assert isinstance(leaver, TelegramWalker)
        await leaver.app.types("/delete")
    app = _app(leaver)
    await leaver.sees(lambda: any(_DELETE in one.labels for one in app.bot_messages), SOON)
    card = next(one for one in reversed(app.bot_messages) if _DELETE in one.labels)
    await app.taps(_DELETE, message=card)
    await leaver.sees(lambda: any("Receipt" in words for words in leaver.read), SOON)
    return card


def _app(walker: Walker) -> App:
    assert isinstance(walker, SlackWalker | TelegramWalker)
    return walker.app


async def _is_gone(place: Place, leaver: Walker, ids: list[str]) -> None:
    """The receipt may come a moment before the last row of it goes."""
    left: dict[str, int] = {}
    for _ in range(100):
        with rows_of(place.database_url) as rows:
            left = about(rows, ids)
        if not left:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"{leaver.person} had everything deleted, and there is left: {left}")
