"""Texts that somebody might type to break something, and a flow that gives them back in every place."""

from typing import Final

FLOW: Final = """
flow: hostile
title: Hostile
languages: [en, de]
steps:
  - ask: pick
    text: {en: "Which one?", de: "Welche?"}
    choices: {one: {en: First, de: Erste}, two: {en: Second, de: Zweite}}
  - {ask: words, type: text, max: 2000, optional: yes, text: {en: "Anything?", de: "Irgendetwas?"}}
  - {ask: amount, type: number, min: 0, max: 100, text: {en: "How many?", de: "Wie viele?"}}
  - say: {en: "You said: {words}", de: "Sie sagten: {words}"}
  - ask: may_write
    type: consent
    purpose: contact
    text: {en: "May we write?", de: "Dürfen wir schreiben?"}
  - ask: email
    if: may_write
    type: email
    optional: yes
    profile: email
    text: {en: "Your e-mail?", de: "Ihre E-Mail?"}
  - ask: name
    if: may_write
    type: text
    optional: yes
    profile: name
    text: {en: "Your name?", de: "Ihr Name?"}
"""
MARK: Final = "evil"
TEXTS: Final = {
    "bold": "<b>evil</b>",
    "open": "<b>evil",
    "closed": "evil</b></b></a>",
    "link": '<a href="https://evil.example/?a=1&b=2">evil</a>',
    "mention": '<a href="tg://user?id=1">evil</a> @evil /evil #evil',
    "unknown tag": "<script>alert('evil')</script><tg-spoiler>evil</tg-spoiler>",
    "entities": "evil &amp; &lt;b&gt; &quot; &#60; &unknown; & &",
    "markdown": "_*[evil](https://evil.example)`evil`*_ ~evil~ ||evil||",
    "code": "```python\nevil\n``` `evil`",
    "quotes": "\"evil' «evil» \\evil\\ %s {evil} {words} {{evil}} ${evil}",
    "bidi override": "\u202eevil\u202c \u2066evil\u2069 \u200fevil",
    "zero width": "e\u200bv\u200ci\u200dl\ufeff evil",
    "marks": "evil" + "e\u0301\u0302\u0303\u0304\u0489" * 60,
    "families": "evil " + "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 60,
    "flags": "evil " + "\U0001f1e9\U0001f1ea" * 80,
    "right to left": "evil שלום عليكم ‎evil‎",
    "lines": "evil\n\n\n\nevil\r\nevil\tevil",
    "long": "evil " * 390,
    "longer": "evil <b>&" * 560,
    "controls": "evil\x01\x02\x1b[31mevil\x7f",
    "command-like": "//evil /",
}
ON_THE_WAY: Final = {
    "Which one?": "first",
    "Anything?": "/skip",
    "How many?": "7",
    "May we write?": "yes",
    "Your e-mail?": "/skip",
    "Your name?": "/skip",
}
"""A way on from each question, by typing."""
