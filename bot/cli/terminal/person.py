"""Who sits at this machine, and what their surroundings say about them."""

import getpass
import locale
import os
import sys


def name() -> str:
    """The user's name in the operating system, else their number."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return f"user-{os.getuid()}"


def language() -> str | None:
    """The language of the locale, such as `de_DE`; None where the locale says nothing."""
    code, _, _ = locale.setlocale(locale.LC_CTYPE).partition(".")
    return None if code in ("C", "POSIX", "") else code


def has_keys() -> bool:
    """Is there a terminal on both ends, one that can move its cursor?"""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout) and not _is_dumb()


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())


def _is_dumb() -> bool:
    from prompt_toolkit.utils import is_dumb_terminal  # noqa: PLC0415 - only where there is a terminal at all

    return is_dumb_terminal()
