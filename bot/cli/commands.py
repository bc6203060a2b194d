"""What can be called, and with what (interface.md, "Commands").

Each command imports its work when it is called, so that `--help` answers at once; the work stands in the
module of the command's name.
"""

from pathlib import Path

import click

from bot import __version__
from bot.cli.chat import chat
from bot.cli.jobs_called import jobs


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    click.echo(f"checkup {__version__}")
    ctx.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version,
              help="Say which version this is.")  # fmt: skip
def checkup() -> None:
    """Health checks and team check-ins as a conversation: from a YAML file to a result.

    FLOW is the name of a flow in the flows folder (CHECKUP_FLOWS), or the path of a file.
    """


checkup.add_command(chat)
checkup.add_command(jobs)

PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
FLOW = click.argument("flow", metavar="FLOW")
IN = click.option(
    "--in", "source", metavar="FILE", default="-", help="What to read; standard input without it."
)


@checkup.command()
@PATHS
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
def check(paths: tuple[Path, ...], form: str) -> int:
    """Check flow files: every finding with its place and what to do.

    PATH is a file or a folder; without one, the flows folder. Exit code 1 when there are errors.
    """
    from bot.cli.check import run

    return run(paths, form)


@checkup.command()
@PATHS
def test(paths: tuple[Path, ...]) -> int:
    """Run the tests in flow files, then explore what they leave out.

    PATH is a file or a folder; without one, the flows folder. Exit code 1 when a test fails.
    """
    from bot.cli.test import run

    return run(paths)


@checkup.command()
@FLOW
@click.option(
    "--format", "form", type=click.Choice(["mermaid", "dot", "text"]), default="mermaid", show_default=True
)
def show(flow: str, form: str) -> int:
    """Show a flow as a diagram, or as a sheet to print."""
    from bot.cli.show import run

    return run(flow, form)


@checkup.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
def diff(old: str, new: str) -> int:
    """Say what changed between two versions of a flow.

    And what that means for people in the middle of it. OLD and NEW are files, or names of flows.

    Exit code 0: the same, or texts only. 1: it needs a new version. 2: it breaks with the old one.
    """
    from bot.cli.diff import run

    return run(old, new)


@checkup.command()
@FLOW
@IN
@click.option(
    "--out", "target", metavar="FILE", default="-", help="Where to write; standard output without it."
)
def score(flow: str, source: str, target: str) -> int:
    """Score answers in bulk: JSON Lines in, JSON Lines out.

    A line in: {"id": "r1", "answers": {"question": value, …}}. Exit code 1 when a line could not be scored.
    """
    from bot.cli.score import run

    return run(flow, source, target)


@checkup.command()
@FLOW
@IN
@click.option(
    "--invited",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many were asked; without it, those who answered.",
)
@click.option("--min-answers", type=int, metavar="K", help="Show nothing from fewer answers; at least 3.")
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="json", show_default=True)
def team(flow: str, source: str, invited: int | None, min_answers: int | None, form: str) -> int:
    """Compute a team's report from a file.

    Lines are those of `checkup score`, with an optional "group". Small groups stay hidden.
    """
    from bot.cli.team import run

    return run(flow, source, invited, min_answers, form)


@checkup.command()
def serve() -> int:
    """Serve every channel whose settings are there, until SIGTERM.

    Telegram is switched on by TELEGRAM_BOT_TOKEN. What is committed is sent before it ends; exit code 0.
    """
    from bot.cli.serve import run

    return run()


@checkup.command()
def work() -> int:
    """Do background work only, until SIGTERM: messages, reminders, check-ins, webhooks.

    For extra machines beside  checkup serve , with the same settings; PostgreSQL only. Exit code 0.
    """
    from bot.cli.work import run

    return run()


@checkup.command()
def doctor() -> int:
    """Look whether everything is there to serve, and say what to do.

    Exit code 0: all is well. 1: something has to be done.
    """
    from bot.cli.doctor import run

    return run()


@checkup.command()
def migrate() -> int:
    """Bring the database up to date."""
    from bot.cli.migrate import run

    return run()


@checkup.command()
@click.argument("what", type=click.Choice(["answers", "results", "leads", "dropoff", "checkin"]))
@click.argument("checkin_id", metavar="[ID]", required=False)
@click.option(
    "--format", "form", type=click.Choice(["csv", "jsonl", "parquet"]), default="csv", show_default=True
)
@click.option("--since", metavar="TIME", help="From then on: 2026-03-01, or 2026-03-01T09:00 (UTC).")
@click.option("--flow", metavar="NAME", help="Of this flow only.")
def export(what: str, checkin_id: str | None, form: str, since: str | None, flow: str | None) -> int:
    """Stream data out.

    answers and results: one line each, as they were given and shown. leads: people who consented, with
    what they told about themselves. dropoff: for each question, how many answered, skipped and left there.
    checkin ID: exactly what the reports of a team's check-in showed, one figure a line.

    TIME is about when it was answered or shown; in dropoff, about when the conversation began.
    """
    from bot.cli.export import run, run_checkin

    if what == "checkin" and checkin_id is not None and since is None and flow is None:
        return run_checkin(checkin_id, form)
    if what == "checkin" or checkin_id is not None:
        raise click.UsageError("An ID belongs to checkin, and only that: checkup export checkin ID")
    return run(what, form, since, flow)


