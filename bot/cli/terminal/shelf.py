"""The flows of a folder for conversations: each is read when needed, so the first question is soon there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from bot.cli.flows import ENDING, FlowFile, contents, usable
from bot.cli.trouble import USAGE, Trouble
from bot.definition.finding import Finding
from bot.definition.load import load
from bot.turn.library import Library, Shelved
from bot.turn.versions import contradictions


@dataclass(slots=True)
class Shelf(Mapping[str, Shelved]):
    """Flow name → flow, for `Library`. Files with errors are not on it."""

    folder: Path
    _shelved: dict[str, Shelved | None] = field(default_factory=dict)

    def put(self, file: FlowFile) -> Shelved:
        """The flow that was asked for; Trouble with every finding when it cannot be used."""
        data = contents(file)
        if isinstance(data, Finding):
            raise Trouble(f"{file.shown}: {data.message}.", f"Here is what helps: {data.hint}.", USAGE)
        flow = usable(load(data, file.shown))
        self._shelved[flow.name] = shelved = Shelved(flow, data)
        return shelved

    def __getitem__(self, name: str) -> Shelved:
        if name not in self._shelved:
            self._shelved[name] = self._read(name)
        shelved = self._shelved[name]
        if shelved is None:
            raise KeyError(name)
        return shelved

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(path.stem for path in self.folder.glob(f"*{ENDING}") if path.stem in self))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _read(self, name: str) -> Shelved | None:
        data = contents(FlowFile(self.folder / f"{name}{ENDING}"))
        if isinstance(data, Finding):
            return None
        flow = load(data, f"{name}{ENDING}").flow
        return None if flow is None else Shelved(flow, data)


def refuse_silent_change(connection: Connection, shelved: Shelved, shown: str) -> None:
    """Trouble when more than wording changed since people began with this version (flow-language §11.3)."""
    for found in contradictions(connection, Library.of([shelved])):
        raise Trouble(
            f"{shown} has changed since people began with version {found.version}:\n"
            + found.difference.as_text(),
            f"Raise  version  in the file to {found.version + 1}, or take the change back.",
        )
