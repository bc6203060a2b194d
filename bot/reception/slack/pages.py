"""The pages of an installation, as HTML that needs no script and nothing from elsewhere."""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Final
from urllib.parse import urlencode

from bot.channels.slack.surface import SCOPES
from bot.definition.texts import best_language
from bot.present.phrases.install import LANGUAGES, InstallWords, Told

_STYLE: Final = (
    ":root{color-scheme:light dark}"
    "body{font:1.05rem/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.5rem}h2{font-size:1.1rem}dt{font-family:monospace}dd{margin:0 0 .6rem 0}"
    "a.do{display:inline-block;padding:.7rem 1.2rem;border:2px solid;border-radius:.4rem;font-weight:600}"
)
_STYLE_HASH: Final = b64encode(sha256(_STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
"""The content security policy these pages live with."""
INSTALL: Final = "/slack/install"
_TAG: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_RIGHT_TO_LEFT: Final = frozenset({"ar"})


@dataclass(frozen=True, slots=True)
class Landlord:
    """Who runs this Checkup, as far as they say so."""

    operator: str | None
    privacy_url: str | None


def language_of(accept_language: str) -> str:
    """The first language of the browser that we speak; English where there is none."""
    for part in accept_language[:200].split(","):
        wished = part.partition(";")[0].strip()
        if _TAG.fullmatch(wished) and wished.partition("-")[0].lower() in LANGUAGES:
            return best_language(wished, LANGUAGES)
    return next(iter(LANGUAGES))


def offer(language: str, authorize: str, landlord: Landlord) -> str:
    """What Checkup is, what it asks for and why, and the way on at *authorize*."""
    words = LANGUAGES[language]
    scopes = "".join(
        f"<dt>{escape(scope.name)}</dt><dd>{escape(words.scopes[scope.name])}</dd>" for scope in SCOPES
    )
    return _page(
        language,
        words.title,
        f"<p>{escape(words.purpose)}</p>",
        f"<h2>{escape(words.asks_for)}</h2><dl>{scopes}</dl><p>{escape(words.no_more)}</p>",
        *_landlord(words, landlord),
        _way(authorize, words.add),
    )


def installed(language: str, workspace: str, app: str, team: str | None) -> str:
    """It worked; *workspace* is its name."""
    words = LANGUAGES[language]
    way = "https://slack.com/app_redirect?" + urlencode({"app": app} | ({"team": team} if team else {}))
    title = words.installed.title.replace("{workspace}", workspace)
    return _page(language, title, f"<p>{escape(words.installed.todo)}</p>", _way(way, words.open_slack))


def told(language: str, page: Told) -> str:
    """Why not, and what to do."""
    way = _way(INSTALL, LANGUAGES[language].again)
    return _page(language, page.title, f"<p>{escape(page.todo)}</p>", way)


def _landlord(words: InstallWords, landlord: Landlord) -> tuple[str, ...]:
    said = []
    if landlord.operator:
        said.append(f"<p>{escape(words.run_by.replace('{operator}', landlord.operator))}</p>")
    if landlord.privacy_url:
        said.append(f'<p><a href="{escape(landlord.privacy_url)}">{escape(words.privacy)}</a></p>')
    return tuple(said)


def _way(address: str, words: str) -> str:
    return f'<p><a class="do" href="{escape(address)}">{escape(words)}</a></p>'


def _page(language: str, title: str, *parts: str) -> str:
    direction = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>{escape(title)}</title><style>{_STYLE}</style>'
    )
    body = f"<main><h1>{escape(title)}</h1>{''.join(parts)}</main>"
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head>{head}</head>'
        f"<body>{body}</body></html>"
    )
