"""The receiver that the operator names: where it is, and the keys it knows us by."""

from dataclasses import dataclass, field
from typing import Final

from standardwebhooks import Webhook

from bot.events.signing import SecretWrong, keys
from bot.events.target import Target, TargetWrong, networks, target

URL: Final = "CHECKUP_WEBHOOK_URL"
SECRET: Final = "CHECKUP_WEBHOOK_SECRET"  # noqa: S105  # the name of a setting
NETWORKS: Final = "CHECKUP_WEBHOOK_NETWORKS"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Read from the settings `CHECKUP_WEBHOOK_…`."""

    target: Target
    keys: tuple[Webhook, ...] = field(repr=False)


def receiver(url: str, secret: str, inside: str) -> Receiver | None:
    """None without an address. TargetWrong or SecretWrong where it cannot be used."""
    return Receiver(target(url, networks(inside)), keys(secret)) if url else None


def what_is_wrong(url: str, secret: str, inside: str) -> tuple[str, str, str] | None:
    """The setting that cannot be used, what is wrong with it, and what to do; None: all is well."""
    if not url:
        return (URL, "is missing", "It says where events go.") if secret else None
    if not secret:
        return SECRET, "is missing", "It proves that events are ours: whsec_ and base64."
    try:
        networks(inside)
    except TargetWrong as error:
        return NETWORKS, "names no network", str(error)
    try:
        receiver(url, secret, inside)
    except TargetWrong as error:
        return URL, "is nowhere events can go", str(error)
    except SecretWrong as error:
        return SECRET, "cannot sign", str(error)
    return None
