"""The app as Slack knows it: its ids and secrets, and where it is reached."""

import hashlib
import hmac
import time
from dataclasses import dataclass


@dataclass
class App:
    """One app, whatever workspaces it is in."""

    app_id: str = "A0100000001"
    client_id: str = "1000000001.2000000002"
    client_secret: str = "client-secret-of-the-fake"
    signing_secret: str = "signing-secret-of-the-fake"
    app_token: str = "xapp-1-A0100000001-1-fake"
    verification_token: str = "verification-token"
    command: str = "/checkup"
    should_escape: bool = True
    """Are persons and channels in commands brought as `<@U…|name>`?"""
    request_url: str = ""
    """Where events, interactivity and commands go; empty for nowhere, or by socket."""
    redirect_urls: tuple[str, ...] = ()
    """Beginnings of addresses that may be returned to; any while there are none."""
    echoes: bool = True
    """Does the app get its own messages as events?"""
    accepts_charts: bool = True

    def signs(self, body: bytes | str, ago: float = 0.0) -> dict[str, str]:
        """The headers that say who a body comes from.

        Their time is the machine's, whatever a test lets pass: the app compares it with its own clock.
        """
        timestamp = int(time.time() - ago)
        raw = body.encode() if isinstance(body, str) else body
        base = b"v0:%d:%b" % (timestamp, raw)
        digest = hmac.new(self.signing_secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={digest}"}
