"""The JSON interface, version 1: files for programs, each with a JSON Schema; pure functions of the library."""

from __future__ import annotations

import json
from importlib.resources import files as resources
from typing import TYPE_CHECKING, Any

from ..exporters import FORMATS, bundles
from ..exporters.bundles import citations_of
from ..model.places import paper_docname
from ..model.records import TERM_KINDS, Page, Term
from ..related.ranking import ranking_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from ..library.entries import Entry
    from ..library.library import Library
    from ..model.people import Profile
    from ..related.comparison import Related

FOLDER = "api/v1"
_TYPE = "application/json"
RELATED = "related.json"
"""The file of related papers."""
TABLES = {"papers.jsonl": "jsonl", "papers.csv": "csv"}
"""The tables of all papers, and their formats."""
SCHEMAS = ("index", "papers", "papers-csv", "terms", "issues", "graph", "related", "people")
"""The names of the schemas and of their files; a handbook without pages of people has no ``people``."""


def interface_files(
    library: Library, *, title: str, version: str, base: str = "", made: Container[str] = ()
) -> Iterator[tuple[str, bytes]]:
    """Yield the files: the path below the root of the site, and the content.

    *title* and *version* are those of the handbook; *base* is its address with a slash at the end, or empty. Files
    whose names are among *made* are only listed, because the caller has made them. All editions have the same data; only the
    title and the base are their own.
    """
    library = library.source
    if not all(name in made for name in TABLES):
        yield from paper_tables(library)
    count = len(bundles.papers(tuple(library.entries.values())))
    tables: dict[str, tuple[str, str, int, str]] = {
        "papers.jsonl": ("papers", "application/jsonl", count, ""),
        "papers.csv": ("papers-csv", "text/csv", count, ""),
    }
    for name, data in (("terms", terms(library)), ("issues", issues(library))):
        tables[f"{name}.json"] = _table(name, data)
    nodes, edges = graph(library)
    tables["graph.json"] = ("graph", _TYPE, len(nodes), _object({"nodes": _list(nodes), "edges": _list(edges)}))
    ranking = ranking_of(library)
    lines = (related_line(key, ranking.of(key)) for key in ranking.related) if RELATED not in made else ()
    tables[RELATED] = ("related", _TYPE, len(ranking.related), _list(lines))
    if profiles := people(library):
        tables["people.json"] = _table("people", profiles)
    listed = [
        {"path": name, "schema": f"schema/{schema}.json", "type": media_type, "count": count}
        for name, (schema, media_type, count, _text) in tables.items()
    ]
    about = {"title": title, "release": version, "base": base, "language": library.identity.language}
    index = {"version": "1", **{name: _line(value) for name, value in about.items()}, "files": _list(map(_line, listed))}
    yield f"{FOLDER}/index.json", _object(index).encode()
    for name, (_schema, _type, _count, text) in tables.items():
        if name not in TABLES and name not in made:
            yield f"{FOLDER}/{name}", text.encode()
    for name in SCHEMAS if profiles else SCHEMAS[:-1]:
        yield f"{FOLDER}/schema/{name}.json", schema_text(name)


def _table(name: str, data: list[Any]) -> tuple[str, str, int, str]:
    """Return the schema, the type, the number of records and the text of a file with data."""
    return name, _TYPE, len(data), _list(map(_line, data))


def data_names(library: Library) -> tuple[str, ...]:
    """Return the paths of the files with data, below the root of the site, without making them."""
    of_people = ("people.json",) if library.people else ()
    names = (*TABLES, "terms.json", "issues.json", "graph.json", RELATED, *of_people)
    return tuple(f"{FOLDER}/{name}" for name in names)


def paper_tables(library: Library) -> Iterator[tuple[str, bytes]]:
    """Yield the tables of all papers."""
    works = [work for entry in library.entries.values() if (work := citations_of(library).work(entry))]
    for name, form in TABLES.items():
        yield f"{FOLDER}/{name}", FORMATS[form].render(works).encode()


def related_file(lines: Iterable[str]) -> tuple[str, bytes]:
    """Return the file of related papers, which depends on the text of summaries too, of its lines: its path and its content."""
    return f"{FOLDER}/{RELATED}", _list(lines).encode()


def schema_text(name: str) -> bytes:
    """Return the published bytes of a schema."""
    return (resources("handbook") / "schema" / f"{name}.json").read_bytes()


def terms(library: Library) -> list[dict[str, Any]]:
    """Return the terms, ordered by kind and id."""
    return [_term(library, term) for term in library.vocabulary]


def _term(library: Library, term: Term) -> dict[str, Any]:
    covering, related = library.covering(term), library.vocabulary.related(term)
    return {
        "kind": term.kind,
        "id": term.id,
        "zh": term.zh,
        "en": term.en,
        "aliases": list(term.aliases),
        "broader": next((above.id for above in library.vocabulary.broader(term)), ""),
        "narrower": [below.id for below in library.vocabulary.narrower(term)],
        "country": term.country,
        "parent_zh": term.parent_zh,
        "parent_en": term.parent_en,
        "ror": term.ror,
        "address": _address(term.location.path.removesuffix(".md")),
        "entries": len(covering),
        "papers": len(bundles.papers(covering)),
        **({"near": list(term.near)} if term.near else {}),
        **({"same_as": list(term.same_as)} if term.same_as else {}),
        **({"related": [_node(other) for other in related]} if related else {}),
    }


