"""The ledger at the close of a round: may figures be shown beside all that was shown before?

    found = verdict(connection, checkin, rounds, keys=keys)     inside the transaction that closes
    … the document is made, with `found.why` …
    releases.write(connection, entry(checkin, found, document, release_id=…, now=…))

Near a report are: the two reports of the same check-in before it, and every report of the same flow in the
workspace whose rounds were open at the same time, since the earlier of those two, or in the four weeks before
it. What is further back does not count: people change their minds, and a team that once changed would never
see a figure again.

In a report whose participants are known (all who could answer did, but for at most k - 2) an attacker knows
whose sum he sees. No combination of several such reports may be about fewer than three times k people
(`scoring.disclosure.across`): k - 2 of these may collude, and of the few who are then left it happens that
all said the same, or that two combinations together tell. Who answered by name in a named round near it is
known anyway and protects nobody.
"""

import hmac
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import Connection

from bot.store import checkins, invitations, releases
from bot.store.checkins import CheckIn
from bot.store.invitations import InvitationStatus
from bot.store.releases import Audience, Release
from bot.store.rounds import Round
from scoring.disclosure.across import enough_people, fewest

PURPOSE: Final = "ledger"
"""`database.keys.derived(PURPOSE)` are the keys of this module, the one in use first."""
REPORTS_BEFORE: Final = 2
WEEKS_BEFORE: Final = timedelta(weeks=4)

