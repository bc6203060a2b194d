"""Signatures as Standard Webhooks says: a receiver can tell that an event is ours, whole and new."""

import binascii
import re
from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from standardwebhooks import Webhook

PREFIX: Final = "whsec_"
SHORTEST: Final = 24
LONGEST: Final = 64
"""Bytes of a key (Standard Webhooks, "Signature scheme")."""


class SecretWrong(ValueError):  # noqa: N818  # read as a sentence
    """A secret that cannot sign; its message quotes nothing of it."""


def keys(secret: str) -> tuple[Webhook, ...]:
    """Every key of a setting: `whsec_…` or bare base64, several with blanks or commas while they rotate."""
    found = tuple(_key(part) for part in filter(None, re.split(r"[\s,]+", secret)))
    if not found:
        raise SecretWrong("There is no key in it.")
    return found


def headers(keys_: Sequence[Webhook], event_id: str, now: datetime, body: str) -> Mapping[str, str]:
    """Id, time and a signature by each key: any of them proves it."""
    signatures = " ".join(key.sign(event_id, now, body) for key in keys_)
    return {
        "webhook-id": event_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signatures,
    }


def _key(text: str) -> Webhook:
    bare = text.removeprefix(PREFIX)
    try:
        key = b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SecretWrong("A key is written in base64, whsec_ before it or not.") from error
    if not SHORTEST <= len(key) <= LONGEST:
        raise SecretWrong(f"A key has {SHORTEST} to {LONGEST} bytes; this one has {len(key)}.")
    return Webhook(key)
