"""The fake in a process of its own, as a test holds it: it costs the app none of its time."""

import asyncio
import sys
from types import TracebackType
from typing import Any, Final, Self

import aiohttp

from tests.fakes.patience import PATIENCE

_LONGEST: Final = 600.0


class RemoteSlack:
    """`async with RemoteSlack() as slack` starts the process, and ends it."""

    def __init__(self, *options: str) -> None:
        """*options*: of the command, such as `"--pace", "0.01"`."""
        self.url = ""
        self.app: dict[str, str] = {}
        """`app_id`, `client_id`, `client_secret`, `signing_secret`, `app_token`."""
        self.home: dict[str, Any] = {}
        """`team_id`, `bot_token`, `bot_user_id` and more of the workspace from the start."""
        self._options = options

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.fakes.slack", *self._options, stdout=asyncio.subprocess.PIPE
        )
        assert self._process.stdout is not None
        self.url = (await self._process.stdout.readline()).decode().strip()
        assert self.url, "the fake did not start"
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=_LONGEST)
        )
        self.app = await self.asks("app")
        self.home = await self.workspace()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()
        if self._process.returncode is None:
            self._process.terminate()
        await self._process.communicate()

    @property
    def api_url(self) -> str:
        """As slack_sdk takes it for `base_url`."""
        return f"{self.url}/api/"

    async def delivers_to(self, url: str, *, verifies: bool = False) -> None:
        await self.asks("app", request_url=url, verifies=verifies)

    async def changes_app(self, **fields: Any) -> None:
        """Such as `echoes=False`, `accepts_charts=False`."""
        self.app = await self.asks("app", **fields)

    async def workspace(self, name: str = "", **how: Any) -> dict[str, Any]:
        """As `FakeSlack.workspace`; the one from the start without a name."""
        said: dict[str, Any] = await self.asks("workspace", name=name, **how)
        return said

    async def person(self, name: str, *, workspace: str = "", **fields: Any) -> "RemotePerson":
        """The person with this name, who is made on first use."""
        seen = await self.asks("person", name=name, workspace=workspace, messages=False, **fields)
        return RemotePerson(self, name, workspace, seen["id"], seen["dm"])

    async def channel(self, name: str, members: list[str] | None = None, **how: Any) -> dict[str, Any]:
        """A channel: `id` and `messages`; members by their names."""
        said: dict[str, Any] = await self.asks("channel", name=name, members=members, **how)
        return said

    async def usergroup(self, handle: str, members: list[str], *, workspace: str = "") -> str:
        return str(await self.asks("usergroup", handle=handle, members=members, workspace=workspace))

    async def installs(self, workspace: str, address: str, by: str, **how: Any) -> str:
        return str(await self.asks("installs", workspace=workspace, address=address, by=by, **how))

    async def uninstalls(self, workspace: str = "") -> None:
        await self.asks("leaves", workspace=workspace)

    async def revokes_tokens(self, workspace: str = "") -> None:
        await self.asks("leaves", workspace=workspace, tokens=True)

    async def re_sends_event(self) -> None:
        await self.asks("re_sends_event")

    async def sockets(self, do: str, **how: Any) -> None:
        """`refresh`, `drop`, `silence` or `wait`."""
        await self.asks("sockets", do=do, **how)

    async def fails(self, trouble: str, *, person: str = "", **when: Any) -> None:
        """As `FakeSlack.fails`; *person* by name, in the workspace from the start."""
        await self.asks("fails", trouble=trouble, name=person, **when)

    async def heals(self) -> None:
        """Nothing fails any more."""
        await self.asks("heals")

    async def limits(self, **figures: Any) -> None:
        """Rate limits, as `Limits.on` takes them; `on=False` for none."""
        await self.asks("limits", **figures)

    async def passes(self, seconds: float) -> None:
        await self.asks("passes", seconds=seconds)

    async def settles(self, quiet: float = 0.05, seconds: float = PATIENCE) -> None:
        await self.asks("settles", quiet=quiet, seconds=seconds)

    async def record(self) -> dict[str, Any]:
        """`requests`, `deliveries`, and all of `counts`."""
        said: dict[str, Any] = await self.asks("record")
        return said

    async def counts(self) -> dict[str, Any]:
        """`refusals`, `mentions`, `complaints`, `silent_losses`, `calls`, `doubles`, `waiting`."""
        said: dict[str, Any] = await self.asks("counts")
        return said

    async def forgets(self) -> None:
        """The record begins anew."""
        await self.asks("forgets")

    async def asks(self, way: str, **given: Any) -> Any:
        """One request under `/control/`. AssertionError: what was asked for is not so."""
        async with self._session.post(f"{self.url}/control/{way}", json=given) as answer:
            said = await answer.json()
        if "error" in said:
            raise AssertionError(said["error"])
        return said["result"]


class RemotePerson:
    """Does what `Person` does; `sees` tells what there is to see."""

    def __init__(self, slack: RemoteSlack, name: str, workspace: str, identity: str, dm: str) -> None:
        self.name = name
        self.id = identity
        self.dm = dm
        self._slack = slack
        self._workspace = workspace

    async def sees(self, *, messages: bool = True) -> dict[str, Any]:
        """`messages`, `screen`, `home_screen`, `modal_screen`, `controls_alive`, `warnings` and more."""
        said: dict[str, Any] = await self._slack.asks(
            "person", name=self.name, workspace=self._workspace, messages=messages
        )
        return said

    async def does(self, act: str, *labels: str, **given: Any) -> Any:
        """Any act of `Person` by its name; a message is named by its `ts`."""
        return await self._slack.asks(
            "act", name=self.name, workspace=self._workspace, act=act, labels=labels, given=given
        )

    async def types(self, text: str) -> None:
        await self.does("types", text=text)

    async def taps(self, label: str, **how: Any) -> None:
        """*how*: `message` by its `ts`, `times`, `confirms`."""
        await self.does("taps", label=label, **how)

    async def chooses(self, label: str, **how: Any) -> None:
        await self.does("chooses", label=label, **how)

    async def ticks(self, *labels: str, **how: Any) -> None:
        await self.does("ticks", *labels, **how)

    async def commands(self, text: str = "", **how: Any) -> dict[str, Any]:
        """`text`, `blocks`, `read`, `error`."""
        said: dict[str, Any] = await self.does("commands", text=text, **how)
        return said

    async def fills(self, text: str, **how: Any) -> None:
        await self.does("fills", text=text, **how)

    async def submits(self) -> None:
        await self.does("submits")

    async def re_sends(self) -> None:
        await self.does("re_sends")

    async def until(self, words: str, seconds: float = PATIENCE) -> None:
        await self.does("until", expected=words, seconds=seconds)
