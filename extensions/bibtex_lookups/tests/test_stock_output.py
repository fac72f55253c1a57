"""Output and warnings are those of the stock citation domain."""

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

from bibtex_lookups.filters import matching_keys
from bibtex_lookups.lookups import CitedIndex
from bibtex_lookups.state import CitationRefs
from building import Project
from citing import CONFIGS, LOOKUP, PLAIN, PROJECTS, STOCK, bibliography, differing, output, page, small, warnings_of


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a small project with citations."""
    return small(tmp_path)


@pytest.mark.parametrize("config", CONFIGS)
@pytest.mark.parametrize("name", PROJECTS)
def test_output_and_warnings_are_those_of_the_stock_domain(project: Project, name: str, config: str) -> None:
    project.remove(*PLAIN)
    project.write(dict(PROJECTS[name]))
    for builder in ("html", "text", "latex") if config == "default" else ("html",):
        stock, expected = output(project, STOCK, builder, **CONFIGS[config])
        lookup, found = output(project, LOOKUP, builder, **CONFIGS[config])
        assert differing(expected, found) == set()
        assert warnings_of(lookup) == warnings_of(stock)
        assert any(b"Acta" in content for content in found.values()), "an entry is shown"


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
def test_look_ups_match_the_keys_that_evaluation_matches(text: str, docname: str) -> None:
    references = CitationRefs()
    for citing, keys in CITED.items():
        references.append(CitationRef("id1", citing, 1, [CitationTarget(key, "", "") for key in keys.split()]))
    matching = matching_keys(ast.parse(text), docname, CitedIndex(references, CITED))
    assert matching is not None
    for key in ("alpha", "beta", "gamma"):
        visitor = _FilterVisitor(Entry("article"), docname, {citing for citing, keys in CITED.items() if key in keys.split()})
        assert (key in matching) == bool(visitor.visit(ast.parse(text)))


@pytest.mark.parametrize("name", ["plain", "filters", "key prefixes", "mistakes"])
def test_a_parallel_build_has_the_output_of_a_serial_one(project: Project, name: str) -> None:
    project.write(dict(PROJECTS[name]))
    more = {f"more{number}.rst": page(f"More {number}", ":cite:`alpha,zeta`", bibliography()) for number in range(5)}
    project.write(more)
    serial, expected = output(project, LOOKUP)
    parallel, found = output(project, LOOKUP, name="parallel", jobs=2)
    assert differing(expected, found) == set()
    assert sorted(warnings_of(parallel)) == sorted(warnings_of(serial))
