"""The description of the data in Croissant and its archive: all files, all fields of the schemas, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from handbook import load
from handbook.library.library import Library
from handbook.site import croissant, interface
from handbook.site.archive import CHECKSUMS, checksums, dataset_files, dataset_name, zipped
from handbook.site.croissant import DataFile, Edition

from ..builders import read


@pytest.fixture(scope="module")
def handbook(root: Path) -> Library:
    return load(root)


@pytest.fixture(scope="module")
def edition(handbook: Library) -> Edition:
    return Edition(identity=handbook.identity, release="1.2.3", date="2026-11-29", is_live=False)


@pytest.fixture(scope="module")
def files(handbook: Library, edition: Edition) -> dict[str, bytes]:
    return dict(dataset_files(handbook, edition, (), {"CITATION.cff": b"cff-version: 1.2.0\n"}))


def described(files: dict[str, bytes]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files["croissant.json"])
    return data


def test_the_archive_has_every_file_with_its_checksum(files: dict[str, bytes]) -> None:
    lines = [line.split("  ") for line in files[CHECKSUMS].decode().splitlines()]
    assert {name: digest for digest, name in lines} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != CHECKSUMS
    }
    assert {"papers.jsonl", "terms.json", "vocabulary.ttl", "croissant.json", "schema/papers.json", "CITATION.cff"} < {*files}


def test_the_description_names_every_file_of_data_with_size_and_checksum(files: dict[str, bytes]) -> None:
    listed = {each["name"]: each for each in described(files)["distribution"]}
    named = {each["path"] for each in json.loads(files["index.json"])["files"]}
    assert set(listed) == {*named, "index.json", "vocabulary.ttl", "vocabulary.jsonld"}
    for name, each in listed.items():
        assert (each["contentUrl"], each["contentSize"]) == (name, f"{len(files[name])} B")
        assert each["sha256"] == hashlib.sha256(files[name]).hexdigest()


def test_every_field_that_each_record_has_is_described_with_its_type(files: dict[str, bytes]) -> None:
    sets = {each["name"]: {field["name"]: field for field in each["field"]} for each in described(files)["recordSet"]}
    assert set(sets) == {"papers", "terms", "issues", "people", "edges"}
    paper = json.loads(files["papers.jsonl"].splitlines()[0])
    assert set(sets["papers"]) == set(paper), "all fields of papers are plain"
    types = {"sc:Text": str, "sc:Integer": int}
    for name, field in sets["papers"].items():
        values = paper[name] if field.get("isArray") else [paper[name]]
        assert isinstance(paper[name], list) == bool(field.get("isArray"))
        assert all(isinstance(value, types[field["dataType"]]) for value in values)
        assert field["description"]
    assert "items" not in sets["issues"], "records within records are in the schema alone"
    assert "near" not in sets["terms"], "not every term has some"


def test_a_description_says_what_the_specification_requires(files: dict[str, bytes], edition: Edition) -> None:
    data = described(files)
    required = {"@context", "@type", "conformsTo", "description", "license", "name", "url", "creator", "datePublished"}
    assert required <= {name for name, value in data.items() if value}
    assert (data["version"], data["datePublished"], data["isLiveDataset"]) == ("1.2.3", "2026-11-29", False)
    assert (data["name"], data["license"]) == ("Pretraining Handbook", "https://creativecommons.org/licenses/by/4.0/")
    assert data["citeAs"].startswith("@misc{dataset, author = {{Pretraining Handbook contributors}},")
    live = json.loads(croissant.croissant(replace(edition, is_live=True, date="", base="https://example.org/"), [FILE]))
    assert "datePublished" not in live
    assert live["distribution"] == [
        {
            "@type": "cr:FileObject",
            "@id": "papers.csv",
            "name": "papers.csv",
            "contentUrl": "https://example.org/api/v1/papers.csv",
            "encodingFormat": "text/csv",
        }
    ]


FILE = DataFile(name="papers.csv", type="text/csv")


def test_the_page_on_the_data_has_a_dataset_of_schema_org_in_its_own_language(edition: Edition, handbook: Library) -> None:
    names = croissant.names_of(handbook)
    data = croissant.page_data(replace(edition, base="https://example.org/"), "zh-CN", names)
    assert (data["@type"], data["name"]) == ("Dataset", "预训练手册")
    assert data["description"].startswith("论文及其作者")
    assert {each["contentUrl"] for each in data["distribution"]} == {f"https://example.org/{name}" for name in names}
    assert croissant.page_data(edition, "en", names)["name"] == "Pretraining Handbook"


@pytest.mark.parametrize("lacking", ["data_licence", "authors", "repository"])
def test_data_without_a_licence_an_author_or_an_address_is_not_described(edition: Edition, lacking: str) -> None:
    assert edition.is_described
    assert not replace(edition, identity=replace(edition.identity, **{lacking: ""})).is_described


def test_the_names_of_files_are_known_without_making_them(handbook: Library) -> None:
    for library in (handbook, read({})):
        made = {name for name, _data in interface.interface_files(library, title="", version="")}
        others = {name for name in made if "/schema/" in name} | {"api/v1/index.json"}
        assert {*interface.data_names(library)} == made - others


def test_an_archive_is_the_same_whatever_the_time_and_unpacks_into_one_folder(
    files: dict[str, bytes], edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = dataset_name(edition)
    assert name == "pretraining-handbook-data-1.2.3"
    first = zipped(name, files.items())
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    assert zipped(name, files.items()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert [each.filename for each in archive.infolist()] == [f"{name}/{path}" for path in files]
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert checksums({"b": b"", "a": b""}).decode().split()[1::2] == ["a", "b"]
