"""CITATION.cff: valid by the schema of its format, and about this version."""

from __future__ import annotations

import runpy
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import yaml

import handbook
from handbook import __version__


def test_it_is_as_its_schema_has_it(root: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    done = subprocess.run([*command, str(root / "CITATION.cff")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_it_is_about_this_version(root: Path) -> None:
    cited = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == __version__
    assert runpy.run_path(str(root / "conf.py"))["release"] == __version__
    assert metadata.version("pretraining-handbook") == __version__, "install the package again: make distclean"
    identity = handbook.identity(root)
    assert (cited["title"], cited["repository-code"]) == (identity.name, identity.repository)
