"""Recommendations and what comes next: W160, E170, W174."""

from bot.definition.draft import Draft
from bot.definition.near import meant_or_all
from bot.definition.read.rules import CARRY, NEXT_IF, RULE_IF


def without_condition(draft: Draft) -> None:
    """W160."""
    for rule in draft.recommend:
        if not rule.row.has(RULE_IF):
            message = f"the rule '{rule.value.id}' has no 'if', so everybody is told"
            draft.desk.say("W160", message, rule.place, "add  if: …")


def carried(draft: Draft) -> None:
    """E170: only answers of this flow can be taken along."""
    questions = draft.questions
    for entry in draft.next:
        for at in entry.row.given(CARRY, ()):
            if at.value not in questions and at.value not in draft.desk.lost:
                hint = meant_or_all(at.value, questions)
                draft.desk.say("E170", f"there is no question '{at.value}' to carry", at.place, hint)


def never_reached(draft: Draft) -> None:
    """W174: the first entry that holds is taken, and one without `if` always holds."""
    always = next((place for place, entry in enumerate(draft.next) if not entry.row.has(NEXT_IF)), None)
    if always is None:
        return
    for entry in draft.next[always + 1 :]:
        message = f"this is never reached: the entry in line {draft.next[always].place.line} always holds"
        draft.desk.say("W174", message, entry.place, "put the entry without 'if' last")
