"""What Checkup stands on is chosen, locked and free of places.

1. Every direct dependency says why it is there.
2. The locks hold every direct dependency in a version that pyproject.toml accepts, with hashes.
3. The three locks agree on every version.
4. The run-time lock holds what the direct dependencies need, and nothing else.
5. No lock names an index, an address or a path.
6. What is needed with an extra is locked with it: without it pip takes the newest version, and refuses that.
"""

import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires
from typing import Final

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project.files import ROOT, pyproject

LOCKS: Final = ("requirements.txt", "requirements-dev.txt", "requirements-build.txt")


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if re.match(r'    "[A-Za-z][\w-]+(\[\w+\])?>=', line)]
    listed = [*_direct("runtime"), *_direct("extras"), *_direct("build")]
    assert len(named) == len(listed)
    assert [line for line in named if not re.search(r",\s+# \S.{9,}", line)] == []


@pytest.mark.parametrize(
    ("lock", "groups"),
    [
        ("requirements.txt", ["runtime"]),
        ("requirements-dev.txt", ["runtime", "extras", "build"]),
        ("requirements-build.txt", ["build"]),
    ],
)
def test_a_lock_holds_what_pyproject_asks_for(lock: str, groups: list[str]) -> None:
    locked = _locked(lock)
    for requirement in (wanted for group in groups for wanted in _direct(group)):
        version = locked[canonicalize_name(requirement.name)].split()[0]
        assert requirement.specifier.contains(version), (
            f"{lock} holds {requirement.name} {version}: make lock"
        )


def test_the_locks_agree() -> None:
    everything = _locked("requirements-dev.txt")
    for lock in LOCKS:
        differing = {name for name, pin in _locked(lock).items() if everything.get(name) != pin}
        assert differing == set(), f"{lock} differs from requirements-dev.txt: make lock"


def test_the_lock_to_run_holds_what_is_needed_and_no_more() -> None:
    locked = _locked("requirements.txt")
    needed = _needed(_direct("runtime"))
    assert needed - set(locked) == set()
    for name in set(locked) - needed:
        _, _, marker = locked[name].partition(" ; ")
        assert marker, f"{name} is locked but nothing needs it: make lock"
        assert not Marker(marker).evaluate(), f"{name} is locked but nothing needs it: make lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_pins_and_hashes_only(lock: str) -> None:
    digest = r"    --hash=sha256:[0-9a-f]{64}"
    pin = rf"[a-z0-9-]+(\[[a-z,]+\])?==[\w.]+( ; [^\\]+)? \\\n({digest} \\\n)*{digest}\n"
    text = (ROOT / lock).read_text(encoding="utf-8")
    comment, _, pins = text.partition("\n")
    assert comment == "# Made by `make lock` from pyproject.toml; do not edit."
    assert re.fullmatch(f"({pin})+", pins)


def test_what_is_needed_with_an_extra_is_locked_with_it() -> None:
    text = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    for name in ("coverage[toml]", "sqlalchemy[asyncio]"):
        assert re.search(rf"^{re.escape(name)}==", text, re.MULTILINE), f"{name}: make lock"


def _direct(group: str) -> list[Requirement]:
    """The dependencies that pyproject.toml names itself."""
    project = pyproject()
    match group:
        case "runtime":
            names = project["project"]["dependencies"]
        case "extras":
            names = [name for extra in project["project"]["optional-dependencies"].values() for name in extra]
        case _:
            names = project["dependency-groups"][group]
    return [Requirement(name) for name in names]


def _locked(lock: str) -> dict[str, str]:
    """Package → version, with the marker after ` ; ` where it is not for everybody."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {
        canonicalize_name(name): pin.strip()
        for name, pin in re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[a-z,]+\])?==(.*?)\s*\\$", text, re.MULTILINE)
    }


def _needed(direct: Iterable[Requirement]) -> set[str]:
    """Names of these and of everything they need here, by what is installed."""
    needed: set[str] = set()
    waiting = list(direct)
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        needed.add(name)
        waiting.extend(_needs_of(name, extras))
    return needed


def _needs_of(name: str, extras: frozenset[str]) -> list[Requirement]:
    try:
        listed = [Requirement(line) for line in requires(name) or ()]
    except PackageNotFoundError:
        pytest.fail(f"{name} is needed but not installed: make test")
    chosen = extras or {""}
    return [
        wanted
        for wanted in listed
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in chosen)
    ]
