"""Personal data: E180, E182 to E184. A static proof; nothing is left to run time."""

from bot.definition.condition import asserted
from bot.definition.draft import Asked, Draft
from bot.definition.model import OWN_WORDS, Kind, Purpose
from bot.definition.read.steps import FRESH, IF, KEEP, PROFILE
from bot.definition.read.tables import Row


def personal_data(draft: Draft) -> None:
    """E180: the conditions of question and block, read as one conjunction, contain a consent question."""
    consents = [asked.question.id for asked in draft.asked if asked.question.kind is Kind.CONSENT]
    for asked in draft.asked:
        if not _is_personal(asked) or _consented(asked, consents):
            continue
        before = [
            found.question.id
            for found in draft.asked
            if found.order < asked.order and found.question.id in consents
        ]
        hint = f"ask a consent question first and add  if: {before[-1] if before else '<its name>'}"
        message = f"'{asked.question.id}' is personal data but is asked without consent"
        draft.desk.say("E180", message, asked.row.place, hint)


def _is_personal(asked: Asked) -> bool:
    question = asked.question
    return question.profile is not None or (question.keep is not None and question.kind in OWN_WORDS)


def _consented(asked: Asked, consents: list[str]) -> bool:
    for row in (asked.row, asked.block):
        if row is not None and row.has(IF) and row.get(IF) is None:
            return True  # it cannot be read, which is said already
        if _asserted(row) & set(consents):
            return True
    return False


def anonymous(draft: Draft) -> None:
    """E182: what is kept with a person contradicts an anonymous round."""
    if draft.checkin is None or not draft.checkin.anonymous:
        return
    for asked in draft.asked:
        for key in (PROFILE, KEEP):
            if asked.row.has(key):
                message = f"'{asked.question.id}' is kept with the person, but the check-in is anonymous"
                hint = f"remove '{key.name}', or write  anonymous: no"
                draft.desk.say("E182", message, asked.row.key_at(key), hint)


def fresh_alone(draft: Draft) -> None:
    """E183: for how long something is taken that is not kept."""
    for asked in draft.asked:
        if asked.row.has(FRESH) and not asked.row.has(KEEP):
            message = f"'fresh' is about a kept answer, but '{asked.question.id}' keeps none"
            draft.desk.say("E183", message, asked.row.key_at(FRESH), "add  keep: <name>, or remove 'fresh'")


def kept_for_a_report(draft: Draft) -> None:
    """E184: who agreed to one report was promised that the address is forgotten after it."""
    purposes = {asked.question.id: asked.question.purpose for asked in draft.asked}
    consents = {name for name, purpose in purposes.items() if purpose is not None}
    for asked in draft.asked:
        if asked.question.keep is None or asked.question.kind not in OWN_WORDS:
            continue
        under = {name for row in (asked.row, asked.block) for name in _asserted(row)} & consents
        if under and not any(purposes[name] is Purpose.CONTACT for name in under):
            message = f"'{asked.question.id}' is kept, but the consent for a report promises to forget it"
            hint = "remove 'keep', or ask it under a consent with  purpose: contact"
            draft.desk.say("E184", message, asked.row.key_at(KEEP), hint)


def _asserted(row: Row | None) -> frozenset[str]:
    clause = None if row is None else row.get(IF)
    return frozenset() if clause is None else asserted(clause.condition)
