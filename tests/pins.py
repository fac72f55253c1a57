"""Pins what the project installs: ``python -m tests.pins [--upgrade]`` writes ``requirements/*.txt`` with the hash of every file.

All sets are resolved together, for every Python and system that pyproject.toml allows, so that they fit into one environment.
``site.txt`` has what the handbook and the build of its package need; the file of an extra has what the extra adds.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "requirements"
SITE = "site"
HEADER = "# Written by make pins; pip install --require-hashes --requirement this file.\n"
WHEELS = "--only-binary :all:\n"
"""An option for all files, as each includes that of the site: pip builds an sdist with packages that it takes without hashes."""

SDISTS = {"clients": ("jsonpath-rw",)}
"""The packages without a wheel, by the set that needs them: what builds them is installed first."""


def name_of(requirement: str) -> str:
    """Return the normalized name of the package that a requirement begins with."""
    match = re.match(r"[\w.-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def requirements(settings: dict[str, Any]) -> dict[str, list[str]]:
    """Return what each set needs, from the contents of pyproject.toml; ``NAME[EXTRA]`` of the project itself stays."""
    project = settings["project"]
    return {SITE: [*project["dependencies"], *settings["build-system"]["requires"]], **project["optional-dependencies"]}


def included(needs: dict[str, list[str]], name: str, project: str) -> list[str]:
    """Return the sets that a set includes: those extras of the project that it names, or else the site's."""
    own = re.compile(rf"{re.escape(project)}\[([\w-]+)\]$")
    extras = [match[1] for line in needs[name] if (match := own.match(line))]
    return extras or ([] if name == SITE else [SITE])


def blocks(text: str) -> dict[str, str]:
    """Return the lines of each package of a requirements file; those of one name may be several versions."""
    found: dict[str, str] = {}
    for block in re.findall(r"^[\w.-]+==.*\n(?: .*\n)*", text, re.MULTILINE):
        found[name_of(block)] = found.get(name_of(block), "") + block
    return found


def resolve(lines: Iterable[str], output: Path, *options: str | Path) -> dict[str, str]:
    """Return the lines of all packages that requirements need, as uv resolves them; what *output* has is kept if it fits."""
    uv = Path(sys.executable).with_name("uv")
    command = [uv, "pip", "compile", "--quiet", "--universal", "--no-header", "--no-annotate", "--output-file", output]
    if subprocess.run([*command, *options, "-"], input="\n".join(lines), text=True, check=False).returncode:
        raise SystemExit("uv has found no versions that fit together; the files in requirements/ are as they were.")
    return blocks(output.read_text(encoding="utf-8"))


def pin(settings: dict[str, Any], pinned: str, folder: Path, *options: str) -> dict[str, str]:
    """Return the contents of the file of each set; *pinned* are the present ones together, *folder* is for files in between."""
    python = ("--python-version", settings["project"]["requires-python"].removeprefix(">="))
    needs = requirements(settings)
    includes = {name: included(needs, name, settings["project"]["name"]) for name in needs}

    def lines(name: str) -> list[str]:
        """Return what a set and those that it includes name."""
        own = [line for line in needs[name] if not line.startswith(f"{settings['project']['name']}[")]
        return own + [line for other in includes[name] for line in lines(other)]

    everything = folder / "all.txt"
    everything.write_text(pinned, encoding="utf-8")
    packages = resolve((line for name in needs for line in lines(name)), everything, *python, "--generate-hashes", *options)
    names = {name: resolve(lines(name), folder / f"{name}.txt", *python, "--constraints", everything).keys() for name in needs}
    files = {}
    for name, others in includes.items():
        added = names[name] - {package for other in others for package in names[other]}
        head = [HEADER, *(f"-r {other}.txt\n" for other in others)] if others else [HEADER, WHEELS]
        head += (f"--no-binary {package}\n" for package in SDISTS.get(name, ()))
        files[name] = "".join([*head, *(packages[package] for package in sorted(added))])
    return files


def main(*options: str) -> None:
    """Write one file for each set; versions that are pinned stay unless the option is ``--upgrade``."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = "".join("".join(blocks(path.read_text(encoding="utf-8")).values()) for path in sorted(FOLDER.glob("*.txt")))
    with tempfile.TemporaryDirectory() as temporary:
        files = pin(settings, pinned, Path(temporary), *options)
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for name, text in files.items():
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
