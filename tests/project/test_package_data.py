"""Proves: whatever a package reads besides its code is installed with it.

Every file below `bot` and `scoring` that is no Python is matched by the package data of pyproject.toml, so a
wheel has the templates, the style and the fonts that a checkout has.
"""

from tests.project.files import ROOT, own_files, pyproject


def test_every_file_beside_the_code_is_package_data() -> None:
    patterns: dict[str, list[str]] = pyproject()["tool"]["setuptools"]["package-data"]
    beside = {
        path
        for path in own_files()
        if path.relative_to(ROOT).parts[0] in patterns and path.suffix not in (".py", ".pyc")
    }
    assert ROOT / "bot/reports/page/templates/report.css" in beside
    for package, globs in patterns.items():
        for pattern in globs:
            beside -= set((ROOT / package).glob(pattern))
    assert beside == set()
