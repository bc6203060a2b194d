"""What the buttons of a message carry, made when it goes out: whoever holds the keys then signs."""

from collections.abc import Callable
from typing import TypeAlias

from bot.channels import tokens as conversation_tokens
from bot.channels.base import Tokens
from bot.channels.team_tokens import encode_team
from bot.channels.wish_tokens import encode_wish
from bot.engine.inputs import Input
from bot.turn.arrived import Parcel
from bot.wishes import AboutTeams, Press, Share

ShareLink: TypeAlias = Callable[[str, str], str]
"""The web address under which a flow is shared, by the flow's name and the language of who shares it."""


def tokens_of(parcel: Parcel, key: bytes, share_link: ShareLink) -> Tokens:
    """ValueError from it: a button of a conversation stands outside of any."""
    delivery = parcel.delivery

    def token(press: Press) -> str:
        if isinstance(press, Share):
            return share_link(press.flow, getattr(parcel.message, "language", "en"))
        if isinstance(press, AboutTeams):
            return encode_team(press, address=delivery.address_id, key=key)
        if not isinstance(press, Input):
            return encode_wish(press, address=delivery.address_id, key=key)
        if parcel.flow is None or delivery.conversation_id is None:
            raise ValueError("a button of a conversation stands outside of any")
        return conversation_tokens.encode(
            press, conversation=delivery.conversation_id, flow=parcel.flow, key=key
        )

    return token
