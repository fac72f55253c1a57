"""Resources of linked data and their two forms, Turtle and JSON-LD: the same bytes for the same resources."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
"""The vocabularies of which types and properties are, by the prefixes of their names."""

_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


@dataclass(frozen=True, slots=True)
class Ref:
    """Another resource, by its address, which may be relative to that of the file."""

    address: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and the tag of its language where that is known."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource with its type and properties; one without an address is a part of another."""

    address: str
    type: str
    properties: tuple[tuple[str, tuple[Value, ...]], ...]
    """In order; those without values are left out."""


Value = Ref | Text | Resource


def turtle(resources: Iterable[Resource]) -> bytes:
    """Return resources as Turtle."""
    prefixes = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    return "\n".join([prefixes, *(f"{_iri(each.address)} {_body(each)} .\n" for each in resources)]).encode()


def _body(resource: Resource) -> str:
    lines = [f"a {resource.type}"]
    lines += (f"{name} {', '.join(map(_term, values))}" for name, values in resource.properties if values)
    return " ;\n    ".join(lines)


def _term(value: Value) -> str:
    if isinstance(value, Text):
        text = _SPECIAL.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}", value.text)
        return f'"{text}"' + (f"@{value.language}" if value.language else "")
    if isinstance(value, Ref):
        return _iri(value.address)
    return f"[ {_body(value).replace(chr(10) + '    ', ' ')} ]"


def _iri(address: str) -> str:
    return f"<{_written(address)}>"


def _written(address: str) -> str:
    """Return an address without characters that none may have."""
    return _NOT_IN_IRI.sub(lambda match: quote(match[0]), address)


def json_ld(resources: Iterable[Resource]) -> bytes:
    """Return resources as JSON-LD, one a line."""
    context = json.dumps(PREFIXES, separators=(",", ":"))
    lines = ",\n".join(json.dumps(_node(each), ensure_ascii=False, separators=(",", ":")) for each in resources)
    return f'{{"@context":{context},\n"@graph":[\n{lines}\n]}}\n'.encode()


def _node(resource: Resource) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _written(resource.address)} if resource.address else {}
    return {**node, "@type": resource.type, **dict(_properties(resource))}


def _properties(resource: Resource) -> Iterator[tuple[str, list[Any]]]:
    for name, values in resource.properties:
        if values:
            yield name, [_json(value) for value in values]


def _json(value: Value) -> dict[str, Any]:
    if isinstance(value, Ref):
        return {"@id": _written(value.address)}
    if isinstance(value, Text):
        return {"@value": value.text, **({"@language": value.language} if value.language else {})}
    return _node(value)
