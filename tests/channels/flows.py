"""Flows to draw: the shipped ones in all their languages, and the longest that may be written."""

from collections.abc import Iterator
from typing import Final

from bot.definition.model import Flow
from bot.engine.inputs import Help, Restart, Review, ShowResult, ShowWorkings, Stop, Tap, Typed
from bot.messages import Message
from tests.engine.transcript import flow_of
from tests.present.chat import FLOWS, Chat

SHIPPED: Final = sorted(path.stem for path in FLOWS.glob("*.yaml"))
_TYPED: Final = {
    "email": "ana@example.com",
    "phone": "+44 20 7946 0018",
    "text": "A few words.",
    "number": "5",
}


def messages_of(flow: Flow, language: str, pick: int) -> Iterator[Message]:
    """All messages of one chat: always the choice at place *pick*, and every look there is on the way."""
    chat = Chat(flow, language, operator="Example <Ltd> & Sons")
    yield from chat.messages
    looked = False
    while chat.state.open is not None:
        question = flow.by_id[chat.state.open]
        if not looked and len(chat.state.answers) == 3:
            looked = True
            for look in (
                Help(),
                Review(),
                ShowResult(),
                Typed("no such words at all"),
                Tap(0, question.id, "x"),
            ):
                yield from chat.does(look)
        if question.choices and question.kind.value == "multi":
            yield from chat.taps(question.choices[min(pick, len(question.choices) - 1)].id)
            yield from chat.types(question.choices[min(pick, len(question.choices) - 1)].id)
        elif question.choices:
            yield from chat.taps(question.choices[min(pick, len(question.choices) - 1)].id)
        elif question.kind.value == "consent":
            yield from chat.taps("yes" if pick else "no")
        else:
            yield from chat.types(_TYPED[question.kind.value])
    for last in (Review(), ShowResult(), ShowWorkings(), Restart(), Stop()):
        yield from chat.does(last)


def longest() -> Flow:
    """Everything as long as the language allows, in letters that cost the most where they are escaped."""
    return flow_of(LONGEST)


def _words(length: int, seed: str) -> str:
    """*length* letters: words, with what has to be escaped somewhere in it."""
    text = f"{seed} & <b>bold</b> *stars* _lines_ <!channel> @here \U0001f600 " * (length // 20 + 1)
    return text[:length].rstrip().ljust(length, "x")


def _level(number: int) -> str:
    title, text = _words(40, f"L{number}"), _words(500, "level")
    return f'  l{number}: {{from: {number * 5}, title: "{title}", text: "{text}"}}'


def _areas() -> Iterator[str]:
    for number in range(30):
        yield f"  area_{number}:"
        yield f'    title: "{_words(40, f"A{number}")}"'
        yield f'    about: "{_words(100, "about")}"'
        yield f'    owner: "{_words(60, "owner")}"'
        yield f'    system: "{_words(150, f"S{number}")}"'
        yield "    advice:"
        yield "      low:"
        for part in ("why", "this_week", "next_30_days", "done_when"):
            yield f'        {part}: "{_words(400, part)}"'


def _questions() -> Iterator[str]:
    for number in range(30):
        # With its choices and hints a question has at most 2,800 characters (E143).
        length, choices, label, hint = ((2000, 8, 100, 0), (300, 25, 100, 0), (150, 15, 100, 75))[number % 3]
        yield f"  - ask: question_{number}"
        yield f"    area: area_{number}"
        yield f'    text: "{_words(length, f"Q{number}")}"'
        if number < 5:
            yield f'    help: "{_words(2000, "help")}"'
        yield "    choices:"
        for choice in range(choices):
            said = _words(label, f"{chr(97 + choice)}{choice}")
            hinted = f', hint: "{_words(hint, "hint")}"' if hint else ""
            yield f'      c{choice}: {{text: "{said}"{hinted}}}'


LONGEST: Final = "\n".join(
    [
        "flow: longest",
        f'title: "{_words(100, "T")}"',
        f'help: "{_words(2000, "help")}"',
        f'credit: "{_words(300, "credit")}"',
        f'dont_know: "{_words(100, "unsure")}"',
        "areas:",
        *_areas(),
        "levels:",
        *map(_level, range(12)),
        "weakest: {show: 10, below: 75, joint: 6}",
        "recommend:",
        *(
            f'  - {{id: rule_{number}, if: score.area_0 < 50, text: "{_words(500, f"rule {number}")}"}}'
            for number in range(40)
        ),
        "steps:",
        f'  - say: "{_words(3000, "say")}"',
        *_questions(),
        f'  - result: "{_words(2000, "result")}"',
    ]
)
