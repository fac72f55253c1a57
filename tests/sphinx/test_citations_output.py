"""The citation domain with look-ups gives what the stock one gives."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry
from sphinxcontrib.bibtex.citation_target import CitationTarget
from sphinxcontrib.bibtex.domain import _FilterVisitor
from sphinxcontrib.bibtex.roles import CitationRef

from handbook.sphinx_ext import citations

from .citing import CONFIGS, LOOKUP, PLAIN, PROJECTS, STOCK, bibliography, differing, output, page, said, small
from .project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a small project with citations."""
    return small(tmp_path)


@pytest.mark.parametrize("config", CONFIGS)
@pytest.mark.parametrize("name", PROJECTS)
def test_output_and_warnings_are_those_of_the_stock_domain(project: Project, name: str, config: str) -> None:
    for docname in PLAIN:
        project.remove(docname)
    project.write(dict(PROJECTS[name]))
    for builder in ("html", "text", "latex") if config == "as it comes" else ("html",):
        stock, expected = output(project, STOCK, builder, **CONFIGS[config])
        lookup, found = output(project, LOOKUP, builder, **CONFIGS[config])
        assert differing(expected, found) == set()
        assert said(lookup) == said(stock)
        assert any(b"Acta" in content for content in found.values()), "something is shown"


CITED = {"one": "alpha beta", "two": "beta", "three": ""}
FILTER = st.recursive(
    st.sampled_from(
        ["cited", "True", "0", "docname in docnames", "docname not in docnames", '"two" in docnames', '"x" in docnames']
    ),
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.tuples(inner, inner).map("({0[0]}) and ({0[1]})".format),
        st.tuples(inner, inner).map("({0[0]}) or ({0[1]})".format),
    ),
)


@given(text=FILTER, docname=st.sampled_from(sorted(CITED)))
def test_what_a_filter_lets_pass_is_known_without_an_evaluation(text: str, docname: str) -> None:
    references = citations.CitationRefs()
    for citing, keys in CITED.items():
        references.append(CitationRef("id1", citing, 1, [CitationTarget(key, "", "") for key in keys.split()]))
    cited = citations.CitedIndex(references, CITED)
    known = citations.known_keys(ast.parse(text), docname, cited)
    assert known is not None
    for key in ("alpha", "beta", "gamma"):
        visitor = _FilterVisitor(Entry("article"), docname, {citing for citing, keys in CITED.items() if key in keys.split()})
        assert ((key in known.keys) != known.but) == bool(visitor.visit(ast.parse(text)))


@pytest.mark.parametrize("name", ["plain", "filters", "key prefixes", "mistakes"])
def test_read_and_written_in_parallel_the_output_is_the_same(project: Project, name: str) -> None:
    project.write(dict(PROJECTS[name]))
    more = {f"more{number}.rst": page(f"More {number}", ":cite:`alpha,zeta`", bibliography()) for number in range(5)}
    project.write(more)
    serial, expected = output(project, LOOKUP)
    parallel, found = output(project, LOOKUP, name="parallel", jobs=2)
    assert differing(expected, found) == set()
    assert sorted(said(parallel)) == sorted(said(serial))
