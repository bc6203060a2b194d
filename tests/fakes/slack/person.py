"""A person with all of Slack: the conversation, modals, and the Home tab."""

from typing import Any, Self

from tests.fakes.patience import PATIENCE
from tests.fakes.slack.delivery import Ack
from tests.fakes.slack.kit import check_view
from tests.fakes.slack.kit.controls import Control
from tests.fakes.slack.members import Member
from tests.fakes.slack.methods.views import change_view, new_view
from tests.fakes.slack.places import (
    Place,
    client_errors,
    filled,
    find_boxes,
    find_button,
    find_choice,
    find_field,
    find_input,
    find_picker,
)
from tests.fakes.slack.record import Refusal
from tests.fakes.slack.refusal import RefusalError
from tests.fakes.slack.views import View

_TROUBLE = "We had some trouble connecting. Try again?"


class Person(Member):
    """Somebody in a workspace with the app."""

    # --- The Home tab ---

    async def opens_home(self) -> None:
        self._opens("home")

    async def opens_messages(self) -> None:
        self._opens("messages")

    async def taps_home(self, label: str, *, times: int = 1, confirms: bool = True) -> None:
        """Taps a button of the Home tab. AssertionError: there is none."""
        place = self._home_place()
        found = find_button(place, label)
        assert found, f"there is no button {label!r}:\n{self.home_screen}"
        await self._tap(place, *found, times=times, confirms=confirms)

    async def chooses_home(self, label: str, *, block_id: str | None = None) -> None:
        place = self._home_place()
        found = find_choice(place, label, block_id)
        assert found, f"there is no choice {label!r}:\n{self.home_screen}"
        await self._choose(place, *found)

    async def ticks_home(self, *labels: str, block_id: str | None = None) -> None:
        for label in labels:
            place = self._home_place()
            found = find_boxes(place, label, block_id)
            assert found, f"there is no box {label!r}:\n{self.home_screen}"
            await self._tick(place, *found)

    # --- Modals ---

    async def taps_modal(self, label: str, *, times: int = 1, confirms: bool = True) -> None:
        """Taps a button inside the modal. AssertionError: there is none."""
        place = self._modal_place()
        found = find_button(place, label)
        assert found, f"there is no button {label!r}:\n{self.modal_screen}"
        await self._tap(place, *found, times=times, confirms=confirms)

    async def chooses_modal(self, label: str, *, block_id: str | None = None) -> None:
        place = self._modal_place()
        found = find_choice(place, label, block_id)
        assert found, f"there is no choice {label!r}:\n{self.modal_screen}"
        await self._choose(place, *found)

    async def ticks_modal(self, *labels: str, block_id: str | None = None) -> None:
        for label in labels:
            place = self._modal_place()
            found = find_boxes(place, label, block_id)
            assert found, f"there is no box {label!r}:\n{self.modal_screen}"
            await self._tick(place, *found)

    async def picks_modal(self, value: str, *, block_id: str | None = None) -> None:
        """Picks a user, a conversation, a day or a time."""
        place = self._modal_place()
        await self._pick(place, find_picker(place, block_id), value)

    async def fills(self, text: str, *, block_id: str | None = None) -> None:
        """Types into the first input of the modal, or into that one."""
        place = self._modal_place()
        await self._fill(place, find_input(place, block_id), text)

    async def opens_form(self, command: str = "team", seconds: float = PATIENCE) -> None:
        """Opens a form by a slash command, and waits until it is there. AssertionError: none comes."""
        reply = await self.commands(command)
        there = await self._world.bell.until(lambda: bool(self._submits()), seconds)
        assert there, f"no form opened: {reply.read}\n{reply.error}\n{self.modal_screen}\n{self.screen}"

    async def fills_in(self, label: str, *given: Any) -> None:
        """Fills the field under this label: words, a number, a day, an hour, options by what is read on them,
        persons and conversations. What stood there is gone; nothing given empties it.
        """
        place = self._modal_place()
        control = find_field(place, label)
        value = filled(control, given)
        place.choices.choose(control, value)
        await self._changed(place, control, {control.chosen_name: value})

    def in_field(self, label: str) -> Any:
        """What stands in a field, in the shape of payloads."""
        place = self._modal_place()
        return place.choices.chosen(find_field(place, label))

    def error_at(self, label: str) -> str:
        """What stands beside a field in red; empty where nothing does."""
        return self.modal_errors.get(find_field(self._modal_place(), label).block_id, "")

    async def submits(self) -> None:
        """Presses the button that sends the modal; Slack's app itself looks at the form first."""
        view = self._open_modal()
        assert view.content.get("submit"), f"nothing can be submitted:\n{self.modal_screen}"
        self.modal_errors = client_errors(view.controls, view.choices)
        if self.modal_errors:
            return
        self._takes(view, await self._interacts(self._tells.submission(view)))
        self._world.rings(self.id)

    async def closes_modal(self, *, all_of_them: bool = False) -> None:
        """Leaves the modal on top, or with the cross all of them; the app is told if it wants to know."""
        view = self._open_modal()
        cleared = all_of_them or bool(view.content.get("clear_on_close"))
        closed = list(self._world.modals[self.id]) if cleared else [view]
        for one in reversed(closed):
            self._close(one)
        self.modal_errors = {}
        self._world.rings(self.id)
        for one in reversed(closed):
            if one.content.get("notify_on_close"):
                await self._interacts(self._tells.closing(one, cleared=cleared))

    async def is_through(self, seconds: float = PATIENCE) -> None:
        """Waits until what was submitted is taken. A page that came because it took long is closed."""

        def taken(app: Self) -> bool:
            return app.modal is None or "in our direct messages" in app.modal_screen

        await self.until(taken, seconds)
        if self.modal is not None:
            await self.closes_modal()

    def _takes(self, view: View, ack: Ack) -> None:
        """What the acknowledgement of a submission does to the modal."""
        if not ack.ok:
            return
        answer = ack.body if isinstance(ack.body, dict) else {}
        try:
            self._follows(view, answer, str(answer.get("response_action", "")))
        except RefusalError as refusal:
            self._world.record.refusals.append(
                Refusal("view_submission", refusal.error, self.workspace.team_id, tuple(refusal.messages))
            )
            self.warnings.append(_TROUBLE)

    def _follows(self, view: View, answer: dict[str, Any], action: str) -> None:
        """RefusalError: Slack does not take that."""
        match action:
            case "":
                self._close(view)
            case "clear":
                for one in list(self._world.modals[self.id]):
                    self._close(one)
            case "errors":
                self._shows_errors(view, answer.get("errors"))
            case "update":
                self.modal_errors = {}
                change_view(self._world, view, self._view_of(answer))
            case "push":
                self.modal_errors = {}
                new_view(self._world, self.workspace, self.id, self._view_of(answer))
            case _:
                raise RefusalError("invalid_response_action")

    def _view_of(self, answer: dict[str, Any]) -> dict[str, Any]:
        self._world.record.current = "view_submission"
        return check_view(answer.get("view"), self._world.files.can_be_shown, ("modal",))

    def _shows_errors(self, view: View, errors: Any) -> None:
        inputs = {control.block_id for control in view.controls if control.block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not inputs.issuperset(errors):
            raise RefusalError("invalid_errors", messages=[f"errors are for input blocks: {errors}"])
        self.modal_errors = {str(block): str(error) for block, error in errors.items()}

    def _close(self, view: View) -> None:
        stack = self._world.modals.get(self.id, [])
        if view in stack:
            stack.remove(view)
            self._world.views.pop(view.id, None)

    def _submits(self) -> bool:
        return self.modal is not None and bool(self.modal.content.get("submit"))

    def _open_modal(self) -> View:
        assert self.modal, f"no modal is open:\n{self.screen}\n{self.warnings}"
        return self.modal

    def _modal_place(self) -> Place:
        return self._view_place(self._open_modal())

    def _home_place(self) -> Place:
        assert self.home, "nothing was published on the Home tab"
        return self._view_place(self.home)

    def _view_place(self, view: View) -> Place:
        def payload(control: Control, chosen: dict[str, Any]) -> dict[str, Any]:
            return self._tells.action_in_view(view, control, chosen)

        return Place(view.controls, view.choices, payload)

    def _opens(self, tab: str) -> None:
        event: dict[str, Any] = {
            "type": "app_home_opened", "user": self.id, "channel": self.dm, "tab": tab,
            "event_ts": self._world.numbers.ts(),
        }  # fmt: skip
        if tab == "home" and self.home:
            event["view"] = self.home.as_json(
                {"app_id": self._world.app.app_id, "bot_id": self.workspace.bot_id}
            )
        self._world.events.send(self.workspace, event)
