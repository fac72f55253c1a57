"""Calls the JavaScript of the search from Python, in Deno."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from deno import find_deno_bin

from handbook.fulltext.tokens import variants
from handbook.search.words import tables

HERE = Path(__file__).parent


def deno(*arguments: str, given: str = "") -> str:
    """Return what Deno prints; it may read files and nothing else."""
    done = subprocess.run(
        [find_deno_bin(), *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def call(function: str, inputs: list[Any]) -> list[Any]:
    """Return what a function returns for each of the inputs."""
    given = json.dumps({"call": function, "with": inputs, "variants": list(variants().items()), "tables": tables()})
    found: list[Any] = json.loads(deno("run", "--allow-read", str(HERE / "run.js"), given=given))
    return found
