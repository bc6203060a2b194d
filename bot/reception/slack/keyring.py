"""Tokens of workspaces as the wire asks for them: what stands in the way of one is trouble like any other."""

from bot.channels.slack.api import NotSent
from bot.reception.slack.grants import NotNow
from bot.reception.slack.workspaces import Workspaces
from bot.store.errors import StoreError


class Keyring:
    """Hands out tokens, and takes back those that open nothing."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def token(self, workspace: str) -> str | None:
        """None: the workspace does not let us in. NotSent: nobody can say just now."""
        try:
            return await self._workspaces.token(workspace)
        except (NotNow, StoreError) as error:
            raise NotSent(type(error).__name__) from error

    async def lost(self, workspace: str, why: str) -> None:
        """NotSent: that could not be written down just now."""
        try:
            await self._workspaces.lost(workspace, why)
        except StoreError as error:
            raise NotSent(type(error).__name__) from error
