"""Flows to talk to on Telegram: one of every kind of question, and small ones."""

from typing import Final

MOOD: Final = """
flow: mood
title: {en: "Team mood", de: "Stimmung"}
languages: [en, de]
scale: agree5
steps:
  - {ask: tools, text: {en: "I had what I needed.", de: "Ich hatte, was ich brauchte."}}
  - {ask: focus, text: {en: "I know what matters.", de: "Ich weiß, was zählt."}}
  - {ask: rest, text: {en: "I can rest.", de: "Ich kann ausruhen."}}
"""

SLEEP: Final = """
flow: sleep
title: {en: "Sleep", de: "Schlaf"}
languages: [en, de]
steps:
  - {ask: hours, type: number, min: 0, max: 24, text: {en: "How many hours?", de: "Wie viele Stunden?"}}
  - {ask: note, type: text, text: {en: "What keeps you awake?", de: "Was hält Sie wach?"}}
next:
  - {flow: mood, text: {en: "The mood, too?", de: "Auch die Stimmung?"}}
"""

KINDS: Final = """
flow: kinds
title: Every kind
help: Answer as things are.
areas:
  order: {title: Order, owner: Office, system: One list of everything,
          advice: {low: {why: Things get lost., this_week: Write one list.}}}
  rest: {title: Rest}
dont_know: yes
steps:
  - say: Ten questions, two minutes.
  - ask: habit
    area: order
    text: How often do you look things up?
    choices: {never: Never, often: Often, always: Always}
  - ask: where
    area: order
    text: Where are the copies?
    type: multi
    choices: {office: In the office, cloud: In the cloud, none: {text: Nowhere, alone: yes}}
  - ask: line
    area: rest
    text: Which line fits a normal week?
    choices:
      a: Everything is in somebody's head, and they are away
      b: Somebody has a list, and most of it is right
      c: One list, kept up to date by everybody
  - ask: calm
    area: rest
    text: How calm was the week?
    scale: rate10
  - ask: people
    text: How many people work here?
    type: number
    min: 1
    max: 50000
  - ask: note
    text: What should change first?
    type: text
    optional: yes
    max: 200
  - result: "You have {score.overall} of 100."
  - ask: may_call
    type: consent
    purpose: contact
    text: May we call you about this?
    link: https://example.com/privacy
  - {ask: email, if: may_call, type: email, optional: yes, profile: email, text: "Your e-mail address?"}
  - {ask: phone, if: may_call, type: phone, optional: yes, profile: phone, text: "Your phone number?"}
next:
  - {flow: mood, text: "Shall we look at the mood too?"}
"""
