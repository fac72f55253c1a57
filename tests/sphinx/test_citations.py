"""The citation domain with look-ups gives what the stock one gives, at a cost that grows with what pages cite and show."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pybtex.plugin
import pytest
import sphinxcontrib.bibtex
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry
from pybtex.style.formatting import BaseStyle
from sphinxcontrib.bibtex.citation_target import CitationTarget
from sphinxcontrib.bibtex.domain import _FilterVisitor
from sphinxcontrib.bibtex.roles import CitationRef

from handbook.sphinx_ext import citations

from .project import Built, Project, files_below

STOCK = ["sphinxcontrib.bibtex"]
LOOKUP = ["sphinxcontrib.bibtex", "handbook.sphinx_ext.citations"]

CONF = """
project = "Cited"
html_theme = "basic"
bibtex_bibfiles = {bibfiles}
latex_engine = "xelatex"
today = "today"
"""


def work(key: str, kind: str = "article", **fields: str) -> str:
    """Return an entry of a .bib file."""
    own = {"author": f"{{Doe, Jane and {key.title()}, Richard}}", "title": f"{{On {key}}}", "year": "2020", "journal": "{Acta}"}
    lines = "".join(f"  {name} = {value},\n" for name, value in {**own, **fields}.items() if value)
    return f"@{kind}{{{key},\n{lines}}}\n"


def page(title: str, *parts: str) -> str:
    """Return a page."""
    return f"{title}\n{'=' * 20}\n\n" + "\n\n".join(parts) + "\n"


def bibliography(*lines: str, argument: str = "") -> str:
    """Return a bibliography with options and listed keys."""
    return f".. bibliography:: {argument}\n" + "".join(f"   {line}\n" for line in lines)


def index(*docnames: str, body: str = "") -> str:
    """Return the front page."""
    return page("Front", body, ".. toctree::\n\n" + "".join(f"   {docname}\n" for docname in docnames))


BIBS = {
    "a.bib": work("alpha") + work("beta", year="2019", note="{See \\url{https://example.org/b}}") + work("gamma", year="2021"),
    "b.bib": work("delta", "book", journal="", publisher="{Press}") + work("epsilon", title="{On \\emph{some} thing}"),
    "sub/c.bib": work("zeta") + work("Eta", "misc", journal="", url="{https://example.org/e}") + work("theta_one", year="2018"),
}
ALL_BIBS = list(BIBS)

PLAIN = {
    "index.rst": index("one", "two", "three", body="See :cite:`alpha` and :cite:t:`beta`."),
    "one.rst": page("One", "Text :cite:p:`gamma,alpha` and :cite:`{see}delta{p. 3}`.", bibliography(), "After\n-----\n\nMore."),
    "two.rst": page("Two", "Text :cite:ts:`zeta` :cite:`Eta` :cite:empty:`theta_one`.", "Also :any:`beta` and :any:`one`."),
    "three.rst": page("Three", "No citation."),
}

FILTERS = (
    "docname in docnames",
    "docname not in docnames",
    '"one" in docnames',
    "cited and docname not in docnames",
    'cited and year > "2019"',
    'author % "Alpha" or key == "zeta"',
    'type == "book"',
    'not cited or docnames >= {"one", "two"}',
    "True",
    "not (cited and False)",
    '{"one"} & docnames',
)

PROJECTS: dict[str, dict[str, str]] = {
    "plain": PLAIN,
    "cited, not cited, all": {
        **PLAIN,
        "one.rst": page("One", ":cite:`gamma,alpha`", bibliography(":cited:", ":list: bullet")),
        "two.rst": page("Two", ":cite:`zeta,Eta`", bibliography(":notcited:", ":list: enumerated")),
        "three.rst": page("Three", bibliography(":all:", ":labelprefix: X", ":style: plain")),
    },
    "filters": {
        "index.rst": index("one", "two", "three", body="See :cite:`alpha` and :cite:t:`beta`."),
        **{
            f"{name}.rst": page(
                name,
                cited,
                *(
                    bibliography(f":filter: {each}", f":keyprefix: {name}{number}-", ":list: bullet")
                    for number, each in enumerate(FILTERS)
                ),
                *(bibliography(f":filter: {each}", f":labelprefix: {name}{number}") for number, each in enumerate(FILTERS[:3])),
            )
            for name, cited in (
                ("one", ":cite:`gamma,alpha,one3-beta`"),
                ("two", ":cite:`alpha` :cite:`zeta`"),
                ("three", "None."),
            )
        },
    },
    "own .bib file and listed keys": {
        "index.rst": index("one", "two", "three", body=":cite:`zeta`"),
        "one.rst": page(
            "One", ":cite:`beta,delta`", bibliography(argument="a.bib"), bibliography("", "zeta", argument="sub/c.bib")
        ),
        "two.rst": page("Two", bibliography(":style: unsrt", "", "epsilon", "alpha"), bibliography(argument="b.bib a.bib")),
        "three.rst": page("Three", bibliography(":filter: False", ":list: enumerated", "", "gamma", "alpha")),
    },
    "lists": {
        "index.rst": index("one", "two", body=":cite:`alpha,beta,delta`"),
        "one.rst": page(
            "One",
            bibliography(":list: enumerated", ":enumtype: loweralpha", ":start: 3", argument="a.bib"),
            bibliography(":list: enumerated", ":start: continue", ":all:", argument="b.bib"),
            bibliography(":list: enumerated", ":start: 7", ":filter: False"),
            bibliography(":list: enumerated", ":start: continue", ":all:", argument="sub/c.bib"),
        ),
        "two.rst": page("Two", bibliography(":list: enumerated", ":start: continue", ":all:"), bibliography(":list: bullet")),
    },
    "key prefixes": {
        "index.rst": index("one", "two", body=":cite:`a-alpha,b-alpha` :cite:t:`alpha`"),
        "one.rst": page("One", ":cite:`a-beta,b-zeta`", bibliography(":keyprefix: a-", ":labelprefix: A")),
        "two.rst": page(
            "Two",
            ":cite:`b-beta,a-zeta`",
            bibliography(":keyprefix: b-", ":labelprefix: B"),
            bibliography(":keyprefix: c-", ":all:", ":list: bullet"),
        ),
    },
    "mistakes": {
        "index.rst": index("one", "two", "three", body=":cite:`nobody,alpha` :cite:t:`no.one`"),
        "one.rst": page(
            "One",
            bibliography(":list: rows", "", "missing", "alpha"),
            bibliography(":filter: cited and (", ":all:", argument="b.bib nowhere.bib"),
            bibliography(":filter: cited and author", ":cited:", ":notcited:", ":all:"),
        ),
        "two.rst": page("Two", ":cite:`bare`", bibliography(":filter: lambda x: x"), bibliography(":filter: cited and 3 % 4")),
        "three.rst": page("Three", bibliography(), bibliography(":filter: 1 < 2 < 3", argument="a.bib")),
        "b.bib": work("bare", author="", journal="") + work("bare2", title=""),
    },
    "ids that others have": {
        "index.rst": index("one", "two", body=":cite:`alpha,zeta`"),
        "one.rst": page(
            "One",
            "id4\n---\n\nText\n\nid9\n---\n\n天\n--\n\nText :cite:`beta`.",
            bibliography(),
            "id12\n----\n\n地\n--\n\nText :cite:`delta`.",
            "alpha\n-----\n\nText",
            bibliography(":all:", ":list: bullet"),
            "id40\n----\n\n人\n--\n\nText",
        ),
        "two.rst": page(
            "Two", "alpha\n-----\n\nText.", bibliography(":all:"), "gamma\n-----\n\nText.", "epsilon\n-------\n\nText."
        ),
        "b.bib": BIBS["b.bib"] + work("theta-one") + work("1850"),
    },
}

CONFIGS: dict[str, dict[str, Any]] = {
    "as it comes": {},
    "no tooltips": {"bibtex_tooltips": False, "bibtex_reference_style": "author_year"},
    "tooltips in another style": {"bibtex_tooltips_style": "plain", "bibtex_reference_style": "super"},
    "named ids": {"bibtex_cite_id": "cite-{bibliography_count}-{key}", "bibtex_bibliography_id": "bib-{bibliography_count}"},
    "clashing ids": {"bibtex_cite_id": "{key}", "bibtex_bibliography_header": ".. rubric:: Works"},
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a small project with citations."""
    project = Project(root=tmp_path / "cited")
    project.write({"conf.py": CONF.format(bibfiles=ALL_BIBS), **BIBS, **PLAIN})
    return project


