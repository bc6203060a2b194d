"""The JSON Schema that editors use for completion and first errors (flow-language §9).

It is made from the tables the reader reads with. It never marks a valid file: names, conditions and texts are
checked by `checkup check` alone, and a value may be what an editor takes it for before we read it as text.
"""

import json

from bot.definition.read.flow import TABLE
from bot.definition.read.forms import Schema
from bot.definition.read.steps import ALL_STEPS
from bot.definition.read.wordings import TEXT_SCHEMA

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> Schema:
    """Of a whole flow file."""
    definitions: Schema = {"text": TEXT_SCHEMA}
    definitions.update((kind, table.schema()) for kind, table in ALL_STEPS.items())
    return {
        "$schema": DRAFT,
        "title": "Checkup flow",
        "description": "A questionnaire: what is asked, in which order, what it means and what follows.",
        **TABLE.schema(),
        "$defs": definitions,
    }


def schema_text() -> str:
    """What stands in `flows/schema.json`."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"
