"""Personal data: E180, E182. A static proof; nothing is left to run time."""

from bot.definition.condition import asserted
from bot.definition.draft import Asked, Draft
from bot.definition.model import Kind
from bot.definition.read.steps import IF, PROFILE


def personal_data(draft: Draft) -> None:
    """E180: the conditions of question and block, read as one conjunction, contain a consent question."""
    consents = [asked.question.id for asked in draft.asked if asked.question.kind is Kind.CONSENT]
    for asked in draft.asked:
        if asked.question.profile is None or _consented(asked, consents):
            continue
        before = [
            found.question.id
            for found in draft.asked
            if found.order < asked.order and found.question.id in consents
        ]
        hint = f"ask a consent question first and add  if: {before[-1] if before else '<its name>'}"
        message = f"'{asked.question.id}' is personal data but is asked without consent"
        draft.desk.say("E180", message, asked.row.place, hint)


def _consented(asked: Asked, consents: list[str]) -> bool:
    for row in (asked.row, asked.block):
        if row is None or not row.has(IF):
            continue
        clause = row.get(IF)
        if clause is None:  # it cannot be read, which is said already
            return True
        if asserted(clause.condition) & set(consents):
            return True
    return False


def anonymous(draft: Draft) -> None:
    """E182: what is kept with a person contradicts an anonymous round."""
    if draft.checkin is None or not draft.checkin.anonymous:
        return
    for asked in draft.asked:
        if asked.row.has(PROFILE):
            message = f"'{asked.question.id}' is kept with the person, but the check-in is anonymous"
            draft.desk.say(
                "E182", message, asked.row.key_at(PROFILE), "remove 'profile', or write  anonymous: no"
            )
