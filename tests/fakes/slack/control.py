"""The fake by remote control, for a test in another process: everything in JSON under `/control/`."""

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from aiohttp import web

from tests.fakes.slack.commands import CommandReply
from tests.fakes.slack.messages import Message
from tests.fakes.slack.person import Person
from tests.fakes.slack.workspaces import Workspace

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

_ACTS: Final = frozenset(
    {
        "types", "edits", "sends_file", "deletes_message", "commands", "uses_shortcut", "opens_home",
        "opens_messages", "taps", "chooses", "ticks", "fills_message", "picks", "taps_home", "chooses_home",
        "ticks_home", "taps_modal", "chooses_modal", "ticks_modal", "picks_modal", "fills", "submits",
        "closes_modal", "re_sends", "until", "opens_form", "fills_in",
    }
)  # fmt: skip
Asked: TypeAlias = dict[str, Any]


class Control:
    """What a test in the same process does with objects, by name."""

    def __init__(self, slack: "FakeSlack") -> None:
        self._slack = slack
        self._ways: dict[str, Callable[[Asked], Awaitable[Any]]] = {
            "app": self._app,
            "workspace": self._workspace,
            "person": self._person,
            "channel": self._channel,
            "usergroup": self._usergroup,
            "act": self._act,
            "installs": self._installs,
            "leaves": self._leaves,
            "changes": self._changes,
            "re_sends_event": self._re_sends_event,
            "sockets": self._sockets,
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
        except (AssertionError, TypeError, ValueError, KeyError, IndexError, StopIteration) as error:
            status, said["error"] = 409, str(error) or type(error).__name__
        return web.Response(status=status, body=json.dumps(said).encode(), content_type="application/json")

    async def _app(self, asked: Asked) -> Any:
        """The app; anything that is named is changed first: `request_url`, `echoes`, `accepts_charts`."""
        app = self._slack.app
        verifies = asked.pop("verifies", False)
        for name, value in asked.items():
            if not hasattr(app, name):
                raise ValueError(f"an app has no {name!r}")
            setattr(app, name, tuple(value) if isinstance(value, list) else value)
        if verifies:
            await self._slack.verifies_url()
        return {
            name: getattr(app, name)
            for name in ("app_id", "client_id", "client_secret", "signing_secret", "app_token", "request_url")
        }

    async def _workspace(self, asked: Asked) -> Any:
        """A workspace by its name; the one from the start without."""
        if not asked.get("name"):
            return _workspace(self._slack.home)
        return _workspace(self._slack.workspace(**asked))

    async def _person(self, asked: Asked) -> Any:
        """Everything that can be seen of a person; `messages: false` leaves the conversation out."""
        with_messages = asked.pop("messages", True)
        seen = _sight(person := self._someone(asked))
        if with_messages:
            seen["messages"] = [_seen(message) for message in person.messages]
        return seen

    async def _channel(self, asked: Asked) -> Any:
        """A channel, private or not, with members by their names."""
        workspace = self._place(asked)
        members = asked.pop("members", None)
        channel = self._slack.channel(
            asked.pop("name"), None if members is None else self._persons(members, workspace),
            workspace=workspace, **asked,
        )  # fmt: skip
        return {"id": channel.id, "messages": [_seen(one) for one in channel.messages.values()]}

    async def _usergroup(self, asked: Asked) -> Any:
        workspace = self._place(asked)
        members = self._persons(asked["members"], workspace)
        return self._slack.usergroup(asked["handle"], members, workspace=workspace)

    async def _act(self, asked: Asked) -> Any:
        """A person does something: `{"name": "ana", "act": "taps", "given": {"label": "Often"}}`."""
        act, given, labels = asked.pop("act"), asked.pop("given", {}), asked.pop("labels", [])
        if act not in _ACTS:
            raise ValueError(f"nobody can do {act!r}")
        person = self._someone(asked)
        if "message" in given:
            known = [*person.messages, *person.ephemerals]
            given["message"] = next(one for one in known if one.ts == given["message"])
        done = await getattr(person, act)(*labels, **given)
        if isinstance(done, CommandReply):
            return {"text": done.text, "blocks": done.blocks, "read": done.read, "error": done.error}
        return _seen(done) if isinstance(done, Message) else None

    async def _installs(self, asked: Asked) -> Any:
        workspace = self._place(asked)
        by = self._slack.person(asked.pop("by"), workspace=workspace)
        return await self._slack.installs(workspace, asked.pop("address"), by=by, **asked)

    async def _leaves(self, asked: Asked) -> None:
        """`{"tokens": true}`: the tokens alone are taken back."""
        workspace = self._place(asked)
        if asked.get("tokens"):
            await self._slack.revokes_tokens(workspace)
        else:
            await self._slack.uninstalls(workspace)

    async def _changes(self, asked: Asked) -> None:
        fields = asked.pop("fields")
        await self._slack.changes(self._someone(asked), **fields)

    async def _re_sends_event(self, _asked: Asked) -> None:
        await self._slack.re_sends_event()

    async def _sockets(self, asked: Asked) -> None:
        """`{"do": "refresh"}`, `drop`, `silence`; `{"do": "wait", "number": 1}`."""
        match asked["do"]:
            case "refresh":
                await self._slack.refreshes_connections()
            case "drop":
                await self._slack.drops_connections()
            case "silence":
                self._slack.goes_silent()
            case "wait":
                await self._slack.is_connected(asked.get("number", 1), asked.get("seconds", 5.0))
            case other:
                raise ValueError(f"nothing is done by {other!r}")

    async def _settles(self, asked: Asked) -> None:
        await self._slack.settles(**asked)

    async def _passes(self, asked: Asked) -> None:
        self._slack.passes(asked["seconds"])

    async def _fails(self, asked: Asked) -> None:
        name = asked.pop("name", "")
        self._slack.fails(**asked, person=self._slack.person(name) if name else None)

    async def _heals(self, _asked: Asked) -> None:
        self._slack.faults.end()

    async def _limits(self, asked: Asked) -> None:
        """`{"on": false}` switches them off; figures are those of `Limits.on`."""
        if asked.pop("on", True):
            self._slack.limits.on(**asked)
        else:
            self._slack.limits.off()

    async def _record(self, _asked: Asked) -> Any:
        record = self._slack.record
        return {
            "requests": [one.as_json() for one in record.requests],
            "deliveries": [one.as_json() for one in record.deliveries],
            **await self._counts({}),
        }

    async def _counts(self, _asked: Asked) -> Any:
        """The record without requests and deliveries one by one."""
        record = self._slack.record
        return {
            "refusals": [one.as_json() for one in record.refusals],
            "mentions": [one.as_json() for one in record.mentions],
            "complaints": record.complaints,
            "silent_losses": record.silent_losses,
            "calls": record.calls,
            "doubles": [[channel, text, times] for (channel, text), times in record.doubles.items()],
            "waiting": len(self._slack.world.events.carriers),
        }

    async def _forgets(self, _asked: Asked) -> None:
        self._slack.record.forgets()

    def _place(self, asked: Asked) -> Workspace:
        name = asked.pop("workspace", None)
        return self._slack.workspace(name) if name else self._slack.home

    def _someone(self, asked: Asked) -> Person:
        return self._slack.person(asked.pop("name"), workspace=self._place(asked), **asked)

    def _persons(self, names: list[str], workspace: Workspace) -> list[Person]:
        return [self._slack.person(one, workspace=workspace) for one in names]


def _workspace(workspace: Workspace) -> dict[str, Any]:
    token = workspace.bot_token if workspace.installation else ""
    return {
        "team_id": workspace.team_id, "name": workspace.name, "bot_token": token,
        "bot_user_id": workspace.bot_user_id, "bot_id": workspace.bot_id,
        "enterprise_id": workspace.enterprise_id, "installed": workspace.installed,
        "scopes": sorted(workspace.scopes),
    }  # fmt: skip


def _sight(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "dm": person.dm,
        "screen": person.screen,
        "home_screen": person.home_screen,
        "modal_screen": person.modal_screen,
        "modal_errors": person.modal_errors,
        "warnings": person.warnings,
        "notifications": person.notifications,
        "controls_alive": [message.ts for message in person.controls_alive],
        "ephemerals": [_seen(message) for message in person.ephemerals],
        "files": [{"name": one.name, "alt_text": one.alt_text, "length": one.length} for one in person.files],
        "opened": person.opened,
        "confirmed": person.confirmed,
    }


def _seen(message: Message) -> dict[str, Any]:
    return {
        "ts": message.ts,
        "channel": message.channel,
        "from_bot": message.from_bot,
        "text": message.text,
        "read": message.words,
        "labels": message.labels,
        "blocks": message.blocks,
        "alive": message.alive,
        "edited": message.edited,
    }
