"""Every paper and every cited work has a page of its own, as have authors with several entries and venues.

Each is written again exactly when what it shows has changed.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from handbook.exporters import FORMATS, work_of_paper
from handbook.exporters.bundles import BUNDLE_FORMATS, citations_of
from handbook.library.loading import load
from handbook.sphinx_ext import derived_pages, due_pages, ranking_cache

from .project import Built, Project, bib, entry, files_below, issue

ERRATUM = ":::{erratum}\n:printed: 甲\n:correct: 乙\n:source: https://example.org\n\n依据：见原文。\n:::\n"
NEWS = "\n## 动态\n\n:::{news} news-1\n:title: 一则动态\n\n说的是 {paper}`doe2022one`。\n:::\n"
CITING = "摘要见 {cite:p}`roe1999old`、{method}`method-a` 与 [此文](#doe2022three)。"


@pytest.fixture
def project(small: Project) -> Project:
    """Return a small handbook with a work that is only cited, a published version, an erratum and an item that is no paper."""
    published = bib("doe2023one", "Title of doe2022one").replace(
        "  year ", "  related = {doe2022one},\n  relatedtype = {origpubas},\n  year "
    )
    small.write(
        {
            "bib/background.bib": bib("roe1999old", "An Old Work").replace("2022", "1999").replace("Doe, Jane", "Only, Cited"),
            "bib/001.bib": bib("doe2022one") + bib("doe2022two") + published,
            "issues/001.md": issue(1, entry("doe2022one"), entry("doe2022two", topics="topic-b", summary=CITING)) + NEWS,
        }
    )
    small.edit("docs/methods/method-a.md", "是什么。", "见 {cite:p}`doe2022one` 与 {cite:p}`doe2023one`。")
    return small


def page(project: Project, key: str, builder: str = "html") -> html.HtmlElement:
    """Return the main part of the page of a work, without what the theme adds."""
    name = f"{key}/index" if builder == "dirhtml" else key
    tree = html.fromstring((project.out / builder / f"papers/{name}.html").read_bytes())
    (section,) = tree.xpath("//section[contains(@class, 'hb-work')]")
    return section


def text(element: html.HtmlElement) -> str:
    """Return the text of an element on one line."""
    return " ".join(element.text_content().split())


def links(element: html.HtmlElement) -> dict[str, str]:
    """Return the addresses of links by their text."""
    return {text(link): link.get("href") for link in element.xpath(".//a[@href]")}


def rewritten(project: Project, monkeypatch: pytest.MonkeyPatch, folder: str = "papers", **config: Any) -> set[str]:
    """Build again, and return the names of the pages in a folder that were written, which are the keys of works."""
    written: set[Path] = set()
    original = derived_pages.replace_file

    def note(path: Path, data: bytes) -> None:
        written.update({path} if path.suffix == ".html" else ())
        original(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(derived_pages, "replace_file", note)
        built = project.build(**config)
    assert built.warnings == []
    assert built.domain.written_derived == len(written)
    return {path.stem for path in written if path.parent.name == folder}


def pages(project: Project) -> dict[str, bytes]:
    """Return the pages of all works by their keys."""
    return {path.stem: path.read_bytes() for path in (project.out / "html/papers").glob("*.html")}


def built(project: Project, builder: str = "html") -> Built:
    """Build without a warning."""
    result = project.build(builder)
    assert result.warnings == []
    return result


def test_a_page_shows_all_that_is_known_of_a_paper(project: Project) -> None:
    built(project)
    section = page(project, "doe2022one")
    shown = text(section)
    for part in (
        "题目 doe2022one",
        "Title of doe2022one",
        "Jane Doe",
        "摘要。",
        "SOME",
        "2022",
        "主题甲",
        "机构甲",
        "方法甲",
        "论文推荐",
    ):
        assert part in shown
    found = links(section)
    assert found["主题甲"] == "../docs/topics/topic-a.html"
    assert found["Jane Doe"] == "../authors/doe-jane.html"
    assert found["No. 1 题目 1"] == "../issues/001.html"
    assert found["题目 doe2022two"] == "doe2022two.html", "the item after it"
    assert "Before:" not in shown
    assert [text(term) for term in section.xpath("./dl/dt")][-2:] == ["Published version", "Published version, as reported"]
    (cited_by,) = section.xpath("./section[@id='cited-by']")
    assert links(cited_by) == {
        "¶": "#cited-by",
        "方法甲": "../docs/methods/method-a.html",
        "一则动态": "../issues/001.html#news-1",
    }
    (panel,) = section.xpath("./section[@id='cite']/details[@open]")
    assert {pre.get("data-format") for pre in panel.xpath(".//pre")} >= {"gbt7714-2025", "bibtex", "ris", "csl-json", "myst"}


def test_the_published_version_has_no_page_of_its_own(project: Project) -> None:
    built(project)
    names = {path.stem for path in (project.out / "html/papers").glob("*.html")}
    assert names == {"doe2022one", "doe2022two", "doe2022three", "roe1999old"}


def test_a_summary_links_as_on_the_page_of_its_issue(project: Project) -> None:
    built(project)
    found = links(page(project, "doe2022two"))
    assert found["方法甲"] == "../docs/methods/method-a.html"
    assert found["此文"] == "doe2022three.html"
    assert found["Only and Roe, 1999"] == "roe1999old.html", "a citation leads to the page of the work"


def test_a_cited_work_has_a_shorter_page(project: Project) -> None:
    notices = "retraction 10.99999/r.1; correction javascript:alert"
    project.edit("bib/background.bib", "  year ", f"  checked = {{2026-11-29}},\n  updates = {{{notices}}},\n  year ")
    built(project)
    section = page(project, "roe1999old")
    shown = text(section)
    assert "An Old Work" in section.xpath("./h1/*[@lang='en']/text()")
    assert "Cited Only and Richard Roe" in shown
    assert "No issue presents this work" in shown
    found = links(section)
    assert found["题目 doe2022two"] == "doe2022two.html"
    assert "Cited Only" not in found, "no index lists an author who is only cited"
    assert found["Richard Roe"] == "../authors/roe-richard.html"
    facts = dict(zip(map(text, section.xpath(".//dt")), map(text, section.xpath(".//dd")), strict=True))
    assert facts["Metadata checked"] == "2026-11-29"
    assert (facts["Retracted"], found["https://doi.org/10.99999/r.1"]) == ("https://doi.org/10.99999/r.1",) * 2
    assert "Corrected" not in facts, "an address that is none is not shown"


def test_everything_leads_to_the_page_and_the_old_anchor_stays(project: Project) -> None:
    built(project)
    out = project.out / "html"
    assert 'href="../papers/doe2022one.html"' in (out / "issues/001.html").read_text("utf-8")
    assert 'id="doe2022one"' in (out / "issues/001.html").read_text("utf-8")
    assert 'href="../../papers/doe2022one.html"' in (out / "docs/topics/topic-a.html").read_text("utf-8")
    assert 'href="../../papers/roe1999old.html"' not in (out / "docs/topics/topic-a.html").read_text("utf-8")
    assert '"papers/doe2022one.html"' in (out / "api/v1/issues.json").read_text("utf-8")
    assert '"issues/001.html#news-1"' in (out / "api/v1/issues.json").read_text("utf-8")


def test_other_builders_have_no_such_pages_and_link_to_the_issue(project: Project) -> None:
    built(project, "singlehtml")
    assert not (project.out / "singlehtml/papers").exists()
    assert "papers/doe2022one" not in (project.out / "singlehtml/index.html").read_text("utf-8")
    built(project, "dirhtml")
    found = links(page(project, "doe2022two", "dirhtml"))
    assert found["此文"] == "../doe2022three/"
    assert found["方法甲"] == "../../docs/methods/method-a/"


def test_absolute_addresses_stand_only_where_the_site_has_one(project: Project) -> None:
    project.write({"docs/images/card.png": b"\x89PNG"})
    built(project)
    path = project.out / "html/papers/doe2022one.html"
    head = path.read_text("utf-8").partition("<title>")[0]
    assert "canonical" not in head
    assert "og:url" not in head
    assert "og:image" not in head
    assert 'class="Z3988"' not in path.read_text("utf-8"), "Zotero would prefer it and lose the PDF"
    project.build(html_baseurl="https://example.org/hb")
    head = path.read_text("utf-8").partition("</head>")[0]
    address = "https://example.org/hb/papers/doe2022one.html"
    assert f'<link rel="canonical" href="{address}"' in head
    assert f'<meta property="og:url" content="{address}" />' in head
    assert f'"url":"{address}"' in head
    assert '<meta property="og:image" content="https://example.org/hb/_static/card.png" />' in head
    assert (project.out / "html/_static/card.png").read_bytes() == b"\x89PNG"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("issues/002.md", "摘要。", "另一个摘要。", {"doe2022three"}),
        ("issues/002.md", ":topics: topic-a", ":topics: topic-b", {"doe2022three"}),
        ("issues/001.md", "题目 doe2022one", "另一个题目", {"doe2022one", "doe2022two"}),
        ("issues/001.md", "摘要。\n", f"摘要。\n\n{ERRATUM}", {"doe2022one"}),
        ("issues/001.md", "一则动态", "另一则动态", {"doe2022one", "doe2022two"}),
        ("issues/001.md", "# 第 1 期\n", "# 第 1 期\n\n导语。\n", set()),
        ("bib/002.bib", "  year ", "  volume = {7},\n  year ", {"doe2022three"}),
        ("bib/background.bib", "An Old Work", "Another Old Work", {"roe1999old", "doe2022two"}),
        ("docs/topics/topic-b.md", "主题乙是什么。", "主题乙见 {paper}`doe2022three`。", {"doe2022three"}),
        ("docs/topics/topic-b.md", "主题乙是什么。", "主题乙是主题。", set()),
        ("docs/topics/topic-b.md", "主题乙", "主题丙", {"doe2022two"}),
    ],
)
def test_exactly_the_pages_that_show_a_change_are_written(
    project: Project, monkeypatch: pytest.MonkeyPatch, path: str, old: str, new: str, expected: set[str]
) -> None:
    project.edit("issues/001.md", ":::{paper} doe2022one", "::::{paper} doe2022one")
    project.edit("issues/001.md", "摘要。\n:::", "摘要。\n::::")
    built(project)
    source = project.root / path
    text_before = source.read_text("utf-8")
    source.write_text(text_before.replace(old, new, -1 if path.startswith("docs/") else 1), "utf-8")
    assert source.read_text("utf-8") != text_before
    before = pages(project)
    assert rewritten(project, monkeypatch) == expected
    assert {key for key, data in pages(project).items() if before[key] != data} == expected, "none is written as it was"
    assert rewritten(project, monkeypatch) == set()


def test_a_new_related_paper_is_written_with_the_pages_that_show_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    built(project)
    before = pages(project)
    related = entry("doe2022four", topics="topic-b", summary="与 {paper}`doe2022two` 相近。")
    project.write({"issues/003.md": issue(3, related), "bib/003.bib": bib("doe2022four")})
    written = rewritten(project, monkeypatch)
    after = pages(project)
    assert written == {key for key, data in after.items() if before.get(key) != data}
    assert "doe2022two" in written
    assert "doe2022four.html" in after["doe2022two"].decode().partition('id="related"')[2]
    project.remove("issues/003.md")
    project.remove("bib/003.bib")
    assert rewritten(project, monkeypatch) == written - {"doe2022four"}
    assert pages(project) == before


def test_the_page_of_a_removed_item_goes_and_its_neighbour_is_written(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.edit("docs/methods/method-a.md", "见 {cite:p}`doe2022one` 与 {cite:p}`doe2023one`。", "是什么。")
    project.edit("issues/001.md", "说的是 {paper}`doe2022one`。", "没有说。")
    built(project)
    path = project.root / "issues/001.md"
    path.write_text(re.sub(r":::\{paper\} doe2022one.*?\n:::\n", "", path.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    project.write({"bib/001.bib": bib("doe2022two")})
    assert rewritten(project, monkeypatch) == {"doe2022two"}
    assert not [*(project.out / "html/papers").glob("doe2022one*")]


def test_incremental_and_parallel_builds_write_the_same_pages(project: Project, tmp_path: Path) -> None:
    built(project)
    for path, old, new in (
        ("issues/002.md", "摘要。", "新的摘要。"),
        ("bib/001.bib", "Title of doe2022two", "Another"),
        ("docs/topics/topic-a.md", "主题甲是什么。", "主题甲见 {paper}`doe2022three`。"),
    ):
        project.edit(path, old, new)
    built(project)
    pages = dict(files_below(project.out / "html/papers"))
    assert len(pages) == 5 * 4, "four pages, and of each a copy in Markdown and a file in three formats"
    project.build(out=tmp_path / "clean", fresh=True, jobs=2)
    assert dict(files_below(tmp_path / "clean/html/papers")) == pages


def test_a_page_that_was_lost_or_not_finished_is_written_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    built(project)
    (project.out / "html/papers/doe2022one.html").unlink()
    (project.out / "html/papers/gone.html").write_text("of an earlier handbook")
    project.edit("issues/002.md", "摘要。", "另一个摘要。")
    assert rewritten(project, monkeypatch) == {"doe2022one", "doe2022three"}, "the lost page, and the changed one"
    assert not (project.out / "html/papers/gone.html").exists()
    (project.out / "html" / due_pages.MANIFEST).write_text("[")
    project.edit("issues/002.md", "另一个摘要。", "摘要。")
    assert len(rewritten(project, monkeypatch)) == 4


def test_a_setting_that_all_pages_show_has_the_pages_written_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    built(project)
    assert rewritten(project, monkeypatch) == set()
    assert len(rewritten(project, monkeypatch, html_title="Another handbook")) == 4
    assert all(b"Another handbook" in page for page in pages(project).values())
    assert rewritten(project, monkeypatch, html_title="Another handbook") == set()


def test_authors_with_several_entries_and_venues_have_a_page(project: Project) -> None:
    built(project)
    out = project.out / "html"
    assert {path.stem for path in (out / "authors").iterdir()} == {"doe-jane", "roe-richard"}
    (author,) = html.fromstring((out / "authors/doe-jane.html").read_bytes()).xpath("//section[@id='doe-jane']")
    assert links(author)["题目 doe2022three"] == "../papers/doe2022three.html"
    listed = html.fromstring((out / "docs/authors/d.html").read_bytes())
    assert links(listed)["Doe, Jane"] == "../../authors/doe-jane.html"
    assert listed.xpath("//*[@id='doe-jane']"), "the old anchor stays"
    assert {path.stem for path in (out / "venues").iterdir()} == {"some"}


def test_a_divided_letter_leads_to_its_parts(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.library.dividing.MAX_ENTRIES_OF_LIST", 1)
    project.write(
        {"bib/002.bib": bib("doe2022three").replace("Doe, Jane and Roe, Richard", "Doe, Jane and Dean, Jeff and Du, Li")}
    )
    built(project)
    out = project.out / "html"
    listed = html.fromstring((out / "docs/authors/d.html").read_bytes())
    assert links(listed)["De"] == "../../authors-by-name/de.html"
    part = html.fromstring((out / "authors-by-name/de.html").read_bytes())
    assert part.xpath("//dt[@id='dean-jeff']")
    assert links(page(project, "doe2022three"))["Jeff Dean"] == "../authors-by-name/de.html#dean-jeff"
    built(project, "singlehtml")
    assert "Dean, Jeff" in (project.out / "singlehtml/index.html").read_text("utf-8")
    described = listed.xpath("string(//meta[@property='og:description']/@content)")
    assert "Dean, Jeff" in described, "a letter is described by its first names, which its parts have"
    assert not listed.xpath("//dt"), "and has none itself"


def test_a_title_has_the_lists_of_its_authors_alone_looked_at(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.library.dividing.MAX_ENTRIES_OF_LIST", 1)
    project.write(
        {"bib/002.bib": bib("doe2022three").replace("Doe, Jane and Roe, Richard", "Doe, Jane and Dean, Jeff and Du, Li")}
    )
    built(project)
    project.edit("bib/002.bib", "Title of doe2022three", "A Title that is New")
    with monkeypatch.context() as patch:
        patch.setattr(due_pages, "plans_of_authors", lambda _library: pytest.fail("all lists are looked at"))
        assert rewritten(project, monkeypatch, "authors-by-name") == {"de", "doejane", "du"}


def test_papers_of_an_issue_of_which_nothing_has_changed_are_not_looked_at(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(project)
    looked_at: list[str] = []
    original = due_pages.plans_of_works

    def noting(domain: Any, issue: str, works: Any) -> Any:
        looked_at.append(issue)
        return original(domain, issue, works)

    monkeypatch.setattr(due_pages, "plans_of_works", noting)
    for name, old, new, expected in (
        ("docs/topics/topic-a.md", "en: ", "en: New ", {"issues/001", "issues/002"}),
        ("issues/002.md", ":methods: method-a", ":methods: ", {"issues/002"}),
        ("issues/001.md", "摘要", "另一个摘要", set()),
        ("issues/002.md", ":institutions: inst-a", ":institutions: ", {"issues/001", "issues/002"}),
    ):
        looked_at.clear()
        project.edit(name, old, new)
        built(project)
        assert set(looked_at) - {""} == expected, name


def test_papers_whose_related_papers_have_changed_are_looked_at(project: Project, tmp_path: Path) -> None:
    domain = built(project).domain
    domain.outdated, domain.ranked_anew = set(), {"doe2022one"}
    assert [each.docname for each in due_pages.read_anew(domain)] == ["papers/doe2022one"]
    domain.outdated = {"issues/002", "docs/topics/topic-a"}
    assert [each.docname for each in due_pages.read_anew(domain)] == ["papers/doe2022three", "papers/doe2022one"]
    changed, digests, is_same = ranking_cache.prepare(load(project.root), tmp_path, {})
    assert changed == digests.keys() == {"doe2022one", "doe2022two", "doe2022three"}, "nothing is cached"
    assert not is_same
    assert ranking_cache.prepare(load(project.root), tmp_path, {}) == (set(), digests, True)


def test_a_build_without_a_change_renders_no_shell(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    built(project)
    monkeypatch.setattr(derived_pages, "shell", lambda _builder, folder: pytest.fail(f"rendered for {folder}"))
    again = built(project)
    assert again.domain.written_derived == 0


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_files_beside_a_page_are_those_of_the_exporters(project: Project, builder: str) -> None:
    library = project.build(builder, html_baseurl="https://example.org/hb/").library
    out = project.out / builder
    works = {key: citations_of(library).work(library.entries[key]) for key in ("doe2022one", "doe2022two", "doe2022three")}
    for key, work in (*works.items(), ("roe1999old", work_of_paper(library.works["roe1999old"]))):
        assert work is not None
        head = html.fromstring((out / f"papers/{key}{'/index' if builder == 'dirhtml' else ''}.html").read_bytes()).find("head")
        for name in BUNDLE_FORMATS:
            form = FORMATS[name]
            assert (out / f"papers/{key}{form.suffix}").read_bytes() == form.render([work]).encode()
            (link,) = head.xpath(f"link[@rel='alternate'][@type='{form.media_type}']")
            assert link.get("href") == f"https://example.org/hb/papers/{key}{form.suffix}"
        found = links(page(project, key, builder))
        assert found["BibTeX"] == f"{'../' if builder == 'dirhtml' else ''}{key}.bib"
    project.edit("issues/002.md", "paper} doe2022three", "news} news-2")
    project.edit("issues/002.md", ":topics:", ":people: 甲\n:topics:")
    project.edit("bib/002.bib", "doe2022three", "doe2022four")
    project.build(builder, html_baseurl="https://example.org/hb/")
    assert not [*(out / "papers").glob("doe2022three*")]


def test_a_work_without_an_entry_has_no_files(project: Project) -> None:
    built(project)
    assert (project.out / "html/papers/doe2022three.bib").exists()
    project.write({"bib/002.bib": ""})
    project.build()
    out = project.out / "html/papers"
    assert sorted(path.name for path in out.glob("doe2022three*")) == ["doe2022three.html", "doe2022three.html.md"]
    assert "doe2022three.bib" not in (out / "doe2022three.html").read_text("utf-8")