def _node(term: Term) -> str:
    """Return the id of a term in the graph."""
    return f"{term.kind}:{term.id}"


def people(library: Library) -> list[dict[str, Any]]:
    """Return the people who have a page of their own, ordered by id."""
    return [_person(library, profile) for profile in library.people]


def _person(library: Library, profile: Profile) -> dict[str, Any]:
    author = library.authors.get(profile.id)
    entries = author.entries if author else ()
    return {
        "id": profile.id,
        "names": [person.name for person in profile.people],
        "zh": profile.zh,
        "orcid": profile.orcid,
        "address": _address(profile.docname),
        "entries": [entry.item.id for entry in entries],
    }


def issues(library: Library) -> list[dict[str, Any]]:
    """Return the issues with their items, newest first."""
    return [_issue(library, page) for page in library.issues.values()]


def _issue(library: Library, page: Page) -> dict[str, Any]:
    assert page.issue is not None
    return {
        "number": page.issue.number,
        "title": page.issue.title,
        "date": page.issue.date.text if page.issue.date else "",
        "contributors": list(page.issue.contributors),
        "source": page.issue.source,
        "archived": page.issue.archived,
        "address": _address(page.docname),
        "items": [_item(entry) for entry in library.presented(page)],
    }


def _item(entry: Entry) -> dict[str, Any]:
    item = entry.item
    return {
        "kind": item.kind,
        "id": item.id,
        "title": item.title,
        "section": list(item.section),
        "key": entry.reference.key if entry.reference else "",
        "address": _entry_address(entry),
    }


def graph(library: Library) -> tuple[list[str], list[str]]:
    """Return papers and terms as nodes, and edges from a paper to its terms and from a term to the broader one, as lines."""
    papers = bundles.papers(tuple(library.entries.values()))
    nodes = [*map(_node_of_paper, papers), *map(_node_of_term, library.vocabulary)]
    edges = []
    ends = {kind: {term.id: _edge_to(term, kind) for term in library.vocabulary.of_kind(kind)} for kind in TERM_KINDS}
    for entry in papers:
        begin = _edge_from(f"paper:{entry.item.id}")
        edges += [begin + ends[kind][term.id] for kind in TERM_KINDS for term in entry.terms[kind]]
    for term in library.vocabulary:
        edges += [_edge_from(_node(term)) + _edge_to(above, "broader") for above in library.vocabulary.broader(term)[:1]]
    return nodes, edges


def _node_of_paper(entry: Entry) -> str:
    texts = (f"paper:{entry.item.id}", entry.item.title, entry.reference.title if entry.reference else "", _entry_address(entry))
    name, chinese, english, address = map(_line, texts)  # an object for each paper takes twice as long
    return f'{{"id":{name},"kind":"paper","zh":{chinese},"en":{english},"address":{address}}}'


def _node_of_term(term: Term) -> str:
    address = _address(term.location.path.removesuffix(".md"))
    return _line({"id": _node(term), "kind": term.kind, "zh": term.zh, "en": term.en, "address": address})


def _edge_from(node: str) -> str:
    """Return the first half of an edge: of 10,000 papers there are 70,000, and their halves are few."""
    return f'{{"source":{_line(node)},'


def _edge_to(term: Term, kind: str) -> str:
    """Return the second half of an edge."""
    return f'"target":{_line(_node(term))},"kind":"{kind}"}}'


def related_line(key: str, found: Iterable[Related]) -> str:
    """Return what the file of related papers says of the paper *key*, whose related papers were *found*."""
    return _line({"id": key, "address": _address(paper_docname(key)), "related": [_related(each) for each in found]})


def _related(each: Related) -> dict[str, Any]:
    reasons = [{"kind": reason.kind, "shared": [f"{kind}:{name}" for kind, name in reason.shared]} for reason in each.reasons]
    return {"id": each.key, "reasons": reasons}


def _entry_address(entry: Entry) -> str:
    """Return where the site has an entry: a paper on a page of its own, anything else on the page of its issue."""
    if entry.item.kind == "paper":
        return _address(paper_docname(entry.item.id))
    return f"{_address(entry.docname)}#{entry.item.anchor}"


def _address(docname: str) -> str:
    return f"{docname}.html"


def _object(fields: Mapping[str, str]) -> str:
    """Return an object of *fields* whose values are JSON, one per line."""
    return "{\n" + ",\n".join(f"{_line(name)}: {value.rstrip()}" for name, value in fields.items()) + "\n}\n"


def _list(lines: Iterable[str]) -> str:
    """Return a list of items that are JSON, one per line, which compresses well and is readable in a diff."""
    return "[\n" + ",\n".join(lines) + "\n]\n"


_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""What makes one line; ``json.dumps`` would make an encoder for each."""
