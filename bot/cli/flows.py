"""Flow files on disk: which ones are meant, and the flows in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.cli.trouble import USAGE, Trouble
from bot.definition.finding import Finding, Findings
from bot.definition.load import Loaded, load
from bot.definition.model import Flow
from bot.definition.near import did_you_mean
from bot.definition.rendering import all_as_text, visible

ENDING: Final = ".yaml"
MOST_BYTES: Final = 262_145
"""One more than a flow file may have (flow-language §13): enough to see that there are too many."""


@dataclass(frozen=True, slots=True)
class FlowFile:
    """One file, or why there is none to read (`missing`)."""

    path: Path
    missing: str | None = None

    @property
    def shown(self) -> str:
        """Its name in messages."""
        return str(self.path)


def flow_files(paths: Sequence[Path]) -> list[FlowFile]:
    """Every file that is meant, each once, those of a folder by name; without *paths* the flows folder."""
    found: dict[Path, FlowFile] = {}
    for path in paths or [flows_folder()]:
        for file in _inside(path):
            found.setdefault(file.path, file)
    return list(found.values())


def flows_folder() -> Path:
    """Where flows are kept (CHECKUP_FLOWS)."""
    from bot.settings import read_flows_folder  # noqa: PLC0415  # a tenth of a second, needed without a path

    return read_flows_folder()


def load_files(files: Iterable[FlowFile]) -> Iterator[Loaded]:
    """The flow of each file, checked with those beside it. A file that cannot be read is a finding too."""
    shelves: dict[Path, Beside] = {}
    for file in files:
        folder = file.path.parent
        data = contents(file)
        if isinstance(data, Finding):
            yield Loaded(file.shown, None, Findings((data,)))
        else:
            yield load(data, file.shown, shelves.setdefault(folder, Beside(folder)))


def the_flow(name: str) -> Flow:
    """The flow of that name in the flows folder, or in that file; Trouble when it cannot be used."""
    return usable(next(load_files([the_file(name)])))


def the_file(name: str) -> FlowFile:
    """The file that is meant by the name of a flow or by a path; Trouble when there is none."""
    path = Path(name)
    if path.is_file() or path.suffix in (ENDING, ".yml") or len(path.parts) > 1:
        return FlowFile(path)
    folder = flows_folder()
    named = folder / f"{name}{ENDING}"
    if not _is_folder(folder):
        todo = "Set CHECKUP_FLOWS to the folder of flow files, or name a file."
        raise Trouble(f"There is no folder '{visible(str(folder))}' to look for flows in.", todo, USAGE)
    if not named.is_file():
        there = [file.path.stem for file in _inside(folder) if file.missing is None]
        near = did_you_mean(name, there) or f"there are: {', '.join(there) or 'none yet'}"
        todo = f"{near[0].upper()}{near[1:]} (The path of a file is fine too.)"
        raise Trouble(f"There is no flow '{visible(name)}' in {folder}.", todo, USAGE)
    return FlowFile(named)


def usable(loaded: Loaded) -> Flow:
    """The flow; Trouble with every finding where there is none."""
    if loaded.flow is None:
        raise Trouble(all_as_text(loaded.file, loaded.findings), f"Mend {visible(loaded.file)} first.")
    return loaded.flow


@dataclass(slots=True)
class Beside(Mapping[str, Flow | None]):
    """The flows in a folder, by name; each is read when something is asked about it."""

    folder: Path
    _loaded: dict[str, Flow | None] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Flow | None:
        if name not in self._loaded:
            path = self.folder / f"{name}{ENDING}"
            if not path.is_file():
                raise KeyError(name)
            data = contents(FlowFile(path))
            self._loaded[name] = None if isinstance(data, Finding) else load(data, path.name).flow
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(path.stem for path in self.folder.glob(f"*{ENDING}")))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _inside(path: Path) -> list[FlowFile]:
    if not _is_folder(path):
        return [FlowFile(path)]
    try:
        inner = sorted(
            file for file in path.iterdir() if file.suffix in (ENDING, ".yml") and not file.is_dir()
        )
    except OSError as error:
        return [FlowFile(path, f"the folder cannot be read: {error.strerror}")]
    return [FlowFile(file) for file in inner] or [FlowFile(path, "there is no flow file in this folder")]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long: reading it will say so
        return False


def contents(file: FlowFile) -> bytes | Finding:
    """What stands in the file, as much of it as is looked at; or what is wrong with reading it."""
    if file.missing is not None:
        return Finding("Y000", file.missing, hint=f"the names of flow files end in {ENDING}", file=file.shown)
    try:
        with file.path.open("rb") as opened:
            return opened.read(MOST_BYTES)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "there can be no such path"
        hint = "check the path, and whether you may read it"
        return Finding("Y000", f"the file cannot be read: {reason}", hint=hint, file=file.shown)
