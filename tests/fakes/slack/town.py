"""Who is there: workspaces, persons, channels and user groups, each made on first use."""

from collections.abc import Sequence
from typing import Any

from tests.fakes.slack.channels import Channel
from tests.fakes.slack.person import Person
from tests.fakes.slack.users import make_bot, make_user
from tests.fakes.slack.workspaces import Workspace
from tests.fakes.slack.world import World


class Town:
    """All of them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._persons: dict[tuple[str, str], Person] = {}
        self._home = self.workspace("Acme", installed=True)

    def workspace(
        self,
        name: str,
        *,
        enterprise: str | None = None,
        installed: bool = False,
        token_rotation: bool | None = None,
    ) -> Workspace:
        """The workspace with this name, maybe within an organisation; without the app unless *installed*."""
        workspace = self.world.tenants.workspace(name, enterprise)
        if token_rotation is not None:
            workspace.token_rotation = token_rotation
        if "general" not in workspace.channels:
            self.channel("general", members=(), workspace=workspace)
            world, team = self.world, workspace.team_id
            world.users.setdefault(
                workspace.bot_user_id,
                make_bot(workspace.bot_user_id, workspace.bot_id, world.app.app_id, team),
            )
        if installed and not workspace.installed:
            self.world.tenants.install(workspace, rotates=workspace.token_rotation)
        return workspace

    def person(
        self,
        name: str,
        *,
        locale: str = "",
        tz: str | None = None,
        workspace: Workspace | None = None,
        **fields: Any,
    ) -> Person:
        """The person with this name; *fields* of the user object may differ, such as `is_restricted`."""
        place = workspace or self._home
        known = self._persons.get((place.team_id, name))
        if known is not None:
            return known
        world = self.world
        identity = world.numbers.identity("U")
        zone = "Europe/Berlin" if tz is None else tz
        user = make_user(identity, place.team_id, name, locale or "en-US", zone, fields)
        dm = Channel(world.numbers.identity("D"), place.team_id, "im", "directmessage", [identity])
        world.users[identity] = user
        world.channels[dm.id] = dm
        world.dms[identity] = dm.id
        place.users.append(identity)
        world.channels[place.channels["general"]].members.append(identity)
        person = Person(world, place, user, dm)
        self._persons[place.team_id, name] = person
        return person

    def people(
        self, many: int, *, zones: Sequence[str] = ("Europe/Berlin",), locales: Sequence[str] = ("en-US",)
    ) -> list[Person]:
        """So many persons of the workspace from the start, zones and languages dealt out in turn."""
        return [
            self.person(f"p{n}", tz=zones[n % len(zones)], locale=locales[n % len(locales)])
            for n in range(many)
        ]

    def outsider(self, name: str, workspace: Workspace, *meets: Channel, **fields: Any) -> dict[str, Any]:
        """Somebody of another company, who is in these channels of ours; their user object."""
        identity = self.world.numbers.identity("U")
        user = make_user(identity, workspace.team_id, name, "en-US", "Europe/Berlin", fields)
        self.world.users[identity] = user
        for channel in meets:
            channel.members.append(identity)
        return user

    def channel(
        self,
        name: str,
        members: Sequence[Person] | None = None,
        *,
        workspace: Workspace | None = None,
        has_bot: bool | None = None,
        private: bool = False,
    ) -> Channel:
        """The channel with this name; *members* are those who are in it from now on."""
        place = workspace or self._home
        world = self.world
        if name not in place.channels:
            made = Channel(
                world.numbers.identity("C"), place.team_id, "group" if private else "channel", name, []
            )
            world.channels[made.id] = made
            place.channels[name] = made.id
        channel = world.channels[place.channels[name]]
        if members is not None:
            channel.members = [one.id for one in members]
        if has_bot is not None:
            channel.has_bot = has_bot
        return channel

    def group(
        self,
        name: str,
        members: Sequence[Person] | None = None,
        *,
        workspace: Workspace | None = None,
        has_bot: bool | None = None,
    ) -> Channel:
        """A private channel; the app sees it when it is in there."""
        return self.channel(name, members, workspace=workspace, has_bot=has_bot, private=True)

    def usergroup(self, handle: str, members: Sequence[Person], *, workspace: Workspace | None = None) -> str:
        """A user group; returns its id."""
        place = workspace or self._home
        known = next((one for one in place.usergroups.values() if one["handle"] == handle), None)
        identity = known["id"] if known else self.world.numbers.identity("S")
        users = [one.id for one in members]
        place.usergroups[identity] = {
            "id": identity, "team_id": place.team_id, "is_usergroup": True, "name": handle.capitalize(),
            "handle": handle, "description": "", "date_delete": 0, "user_count": len(users), "users": users,
        }  # fmt: skip
        return str(identity)
