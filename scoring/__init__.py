"""What answers mean: scores, levels, the weakest areas and how sure we are, for one respondent and for teams.

Pure functions of a key and answers, with exact fractions. This package imports nothing of the rest.

    key = Key(items=…, areas=…)            once for a flow
    measured = measure(key, given)         the numbers
    verdict = judge(key, measured, gates)  what they mean; `gates`: those whose condition is true

Figures of a team are in `scoring.team`.
"""

from scoring.judge import extremes, judge
from scoring.key import Key
from scoring.measure import measure
from scoring.model import Area, Band, CapGate, Gate, Item, Method, Weakest, WeakestLink
from scoring.points import (
    MISSING,
    Answer,
    ChoicePoints,
    Given,
    MisfitError,
    MultiPoints,
    NumberPoints,
    Points,
    TablePoints,
    choice_points,
    multi_points,
    number_points,
    table_points,
)
from scoring.result import Capped, Measured, Overall, Reason, Standing, Verdict, Weak, screened_out

__all__ = [
    "MISSING",
    "Answer",
    "Area",
    "Band",
    "CapGate",
    "Capped",
    "ChoicePoints",
    "Gate",
    "Given",
    "Item",
    "Key",
    "Measured",
    "Method",
    "MisfitError",
    "MultiPoints",
    "NumberPoints",
    "Overall",
    "Points",
    "Reason",
    "Standing",
    "TablePoints",
    "Verdict",
    "Weak",
    "Weakest",
    "WeakestLink",
    "choice_points",
    "extremes",
    "judge",
    "measure",
    "multi_points",
    "number_points",
    "screened_out",
    "table_points",
]