@checkup.command()
@click.option(
    "--respondent", metavar="ID", required=True, help="Whose: respondent_id in  checkup export answers."
)
def erase(respondent: str) -> int:
    """Delete one person's data everywhere, and print a receipt."""
    from bot.cli.erase import run

    return run(respondent)


@checkup.command()
def purge() -> int:
    """Delete what was kept for long enough: the retention rules, now."""
    from bot.cli.purge import run

    return run()


@checkup.command()
@click.argument("checkin", metavar="[CHECKIN]", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def audit(checkin: str | None, form: str) -> int:
    """Print everything that was ever shown of a team check-in, and prove that it gives nobody away.

    CHECKIN is its id; without one, those that are there are listed. Exit code 0: proved. 1: something is
    wrong, and named.
    """
    from bot.cli.audit import run

    return run(checkin, form)


@checkup.command(name="copy-database")
@click.argument("to", metavar="TO")
@click.option("--from", "source", metavar="URL", help="What to copy; without it, DATABASE_URL.")
@click.option("--resume", is_flag=True, help="Go on with a copy that was interrupted.")
def copy_database(to: str, source: str | None, resume: bool) -> int:
    """Copy everything into another database, and prove that it is the same.

    TO is an address as in DATABASE_URL, of an empty database. Stop Checkup first. Exit code 0: every table is
    the same in both, by counts and checksums.
    """
    from bot.cli.copy_database import run

    return run(to, source, resume=resume)


@checkup.command(name="rotate-keys")
def rotate_keys() -> int:
    """Seal everything anew with the first key of CHECKUP_SECRET_KEY.

    So that the others can be taken out one day. Checkup may go on serving meanwhile; it may be interrupted
    and run again.
    """
    from bot.cli.rotate_keys import run

    return run()


@checkup.group()
def token() -> None:
    """Tokens for the API, by which a CRM or a dashboard reads (docs/api/README.md)."""


@token.command(name="create")
@click.argument("name", metavar="NAME")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    metavar="SCOPE",
    help="What it may read: conversations:read, results:read, leads:read, checkins:read; private:read beside"
    " one of them. Give it once for each.",
)
@click.option("--workspace", metavar="CHANNEL:ID", help="Of this workspace or bot only: slack:T123.")
@click.option("--flow", metavar="NAME", help="Of this flow only.")
@click.option("--expires", metavar="DAYS", help="How long it is good: 90d; without it, until revoked.")
def token_create(
    name: str, scopes: tuple[str, ...], workspace: str | None, flow: str | None, expires: str | None
) -> int:
    """Make a token and print its secret, this once.

    NAME says what it is for.
    """
    from bot.cli.token import create

    return create(name, scopes, workspace=workspace, flow=flow, expires=expires)


@token.command(name="list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def token_list(form: str) -> int:
    """List all tokens, without their secrets."""
    from bot.cli.token import show_all

    return show_all(form)


@token.command(name="revoke")
@click.argument("token_id", metavar="ID")
def token_revoke(token_id: str) -> int:
    """Take a token back, from the next request on."""
    from bot.cli.token import revoke

    return revoke(token_id)


@checkup.group(invoke_without_command=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def events(ctx: click.Context, form: str) -> int:
    """Count what the rest of the business was told, and what waits (docs/events/README.md).

    Events go to CHECKUP_WEBHOOK_URL, signed with CHECKUP_WEBHOOK_SECRET.
    """
    from bot.cli.events import run

    return 0 if ctx.invoked_subcommand else run(form)


@events.command(name="replay")
@click.option("--since", metavar="TIME", help="All that happened from then on: 2026-03-01 (UTC).")
@click.option("--failed", is_flag=True, help="All that were given up.")
@click.option("--id", "id_", metavar="ID", help="This one.")
def events_replay(since: str | None, failed: bool, id_: str | None) -> int:
    """Tell events once more, under the same ids."""
    from bot.cli.events import replay

    if sum((since is not None, failed, id_ is not None)) != 1:
        raise click.UsageError("Say which: --since TIME, --failed or --id ID.")
    return replay(since, id_)


@events.command(name="enable")
def events_enable() -> int:
    """Send events again to a receiver that was disabled: all that waits, at once."""
    from bot.cli.events import enable

    return enable()


@events.command(name="test")
def events_test() -> int:
    """Send one event that says nothing, and print what came back.

    Exit code 0: the receiver took it. 1: it did not.
    """
    from bot.cli.events import test

    return test()


@events.command(name="schema")
@click.argument("name", metavar="[TYPE]", required=False)
def events_schema(name: str | None) -> int:
    """Print the JSON Schema of what an event says; without TYPE, the AsyncAPI document of all."""
    from bot.cli.events import show_schema

    return show_schema(name)
