"""People of whom no platform has a list: in a check-in are those who joined it by its link."""

from bot.turn.teams.audience import Audience, Looked


class Unlisted:
    """A `Directory` that knows nobody by itself."""

    async def look(self, workspace: str, audience: Audience) -> Looked:  # noqa: ARG002  # a `Directory`
        return Looked(())
