"""mlcroissant finds nothing wrong with the description of the data, and reads all records by it."""

from __future__ import annotations

import json
import logging
import zipfile
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
from click.testing import CliRunner

from handbook.cli import main


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the files of the archive."""
    out = tmp_path_factory.mktemp("dataset")
    assert CliRunner().invoke(main, ["--root", str(root), "dataset", str(out), "--date", "2026-11-29"]).exit_code == 0
    (archive,) = out.glob("*.zip")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(out)
    return out / archive.stem


def issues(path: Path) -> tuple[set[str], set[str]]:
    """Return the errors and the warnings of a description."""
    found = mlcroissant.Dataset(jsonld=path).metadata.ctx.issues
    return set(found.errors), set(found.warnings)


def test_the_description_has_no_errors_and_no_warnings(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "absl"):
        assert issues(folder / "croissant.json") == (set(), set())
    assert caplog.text == "", "its context is the standard one"


def test_all_records_are_read_as_the_files_have_them(folder: Path) -> None:
    dataset = mlcroissant.Dataset(jsonld=folder / "croissant.json")
    papers = [json.loads(line) for line in (folder / "papers.jsonl").read_text(encoding="utf-8").splitlines()]
    files = {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("terms", "issues", "people")}
    edges = json.loads((folder / "graph.json").read_text(encoding="utf-8"))["edges"]
    for name, records in {"papers": papers, **files, "edges": edges}.items():
        found = [{key.partition("/")[2]: plain(value) for key, value in each.items()} for each in dataset.records(name)]
        assert found == [{key: record[key] for key in found[0]} for record in records]
        assert len(found) > 1


def plain(value: Any) -> Any:
    """Return a value as JSON has it: mlcroissant returns text as bytes."""
    if isinstance(value, bytes):
        return value.decode()
    return [plain(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("lacking", ["license", "datePublished", "conformsTo", "contentUrl"])
def test_a_description_that_lacks_something_is_noticed(folder: Path, tmp_path: Path, lacking: str) -> None:
    data = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
    del (data["distribution"][0] if lacking == "contentUrl" else data)[lacking]
    (tmp_path / "croissant.json").write_text(json.dumps(data), encoding="utf-8")
    try:
        found = issues(tmp_path / "croissant.json")
    except mlcroissant.ValidationError:
        return
    assert found != (set(), set())
