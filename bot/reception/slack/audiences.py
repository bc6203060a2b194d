"""Who belongs to an audience, as Slack has it: a `Directory`.

Who is in a channel or a user group is asked each time; who somebody is, is kept for a while and kept fresh by
what Slack tells. A few people who are not known are asked about one by one (`users.info`, a hundred calls a
minute); for many the list of the whole workspace is read, page by page, as long as that costs less
(`users.list`, twenty calls a minute). Where Slack wants us to wait we wait, up to our patience.
"""

import asyncio
from collections import Counter, OrderedDict, defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.channels.slack.api import Lost, NotInstalled, NotSent, Refused, ServerTrouble, SlackApi, TooMany
from bot.channels.slack.directory import Listed, Standing, listed
from bot.reception.slack.grants import NotNow
from bot.reception.slack.workspaces import Workspaces
from bot.store.errors import StoreError
from bot.turn.teams.audience import Audience, CannotLook, LeftOut, Looked, Member
from bot.waiting import pause

PAGE: Final = 200
"""As many as Slack advises for a page."""
FEW: Final = 50
"""So many are asked about one by one."""
MOST_SINGLY: Final = 100
"""So many of a workspace while what is known holds; then the list is read, though each audience is small."""
LEFT: Final = 5
"""For so few nobody reads a list."""
AT_ONCE: Final = 10
"""People who are asked about at a time."""
CALLS_A_PAGE: Final = 5
"""So many questions about one person each cost as much time as a page of everybody."""
FRESH: Final = 900.0
"""Seconds for which what is known of somebody holds: not every process hears of every change."""
FRESH_GROUPS: Final = 120.0
"""Seconds for which the names of user groups hold; who is in one is asked each time."""
REMEMBERED: Final = 50_000
"""People of all workspaces."""
TRIES: Final = 4
"""Of a call, while Slack cannot answer."""
AGAIN: Final = 1.0
PATIENCE: Final = 300.0
"""Seconds for one audience; what was learned until then is not asked again soon."""
HIDDEN: Final = "channel hidden"
NO_GROUPS: Final = "plan without groups"
GONE: Final = "gone"
LATER: Final = "later"
NOT_ALLOWED: Final = "permission missing"
_WHY: Final[Mapping[str, str]] = {
    "channel_not_found": HIDDEN,
    "not_in_channel": HIDDEN,
    "method_not_supported_for_channel_type": HIDDEN,
    "plan_upgrade_required": NO_GROUPS,
    "no_such_subteam": GONE,
    "missing_scope": NOT_ALLOWED,
}
_LEFT_OUT: Final[Mapping[Standing, LeftOut]] = {
    Standing.BOT: LeftOut.BOT,
    Standing.DEACTIVATED: LeftOut.DEACTIVATED,
    Standing.NOT_JOINED: LeftOut.NOT_JOINED,
    Standing.GUEST: LeftOut.GUEST,
    Standing.EXTERNAL: LeftOut.EXTERNAL,
}


