"""The fake in a process of its own, as a test holds it: it costs the bot none of its time."""

import asyncio
import sys
from types import TracebackType
from typing import Any, Final, Self

import aiohttp

from tests.fakes.patience import PATIENCE
from tests.fakes.telegram.server import TOKEN

_LONGEST: Final = 600.0


class RemoteTelegram:
    """`async with RemoteTelegram() as telegram` starts the process, and ends it."""

    def __init__(self, token: str = TOKEN, *options: str) -> None:
        """*options*: of the command, such as `"--resends-after", "2"`."""
        self.token = token
        self.url = ""
        self._options = options

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.fakes.telegram", "--token", self.token, *self._options,
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert self._process.stdout is not None
        self.url = (await self._process.stdout.readline()).decode().strip()
        assert self.url, "the fake did not start"
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_LONGEST))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()
        if self._process.returncode is None:
            self._process.terminate()
        await self._process.communicate()

    @property
    def base_url(self) -> str:
        """As python-telegram-bot takes it: the token is added to it."""
        return f"{self.url}/bot"

    async def person(self, name: str, *, language_code: str | None = None) -> "RemotePerson":
        """The person with this name, who is made on first use."""
        seen = await self.asks("person", name=name, language_code=language_code)
        return RemotePerson(self, name, seen["id"])

    async def fails(self, trouble: str, **when: Any) -> None:
        """As `FakeTelegram.fails`; *chat* is a number."""
        await self.asks("fails", trouble=trouble, **when)

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
        """`requests`, `deliveries`, `refusals`, `silent_losses`, `calls`, `doubles`, `waiting`."""
        said: dict[str, Any] = await self.asks("record")
        return said

    async def counts(self) -> dict[str, Any]:
        """The record without requests and deliveries."""
        said: dict[str, Any] = await self.asks("counts")
        return said

    async def forgets(self) -> None:
        """The record begins anew."""
        await self.asks("forgets")

    async def group(self, title: str, act: str = "", person: str = "", **given: Any) -> dict[str, Any]:
        """A group as it is, after *person* did *act* there if one is named."""
        done = {"act": act, "person": person, "given": given} if act else {}
        said: dict[str, Any] = await self.asks("group", title=title, **done)
        return said

    async def asks(self, way: str, **given: Any) -> Any:
        """One request under `/control/`. AssertionError: what was asked for is not so."""
        async with self._session.post(f"{self.url}/control/{way}", json=given) as answer:
            said = await answer.json()
        if "error" in said:
            raise AssertionError(said["error"])
        return said["result"]


class RemotePerson:
    """Does what `Person` does; `sees` tells what there is to see."""

    def __init__(self, telegram: RemoteTelegram, name: str, number: int) -> None:
        self.name = name
        self.id = number
        self._telegram = telegram

    async def sees(self) -> dict[str, Any]:
        """`chat`, `screen`, `toasts`, `keyboards_alive`, `keyboard`, `commands`, `waiting_taps` and more."""
        said: dict[str, Any] = await self._telegram.asks("person", name=self.name)
        return said

    async def does(self, act: str, **given: Any) -> Any:
        """Any act of `Person` by its name; a message is named by its number."""
        return await self._telegram.asks("act", name=self.name, act=act, given=given)

    async def opens(self, payload: str | None = None) -> None:
        await self.does("opens", payload=payload)

    async def types(self, text: str) -> None:
        await self.does("types", text=text)

    async def taps(self, label: str | int, **how: Any) -> None:
        """*how*: `message` by its number, `times`, `accessible`."""
        await self.does("taps", label=label, **how)

    async def re_sends(self) -> None:
        await self.does("re_sends")

    async def blocks(self) -> None:
        await self.does("blocks")

    async def unblocks(self) -> None:
        await self.does("unblocks")

    async def until(self, words: str, seconds: float = PATIENCE) -> None:
        await self.does("until", expected=words, seconds=seconds)
