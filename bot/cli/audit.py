"""`checkup audit`: everything that was shown of a check-in, and the proof that it gives nobody away."""

import json
from functools import partial
from typing import Any

import click

from bot.checkins import ledger
from bot.checkins.proof import Proof, Proved, prove
from bot.cli.database import with_database
from bot.cli.export import there_is_one
from bot.cli.trouble import USAGE, Trouble
from bot.store import checkins, schema
from bot.store.checkins import CheckIn
from bot.store.database import Database


def run(checkin: str | None, form: str) -> int:
    """Prints the proof; 1 where it does not hold. Without a check-in: which there are."""
    there_is_one()
    if checkin is None:
        found = with_database(_all)
        click.echo("\n".join(map(_one, found)) or "There are no check-ins yet.")
        return 0
    proof = with_database(partial(_prove, checkin))
    if proof is None:
        raise Trouble(f"There is no check-in {checkin!r}.", "See which there are:  checkup audit", USAGE)
    if form == "json":
        click.echo(json.dumps(_document(proof), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(proof)))
    return 0 if proof.holds else 1


async def _all(database: Database) -> tuple[CheckIn, ...]:
    await schema.check(database)
    return await database.read(checkins.everywhere)


def _one(checkin: CheckIn) -> str:
    kind = "anonymous" if checkin.anonymous else "named"
    return f"{checkin.id}  {checkin.team}: {checkin.flow_name}, {kind}, {checkin.status.value}"


async def _prove(checkin: str, database: Database) -> Proof | None:
    await schema.check(database)
    keys = database.keys.derived(ledger.PURPOSE)
    return await database.read(lambda connection: prove(connection, checkin, keys=keys), at_length=True)


def _lines(proof: Proof) -> list[str]:
    checkin = proof.checkin
    kind = f"anonymous, from {checkin.min_answers} answers on" if checkin.anonymous else "named"
    lines = [f"{checkin.team}: {checkin.flow_name}, {kind}", ""]
    for one in proof.reports:
        lines += [*_report(one), ""]
    lines += [f"! {violation}" for violation in proof.violations]
    return [*lines, _verdict(proof)]


def _report(one: Proved) -> list[str]:
    release, document = one.release, one.release.document
    numbers = ", ".join(map(str, document["numbers"]))
    when = f"{release.released_at:%Y-%m-%d %H:%M} UTC"
    lines = [f"{when}  round {numbers}: {document['answered']} of {document['invited']} answered"]
    if document["why"] is not None:
        lines.append(f"  no figures: {document['why']}")
    if one.shown:
        lines.append(f"  shown: {', '.join(one.shown)}")
    lines += [f"  hidden: {name} ({why})" for name, why in one.hidden.items()]
    if document["comments"]:
        texts = (f"{len(texts)} to {question}" for question, texts in document["comments"].items())
        lines.append(f"  texts: {', '.join(texts)}")
    if one.fewest is not None:
        beside = f"{one.near} {'report' if one.near == 1 else 'reports'} near it"
        lines.append(f"  beside {beside} nothing follows of fewer than {one.fewest} people together")
    return lines + [f"  ! {violation}" for violation in one.violations]


def _verdict(proof: Proof) -> str:
    if not proof.holds:
        return "This gives somebody away: see the lines with an exclamation mark."
    if not proof.checkin.anonymous:
        return "This check-in is named: everybody was told that their answers are shown with their name."
    return "Proved: nothing that was shown, and nothing kept of rounds that are over, leads to a person."


def _document(proof: Proof) -> dict[str, Any]:
    return {
        "checkin": proof.checkin.id,
        "team": proof.checkin.team,
        "flow": proof.checkin.flow_name,
        "anonymous": proof.checkin.anonymous,
        "min_answers": proof.checkin.min_answers,
        "proved": proof.holds,
        "releases": [
            {
                "released_at": one.release.released_at.isoformat(),
                "rounds": one.release.document["numbers"],
                "answered": one.release.document["answered"],
                "invited": one.release.document["invited"],
                "why": one.release.document["why"],
                "shown": list(one.shown),
                "hidden": one.hidden,
                "texts": {name: len(texts) for name, texts in one.release.document["comments"].items()},
                "near": one.near,
                "fewest": one.fewest,
                "violations": list(one.violations),
            }
            for one in proof.reports
        ],
        "violations": list(proof.violations),
    }
