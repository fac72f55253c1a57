"""The JSON interface: every file matches its schema and the library."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from handbook import load
from handbook.exporters import FORMATS, works
from handbook.library.library import Library
from handbook.site import interface

from .. import builders
from ..builders import ISSUE, issue, person, read

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def handbook(root: Path) -> Library:
    return load(root)


@pytest.fixture(scope="module")
def files(handbook: Library) -> Files:
    made = interface.interface_files(handbook, title="预训练手册", version="0.1", base="https://example.org/")
    return {name.removeprefix("api/v1/"): data for name, data in made}


def validator(files: Files, name: str) -> Draft202012Validator:
    schema = json.loads(files[f"schema/{name}.json"])
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def instances(files: Files, path: str) -> list[Any]:
    text = files[path].decode()
    if path.endswith(".jsonl"):
        return [json.loads(line) for line in text.splitlines()]
    if path.endswith(".csv"):
        return list(csv.DictReader(io.StringIO(text, newline="")))
    return [json.loads(text)]


def test_the_index_names_every_file_with_its_schema(files: Files) -> None:
    index = json.loads(files["index.json"])
    validator(files, "index").validate(index)
    named = {each["path"] for each in index["files"]} | {each["schema"] for each in index["files"]}
    assert named | {"index.json", "schema/index.json"} == set(files)


def test_every_file_matches_its_schema(files: Files) -> None:
    for each in json.loads(files["index.json"])["files"]:
        schema = validator(files, Path(each["schema"]).stem)
        found = instances(files, each["path"])
        assert found
        for instance in found:
            schema.validate(instance)
        items = found[0]["nodes"] if each["path"] == "graph.json" else found if len(found) > 1 else found[0]
        assert len(items) == each["count"]


@pytest.mark.parametrize("change", [{"key": ""}, {"year": "2022"}, {"more": 1}, {"doi": "https://doi.org/10.1/x"}])
def test_a_schema_rejects_invalid_data(files: Files, change: dict[str, object]) -> None:
    paper = instances(files, "papers.jsonl")[0] | change
    with pytest.raises(ValidationError):
        validator(files, "papers").validate(paper)


def test_papers_are_what_the_command_line_exports(files: Files, handbook: Library) -> None:
    for path, name in (("papers.jsonl", "jsonl"), ("papers.csv", "csv")):
        assert files[path].decode() == FORMATS[name].render(works(handbook.papers()))


def test_the_graph_has_the_edges_of_the_library(files: Files, handbook: Library) -> None:
    graph = json.loads(files["graph.json"])
    ids = [node["id"] for node in graph["nodes"]]
    assert len(set(ids)) == len(ids)
    assert {end for edge in graph["edges"] for end in (edge["source"], edge["target"])} <= set(ids)
    edges = {(edge["source"], edge["target"], edge["kind"]) for edge in graph["edges"]}
    assert ("paper:huang2023large", "method:chain-of-thought", "method") in edges
    assert ("method:chain-of-thought", "method:prompt-learning", "broader") in edges
    assert sum(node["kind"] == "paper" for node in graph["nodes"]) == len(handbook.papers())


def test_terms_and_issues_match_the_library(files: Files, handbook: Library) -> None:
    terms = {(term["kind"], term["id"]): term for term in json.loads(files["terms.json"])}
    term = terms["method", "chain-of-thought"]
    assert (term["broader"], term["papers"]) == ("prompt-learning", 2)
    assert "chain-of-thought" in terms["method", "prompt-learning"]["narrower"]
    newest = json.loads(files["issues.json"])[0]
    assert (newest["number"], newest["date"]) == (64, "2022-10-26/2022-11-08")
    assert [item["kind"] for item in newest["items"]].count("event") == 1


def test_near_names_related_terms_and_identifiers_are_there_only_where_a_term_has_some() -> None:
    tree = {
        "docs/topics/tuning.md": builders.term(near="[调参]", related="[way]"),
        "docs/methods/way.md": builders.term("法", en="Way", same_as="https://openalex.org/C12"),
        "docs/topics/other.md": builders.term("别题", en="Other"),
    }
    made = {term["id"]: term for term in interface.terms(builders.read(tree))}
    assert (made["tuning"]["near"], made["tuning"]["related"]) == (["调参"], ["method:way"])
    assert ("near" in made["way"], made["way"]["related"]) == (False, ["topic:tuning"])
    assert made["way"]["same_as"] == ["https://openalex.org/C12"]
    assert not {"near", "related", "same_as"} & set(made["other"])
    schema = Draft202012Validator(json.loads(interface.schema_text("terms")))
    schema.validate([*made.values()])
    for wrong in ({"near": []}, {"related": ["tuning"]}, {"near": "调参"}, {"same_as": ["https://openalex.org/W1"]}):
        with pytest.raises(ValidationError):
            schema.validate([made["way"] | wrong])


def test_people_have_their_spellings_and_entries(files: Files) -> None:
    found = {each["id"]: each for each in instances(files, "people.json")[0]}
    assert found["han-jiawei"] == {
        "id": "han-jiawei",
        "names": ["Jiawei Han"],
        "zh": "韩家炜",
        "orcid": "",
        "address": "docs/people/han-jiawei.html",
        "entries": ["huang2023large"],
    }


def test_a_handbook_without_pages_of_people_has_no_file_of_them() -> None:
    made = dict(interface.interface_files(read({}), title="", version=""))
    assert [name for name in made if "people" in name] == []
    assert b"people" not in made["api/v1/index.json"]
    with_person = dict(interface.interface_files(read({"docs/people/doe.md": person("Jane Doe")}), title="", version=""))
    assert sorted(with_person.keys() - made.keys()) == ["api/v1/people.json", "api/v1/schema/people.json"]


def test_related_papers_have_reasons_that_both_papers_support(files: Files, handbook: Library) -> None:
    found = {each["id"]: each for each in instances(files, "related.json")[0]}
    assert set(found) == {entry.item.id for entry in handbook.entries.values() if entry.item.kind == "paper"}
    first = found["huang2023large"]["related"][0]
    assert first["id"] == "bursztyn2022learning"
    assert {"kind": "method", "shared": ["method:chain-of-thought"]} in first["reasons"]
    checked = 0
    for key, each in found.items():
        assert each["address"] == f"papers/{key}.html"
        for other in each["related"]:
            for reason in other["reasons"]:
                for name in reason["shared"] if reason["kind"] in ("topic", "method", "institution") else ():
                    kind, _colon, term_id = name.partition(":")
                    term = handbook.vocabulary.get(kind, term_id)
                    assert term is not None
                    carrying = {entry.item.id for entry in handbook.covering(term)}
                    assert {key, other["id"]} <= carrying
                    checked += 1
    assert checked > 50


def test_the_schema_of_related_papers_rejects_what_has_no_reason(files: Files) -> None:
    (all_of_them,) = instances(files, "related.json")
    paper = next(each for each in all_of_them if each["related"])
    for wrong in ([], [{"kind": "genre", "shared": []}], [{"kind": "topic", "shared": ["tuning"]}]):
        with pytest.raises(ValidationError):
            validator(files, "related").validate([paper | {"related": [paper["related"][0] | {"reasons": wrong}]}])


def test_an_issue_says_where_it_was_published() -> None:
    library = read({ISSUE: issue(source="https://example.org/64", archived="https://web.example.org/64")})
    (found,) = interface.issues(library)
    assert (found["source"], found["archived"]) == ("https://example.org/64", "https://web.example.org/64")
    (unknown,) = interface.issues(read({}))
    assert (unknown["source"], unknown["archived"]) == ("", "")
