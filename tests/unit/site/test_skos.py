"""The vocabulary as SKOS: valid by its shapes, the same in both forms, and what the pages of the terms say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCTERMS, FOAF, RDF, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import Namespace

from handbook import load
from handbook.library.edition import Wording, load_wording
from handbook.library.library import Library
from handbook.reading.catalogues import read_catalogue
from handbook.site.place import Site
from handbook.site.skos import FILES, JSON_LD, TURTLE, vocabulary_files, vocabulary_key

from .. import builders
from ..builders import term

BASE = "https://example.org/zh/"
SITE = Site(name="手册", language="zh-CN", base=BASE, page=lambda docname: f"{docname}.html", say=str)
SHAPES = Path(__file__).parent / "schemas/skos.ttl"
SCHEMA = Namespace("https://schema.org/")

TREE: builders.Files = {
    "docs/topics/tuning.md": term(aliases="[精调, 微调, fine-tuning]", misnomers="[精调, 微调法]", broader="learning"),
    "docs/topics/learning.md": term("学习", en="Learning", same_as="[https://www.wikidata.org/wiki/Q133500]"),
    "docs/methods/way.md": term("法", en="Way", related="[tuning]", formerly="[path]"),
    "docs/institutions/uni.md": term(
        "大学",
        en="University",
        aliases="[Universität]",
        country="DE",
        parent="{en: System}",
        ror="https://ror.org/012345678",
        same_as="[https://www.wikidata.org/wiki/Q7, https://openalex.org/I9]",
    ),
}


def named(folder: str, part: str = "concept") -> URIRef:
    return URIRef(f"{BASE}docs/{folder}.html#{part}")


def graph_of(library: Library, path: str = TURTLE, *wordings: Wording, site: Site = SITE) -> Graph:
    data = dict(vocabulary_files(library, site, wordings))[path]
    return Graph().parse(data=data, format=FILES[path], publicID=BASE + path)


def faults(graph: Graph) -> str:
    conforms, _report, text = validate(graph, shacl_graph=Graph().parse(SHAPES))
    return "" if conforms else str(text)


@pytest.fixture(scope="module")
def handbook(root: Path) -> Library:
    return load(root)


@pytest.fixture(scope="module")
def graph(handbook: Library, root: Path) -> Graph:
    return graph_of(handbook, TURTLE, load_wording(root, "en"))


def test_the_vocabulary_of_the_handbook_satisfies_the_shapes(graph: Graph, handbook: Library) -> None:
    assert faults(graph) == ""
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == len([*handbook.vocabulary])
    assert len(set(graph.subjects(RDF.type, SKOS.ConceptScheme))) == 3


def test_both_forms_say_the_same(graph: Graph, handbook: Library, root: Path) -> None:
    assert isomorphic(graph, graph_of(handbook, JSON_LD, load_wording(root, "en")))
    small = builders.read(TREE)
    assert isomorphic(graph_of(small), graph_of(small, JSON_LD))


def test_no_concept_is_above_itself_and_no_notation_stands_twice_in_a_scheme(graph: Graph) -> None:
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        above = list(graph.transitive_objects(concept, SKOS.broader))[1:]
        assert concept not in above
        assert {graph.value(each, SKOS.inScheme) for each in above} <= {graph.value(concept, SKOS.inScheme)}
    names = [(graph.value(concept, SKOS.inScheme), notation) for concept, notation in graph.subject_objects(SKOS.notation)]
    assert len(set(names)) == len(names) > 100


def test_a_concept_says_what_its_page_says() -> None:
    graph = graph_of(builders.read(TREE))
    assert faults(graph) == ""
    tuning, learning, way = named("topics/tuning"), named("topics/learning"), named("methods/way")
    assert set(graph.objects(tuning, SKOS.prefLabel)) == {Literal("微调", "zh"), Literal("Tuning", "en")}
    assert set(graph.objects(tuning, SKOS.altLabel)) == {Literal("精调", "zh"), Literal("fine-tuning", "en")}
    assert set(graph.objects(tuning, SKOS.hiddenLabel)) == {Literal("微调法", "zh")}, "a misnomer that is an alias is none"
    assert set(graph.objects(tuning, SKOS.definition)) == {Literal("定义。", "zh")}
    assert graph.value(tuning, SKOS.broader) == learning
    assert (graph.value(tuning, SKOS.topConceptOf), graph.value(learning, SKOS.topConceptOf)) == (
        None,
        named("topics/index", "scheme"),
    )
    assert set(graph.objects(tuning, SKOS.related)) == {way}
    assert graph.value(way, DCTERMS.replaces) == named("methods/path")
    assert graph.value(learning, SKOS.exactMatch) == URIRef("http://www.wikidata.org/entity/Q133500")
    assert graph.value(tuning, FOAF.page) == URIRef(f"{BASE}docs/topics/tuning.html")


def test_an_institution_is_a_concept_about_an_organization() -> None:
    graph = graph_of(builders.read(TREE))
    concept, organization = named("institutions/uni"), named("institutions/uni", "organization")
    same = {"https://ror.org/012345678", "http://www.wikidata.org/entity/Q7", "https://openalex.org/I9"}
    assert set(map(str, graph.objects(concept, SKOS.exactMatch))) == same
    assert set(graph.objects(concept, SKOS.altLabel)) == {Literal("Universität")}, "whose language nobody has said"
    assert graph.value(concept, FOAF.focus) == organization
    assert set(map(str, graph.objects(organization, SCHEMA.sameAs))) == same
    address = graph.value(organization, SCHEMA.address)
    assert graph.value(address, SCHEMA.addressCountry) == Literal("DE")
    assert graph.value(graph.value(organization, SCHEMA.parentOrganization), SCHEMA.name) == Literal("System", "en")


Change = Callable[[Graph], object]
WRONG: dict[str, Change] = {
    "two preferred labels in a language (S14)": lambda graph: graph.add(
        (named("topics/tuning"), SKOS.prefLabel, Literal("别名", "zh"))
    ),
    "a preferred label that is an alternative one (S13)": lambda graph: graph.add(
        (named("topics/tuning"), SKOS.altLabel, Literal("微调", "zh"))
    ),
    "an alternative label that is a hidden one (S13)": lambda graph: graph.add(
        (named("topics/tuning"), SKOS.hiddenLabel, Literal("精调", "zh"))
    ),
    "a concept that is a scheme (S9)": lambda graph: graph.add((named("topics/tuning"), RDF.type, SKOS.ConceptScheme)),
    "a concept related to one above it (S27)": lambda graph: [
        graph.add((named(one), SKOS.related, named(other)))
        for one, other in (("topics/tuning", "topics/learning"), ("topics/learning", "topics/tuning"))
    ],
    "a relation in one direction (S23)": lambda graph: graph.remove((named("methods/way"), SKOS.related, None)),
    "a narrower concept that is not told (S25)": lambda graph: graph.remove((named("topics/learning"), SKOS.narrower, None)),
    "the top of a scheme that is not told (S8)": lambda graph: graph.remove((None, SKOS.hasTopConcept, named("methods/way"))),
    "a concept at the top with one above it": lambda graph: [
        graph.add((named("topics/tuning"), SKOS.topConceptOf, named("topics/index", "scheme"))),
        graph.add((named("topics/index", "scheme"), SKOS.hasTopConcept, named("topics/tuning"))),
    ],
    "a concept in no scheme": lambda graph: graph.remove((named("methods/way"), SKOS.inScheme, None)),
    "the same thing elsewhere": lambda graph: graph.add(
        (named("methods/way"), SKOS.exactMatch, URIRef("https://www.wikidata.org/wiki/Q1"))
    ),
    "a property that SKOS has not": lambda graph: graph.add(
        (named("methods/way"), URIRef(f"{SKOS}prefLabels"), Literal("法", "zh"))
    ),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_the_shapes_refuse_what_skos_refuses(change: Change) -> None:
    graph = graph_of(builders.read(TREE))
    change(graph)
    assert faults(graph) != ""


def test_a_definition_is_there_in_each_language_that_has_all_of_it(root: Path) -> None:
    body = "甲是{method}`way`。\n\n乙。"
    library = builders.read({**TREE, "docs/topics/tuning.md": term(body=body)})

    def definitions(*translations: tuple[str, str]) -> set[Literal]:
        text = "".join(f'msgid "{message}"\nmsgstr "{translation}"\n\n' for message, translation in translations)
        wording = Wording("en", [read_catalogue("locale/en/LC_MESSAGES/docs.po", text.encode())])
        return set(graph_of(library, TURTLE, wording).objects(named("topics/tuning"), SKOS.definition))

    chinese, first, second = Literal("甲是法。 乙。", "zh"), ("甲是{method}`way`。", "A is {method}`way`."), ("乙。", "B.")
    assert definitions() == definitions(first) == {chinese}
    assert definitions(first, second) == {chinese, Literal("A is Way. B.", "en")}


def test_without_an_address_of_the_site_addresses_are_relative() -> None:
    library, bare = builders.read(TREE), replace(SITE, base="")
    data = dict(vocabulary_files(library, bare))[TURTLE].decode()
    assert "<../../docs/topics/tuning.html#concept> a skos:Concept" in data
    assert "example.org" not in data
    assert isomorphic(graph_of(library), graph_of(library, site=bare))


def test_a_handbook_that_is_not_chinese_has_chinese_names_where_they_are_given() -> None:
    library = builders.read({**TREE, "docs/topics/only.md": term("Only", en="Only")})
    english = Library(library.pages, library.bibs, identity=replace(library.identity, language="en"))
    graph = graph_of(english)
    assert set(graph.objects(named("topics/only"), SKOS.prefLabel)) == {Literal("Only", "en")}
    assert set(graph.objects(named("topics/tuning"), SKOS.prefLabel)) == {Literal("微调", "zh"), Literal("Tuning", "en")}
    assert set(graph.objects(named("topics/tuning"), SKOS.definition)) == {Literal("定义。", "en")}


CITING = term(body="{cite:t}`doe2022deep`说过，{method}`way`也是。")


@pytest.mark.parametrize(
    ("change", "is_other"),
    [
        ({builders.ISSUE: builders.issue(builders.entry(body="另一篇摘要。"))}, False),
        ({builders.BIB: builders.bib(title="Other Examples")}, False),
        ({builders.BIB: builders.bib(author="Roe, Richard")}, True),
        ({"docs/methods/way.md": term("道", en="Way", related="[tuning]")}, True),
        ({"docs/topics/tuning.md": CITING.replace("说过", "写过")}, True),
        ({"docs/topics/learning.md": term("学习", en="Learning")}, True),
    ],
)
def test_the_key_changes_exactly_if_the_files_do(change: builders.Files, is_other: bool) -> None:
    before = builders.read({**TREE, "docs/topics/tuning.md": CITING})
    after = builders.read({**TREE, "docs/topics/tuning.md": CITING, **change})
    assert (dict(vocabulary_files(before, SITE)) != dict(vocabulary_files(after, SITE))) == is_other
    assert (vocabulary_key(before) != vocabulary_key(after)) == is_other
