"""Books, and every other builder: what each has, and that none has what belongs to a site."""

from __future__ import annotations

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from handbook.sphinx_ext.internals.theme import THEME
from handbook.sphinx_ext.latex import LATEXMK_SETTINGS, TEX_MEMORY

from .. import html
from .books import XHTML, dead_links, files_of, trees
from .project import CONF, Built, Project, bib

ADDRESS = "https://example.org/group/small-book"
IDENTITY = """[tool.handbook]
name = "小手册"
authors = "某某"
periodical = "小周刊"
publisher = "某社"
language = "zh-CN"
issue-heading = "第 {number} 期"
repository = "https://example.org/group/small-book"
licence = "内容可以自由使用。"
"""
NAMED = (
    f"{CONF}\nimport handbook\nproject, author = handbook.identity().name, handbook.identity().authors\n"
    'language, version = "zh_CN", "1"\nman_pages = [("docs/methods/method-a", "small", "about", "", 1)]\n'
)
BUILDERS = ("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "linkcheck")


@pytest.fixture
def named(small: Project) -> Project:
    """Return the small handbook with a name, and with a citation on a page."""
    small.write({"conf.py": NAMED, "pyproject.toml": IDENTITY, "bib/background.bib": bib("roe1999old", "An Old Work")})
    small.edit("docs/methods/method-a.md", "是什么。", "见 {cite:t}`roe1999old` 与 {paper}`doe2022two`。")
    return small


def built(project: Project, builder: str, **config: object) -> Built:
    """Build; nothing may be wrong."""
    result = project.build(builder, **config)
    assert result.warnings == []
    return result


def test_every_builder_builds_without_a_warning(named: Project) -> None:
    for builder in BUILDERS:
        result = built(named, builder)
        assert not result.read or builder == BUILDERS[0], f"{builder}: pages are read once for all builders"
        assert any((named.out / builder).iterdir()), builder
    assert built(named, "gettext", out=named.out / "catalogues").read  # its doctrees are others
    assert any((named.out / "catalogues/gettext").glob("*.pot"))


def test_links_of_texts_and_of_entries_are_checked(named: Project) -> None:
    class Page(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200 if self.path == "/here" else 404)
            self.end_headers()

        def do_GET(self) -> None:
            self.do_HEAD()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        named.edit("docs/topics/topic-a.md", "是什么。", f"见[这页]({address}/here)与[那页]({address}/gone)。")
        named.edit("issues/002.md", ":topics: topic-a", f":topics: topic-a\n:code: {address}/code")
        named.build("linkcheck", linkcheck_ignore=["https://example.org/"], linkcheck_retries=1)
        server.shutdown()
    lines = (named.out / "linkcheck/output.json").read_text(encoding="utf-8").splitlines()
    found = {result["uri"].removeprefix(address): result for result in map(json.loads, lines)}
    assert {name: found[name]["status"] for name in ("/here", "/gone", "/code")} == {
        "/here": "working",
        "/gone": "broken",
        "/code": "broken",
    }
    assert found["/code"]["filename"] == "issues/002.md", "links that pages show of records are checked"


def test_an_epub_has_no_dead_link_and_nothing_of_a_site(named: Project) -> None:
    built(named, "epub")
    files = files_of(named.out / "epub/small-book.epub")
    pages = trees(files)
    dead, count = dead_links(files, pages)
    assert (dead, count > 100) == ([], True)
    assert not [name for name in files if name.endswith((".js", ".json", ".bib", ".gz")) or "papers/" in name or "search" in name]
    for name, page in pages.items():
        assert page.xpath("//h:script | //@onclick", namespaces=XHTML) == [], name
        assert page.get("lang") == page.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-CN", name
    assert b"<h1>\xe7\x9b\xae\xe5\xbd\x95</h1>" in files["nav.xhtml"]


def test_the_contents_of_an_epub_have_two_levels(named: Project) -> None:
    built(named, "epub")
    contents = trees(files_of(named.out / "epub/small-book.epub"))["nav.xhtml"]
    top = contents.xpath("//h:nav/h:ol/h:li/h:a/text()", namespaces=XHTML)
    second = contents.xpath("//h:nav/h:ol/h:li/h:ol/h:li/h:a/text()", namespaces=XHTML)
    assert top == ["首页", "各期", "主题", "方法", "机构", "作者"]
    assert second == ["第 1 期", "第 2 期", "主题甲", "主题乙", "方法甲", "机构甲", "D", "R"]
    assert contents.xpath("//h:nav/h:ol/h:li/h:ol/h:li/h:ol", namespaces=XHTML) == []


def test_an_epub_says_what_it_is(named: Project) -> None:
    built(named, "epub")
    files = files_of(named.out / "epub/small-book.epub")
    opf = files["content.opf"].decode()
    for shown in (
        "小手册",
        "某某",
        "某社",
        "内容可以自由使用。",
        "《小周刊》的参考手册",
        "https://example.org/group/small-book",
        ">zh-CN<",
    ):
        assert shown in opf
    assert f'content="{ADDRESS}"' in files["toc.ncx"].decode()


def test_an_entry_of_a_book_has_its_citation(named: Project) -> None:
    built(named, "epub")
    page = files_of(named.out / "epub/small-book.epub")["issues/001.xhtml"].decode()
    assert "Doe J，Roe R. Title of doe2022one[C]//Proceedings of Something，2022." in page


def test_a_setting_of_ones_own_stays(named: Project) -> None:
    built(named, "epub", epub_basename="mine", epub_tocdepth=1)
    assert "第 1 期" not in files_of(named.out / "epub/mine.epub")["nav.xhtml"].decode()


def test_a_site_without_an_address_has_no_dead_link_in_a_folder(named: Project) -> None:
    built(named, "html", html_theme=THEME)
    folder = named.out / "html"
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    pages = {name: html.tree(data) for name, data in files.items() if name.endswith(".html") and "_static/" not in name}
    dead, count = dead_links(files, pages)  # a link to a folder, which needs a server, is one to no file
    assert (dead, count > 200) == ([], True)
    assert "python -m http.server" in files["search.html"].decode()


def source_of(project: Project) -> str:
    """Return the LaTeX of the book."""
    return (project.out / "latex/small-book.tex").read_text(encoding="utf-8")


def test_a_printed_book_has_parts_for_what_readers_look_for_and_chapters_for_pages(named: Project) -> None:
    named.write({"docs/errata.md": "# 勘误\n\n```{listing} errata\n```\n", "docs/other.md": "---\norphan: true\n---\n# 别的\n"})
    named.edit("index.md", "docs/authors/index", "docs/authors/index\ndocs/errata")
    built(named, "latex")
    source = source_of(named)
    assert re.findall(r"^\\part\{(.*)\}$", source, re.MULTILINE) == ["各期", "主题", "机构", "方法", "作者", "勘误"]
    chapters = re.findall(r"^\\chapter\{(.*)\}$", source, re.MULTILINE)
    assert chapters == ["第 1 期", "第 2 期", "主题甲", "主题乙", "机构甲", "方法甲", "D", "R"]
    assert re.findall(r"^\\subsection\{(.*)\}$", source, re.MULTILINE) == [
        "题目 doe2022one",
        "题目 doe2022two",
        "题目 doe2022three",
    ]
    assert source.count(r"\clearpage") == 2, "each issue begins a page"


def test_a_letter_without_authors_is_no_chapter(named: Project) -> None:
    named.write({"docs/authors/x.md": "# X\n\n```{listing} authors-x\n```\n"})
    built(named, "latex")
    assert re.findall(r"^\\chapter\{(.)\}$", source_of(named), re.MULTILINE) == ["D", "R"]


def test_references_stand_once_in_the_chapter_that_cites_them(named: Project) -> None:
    named.edit("docs/topics/topic-a.md", "是什么。", "见 {cite:p}`roe1999old`。")
    built(named, "latex")
    source = source_of(named)
    assert "thebibliography" not in source
    assert source.count(r"\section{参考文献}") == 2
    for part in source.split(r"\section{参考文献}")[1:]:
        assert part.index("An Old Work") < part.index(r"\chapter{" if r"\chapter{" in part else r"\part{")
    for docname in ("docs/topics/topic-a", "docs/methods/method-a"):
        assert source.count(f"\\hypertarget{{cite.{docname}:ref-roe1999old}}{{}}") == 1
        assert source.count(f"\\hyperlink{{cite.{docname}:ref-roe1999old}}") == 1


def test_indexes_of_a_printed_book_name_pages(named: Project) -> None:
    built(named, "latex")
    source = source_of(named)
    authors = source.partition(r"\part{作者}")[2]
    for key in ("issues/001:doe2022one", "issues/001:doe2022two", "issues/002:doe2022three"):
        assert authors.count(f"\\hbpage{{\\detokenize{{{key}}}}}") == 2, "Doe and Roe wrote each"
        assert f"\\label{{\\detokenize{{{key}}}}}" in source
    assert r"\hbpage{\detokenize{docs/topics/topic-b::doc}}" in source
    assert r"\hbpagename[1]{第 #1 页}" in source


def test_the_title_page_says_version_coverage_and_licence(named: Project) -> None:
    built(named, "latex", release="1.2_3")
    (title,) = re.findall(r"\\hbtitle\{.*", source_of(named))
    assert title.startswith(r"\hbtitle{小手册}{《小周刊》的参考手册}{版本 1.2\_3\\")
    assert r"{目前收录：第 1 期" in title
    assert r"{某某\\内容可以自由使用。\\https:" in title


def test_tex_gets_the_memory_for_a_large_book(named: Project) -> None:
    for _build in range(2):
        named.edit("docs/topics/topic-a.md", "是什么", "就是什么")
        built(named, "latex")
    settings = (named.out / "latex" / LATEXMK_SETTINGS).read_text(encoding="utf-8")
    assert [settings.count(f"$ENV{{'{name}'}} = {value};\n") for name, value in TEX_MEMORY.items()] == [1, 1, 1]


def test_a_link_to_a_page_that_the_book_has_not_is_text(named: Project) -> None:
    named.write({"docs/other.md": "---\norphan: true\n---\n# 别的\n"})
    named.edit("docs/topics/topic-a.md", "是什么。", "见[别的页](../other.md)。")
    built(named, "latex")
    assert r"见\DUrole{std}{\DUrole{std-doc}{别的页}}。" in source_of(named)
