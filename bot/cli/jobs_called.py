"""How `checkup jobs` is called; as in `commands`, the work is imported when it is."""

import click


@click.group(invoke_without_command=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def jobs(ctx: click.Context, form: str) -> int:
    """List work that has not been done: what waits, runs or failed, since when and why.

    Jobs of check-ins, messages that did not arrive, updates that could not be handled, events.
    """
    from bot.cli.jobs import run  # noqa: PLC0415  # --help answers at once

    return 0 if ctx.invoked_subcommand else run(form)


@jobs.command()
@click.argument("keys", metavar="[KEY]…", nargs=-1)
@click.option("--failed", is_flag=True, help="Every job that failed for good.")
def again(keys: tuple[str, ...], failed: bool) -> int:
    """Run jobs again, or send messages again that were refused or are in doubt.

    KEY is a job or a message as  checkup jobs  lists it. A message in doubt may have arrived: then it comes
    twice. Exit code 1 when something could not be run again.
    """
    from bot.cli.jobs import again as run_again  # noqa: PLC0415  # --help answers at once

    if bool(keys) == failed:
        raise click.UsageError("Name what is to run again, or use --failed.")
    return run_again(keys)


@jobs.command()
@click.argument("keys", metavar="KEY…", nargs=-1, required=True)
def cancel(keys: tuple[str, ...]) -> int:
    """Have jobs not begin that wait, or let go of updates that are kept.

    KEY is a job or an update as  checkup jobs  lists it. Exit code 1 when something could not be cancelled.
    """
    from bot.cli.jobs import cancel as run_cancel  # noqa: PLC0415  # --help answers at once

    return run_cancel(keys)
