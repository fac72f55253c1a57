"""What others have made is installed with a hash that the repository has: ``requirements/``, written by ``make pins``."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement

from tests import pins, wheel

from .test_repository import WORKFLOWS, read, steps

PYTHONS = ("3.11.0", "3.11.9", "3.12.0", "3.13.0", "3.14.0")
TARGETS = (
    "html html-en epub offline pdf text man latex gettext translations"
    " serve lint unit check test test-clients wheel dataset fuzz mutants pins addresses guide linkcheck"
    " bench bench-search volumes"
)
RESOLVED_ANEW = ("lowest", "newest", "styles")
LINE = re.compile(r"([\w.-]+)==([\w.]+)(?: ; ([^\\]+))?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n")


def settings(root: Path) -> dict[str, Any]:
    """Return what pyproject.toml holds."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


NEEDS = pins.requirements(settings(pins.ROOT))


def pinned(root: Path, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, version and marker of each package of a set and of those that it includes."""
    text = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    for other in re.findall(r"^-r ([\w-]+)\.txt$", text, re.MULTILINE):
        yield from pinned(root, other)
    yield from ((found[1], found[2], found[3] or "") for found in LINE.finditer(text))


def commands(root: Path, environment: Path, targets: str) -> list[str]:
    """Return the commands with which make would reach targets, beginning with an empty environment."""
    make = ["make", "--dry-run", "--no-print-directory", f"VENV={environment}", *targets.split()]
    return subprocess.run(make, cwd=root, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()


def installs(lines: list[str]) -> list[str]:
    """Return the commands that may fetch packages."""
    return [line for line in lines if re.search(r"\b(pip|pipx|uv)\b", line) and "--version" not in line]


def is_held(command: str) -> bool:
    """Return whether pip takes nothing but what has a hash in requirements/, or nothing but what is there."""
    words = set(shlex.split(command))
    hashed = "--require-hashes" in words and re.search(r"--requirement requirements/[\w-]+\.txt$", command)
    return bool(hashed) or {"--no-index", "--no-deps", "--no-build-isolation"} <= words


@pytest.mark.parametrize("name", NEEDS)
@pytest.mark.parametrize("python", PYTHONS)
def test_every_requirement_is_pinned_to_a_version_that_it_allows(root: Path, name: str, python: str) -> None:
    environment = {**default_environment(), "python_full_version": python, "python_version": python.rpartition(".")[0]}
    found: dict[str, str] = {}
    for package, version, marker in pinned(root, name):
        if not marker or Requirement(f"{package} ; {marker}").marker.evaluate(environment):  # type: ignore[union-attr]
            assert found.setdefault(package, version) == version, "one version for each Python"
    for line in NEEDS[name]:
        requirement = Requirement(line)
        if pins.name_of(line) != "pretraining-handbook":
            assert pins.name_of(line) in found, "run make pins"
            assert requirement.specifier.contains(found[pins.name_of(line)], prereleases=True), "run make pins"


def test_every_set_has_a_file_and_every_line_a_hash(root: Path) -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in (root / "requirements").glob("*.txt")}
    assert files.keys() == NEEDS.keys(), "run make pins"
    includes = {name: pins.included(NEEDS, name, "pretraining-handbook") for name in NEEDS}
    for name, text in files.items():
        head = [f"-r {other}.txt" for other in includes[name]] or ["--only-binary :all:"]
        head += [f"--no-binary {package}" for package in pins.SDISTS.get(name, ())]
        assert LINE.sub("", text).splitlines() == [pins.HEADER.strip(), *head]


@pytest.mark.parametrize("name", ["site", "test"])
def test_what_is_needed_indirectly_is_pinned_too(root: Path, name: str) -> None:
    known = {package for package, _version, _marker in pinned(root, name)}
    todo = list(known)
    assert len(todo) > 40
    seen = set()
    while todo:
        package = todo.pop()
        seen.add(package)
        try:
            lines = metadata.requires(package) or []
        except metadata.PackageNotFoundError:  # of another system or Python
            continue
        needed = [Requirement(line) for line in lines]
        names = {pins.name_of(each.name) for each in needed if not each.marker or each.marker.evaluate({"extra": ""})}
        todo += names - seen - set(todo)
    assert seen - known == set(), "run make pins"


def test_make_installs_with_hashes_or_without_an_index(root: Path, tmp_path: Path) -> None:
    found = installs(commands(root, tmp_path / "new", TARGETS))
    assert [command for command in found if not is_held(command)] == []
    files = set(re.findall(r"--requirement requirements/([\w-]+)\.txt", "\n".join(found)))
    assert files == NEEDS.keys(), "every set is used"
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = {name for line in re.findall(r"^([a-z][\w -]*):(?!=)", makefile, re.MULTILINE) for name in line.split()}
    assert targets == {*TARGETS.split(), *RESOLVED_ANEW, "help", "clean", "distclean"}


@pytest.mark.parametrize("name", pins.SDISTS)
def test_a_package_without_a_wheel_is_built_with_what_is_pinned(root: Path, tmp_path: Path, name: str) -> None:
    found = installs(commands(root, tmp_path / "new", f"{tmp_path}/new/.{name}"))
    assert "setuptools" in {package for package, _version, _marker in pinned(root, "sdists")}
    assert ["requirements/sdists.txt" in line for line in found].index(True) < len(found) - 1, "before what it builds"
    assert found[-1].endswith(f"--require-hashes --no-build-isolation --requirement requirements/{name}.txt")


def test_versions_that_are_resolved_anew_are_so_in_an_environment_of_their_own(root: Path, tmp_path: Path) -> None:
    found = [command for command in installs(commands(root, tmp_path / "new", "lowest newest")) if not is_held(command)]
    assert len(found) == 2
    for command, name in zip(found, ("lowest", "newest"), strict=True):
        assert f"--python {tmp_path}/new-{name}/bin/python --build-constraints requirements/site.txt" in command
    downloads = [command for command in installs(commands(root, tmp_path / "new", "styles")) if not is_held(command)]
    assert len(downloads) == 2
    assert all("pip download" in command and "--no-deps --only-binary :all:" in command for command in downloads)


def test_services_install_in_the_same_way(root: Path) -> None:
    jobs = read(root, ".readthedocs.yaml")["build"]["jobs"]
    assert jobs.keys() == {"post_checkout", "install", "build"}
    assert jobs["post_checkout"] == ["git fetch --unshallow || true"], "nothing is installed there"
    assert installs(jobs["build"]["htmlzip"]) == []
    assert len(jobs["install"]) == 2
    assert all(is_held(command) for command in jobs["install"])
    assert installs([step.get("run", "") for path in WORKFLOWS for step in steps(root, path)]) == []
    assert installs((root / ".ci/run").read_text(encoding="utf-8").splitlines()) == []


def test_the_wheel_is_built_and_tested_with_what_is_pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(wheel, "run", lambda *command: calls.append([str(each) for each in command]))
    wheel.install(tmp_path / "some.whl", tmp_path / "environment")
    (tmp_path / "some.whl").touch()
    monkeypatch.setattr(wheel.shutil, "rmtree", lambda *_arguments, **_options: None)
    wheel.build(tmp_path)
    _venv, packages, own, built = calls
    assert packages[-3:] == ["--require-hashes", "--requirement", str(wheel.ROOT / "requirements" / "test.txt")]
    assert own[-2:] == ["--no-index", f"{tmp_path}/some.whl[test]"]
    assert built[1:4] == ["-m", "build", "--no-isolation"]


def test_both_packages_are_built_with_what_is_pinned(root: Path) -> None:
    ours, beside = (settings(folder)["build-system"]["requires"] for folder in (root, root / "extensions/bibtex_lookups"))
    assert all(re.fullmatch(r"[\w-]+==[\d.]+", line) for line in ours)
    assert set(beside) <= set(ours)


def test_the_repository_names_no_index(root: Path) -> None:
    paths = [root / "Makefile", root / ".readthedocs.yaml", *(root / "requirements").iterdir()]
    assert [
        path.name for path in paths if re.search(r"https?://(?!127)|--index-url|--extra-index", path.read_text(encoding="utf-8"))
    ] == []


def tiny(folder: Path) -> str:
    """Write a wheel of one module, and return the line of a requirements file for it."""
    path = folder / "tiny-1.0-py3-none-any.whl"
    files = {
        "tiny.py": "",
        "tiny-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        "tiny-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        sums = {name: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()) for name, text in files.items()}
        record = [f"{name},sha256={sums[name].rstrip(b'=').decode()},{len(text)}\n" for name, text in files.items()]
        archive.writestr("tiny-1.0.dist-info/RECORD", "".join([*record, "tiny-1.0.dist-info/RECORD,,\n"]))
    return f"tiny==1.0 \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.mark.slow
def test_a_package_with_another_hash_is_not_installed(root: Path, tmp_path: Path) -> None:
    line = tiny(tmp_path)
    command, _own = installs(commands(root, tmp_path / "new", f"{tmp_path}/new/.site"))
    options = shlex.split(command)[1:-1]
    assert options[-2:] == ["--require-hashes", "--requirement"]
    environment = {**os.environ, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}
    results = {}
    for name, text in {"right": line, "wrong": line.replace("sha256:", "sha256:0", 1)[:-2] + "\n", "none": "tiny==1.0\n"}.items():
        (tmp_path / f"{name}.txt").write_text(f"{pins.HEADER}{pins.WHEELS}{text}", encoding="utf-8")
        pip = [sys.executable, *options, str(tmp_path / f"{name}.txt"), "--target", str(tmp_path / name)]
        done = subprocess.run(pip, env=environment, capture_output=True, text=True, check=False)
        results[name] = (done.returncode == 0, (tmp_path / name / "tiny.py").exists(), done.stderr)
    assert results["right"][:2] == (True, True), results["right"][2]
    assert results["wrong"][:2] == (False, False)
    assert "DO NOT MATCH THE HASHES" in results["wrong"][2]
    assert results["none"][:2] == (False, False)


def test_one_resolution_is_divided_among_the_sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[list[str], tuple[object, ...]]] = []
    tree = {"a": {"a", "c"}, "b": {"b", "c", "d"}, "hatchling==1": {"hatchling"}, "e": {"e", "d", "f"}}

    def resolve(lines: Iterator[str], output: Path, *options: object) -> dict[str, str]:
        found = list(lines)
        asked.append((found, options))
        return {package: f"{package}==1 \\\n    --hash=sha256:{'0' * 64}\n" for line in found for package in tree[line]}

    monkeypatch.setattr(pins, "resolve", resolve)
    project = {"name": "own", "requires-python": ">=3.11", "dependencies": ["a"]}
    extras = {"test": ["own[lint]", "e"], "lint": ["b"]}
    files = pins.pin(
        {"project": {**project, "optional-dependencies": extras}, "build-system": {"requires": ["hatchling==1"]}},
        "",
        tmp_path,
        "--upgrade",
    )
    assert set(asked[0][0]) == {"a", "b", "e", "hatchling==1"}
    assert asked[0][1] == ("--python-version", "3.11", "--generate-hashes", "--upgrade")
    assert all("--upgrade" not in options and "--constraints" in options for _lines, options in asked[1:])
    heads = {name: [line for line in text.splitlines()[1:] if not line.startswith(" ")] for name, text in files.items()}
    assert heads == {
        "site": ["--only-binary :all:", "a==1 \\", "c==1 \\", "hatchling==1 \\"],
        "test": ["-r lint.txt", "e==1 \\", "f==1 \\"],
        "lint": ["-r site.txt", "b==1 \\", "d==1 \\"],
    }
