"""The fake by remote control, for a test in another process: everything in JSON under `/control/`."""

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from aiohttp import web

from tests.fakes.telegram.groups import Group
from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.persons import Person

if TYPE_CHECKING:
    from tests.fakes.telegram.server import FakeTelegram

_ACTS: Final = frozenset(
    {
        "opens", "types", "taps", "re_sends", "edits", "sends_sticker", "sends_voice", "sends_photo",
        "sends_contact", "deletes_message", "blocks", "unblocks", "deletes_account", "until", "answers",
    }
)  # fmt: skip
_GROUP_ACTS: Final = frozenset({"types", "taps", "adds_bot", "removes_bot"})
Asked: TypeAlias = dict[str, Any]


class Control:
    """What a test in the same process does with objects, by name."""

    def __init__(self, telegram: "FakeTelegram") -> None:
        self._telegram = telegram
        self._ways: dict[str, Callable[[Asked], Awaitable[Any]]] = {
            "person": self._person,
            "group": self._group,
            "act": self._act,
            "settles": self._settles,
            "passes": self._passes,
            "fails": self._fails,
            "heals": self._heals,
            "limits": self._limits,
            "record": self._record,
            "counts": self._counts,
            "forgets": self._forgets,
        }

    async def answer(self, request: web.BaseRequest) -> web.Response:
        """`{"result": …}`, or `{"error": …}` with 409 for what an object would raise."""
        way = self._ways.get(request.path.removeprefix("/control/"))
        if way is None:
            return web.Response(status=404)
        body = await request.read()
        status, said = 200, dict[str, Any]()
        try:
            said["result"] = await way(json.loads(body) if body else {})
        except (AssertionError, TypeError, ValueError, KeyError, IndexError) as error:
            status, said["error"] = 409, str(error)
        return web.Response(status=status, body=json.dumps(said).encode(), content_type="application/json")

    async def _person(self, asked: Asked) -> Any:
        """Everything that can be seen of a person; `messages: false` leaves the chat out."""
        person = self._telegram.person(asked["name"], language_code=asked.get("language_code"))
        seen = _sight(person)
        if asked.get("messages", True):
            seen["chat"] = [_seen(message) for message in person.chat]
        return seen

    async def _group(self, asked: Asked) -> Any:
        """A group, maybe after somebody did something there."""
        group = self._telegram.group(asked["title"])
        if "act" in asked:
            if asked["act"] not in _GROUP_ACTS:
                raise ValueError(f"nobody can do {asked['act']!r} in a group")
            await getattr(group, asked["act"])(
                self._telegram.person(asked["person"]), **asked.get("given", {})
            )
        return _group_sight(group)

    async def _act(self, asked: Asked) -> Any:
        """A person does something: `{"name": "ana", "act": "taps", "given": {"label": "Often"}}`."""
        person = self._telegram.person(asked["name"])
        if asked["act"] not in _ACTS:
            raise ValueError(f"nobody can do {asked['act']!r}")
        given = dict(asked.get("given", {}))
        if "message" in given:
            given["message"] = next(one for one in person.chat if one.id == given["message"])
        done = await getattr(person, asked["act"])(**given)
        return _seen(done) if isinstance(done, Message) else None

    async def _settles(self, asked: Asked) -> None:
        await self._telegram.settles(**asked)

    async def _passes(self, asked: Asked) -> None:
        self._telegram.passes(asked["seconds"])

    async def _fails(self, asked: Asked) -> None:
        self._telegram.fails(**asked)

    async def _heals(self, _asked: Asked) -> None:
        self._telegram.faults.end()

    async def _limits(self, asked: Asked) -> None:
        """`{"on": false}` switches them off; figures are those of `Limits.on`."""
        if asked.pop("on", True):
            self._telegram.limits.on(**asked)
        else:
            self._telegram.limits.off()

    async def _record(self, _asked: Asked) -> Any:
        record = self._telegram.record
        return {
            "requests": [one.as_json() for one in record.requests],
            "deliveries": [one.as_json() for one in record.deliveries],
            **await self._counts({}),
        }

    async def _counts(self, _asked: Asked) -> Any:
        """The record without the requests one by one."""
        record = self._telegram.record
        return {
            "refusals": [one.as_json() for one in record.refusals],
            "silent_losses": record.silent_losses,
            "calls": record.calls,
            "doubles": [[chat, text, times] for (chat, text), times in record.doubles.items()],
            "waiting": len(self._telegram.updates),
        }

    async def _forgets(self, _asked: Asked) -> None:
        self._telegram.record.forgets()


def _sight(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "screen": person.screen,
        "toasts": [{"text": toast.text, "alert": toast.alert} for toast in person.toasts],
        "keyboards_alive": [message.id for message in person.keyboards_alive],
        "keyboard": person.keyboard,
        "commands": person.commands,
        "profile": person.profile,
        "actions": person.actions,
        "waiting_taps": person.waiting_taps,
        "opened": person.opened,
        "clipboard": person.clipboard,
    }


def _group_sight(group: Group) -> dict[str, Any]:
    return {"id": group.id, "screen": group.screen, "chat": [_seen(message) for message in group.chat]}


def _seen(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "from_bot": message.from_bot,
        "text": message.text,
        "caption": message.caption,
        "labels": message.labels,
        "data": [button.data for button in message.buttons],
        "photo": len(message.photo.content) if message.photo else 0,
        "document": message.document.name if message.document else "",
        "edited": message.edited,
        "seen": message.seen,
    }
