"""`checkup chat`: one person at this machine talks to a flow, with the real engine, store and scorer."""

import click


@click.command()
@click.argument("flow", required=False, metavar="[FLOW]")
@click.option("--lang", metavar="CODE", help="The language to speak, such as de; the locale's without it.")
@click.option(
    "--as",
    "platform",
    type=click.Choice(["console", "telegram", "slack"]),
    default="console",
    show_default=True,
    help="Show what that platform would show, its limits included.",
)
@click.option("--seed", type=int, metavar="N", help="Make ids repeatable, for tests.")
@click.option("--db", metavar="URL", help="Another database than DATABASE_URL names.")
def chat(flow: str | None, lang: str | None, platform: str, seed: int | None, db: str | None) -> int:
    """Run a flow in the terminal.

    FLOW is a name or a path; without one there is a list to pick from. On a terminal it takes keys. Where
    standard input is no terminal it reads one answer a line: a choice by its number, its label or its id,
    several with commas. Commands: /back /skip /help /answers /change N /result /workings /language CODE
    /restart /stop.

    Exit code 0: finished. 3: left before the end; everything is kept, and the same person goes on there.
    """
    from bot.cli.terminal.run import Wishes, run  # noqa: PLC0415  # `--help` answers at once

    return run(Wishes(flow=flow, language=lang, platform=platform, seed=seed, database=db))
