"""The package works without the handbook, and does not know it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import bibtex_lookups

PACKAGE = Path(bibtex_lookups.__file__).parent
PROJECT = Path(__file__).parent.parent

BUILD = """
import sys
sys.modules["handbook"] = None  # an import of it fails
sys.path[:0] = sys.argv[1:3]
from pathlib import Path
from citing import LOOKUP, output, small, warnings_of
built, files = output(small(Path(sys.argv[3])), LOOKUP)
print(len(built.written), warnings_of(built))
print(*sorted(name for name, module in sys.modules.items() if name.partition(".")[0] == "handbook" and module))
"""


def test_a_project_is_built_without_the_handbook(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BUILD, str(PACKAGE.parent), str(PROJECT / "tests"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()) == (0, ["4 []", ""]), done.stderr


def test_no_file_of_the_package_names_the_handbook() -> None:
    paths = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".typed")]
    assert len(paths) > 10
    assert [path.name for path in paths if "handbook" in path.read_text(encoding="utf-8").lower()] == []


def test_the_package_does_not_depend_on_the_handbook() -> None:
    data = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = [*data["dependencies"], *(each for extra in data["optional-dependencies"].values() for each in extra)]
    assert "sphinx" in {each.partition(">")[0] for each in requirements}
    assert not [each for each in requirements if "handbook" in each]
