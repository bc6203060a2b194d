"""What Slack sends, taken: each is one turn, and is confirmed only after the turn is committed (design §1.1).

Events wait for that as long as it takes: Slack sends what was not confirmed again. Interactions it does not
send again, and it wants an answer within three seconds: whatever takes longer goes on after the answer, and
when it fails the person is told.
"""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import Any, Final

from bot.channels.base import Place
from bot.channels.slack.api import SlackApi, Trouble
from bot.channels.slack.incoming import (
    CHANNEL,
    Changed,
    Chosen,
    Commanded,
    Filled,
    HomeOpened,
    Incoming,
    MessagesOpened,
    Pressed,
    Revoked,
    Said,
    Shortcut,
    Turning,
    Uninstalled,
    Wrote,
)
from bot.channels.slack.modal import errors_of, gone_view
from bot.channels.slack.parse import parse
from bot.channels.slack.sender import SlackSender
from bot.channels.slack.words import Meaning
from bot.delivery.outbox import Outbox
from bot.engine.inputs import Help
from bot.messages import Words
from bot.present.desk.commands import (
    checkup_help,
    could_not_now,
    look_in_messages,
    not_installed,
    unknown_subcommand,
)
from bot.present.desk.strays import not_yours, too_much
from bot.reception.buckets import Admission
from bot.reception.slack.forms import Forms
from bot.reception.slack.grants import NotNow
from bot.reception.slack.home import HomeTab
from bot.reception.slack.people import People
from bot.reception.slack.replies import AGAIN, DONE, Reply, in_the_answer, to_who_asked, words_to_who_asked
from bot.reception.slack.window import Windows
from bot.reception.slack.workspaces import Workspaces
from bot.reception.taking import Taking
from bot.store import respondents
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.inbound import Update
from bot.turn.arrived import Arrived, Selected, Token, Told, Turn, Written
from bot.watching import traced
from bot.watching.about import about
from bot.wishes import ShowMenu, UnknownCommand, Wish

