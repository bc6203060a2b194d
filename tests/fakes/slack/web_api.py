"""A call of the Web API: who calls, in which workspace, whether they may, and what is done."""

from typing import Any

from tests.fakes.slack.calls import Work
from tests.fakes.slack.methods import METHODS, Call, Method
from tests.fakes.slack.refusal import RefusalError
from tests.fakes.slack.workspaces import Installation, Workspace
from tests.fakes.slack.world import World


class MethodCall(Work):
    """A request under `/api/`."""

    def __init__(self, world: World, method: str) -> None:
        super().__init__(method)
        self._world = world

    def about(self) -> set[str]:
        found = set(self._named())
        for channel in [self._world.channels[one] for one in found if one in self._world.channels]:
            if channel.kind == "im":
                found.update(channel.members)
        return found

    def carried_out(self) -> dict[str, Any]:
        method = METHODS.get(self.method)
        if method is None:
            raise RefusalError("unknown_method", req_method=self.method)
        for name in self.given.values.keys() - method.known:
            self._world.record.complains(f"there is no argument {name!r}")
        if method.handle_open:
            return method.handle_open(self._world, self.given)
        assert method.handle is not None, "a method has a handler"
        installation = self._world.tenants.enters(self.given.token)
        workspace = self._workspace(installation)
        self.team = workspace.team_id
        self.headers["x-oauth-scopes"] = ",".join(sorted(installation.scopes))
        _check_scopes(method, installation)
        self._world.limits.check(method.name, method.tier, workspace.team_id)
        return method.handle(self._world, Call(self.given, installation, workspace))

    def _named(self) -> list[str]:
        """Users and channels that the arguments name, by themselves or through a view or a trigger."""
        given = self.given
        found = [given.text(name) for name in ("channel", "channel_id", "user", "user_id")]
        found += given.words("users")
        if trigger := given.text("trigger_id"):
            found.append(self._world.triggers.owner(trigger))
        if view := self._world.views.get(given.text("view_id")):
            found.append(view.user)
        return [one for one in found if one]

    def _workspace(self, installation: Installation) -> Workspace:
        """An organisation's token works in all of its workspaces: what is named says in which one."""
        if installation.workspace:
            return installation.workspace
        above = installation.enterprise
        assert above is not None, "an installation is somewhere"
        world = self._world
        teams = [self.given.text("team_id")]
        for one in self._named():
            channel = world.channels.get(one)
            teams.append(channel.team if channel else world.users.get(one, {}).get("team_id", ""))
        team = next(filter(None, teams), "")
        if not team:
            return above.workspaces[0]
        found = next((one for one in above.workspaces if one.team_id == team), None)
        if found is None:
            raise RefusalError("team_access_not_granted")
        return found


def _check_scopes(method: Method, installation: Installation) -> None:
    if method.scopes and not installation.scopes.intersection(method.scopes):
        raise RefusalError(
            "missing_scope", needed=",".join(method.scopes), provided=",".join(sorted(installation.scopes))
        )
