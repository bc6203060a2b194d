"""Messages out: each kind in the requests that it takes, and what became of them.

A message that was pressed is changed at the address that its press brought, which no limit counts; any other
by `chat.update`, of which a whole workspace has fifty a minute (docs.slack.dev/apis/web-api/rate-limits).
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final, Protocol, TypeAlias, TypeVar

from bot.channels.base import DOUBT, Fate, Letter, Outcome, Paint, Permit, PictureLate, Place
from bot.channels.slack.api import UPLOAD, Lost, Refused, SlackApi, Trouble
from bot.channels.slack.chart import chart_message
from bot.channels.slack.incoming import CHANNEL
from bot.channels.slack.outcomes import AGAIN_SECONDS, POST, is_gone, outcome_of
from bot.channels.slack.render import render, settled
from bot.channels.slack.stripped import without_controls
from bot.messages import (
    ContactKeyboard,
    File,
    HeatMap,
    KeyboardGone,
    Picture,
    ResultPage,
    Settled,
    Shown,
    for_any_channel,
)

Payload: TypeAlias = Mapping[str, Any]
K = TypeVar("K")
V = TypeVar("V")
REMEMBERED: Final = 5_000
"""Messages whose content is known, so that nothing is sent that is there already."""
RESPONSES: Final = 5
"""How often an interaction can be answered at its address."""
RESPONSE_SECONDS: Final = 29 * 60.0
"""For how long; Slack takes it for 30 minutes."""
DIRECT: Final = "D"
"""So begins the id of a channel of direct messages."""
UPDATE: Final = "chat.update"
HISTORY: Final = "conversations.history"
LOOKED_THROUGH: Final = 10
"""Messages, the newest, in which one is looked for of which nobody heard."""
SKEW_SECONDS: Final = 2.0
"""By how much Slack's clock and ours may differ."""
_NOTHING_UNFOLDS: Final = {"unfurl_links": False, "unfurl_media": False}


class Kept(Protocol):
    """What was sent earlier, maybe by an earlier process."""

    async def shown_in(self, place: Place, message: str) -> Shown | None:
        """What stands in a message; None where nobody knows."""
        ...

    async def some_message(self, place: Place) -> str | None:
        """The id of any message to this person."""
        ...


@dataclass(slots=True)
class _Way:
    """The address of an interaction, and what is left of it."""

    address: str
    until: float
    left: int = RESPONSES


