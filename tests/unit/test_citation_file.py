"""CITATION.cff: valid by the schema of its format, and about this version."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import yaml

import handbook


def test_it_is_as_its_schema_has_it(root: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    done = subprocess.run([*command, str(root / "CITATION.cff")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_it_is_about_this_version(root: Path) -> None:
    cited = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    configuration = (root / "conf.py").read_text(encoding="utf-8")
    assert f'release = "{cited["version"]}"' in configuration
    identity = handbook.identity(root)
    assert (cited["title"], cited["repository-code"]) == (identity.name, identity.repository)
