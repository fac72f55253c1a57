"""The handbook does not use ``extensions/bibtex_lookups``, which lies beside it for other projects and for the benchmark."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

import handbook

PACKAGE = Path(handbook.__file__).parent
BESIDE = "extensions/bibtex_lookups/pyproject.toml"


def project(path: Path) -> dict[str, Any]:
    """Return the table ``project`` of a pyproject.toml."""
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))["project"]
    return table


def bounds(*requirements: str) -> dict[str, str]:
    """Return the lowest version that each requirement allows, by name."""
    parsed = [Requirement(each) for each in requirements]
    return {each.name: min(specifier.version for specifier in each.specifier) for each in parsed if each.specifier}


def test_no_module_of_the_handbook_names_it() -> None:
    paths = list(PACKAGE.rglob("*.py"))
    assert len(paths) > 50
    assert [str(path) for path in paths if "bibtex_lookups" in path.read_text(encoding="utf-8")] == []


def test_the_handbook_does_not_install_it(root: Path) -> None:
    ours = project(root / "pyproject.toml")
    requirements = [*ours["dependencies"], *(each for extra in ours["optional-dependencies"].values() for each in extra)]
    assert "sphinx" in bounds(*requirements)
    assert project(root / BESIDE)["name"] not in bounds(*requirements)
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    rules = {rule.partition(":")[0] for rule in makefile.split("\n\n") if "$(OURS) extensions/bibtex_lookups" in rule}
    assert rules == {"$(VENV)/.bench"}


def test_its_versions_are_versions_that_the_handbook_allows(root: Path) -> None:
    ours, beside = project(root / "pyproject.toml"), project(root / BESIDE)
    own = bounds(*beside["dependencies"], *beside["optional-dependencies"]["test"])
    lowest = bounds(*ours["dependencies"], *ours["optional-dependencies"]["test"])
    assert own.keys() <= lowest.keys()
    differing = {name: (version, lowest[name]) for name, version in own.items() if version != lowest[name]}
    assert differing == {"sphinxcontrib-bibtex": ("2.7.0", "2.6.5")}
