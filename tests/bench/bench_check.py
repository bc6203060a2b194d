"""How long it takes to check flows: each shipped one, and 100 files of the flagship's size in a new process.

Run: python -m tests.bench.bench_check
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.definition.load import load
from bot.definition.source import read_source

FLOWS = Path(__file__).parents[2] / "flows"
FLAGSHIP = "business-systems"
FILES = 100

CHECK_ALL = """
import sys
from pathlib import Path
from bot.definition.load import load_all
files = {path.name: path.read_bytes() for path in Path(sys.argv[1]).iterdir()}
loaded = load_all(files)
assert len(loaded) == int(sys.argv[2]) and all(found.flow for found in loaded.values())
"""


def milliseconds(seconds: list[float]) -> str:
    """The middle one of several runs."""
    return f"{median(seconds) * 1000:.1f} ms"


def one_file(name: str, runs: int = 11) -> tuple[str, str]:
    """Reading the YAML alone, and everything."""
    data = (FLOWS / name).read_bytes()
    reading, everything = [], []
    for _ in range(runs):
        begun = perf_counter()
        read_source(data)
        reading.append(perf_counter() - begun)
        begun = perf_counter()
        load(data, name)
        everything.append(perf_counter() - begun)
    return milliseconds(reading), milliseconds(everything)


def many_files() -> float:
    """Seconds for a new process that checks 100 flagships."""
    text = (FLOWS / f"{FLAGSHIP}.yaml").read_text()
    with TemporaryDirectory() as folder:
        for number in range(FILES):
            name = f"flow-{number}"
            copy = text.replace(f"flow: {FLAGSHIP}", f"flow: {name}").replace(
                "flow: team-health", f"flow: {name}"
            )
            (Path(folder) / f"{name}.yaml").write_text(copy)
        begun = perf_counter()
        subprocess.run([sys.executable, "-c", CHECK_ALL, folder, str(FILES)], check=True)
        return perf_counter() - begun


def main() -> None:
    """Print the figures."""
    for path in sorted(FLOWS.glob("*.yaml")):
        reading, everything = one_file(path.name)
        print(f"{path.name:24} YAML {reading:>8}, all {everything:>8}")
    print(f"{FILES} files of the flagship's size, with the start of Python: {many_files():.2f} s")


if __name__ == "__main__":
    main()
