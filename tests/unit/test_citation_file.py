"""CITATION.cff and .zenodo.json: valid, about this version, and in step with each other and with the handbook."""

from __future__ import annotations

import json
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


def test_what_zenodo_reads_says_the_same(root: Path) -> None:
    """Zenodo reads no CITATION.cff where there is a .zenodo.json; the names are those of its deposit API."""
    cited = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    zenodo = json.loads((root / ".zenodo.json").read_text(encoding="utf-8"))
    own, english = (handbook.identity(root).edition(language) for language in ("zh-CN", "en"))
    assert zenodo.keys() == {
        *("title", "upload_type", "description", "creators", "license", "access_right", "version", "language", "keywords"),
        "related_identifiers",
    }
    assert (zenodo["title"], zenodo["version"], zenodo["keywords"]) == (cited["title"], cited["version"], cited["keywords"])
    assert zenodo["license"] == cited["license"].lower()
    assert own.data_licence == f"https://creativecommons.org/licenses/by/{cited['license'].removeprefix('CC-BY-')}/"
    assert (zenodo["upload_type"], zenodo["access_right"]) == (cited["type"], "open")
    assert " ".join(zenodo["description"].split()) == " ".join(cited["abstract"].split())
    assert [each["name"] for each in zenodo["creators"]] == [each["name"] for each in cited["authors"]] == [own.authors]
    assert [each["alias"] for each in cited["authors"]] == [f"The {english.authors}"]
    (related,) = zenodo["related_identifiers"]
    assert related == {"identifier": cited["repository-code"], "relation": "isSupplementTo", "resource_type": "software"}
    assert zenodo["language"] == "zho"