class SlackSender:
    """Sends into one workspace, or into all in which the app is installed."""

    channel = CHANNEL

    def __init__(
        self,
        api: SlackApi,
        workspace: str | None,
        paint: Paint,
        kept: Kept,
        seconds: Callable[[], float],
        *,
        alone: bool = True,
    ) -> None:
        """*seconds*: the time since 1970. *alone*: no other process changes these messages, so that what was
        shown last is still shown.
        """
        self.workspace = workspace
        self._api = api
        self._paint = paint
        self._kept = kept
        self._seconds = seconds
        self._alone = alone
        self._shown: OrderedDict[tuple[Place, str], Payload] = OrderedDict()
        self._heard_of: OrderedDict[tuple[Place, str], None] = OrderedDict()
        """New messages of which it was heard that they are there."""
        self._ways: OrderedDict[tuple[Place, str], _Way] = OrderedDict()
        self._rooms: OrderedDict[Place, str] = OrderedDict()
        self._without_charts: OrderedDict[str, None] = OrderedDict()

    def pressed(self, place: Place, message: str, address: str | None, shown: Payload | None) -> None:
        """A control of *message* was pressed: *address* answers that, and this is what stands there."""
        if address is not None:
            until = asyncio.get_running_loop().time() + RESPONSE_SECONDS
            _remember(self._ways, (place, message), _Way(address, until))
        if shown is not None and not (self._alone and (place, message) in self._shown):  # a press may be late
            _remember(self._shown, (place, message), shown)

    async def is_theirs(self, place: Place, message: str) -> bool:
        """Does *message* stand in the direct messages with this person, as far as these are known? A press
        says where it was made, but never where somebody is to be written to.
        """
        said = message.partition(":")[0]
        return said.startswith(DIRECT) and await self.room_of(place) in {None, said}

    def entered(self, place: Place, room: str) -> None:
        """*room* is the channel of the direct messages with this person; any other does not count."""
        if room.startswith(DIRECT):
            _remember(self._rooms, place, room)

    def forget(self, place: Place) -> None:
        """Nothing of what this person was shown, nor where, is remembered."""
        for known in (self._shown, self._heard_of, self._ways):
            for key in [one for one in known if one[0] == place]:
                del known[key]
        self._rooms.pop(place, None)

    async def room_of(self, place: Place) -> str | None:
        """That channel, where it is known: by an event, or by any message that they got."""
        if place not in self._rooms:
            message = await self._kept.some_message(place)
            if message is None:
                return None
            self.entered(place, message.partition(":")[0])
        return self._rooms.get(place)

    async def send(self, letter: Letter, permit: Permit) -> Outcome:
        """One try at a message, in as many requests as it takes."""
        try:
            return await self._sent(letter, permit)
        except PictureLate:
            return Outcome(Fate.LATER, seconds=AGAIN_SECONDS, words="not painted")
        except Trouble as trouble:
            return outcome_of(trouble)

    async def _sent(self, letter: Letter, permit: Permit) -> Outcome:
        match letter.message:
            case Settled():
                return await self._settle(letter, letter.message, permit)
            case Picture():
                return await self._picture(letter, letter.message.page, permit)
            case File():
                return await self._file(letter, letter.message, permit)
            case ContactKeyboard() | KeyboardGone():
                return Outcome(Fate.NOT_MODIFIED)  # nothing stands in place of the letters here
        return await self._pages(
            letter, render(letter.message, letter.tokens, private=letter.private), permit
        )

    async def _pages(self, letter: Letter, pages: list[dict[str, Any]], permit: Permit) -> Outcome:
        """The first page takes the place of a message where one is named; the others are new."""
        outcome, others = Outcome(Fate.SENT), list[str]()
        for part, page in enumerate(pages[letter.parts_sent :], letter.parts_sent):
            try:
                if part == 0 and letter.replaces is not None:
                    outcome = await self._in_place(letter.to, letter.replaces, page, permit)
                else:
                    outcome = await self._new(letter.to, page, permit, letter.doubtful_since)
                if outcome.fate not in {Fate.SENT, Fate.NOT_MODIFIED}:
                    return replace(outcome, parts_sent=part)
                if _has_controls(page) and outcome.message is not None:
                    others.append(outcome.message)
            except Trouble as trouble:
                return replace(outcome_of(trouble), parts_sent=part)
        return replace(outcome, others=tuple(one for one in others if one != outcome.message))

    async def _in_place(self, place: Place, message: str, page: Payload, permit: Permit) -> Outcome:
        """A change; where the message is gone, a new one."""
        if self._alone and _mark(self._shown.get((place, message))) == _mark(page):
            return Outcome(Fate.NOT_MODIFIED, message)
        try:
            await self._change(place, message, page, permit)
        except Trouble as trouble:
            self._shown.pop((place, message), None)
            if is_gone(trouble):
                return await self._new(place, page, permit)
            raise
        _remember(self._shown, (place, message), page)
        return Outcome(Fate.SENT, message)

    async def _change(self, place: Place, message: str, page: Payload, permit: Permit) -> None:
        """At the address of its press as long as that is good, else by the method that has a limit. What is
        refused at the address may be refused for the address alone, in words that Slack does not document.
        """
        way = self._ways.get((place, message))
        if way is not None and way.left and asyncio.get_running_loop().time() < way.until:
            way.left -= 1
            try:
                await self._api.respond(way.address, {"replace_original": True, **page})
            except Refused:
                self._ways.pop((place, message), None)
            else:
                return
        channel, _, stamp = message.partition(":")
        await permit(UPDATE)
        await self._api.call(place.workspace, UPDATE, {"channel": channel, "ts": stamp, **page})

    async def _new(
        self, place: Place, page: Payload, permit: Permit, doubtful_since: float | None = None
    ) -> Outcome:
        """Once: Slack takes no key by which it would know the same message again, so where nobody heard what
        became of a try, the conversation is looked through before another one. Before anybody heard of a
        message to this person there is none to look through: the first rather comes twice than not at all.
        """
        if doubtful_since is not None and await self.room_of(place) is not None:
            try:
                found = await self._arrived(place, page, doubtful_since)
            except Trouble as trouble:
                return _still_doubtful(trouble)
            if found is not None:
                return self._sent_as(place, found, page)
        await permit()
        begun = self._seconds()
        values = {"channel": self._rooms.get(place, place.person), **page, **_NOTHING_UNFOLDS}
        try:
            sent = await self._api.call(place.workspace, POST, values)
        except Lost:
            return await self._looked_for(place, page, begun)
        return self._sent_as(place, f"{sent['channel']}:{sent['ts']}", page)

    async def _looked_for(self, place: Place, page: Payload, begun: float) -> Outcome:
        """After a lost answer: it is there, it is not there, or nobody can say and it is left at that."""
        try:
            found = await self._arrived(place, page, begun)
        except Trouble:
            return Outcome(Fate.UNKNOWN, once=True, words="Lost")
        if found is None:
            return Outcome(Fate.LATER, seconds=AGAIN_SECONDS, words="Lost")
        return self._sent_as(place, found, page)

    async def _arrived(self, place: Place, page: Payload, since: float) -> str | None:
        """The message with these words that has come since then, and is not another one that says the same
        (`conversations.history`).
        """
        channel = await self._room(place)
        said = await self._api.call(place.workspace, HISTORY, {"channel": channel, "limit": LOOKED_THROUGH})
        messages = said.get("messages")
        for message in messages if isinstance(messages, list) else ():
            is_ours = bool(message.get("bot_id")) and message.get("text") == page.get("text")
            if is_ours and float(message["ts"]) >= since - SKEW_SECONDS:
                found = f"{channel}:{message['ts']}"
                if not await self._is_known(place, found):
                    return found
        return None

    async def _is_known(self, place: Place, message: str) -> bool:
        """Was it heard of, by this process or by one before?"""
        return (place, message) in self._heard_of or await self._kept.shown_in(place, message) is not None

    def _sent_as(self, place: Place, message: str, page: Payload) -> Outcome:
        _remember(self._rooms, place, message.partition(":")[0])
        _remember(self._shown, (place, message), page)
        _remember(self._heard_of, (place, message), None)
        return Outcome(Fate.SENT, message)

    async def _settle(self, letter: Letter, message: Settled, permit: Permit) -> Outcome:
        """A question that stands above: its controls go. A message that is not there needs no settling."""
        place, target = letter.to, str(letter.replaces)
        page: Payload | None = (
            settled(message, private=letter.private) if message.text else await self._bare(place, target)
        )
        if page is None:
            return Outcome(Fate.NOT_MODIFIED)
        try:
            await self._change(place, target, page, permit)
        except Trouble as trouble:
            if is_gone(trouble):
                return Outcome(Fate.NOT_MODIFIED)
            raise
        _remember(self._shown, (place, target), page)
        return Outcome(Fate.SENT, target)

    async def _bare(self, place: Place, message: str) -> Payload | None:
        """What stands in a message, without its controls; None where nobody knows it or it has none."""
        known = self._shown.get((place, message))
        if known is None or not self._alone:
            kept = await self._kept.shown_in(place, message)
            if isinstance(kept, Settled):
                return settled(kept)
            if kept is not None and for_any_channel(kept):
                known = render(kept, lambda _press: "-")[-1]
        if known is None:
            return None
        bare = without_controls(known)
        return None if _mark(bare) == _mark(known) else bare

    async def _picture(self, letter: Letter, page: ResultPage | HeatMap, permit: Permit) -> Outcome:
        """The bars as a chart of Slack's where it takes one; else a picture of ours, as for a map."""
        place, chart = letter.to, None
        if isinstance(page, ResultPage) and place.workspace not in self._without_charts:
            chart = chart_message(page, private=letter.private)
        if chart is not None:
            try:
                return await self._new(place, chart, permit)
            except Refused as refused:
                if refused.error != "invalid_blocks":
                    raise
                _remember(self._without_charts, place.workspace, None)
        painted = await self._paint(page)
        if painted is None:
            return Outcome(Fate.NOT_MODIFIED)
        picture, words = painted
        return await self._upload(
            place, permit, content=picture, filename="result.png", title=page.title, alt_txt=words
        )

    async def _file(self, letter: Letter, file: File, permit: Permit) -> Outcome:
        return await self._upload(
            letter.to, permit, content=file.content.encode(), filename=file.name, title=file.name,
            initial_comment=file.caption,
        )  # fmt: skip

    async def _upload(self, place: Place, permit: Permit, **what: Any) -> Outcome:
        """Three requests, which the library makes (docs.slack.dev/messaging/working-with-files)."""
        channel = await self._room(place)
        await permit()
        await permit(UPLOAD)
        try:
            await self._api.through(
                place.workspace, UPLOAD, lambda client: client.files_upload_v2(channel=channel, **what)
            )
        except Lost:
            return Outcome(Fate.UNKNOWN, once=True, words="Lost")
        return Outcome(Fate.SENT)

    async def _room(self, place: Place) -> str:
        """A file goes into a channel, not to a person. Refused: none is known."""
        room = await self.room_of(place)
        if room is None:
            raise Refused(UPLOAD, "nowhere_to_share")
        return room


def _still_doubtful(trouble: Trouble) -> Outcome:
    """The conversation could not be looked through: it may be later, or it is left at that."""
    outcome = outcome_of(trouble)
    match outcome.fate:
        case Fate.BLOCKED:
            return outcome
        case Fate.REFUSED:
            return Outcome(Fate.UNKNOWN, once=True, words=DOUBT)
    return replace(outcome, fate=Fate.LATER, seconds=outcome.seconds or AGAIN_SECONDS, away=True, words=DOUBT)


def _has_controls(page: Payload) -> bool:
    return any(block["type"] == "actions" for block in page.get("blocks", ()))


def _mark(page: Payload | None) -> str:
    if page is None:
        return ""
    return sha256(
        repr((page.get("text"), page.get("blocks"))).encode("utf-8", "backslashreplace")
    ).hexdigest()


def _remember(known: "OrderedDict[K, V]", key: K, value: V) -> None:
    known[key] = value
    known.move_to_end(key)
    if len(known) > REMEMBERED:
        known.popitem(last=False)