class Audiences:
    """Looks for everybody."""

    def __init__(
        self, api: SlackApi, workspaces: Workspaces, seconds: Callable[[], float], patience: float = PATIENCE
    ) -> None:
        self._api = api
        self._workspaces = workspaces
        self._seconds = seconds
        self._patience = patience
        self._known: OrderedDict[tuple[str, str], tuple[Listed, float]] = OrderedDict()
        """By workspace and person, with when it was learned."""
        self._looking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._singly: dict[str, tuple[float, int]] = {}
        """By workspace: since when so many were asked about one by one."""
        self._reading: dict[str, _Reading] = {}
        self._groups: dict[str, tuple[float, Mapping[str, str]]] = {}
        """By workspace, with when they were asked for."""

    async def look(self, workspace: str, audience: Audience) -> Looked:
        """Everybody once, opt-outs not considered. Raises CannotLook."""
        asking = _Asking(self._api, workspace, self._patience)
        wanted = dict.fromkeys(audience.people)
        for channel in audience.channels:
            async for members in asking.pages("conversations.members", {"channel": channel}, "members"):
                wanted |= dict.fromkeys(str(one) for one in members)
        for group in audience.groups:
            wanted |= dict.fromkeys(await self._in_group(asking, group))
        wanted.pop(await self._us(workspace), None)  # that we are in a channel is nobody left out
        return _looked(audience, await self._learn(asking, workspace, list(wanted)))

    async def groups(self, workspace: str) -> Mapping[str, str]:
        """The user groups there are, their names by their ids. Raises CannotLook."""
        since, known = self._groups.get(workspace, (float("-inf"), {}))
        if since > self._seconds() - FRESH_GROUPS:
            return known
        asking = _Asking(self._api, workspace, self._patience)
        found: dict[str, str] = {}
        for team in await asking.teams():
            said = await asking.call("usergroups.list", team)
            groups = said.get("usergroups")
            for one in groups if isinstance(groups, list) else ():
                if isinstance(one, dict) and not one.get("date_delete"):
                    found[str(one.get("id"))] = str(one.get("name") or one.get("handle"))
        self._groups[workspace] = self._seconds(), found
        return found

    def heard(self, workspace: str, news: Listed) -> None:
        """Slack told of somebody. An event does not always bring the language: what was known of it stays."""
        before = self._known.get((workspace, news.person))
        if news.locale is None and before is not None:
            news = Listed(news.person, news.standing, news.zone, before[0].locale)
        self._keep(workspace, news)

    async def _us(self, workspace: str) -> str:
        try:
            us = await self._workspaces.bot_of(workspace)
        except (NotNow, StoreError) as error:
            raise CannotLook(LATER, for_good=False) from error
        return "" if us is None else us.bot_user

    async def _in_group(self, asking: "_Asking", group: str) -> list[str]:
        """In an organisation the group belongs to one of its workspaces, and only that one knows it."""
        teams = await asking.teams()
        for place, team in enumerate(teams, 1):
            try:
                said = await asking.call("usergroups.users.list", {**team, "usergroup": group})
            except CannotLook as unknown:
                if unknown.why != GONE or place == len(teams):
                    raise
            else:
                users = said.get("users")
                return [str(one) for one in users] if isinstance(users, list) else []
        raise CannotLook(GONE, for_good=True)

    async def _learn(self, asking: "_Asking", workspace: str, wanted: Sequence[str]) -> Sequence[Listed]:
        """Who they all are. Whoever looks there at the same time finds what the first one found."""
        async with self._looking[workspace]:
            found = {one: known for one in wanted if (known := self._fresh(workspace, one)) is not None}
            unknown = set(wanted) - found.keys()
            if self._are_many(workspace, len(unknown)):
                async for one in self._everybody(asking, workspace, unknown):
                    found[one.person] = one
            for some in _batches(sorted(unknown), AT_ONCE):
                asked = await asyncio.gather(*map(asking.person, some), return_exceptions=True)
                for answer in asked:
                    if isinstance(answer, BaseException):
                        raise answer
                    found[answer.person] = answer
                    self._keep(workspace, answer)
        return [found[one] for one in wanted]

    def _fresh(self, workspace: str, person: str) -> Listed | None:
        known = self._known.get((workspace, person))
        return None if known is None or known[1] <= self._seconds() - FRESH else known[0]

    def _are_many(self, workspace: str, unknown: int) -> bool:
        """Are they, with those who were asked about lately, too many to be asked about one by one?"""
        since, asked = self._singly.get(workspace, (self._seconds(), 0))
        if since <= self._seconds() - FRESH:
            since, asked = self._seconds(), 0
        many = unknown > FEW or (unknown > LEFT and asked + unknown > MOST_SINGLY)
        self._singly[workspace] = (since, asked if many else asked + unknown)
        return many

    async def _everybody(
        self, asking: "_Asking", workspace: str, unknown: set[str]
    ) -> AsyncIterator[Listed]:  # fmt: skip
        """Those of *unknown* who are in the list of the workspace, until who is left costs less one by one.

        It is read on from where it was left, for as long as what was read holds.
        """
        reading = self._reading.pop(workspace, None)
        if reading is None or reading.since <= self._seconds() - FRESH:
            reading = _Reading(self._seconds(), await asking.teams())
        while reading.teams and len(unknown) > max(LEFT, reading.pages * CALLS_A_PAGE - FEW):
            about = {**reading.teams[0], "include_locale": True}
            users, reading.cursor = await asking.page("users.list", about, "members", reading.cursor)
            reading.pages += 1
            if not reading.cursor:
                reading.teams = reading.teams[1:]
            for one in (listed(user, workspace) for user in users):
                if one is not None:
                    self._keep(workspace, one)
                    if one.person in unknown:
                        unknown.discard(one.person)
                        yield one
        reading.pages = 0
        self._reading[workspace] = reading

    def _keep(self, workspace: str, one: Listed) -> None:
        self._known[workspace, one.person] = one, self._seconds()
        self._known.move_to_end((workspace, one.person))
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)


