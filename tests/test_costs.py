"""No megabyte of input, however nasty, takes a reader long or much memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 4.0
"""Of the processor: twice what a reader may take on a quiet machine; by the square of the length it would take minutes."""
MEGABYTES = 500


@pytest.mark.slow
@pytest.mark.parametrize("reader", ["page", "issue", "bib", "fix", "add", "edit", "import"])
def test_nothing_is_nasty_enough(reader: str, root: Path) -> None:
    command = [sys.executable, "-m", "tests.unit.nasty", reader]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root, timeout=400)
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-500:]
    costs = [(float(line.split()[0]), int(line.split()[1]), line) for line in done.stdout.splitlines()]
    assert len(costs) > 2
    assert [line for seconds, megabytes, line in costs if seconds > SECONDS or megabytes > MEGABYTES] == []
