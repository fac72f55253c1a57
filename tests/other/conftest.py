"""The handbook of Stellar Notes, copied and built once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a command has said."""

    status: int
    out: str
    err: str


def run(folder: Path, *arguments: str, module: str = "", given: str = "") -> Done:
    """Run the command handbook, or a *module*, in a folder, in English."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    environment |= {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    program = ["-m", module] if module else ["-c", "from handbook.cli import main; main(prog_name='handbook')"]
    done = subprocess.run(
        [sys.executable, *program, *arguments],
        cwd=folder,
        env=environment,
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    return Done(status=done.returncode, out=done.stdout, err=done.stderr)


@pytest.fixture
def stars(tmp_path: Path) -> Path:
    """Return a copy of the handbook of Stellar Notes."""
    return shutil.copytree(HERE / "stars", tmp_path / "stars")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return its site; a warning fails."""
    folder = tmp_path_factory.mktemp("stars")
    shutil.copytree(HERE / "stars", folder / "source")
    done = run(folder / "source", "-q", "-W", "--keep-going", "-b", "html", ".", "../html", module="sphinx")
    assert (done.status, done.err) == (0, "")
    return folder / "html"
