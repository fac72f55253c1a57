"""What has been published of version 1 of the interface stays: no field of a schema is lost or changes its type.

``python -m tests.unit.site.test_interface_policy`` adds new fields to the list of those that are published.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handbook.site.interface import SCHEMAS, schema_text

PUBLISHED = Path(__file__).with_name("interface-v1.json")


def fields(schema: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    """Yield each field of a schema with its type, and whether every record has it."""
    for name, value in schema.get("properties", {}).items():
        always = "always" if name in schema.get("required", ()) else "sometimes"
        kind = value.get("type", "string")
        yield f"{path}.{name}", f"{'|'.join([kind] if isinstance(kind, str) else kind)} {always}"
        yield from fields(value, f"{path}.{name}")
    if "items" in schema:
        kind = schema["items"].get("type", "string")
        yield f"{path}[]", f"{kind} always"
        yield from fields(schema["items"], f"{path}[]")


def current() -> dict[str, str]:
    """Return all fields of all schemas."""
    return {path: kind for name in SCHEMAS for path, kind in fields(json.loads(schema_text(name)), name)}


def broken(published: dict[str, str], now: dict[str, str]) -> list[str]:
    """Return what programs would miss: fields that are gone, have another type, or are not everywhere any more."""
    return sorted(path for path, kind in published.items() if now.get(path) not in (kind, kind.replace("sometimes", "always")))


def test_nothing_that_was_published_is_lost() -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert broken(published, current()) == [], "this needs a version 2: see the policy in docs/reference/exports.md"
    assert sorted(set(current()) - set(published)) == [], "new fields: python -m tests.unit.site.test_interface_policy"
    assert len(published) > 80


@pytest.mark.parametrize(
    ("now", "lost"),
    [
        ({"a.b": "string always"}, []),
        ({"a.b": "string always", "a.c": "integer always"}, []),
        ({}, ["a.b"]),
        ({"a.b": "integer always"}, ["a.b"]),
        ({"a.b": "string sometimes"}, ["a.b"]),
    ],
)
def test_a_loss_is_noticed(now: dict[str, str], lost: list[str]) -> None:
    assert broken({"a.b": "string always"}, now) == lost
    assert broken({"a.b": "string sometimes"}, {"a.b": "string always"}) == []


if __name__ == "__main__":
    known = json.loads(PUBLISHED.read_text(encoding="utf-8")) if PUBLISHED.exists() else {}
    PUBLISHED.write_text(json.dumps({**current(), **known}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
