"""Button tokens of the desk: wishes that are about the person, not about one conversation.

1. Whatever a button of the desk can mean survives encode and decode, in at most 64 bytes, whatever the ids.
2. Changed anywhere, cut, or made with another key, it is refused; so is one of another person.
3. Ours, but of a check or a time of day that there is not: unknown. A conversation is named, not judged.
4. What no button can mean has no token.
"""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot import wishes as w
from bot.channels.tokens import LONGEST, Refusal, signed
from bot.channels.wish_tokens import decode_wish, deletes_all, encode_wish, is_wish, owner_at

KEY, OLD_KEY = b"k" * 32, b"o" * 32
OURS = "01j9zk4q8v6n2x5c7b3m1w0d2f"
FLOWS = ("mood", "a-name-that-is-longer-than-all-the-bytes-that-a-button-has-room-for-in-it")
WISHES: list[w.Wish] = [
    w.ShowMenu(), w.ShowSettings(), w.ShowLanguages(), w.SwitchReminders(on=True),
    w.SwitchReminders(on=False), w.ShowReminderTimes(), w.ChooseReminderTime(None), w.ChooseReminderTime(0),
    w.ChooseReminderTime(9 * 60), w.ChooseReminderTime(1439), w.Unsubscribe(), w.ShowPrivacy(),
    w.ShowMyData(), w.ForgetKept(), w.AskToDelete(), w.DeleteAll(), w.KeepAll(), w.Compare(OURS),
    w.RepeatLater(OURS), w.ShowResultOf(OURS), w.ChooseLanguage("zh-Hant"), *map(w.Begin, FLOWS),
]  # fmt: skip


def encoded(wish: w.Wish, key: bytes = KEY, address: str = OURS) -> str:
    return encode_wish(wish, address=address, key=key)


def decoded(token: str, address: str = OURS) -> w.Wish | Refusal:
    return decode_wish(token, address=address, flows=FLOWS, keys=(KEY, OLD_KEY))


@pytest.mark.parametrize("wish", WISHES, ids=repr)
def test_a_wish_survives(wish: w.Wish) -> None:
    token = encoded(wish)
    assert len(token.encode()) <= LONGEST == 64
    assert is_wish(token)
    assert decoded(token) == wish
    assert decoded(encoded(wish, OLD_KEY)) == wish


def test_no_two_wishes_share_a_token() -> None:
    assert len({encoded(wish) for wish in WISHES}) == len(WISHES)


@given(minute=st.integers(0, 1439))
def test_every_minute_of_a_day_survives(minute: int) -> None:
    assert decoded(encoded(w.ChooseReminderTime(minute))) == w.ChooseReminderTime(minute)


@given(wish=st.sampled_from(WISHES), data=st.data())
def test_changed_anywhere_or_cut_it_is_refused(wish: w.Wish, data: st.DataObject) -> None:
    token = encoded(wish)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters())
    assume(other != token[place])
    assert decoded(token[:place] + other + token[place + 1 :]) is Refusal.FORGED
    assert decoded(token[:place]) is Refusal.FORGED


@pytest.mark.parametrize("wish", WISHES, ids=repr)
def test_made_with_another_key_it_is_forged(wish: w.Wish) -> None:
    assert decoded(encoded(wish, b"x" * 32)) is Refusal.FORGED


@pytest.mark.parametrize("wish", [wish for wish in WISHES if not hasattr(wish, "conversation")], ids=repr)
def test_somebody_elses_button_is_foreign(wish: w.Wish) -> None:
    assert decoded(encoded(wish, address="somebody0else")) is Refusal.FOREIGN


def test_who_has_no_address_is_named_by_their_place() -> None:
    owners = {
        owner_at(*place)
        for place in (("slack", "T1", "U1"), ("slack", "T1", "U2"), ("slack", "T2", "U1"), ("x", "T1", "U1"))
    }
    assert len(owners) == 4
    for owner in owners:
        token = encode_wish(w.Begin("sales"), address=owner, key=KEY)
        assert decode_wish(token, address=owner, flows=["sales"], keys=[KEY]) == w.Begin("sales")
        assert decode_wish(token, address="somebody", flows=["sales"], keys=[KEY]) is Refusal.FOREIGN


def test_what_deletes_everything_is_known_whoever_it_was_of() -> None:
    for wish in WISHES:
        assert deletes_all(encoded(wish), [KEY]) == (wish == w.DeleteAll())
    assert not deletes_all(encoded(w.DeleteAll()), [OLD_KEY])
    assert not deletes_all("x", [KEY])


def test_a_conversation_is_named_whoever_presses() -> None:
    token = encoded(w.ShowResultOf("c1"), address="somebody0else")
    assert decoded(token) == w.ShowResultOf("c1")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (f"_{OURS}.b.0123456789", Refusal.UNKNOWN),
        (f"_{OURS}.t.1440", Refusal.UNKNOWN),
        (f"_{OURS}.t.-1", Refusal.UNKNOWN),
        (f"_{OURS}.t.", Refusal.UNKNOWN),
        (f"_{OURS}.t.9.5", Refusal.UNKNOWN),
        (f"_{OURS}.q", Refusal.UNKNOWN),
        (f"_{OURS}.m.1", Refusal.UNKNOWN),
        (f"_{OURS}", Refusal.FOREIGN),
        (f"-{OURS}.q", Refusal.UNREADABLE),
        (f"-{OURS}", Refusal.UNREADABLE),
        (f"t{OURS}.1.1.1", Refusal.UNREADABLE),
    ],
)
def test_ours_but_of_nothing_there_is(body: str, why: Refusal) -> None:
    assert decoded(signed(body, KEY)) is why


@pytest.mark.parametrize(
    "wish",
    [
        w.ChooseReminderTime(-1), w.ChooseReminderTime(1440), w.Share("mood"), w.Unreadable(),
        w.UnknownCommand(), w.Rewritten(),
    ],
    ids=repr,
)  # fmt: skip
def test_what_no_button_means(wish: w.Wish) -> None:
    with pytest.raises(ValueError, match="no button means"):
        encoded(wish)


def test_what_does_not_fit_is_not_cut() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encoded(w.ChooseLanguage("x" * 40))
