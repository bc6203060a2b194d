"""A result and its workings made by hand, with every part and with none."""

from bot.engine.inputs import Review, ShowWorkings
from bot.messages import (
    Bar,
    Button,
    Plan,
    ResultPage,
    Section,
    WorkingsArea,
    WorkingsPage,
    WorkingsRow,
)

FULL = ResultPage(
    title="IT health",
    opening="Your result: 40 of 100.",
    score="40",
    share=0.4,
    level="Getting there",
    level_text="Some of it is in place.",
    sureness=("How sure: plus or minus 9.",),
    held_back=("Nobody has ever tested a restore.",),
    bars=(
        Bar("backup", "Backups", "0", 0.0, "Low", 0.0, weak=True, value=0.0),
        Bar("access", "Access", "50", 0.5, "Fair", 0.5, weak=False, value=50.0),
        Bar("people", "People", "100", 1.0, "Good", 1.0, weak=False, value=100.0),
    ),
    bars_title="Your areas, weakest first",
    notes=("Does not apply to you: Cars.",),
    weakest=Section("Weakest areas", ("Backups 0 · Owner: IT lead",)),
    rules=Section("What this suggests", ("Switch on the second factor first.",)),
    plans_title="What to build, in this order",
    plans=(
        Plan(
            "backup",
            "Backups",
            "Automatic backups",
            "IT lead",
            "A hope is no backup.",
            "Restore one file.",
            "Let copies run.",
            "A restore is tested.",
            "Backups 0 of 100: Low",
        ),
        Plan("access", "Access", "", "", "Passwords leak."),
    ),
    keep="Keep: People (100).",
    credit="After an idea of others.",
    buttons=(Button("How was this computed?", ShowWorkings()), Button("Change an answer", Review())),
    labels=("Owner", "Why", "This week", "Next 30 days", "Done when"),
    ladder=("At risk", "Getting there", "Healthy"),
    rung=2,
)
BARE = ResultPage(
    title="Pulse",
    opening="Here is your result.",
    score="",
    share=None,
    level="",
    level_text="",
    sureness=(),
    held_back=(),
    bars=(),
    bars_title="",
    notes=(),
    weakest=Section("", ()),
    rules=Section("", ()),
    plans_title="",
    plans=(),
    keep="",
    credit="",
    buttons=(),
)
WORKINGS = WorkingsPage(
    title="How this was computed",
    areas=(
        WorkingsArea(
            "Backups",
            (
                WorkingsRow("Copies run by themselves.", "Never", "1 (1 to 5)", "0", "1"),
                WorkingsRow("日本 restore?", "", "", "", "2", "no answer"),
            ),
            "0 / 1 = 0",
        ),
    ),
    overall=("Overall: 40", "40 is level 2 of 3: Getting there"),
    headers=("Question", "Answer", "Points", "Percent", "Weight"),
)
