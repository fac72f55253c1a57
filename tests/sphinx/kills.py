"""Kills builds at random moments, and says whether the next build gives what a clean one gives.

``python -m tests.sphinx.kills [--count 100] [--seed 1]`` takes some minutes; ``test_bad_conditions.py`` has the moments that
matter, and is a part of ``make test``.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle, islice, product
from pathlib import Path

from handbook.sphinx_ext.sources import sources_version

from .project import SMALL, Project, bib, entry, files_below, issue

KINDS = [*product(("full", "incremental"), (1, 2))]


def change(project: Project) -> None:
    """Change a page, what unchanged pages show, and the number of pages."""
    project.edit("bib/002.bib", "Title of doe2022three", "Another title")
    project.edit("issues/001.md", "摘要。", "另一个摘要。")
    project.write({"issues/003.md": issue(3, entry("doe2022four")), "bib/003.bib": bib("doe2022four")})


def killed_after(project: Project, jobs: int, seconds: float) -> bool:
    """Build in a process group of its own, and kill it after some seconds; return whether the build was still running."""
    child = os.fork()
    if child == 0:
        os.setsid()
        project.build(jobs=jobs)
        os._exit(0)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if os.waitpid(child, os.WNOHANG)[0]:
            return False
        time.sleep(0.002)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def seconds_of(project: Project, jobs: int) -> float:
    """Return how long a build takes."""
    begin = time.monotonic()
    killed_after(project, jobs, 600)
    return time.monotonic() - begin


def built(project: Project, jobs: int) -> dict[str, bytes]:
    """Return what a build gives; empty if it fails or warns."""
    child = os.fork()
    if child == 0:
        os._exit(bool(project.build(jobs=jobs).warnings))
    failed = os.waitpid(child, 0)[1]
    return {} if failed else dict(files_below(project.out / "html"))


def heals(folder: Path, kind: str, jobs: int, chance: random.Random) -> tuple[bool, bool]:
    """Kill one build, and return whether it was killed, and whether the next build is right."""
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(folder / kind, work)
    project = Project(root=work / "small")
    if kind == "incremental":
        change(project)
    seconds = (folder / f"{kind}.seconds").read_text(encoding="utf-8")
    killed = killed_after(project, jobs, chance.uniform(0.01, float(seconds)))
    if kind == "full":
        change(project)
    return killed, built(project, jobs) == {
        path.relative_to(folder / "clean").as_posix(): path.read_bytes()
        for path in (folder / "clean").rglob("*")
        if path.is_file() and not path.name.startswith(".buildinfo")
    }


def prepare(folder: Path) -> None:
    """Make a handbook that was never built, one that was, and what is right after the change."""
    sources_version()  # once for all builds, which are forks of this process: the sources may be edited meanwhile
    work = folder / "work"
    project = Project(root=work / "small")
    project.write(SMALL)
    shutil.copytree(work, folder / "full")
    (folder / "full.seconds").write_text(str(seconds_of(project, 1)), encoding="utf-8")
    shutil.copytree(work, folder / "incremental")
    change(project)
    (folder / "incremental.seconds").write_text(str(seconds_of(project, 1)), encoding="utf-8")
    shutil.rmtree(project.out)
    shutil.rmtree(project.out.with_name("small-out-doctrees"))
    built(project, 1)
    shutil.copytree(project.out / "html", folder / "clean")


def main() -> None:
    """Kill builds, and print how many of each kind were killed, ended before, and did not heal."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after this time")
    options = parser.parse_args()
    chance, end = random.Random(options.seed), time.monotonic() + options.seconds
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name))
        for kind, jobs in islice(cycle(KINDS), options.count):
            if time.monotonic() > end:
                break
            killed, right = heals(Path(name), kind, jobs, chance)
            found[f"{kind} -j {jobs}: {'killed' if killed else 'ended before'}, {'healed' if right else 'NOT HEALED'}"] += 1
    for said, count in sorted(found.items()):
        print(f"{count:4} {said}")
    sys.exit(any("NOT" in said for said in found))


if __name__ == "__main__":
    main()
