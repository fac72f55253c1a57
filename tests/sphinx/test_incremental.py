"""Clean, incremental and parallel builds give the same bytes, and only pages that change are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.library.library import Library
from handbook.search.facets import FILE
from handbook.search.overview import IDS
from handbook.sphinx_ext import searching

from .conftest import FirstBuild
from .project import Project, bib, entry, files_below, issue


def and_parents(*docnames: str) -> set[str]:
    """Return pages with those whose table of contents names them: Sphinx writes these again whenever it writes a page."""
    folders = {docname.rpartition("/")[0] for docname in docnames if not docname.endswith("/index")}
    root = {"index"} if any(docname.endswith("/index") for docname in docnames) else set()
    return {*docnames, *(f"{folder}/index" for folder in folders), *root}


def test_a_second_build_reads_and_writes_nothing(small: Project) -> None:
    small.build()
    again = small.build()
    assert again.read == set()
    assert again.written == set()


def test_a_summary_rewrites_its_own_page_and_what_shows_its_parent(small: Project) -> None:
    small.build()
    small.edit("issues/002.md", "摘要。", "另一个摘要。")
    again = small.build()
    assert again.read == {"issues/002"}
    assert again.written == and_parents("issues/002")


def test_a_term_of_an_item_rewrites_the_issue_and_the_pages_that_count_it(small: Project) -> None:
    small.build()
    small.edit("issues/002.md", ":topics: topic-a", ":topics: topic-b")
    again = small.build()
    assert again.read == {"issues/002"}
    # the method and the institution of the entry name the topics that go with them
    assert again.written == and_parents(
        "issues/002",
        "docs/topics/topic-a",
        "docs/topics/topic-b",
        "docs/topics/index",
        "docs/methods/method-a",
        "docs/institutions/inst-a",
    )


def test_another_identity_reads_everything_again(small: Project) -> None:
    own = '[tool.handbook]\nname = "Small"\nlanguage = "en"\nperiodical = "Notes"\n'
    small.write({"pyproject.toml": "[tool.other]\n"})
    pages = small.build().read
    small.write({"pyproject.toml": "[tool.other]\na = 1\n"})
    assert small.build().read == set(), "what is another tool's does not matter"
    small.write({"pyproject.toml": own})
    again = small.build()
    assert again.read == pages
    assert again.library.identity.periodical == "Notes"
    assert '"isPartOf":{"@type":"Periodical","name":"Notes"}' in (small.out / "html/issues/001.html").read_text("utf-8")
    small.edit("pyproject.toml", '"en"', '"en-GB"')
    small.build()
    assert '"language": "en-GB"' in (small.out / "html/api/v1/index.json").read_text("utf-8")
    assert small.build().read == set()


def test_a_mistake_in_the_identity_is_reported_at_each_build(small: Project) -> None:
    small.build()
    small.write({"pyproject.toml": '[tool.handbook]\n\nlangauge = "en"\n'})
    for _run in range(2):
        (warning,) = small.build().warnings
        assert warning.startswith("pyproject.toml:3: WARNING: [tool.handbook] has no key langauge (did you mean language?")
    small.edit("pyproject.toml", "langauge", "language")
    assert small.build().warnings == []


def test_a_field_of_a_bib_file_rewrites_what_shows_it_and_reads_no_page(small: Project) -> None:
    small.build()
    small.edit("bib/002.bib", "Title of doe2022three", "Another title")
    again = small.build()
    assert again.read == set()
    assert again.written == and_parents(
        "issues/002",
        "docs/topics/topic-a",
        "docs/methods/method-a",
        "docs/institutions/inst-a",
        "docs/authors/d",
        "docs/authors/r",
    )


def test_a_field_that_only_citations_show_rewrites_the_issue(small: Project) -> None:
    small.edit("bib/002.bib", "  year ", "  month = jan,\n  year ")
    small.build()
    small.edit("bib/002.bib", "  month = jan,", "  note = {Oral},\n  month = jan,")
    assert small.build().written == and_parents("issues/002")
    assert "Oral" in (small.out / "html/cite/topic/topic-a.bib").read_text(encoding="utf-8")


def test_a_related_term_is_shown_on_both_pages_and_removed_from_both(small: Project) -> None:
    small.build()
    topic, method = small.out / "html/docs/topics/topic-b.html", small.out / "html/docs/methods/method-a.html"
    before = topic.read_bytes(), method.read_bytes()
    small.edit("docs/methods/method-a.md", "zh: 方法甲\n", "zh: 方法甲\nnear: [近甲, GNN]\nrelated: [topic-b]\n")
    again = small.build()
    assert again.warnings == []
    assert again.written == and_parents("docs/methods/method-a", "docs/topics/topic-b")
    assert facts(topic) == {"Broader": "主题甲", "See also": "方法甲"}
    assert facts(method) == {"Near names": "近甲; GNN", "See also": "主题乙"}
    assert 'href="../methods/method-a.html"' in topic.read_text("utf-8")
    small.edit("docs/methods/method-a.md", "near: [近甲, GNN]\nrelated: [topic-b]\n", "")
    small.build()
    assert (topic.read_bytes(), method.read_bytes()) == before


def facts(page: Path) -> dict[str, str]:
    """Return the names and values in the field list of a term."""
    text = page.read_text("utf-8")
    pairs = re.findall(r"<dt[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", text, re.DOTALL)
    return {plain(name).rstrip(":"): plain(value) for name, value in pairs}


def plain(html: str) -> str:
    """Return the text of HTML."""
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def test_a_definition_rewrites_its_own_page(small: Project) -> None:
    small.build()
    small.edit("docs/methods/method-a.md", "方法甲是什么。", "方法甲是一种方法。")
    again = small.build()
    assert again.read == {"docs/methods/method-a"}
    assert again.written == and_parents("docs/methods/method-a")


def test_a_new_issue_reads_itself_and_the_table_of_contents(small: Project) -> None:
    small.build()
    small.write({"issues/003.md": issue(3, entry("doe2022four")), "bib/003.bib": bib("doe2022four")})
    again = small.build()
    assert again.read == {"issues/003", "issues/index"}
    assert "issues/001" not in again.written, "its neighbours have not changed"
    assert {"issues/003", "issues/002", "docs/topics/topic-a", "docs/authors/d"} <= again.written


def test_a_removed_issue_leaves_no_trace(small: Project) -> None:
    small.build()
    small.remove("issues/002.md")
    small.remove("bib/002.bib")
    again = small.build()
    assert "issues/002" not in again.library.by_docname
    assert {"issues/001", "docs/topics/topic-a", "docs/authors/d"} <= again.written
    assert not (small.out / "html/issues/002.html").exists()
    shown = (small.out / "html/docs/topics/topic-a.html").read_text(encoding="utf-8")
    assert "doe2022three" not in shown


def _summary(project: Project) -> None:
    project.edit("issues/002.md", "摘要。", "另一个摘要。")


def _term(project: Project) -> None:
    project.edit("issues/002.md", ":topics: topic-a", ":topics: topic-b")


def _definition(project: Project) -> None:
    project.edit("docs/methods/method-a.md", "方法甲是什么。", "方法甲是一种方法。")


def _name(project: Project) -> None:
    project.edit("docs/methods/method-a.md", "zh: 方法甲", "zh: 方法丙")
    project.edit("docs/methods/method-a.md", "# 方法甲", "# 方法丙")


def _bib(project: Project) -> None:
    project.edit("bib/002.bib", "Title of doe2022three", "Another title")


def _added(project: Project) -> None:
    project.write({"issues/003.md": issue(3, entry("doe2022four")), "bib/003.bib": bib("doe2022four")})


def _removed(project: Project) -> None:
    project.remove("issues/002.md")
    project.remove("bib/002.bib")


@pytest.mark.parametrize("change", [_summary, _term, _definition, _name, _bib, _added, _removed])
def test_an_incremental_build_gives_what_a_clean_one_gives(
    small: Project, tmp_path: Path, change: Callable[[Project], None]
) -> None:
    # the default theme lists all issues on every page, and Sphinx does not write them again for a new one; ours lists none
    small.edit("conf.py", "primary_domain", 'html_sidebars = {"**": []}\nprimary_domain')
    small.build()
    change(small)
    small.build()
    small.build(out=tmp_path / "clean", fresh=True)
    assert differences(small.out, tmp_path / "clean") == []


def test_edits_of_the_handbook_itself_one_after_another_give_what_a_clean_build_gives(real: Project, tmp_path: Path) -> None:
    for path, old, new in (
        ("issues/064.md", "本期的主线", "这一期的主线"),
        ("issues/064.md", ":methods: self-training", ":methods: curriculum-learning, self-training"),
        ("docs/methods/self-training.md", "# 自训练", "# 自我训练"),
        ("bib/064.bib", "Large Language Models Can Self-Improve", "Large Language Models Can Improve Themselves"),
    ):
        real.edit(path, old, new)
        if path.startswith("docs/"):
            real.edit(path, "zh: 自训练", "zh: 自我训练")
        real.build()
    real.write({"issues/065.md": issue(65, entry("doe2022new", topics="computer-vision")), "bib/065.bib": bib("doe2022new")})
    real.edit("issues/065.md", ":institutions: inst-a\n:methods: method-a\n", "")
    real.build()
    real.remove("issues/028.md")
    real.build()
    real.build(out=tmp_path / "clean", jobs=4, fresh=True)
    assert differences(real.out, tmp_path / "clean") == []


def differences(out: Path, clean: Path) -> list[str]:
    """Return the names of the files of a site that a clean build gives otherwise, or that only one of the two has."""
    one, other = (shown(folder / "html") for folder in (out, clean))
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def shown(folder: Path) -> dict[str, object]:
    """Return the files of a site, but of the search only what results show, because an edit adds a part to the index.

    That it finds the same nevertheless, test_parts.py tests.
    """
    files = dict(files_below(folder))
    index = {name: data for name, data in files.items() if name.startswith("_search/")}
    names = [name for name in index if name.rpartition("/")[2] in (FILE, IDS)]
    cards = sorted(data for name, data in index.items() if name.startswith("_search/card/"))
    assert len(names) == 2
    assert cards
    return {name: data for name, data in files.items() if name not in index or name in names} | {"cards": cards}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("issues/002.md", "摘要。", "另一个摘要。"),
        ("issues/002.md", ":topics: topic-a", ":topics: topic-b"),
        ("docs/methods/method-a.md", "方法甲是什么。", "方法甲是一种方法。"),
    ],
    ids=["summary", "term", "definition"],
)
def test_an_edit_that_leaves_the_authors_as_they_are_does_not_gather_them(
    small: Project, name: str, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.build()
    small.edit(name, old, new)
    gathered = property(lambda _library: pytest.fail("the authors of all entries are gathered"))
    monkeypatch.setattr(Library, "authors", gathered)
    monkeypatch.setattr(searching, "write", lambda *_arguments: None)  # it indexes all of so few records again
    assert small.build().read == {name.removesuffix(".md")}
    monkeypatch.undo()
    small.edit("bib/002.bib", "Roe, Richard", "Row, Richard")
    small.build()
    assert (small.out / "html/docs/authors/r.html").read_text("utf-8").count("Row, Richard") > 0


def test_a_build_writes_only_below_its_output_folder(first_build: FirstBuild) -> None:
    assert len(first_build.before) > 150
    assert first_build.after == first_build.before


def test_views_are_made_again_only_where_something_they_show_has_changed(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from handbook import views

    made: list[str] = []
    view = views.view
    monkeypatch.setattr(views, "view", lambda library, name, argument="": made.append(name) or view(library, name, argument))
    small.build()
    assert made
    made.clear()
    small.build()
    assert made == []
    small.edit("issues/002.md", "摘要。", "另一个摘要，比原来长。")
    assert small.build().written == and_parents("issues/002")
    assert made.count("entry") == 1, "the one entry of the page that is written"
