"""English, where people join a check-in by a link."""

from bot.present.phrases.joining.shape import JoiningWords

JOINING = JoiningWords(
    how="To start a check-in by a link, write what it asks and what your team is called, like "
    "this:\n{example}\nThere is: {flows}",
    not_you="Only the people named by the operator of this bot, and whom they appoint, can start check-ins.",
    no_flows="There is no check here that is made for teams.",
    started="The check-in “{title}” for {team} begins now.",
    hand_out="Hand this link to the team. Who opens it is asked, in this round and in the next ones:\n{link}",
    anonymous="It is anonymous: you will see figures from {k} answers on, and never who said what.",
    named="It is not anonymous: you will see who said what. People are told so before they begin.",
    rounds_once="It takes answers until {until}; then you get the report.",
    rounds="It takes answers until {until}; then you get the report. The next round begins on {next_day}.",
    stop="Write /checkins to see how it stands, to pause it or to end it.",
    dead_link="This link leads to no check-in any more. Ask whoever gave it to you for another one.",
    between="No round of {team} is open just now. The next one begins on {next_day}; open this link again "
    "then.",
    over="The check-in of {team} is over. Nothing is asked any more.",
)
