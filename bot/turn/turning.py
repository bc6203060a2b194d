"""A turn in its database: by itself, or, where somebody pressed a button of a conversation, with those of
others (see `bot.store.together`).
"""

from bot.channels.team_tokens import is_of_team
from bot.channels.tokens import conversation_of
from bot.channels.wish_tokens import is_wish
from bot.store.database import Database
from bot.store.together import Ahead
from bot.turn.arrived import Arrived, Surroundings, Token, Turn
from bot.turn.take import take_turn


async def turned(database: Database, arrived: Arrived, around: Surroundings) -> Turn:
    """What *arrived* comes to, committed."""
    ahead = ahead_of(arrived)
    if ahead is None or around.tells:  # what is told outside is not at hand
        return await database.run(lambda connection: take_turn(connection, arrived, around))
    return await database.tap(ahead, lambda connection: take_turn(connection, arrived, around))


def ahead_of(arrived: Arrived) -> Ahead | None:
    """What such a turn will ask for, where that can be seen."""
    came = arrived.input
    if not isinstance(came, Token) or is_of_team(came.text) or is_wish(came.text):
        return None
    return Ahead(arrived.update, arrived.sender, conversation_of(came.text))
