"""English, when a round did not open."""

from bot.present.phrases.opening.shape import OpeningWords
from bot.present.phrases.plural import Plural

OPENING = OpeningWords(
    not_opened="The check-in of {team} did not open on {day}.",
    missed=Plural(
        one="The check-in of {team} did not open on {days}: Checkup was not running then.",
        other="The check-in of {team} did not open on {n} days: {days}. Checkup was not running then.",
    ),
    nobody="There is nobody of its audience who can be asked.",
    no_flow="Its questions cannot be found any more. Tell whoever runs this Checkup.",
    later="Nobody could say who belongs to its audience, for as long as the round would have been open.",
    whys={
        "channel hidden": "Checkup cannot see who is in its channel. Invite Checkup to the channel.",
        "plan without groups": "This workspace has no user groups. Choose channels or people.",
        "permission missing": "Checkup is not allowed to see who belongs to its audience. Install it anew.",
        "gone": "The channel or group that it is for is not there any more.",
    },
    goes_on="The next round is on {day}.",
    no_next="No further round is planned.",
)
