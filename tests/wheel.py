"""Builds the sdist and from it the wheel, and tests the wheel as it is installed: ``python -m tests.wheel FOLDER [TAG]``.

The tests of ``tests/other`` make a handbook of another field; they run in a new environment that has the wheel and not the
sources, so that a template, style or message that the wheel lacks is noticed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = "extensions/handbook/"
OTHER = "tests/other"


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command and return what it prints; raise CalledProcessError where it fails."""
    return subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, text=True, check=True).stdout


def build(folder: Path) -> Path:
    """Build both distributions into *folder*, which is emptied, and return the wheel."""
    shutil.rmtree(folder, ignore_errors=True)
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def lacking(wheel: Path, tracked: list[str]) -> list[str]:
    """Return the files of the package that are under version control, and not in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    names = [name.removeprefix("extensions/") for name in tracked if name.startswith(PACKAGE)]
    return sorted(name for name in names if name not in inside)


def version_of(wheel: Path) -> str:
    """Return the version that the name of a wheel tells."""
    return wheel.name.split("-")[1]


def install(wheel: Path, environment: Path) -> Path:
    """Install a wheel with what its tests need into a new environment; return its Python.

    The packages are those of ``requirements/test.txt``; without an index, pip fails if the wheel asks for any other.
    """
    run(sys.executable, "-m", "venv", "--clear", environment)
    python = environment / "bin" / "python"
    pip = (python, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "install", "--require-hashes", "--requirement", ROOT / "requirements" / "test.txt")
    run(*pip, "install", "--no-index", f"{wheel}[test]")
    return python


def test(python: Path, version: str, folder: Path) -> int:
    """Run the tests of another handbook on what is installed, in a folder without the sources; return pytest's status."""
    found = run(python, "-c", "import handbook; print(handbook.__version__, handbook.__file__)", cwd=folder).split(maxsplit=1)
    if found[0] != version or Path(found[1]).is_relative_to(ROOT / "extensions"):
        raise SystemExit(f"The environment has {' '.join(found)}, not the wheel of {version}.")
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    filters = [argument for each in settings["filterwarnings"] for argument in ("-W", each)]
    return subprocess.run([python, "-m", "pytest", *filters, OTHER], cwd=folder, check=False).returncode


def main(folder: str, tag: str = "") -> None:
    """Build, look into the wheel, install it and test it."""
    wheel = build(ROOT / folder)
    version = version_of(wheel)
    if tag and tag != f"v{version}":
        raise SystemExit(f"The tag {tag} is not that of version {version}; the version stands in {PACKAGE}version.py.")
    missing = lacking(wheel, run("git", "ls-files").splitlines())
    if missing:
        raise SystemExit("The wheel lacks these files of the package:\n" + "\n".join(missing))
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(test(install(wheel, Path(temporary) / "environment"), version, Path(temporary)))


if __name__ == "__main__":
    main(*sys.argv[1:])
