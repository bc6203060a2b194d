"""The commands, and the terminal (interface.md, "Commands").

Whatever goes wrong ends here: two lines on stderr and an exit code; a traceback with CHECKUP_DEBUG=1 only.
"""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn, TextIO

import click

from bot.cli.commands import checkup
from bot.cli.trouble import USAGE, Trouble

INTERRUPTED: Final = 130
"""As a shell says it of a program that Ctrl-C ended."""
PIPE_CLOSED: Final = 141
"""The same for one whose reader went away."""


OBJECTS_BETWEEN_COLLECTIONS: Final = 100_000
"""What is imported and loaded stays: to look for garbage in it every 700 objects is a fifth of the start."""


def main() -> NoReturn:
    """The whole process."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    _speak_utf8(sys.stdout, sys.stderr)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit code of `checkup *arguments*`."""
    try:
        code = _invoke(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_stdout()
        return PIPE_CLOSED
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("CHECKUP_DEBUG") == "1":  # noqa: TID251  # the settings may be what failed
            raise
        return _say(error)
    return code


def _invoke(arguments: Sequence[str]) -> int:
    """Not `checkup.main`: that has its own words for errors, and its own exit code for closed pipes."""
    try:
        with checkup.make_context("checkup", list(arguments)) as context:
            code = checkup.invoke(context)
    except click.exceptions.Exit as ended:
        code = ended.exit_code
    return code if isinstance(code, int) else 0


def _say(error: Exception) -> int:
    """The two lines; the exit code."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.message, err=True)
        return USAGE
    what, todo, code = _told(error)
    click.echo(what, err=True)
    click.echo(todo, err=True)
    return code


def _told(error: Exception) -> tuple[str, str, int]:
    if isinstance(error, Trouble):
        return error.what, error.todo, error.code
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "checkup"
        return _one_line(error.format_message()), f"Try  {command} --help", USAGE
    if isinstance(error, click.ClickException):
        return _one_line(error.format_message()), "Try  checkup --help", error.exit_code
    what, todo = getattr(error, "what", None), getattr(error, "todo", None)
    if isinstance(what, str) and isinstance(todo, str):
        return what, todo, 1
    if isinstance(error, OSError):
        return (
            _of_the_system(error),
            "Check the path, the rights to it and the space left, then try again.",
            1,
        )
    # Its words may quote what a person typed: only its kind is said.
    return (
        f"Something went wrong inside Checkup ({type(error).__name__}); what was stored is safe.",
        "Run it again with CHECKUP_DEBUG=1 to see where, and report that, please.",
        1,
    )


def _of_the_system(error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."


def _one_line(message: str) -> str:
    return " ".join(message.split())


def _speak_utf8(*streams: TextIO) -> None:
    """Whatever the locale; what cannot be said in UTF-8 (half a surrogate pair) is written out."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go_of_stdout() -> None:
    """The interpreter flushes at exit and would complain once more."""
    nowhere = os.open(Path(os.devnull), os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