_CANNOT_HAVE: Final = frozenset({InvitationStatus.WAITING, InvitationStatus.UNREACHABLE})
"""They were not reached, so they cannot have answered, and others may know that."""
_HAVE: Final = frozenset({InvitationStatus.STARTED, InvitationStatus.FINISHED})
_LENGTH: Final = 32


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be shown of rounds that are closed together.

    `why` None: figures may be shown, as far as other reports are concerned. `fewest`: of how many people the
    answers together could be computed; 0: nobody has shown that they are enough. `invited` counts each person
    once.
    """

    rounds: tuple[Round, ...]
    audience: frozenset[str]
    invited: int
    answered: int
    fewest: int
    why: Literal["team changed"] | None


def audience_tags(
    connection: Connection, round_ids: Sequence[str], key: bytes, *, among: Collection[InvitationStatus]
) -> frozenset[str]:
    """Keyed hashes of those who were invited to any of the rounds and are this far: comparable, no names.

    Of the second round on they have its place in front, `1:…`, because the rounds of one report may have
    had different people.
    """
    return frozenset(
        tag(place, person, key)
        for place, round_id in enumerate(round_ids)
        for status, person in invitations.places(connection, round_id)
        if status in among
    )


def tag(place: int, person: tuple[str, str, str], key: bytes) -> str:
    """The hash of one person (channel, workspace, the platform's id) in the round at a place."""
    digest = hmac.digest(key, "\x00".join(person).encode(), "sha256").hex()[:_LENGTH]
    return f"{place}:{digest}" if place else digest


def verdict(
    connection: Connection, checkin: CheckIn, rounds: Sequence[Round], *, answered: int, keys: Sequence[bytes]
) -> Verdict:
    """Whether figures of these rounds may be shown, which `answered` people answered.

    `rounds` in order, their invitations as they are at the close. Until the transaction ends nobody else
    decides about the same flow in the workspace: call it before other rows of check-ins are locked.
    """
    checkins.lock_flow(connection, checkin.channel, checkin.workspace, checkin.flow_name)
    ids = [one.id for one in rounds]
    among = frozenset(InvitationStatus) - _CANNOT_HAVE if checkin.anonymous else _HAVE
    audience = audience_tags(connection, ids, keys[0], among=among)
    new = Audience(
        id="", checkin_id=checkin.id, flow_name=checkin.flow_name, opened_at=rounds[0].opens_at,
        closed_at=rounds[-1].closes_at, min_answers=checkin.min_answers, answered=answered,
        anonymous=checkin.anonymous, audience=audience, exact=True,
    )  # fmt: skip
    least = fewest_told(new, near(new, _before(connection, checkin, new, keys)))
    return Verdict(
        rounds=tuple(rounds),
        audience=audience,
        invited=len({person for one in ids for _, person in invitations.places(connection, one)}),
        answered=answered,
        fewest=least,
        why=None if least >= enough_people(checkin.min_answers) else "team changed",
    )


def entry(
    checkin: CheckIn, found: Verdict, document: Mapping[str, Any], *, release_id: str, now: datetime
) -> Release:
    """What is written down of what is shown now. Figures are, where the document does not say why not."""
    first, last = found.rounds[0], found.rounds[-1]
    return Release(
        id=release_id,
        checkin_id=checkin.id,
        round_ids=tuple(one.id for one in found.rounds),
        flow_name=checkin.flow_name,
        flow_hash=last.flow.hash,
        channel=checkin.channel,
        workspace=checkin.workspace,
        opened_at=first.opens_at,
        closed_at=last.closes_at,
        min_answers=checkin.min_answers,
        invited=found.invited,
        answered=found.answered,
        anonymous=checkin.anonymous,
        audience=found.audience,
        exact=document["why"] is None or bool(document["people"]),
        document=document,
        released_at=now,
    )


def near(new: Audience, before: Sequence[Audience]) -> tuple[Audience, ...]:
    """Of what was shown before, oldest first, what people may be compared by with the new report."""
    own = [one for one in before if one.checkin_id == new.checkin_id][-REPORTS_BEFORE:]
    since = min([new.opened_at - WEEKS_BEFORE, *(one.opened_at for one in own)])
    return tuple(one for one in before if one.exact and (one in own or one.closed_at >= since))


def fewest_told(new: Audience, before: Sequence[Audience]) -> int:
    """Of how many people the answers together follow from the new report with those near it, as far as they
    are fewer than enough.

    What is shown by name gives away nobody else's answer.
    """
    k = new.min_answers
    many = enough_people(k)
    if not new.anonymous or not _known(new, k):
        return many
    named = frozenset[str]().union(*(row for one in before if not one.anonymous for row in _rows(one)))
    known = [one for one in before if one.anonymous and _known(one, k)]
    return fewest(_rows(new), [row for one in known for row in _rows(one)], many, named=named)


def may_stand_beside(new: Audience, others: Sequence[Audience]) -> bool:
    """Whether figures may be looked at side by side, with no more told than by each."""
    return fewest_told(new, others) >= enough_people(new.min_answers)


def _known(one: Audience, k: int) -> bool:
    """Whether an attacker and k - 2 others may know who answered; of rounds that were held they may."""
    return len(_rows(one)) > 1 or len(one.audience) - one.answered <= k - 2


def _rows(one: Audience) -> list[frozenset[str]]:
    """The people of each of its rounds."""
    rounds: dict[str, set[str]] = {}
    for tagged in one.audience:
        place, _, digest = tagged.rpartition(":")
        rounds.setdefault(place, set()).add(digest)
    return [frozenset(rounds[place]) for place in sorted(rounds)]


def _before(connection: Connection, checkin: CheckIn, new: Audience, keys: Sequence[bytes]) -> list[Audience]:
    """What was shown before of the flow in the workspace, oldest first, as far back as it may be near."""
    own = releases.last_audiences(connection, checkin.id, REPORTS_BEFORE)
    since = min([new.opened_at - WEEKS_BEFORE, *(one.opened_at for one in own)])
    found = releases.audiences_since(connection, checkin.channel, checkin.workspace, checkin.flow_name, since)
    return by_one_key(connection, checkin, found, keys)


def by_one_key(
    connection: Connection, checkin: CheckIn, found: Sequence[Audience], keys: Sequence[bytes]
) -> list[Audience]:
    """The same with the hashes that the key in use makes, where a key was exchanged meanwhile."""
    if len(keys) == 1:
        return list(found)
    people = invitations.everybody(connection, checkin.channel, checkin.workspace)
    today = {tag(0, one, old): tag(0, one, keys[0]) for one in people for old in keys[1:]}

    def translated(tagged: str) -> str:
        place, colon, digest = tagged.rpartition(":")
        return f"{place}{colon}{today.get(digest, digest)}"

    return [replace(one, audience=frozenset(map(translated, one.audience))) for one in found]


def retag(connection: Connection, checkin: CheckIn, keys: Sequence[bytes]) -> int:
    """Writes down whose figures were shown by the first key alone, so that the others can be taken away; how
    many reports changed. Who is not known any more keeps a hash that fits nobody.
    """
    checkins.lock_flow(connection, checkin.channel, checkin.workspace, checkin.flow_name)
    found = releases.audiences_of(connection, checkin.id)
    renewed = by_one_key(connection, checkin, found, keys)
    changed = [new for old, new in zip(found, renewed, strict=True) if old.audience != new.audience]
    for one in changed:
        releases.retag(connection, one.id, one.audience)
    return len(changed)
