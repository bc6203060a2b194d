"""English, on the report page of a check-in."""

from bot.present.phrases.plural import Plural
from bot.present.phrases.report_page.shape import (
    EmptyWords,
    FigureWords,
    GlanceWords,
    HeadWords,
    PartWords,
    RefusalWords,
    ReportPageWords,
    Told,
)

_HEAD = HeadWords(
    report="Team report",
    skip="Skip to the report",
    round="Round {number}",
    rounds="Rounds {numbers}, shown together",
    rounds_nav="Reports",
    earlier="Earlier",
    later="Later",
    is_earlier="You are looking at an earlier report.",
    latest="Show the latest one",
    anonymous="Anonymous",
    named="With names",
)
_GLANCE = GlanceWords(
    title="At a glance",
    taking_part="Taking part",
    answered="{answered} of {invited} answered",
    low_response="Few answered. Those who did not may see it differently.",
    bounds="Had everybody answered, the overall would lie between {low} and {high}.",
    overall="Overall",
    areas="Areas",
    area_count=Plural(one="{n} area {tier}", other="{n} areas {tier}"),
    changes="Since the report before",
    went_up="Up",
    went_down="Down",
    may_have_moved="Maybe moved",
    no_clear_change=Plural(one="No clear change in {n} area", other="No clear change in {n} areas"),
    actions="Actions",
    going_on=Plural(other="{n} going on"),
    overdue=Plural(other="{n} past the date"),
    settled=Plural(other="{n} done or dropped"),
    no_actions="Nothing decided yet.",
)
_FIGURE = FigureWords(
    of_answers=Plural(one="{n} answer", other="{n} answers"),
    interval="between {low} and {high}",
    interval_title="Where the true average probably lies: with few answers nobody knows it more exactly.",
    median_of_four="median of the last four: {score}",
    alike="Nearly all said the same: {word}",
    fifths={
        "very low": "very low",
        "low": "low",
        "middling": "middling",
        "high": "high",
        "very high": "very high",
    },
    agreement={
        "two camps": "Two camps",
        "you agree": "You agree",
        "opinions differ": "Opinions differ",
    },
    agreement_title={
        "two camps": "At least a quarter see it as good, and at least a quarter as bad.",
        "you agree": "Most answers lie close together.",
        "opinions differ": "The answers lie apart, without two clear camps.",
    },
    up="Up by {by}",
    down="Down by {by}",
    maybe_up="Maybe up by {by}",
    maybe_down="Maybe down by {by}",
    no_change="No clear change",
    counts_from="from {points} points on it would count",
    too_early="Too early to tell a change",
    broken="Scored anew: no comparison with earlier rounds",
    break_mark="scored anew",
    none="no figure",
    why={
        "too few": "Too few answers: figures are shown from {k} on.",
        "protects others": "Hidden, because other answers could be worked out from it.",
        "held": "Too few answers so far. They are kept and shown together with the next rounds.",
        "withheld": "Too few answers: figures are shown from {k} on. Nothing is shown of this round, now or later.",
        "team changed": "So few people joined or left that their answers could be worked out from the report before.",
    },
    why_short={
        "too few": "too few",
        "protects others": "hidden",
        "held": "held",
        "withheld": "withheld",
        "team changed": "team changed",
    },
)
_PART = PartWords(
    talk="Talk about this first",
    talk_intro="Where opinions split comes first, then what is lowest, then what fell most.",
    weakest="among the weakest",
    camps="two camps",
    owner="Who looks after it",
    system="What it needs",
    heat="All areas over time",
    heat_intro="Each cell has the score and its word. The latest round is marked.",
    heat_caption="Scores of all areas, round by round, the oldest first",
    heat_cut="Only the latest rounds fit on paper; all of them stand in the downloads.",
    area="Area",
    average="Overall",
    areas="Area by area",
    areas_intro="The line is the average, the band around it is how exactly it is known.",
    trend="{area} over time: {points}",
    trend_point="{round}: {score}, between {low} and {high}",
    trend_bare="{round}: {score}",
    trend_gap="{round}: no figure",
    actions="Decided",
    action_owner="Who",
    action_due="by {date}",
    action_from="after round {number}",
    action_status={"open": "going on", "done": "done", "dropped": "dropped"},
    action_late="past the date",
    systems="What to build, in this order",
    systems_intro="Foundations first: what others stand on comes before what is lowest.",
    questions="Question by question",
    questions_intro="Shares of those who answered.",
    mean="Average {score} of 100",
    answer="Answer",
    share="Share",
    other="Other ({choices})",
    quartiles="Half of the answers lie between {low} and {high}, the middle one is {median}.",
    recommendation="Recommendation {score}, between {low} and {high} (from −100 to 100)",
    comments="In their words",
    comments_intro="In an order of chance, without names and times.",
    people="Person by person",
    people_intro="This check-in is not anonymous, and everybody was told so before answering.",
    person="Person",
    teams="Teams side by side",
    teams_intro="Only what every team’s own report shows, and only where nothing can be worked out from it.",
    team="Team",
    hidden="What is not shown, and why",
    hidden_nothing="Everything that was asked for figures is shown.",
    how="How answers are kept apart from people",
    how_anonymous=(
        "Answers are stored without a name, and the link between a person and their answers is deleted when "
        "they finish or the round closes.",
        "Figures appear once, when the round is over, from {k} answers on, and only if nobody’s answer can be "
        "worked out from everything shown so far.",
    ),
    how_named=(
        "This check-in has names: who may see its reports sees who answered what.",
        "Everybody who was asked was told so before the first question.",
    ),
    downloads="Downloads",
    downloads_intro="Exactly what this page shows, nothing more.",
    csv="Table (CSV)",
    json="Data (JSON)",
    print_hint="For a PDF, print this page.",
    of_no_area="Other questions",
)
_EMPTY = EmptyWords(
    no_release=Told(
        title="There is no report yet.",
        todo="It is made when the first round closes. Nobody sees figures before, not even who asked.",
    ),
    no_areas="This check-in has no areas: the figures stand at the questions below.",
    no_round=Told(
        title="There is no report of this round.", todo="Look at the latest one, or choose another round."
    ),
)
_REFUSAL = RefusalWords(
    unknown=Told(
        title="This address leads to no report.",
        todo="Perhaps a part of it was lost in copying. Ask Checkup in Slack for a new link, with the button "
        "Report.",
    ),
    expired=Told(
        title="This link is too old.",
        todo="Links to reports stop working after three months. Ask Checkup in Slack for a new one, with the "
        "button Report.",
    ),
    revoked=Told(
        title="This link was taken back.",
        todo="If you still see to this team, ask Checkup in Slack for a new one, with the button Report.",
    ),
    not_yours=Told(
        title="You may not see these reports any more.",
        todo="Ask the person who started the check-in. If they let you see it, get a new link from Checkup in "
        "Slack.",
    ),
    later=Told(
        title="The report cannot be shown just now.",
        todo="Nothing is lost. Please try again in a few minutes.",
    ),
)
REPORT_PAGE = ReportPageWords(
    head=_HEAD, glance=_GLANCE, figure=_FIGURE, part=_PART, empty=_EMPTY, refusal=_REFUSAL
)
