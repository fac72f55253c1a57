"""The core needs neither Sphinx nor docutils, and importing it does nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import handbook

PACKAGE = Path(handbook.__file__).parent
PATHS = [path.relative_to(PACKAGE).with_suffix("") for path in sorted(PACKAGE.rglob("*.py")) if "sphinx_ext" not in path.parts]
MODULES = [".".join(("handbook", *path.parts)).removesuffix(".__init__") for path in PATHS]
EXPECTED = {
    "reading.bibliography",
    "checking.checks",
    "model.dates",
    "library.library",
    "text.messages",
    "reading.pages",
    "reading.tree",
}

CODE = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sorted(name for name in sys.modules if name.partition(".")[0] in ("sphinx", "docutils", "sphinxcontrib")))
"""
LOAD = """
import sys, handbook, handbook.checking.checks
library = handbook.load(sys.argv[1])
handbook.checking.checks.check(library)
print(len(library.pages) > 100)
print(*sorted(name for name in sys.modules if name.partition(".")[0] in ("sphinx", "docutils", "sphinxcontrib")))
"""


def fresh(code: str, *arguments: str) -> list[str]:
    """Return the lines that *code* prints in an interpreter of its own, in which a warning is an error."""
    command = [sys.executable, "-W", "error", "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_the_modules_of_the_core_are_all_looked_at() -> None:
    assert {name.removeprefix("handbook.") for name in MODULES} >= EXPECTED


@pytest.mark.parametrize("module", MODULES)
def test_importing_a_module_of_the_core_leaves_sphinx_and_docutils_alone(module: str) -> None:
    assert fresh(CODE, module) == [""]


def test_importing_the_whole_core_leaves_sphinx_and_docutils_alone() -> None:
    assert fresh(CODE, *MODULES) == [""]


def test_reading_and_checking_the_handbook_leaves_sphinx_and_docutils_alone(root: Path) -> None:
    assert fresh(LOAD, str(root)) == ["True", ""]


def test_the_check_notices_an_impure_module() -> None:
    assert "docutils" in fresh(CODE, "docutils.nodes")[0].split()
