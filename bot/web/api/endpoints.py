"""Every address of the API: what it is called, who may ask, with which words, and what answers."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel
from sqlalchemy import Connection

from bot.store.api_tokens import Scope
from bot.web.api import meanings, people, queries, shapes, teams
from bot.web.api.asking import Asking, Make


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One of them."""

    path: str
    """Behind `/api/v1`; `{id}` stands for an id."""
    name: str
    summary: str
    scope: Scope | None
    """None: every good token may."""
    query: type[BaseModel]
    answer: type[BaseModel]
    read: Callable[[Connection, Asking[Any]], Make]

    @property
    def has_id(self) -> bool:
        return "{id}" in self.path


ENDPOINTS: Final[Sequence[Endpoint]] = (
    Endpoint("/conversations", "listConversations", "Conversations with their answers",
             Scope.CONVERSATIONS, queries.Conversations, shapes.ConversationPage, people.conversations),
    Endpoint("/conversations/{id}", "getConversation", "One conversation with its answers",
             Scope.CONVERSATIONS, queries.Nothing, shapes.Conversation, people.conversation),
    Endpoint("/results", "listResults", "Results, each time one was shown",
             Scope.RESULTS, queries.Results, shapes.ResultPage, people.results),
    Endpoint("/leads", "listLeads", "People who consented to be contacted, with all they told",
             Scope.LEADS, queries.Leads, shapes.LeadPage, people.leads),
    Endpoint("/checkins", "listCheckIns", "Check-ins of teams",
             Scope.CHECKINS, queries.CheckIns, shapes.CheckInPage, teams.checkins),
    Endpoint("/checkins/{id}", "getCheckIn", "One check-in",
             Scope.CHECKINS, queries.Nothing, shapes.CheckIn, teams.checkin),
    Endpoint("/checkins/{id}/rounds", "listRounds", "The rounds of a check-in",
             Scope.CHECKINS, queries.Paged, shapes.RoundPage, teams.rounds),
    Endpoint("/rounds/{id}", "getRound", "A round with its released report",
             Scope.CHECKINS, queries.Nothing, shapes.RoundWithReport, teams.round_),
    Endpoint("/flows", "listFlows", "What ids in answers and results mean",
             None, queries.Nothing, shapes.FlowList, meanings.flows),
    Endpoint("/me", "getMe", "What this token may", None, queries.Nothing, shapes.Me, meanings.me),
)  # fmt: skip


def found(path: str) -> tuple[Endpoint, Mapping[str, str]] | None:
    """The endpoint at a path, and the id that stands in it."""
    for endpoint, looks in _LOOKS:
        match = looks.fullmatch(path)
        if match:
            return endpoint, match.groupdict()
    return None


_LOOKS: Final = tuple(
    (one, re.compile(re.escape(one.path).replace(re.escape("{id}"), f"(?P<id>{queries.ID})")))
    for one in ENDPOINTS
)
