"""The data of the interface described as one dataset: in Croissant, for machine learning, and in the terms of schema.org.

What the records hold is read from the JSON Schemas of the interface, so that it is said in one place.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..text.messages import mark as _
from ..text.messages import translator
from .interface import FOLDER, data_names, schema_text
from .skos import FILES as VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..library.library import Library
    from ..model.identity import Identity

FILE = f"{FOLDER}/croissant.json"
TYPE = 'application/ld+json; profile="http://mlcommons.org/croissant/1.1"'
VERSION = "http://mlcommons.org/croissant/1.1"
"""The specification that the description follows."""
_DESCRIPTION = _(
    "Papers with authors, venues and identifiers; the topics, institutions and methods by which they are indexed; "
    "the issues that presented them; and the relations between all these."
)
_ENGLISH = "en"
_TERMS = (
    *("annotation", "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "excludes", "extract", "field"),
    *("fileObject", "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5"),
    *("parentField", "path", "readLines", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "sdVersion"),
    *("separator", "source", "subField", "transform", "unArchive", "value"),
)
"""The terms of Croissant that descriptions may use without a prefix: its context is the same for all."""
_CONTEXT: Mapping[str, Any] = {
    "@language": _ENGLISH,
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    **{name: f"cr:{name}" for name in _TERMS},
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
}
_ATOMS = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean"}
_RECORDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "papers.jsonl": ("", ("key",)),
    "terms.json": ("", ("kind", "id")),
    "issues.json": ("", ("number",)),
    "people.json": ("", ("id",)),
    "graph.json": ("edges", ()),
}
"""The files whose records are described: the part that has them, and the fields that identify one.

All others have the same in another form, or records within records; of the graph, the nodes are papers and terms.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file of the dataset; the size and the checksum are those of one in an archive, which does not change."""

    name: str
    """Relative to the folder of the interface."""
    type: str
    size: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What one publication of the data is called, and where it is."""

    identity: Identity
    release: str
    base: str = ""
    """The address of the site with a slash at the end; empty where it is not known, and in an archive of the files."""
    date: str = ""
    """The day on which it was published, YYYY-MM-DD; empty where it is not known."""
    is_live: bool = True
    """Whether the files may change."""

    @property
    def url(self) -> str:
        """The address of the dataset, or else of the files it is made of."""
        return self.base or self.identity.base_address or self.identity.repository

    @property
    def is_described(self) -> bool:
        """Whether enough is known for a description: nobody may use data without a licence and an address."""
        return bool(self.identity.data_licence and self.url and self.identity.authors)


def names_of(library: Library) -> tuple[str, ...]:
    """Return the paths of the files of the dataset, below the root of the site."""
    return (f"{FOLDER}/index.json", *data_names(library), *VOCABULARY)


def data_files(names: Iterable[str]) -> Iterator[DataFile]:
    """Yield the files of the dataset among the paths of the interface."""
    types = {".jsonl": "application/jsonlines", ".csv": "text/csv", ".json": "application/json"}
    for path in sorted(names):
        name = path.removeprefix(f"{FOLDER}/")
        if path != FILE and not name.startswith("schema/"):
            yield DataFile(name=name, type=VOCABULARY.get(path) or types[path[path.rindex(".") :]])


def dataset(edition: Edition, language: str) -> dict[str, Any]:
    """Return what schema.org says of a dataset, without its files, in a *language* of which there is an edition."""
    identity = edition.identity.edition(language)
    creator = {"@type": "Organization", "name": identity.authors, "url": edition.url}
    found = {
        "@type": "Dataset",
        "name": identity.name,
        "description": translator(language)(_DESCRIPTION),
        "url": edition.url,
        "license": edition.identity.data_licence,
        "creator": creator,
        "publisher": creator,
        "version": edition.release,
        "inLanguage": [edition.identity.language, *(each.language for each in edition.identity.editions)],
        "datePublished": edition.date,
        "isAccessibleForFree": True,
    }
    return {name: value for name, value in found.items() if value}


def page_data(edition: Edition, language: str, names: Iterable[str]) -> dict[str, Any]:
    """Return the dataset as the page on it has it, with the addresses of its files."""
    files = [
        {
            "@type": "DataDownload",
            "name": each.name,
            "encodingFormat": each.type,
            "contentUrl": f"{edition.base}{FOLDER}/{each.name}",
        }
        for each in data_files(names)
    ]
    return {"@context": "https://schema.org", **dataset(edition, language), "distribution": files}


def croissant(edition: Edition, files: Iterable[DataFile]) -> bytes:
    """Return the description in Croissant, which is in English as the schemas are."""
    files = list(files)
    description = {
        "@context": _CONTEXT,
        **dataset(edition, _ENGLISH),
        "@type": "sc:Dataset",
        "conformsTo": VERSION,
        "isLiveDataset": edition.is_live,
        "citeAs": _citation(edition),
        "distribution": [_file(each, edition) for each in files],
        "recordSet": [_record_set(each, *_RECORDS[each.name]) for each in files if each.name in _RECORDS],
    }
    return (json.dumps(description, ensure_ascii=False, indent=1) + "\n").encode()


def _citation(edition: Edition) -> str:
    """Return the dataset as a BibTeX entry."""
    identity = edition.identity.edition(_ENGLISH)
    fields = {
        "author": f"{{{identity.authors}}}",
        "title": f"{{{identity.name}}}",
        "year": edition.date[:4],
        "version": edition.release,
        "url": edition.url,
    }
    return "@misc{dataset, " + ", ".join(f"{name} = {{{value}}}" for name, value in fields.items() if value) + "}"


def _file(each: DataFile, edition: Edition) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": each.name,
        "name": each.name,
        "contentUrl": f"{edition.base}{FOLDER}/{each.name}" if edition.base else each.name,
        "encodingFormat": each.type,
        **({"contentSize": f"{each.size} B", "sha256": each.sha256} if each.sha256 else {}),
    }


def _record_set(each: DataFile, part: str, key: Iterable[str]) -> dict[str, Any]:
    """Return the set of records of a file with the fields that every record has, as its schema describes them."""
    name, _dot, ending = each.name.partition(".")
    schema = json.loads(schema_text(name))
    schema = schema["properties"][part] if part else schema
    record, path = schema.get("items", schema), f"$.{part}[*]." if part else "$[*]."
    name = part or name
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{name}/{field}",
            "name": field,
            "description": value.get("description", ""),
            **data_type,
            "source": {
                "fileObject": {"@id": each.name},
                "extract": {"column": field} if ending == "jsonl" else {"jsonPath": path + field},
            },
        }
        for field, value in record["properties"].items()
        if field in record["required"] and (data_type := _data_type(value))
    ]
    keys = [{"@id": f"{name}/{field}"} for field in key]
    return {"@type": "cr:RecordSet", "@id": name, "name": name, **({"key": keys} if keys else {}), "field": fields}


def _data_type(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the type of a field; empty for records within records."""
    kind = value.get("type", "string")
    if kind == "array":
        inner = _data_type(value["items"])
        return {**inner, "isArray": True, "arrayShape": "-1"} if inner and "isArray" not in inner else {}
    atoms = [_ATOMS[each] for each in ([kind] if isinstance(kind, str) else kind) if each in _ATOMS]
    return {"dataType": atoms[0]} if atoms else {}
