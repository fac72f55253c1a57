"""The facets: one table in Python, from which the browser takes the names and with which the other lists are compared."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest

from handbook.exporters.lists import COLUMNS
from handbook.model.records import FOLDERS, ITEM_KINDS, TERM_KINDS
from handbook.search import facets
from handbook.search.columns import columns
from handbook.search.facets import FILE, Facets, facet_files, large_file
from handbook.search.searchable import KINDS, records
from handbook.search.table import FACET_NAMES, KIND_NAMES, ORDERED_FACETS, STRINGS

from ..builders import BIB, bib, entry, issue, read
from .javascript import call


def test_the_facets_begin_with_the_kinds_of_terms_and_every_kind_has_a_name() -> None:
    assert tuple(FACET_NAMES)[: len(TERM_KINDS)] == TERM_KINDS
    assert tuple(KIND_NAMES) == KINDS


@pytest.mark.parametrize(
    ("large_bytes", "former", "large", "made"),
    [
        (8_000, [], [], {FILE}),
        (8_000, ["venue"], ["venue"], {FILE}),
        (8_000, ["year", "venue"], ["venue"], {FILE}),
        (0, ["year", "venue"], ["year", "venue"], {large_file("year")}),
        (0, ["venue"], ["year", "venue"], {large_file("year"), FILE}),
    ],
    ids=["small", "small beside a large one", "small now", "large", "large now"],
)
def test_of_a_facet_that_changes_only_the_files_are_made_that_have_or_had_it(
    large_bytes: int, former: list[str], large: list[str], made: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "LARGE_BYTES", large_bytes)
    library = read({"issues/064.md": issue(entry()), BIB: bib()})
    every = Facets(columns([*records(library)]).__getitem__, library, str)
    found, new = facet_files(every, {"year"}, former)
    assert (found, {*new}) == (large, made)
    if FILE in new:
        assert new[FILE] == every.file(name for name in FACET_NAMES if name not in large)


def test_the_browser_orders_values_and_results_by_the_same_lists() -> None:
    (constants,) = call("constants", [""])
    assert constants["facets"] == [*FACET_NAMES]
    assert constants["ordered"] == [*ORDERED_FACETS]
    assert {*ORDERED_FACETS} < FACET_NAMES.keys()
    assert {*constants["sorts"]} < {*STRINGS}
    template = (files("handbook") / "templates/search.html").read_text(encoding="utf-8")
    assert re.findall(r'<option value="(\w+)">', template) == constants["sorts"]


@pytest.mark.parametrize(
    ("page", "script"), [("search", "search/page"), ("reading-list", "reading/list"), ("compare", "reading/compare")]
)
def test_a_page_that_a_script_fills_preloads_every_module_that_it_imports(page: str, script: str) -> None:
    static, imported, waiting = files("handbook") / "static", set(), [script]
    while waiting:
        name = waiting.pop()
        text = (static / f"{name}.js").read_text(encoding="utf-8")
        for path in re.findall(r'^import [^;]*? from "(.+)\.js";$', text, re.MULTILINE):
            other = path.removeprefix("../") if path.startswith("../") else f"{name.partition('/')[0]}/{path.removeprefix('./')}"
            if other not in imported:
                imported.add(other)
                waiting.append(other)
    template = (files("handbook") / f"templates/{page}.html").read_text(encoding="utf-8")
    preloaded = re.search(r'preloaded\("([^"]+)"\)', template)
    assert preloaded is not None
    assert preloaded[1].split() == sorted(imported)


def test_an_address_names_the_facets_of_the_table_in_its_order_and_ignores_others() -> None:
    search = "&".join(["?other=1", *(f"{facet}=x" for facet in reversed(FACET_NAMES)), "q=a", "sort=newest"])
    (address,) = call("address", [{"search": search}])
    assert address == "?" + "&".join(["q=a", *(f"{facet}=x" for facet in FACET_NAMES), "sort=newest"])


def enumeration(schema: str, *path: str) -> list[str]:
    value: Any = json.loads((files("handbook") / "schema" / f"{schema}.json").read_text(encoding="utf-8"))
    for name in path:
        value = value[name]
    names: list[str] = value["enum"]
    return names


@pytest.mark.parametrize(
    ("schema", "path", "kinds"),
    [
        ("terms", ("items", "properties", "kind"), TERM_KINDS),
        ("graph", ("properties", "nodes", "items", "properties", "kind"), ("paper", *TERM_KINDS)),
        ("graph", ("properties", "edges", "items", "properties", "kind"), (*TERM_KINDS, "broader")),
        ("issues", ("items", "properties", "items", "items", "properties", "kind"), ITEM_KINDS),
        ("figures", ("properties", "lacking", "items", "properties", "kind"), ITEM_KINDS),
    ],
)
def test_a_schema_names_the_kinds_of_the_model(schema: str, path: tuple[str, ...], kinds: tuple[str, ...]) -> None:
    assert enumeration(schema, *path) == [*kinds]


@pytest.mark.parametrize("schema", ["papers", "papers-csv"])
def test_a_schema_of_papers_has_the_columns_of_the_table(schema: str) -> None:
    data = json.loads((files("handbook") / "schema" / f"{schema}.json").read_text(encoding="utf-8"))
    assert [*data["properties"]] == data["required"] == [*COLUMNS]
    assert {*FOLDERS.values()} < {*COLUMNS}
