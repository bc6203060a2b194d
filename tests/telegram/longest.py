"""The longest flow that may be written, in five languages, made of letters that cost the most."""

from collections.abc import Iterator
from typing import Final

LANGUAGES: Final = ("en", "de", "es", "fr", "ar")
_FILLERS: Final = {
    "en": "of & in <b>all</b> *our* _work_ \U0001f600 ",
    "de": "Größe & Maß <i>über</i> *alles* _Straße_ ",
    "es": "año & más <u>señal</u> ¿qué? *todo* ",
    "fr": "œuvre & été <s>ça</s> à côté *où* ",
    "ar": "كل شيء & <b>عمل</b> اليوم 12 (ثم) ",
}
_UNDER_ADVICE: Final = 5
"""Areas with advice: a file has at most 256 KiB."""
_EACH: Final = '{{en: "{0}", de: "{1}", es: "{2}", fr: "{3}", ar: "{4}"}}'


def words(length: int, seed: str, language: str) -> str:
    """A text of exactly so many characters that begins with *seed*."""
    filler = _FILLERS[language]
    return f"{seed} {filler * (length // len(filler) + 1)}"[:length].rstrip().ljust(length, "x")


def text(length: int, seed: str) -> str:
    """The same in every language, as YAML."""
    return _EACH.format(*(words(length, seed, language) for language in LANGUAGES))


def longest() -> str:
    """The flow file."""
    return "\n".join(
        [
            "flow: longest",
            f"languages: [{', '.join(LANGUAGES)}]",
            f"title: {text(100, 'Title')}",
            f"credit: {text(300, 'Credit')}",
            f"help: {text(2000, 'Help')}",
            f"dont_know: {text(100, 'Unsure')}",
            "areas:",
            *_areas(),
            "levels:",
            *(
                f"  l{n}: {{from: {n * 8}, title: {text(40, f'L{n}')}, text: {text(500, f'Level {n}')}}}"
                for n in range(3)
            ),
            "weakest: {show: 10, below: 75, joint: 6}",
            "recommend:",
            *(
                f"  - {{id: rule_{n}, if: score.area_0 <= 100, text: {text(500, f'Rule {n}')}}}"
                for n in range(5)
            ),
            "steps:",
            f"  - say: {text(3000, 'Say')}",
            *_questions(),
            f"  - result: {text(2000, 'Result')}",
            f'  - end: "{words(3000, "End", "en")}"',
        ]
    )


def _areas() -> Iterator[str]:
    for number in range(30):
        yield f"  area_{number}:"
        yield f"    title: {text(40, f'Area {number}')}"
        yield f'    system: "{words(150, f"System {number}", "en")}"'
        if number < _UNDER_ADVICE:
            yield f"    about: {text(100, 'About')}"
            yield f"    owner: {text(60, f'Owner {number}')}"
            yield "    advice:"
            for tier in ("low", "fair"):
                yield f"      {tier}:"
                yield f'        why: "{words(400, f"Why {number}", "en")}"'
                yield f'        this_week: "{words(400, "Week", "en")}"'
                yield f'        next_30_days: "{words(400, "Month", "en")}"'
                yield f'        done_when: "{words(400, "Done", "en")}"'


def _choices(count: int, label: int, hint: int = 0) -> Iterator[str]:
    yield "    choices:"
    for number in range(count):
        said = text(label, f"{chr(97 + number) * 3}{number}")
        hinted = f", hint: {text(hint, 'Hint')}" if hint else ""
        yield f"      c{number}: {{text: {said}{hinted}}}"


def _question(name: str, area: int, length: int) -> Iterator[str]:
    yield f"  - ask: {name}"
    yield f"    area: area_{area}"
    yield f"    text: {text(length, f'Question {name}')}"


def _questions() -> Iterator[str]:
    """With its choices and hints a question has at most 2,800 characters."""
    yield from _question("wide", 0, 900)
    yield from _choices(25, 75)
    yield from _question("wider", 1, 300)
    yield from _choices(25, 100)
    yield from _question("hinted", 2, 700)
    yield from _choices(12, 100, 75)
    yield from _question("several", 3, 300)
    yield "    type: multi"
    yield from _choices(25, 100)
    yield from _question("short_labels", 4, 2000)
    yield from _choices(25, 25)
    for area in range(5, 30):
        yield from _question(f"poles_{area}", area, 60)
        low, high = (f'"{words(150, f"{end} {area}", "en")}"' for end in ("Low", "High"))
        yield f"    poles: {{low: {low}, high: {high}}}"
    yield "  - ask: number"
    yield f"    text: {text(2000, 'Number')}"
    yield "    type: number\n    min: 0\n    max: 1000000"
    yield "  - ask: note"
    yield f'    text: "{words(2000, "Note", "en")}"'
    yield "    type: text\n    max: 2000\n    optional: yes"
