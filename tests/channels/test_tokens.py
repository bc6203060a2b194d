"""Button tokens (design §4).

1. Whatever a button can mean survives encode and decode, in at most 64 bytes, whatever the turn and our id.
2. A token holds no word of an answer.
3. Changed anywhere, cut, or made with another key, it is refused; so is one of another conversation.
4. Old keys are still read; a flow that lost a question refuses its token.
"""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.channels.tokens import LONGEST, Refusal, decode, encode
from bot.definition.model import Flow
from bot.engine import inputs as i
from tests.engine.transcript import flow_of

FLOW = flow_of(
    """
flow: pair
title: Pair
languages: [en, de]
steps:
  - ask: mood
    dont_know: yes
    text: {en: How are you, de: Wie geht es}
    choices: {bad: {en: Bad, de: Schlecht}, good: {en: Good, de: Gut}}
  - ask: tools
    type: multi
    text: {en: Which tools, de: Welche}
    choices: {pen: {en: Pen, de: Stift}, hammer: {en: Hammer, de: Hammer}}
  - ask: ok
    type: consent
    purpose: report
    text: {en: May we, de: Erlaubt}
"""
)
SHORTER = flow_of(
    """
flow: pair
title: Pair
steps:
  - ask: mood
    text: How are you?
    choices: {bad: Bad, good: Good}
"""
)
KEY, OLD_KEY = b"k" * 32, b"o" * 32
OURS = "01j9zk4q8v6n2x5c7b3m1w0d2f"
TURNS = st.integers(0, 36**6 - 1)
CHOICES = [
    ("mood", "bad"),
    ("mood", "good"),
    ("mood", "dont_know"),
    ("tools", "pen"),
    ("tools", "hammer"),
    ("tools", "dont_know"),
    ("ok", "yes"),
    ("ok", "no"),
]
PRESSES = st.one_of(
    st.builds(lambda turn, choice: i.Tap(turn, *choice), TURNS, st.sampled_from(CHOICES)),
    st.builds(i.Done, TURNS, st.just("tools")),
    st.builds(i.Change, st.sampled_from(["mood", "tools", "ok"]), st.none() | TURNS),
    st.builds(i.Speak, st.sampled_from(["en", "de"])),
    *(st.builds(kind, st.none() | TURNS) for kind in (i.Skip, i.Back, i.Accept, i.Decline)),
    st.sampled_from(
        [i.Start(), i.Help(), i.Review(), i.ShowResult(), i.ShowWorkings(), i.Restart(), i.Pause(), i.Stop()]
    ),
)
IDS = st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=26, max_size=26)


def token_of(pressed: i.Input, conversation: str = OURS, key: bytes = KEY) -> str:
    return encode(pressed, conversation=conversation, flow=FLOW, key=key)


def read(token: str, conversation: str = OURS, flow: Flow = FLOW, keys: tuple[bytes, ...] = (KEY,)) -> Any:
    return decode(token, conversation=conversation, flow=flow, keys=keys)


@given(PRESSES, IDS)
def test_every_press_survives_in_64_bytes(pressed: i.Input, conversation: str) -> None:
    token = token_of(pressed, conversation)
    assert 1 <= len(token.encode()) <= LONGEST == 64
    assert read(token, conversation) == pressed


@given(PRESSES, st.data())
def test_a_changed_token_is_refused(pressed: i.Input, data: st.DataObject) -> None:
    token = token_of(pressed)
    place = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(st.characters(min_codepoint=32, max_codepoint=0x2FF))
    assume(letter != token[place])
    changed = token[:place] + letter + token[place + 1 :]
    assert read(changed) in (Refusal.FORGED, Refusal.UNREADABLE)


@given(PRESSES, st.integers(0, 63))
def test_a_cut_token_is_refused(pressed: i.Input, length: int) -> None:
    token = token_of(pressed)
    assume(length < len(token))
    assert read(token[:length]) in (Refusal.FORGED, Refusal.UNREADABLE)


@given(st.text(st.characters(), max_size=80))
def test_anything_else_is_refused(text: str) -> None:
    assert read(text) in (Refusal.FORGED, Refusal.UNREADABLE)


@given(PRESSES, IDS)
def test_the_token_of_another_conversation_is_foreign(pressed: i.Input, theirs: str) -> None:
    assume(theirs != OURS)
    assert read(token_of(pressed, theirs)) is Refusal.FOREIGN


@given(PRESSES)
def test_without_the_key_a_token_is_forged(pressed: i.Input) -> None:
    assert read(token_of(pressed, key=b"x" * 32)) is Refusal.FORGED


def test_old_keys_are_still_read() -> None:
    token = token_of(i.Tap(4, "mood", "good"), key=OLD_KEY)
    assert read(token, keys=(KEY, OLD_KEY)) == i.Tap(4, "mood", "good")
    assert read(token) is Refusal.FORGED


def test_a_token_holds_numbers_and_no_words() -> None:
    token = token_of(i.Tap(5, "tools", "hammer"))
    assert token.startswith(f"t{OURS}.5.1.2.")
    assert not any(word in token for word in ("tools", "hammer", "Hammer"))


@pytest.mark.parametrize(
    "pressed", [i.Tap(1, "ok", "no"), i.Tap(1, "mood", "dont_know"), i.Done(1, "tools"), i.Speak("de")]
)
def test_what_the_flow_does_not_have_is_unknown(pressed: i.Input) -> None:
    here = read(token_of(pressed), flow=SHORTER)
    # "Don't know" keeps its number everywhere; that it is not offered here is for the engine to say.
    assert here is Refusal.UNKNOWN or pressed == here == i.Tap(1, "mood", "dont_know")


@pytest.mark.parametrize(
    "unpressable",
    [
        i.Typed("x"),
        i.Remind(),
        i.Expire(),
        i.Start(carried={"mood": "bad"}),
        i.Tap(-1, "mood", "bad"),
        i.Tap(36**6, "mood", "bad"),
        i.Tap(1, "mood", "none"),
        i.Tap(1, "ok", "maybe"),
    ],
)
def test_what_no_button_means_has_no_token(unpressable: i.Input) -> None:
    with pytest.raises(ValueError, match=r"no (number of a )?button|not in list"):
        token_of(unpressable)


@pytest.mark.parametrize("conversation", ["", "with.dot", "UPPER", "ü"])
def test_ids_are_letters_and_digits(conversation: str) -> None:
    with pytest.raises(ValueError, match="the id of a conversation"):
        token_of(i.Help(), conversation)


def test_a_token_that_does_not_fit_is_not_made() -> None:
    with pytest.raises(ValueError, match="does not fit in 64"):
        token_of(i.Help(), "a" * 60)
