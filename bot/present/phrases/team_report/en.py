"""English, in the report of a team's round."""

from bot.present.phrases.plural import Plural
from bot.present.phrases.team_report.shape import TeamReportWords

TEAM_REPORT = TeamReportWords(
    title="{flow}: {team}",
    round="Round {number}",
    rounds="Rounds {first} to {last} together",
    period="{round}, {from_day} to {to_day}",
    one_day="{round}, {day}",
    answered="{answered} of {invited} answered.",
    bounds="Whatever the others think, the overall of the whole team lies between {low} and {high}.",
    low_response="That is few: the others may see it differently.",
    nothing_shown={
        "too few": "No figures are shown: fewer than {k} answered.",
        "protects others": "No figures are shown: a smaller group could be worked out from them.",
        "held": "No figures yet: fewer than {k} different people answered. These answers come with those of "
        "the next rounds, as soon as there are enough.",
        "withheld": "No figures are shown: even together with the rounds before, fewer than {k} people "
        "answered.",
        "team changed": "No figures this time: only a few people joined or left since a round that was shown "
        "lately, and their answers could be worked out by comparing. Soon there will be figures again.",
    },
    hidden={
        "too few": "not enough answers to show this",
        "protects others": "hidden, so that a smaller group cannot be worked out",
        "held": "not shown yet",
        "withheld": "not shown",
        "team changed": "not shown this time",
    },
    standing="Where the team stands",
    overall="Overall",
    alike={
        "very low": "nearly everybody said the same: very low",
        "low": "nearly everybody said the same: low",
        "middling": "nearly everybody said the same: in the middle",
        "high": "nearly everybody said the same: high",
        "very high": "nearly everybody said the same: very high",
    },
    fifths={
        "very low": "very low",
        "low": "low",
        "middling": "middling",
        "high": "high",
        "very high": "very high",
    },
    alike_without="not shown: of so few answers too many are alike",
    alike_short="too alike",
    between="between {low} and {high}",
    agreement={
        "two camps": "two camps",
        "you agree": "you agree",
        "opinions differ": "opinions differ",
    },
    trend={
        "up": "up by {by}",
        "down": "down by {by}",
        "maybe up": "maybe up, by {by}",
        "maybe down": "maybe down, by {by}",
        "no clear change": "no clear change",
    },
    counts_from="no clear change (about {points} points would count)",
    broken="the scoring changed, so there is no comparison",
    partial="made without the hidden questions, so there is no comparison",
    weakest="Weakest areas",
    joint="{area}, about level with {next}",
    owner="owner: {owner}",
    talk="To talk about, in this order",
    systems="Systems to build, foundations first",
    this_week="This week",
    comments="What people wrote, in an order of chance",
    more_comments=Plural(one="and {n} more on the page", other="and {n} more on the page"),
    actions="What you decided",
    action="{area}: {text} ({owner}, by {day})",
    status={"open": "going on", "done": "done", "dropped": "dropped"},
    anonymous="Nobody sees who said what. Figures are shown from {k} answers on.",
    named="In this check-in answers have names; people knew that before they began.",
    page="Open the report page",
    plan="Decide something",
    revoke="Make links invalid",
    map_subtitle="{team}, {round}",
)
