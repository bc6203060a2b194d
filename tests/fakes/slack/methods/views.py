"""Modals and the Home tab."""

import hashlib
import json
from typing import Any, Final

from tests.fakes.slack.kit import check_view
from tests.fakes.slack.methods.registry import Call, method, object_needed
from tests.fakes.slack.refusal import RefusalError, invalid_arguments
from tests.fakes.slack.views import MOST_OPEN, View
from tests.fakes.slack.workspaces import Workspace
from tests.fakes.slack.world import World

_MODAL: Final = ("modal",)
_HOME: Final = ("home",)


@method("views.open", "trigger_id interactivity_pointer view", tier=4)
def open_view(world: World, call: Call) -> dict[str, Any]:
    """A modal over all else."""
    trigger = world.triggers.find(call.given.needed("trigger_id"))
    content = check_view(object_needed(call, "view"), world.files.can_be_shown, _MODAL)
    view = new_view(world, call.workspace, trigger.user, content)
    trigger.exchanged = True
    return _answer(world, call, view)


@method("views.push", "trigger_id interactivity_pointer view", tier=4)
def push(world: World, call: Call) -> dict[str, Any]:
    """A modal over the one that is open."""
    trigger = world.triggers.find(call.given.needed("trigger_id"))
    if not world.modals.get(trigger.user):
        raise RefusalError("not_found")
    content = check_view(object_needed(call, "view"), world.files.can_be_shown, _MODAL)
    view = new_view(world, call.workspace, trigger.user, content)
    trigger.exchanged = True
    return _answer(world, call, view)


@method("views.update", "view_id external_id view hash", tier=4)
def update(world: World, call: Call) -> dict[str, Any]:
    """An open modal, or a Home tab, becomes another."""
    view = _open_view(world, call)
    check_hash(call, view)
    kinds = _HOME if view.is_home else _MODAL
    change_view(world, view, check_view(object_needed(call, "view"), world.files.can_be_shown, kinds))
    return _answer(world, call, view)


@method("views.publish", "user_id view hash", tier=4)
def publish(world: World, call: Call) -> dict[str, Any]:
    """The Home tab of one person."""
    user = call.given.needed("user_id")
    if world.users.get(user, {}).get("team_id") != call.workspace.team_id:
        raise invalid_arguments("invalid user_id [json-pointer:/user_id]")
    content = check_view(object_needed(call, "view"), world.files.can_be_shown, _HOME)
    view = world.homes.get(user)
    if view is None:
        view = _make(world, call.workspace, user, content)
        world.homes[user] = view
        _listens(world, content, view)
    else:
        check_hash(call, view)
        change_view(world, view, content)
    world.rings(user)
    return _answer(world, call, view)


def new_view(world: World, workspace: Workspace, user: str, content: dict[str, Any]) -> View:
    """A modal on top of the open ones. RefusalError: there are three, or another one has its name."""
    stack = world.modals.setdefault(user, [])
    if len(stack) >= MOST_OPEN:
        raise RefusalError("push_limit_reached")
    external = content.get("external_id")
    if external and any(
        one.content.get("external_id") == external and one.team == workspace.team_id
        for one in world.views.values()
    ):
        raise RefusalError("duplicate_external_id")
    view = _make(world, workspace, user, content)
    if stack:
        view.root, view.previous = stack[0].id, stack[-1].id
    stack.append(view)
    _listens(world, content, view)
    world.rings(user)
    return view


def change_view(world: World, view: View, content: dict[str, Any]) -> None:
    """The app puts something else into a view."""
    view.becomes(content, _hash(world, content))
    _listens(world, content, view)
    world.rings(view.user)


def check_hash(call: Call, view: View) -> None:
    """Is it still the view that the app knows? RefusalError."""
    known = call.given.text("hash")
    if known and known != view.hash:
        raise RefusalError("hash_conflict")


def _make(world: World, workspace: Workspace, user: str, content: dict[str, Any]) -> View:
    identity = world.numbers.identity("V")
    view = View(identity, user, workspace.team_id, content, _hash(world, content), identity)
    world.views[identity] = view
    return view


def _hash(world: World, content: dict[str, Any]) -> str:
    digest = hashlib.md5(json.dumps(content).encode(), usedforsecurity=False).hexdigest()
    return f"{world.numbers.ts()}.{digest[:8]}"


def _listens(world: World, content: dict[str, Any], view: View) -> None:
    world.listens("", content["blocks"], view.id)


def _open_view(world: World, call: Call) -> View:
    """RefusalError: it was closed, or never open."""
    identity, external = call.given.text("view_id"), call.given.text("external_id")
    if not identity and not external:
        raise invalid_arguments("missing required field: view_id")
    found = world.views.get(identity) or next(
        (one for one in world.views.values() if external and one.content.get("external_id") == external), None
    )
    if found is None or found.team != call.workspace.team_id:
        raise RefusalError("not_found")
    return found


def _answer(world: World, call: Call, view: View) -> dict[str, Any]:
    return {"view": view.as_json({"app_id": world.app.app_id, "bot_id": call.workspace.bot_id})}