def output(
    project: Project, extensions: list[str], builder: str = "html", *, name: str = "", **options: Any
) -> tuple[Built, dict[str, bytes]]:
    """Build with the one domain or the other, each in a folder of its own, and return the files."""
    out = project.out.parent / (name or extensions[-1].rpartition(".")[2])
    built = project.build(builder, out=out, extensions=extensions, **options)
    return built, dict(files_below(out / builder))


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    """Return the names of the files that are not the same."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def said(built: Built) -> list[str]:
    """Return the warnings without addresses in memory, which the stock domain has in some."""
    return [re.sub("0x[0-9a-f]+", "0x", line) for line in built.warnings]


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


# Builds after the first

INCREMENTAL = {
    "index.rst": index("cites", "lists", "mentions", "lists_c", "plain"),
    "cites.rst": page("Cites", "A :cite:`alpha`."),
    "lists.rst": page("Lists", bibliography(argument="a.bib b.bib")),
    "mentions.rst": page("Mentions", "B :cite:`beta`."),
    "lists_c.rst": page("Lists C", ":cite:`zeta`", bibliography(argument="sub/c.bib")),
    "plain.rst": page("Plain", "None."),
}


@pytest.fixture
def incremental(project: Project) -> Project:
    """Return a project that has been built."""
    for docname in PLAIN:
        project.remove(docname)
    project.write(dict(INCREMENTAL))
    project.build(extensions=LOOKUP)
    return project


def again(project: Project, **config: Any) -> tuple[set[str], set[str]]:
    """Build again, compare with a clean build, and return the pages read and written but for the table of contents."""
    built = project.build(extensions=LOOKUP, **config)
    clean = output(project, LOOKUP, name="clean", fresh=True, **config)[1]
    # Sphinx keeps words in the search index that no page has any more, with no pages
    assert differing(clean, dict(files_below(project.out / "html"))) <= {"searchindex.js"}
    return built.read, built.written - {"index"}


def test_a_new_citation_rewrites_the_bibliography_that_shows_it(incremental: Project) -> None:
    incremental.edit("cites.rst", ":cite:`alpha`", ":cite:`alpha,gamma`")
    assert again(incremental) == ({"cites"}, {"cites", "lists"})
    assert "On gamma" in (incremental.out / "html/lists.html").read_text()


def test_a_citation_that_goes_rewrites_the_bibliography_that_showed_it(incremental: Project) -> None:
    incremental.edit("mentions.rst", ":cite:`beta`", "nothing")
    assert again(incremental) == ({"mentions"}, {"mentions", "lists"})


def test_a_citation_of_what_is_cited_already_rewrites_its_page_only(incremental: Project) -> None:
    incremental.edit("mentions.rst", ":cite:`beta`", ":cite:`beta,alpha`")
    assert again(incremental) == ({"mentions"}, {"mentions"})


@pytest.mark.parametrize(("tooltips", "written"), [(True, {"lists", "mentions"}), (False, {"lists"})])
def test_a_field_rewrites_what_shows_it_and_reads_no_page(incremental: Project, tooltips: bool, written: set[str]) -> None:
    incremental.build(extensions=LOOKUP, bibtex_tooltips=tooltips)
    incremental.edit("a.bib", "{On beta}", "{Again on beta}")
    assert again(incremental, bibtex_tooltips=tooltips) == (set(), written)


def test_a_name_rewrites_what_shows_the_label(incremental: Project) -> None:
    incremental.edit("a.bib", "year = 2019", "year = 1999")
    assert again(incremental) == (set(), {"lists", "mentions"})


def test_a_field_that_nothing_shows_rewrites_nothing(incremental: Project) -> None:
    incremental.edit("a.bib", "title = {On beta}", "abstract = {Long}, title = {On beta}")
    incremental.edit("a.bib", "{On gamma}", "{Not cited}")
    assert again(incremental) == (set(), set())


def test_a_new_key_reads_the_pages_whose_ids_count_it(incremental: Project) -> None:
    path = incremental.root / "a.bib"
    path.write_text(work("aleph") + path.read_text())
    assert again(incremental) == ({"lists"}, {"lists", "cites", "mentions"})


def test_a_removed_page_cites_nothing(incremental: Project) -> None:
    incremental.remove("mentions.rst")
    incremental.edit("index.rst", "   mentions\n", "")
    built = incremental.build(extensions=LOOKUP)
    assert built.written == {"index", "lists"}
    assert "On beta" not in (incremental.out / "html/lists.html").read_text()


def test_a_changed_style_formats_again(incremental: Project) -> None:
    style = """
