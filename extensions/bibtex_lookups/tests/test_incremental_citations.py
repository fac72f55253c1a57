"""After an edit, only the pages affected are read and written, and the output is that of a clean build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from building import Project, files_below
from citing import LOOKUP, built, differing, output, work


@pytest.fixture
def incremental(tmp_path: Path) -> Project:
    """Return a project already built."""
    return built(tmp_path)


def again(project: Project, **config: Any) -> tuple[set[str], set[str]]:
    """Build again, compare with a clean build, and return the pages read and the pages written except the front page."""
    built = project.build(extensions=LOOKUP, **config)
    clean = output(project, LOOKUP, name="clean", fresh=True, **config)[1]
    # the search index of Sphinx keeps words that no page has any more
    assert differing(clean, files_below(project.out / "html")) <= {"searchindex.js"}
    return built.read, built.written - {"index"}


def test_a_new_citation_rewrites_the_bibliography_that_shows_it(incremental: Project) -> None:
    incremental.edit("cites.rst", ":cite:`alpha`", ":cite:`alpha,gamma`")
    assert again(incremental) == ({"cites"}, {"cites", "lists"})
    assert "On gamma" in (incremental.out / "html/lists.html").read_text()


def test_a_removed_citation_rewrites_the_bibliography_that_showed_it(incremental: Project) -> None:
    incremental.edit("mentions.rst", ":cite:`beta`", "nothing")
    assert again(incremental) == ({"mentions"}, {"mentions", "lists"})


def test_another_citation_of_a_cited_entry_rewrites_its_page_only(incremental: Project) -> None:
    incremental.edit("mentions.rst", ":cite:`beta`", ":cite:`beta,alpha`")
    assert again(incremental) == ({"mentions"}, {"mentions"})


@pytest.mark.parametrize(("tooltips", "written"), [(True, {"lists", "mentions"}), (False, {"lists"})])
def test_a_changed_field_rewrites_the_pages_that_show_it_and_reads_none(
    incremental: Project, tooltips: bool, written: set[str]
) -> None:
    incremental.build(extensions=LOOKUP, bibtex_tooltips=tooltips)
    incremental.edit("a.bib", "{On beta}", "{Again on beta}")
    assert again(incremental, bibtex_tooltips=tooltips) == (set(), written)


def test_a_changed_year_rewrites_the_pages_that_show_the_label(incremental: Project) -> None:
    incremental.edit("a.bib", "year = 2019", "year = 1999")
    assert again(incremental) == (set(), {"lists", "mentions"})


def test_a_field_that_no_page_shows_rewrites_none(incremental: Project) -> None:
    incremental.edit("a.bib", "title = {On beta}", "abstract = {Long}, title = {On beta}")
    incremental.edit("a.bib", "{On gamma}", "{Not cited}")
    assert again(incremental) == (set(), set())


def test_a_new_key_reads_the_pages_whose_ids_depend_on_it(incremental: Project) -> None:
    path = incremental.root / "a.bib"
    path.write_text(work("aleph") + path.read_text())
    assert again(incremental) == ({"lists"}, {"lists", "cites", "mentions"})


def test_a_removed_page_no_longer_cites(incremental: Project) -> None:
    incremental.remove("mentions.rst")
    incremental.edit("index.rst", "   mentions\n", "")
    built = incremental.build(extensions=LOOKUP)
    assert built.written == {"index", "lists"}
    assert "On beta" not in (incremental.out / "html/lists.html").read_text()


def test_a_changed_style_rewrites_the_pages_that_use_it(incremental: Project) -> None:
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
