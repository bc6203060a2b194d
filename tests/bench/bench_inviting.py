"""What inviting a whole company does to those who tap meanwhile, and to Slack's limits.

Run: python -m tests.bench.bench_inviting [PEOPLE [TIMES]]

5,000 people of one workspace are invited to a check-in, through a fake Slack that enforces its limits: one
message a second in a conversation, 525 a minute in the workspace, its tiers for methods. Before that and
meanwhile, 25 others take a long check, each tapping about once a second.

At Slack's own pace this takes twenty minutes. TIMES is by how much both Slack's limits and our pace are
raised: with 5 it takes four, and the process works five times as hard as it ever would, so that what those
who tap notice of it is rather too much than too little.
"""

import asyncio
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from sqlite3 import connect
from time import perf_counter
from typing import Final

from bot.store import checkins
from bot.store.checkins import CheckIn
from bot.store.database import open_database
from bot.turn.teams.audience import Audience
from tests.bench.tapping import LONG, SOON, Waited, figures, ready, waited
from tests.checkins.company import PULSE
from tests.e2e.in_slack import slack_settings
from tests.e2e.serving import PATIENCE, Place
from tests.fakes.slack import FakeSlack, Person
from tests.fakes.slack.rates import TIERS
from tests.served import KEY

INVITED: Final = 5000
FASTER: Final = 5
OTHERS: Final = 25
TAPS: Final = 36
BEFORE: Final = 2
"""Crews that tap before anybody is invited."""
A_MINUTE: Final = 525
_NUMBERS: Final = count(1)
_MOST_REFUSED: Final = 0.01
_MOST_SLOWED: Final = 2.0


async def inviting(folder: Path, invited: int, times: int) -> None:
    """Prints how long taps took before and meanwhile, and what was refused."""
    async with FakeSlack() as slack:
        slack.limits.on(
            per_workspace=A_MINUTE * times, tiers={tier: calls * times for tier, calls in TIERS.items()}
        )
        place = Place(folder, slack_settings(slack, "http"), {"long": LONG, "pulse": PULSE})
        slack.delivers_to(f"{place.address}/slack/events")
        company = [slack.person(f"c{number}") for number in range(invited)]
        everybody = slack.channel("everybody", members=company, has_bot=True)
        with place.log.open("ab") as log:
            server = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.bench.faster", str(times),
                env=place.environment | {"PYTHONPATH": str(Path.cwd())}, cwd=folder, stderr=log,
            )  # fmt: skip
        try:
            await ready(place)
            before = [one for _ in range(BEFORE) for one in await crew(slack)]
            called = Counter(slack.record.calls)
            refused = len(slack.record.refusals)
            await begins(place, slack, everybody.id)
            begun, meanwhile = perf_counter(), list[Waited]()
            while arrived(place) < invited:
                some = await crew(slack)
                meanwhile += some
                print(
                    f"    {arrived(place)} invited after {perf_counter() - begun:.0f} s;"
                    f" taps: {figures([one.shown for one in some])}"
                )
            took = perf_counter() - begun
        finally:
            server.send_signal(signal.SIGTERM)
            async with asyncio.timeout(PATIENCE):
                assert await server.wait() == 0
        calls = sum((slack.record.calls - called).values())
        refusals = Counter((one.method, one.error) for one in slack.record.refusals[refused:])
        tells(before, meanwhile, took, invited)
        share = sum(refusals.values()) / calls
        print(
            f"  refused: {share:.2%} of {calls} calls {dict(refusals)}; calls {slack.record.calls - called}"
        )
        assert share < _MOST_REFUSED


def tells(before: Sequence[Waited], meanwhile: Sequence[Waited], took: float, invited: int) -> None:
    """The figures; what is shown counts, and the acknowledgement."""
    print(f"  {invited} invited in {took:.0f} s")
    for what in ("taken", "shown"):
        alone = [getattr(one, what) for one in before]
        with_them = [getattr(one, what) for one in meanwhile]
        print(f"  {what}, nobody is invited: {figures(alone)}")
        print(f"  {what}, meanwhile:         {figures(with_them)}")
        for name, part in (("median", 0.5), ("99th percentile", 0.99)):
            slowed = quantile(with_them, part) / quantile(alone, part)
            print(f"    {name}: {slowed:.2f} times{'' if slowed <= _MOST_SLOWED else ', TOO SLOW'}")


def quantile(seconds: Sequence[float], part: float) -> float:
    return sorted(seconds)[int(len(seconds) * part)]


async def crew(slack: FakeSlack) -> list[Waited]:
    """People who take the long check, side by side."""
    people = [slack.person(f"p{next(_NUMBERS)}") for _ in range(OTHERS)]
    await asyncio.gather(*(_starts(person) for person in people))
    found = await asyncio.gather(*(waited(person, TAPS) for person in people))
    warned = Counter(str(warning) for person in people for warning in person.warnings)
    if warned:
        print(f"    people were warned: {dict(warned)}")
    return [one for some in found for one in some]


async def _starts(person: Person) -> None:
    await person.commands("start long", channel=None)
    await person.until(lambda one: one.controls_alive, seconds=SOON)
    await person.taps("Start")
    await person.until("Question 1 of 40", seconds=SOON)


async def begins(place: Place, slack: FakeSlack, channel: str) -> None:
    """A check-in of everybody in the channel, whose round opens now."""
    now = datetime.now(UTC)
    today, boss = now.date(), slack.person("boss").id
    made = CheckIn(
        id="01j9zk4q8v6n2x5c7b3m1w0d2f", channel="slack", workspace=slack.home.team_id, team="Company",
        flow_name="pulse", language="en", manager=boss, viewers=(boss,),
        audience=Audience(channels=(channel,)).to_json(), anonymous=True, min_answers=5, every="2 weeks",
        first_on=today, at_minute=now.hour * 60 + now.minute, zone="UTC", weekdays_only=False,
        open_minutes=7 * 24 * 60, reminders=0, created_at=now, next_on=today,
        next_at=now - timedelta(seconds=1),
    )  # fmt: skip
    database = open_database(place.settings["DATABASE_URL"], secret_key=KEY)
    await database.run(lambda connection: checkins.begin(connection, made))
    await database.close()


def arrived(place: Place) -> int:
    """So many invitations were sent."""
    with closing(connect(place.database)) as connection:
        asked = "SELECT count(*) FROM delivery WHERE occasion = 'invitation' AND status = 'sent'"
        return int(connection.execute(asked).fetchone()[0])


async def main(invited: int, times: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        await inviting(Path(folder), invited, times)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    asyncio.run(main(*[*given, *(INVITED, FASTER)[len(given) :]]))