from pybtex.plugin import register_plugin
from pybtex.style.formatting.unsrt import Style as Unsrt
from pybtex.style.template import field, sentence

class Style(Unsrt):
    def format_title(self, entry, which_field, as_sentence=True):
        return sentence["<<", field(which_field), ">>"]

register_plugin("pybtex.style.formatting", "own", Style, force=True)
"""
    conf = (incremental.root / "conf.py").read_text()
    incremental.write({"conf.py": conf + "bibtex_default_style = 'own'\n" + style})
    incremental.build(extensions=LOOKUP, fresh=True)
    assert again(incremental) == (set(), set())
    incremental.edit("conf.py", '"<<"', '"[["')
    assert again(incremental) == (set(), {"lists", "lists_c", "mentions", "cites"})


# Costs


@contextmanager
def counted(owner: type, name: str) -> Iterator[Callable[[], int]]:
    """Count the calls of a method."""
    calls = 0
    method = getattr(owner, name)

    def counting(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        return method(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, staticmethod(counting) if name.startswith("_") else counting)
        yield lambda: calls


def test_an_entry_is_formatted_once_until_it_changes(incremental: Project) -> None:
    for change, entries, references in (("fresh", 3, 3), ("", 0, 0), ("{On beta}", 1, 1)):
        if change == "{On beta}":
            incremental.edit("a.bib", change, "{Again on beta}")
        with counted(BaseStyle, "format_entry") as formatted, counted(citations.Formatter, "_digest_reference") as digested:
            incremental.build(extensions=LOOKUP, fresh=change == "fresh")
        assert (formatted(), digested()) == (entries, references)


def test_a_style_is_looked_for_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write(dict(PROJECTS["cited, not cited, all"]))
    found: Counter[str] = Counter()
    find = citations.find_plugin

    def counting(group: str, name: str) -> Any:
        found[name] += 1
        return find(group, name)

    monkeypatch.setattr(citations, "find_plugin", counting)
    monkeypatch.setattr(pybtex.plugin, "find_plugin", counting)
    project.build(extensions=LOOKUP)
    assert found == {"alpha": 1, "plain": 1, "last": found["last"]}, "but for names, which reference styles look for"


PACKAGE = str(Path(sphinxcontrib.bibtex.__file__).parent)


def lines_run(project: Project, extensions: list[str]) -> int:
    """Return how many lines a build runs of the citation domain and what belongs to it, loops in one line included.

    The package's reader of .bib files is left out: it is not the domain's, and grows with the square of the number of files.
    """
    lines = 0

    def count(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    def enter(frame: FrameType, event: str, arg: object) -> Any:
        path = frame.f_code.co_filename
        counts = path == citations.__file__ or (path.startswith(PACKAGE) and not path.endswith("bibfile.py"))
        return count if counts else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        output(project, extensions, "dummy", fresh=True)
    finally:
        sys.settrace(before)
    return lines


def grown(root: Path, pages: int, *bibliographies: str) -> Project:
    """Return a project of pages with a .bib file each; a page cites its own three works and one of the page before."""
    project = Project(root=root / f"pages{pages}")
    names = [f"p{number:03}" for number in range(pages)]
    files = {"conf.py": CONF.format(bibfiles=[f"{name}.bib" for name in names]), "index.rst": index(*names)}
    for before, name in zip([names[-1], *names], names, strict=False):
        files[f"{name}.bib"] = "".join(work(f"{name}{each}") for each in "abc")
        cited = f":cite:`{name}a` :cite:t:`{name}b,{name}c` :cite:`{before}a`"
        files[f"{name}.rst"] = page(name, cited, *(each.replace("OWN", f"{name}.bib") for each in bibliographies))
    project.write(dict(files))
    return project


@pytest.mark.parametrize(
    "bibliographies",
    [(bibliography(":filter: docname in docnames"),), (bibliography(argument="OWN"), bibliography(":notcited:", argument="OWN"))],
    ids=["filter", "own .bib file"],
)
def test_costs_grow_with_the_number_of_pages(tmp_path: Path, bibliographies: tuple[str, ...]) -> None:
    small, middle, large = (lines_run(grown(tmp_path, pages, *bibliographies), LOOKUP) for pages in (5, 10, 20))
    assert large - middle <= 2.02 * (middle - small)
    assert large < lines_run(grown(tmp_path, 20, *bibliographies), STOCK)
