"""Proves: a conversation goes as its transcript says, word for word of what happened, whatever comes in.

Every file in `transcripts/` is a flow and chats with it. Between two inputs the state is written and read.
"""

import pytest

from tests.engine.transcript import FOLDER, Chat, chats, play

CHATS = [chat for path in sorted(FOLDER.glob("*.chat")) for chat in chats(path)]


@pytest.mark.parametrize("chat", CHATS, ids=lambda chat: f"{chat.file}: {chat.title}")
def test_the_chat_goes_as_written(chat: Chat) -> None:
    play(chat)
