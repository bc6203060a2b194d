"""Flows that a team answers together."""

from functools import cache
from pathlib import Path

from bot.definition.load import load
from bot.definition.model import Flow

SHIPPED = Path(__file__).parents[3] / "flows"

CREW = """
flow: crew-check
version: {version}
languages: [en, de]
title: {{en: Crew check, de: Crew-Check}}
scale: agree5
areas:
  focus:
    title: {{en: Focus, de: Fokus}}
    owner: {{en: Team lead, de: Teamleitung}}
    system: {{en: One list of what comes next, de: Eine Liste für alles Nächste}}
    talk: {{en: "If we could finish one thing, which one?", de: "Wenn wir nur eines fertig bekämen, was?"}}
    advice:
      low:
        why: {{en: "Everybody works from another list.", de: "Alle arbeiten nach einer anderen Liste."}}
        this_week: {{en: "Put all lists side by side.", de: "Legen Sie alle Listen nebeneinander."}}
        next_30_days: {{en: "Agree on one.", de: "Einigen Sie sich auf eine."}}
        done_when: {{en: "Two people name the same next thing.", de: "Zwei nennen dasselbe als Nächstes."}}
      fair:
        why: {{en: "The list is there, and not always followed.", de: "Die Liste gilt nicht immer."}}
        this_week: {{en: "Read it aloud on Monday.", de: "Lesen Sie sie am Montag vor."}}
        next_30_days: {{en: "Say what was left out and why.", de: "Sagen Sie, was wegfiel und warum."}}
        done_when: {{en: "Nobody is surprised on Friday.", de: "Am Freitag ist niemand überrascht."}}
  handoffs:
    title: {{en: Handoffs, de: Übergaben}}
    weight: 2
    owner: {{en: Operations, de: Betrieb}}
    system: {{en: A form that travels with the work, de: Ein Formular das mit der Arbeit reist}}
    talk: {{en: "Which handoff went wrong last?", de: "Welche Übergabe ging zuletzt schief?"}}
    advice:
      low:
        why: {{en: "Things get lost between people.", de: "Zwischen den Leuten geht etwas verloren."}}
        this_week: {{en: "Write down the last three.", de: "Schreiben Sie die letzten drei auf."}}
        next_30_days: {{en: "Hand over in writing.", de: "Übergeben Sie schriftlich."}}
        done_when: {{en: "Nobody asks twice.", de: "Niemand fragt zweimal."}}
  safety:
    title: {{en: Speaking up, de: Offen reden}}
    talk: {{en: "Who said no last week?", de: "Wer hat letzte Woche nein gesagt?"}}
  joy:
    title: {{en: Enjoyment, de: Freude}}
levels:
  early:  {{from: 0,  title: {{en: Early, de: Am Anfang}}}}
  fair:   {{from: 40, title: {{en: On the way, de: Auf dem Weg}}}}
  strong: {{from: 70, title: {{en: Strong, de: Stark}}}}
build_order: [handoffs, focus]
checkin: {{every: 2 weeks, day: thursday, anonymous: yes, min_answers: {k}}}
steps:
  - ask: focus_next
    area: focus
    weight: {weight}
    text: {{en: I know what comes next., de: "Ich weiß, was als Nächstes kommt."}}
  - ask: focus_same
    area: focus
    text: {{en: We all say the same about it., de: Wir sagen alle dasselbe dazu.}}
  - ask: handoff_lost
    area: handoffs
    reverse: yes
    text: {{en: Work gets lost between us., de: Zwischen uns geht Arbeit verloren.}}
  - ask: handoff_asked
    area: handoffs
    text: {{en: I get what I need without asking., de: "Ich bekomme, was ich brauche, ohne zu fragen."}}
  - ask: safe_no
    area: safety
    text: {{en: I can say no., de: Ich kann nein sagen.}}
  - ask: joy_week
    area: joy
    text: {{en: I liked this week., de: Diese Woche hat mir gefallen.}}
  - ask: blockers
    type: multi
    weight: 0
    optional: yes
    text: {{en: "What slowed you down?", de: "Was hat Sie aufgehalten?"}}
    choices:
      waiting: {{en: Waiting, de: Warten}}
      tools: {{en: Tools, de: Werkzeuge}}
      meetings: {{en: Meetings, de: Besprechungen}}
      none: {{text: {{en: Nothing, de: Nichts}}, alone: yes}}
  - ask: hours
    type: number
    weight: 0
    min: 0
    max: 80
    optional: yes
    text: {{en: "How many hours did you wait?", de: "Wie lange haben Sie gewartet, in Stunden?"}}
  - ask: recommend
    scale: recommend
    weight: 0
    optional: yes
    text: {{en: "Would you recommend this team?", de: "Würden Sie dieses Team empfehlen?"}}
  - ask: note
    type: text
    max: 500
    optional: yes
    text: {{en: "Anything else? Leave out what gives you away.", de: "Noch etwas? Nichts, was Sie verrät."}}
"""

NO_AREAS = """
flow: short-check
version: 1
title: Short check
scale: agree5
checkin: {every: month, anonymous: yes, min_answers: 3}
steps:
  - {ask: clear, text: My work is clear.}
  - {ask: calm, text: My week is calm.}
"""


def flow_from(source: str) -> Flow:
    """The flow in some YAML, which has no mistakes."""
    name = source.split("flow: ", 1)[1].split("\n", 1)[0]
    loaded = load(source.encode(), f"{name}.yaml", others=None)
    assert loaded.flow is not None, loaded.findings
    return loaded.flow


@cache
def crew(version: int = 1, *, weight: int = 1, k: int = 5) -> Flow:
    """Four areas, an overall, one question of every kind that a report shows; `weight` of the first one."""
    return flow_from(CREW.format(version=version, weight=weight, k=k))


@cache
def no_areas() -> Flow:
    return flow_from(NO_AREAS)


@cache
def shipped(name: str) -> Flow:
    """A flow as it is shipped: `team-health` has no overall."""
    return flow_from((SHIPPED / f"{name}.yaml").read_text())
