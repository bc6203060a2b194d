"""T"""

from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import library
from tests.slack.served import WayIn, served
from tests.telegram.flows import MOOD


async def test_2_in_the_conversation_itself_nothing_points_to_it(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = Colleague(slack, server)
        assert (await ana.commands("start mood")).read == ""
        assert ana.app.ephemerals == []
        ben = Colleague(slack, server, "ben")
        await ben.types("hello")
        assert (await ben.commands("privacy")).read == ""
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        reply = await Colleague(slack, server).app.commands("settings", channel=None)
        assert reply.read == ""
        assert (await Colleague(slack, server).commands("help", channel="general")).read != ""
