"""The undocumented parts of other packages are as they were when ``bibtex_lookups.upstream`` was written."""

from __future__ import annotations

import ast
import inspect
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from pkgutil import resolve_name

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from pybtex.database import Entry, Person
from pybtex.richtext import HRef, Tag, Text
from sphinxcontrib.bibtex.richtext import BaseReferenceText

import bibtex_lookups
from bibtex_lookups.upstream import docutils, pybtex

PACKAGE = Path(bibtex_lookups.__file__).parent
ABSENT = "absent"
READ: dict[str, dict[str, tuple[str, ...]]] = {
    "docutils": {
        "docutils.nodes:document.set_id": ("0d2ac7fcdc80", "41d752800489", "b31e374d3c82"),
        "docutils.nodes:document.create_id": (ABSENT, "56a6b5f314e8"),  # a part of set_id since 0.23
        "docutils.nodes:document.note_explicit_target": ("e93327b9dd4b", "6de0cf561b5d", "2ce01cc46f23"),
    },
    "pybtex": {
        "pybtex.database:Entry.__repr__": ("7bb85cb441af", "2e0fe5b2095c"),
        "pybtex.database:Person.__repr__": ("5e9ba475cca1", "f0dbdd709b0d"),
        "pybtex.richtext:BaseMultipartText._typeinfo": ("bd5b31bc142b", "02b508a46b0c"),
        "pybtex.richtext:BaseMultipartText._create_similar": ("67cf4cd82213", "5e3e8684074a"),
        "pybtex.style.formatting:BaseStyle.__init__": ("0010e0d4c14c", "0de1f3827030"),
        "pybtex.style.formatting:BaseStyle.format_entry": ("96f02fc6a9f9", "daff7907c723"),
    },
    "sphinxcontrib-bibtex": {
        "sphinxcontrib.bibtex:setup": ("b1c5ccb62be6",),
        "sphinxcontrib.bibtex:env_updated": ("19a5fcd56c0d",),
        "sphinxcontrib.bibtex:builder_inited_cite": ("ce9b2d59dffc",),
        "sphinxcontrib.bibtex.bibfile:_make_ids": ("fbf014518b62",),
        "sphinxcontrib.bibtex.bibfile:process_bibdata": ("b5545ce21d91",),
        "sphinxcontrib.bibtex.bibfile:parse_bibdata": ("7b54a6ffd53c",),
        "sphinxcontrib.bibtex.directives:BibliographyValue": ("740bbef8c388",),
        "sphinxcontrib.bibtex.directives:BibliographyDirective": ("27f36768f09d",),
        "sphinxcontrib.bibtex.domain:_FilterVisitor": ("201e1e606f69",),
        "sphinxcontrib.bibtex.domain:get_docnames": ("9b224b3f7ba2",),
        "sphinxcontrib.bibtex.domain:BibtexDomain": ("5cd844fbe466",),
        "sphinxcontrib.bibtex.richtext:BaseReferenceText": ("af78f12e6ccd",),
        "sphinxcontrib.bibtex.roles:CitationRef": ("efa627010a1e",),
        "sphinxcontrib.bibtex.roles:CiteRole": ("b58521887c01",),
        "sphinxcontrib.bibtex.style.referencing:format_references": ("fb157bd4573a",),
        "sphinxcontrib.bibtex.style.template:SphinxReferenceInfo": ("bc02fd7deca2",),
        "sphinxcontrib.bibtex.transforms:BibliographyTransform": ("40cd5c6dc6d2",),
        "sphinxcontrib.bibtex.transforms:node_text_transform": ("d39004904efe",),
    },
}
"""For each package, what was read of it, with the digest of its source in each of the versions that the modules name."""


def digest_of_source(name: str) -> str:
    """Return a digest of the source of a function or class, given as ``module:name``."""
    try:
        return blake2b(inspect.getsource(resolve_name(name)).encode(), digest_size=6).hexdigest()
    except AttributeError:
        return ABSENT


