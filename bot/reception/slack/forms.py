"""Forms: opened at once, because what opens them is good for three seconds; read, looked at and answered.

What takes longer than Slack waits is answered by a page that loads, and is put in its place when it is there.
Nothing is written before a form was confirmed; whoever sends one twice gets one check-in.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection

from bot.channels.base import Place
from bot.channels.slack.directory import Listed
from bot.channels.slack.forms.appointing import appointing_view, read_appointing
from bot.channels.slack.forms.deciding import area_in, deciding_view, named_in, read_deciding
from bot.channels.slack.forms.starting import (
    Confirmed,
    Set,
    read_preview,
    read_starting,
    starting_view,
)
from bot.channels.slack.incoming import (
    CHANNEL,
    Changed,
    Commanded,
    Filled,
    Incoming,
    Pressed,
    Shortcut,
    Turning,
)
from bot.channels.slack.modal import gone_view, loading_view
from bot.channels.team_tokens import decode_team, is_of_team
from bot.channels.wish_tokens import decode_wish, is_wish, owner_at
from bot.present.desk.commands import could_not_now, look_in_messages
from bot.present.teams.starting import may_not, words_for
from bot.reception.slack.audiences import Audiences
from bot.reception.slack.forms_answers import (
    Answer,
    Errors,
    Filler,
    Over,
    Page,
    errors_of,
    preview_of,
    reply_of,
)
from bot.reception.slack.forms_proposals import action_proposal, checkin_offer
from bot.reception.slack.forms_wrong import at_fault, cannot_look
from bot.reception.slack.replies import DONE, Reply, to_who_asked
from bot.reception.slack.window import Windows
from bot.store import checkins, respondents
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.turn.arrived import Surroundings, Turn
from bot.turn.teams.audience import CannotLook
from bot.turn.teams.choosing import audience_of, faults, today_in
from bot.turn.teams.roles import Who, is_admin, may_start, sees_to
from bot.turn.teams.starting import admins_here
from bot.wishes import (
    AboutCheckIn,
    BeginCheckIn,
    CheckInVerb,
    ChooseManagers,
    NewCheckIn,
    PlanAction,
    Wish,
)

_LOG: Final = logging.getLogger(__name__)
AT_ONCE: Final = 1.5
"""Seconds that an answer waits for what takes time; Slack waits for three altogether."""
Opens: TypeAlias = NewCheckIn | ChooseManagers | AboutCheckIn
"""What a form is opened for."""
Take: TypeAlias = Callable[[Place, Wish, str], Awaitable[Turn]]
"""Takes a turn: where, what is wanted, and by which name it counts once."""


class Forms:
    """Opens them, and takes what was sent."""

    def __init__(
        self,
        database: Database,
        windows: Windows,
        audiences: Audiences,
        around: Callable[[], Surroundings],
        beside: Callable[[Coroutine[Any, Any, None]], None],
    ) -> None:
        self._database = database
        self._windows = windows
        self._audiences = audiences
        self._around = around
        self._beside = beside

    def heard(self, workspace: str, news: Listed) -> None:
        """Slack told of somebody."""
        self._audiences.heard(workspace, news)

    async def answered(self, incoming: Incoming, known: Changed, take: Take) -> Reply | None:
        """The answer to what is about a form; None for all else."""
        place, trigger = Place(incoming.workspace, incoming.person), incoming.trigger
        match incoming.what:
            case Filled(view=view):
                return await self._filled(place, view, incoming.update, known, take)
            case Turning(view=view):
                await self._turned(place, view, known)
                return DONE
            case Commanded(meaning=meaning) if isinstance(meaning.press, NewCheckIn | ChooseManagers):
                return await self._commanded(place, trigger, meaning.press, known)
            case Shortcut(press=NewCheckIn() as press) if trigger is not None:
                self._beside(self._open(place, trigger, press, known))
                return DONE
            case Pressed(token=token) if trigger is not None:
                wanted = await self._wanted(place, token)
                if wanted is not None:
                    self._beside(self._open(place, trigger, wanted, known))
                    return DONE
        return None

    # --- opening -----------------------------------------------------------------------------------

    async def _commanded(
        self, place: Place, trigger: str | None, wanted: Opens, known: Changed
    ) -> Reply:  # fmt: skip
        """Who may not is told where they typed; nothing opens."""
        reader = await self._reader(place, known)
        if not _may(reader, wanted):
            return to_who_asked(_why_not(reader, wanted))
        if trigger is not None:
            self._beside(self._open(place, trigger, wanted, known))
        return DONE

    async def _wanted(self, place: Place, token: str) -> Opens | None:
        """What a button opens a form for; None for other buttons, and those of somebody else."""
        *_, about, _ = ("", *token.split("."))
        if not (is_wish(token) or is_of_team(token)) or about not in _OPENING:
            return None
        platform = self._around().platform
        if platform is None:
            return None
        address = await self._database.read(lambda connection: respondents.find(connection, CHANNEL, *place))
        owners = [owner_at(CHANNEL, *place), *([address.id] if address else [])]
        for owner in owners:
            if is_wish(token):
                wish = decode_wish(token, address=owner, flows=(), keys=platform.token_keys)
            else:
                wish = decode_team(token, address=owner, keys=platform.token_keys)
            if isinstance(wish, NewCheckIn | ChooseManagers):
                return wish
            if isinstance(wish, AboutCheckIn) and wish.verb is CheckInVerb.PLAN:
                return wish
        return None

    async def _open(self, place: Place, trigger: str, wanted: Opens, known: Changed) -> None:
        await self._windows.show(place, trigger, self._made(place, wanted, known), known.locale)

    async def _made(self, place: Place, wanted: Opens, known: Changed) -> Mapping[str, Any]:
        """The form, whatever happens: what was opened to load has an end."""
        try:
            reader = await self._reader(place, known)
            if not _may(reader, wanted):
                return gone_view(reader.language, _why_not(reader, wanted))
            match wanted:
                case NewCheckIn():
                    return await self._starting(place, reader)
                case ChooseManagers():
                    who = reader.who
                    found = await self._database.read(
                        lambda connection: checkins.appointed(connection, who.channel, who.workspace)
                    )
                    return appointing_view(found, reader.language)
                case AboutCheckIn(checkin=checkin):
                    return await self._deciding(reader, checkin, reader.around.new_id(), "")
        except StoreError as error:
            _LOG.error("a form could not be made: %s", error.what)  # said without a trace
        except Exception:  # noqa: BLE001  # a mistake of ours must not stop the others
            _LOG.exception("a form met a mistake of ours")
        return gone_view(known.locale, could_not_now(known.locale))

    async def _starting(
        self, place: Place, reader: Filler, checkin: str = "", flow: str = ""
    ) -> Mapping[str, Any]:  # fmt: skip
        """The form for a team check-in; *checkin* and *flow*: of a form that is open already."""
        groups: Mapping[str, str] = {}
        with suppress(CannotLook):  # channels and people can be named all the same
            groups = await self._audiences.groups(place.workspace)
        checkin = checkin or reader.around.new_id()
        offer = checkin_offer(reader.around, checkin, flow, groups, reader.zone)
        if offer is None:
            _, words = words_for(reader.language)
            return gone_view(reader.language, words.begun.no_flows)
        return starting_view(offer, reader.language)

    async def _deciding(
        self, reader: Filler, checkin: str, action: str, area: str
    ) -> Mapping[str, Any]:  # fmt: skip
        """The form for an action about an area; "": the one that needs it most."""

        def look(connection: Connection) -> Mapping[str, Any]:
            found = checkins.by_id(connection, checkin)
            proposal = None
            if found is not None and sees_to(connection, reader.who, found, reader.around):
                proposal = action_proposal(
                    connection, found, reader.around, action, area, (reader.language, reader.zone)
                )
            if proposal is None:
                _, words = words_for(reader.language)
                return gone_view(reader.language, words.action.gone)
            return deciding_view(proposal, reader.language)

        return await self._database.read(look)

    # --- while it is filled ------------------------------------------------------------------------

    async def _turned(self, place: Place, view: Mapping[str, Any], known: Changed) -> None:
        """Another flow or area: the form proposes what belongs to that."""
        reader = await self._reader(place, known)
        named = named_in(view)
        if named is not None:
            action, checkin = named
            new = await self._deciding(reader, checkin, action, area_in(view))
        else:
            sent = read_starting(view)
            if sent is None or not reader.may:
                return
            new = await self._starting(place, reader, sent.id, sent.choice.flow)
        await self._windows.change(place, {"view_id": view.get("id"), "hash": view.get("hash"), "view": new})

    # --- when it is sent ---------------------------------------------------------------------------

    async def _filled(
        self, place: Place, view: Mapping[str, Any], update: str, known: Changed, take: Take
    ) -> Reply:
        sent = read_starting(view) or read_preview(view) or read_deciding(view) or read_appointing(view)
        if sent is None:
            return DONE

        async def answering(reader: Filler) -> Answer:
            match sent:
                case Set():
                    return await self._set_up(place, sent, view, reader)
                case Confirmed():
                    return await self._begun(place, sent, take)
                case PlanAction():
                    return await self._decided(place, sent, view, reader, take)
                case _:
                    await take(place, sent, update)
                    return Over()

        return await self._soon(place, known, "push" if isinstance(sent, Set) else "update", answering)

    async def _soon(
        self, place: Place, known: Changed, action: str, answering: Callable[[Filler], Awaitable[Answer]]
    ) -> Reply:
        """The answer in time; else a page that loads, and the answer in its place when it is there."""
        reading = asyncio.create_task(self._reader(place, known))
        task = asyncio.create_task(self._safely(reading, known, answering))
        done, _ = await asyncio.wait([task], timeout=AT_ONCE)
        if done:
            return reply_of(task.result(), action)
        external = self._around().new_id()

        async def later() -> None:
            new = _late(await task, _language(reading, known))
            await self._windows.change(
                place, {"external_id": external, "view": new | {"external_id": external}}
            )  # fmt: skip

        self._beside(later())
        loading = loading_view(_language(reading, known)) | {"external_id": external}
        return Reply({"response_action": action, "view": loading})

    async def _safely(
        self,
        reading: "asyncio.Task[Filler]",
        known: Changed,
        answering: Callable[[Filler], Awaitable[Answer]],
    ) -> Answer:
        try:
            return await answering(await reading)
        except StoreError as error:
            _LOG.error("a form could not be taken: %s", error.what)  # said without a trace
        except Exception:  # noqa: BLE001  # a mistake of ours must not stop the others
            _LOG.exception("a form met a mistake of ours")
        language = _language(reading, known)
        return Page(gone_view(language, could_not_now(language)))

    async def _set_up(
        self, place: Place, sent: Set, view: Mapping[str, Any], reader: Filler
    ) -> Answer:  # fmt: skip
        """What is wrong with it, beside the fields; else who gets it when."""
        if not reader.may:
            return Page(gone_view(reader.language, _why_not(reader, NewCheckIn())))
        choice, around = sent.choice, reader.around
        wrong = faults(choice, around.library, today_in(reader.zone, around.now))
        if wrong:
            return errors_of(view, at_fault(reader.language, wrong))
        audience = audience_of(choice)
        try:
            looked = await self._audiences.look(place.workspace, audience)
        except CannotLook as error:
            return errors_of(view, cannot_look(reader.language, error.why, audience))
        page = await self._database.read(lambda connection: preview_of(connection, sent, looked, reader))
        if page is None:
            _, words = words_for(reader.language)
            return errors_of(view, {"people": words.wrong.nobody})
        return Page(page)

    async def _begun(self, place: Place, confirmed: Confirmed, take: Take) -> Answer:
        wish = BeginCheckIn(confirmed.id, confirmed.choice, confirmed.people)
        await take(place, wish, f"checkin.{confirmed.id}")
        return Over()

    async def _decided(
        self, place: Place, action: PlanAction, view: Mapping[str, Any], reader: Filler, take: Take
    ) -> Answer:
        _, words = words_for(reader.language)
        wrong = {name: words.wrong.missing for name in ("text", "owner") if not getattr(action, name)}
        if action.due_on < today_in(reader.zone, reader.around.now):
            wrong["due_on"] = words.wrong.past
        if wrong:
            return errors_of(view, wrong)
        await take(place, action, f"action.{action.id}")
        return Over()

    async def _reader(self, place: Place, known: Changed) -> Filler:
        """What they chose or their client speaks, where they live, what they may."""
        around, who = self._around(), Who(CHANNEL, *place)

        def look(connection: Connection) -> Filler:
            address = respondents.find(connection, *who)
            language = (address.language if address else None) or known.locale
            zone = known.zone or (address.zone if address else None)
            may = may_start(connection, who, around)
            return Filler(who, language, zone, may, is_admin(who, around), around)

        return await self._database.read(look)


_OPENING: Final = frozenset({"e", "f", CheckInVerb.PLAN.value})
"""What stands before the checksum of a button that opens a form."""


def _may(reader: Filler, wanted: Opens) -> bool:
    """Whether somebody sees to a check-in is looked at where it is known."""
    return reader.admin if isinstance(wanted, ChooseManagers) else reader.may


def _why_not(reader: Filler, wanted: Opens) -> str:
    if isinstance(wanted, ChooseManagers):
        _, words = words_for(reader.language)
        return words.managers.not_admin
    admins = admins_here(reader.around, reader.who.channel, reader.who.workspace)
    return may_not(reader.language, admins=admins)


def _language(reading: "asyncio.Task[Filler]", known: Changed) -> str | None:
    """What they chose, once that is known; else what their client speaks."""
    there = reading.done() and not reading.cancelled() and reading.exception() is None
    return reading.result().language if there else known.locale


def _late(answer: Answer, language: str | None) -> dict[str, Any]:
    """What takes the place of the page that loads."""
    match answer:
        case Page(view=view):
            return dict(view)
        case Errors(said=said):
            return gone_view(language, said)
        case Over():
            return gone_view(language, look_in_messages(language))
