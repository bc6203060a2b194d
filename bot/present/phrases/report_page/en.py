"""English, on the report page of a check-in."""

from bot.present.phrases.plural import Plural
from bot.present.phrases.report_page.shape import (
    FigureWords,
    GlanceWords,
    HeadWords,
    InsteadWords,
    PartWords,
    ReportPageWords,
    Told,
)

_HEAD = HeadWords(
    report="Team report",
    skip="Skip to the report",
    rounds="Reports",
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
    areas="Areas",
    area_count=Plural(one="{n} area: {tier}", other="{n} areas: {tier}"),
    changes="Since the report before",
    went_up="Up",
    went_down="Down",
    may_have_moved="Maybe moved",
    no_clear_change=Plural(one="No clear change in {n} area", other="No clear change in {n} areas"),
    actions="Actions",
    going_on=Plural(other="{n} going on"),
    overdue=Plural(other="{n} of them past the date"),
    settled=Plural(other="{n} done or dropped"),
    no_actions="Nothing decided yet",
)
_FIGURE = FigureWords(
    of_answers=Plural(one="{n} answer", other="{n} answers"),
    median_of_four="median of the last four: {score}",
    camps_mean="at least a quarter see it as good, and at least a quarter as bad",
    too_early="It is too early to tell a change.",
    partial="Made without hidden questions, so it is compared with nothing.",
    break_mark="scored anew",
    none="no figure",
    why_short={
        "too few": "too few",
        "protects others": "hidden",
        "held": "held",
        "withheld": "not shown",
        "team changed": "team changed",
    },
)
_PART = PartWords(
    talk="Talk about this first",
    talk_intro="Where opinions split comes first, then what is lowest, then what fell most.",
    weakest="among the weakest",
    owner="Who looks after it",
    system="What it needs",
    heat="All areas over time",
    heat_intro="Each cell has the score and its word. The round you are looking at is marked.",
    heat_caption="Scores of all areas, round by round, the oldest first",
    heat_cut="Not all rounds fit on paper; the page on the screen has the others too.",
    area="Area",
    areas="Area by area",
    areas_intro="The line is the average, the band around it says how exactly it is known.",
    trend="{area} over time: {points}",
    trend_point="{round}: {score}, between {low} and {high}",
    trend_bare="{round}: {score}",
    trend_gap="{round}: no figure",
    decided="Decided",
    action_due="by {date}",
    action_from="after round {number}",
    action_late="past the date",
    systems="What to build, in this order",
    systems_intro="Foundations first: what other things stand on comes before what is lowest.",
    questions="Question by question",
    questions_intro="Shares of those who answered.",
    mean="average {score} of 100",
    answer="Answer",
    share="Share",
    other="Other ({choices})",
    quartiles="Half of the answers lie between {low} and {high}, the middle one is {median}.",
    recommendation="Recommendation {score}, between {low} and {high} (on a scale from −100 to +100)",
    of_no_area="Other questions",
    comments="In their words",
    comments_intro="In an order of chance, without times.",
    people="Person by person",
    people_intro="This check-in has names, and everybody knew that before they began.",
    person="Person",
    teams="Teams side by side",
    teams_intro="Only what each team’s own report shows, and only where nothing can be worked out by "
    "comparing.",
    team="Team",
    team_left_out={
        "nothing yet": "no report yet",
        "scored otherwise": "scored in another way",
        "protects others": "left out, because beside the others answers could be worked out",
    },
    hidden="What is not shown, and why",
    hidden_nothing="Everything that has figures is shown.",
    how="How answers are kept apart from people",
    how_anonymous="Answers are stored without a name, and what leads from a person to their answers is "
    "deleted "
    "when they finish or the round closes. Figures appear once, after the close, from {k} answers on, and "
    "only if nobody’s answer can be worked out from all that was ever shown.",
    how_named="In this check-in answers have names: who may see its reports sees who answered what. "
    "Everybody "
    "who was asked knew that before the first question.",
    downloads="Downloads",
    downloads_intro="Exactly the figures of this round, nothing more. For a PDF, print this page.",
    csv="Table (CSV)",
    json="Data (JSON)",
)
_NO_AREAS = "This check-in has no areas: its figures stand at the questions."
_INSTEAD = InsteadWords(
    no_release=Told(
        title="There is no report yet.",
        todo="It is made when the first round closes. Nobody sees figures before that, not even who asked.",
    ),
    no_round=Told(
        title="There is no report of this round.",
        todo="Perhaps it was cancelled, or is still running.",
    ),
    unknown=Told(
        title="This address leads to no report.",
        todo="Perhaps a part of it was lost in copying. You get a new link from Checkup in Slack, with the "
        "button “Report”.",
    ),
    expired=Told(
        title="This link is too old.",
        todo="Links to reports work for three months. You get a new one from Checkup in Slack, with the "
        "button “Report”.",
    ),
    revoked=Told(
        title="This link was taken back.",
        todo="If the reports are still meant for you, you get a new one from Checkup in Slack, with the "
        "button “Report”.",
    ),
    not_yours=Told(
        title="These reports are not meant for you any more.",
        todo="Ask whoever started the check-in. When they let you in again, you get a new link from Checkup "
        "in Slack, with the button “Report”.",
    ),
    later=Told(
        title="The report cannot be shown just now.",
        todo="Nothing is lost. Please try again in a few minutes.",
    ),
)
REPORT_PAGE = ReportPageWords(
    head=_HEAD, glance=_GLANCE, figure=_FIGURE, part=_PART, no_areas=_NO_AREAS, instead=_INSTEAD
)
