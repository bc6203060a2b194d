"""What one try at a message knows of those before it, and when the next one comes."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.channels.base import DOUBT, Fate, Outcome
from bot.turn.arrived import Parcel

MOST_TRIES: Final = 8
"""So often a message is tried that the platform would take if it were another one."""
PAUSED: Final = "paused"
"""In the words of an outcome: it was not even tried."""
MOST_IN_TROUBLE: Final = 20
"""The same where the platform stumbles over it, and over it alone: others went through meanwhile."""
OTHERS: Final = 5
"""So many of them."""
TROUBLE: Final = "ServerTrouble"
"""In the words of an outcome: the platform stumbled, perhaps over this message."""
AWAY_FOR: Final = timedelta(hours=24)
"""After so long without the platform a message is not brought any more; it is where operators see it."""
AGAIN_SECONDS: Final = 1.0
"""Before an edit is made once more."""
_RARER: Final = 30.0
"""For each so many seconds that a message is old, a second more is waited: half a minute at most."""
_RAREST: Final = 30.0


def is_doubtful(parcel: Parcel) -> bool:
    """May an earlier try have got through? What was given back certainly did not."""
    return parcel.delivery.attempts > 1 and parcel.delivery.error in {None, DOUBT}


def or_again(parcel: Parcel, outcome: Outcome, tried: int) -> Outcome:
    """The outcome of a try; where a connection was lost, mostly that it is tried again.

    An edit shows the same however often it is made. An answer that came twice does less harm than one that
    never came, so it is repeated once. What nobody asked for goes out at most once.
    """
    if outcome.fate is not Fate.UNKNOWN or parcel.delivery.occasion is not None:
        return outcome
    if parcel.delivery.target is not None and tried > 1:
        return replace(outcome, fate=Fate.LATER, seconds=AGAIN_SECONDS, away=True, words=DOUBT)
    if outcome.once or tried > 1:
        return outcome
    return replace(outcome, fate=Fate.LATER, seconds=0.0, away=True, words=DOUBT)


def is_given_up(parcel: Parcel, outcome: Outcome, tried: int, others: int, now: datetime) -> bool:
    """Is it tried no more? A platform that is away for an hour is no fault of a message.

    *others*: so many messages went through since it was claimed.
    """
    if outcome.words == TROUBLE and others >= OTHERS and tried > MOST_IN_TROUBLE:
        return True
    if outcome.away:
        return now - parcel.delivery.created_at > AWAY_FOR
    return tried + parcel.delivery.attempts > MOST_TRIES


def next_try_in(parcel: Parcel, outcome: Outcome, tried: int, now: datetime) -> float:
    """Seconds until the next one; *tried* since it was claimed."""
    if outcome.words == "429":
        return outcome.seconds
    if not outcome.away:
        return outcome.seconds * tried
    age = (now - parcel.delivery.created_at).total_seconds()
    return max(outcome.seconds, min(age / _RARER, _RAREST)) if outcome.seconds else 0.0


def went_wrong(parcel: Parcel) -> Outcome:
    """The outcome of a mistake of ours, which perhaps happens only once."""
    if parcel.delivery.attempts >= MOST_TRIES:
        return Outcome(Fate.REFUSED, words="could not be brought")
    return Outcome(Fate.LATER, seconds=AGAIN_SECONDS, words="could not be brought")


def behind(parcel: Parcel, parts_sent: int) -> Parcel:
    """What is left of it, where so many of its messages have arrived."""
    if parts_sent <= parcel.delivery.parts_sent:
        return parcel
    return replace(parcel, delivery=replace(parcel.delivery, parts_sent=parts_sent))