@pytest.mark.parametrize(("package", "name"), [(package, name) for package, names in READ.items() for name in names])
def test_the_source_is_that_of_a_version_that_was_read(package: str, name: str) -> None:
    digest = digest_of_source(name)
    module = f"upstream/{package.replace('-', '_')}.py"
    assert digest in READ[package][name], (
        f"{name} has changed in {package} {version(package)}: compare it with the versions that {module} names, "
        f"adapt the code that depends on it, name the new version there and add {digest!r} here"
    )


def undocumented_names(path: Path) -> set[str]:
    """Return the private names of other modules and objects that a module uses, and the attributes known to be undocumented."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names |= {alias.name for alias in node.names if alias.name.startswith("_")}
        elif isinstance(node, ast.Attribute):
            name = ast.unparse(node)
            own = name == f"self.{node.attr}"
            private = node.attr.startswith("_") and not node.attr.startswith("__") and node.attr not in OF_NAMED_TUPLES
            if (private and not own) or node.attr in UNDOCUMENTED or name.endswith("document.ids"):
                names.add(node.attr)
    return names


UNDOCUMENTED = {"_get_filter", "citation_nodes", "id_counter", "info"}
OF_NAMED_TUPLES = {"_asdict", "_replace"}


def test_only_upstream_uses_undocumented_names() -> None:
    used = {path.relative_to(PACKAGE).as_posix(): undocumented_names(path) for path in PACKAGE.rglob("*.py")}
    assert {name: names for name, names in used.items() if names} == {
        "upstream/docutils.py": {"id_counter", "ids"},
        "upstream/pybtex.py": {"info"},
        "upstream/sphinxcontrib_bibtex.py": {"_FilterVisitor", "_get_filter", "_make_ids", "citation_nodes", "ids"},
    }


def document_with(*names: str) -> nodes.document:
    """Return a document that has sections with these names."""
    settings = get_default_settings(Parser)
    settings.auto_id_prefix = "id"  # as in Sphinx
    document = new_document("page", settings)
    for name in names:
        section = nodes.section(names=[name])
        document.note_explicit_target(section, section)
    return document


def test_reserved_ids_are_those_that_nodes_would_have_got() -> None:
    names = ("id2", "id4", "id50")
    document, expected = document_with(*names), document_with(*names)
    reserved = docutils.reserve_automatic_ids(document, 4)
    assert reserved == (reserved.prefix, 1, (2, 4))
    given = [docutils.automatic_id(expected) for _each in range(4)]
    assert given == ["id1", "id3", "id5", "id6"]
    assert all(id_ in document.ids for id_ in given)
    assert docutils.automatic_id(document) == docutils.automatic_id(expected) == "id7"
    section = nodes.section(names=["id5"])
    document.note_explicit_target(section, section)
    assert section["ids"] != ["id5"], "a name does not get a reserved id"
    docutils.release_ids(document)
    assert type(document.ids) is dict
    assert "id5" not in document.ids


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Text("a"), Text("b")),
        (Tag("em", "a"), Tag("strong", "a")),
        (HRef("https://a.example", "a"), HRef("https://b.example", "a")),
        (Text("a", Tag("em", "b")), Text("a", "b")),
    ],
)
def test_different_texts_are_written_out_differently(one: Text, other: Text) -> None:
    assert pybtex.written_out(one, BaseReferenceText) != pybtex.written_out(other, BaseReferenceText)


def test_the_information_of_references_is_not_written_out() -> None:
    class Reference(BaseReferenceText[str]):
        pass

    one, other = Reference("address", "text"), Reference("other address", "text")
    assert pybtex.written_out(one, BaseReferenceText) == pybtex.written_out(other, BaseReferenceText)
    assert pybtex.written_out(one, Tag) != pybtex.written_out(other, Tag)


def test_every_change_of_an_entry_changes_its_state() -> None:
    def entry(kind: str = "article", title: str = "A", name: str = "Doe, Jane", key: str = "k") -> Entry:
        made = Entry(kind, {"title": title}, {"author": [Person(name)]})
        made.key = key
        return made

    states = [entry(), entry("book"), entry(title="B"), entry(name="Doe, Joan"), entry(key="l")]
    assert len({pybtex.entry_state(each) for each in states}) == len(states)
    assert pybtex.entry_state(entry()) == pybtex.entry_state(entry())
