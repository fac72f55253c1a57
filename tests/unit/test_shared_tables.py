"""Tables that JavaScript and the JSON schemas repeat: each is what the one table in Python says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import handbook
from handbook.fulltext.tokens import LATIN
from handbook.model.records import FOLDERS, ITEM_KINDS, TERM_KINDS
from handbook.search.table import FACET_NAMES
from handbook.text.letters import ASCII_LETTERS

PACKAGE = Path(handbook.__file__).parent
SCHEMAS = sorted((PACKAGE / "schema").glob("*.json"))


def constant(script: str, name: str) -> str:
    """Return what a script of the search assigns to a constant."""
    source = (PACKAGE / "static" / script).read_text(encoding="utf-8")
    match = re.search(rf"^(?:export )?const {name} = (.*);$", source, re.MULTILINE)
    assert match is not None
    return match[1]


def lists(schema: Any) -> Iterator[list[Any]]:
    """Yield every list of allowed or required values in a schema, at any depth."""
    if isinstance(schema, dict):
        yield from (schema[name] for name in ("enum", "required") if name in schema)
        schema = list(schema.values())
    if isinstance(schema, list):
        for part in schema:
            yield from lists(part)


def test_the_facets_of_the_search_begin_with_the_kinds_of_terms() -> None:
    assert (
        tuple(FACET_NAMES)[: len(TERM_KINDS)] == TERM_KINDS
    )  # the browser takes all of them from the table of the search: test_facets.py


def test_the_letters_of_the_search_are_those_of_its_table() -> None:
    in_javascript = re.findall(r'(\w): "(\w+)"', constant("fulltext/tokens.js", "LATIN"))
    assert dict(in_javascript) == LATIN
    assert {letter: LATIN[letter] for letter in ASCII_LETTERS} == dict(ASCII_LETTERS)


@pytest.mark.parametrize("table", [TERM_KINDS, tuple(FOLDERS.values()), ITEM_KINDS], ids=["terms", "folders", "items"])
def test_a_schema_that_names_one_kind_names_all_in_the_order_of_the_table(table: tuple[str, ...]) -> None:
    named = 0
    for path in SCHEMAS:
        for values in lists(json.loads(path.read_text(encoding="utf-8"))):
            kinds = tuple(value for value in values if value in table)
            if len(kinds) > 1:
                named += 1
                assert kinds == table, path.name
    assert named
