"""Proves: any receiver that keeps to Standard Webhooks can tell that an event is ours.

1. The signature is that of the standard's own example, and of its library for whatever is sent.
2. With several keys any of them proves it; a key that is not ours does not.
3. A secret that cannot sign is refused in words that quote nothing of it.
"""

import hashlib
import hmac
from base64 import b64decode, b64encode
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from bot.events.signing import SecretWrong, headers, keys

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
"""Of the standard's examples."""


def test_1_the_example_of_the_standard() -> None:
    body = '{"test": 2432232314}'
    made = headers(
        keys(SECRET), "msg_p5jXN8AQM9LWM0D4loKWxJek", datetime.fromtimestamp(1614265330, UTC), body
    )
    assert made == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


@given(st.text(st.characters(codec="utf-8")), st.integers(0, 4_000_000_000))
def test_1_by_hand(body: str, moment: int) -> None:
    now = datetime.fromtimestamp(moment, UTC)
    made = headers(keys(SECRET), "an-id", now, body)
    signed = f"an-id.{int(now.timestamp())}.{body}".encode()
    key = b64decode(SECRET.removeprefix("whsec_"))
    expected = b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert made["webhook-signature"] == f"v1,{expected}"


def test_2_while_keys_rotate() -> None:
    old, new = b64encode(b"o" * 32).decode(), b64encode(b"n" * 32).decode()
    made = headers(keys(f"whsec_{new}, {old}"), "an-id", datetime.now(UTC), "{}")
    assert len(made["webhook-signature"].split(" ")) == 2
    for secret in (old, f"whsec_{new}"):
        assert Webhook(secret).verify("{}", dict(made)) == {}
    with pytest.raises(WebhookVerificationError):
        Webhook(b64encode(b"x" * 32).decode()).verify("{}", dict(made))
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify("{} ", dict(made))


@pytest.mark.parametrize(
    ("secret", "word"),
    [
        ("", "no key"),
        (" , ", "no key"),
        ("whsec_", "bytes"),
        ("not-base64!", "base64"),
        ("whsec_short", "base64|bytes"),
        (b64encode(b"a" * 23).decode(), "23"),
        (b64encode(b"a" * 65).decode(), "65"),
        (f"{SECRET} whsec_schlüssel", "base64"),
    ],
)
def test_3_what_cannot_sign(secret: str, word: str) -> None:
    with pytest.raises(SecretWrong, match=word) as refused:
        keys(secret)
    assert "short" not in str(refused.value)
    assert SECRET not in str(refused.value)


def test_3_without_padding() -> None:
    assert len(keys(b64encode(b"a" * 25).decode().rstrip("="))) == 1
