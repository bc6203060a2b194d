"""How a request of Slack's is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.channels.slack.incoming import Commanded, Incoming, Wrote
from bot.channels.slack.modal import errors_of
from bot.channels.slack.render import render
from bot.messages import Words


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a request."""

    body: Mapping[str, Any] | None = None
    again: bool = False
    """It was not taken; it is to be sent again."""


DONE: Final = Reply()
AGAIN: Final = Reply(again=True)


def to_who_asked(words: str) -> Reply:
    """Words that nobody else sees, where a command was typed."""
    return Reply({"response_type": "ephemeral", "text": words})


def words_to_who_asked(words: Words) -> Reply:
    """Rendered as a message is, so that nothing typed comes back alive."""
    (page, *_) = render(words, lambda _press: "-")
    return Reply({"response_type": "ephemeral", **page})


def in_the_answer(incoming: Incoming, words: str) -> Reply | None:
    """Words that go with the answer to the request, which costs no call; None where they cannot."""
    match incoming.what:
        case Wrote(view=view):
            return Reply(errors_of(view, words))
        case Commanded():
            return to_who_asked(words)
    return None
