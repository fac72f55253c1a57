"""The duration of ``handbook check``, on the handbook and on a generated one of 9,600 papers: python -m benchmarks.check."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .corpus import PAPERS, ROOT, Corpus, write_handbook

LIMITS = {"the handbook": 1.5, "generated": 6.0}
"""How many seconds a check may take on two idle cores."""


def measure(root: Path) -> tuple[float, float, int]:
    """Return the wall and processor seconds of a check, the start of Python included, and its result."""
    run = "from handbook.cli import main; main()"
    command = [sys.executable, "-c", run, "--root", str(root), "check", "--format", "json"]
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after, seconds = os.times(), time.perf_counter() - start
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return seconds, cpu, len(json.loads(done.stdout)["problems"])


def main() -> int:
    """Print a line a handbook; return 1 if the wall time exceeds the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--issues", type=int, default=800)
    parser.add_argument("--times", type=int, default=3, help="the fastest of so many runs counts")
    options = parser.parse_args()
    late = False
    with tempfile.TemporaryDirectory() as folder:
        generated = Path(folder, "handbook")
        write_handbook(Corpus(options.issues), generated)
        for name, root in (("the handbook", ROOT), ("generated", generated)):
            seconds, cpu, count = min(measure(root) for _run in range(options.times))
            papers = f"{options.issues * PAPERS} papers" if name == "generated" else ""
            print(
                f"{name:14} {seconds:6.2f} s of {LIMITS[name]} s, {cpu:6.2f} s of processor, {count} problems  {papers}".rstrip()
            )
            late |= seconds > LIMITS[name]
    return late


if __name__ == "__main__":
    sys.exit(main())