_LOG: Final = logging.getLogger(__name__)
INTERACTIONS: Final = (Pressed, Chosen, Wrote, Commanded, Shortcut, Filled, Turning)
"""What somebody waits for; Slack does not send it again."""
ANSWER_SECONDS: Final = 2.4
"""Slack waits for three; the rest is for the way."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """Where things are shown besides the direct messages."""

    home: HomeTab
    windows: Windows
    forms: Forms


class SlackReception:
    """Takes what comes in for one workspace, or for all in which the app is installed."""

    def __init__(  # noqa: PLR0913, PLR0917  # the parts of a channel
        self,
        database: Database,
        api: SlackApi,
        workspaces: Workspaces,
        sender: SlackSender,
        outbox: Outbox,
        taking: Taking,
        rooms: Rooms,
        people: People,
    ) -> None:
        self._database = database
        self._api = api
        self._workspaces = workspaces
        self._sender = sender
        self._outbox = outbox
        self._taking = taking
        self._home = rooms.home
        self._windows = rooms.windows
        self._forms = rooms.forms
        self._people = people

    async def receive(self, body: Mapping[str, Any]) -> Reply:
        """One request of Slack's, whose signature is good: how it is answered."""
        incoming = parse(body)
        if incoming is None:
            _LOG.debug("something that means nothing here")
            return DONE
        ids = about(channel=CHANNEL, update=incoming.update)
        with self.busy(), ids, traced.span("webhook", channel=CHANNEL):
            try:
                return await self._received(incoming, body)
            except StoreError as error:
                _LOG.error("an event is not confirmed: %s", error.what)  # said without a trace
            except NotNow:
                _LOG.warning("an event is not confirmed: Slack cannot say just now whether it is still so")
            self._taking.comes_again(_place(incoming))
            return AGAIN

    async def welcome(self, workspace: str, person: str) -> None:
        """Greets who installed the app: what there is, once."""
        place = Place(workspace, person)
        with self.busy():
            known = await self._people.asked(place)
            once = Update(CHANNEL, workspace, f"welcome.{person}")
            menu = Arrived(once, person, ShowMenu(), language=known.locale, zone=known.zone)
            await self._turn(menu, place, {})

    def busy(self) -> AbstractContextManager[None]:
        """For as long as something is being taken, from its first question to Slack to its turn."""
        return self._taking.busy()

    def stop(self) -> None:
        """What can come again is not waited for any more."""
        self._home.stop()

    async def drain(self) -> None:
        """Returns when nothing is being taken."""
        await self._taking.drain()

    async def _received(self, incoming: Incoming, body: Mapping[str, Any]) -> Reply:
        if isinstance(incoming.what, Uninstalled):
            await self._workspaces.uninstalled(incoming.workspace)
        elif isinstance(incoming.what, Revoked):
            await self._workspaces.revoked(incoming.workspace, incoming.what.bots)
        elif (admission := self._taking.admits(_place(incoming))) is not Admission.TAKEN:
            return self._dropped(incoming, admission)
        elif isinstance(incoming.what, INTERACTIONS):
            return await self._soon(incoming, body)
        else:
            return await self._event(incoming, body)
        return DONE

    async def _event(self, incoming: Incoming, body: Mapping[str, Any]) -> Reply:
        if await self._workspaces.bot_of(incoming.workspace) is None:
            return self._unknown(incoming)
        if incoming.room is not None:
            self._sender.entered(_place(incoming), incoming.room)
        match incoming.what:
            case MessagesOpened():
                pass
            case Changed():
                await self._learned(incoming, incoming.what)
            case HomeOpened():
                self._taking.beside(self._home.show(_place(incoming)))
            case Said(meaning=meaning):
                await self._take(incoming, meaning, body)
        return DONE

    def _unknown(self, incoming: Incoming) -> Reply:
        """From a workspace that does not let us in: nothing is done for it."""
        _LOG.warning(
            "from a workspace in which the app is not installed", extra={"workspace": incoming.workspace}
        )
        asked = isinstance(incoming.what, Commanded)
        return to_who_asked(not_installed(None)) if asked else DONE

    async def _learned(self, incoming: Incoming, news: Changed) -> None:
        """A language or a zone changed."""
        place, zone = _place(incoming), news.zone
        self._people.heard(place, news)
        if news.listed is not None:
            self._forms.heard(place.workspace, news.listed)
        if zone is None:
            return

        def move(connection: Any) -> None:
            address = respondents.find(connection, CHANNEL, place.workspace, place.person)
            if address is not None and address.zone != zone:
                respondents.set_zone(connection, address.id, zone)

        await self._database.run(move)

    # --- interactions: an answer in time -----------------------------------------------------------

    async def _soon(self, incoming: Incoming, body: Mapping[str, Any]) -> Reply:
        """The answer, when it is there in time; else a bare one, and the rest goes on."""
        task = asyncio.create_task(self._interaction(incoming, body))
        done, _ = await asyncio.wait([task], timeout=ANSWER_SECONDS)
        if done:
            return task.result()
        self._taking.beside(self._late(incoming, task, body))
        return DONE

    async def _late(self, incoming: Incoming, task: "asyncio.Task[Reply]", body: Mapping[str, Any]) -> None:
        """What would have been said in the answer is said beside it."""
        reply = await task
        if isinstance(incoming.what, Wrote):
            if reply.body is not None:
                await self._told_in_messages(incoming, incoming.what, body)
        elif reply.body is not None:
            await self._respond(incoming, str(reply.body.get("text", "")))

    async def _told_in_messages(self, incoming: Incoming, wrote: Wrote, body: Mapping[str, Any]) -> None:
        """The window is closed by now: what is wrong with the words is told as with typed ones, as long as
        their question is open.
        """
        place = _place(incoming)
        known = self._people.known(place)
        written = Written(wrote.token, wrote.text, late=True)
        arrived = Arrived(
            _update(incoming), place.person, written, language=known.locale, zone=known.zone
        )  # fmt: skip
        try:
            await self._turn(arrived, place, body)
        except StoreError as error:
            _LOG.error("what was written in a window could not be taken: %s", error.what)

    async def _interaction(self, incoming: Incoming, body: Mapping[str, Any]) -> Reply:
        """It does not come again: whatever stands in its way is told."""
        try:
            if await self._workspaces.bot_of(incoming.workspace) is None:
                return self._unknown(incoming)
            return await self._interacted(incoming, body)
        except StoreError as error:
            _LOG.error("an interaction could not be taken: %s", error.what)  # said without a trace
        except Exception:  # noqa: BLE001  # a mistake of ours must not stop the others
            _LOG.exception("an interaction met a mistake of ours")
        words = could_not_now(self._language(incoming))
        reply = in_the_answer(incoming, words)
        if reply is None:
            await self._tell(incoming, words)
        return reply or DONE

    def _dropped(self, incoming: Incoming, admission: Admission) -> Reply:
        """Of somebody who floods us: confirmed, and a word where it costs no call, else one word."""
        words = too_much(self._language(incoming))
        reply = in_the_answer(incoming, words)
        if admission is Admission.ENOUGH:
            _LOG.warning("somebody sends more than is taken", extra={"workspace": incoming.workspace})
            if isinstance(incoming.what, Said):
                self._taking.beside(self._taking.say(_place(incoming), Told(Words((words,), ()))))
            elif reply is None:
                self._taking.beside(self._tell(incoming, words))
        return reply or DONE

    async def _interacted(self, incoming: Incoming, body: Mapping[str, Any]) -> Reply:
        place = _place(incoming)
        known = await self._people.asked(place)
        answered = await self._forms.answered(incoming, known, self._wished)
        if answered is not None:
            return answered
        match incoming.what:
            case Pressed(writes=True, token=token, message=message) if incoming.trigger is not None:
                language = known.locale
                if not await self._windows.open(place, incoming.trigger, token, message, language):
                    await self._follow(incoming, body, Token(token), message)
            case Pressed(token=token, message=message, ticked=ticked):
                boxes = None if ticked is None else Selected(ticked.card, ticked.options)
                await self._follow(incoming, body, Token(token, boxes), message)
            case Chosen(card=card, options=options, message=message):
                await self._follow(incoming, body, Selected(card, options), message)
            case Wrote(token=token, text=text, message=message, view=view):
                turn = await self._follow(incoming, body, Written(token, text), message)
                return Reply(errors_of(view, turn.wrong)) if turn.wrong else DONE
            case Commanded():
                return await self._command(incoming, incoming.what, body)
            case Shortcut():
                await self._take(incoming, Meaning(ShowMenu()), body)
                await self._windows.say(
                    place, incoming.trigger, gone_view(known.locale, look_in_messages(known.locale))
                )
        return DONE

    async def _follow(
        self,
        incoming: Incoming,
        body: Mapping[str, Any],
        came: Token | Selected | Written,
        message: str | None,
    ) -> Turn:
        """A control of ours; those of the Home tab are answered there."""
        place, known = _place(incoming), self._people.known(_place(incoming))
        theirs = message if message is not None and await self._sender.is_theirs(place, message) else None
        if theirs is not None and not isinstance(came, Written):
            self._sender.pressed(place, theirs, incoming.respond, incoming.shown)
        arrived = Arrived(
            _update(incoming), place.person, came, language=known.locale, zone=known.zone, message=theirs,
            elsewhere=message is None,
        )  # fmt: skip
        turn = await self._turn(arrived, place, body)
        if turn.refused is not None:
            _LOG.warning("a button was refused: %s", turn.refused.value, extra={"workspace": place.workspace})
            await self._respond(incoming, not_yours(known.locale))
        if message is None:
            new = any(one.replaces is None for one in turn.told)
            self._taking.beside(self._home.show(place, told=new))
        return turn

    async def _command(self, incoming: Incoming, asked: Commanded, body: Mapping[str, Any]) -> Reply:
        """Help is said on the spot; all else in the direct messages, and on the spot where to find it."""
        place = _place(incoming)
        known = await self._people.asked(place)
        language = await self._spoken(place, known)
        match asked.meaning.press:
            case Help():
                return words_to_who_asked(checkup_help(language))
            case UnknownCommand():
                return words_to_who_asked(unknown_subcommand(language, asked.word))
        await self._take(incoming, asked.meaning, body)
        if asked.channel is not None and asked.channel == await self._sender.room_of(place):
            return DONE
        return to_who_asked(look_in_messages(language))

    async def _wished(self, place: Place, wish: Wish, update: str) -> Turn:
        """What was set up in a form; the same *update* counts once."""
        known = self._people.known(place)
        arrived = Arrived(
            Update(CHANNEL, place.workspace, update), place.person, wish, language=known.locale,
            zone=known.zone,
        )  # fmt: skip
        turn = await self._turn(arrived, place, {})
        self._taking.beside(self._home.show(place))
        return turn

    # --- a turn ------------------------------------------------------------------------------------

    async def _take(self, incoming: Incoming, meaning: Meaning, body: Mapping[str, Any]) -> Turn:
        """Words, a command, a shortcut."""
        place = _place(incoming)
        known = await self._people.asked(place)
        arrived = Arrived(
            _update(incoming), place.person, meaning.press, flow=meaning.flow, language=known.locale,
            word=meaning.word, zone=known.zone,
        )  # fmt: skip
        return await self._turn(arrived, place, body)

    async def _turn(self, arrived: Arrived, place: Place, body: Mapping[str, Any]) -> Turn:
        async with self._taking.in_turn(place):
            turn = await self._taking.turn(arrived, body)
            if turn.erased is not None:
                await self._outbox.forget(turn.erased)
            for told in turn.at_once:
                await self._taking.say(place, told)
            if turn.erased is not None:
                self._sender.forget(place)  # not before: by this it knows what has controls to lose
            self._outbox.post(place, turn.parcels)
        if turn.at_once:
            self._taking.beside(self._home.show(place))
        return turn

    async def _tell(self, incoming: Incoming, words: str) -> None:
        """Where the person looks: what has no address to answer it at may open a window."""
        if incoming.respond is None:
            view = gone_view(self._language(incoming), words)
            await self._windows.say(_place(incoming), incoming.trigger, view)
        else:
            await self._respond(incoming, words)

    async def _respond(self, incoming: Incoming, words: str) -> None:
        """Words for the person alone, where they pressed; what stands there stays."""
        if incoming.respond is None or not words:
            return
        with suppress(Trouble):
            await self._api.respond(
                incoming.respond, {"response_type": "ephemeral", "replace_original": False, "text": words}
            )

    def _language(self, incoming: Incoming) -> str | None:
        return self._people.known(_place(incoming)).locale

    async def _spoken(self, place: Place, known: Changed) -> str | None:
        """What the person chose, else what their client speaks."""
        address = await self._database.read(
            lambda connection: respondents.find(connection, CHANNEL, place.workspace, place.person)
        )
        return (address.language if address else None) or known.locale


def _place(incoming: Incoming) -> Place:
    return Place(incoming.workspace, incoming.person)


def _update(incoming: Incoming) -> Update:
    return Update(CHANNEL, incoming.workspace, incoming.update)
