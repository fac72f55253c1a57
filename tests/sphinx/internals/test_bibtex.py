"""The inside of sphinxcontrib-bibtex and pybtex on which ``internals.bibtex`` relies: these tests fail where they change it."""

from __future__ import annotations

import inspect

import pytest
from pybtex.style.formatting.unsrt import Style
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.roles import CiteRole

from handbook.model.records import Paper
from handbook.reading.bibliography import read_bib
from handbook.sphinx_ext.internals import bibtex

from ..project import Project, bib


def parameters(function: object) -> list[str]:
    return [*inspect.signature(function).parameters]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ours", "theirs", "name"),
    [
        (bibtex.PageCiteRole, CiteRole, "result_nodes"),
        (bibtex.PageScopedDomain, BibtexDomain, "env_updated"),
        (bibtex.EntryStyle, Style, "format_title"),
    ],
)
def test_a_method_that_we_override_exists_with_the_same_parameters(ours: type, theirs: type, name: str) -> None:
    assert name in vars(ours)
    assert parameters(getattr(ours, name)) == parameters(getattr(theirs, name))


def test_the_domain_is_the_one_that_we_replace() -> None:
    assert BibtexDomain.name == "cite"
    assert {"p", "t"} <= {*bibtex.PageScopedDomain.roles} < {*BibtexDomain.roles}
    assert parameters(BibtexDomain.resolve_xref) == ["self", "env", "fromdocname", "builder", "typ", "target", "node", "contnode"]


def test_targets_have_key_and_texts_before_and_after() -> None:
    targets = list(bibtex.parse_citation_targets("{see}a{p. 3},b"))
    assert [(target.key, target.pre, target.post) for target in targets] == [("a", "see", "p. 3"), ("b", "", "")]


def paper(title: str) -> Paper:
    return read_bib("bib/a.bib", bib("doe2022one", title).encode()).papers[0]


def test_titles_keep_their_case() -> None:
    assert "A Title In Capitals" in bibtex.formatted(paper("A Title In Capitals")).astext()


def test_a_citation_links_to_the_anchor_with_texts_before_and_after(small: Project) -> None:
    builder = small.build().app.builder
    (target,) = bibtex.parse_citation_targets("{see}doe2022one{p. 3}")
    nodes_of_citation = bibtex.citation(builder, "docs/page", "p", [(target, paper("Title"), "docs/page", "ref-doe2022one")])
    assert "".join(node.astext() for node in nodes_of_citation) == "(see Doe and Roe, 2022, p. 3)"
    (link,) = [node for parent in nodes_of_citation for node in parent.findall() if "refid" in getattr(node, "attributes", {})]
    assert link["refid"] == "ref-doe2022one"


def test_no_bib_file_is_read_by_the_other_domain(small: Project) -> None:
    app = small.build().app
    assert app.config.bibtex_bibfiles == []
    assert app.env.domaindata["cite"]["bibdata"].data.entries == {}
