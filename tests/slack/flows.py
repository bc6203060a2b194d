"""Flows to talk to in Slack, beside those in `tests/telegram/flows.py`."""

from typing import Final


def choices(count: int) -> str:
    """As many as that, in YAML: `{c1: Choice 1, c2: Choice 2}`."""
    return "{" + ", ".join(f"c{number}: Choice {number}" for number in range(1, count + 1)) + "}"


CONTROLS: Final = f"""
flow: controls
title: Every control
steps:
  - {{ask: two, text: "Of two?", choices: {choices(2)}}}
  - {{ask: five, text: "Of five?", choices: {choices(5)}}}
  - {{ask: six, text: "Of six?", choices: {choices(6)}}}
  - {{ask: ten, text: "Of ten?", choices: {choices(10)}}}
  - {{ask: eleven, text: "Of eleven?", choices: {choices(11)}}}
  - {{ask: most, text: "Of twenty-five?", choices: {choices(25)}}}
  - {{ask: boxes, text: "Which of ten?", type: multi, choices: {choices(10)}}}
  - {{ask: menu, text: "Which of twelve?", type: multi, choices: {choices(12)}}}
  - {{ask: agree, text: We finish things., scale: agree5}}
  - {{ask: poles, text: "How are days?", poles: {{low: All is on fire, high: All is calm}}}}
  - {{ask: rate, text: "How calm was it?", scale: rate10}}
"""
"""A question for each control; single choices first."""

ROUTES: Final = """
flow: routes
title: Ways through
remind: no
steps:
  - say: Three questions, one minute.
  - ask: adult
    text: Are you eighteen or older?
    choices: {no: No, yes: Yes}
    weight: 0
  - {end: "This check is for adults. Thank you for looking in.", if: adult is no}
  - say: Good. Now it gets interesting.
  - ask: word
    text: Which word fits the week?
    choices: {go: Continue, back: Back to back, halt: Help}
  - ask: wish
    text: What do you wish for?
    type: text
    optional: yes
    max: 80
next:
  - {flow: mood}
"""
"""Screens out, says something on the way, has choices that are words for commands too, goes on by itself."""

FIVE: Final = """
flow: five
title: {en: "Rest", de: "Ruhe", fr: "Repos", es: "Descanso", ar: "الراحة"}
languages: [en, de, fr, es, ar]
steps:
  - ask: rest
    text: {en: "I can rest.", de: "Ich kann ausruhen.", fr: "Je peux me reposer.",
           es: "Puedo descansar.", ar: "أستطيع أن أرتاح."}
    scale: agree5
  - ask: hours
    text: {en: "How many hours?", de: "Wie viele Stunden?", fr: "Combien d’heures ?",
           es: "¿Cuántas horas?", ar: "كم ساعة؟"}
    type: number
    min: 0
    max: 24
"""
"""In all languages that the product speaks."""