@dataclass(slots=True)
class _Reading:
    """The list of a workspace, and how far it was read."""

    since: float
    teams: Sequence[Mapping[str, str]]
    """Of which there is something left."""
    cursor: str = ""
    pages: int = 0
    """For one audience."""


class _Asking:
    """The calls for one audience, which Slack may make us wait for until our patience ends."""

    def __init__(self, api: SlackApi, workspace: str, patience: float) -> None:
        self._api = api
        self._workspace = workspace
        self._until = asyncio.get_running_loop().time() + patience
        self._teams: list[Mapping[str, str]] | None = None

    async def teams(self) -> list[Mapping[str, str]]:
        """What names a workspace where the method wants it named: nothing, but in an organisation."""
        if not self._workspace.startswith("E"):
            return [{}]
        if self._teams is None:
            pages = [page async for page in self.pages("auth.teams.list", {}, "teams")]
            self._teams = [
                {"team_id": str(one["id"])} for page in pages for one in page if isinstance(one, dict)
            ]
        return self._teams

    async def person(self, person: str) -> Listed:
        """Somebody by their id. Whom Slack does not show us is of another company, or is not there."""
        try:
            said = await self.call("users.info", {"user": person, "include_locale": True})
        except _Unseen as unseen:
            return Listed(person, unseen.standing)
        return listed(said.get("user"), self._workspace) or Listed(person, Standing.DEACTIVATED)

    async def pages(self, method: str, values: Mapping[str, Any], name: str) -> AsyncIterator[list[Any]]:
        """The lists under *name*, page by page."""
        items, cursor = await self.page(method, values, name, "")
        yield items
        while cursor:
            items, cursor = await self.page(method, values, name, cursor)
            yield items

    async def page(
        self, method: str, values: Mapping[str, Any], name: str, cursor: str
    ) -> tuple[list[Any], str]:  # fmt: skip
        """One of them, and what leads to the next; "" at the end."""
        said = await self.call(method, {**values, "limit": PAGE} | ({"cursor": cursor} if cursor else {}))
        items, about = said.get(name), said.get("response_metadata")
        following = about.get("next_cursor") if isinstance(about, Mapping) else ""
        if not isinstance(following, str) or following == cursor:
            following = ""
        return items if isinstance(items, list) else [], following

    async def call(self, method: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """One answer; looking may be repeated. Raises CannotLook, `_Unseen` for a person."""
        failed = 0
        while True:
            try:
                return await self._once(method, values)
            except TooMany as busy:
                await self._wait(busy.seconds)
            except (ServerTrouble, NotSent, Lost) as error:
                failed += 1
                if failed == TRIES:
                    raise CannotLook(LATER, for_good=False) from error
                await self._wait(AGAIN)

    async def _once(self, method: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            return await self._api.call(self._workspace, method, values)
        except NotInstalled as error:
            raise CannotLook(GONE, for_good=True) from error
        except Refused as error:
            if error.error in _UNSEEN and method == "users.info":
                raise _Unseen(_UNSEEN[error.error]) from error
            why = _WHY.get(error.error)
            raise CannotLook(why or LATER, for_good=why is not None) from error

    async def _wait(self, seconds: float) -> None:
        """As long as Slack wants. CannotLook: longer than we can."""
        if asyncio.get_running_loop().time() + seconds > self._until:
            raise CannotLook(LATER, for_good=False)
        await pause(seconds)


class _Unseen(Exception):  # noqa: N818  # read as a word
    """Slack does not show us somebody."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(standing.value)
        self.standing = standing


_UNSEEN: Final[Mapping[str, Standing]] = {
    "user_not_found": Standing.DEACTIVATED,
    "user_not_visible": Standing.EXTERNAL,
}


def _batches(people: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for first in range(0, len(people), size):
        yield people[first : first + size]


def _looked(audience: Audience, everybody: Iterable[Listed]) -> Looked:
    """Who is asked, and how many are not."""
    asked = {Standing.MEMBER}
    asked |= {Standing.GUEST} if audience.guests else set()
    asked |= {Standing.EXTERNAL} if audience.externals else set()
    members, left_out = [], Counter[LeftOut]()
    for one in everybody:
        if one.standing in asked:
            members.append(Member(one.person, one.zone, one.locale))
        else:
            left_out[_LEFT_OUT[one.standing]] += 1
    return Looked(tuple(members), dict(left_out))
