"""The pages of an installation, as a browser gets them.

1. They speak the first language of the browser that they know, else English; Arabic runs from the right.
2. The offer names every permission, who runs this, and where privacy is told, as far as that is known.
3. Nothing that comes from elsewhere becomes part of a page.
4. A page needs no script, and its policy allows none; its style is the one the policy names.
"""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from bot.present.phrases.install import LANGUAGES
from bot.reception.slack import pages
from bot.reception.slack.pages import Landlord

NOBODY = Landlord(None, None)
WAY = "https://slack.com/oauth/v2/authorize?client_id=1.2&scope=commands&state=abc"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("de-CH,de;q=0.9,en;q=0.8", "de"),
        ("nl,fr;q=0.5,en;q=0.1", "fr"),
        ("ES", "es"),
        ("ar-EG", "ar"),
        ("nl", "en"),
        ("*", "en"),
        ("", "en"),
        ('de"><script>', "en"),
        ("x" * 10_000 + ",de", "en"),
    ],
)
def test_1_language(accepted: str, language: str) -> None:
    assert pages.language_of(accepted) == language


def test_1_direction() -> None:
    assert '<html lang="ar" dir="rtl">' in pages.offer("ar", WAY, NOBODY)
    assert '<html lang="de" dir="ltr">' in pages.told("de", LANGUAGES["de"].denied)


def test_2_the_offer() -> None:
    page = pages.offer("en", WAY, Landlord("Example Ltd", "https://example.com/privacy"))
    for scope in (
        "channels:read", "chat:write", "commands", "files:write", "groups:read", "im:history",
        "usergroups:read", "users:read",
    ):  # fmt: skip
        assert f"<dt>{scope}</dt><dd>" in page
    assert "Example Ltd runs this Checkup, can see the answers and is responsible for them." in page
    assert '<a href="https://example.com/privacy">Who sees what, why and for how long</a>' in page
    assert f'href="{WAY.replace("&", "&amp;")}">Add to Slack</a>' in page


def test_2_what_is_not_known_is_not_said() -> None:
    page = pages.offer("en", WAY, NOBODY)
    assert "runs this Checkup" not in page
    assert "how long" not in page


def test_2_where_it_worked() -> None:
    page = pages.installed("de", "Acme", "A1", "T1")
    assert "<h1>Checkup ist in Acme installiert.</h1>" in page
    assert 'href="https://slack.com/app_redirect?app=A1&amp;team=T1"' in page
    assert 'href="https://slack.com/app_redirect?app=A1"' in pages.installed("de", "Big", "A1", None)


def test_3_nothing_from_elsewhere_becomes_part_of_it() -> None:
    hostile = '"><script>x</script>'
    made = (
        pages.installed("en", hostile, hostile, hostile),
        pages.offer("en", f"https://slack.com/{hostile}", Landlord(hostile, f"https://{hostile}")),
    )
    for page in made:
        assert "<script" not in page
        assert page.count("<h1>") == 1


def test_4_no_script_and_one_style() -> None:
    page = pages.told("fr", LANGUAGES["fr"].late)
    assert "<script" not in page
    assert "style=" not in page
    style = re.search(r"<style>(.*)</style>", page, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style.group(1).encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in pages.POLICY
    assert "default-src 'none'" in pages.POLICY
    assert "frame-ancestors 'none'" in pages.POLICY
    assert 'href="/slack/install">Recommencer</a>' in page
