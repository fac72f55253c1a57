"""The core needs neither Sphinx nor docutils, and importing it does nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
EACH = """
import importlib, os, sys, traceback
names = sys.argv[1:]
reader, writer = os.pipe()
if os.fork() == 0:  # what the core needs of others is loaded once, and a module of it in a process of its own
    for name in names:
        importlib.import_module(name)
    os.write(writer, chr(10).join(name for name in sys.modules if name.partition(".")[0] != "handbook").encode())
    os._exit(0)
os.close(writer)
with open(reader, encoding="utf-8") as stream:
    others = stream.read().splitlines()
os.wait()
importlib.import_module(names[0].partition(".")[0])  # as the import of any module of a package begins
for name in others:
    try:
        importlib.import_module(name)
    except Exception:
        pass
print(len(others), flush=True)
for name in names:
    if os.fork() == 0:
        try:
            importlib.import_module(name)
            impure = [each for each in sys.modules if each.partition(".")[0] in ("sphinx", "docutils", "sphinxcontrib")]
            print(f"{name}: {' '.join(impure)}" if impure else name, flush=True)
        except BaseException:
            print(f"{name}: {traceback.format_exc()}", flush=True)
        os._exit(0)
    os.wait()
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


def test_importing_any_module_of_the_core_first_leaves_sphinx_and_docutils_alone() -> None:
    number, *imported = fresh(EACH, *MODULES)
    assert int(number) > 100
    assert imported == MODULES


def test_the_check_of_each_module_notices_an_impure_one() -> None:
    _number, *imported = fresh(EACH, "docutils.nodes", "json")
    assert imported[0].startswith("docutils.nodes: docutils")
    assert imported[1].startswith("json: docutils"), "which was loaded for the other one"


def test_importing_the_whole_core_leaves_sphinx_and_docutils_alone() -> None:
    assert fresh(CODE, *MODULES) == [""]


def test_reading_and_checking_the_handbook_leaves_sphinx_and_docutils_alone(root: Path) -> None:
    assert fresh(LOAD, str(root)) == ["True", ""]


def test_the_check_notices_an_impure_module() -> None:
    assert "docutils" in fresh(CODE, "docutils.nodes")[0].split()
