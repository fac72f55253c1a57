"""After an edit, the citation domain with look-ups reads and writes again what has to be, and gives what a clean build gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .citing import LOOKUP, built, differing, output, work
from .project import Project, files_below


@pytest.fixture
def incremental(tmp_path: Path) -> Project:
    """Return a project that has been built."""
    return built(tmp_path)


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
