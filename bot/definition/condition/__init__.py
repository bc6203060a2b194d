"""Conditions (flow-language §6): read, bound to the names of a flow, and held against answers.

    parse("size is solo")     → Condition, or the faults of its writing
    bind(condition, scope)    → Bound, or the faults of its meaning
    bound.holds(known)        → True, False, or None for unknown

A condition is data: no calls out, no loops, no assignment. It reads in time linear in its text.
"""

from bot.definition.condition.binding import Bound, bind
from bot.definition.condition.fault import Fault
from bot.definition.condition.known import Known, Standing
from bot.definition.condition.nodes import Condition
from bot.definition.condition.parsing import parse
from bot.definition.condition.reasoning import asserted, constant, edges, mentioned, tells_figures
from bot.definition.condition.scope import QuestionScope, Scope

__all__ = [
    "Bound",
    "Condition",
    "Fault",
    "Known",
    "QuestionScope",
    "Scope",
    "Standing",
    "asserted",
    "bind",
    "constant",
    "edges",
    "mentioned",
    "parse",
    "tells_figures",
]
