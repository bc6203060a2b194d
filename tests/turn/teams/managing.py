"""What those who see to check-ins press."""

from bot.wishes import (
    AboutCheckIn,
    AboutRound,
    CheckInVerb,
    RoundVerb,
)

VERBS_OF_MANAGERS = [verb for verb in RoundVerb if verb.value in "rekKxXz"]


def of_round(verb: RoundVerb, which: str = "r1-c1") -> AboutRound:
    return AboutRound(verb, which)


def of_checkin(verb: CheckInVerb, which: str = "c1") -> AboutCheckIn:
    return AboutCheckIn(verb, which)
