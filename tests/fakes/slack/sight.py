"""What a person sees of the app: the conversation, what only they see, the modal, the Home tab, warnings."""

from collections.abc import Callable, Iterator
from typing import Any, Final, Self

from tests.fakes.patience import PATIENCE
from tests.fakes.slack import shown
from tests.fakes.slack.channels import Channel
from tests.fakes.slack.files import File
from tests.fakes.slack.messages import Message
from tests.fakes.slack.views import View
from tests.fakes.slack.workspaces import Workspace
from tests.fakes.slack.world import World

_SCREEN_LINES: Final = 60


class Sight:
    """All that somebody can look at."""

    def __init__(self, world: World, workspace: Workspace, user: dict[str, Any], dm: Channel) -> None:
        self.user = user
        self.workspace = workspace
        self.opened: list[str] = []
        """Addresses behind buttons that were tapped."""
        self.confirmed: list[str] = []
        """What dialogs asked before something was done."""
        self.warnings: list[str] = []
        """What Slack says when the app did not take something: `operation_timeout` and others."""
        self.modal_errors: dict[str, str] = {}
        """What stands beside the inputs of the modal, by `block_id`."""
        self._world = world
        self._dm = dm

    @property
    def id(self) -> str:
        return str(self.user["id"])

    @property
    def name(self) -> str:
        return str(self.user["name"])

    @property
    def dm(self) -> str:
        """The conversation with the app."""
        return self._dm.id

    # --- The conversation ---

    @property
    def messages(self) -> list[Message]:
        """Everything in the conversation, oldest first; a message taken from here never changes."""
        return list(self._dm.messages.values())

    @property
    def bot_messages(self) -> list[Message]:
        """What the app wrote there, oldest first."""
        return [message for message in self.messages if message.from_bot]

    @property
    def last(self) -> Message:
        """The newest message of the app. AssertionError: there is none."""
        found = next((one for one in reversed(self._dm.messages.values()) if one.from_bot), None)
        assert found is not None, f"the app wrote nothing:\n{self.screen}"
        return found

    @property
    def ephemerals(self) -> list[Message]:
        """What nobody else sees, in all conversations, oldest first."""
        places = self._world.whispers.get(self.id, ())
        found = [one for place in places for one in self._world.channels[place].ephemerals[self.id]]
        return sorted(found, key=lambda one: one.ts)

    @property
    def screen(self) -> str:
        """The bottom of the conversation with the app, what nobody else sees included."""
        return self.sees(self._dm)

    def sees(self, channel: Channel) -> str:
        """The bottom of any conversation, in whole messages."""
        found: list[str] = []
        count = 0
        for message in _newest_first(channel, self.id):
            who = "Checkup" if message.from_bot else self._world.users[message.content["user"]]["real_name"]
            seen = f"{who}: {self.reads(message)}"
            count += seen.count("\n") + 1
            if found and count > _SCREEN_LINES:
                break
            found.append(seen)
        return "\n".join(reversed(found))

    def reads(self, message: Message) -> str:
        """One message, with what this person has chosen in it."""
        return self._names(message.seen(self._world.choices_seen(self.id, message)))

    @property
    def notifications(self) -> list[str]:
        """What previews of new messages said, oldest first."""
        return list(self._world.notifications.get(self._dm.id, ()))

    @property
    def controls_alive(self) -> list[Message]:
        """The messages of the conversation that still ask for something."""
        return [message for message in self._dm.messages.values() if message.alive]

    @property
    def files(self) -> list[File]:
        """What the app shared in the conversation, with the bytes."""
        shared = [one for message in self.bot_messages for one in message.files]
        return [self._world.files.kept[one["id"]] for one in shared]

    # --- Views ---

    @property
    def modal(self) -> View | None:
        """The open one on top."""
        stack = self._world.modals.get(self.id)
        return stack[-1] if stack else None

    @property
    def modal_screen(self) -> str:
        """The open modal from its title to its buttons; empty where there is none."""
        view = self.modal
        if view is None:
            return ""
        content = view.content
        ends = [shown.text(content[name]) for name in ("close", "submit") if content.get(name)]
        read = [shown.text(content["title"]), *shown.lines(content["blocks"], view.choices.chosen)]
        errors = [f"! {error}" for error in self.modal_errors.values()]
        return self._names("\n".join([*read, *errors, " ".join(f"[{label}]" for label in ends)]))

    @property
    def home(self) -> View | None:
        """What was published last."""
        return self._world.homes.get(self.id)

    @property
    def home_screen(self) -> str:
        view = self.home
        if view is None:
            return ""
        return self._names("\n".join(shown.lines(view.content["blocks"], view.choices.chosen)))

    # --- Waiting ---

    async def until(self, expected: str | Callable[[Self], object], seconds: float = PATIENCE) -> None:
        """Waits until these words are on the screen, or *expected* is true. AssertionError: never so.

        For words only what happens to this person is looked at: a thousand can wait side by side.
        """
        if isinstance(expected, str):
            there = await self._world.bells[self.id].until(lambda: expected in self.screen, seconds)
        else:
            there = await self._world.bell.until(lambda: bool(expected(self)), seconds)
        if not there:
            raise AssertionError(
                f"{expected!r} did not come in {seconds} s:\n"
                f"{self.screen}\n{self.modal_screen}\n{self.warnings}"
            )

    def _names(self, seen: str) -> str:
        """Mentions by names, as Slack's apps show them."""
        return self._world.named(seen)


def _newest_first(channel: Channel, user: str) -> Iterator[Message]:
    whispered = list(channel.ephemerals.get(user, ()))
    for message in reversed(channel.messages.values()):
        while whispered and whispered[-1].ts > message.ts:
            yield whispered.pop()
        yield message
    yield from reversed(whispered)
