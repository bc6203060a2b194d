"""Proves: whatever is written into a flow or typed as an answer, nothing of it lives in Slack.

1. In every place that a text can come to, nobody is called and no link is made: neither in blocks, nor in the
   words beside them, nor in a window, nor after Slack gave it back. No block has any text in which a sign
   could be read as a mark, and what is read in bold is what was written, letter for letter.
2. Every payload keeps to every limit, however long the texts are, and Slack's double takes it.
3. What a field holds is the answer letter for letter: there, nothing is read as anything else.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.channels.slack.chart import chart_message
from bot.channels.slack.check import check_limits, check_view
from bot.channels.slack.modal import errors_of, field_view, gone_view
from bot.channels.slack.render import render, settled
from bot.channels.slack.stripped import without_controls
from bot.engine.inputs import Change, Done, Review, Skip, Tap
from bot.messages import Bar, Button, Field, Line, Option, QuestionCard, Settled, Summary, Words
from bot.wishes import Press
from tests.channels.cards import card
from tests.channels.pages import FULL
from tests.fakes.slack.kit import Surface, check_blocks
from tests.fakes.slack.kit import check_view as check_as_slack
from tests.fakes.slack.shown import lines

EVIL = (
    "<!channel>", "<!here|x>", "<!subteam^S1>", "<@U1>", "<#C1>", "<https://evil.example|x>", "<mailto:a@b>",
    "@channel", "@here", "@everyone", "@HERE", "&lt;", "&lt;!channel&gt;", "&amp;lt;", "`", "```", "*", "_",
    "~", "\u202e", "\u2066", "\u200b", "\u2060", "\u200d", "\0", "\n", "\u0301", "<", ">", "&", "|", "😀",
)  # fmt: skip
"""Mentions, links, marks, letters that turn or hide what stands beside them."""

FEW = settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""Texts are long, and making them shorter by and by would take minutes."""

pieces = st.lists(st.sampled_from(EVIL) | st.text(max_size=5), min_size=1, max_size=12).map("".join)
texts = st.builds(lambda text, times: ("a" + text * times)[:4000], pieces, st.sampled_from([1, 3, 500]))


def token(press: Press) -> str:
    return f"{type(press).__name__}{hash(press)}"[:64]


def rich_words(payload: dict[str, Any]) -> str:
    """All that stands in rich text, without what has no width."""
    read = list(lines([block for block in payload["blocks"] if block["type"] == "rich_text"]))
    return "\n".join(read).replace("\u2060", "")


def kinds(part: object) -> set[str]:
    """Of all that has one."""
    if isinstance(part, list):
        return set().union(*map(kinds, part))
    if not isinstance(part, dict):
        return set()
    return set().union(*map(kinds, part.values())) | ({part["type"]} if "type" in part else set())


def plain_texts(part: object) -> Iterator[tuple[str, str]]:
    """Every text object with its kind; bare strings of charts count as plain."""
    if isinstance(part, list):
        for item in part:
            yield from plain_texts(item)
    elif isinstance(part, dict):
        if part.get("type") in ("plain_text", "mrkdwn"):
            yield part["type"], part["text"]
            return
        for name, value in part.items():
            if name in ("title", "label", "name", "accessibility_label") and isinstance(value, str):
                yield "plain_text", value
            yield from plain_texts(value)


def alive(payload: dict[str, Any]) -> list[str]:
    """What would be a mention, a link or another sign than was typed."""
    found = list(plain_texts({**payload, "text": None}))
    if isinstance(payload.get("text"), str):
        found.append(("mrkdwn", payload["text"]))
    return [
        text
        for kind, text in found
        if re.search(r"@(channel|here|everyone)", text, re.IGNORECASE)
        or re.search("<" if kind == "mrkdwn" else "<[!@#]|&(amp|lt|gt);", text)
    ]


def is_harmless(payload: dict[str, Any]) -> None:
    for made in (payload, without_controls(payload)):
        assert alive(made) == []
        assert not kinds(made["blocks"]) & {"mrkdwn", "link", "broadcast", "user", "usergroup", "channel"}
        assert check_limits(made) == []
        back = check_blocks(made["blocks"], Surface.MESSAGE, lambda _: False)
        assert without_controls({**made, "blocks": back}) == without_controls(payload)


def asked(text: str, label: str, number: int, **changed: Any) -> QuestionCard:
    choices = tuple(
        Option(Button(label, Tap(7, "q", f"c{place}")), f"c{place}", chr(65 + place), hint=label)
        for place in range(number)
    )
    way = Done(7, "q") if changed.get("multi") else Skip(7)
    return card(choices, text=text, ways=(Button(label, way),), **changed)


@FEW
@given(texts, texts, st.integers(0, 26), st.booleans(), st.booleans())
def test_questions(text: str, label: str, number: int, multi: bool, private: bool) -> None:
    whole = list(render(asked(text, label, number), token))
    if len(text) < 500:
        assert text.replace("\u2060", "") in rich_words(whole[0])
    hostile = {"heading": text, "about": label, "expects": text, "answered": label, "notes": (text, label)}
    for changed in ({}, hostile):
        kind: dict[str, Any] = {"multi": multi} if number else {"field": Field.TEXT}
        question = asked(text, label, number, **kind, **changed)
        for made in render(question, token, private=private):
            is_harmless(made)
    poles = asked(text, "1", 5, poles=(text, label))
    for made in render(poles, token):
        is_harmless(made)


@FEW
@given(texts, texts, st.booleans())
def test_pages(text: str, other: str, private: bool) -> None:
    bars = tuple(Bar("a", title, other[:9], 0.5, other, 1.0, weak=True, value=5) for title in (text, other))
    pages = (
        Words((text, other), (Button(text, Review()),)),
        Summary(
            text,
            tuple(Line(f"q{n}", text, other, Button(other, Change(f"q{n}"))) for n in range(3)),
            (Button(other, Review()),),
        ),
        replace(FULL, title=text, opening=other, bars=bars, notes=(text,), credit=other),
    )
    for page in pages:
        for made in render(page, token, private=private):
            is_harmless(made)
    drawn = chart_message(pages[2], private=private)
    assert drawn is not None
    is_harmless(drawn)


@FEW
@given(texts, texts, st.booleans())
def test_what_is_left_of_a_question(text: str, answer: str, private: bool) -> None:
    made = settled(Settled(text, answer), private=private)
    assert made is not None
    is_harmless(made)


@FEW
@given(texts, texts, st.sampled_from(Field), st.integers(1, 4000))
def test_windows(text: str, answer: str, field: Field, longest: int) -> None:
    given_ = "7" if field is Field.NUMBER else answer
    question = card((), text=text, expects=answer, field=field, given=given_, longest=longest)
    view = field_view(question, "t" * 64)
    assert alive(view) == []
    assert check_view(view) == []
    assert check_as_slack(view, lambda _: False, ("modal",))
    assert view["blocks"][0]["element"].get("initial_value", given_) == given_
    gone = gone_view("en", text)
    assert alive(gone) == []
    assert check_view(gone) == []
    (error,) = errors_of(view, answer)["errors"].values()
    assert not re.search(r"<[!@#]|@(channel|here|everyone)|&(amp|lt|gt);", error, re.IGNORECASE)
