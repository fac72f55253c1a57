"""The page and the feed of what was corrected: from the history of a repository, and honest about what that does not tell."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import html

from handbook.history import git as git_commands
from handbook.sphinx_ext import history
from handbook.views import updates as updates_view

from ..conftest import Git
from ..unit.site.published import checked_atom, checked_json
from .project import Project, files_below
from .test_machines import BASE, TAG

PAGE = "# 更正与更新\n\n```{listing} updates\n```\n"
CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "甲"
msgstr "one"

msgid "乙"
msgstr "two"
"""
ERRATUM = ":::{erratum}\n:printed: 甲\n:correct: 乙\n\n依据。\n:::\n"


@pytest.fixture
def project(small: Project, git: Git) -> Project:
    """Return the small handbook with a page of updates, in a repository with corrections of two months."""
    small.write({"pyproject.toml": TAG, "docs/updates.md": PAGE})
    small.edit("index.md", "docs/authors/index", "docs/authors/index\ndocs/updates")
    git(small.root, "init", "-q")
    commit(small, git, "2026-01-01")
    small.edit("bib/002.bib", "Title of", "A title of")
    commit(small, git, "2026-01-02")
    small.edit("issues/001.md", "## 论文推荐", f"{ERRATUM}\n## 论文推荐")
    small.edit("issues/001.md", "题目 doe2022one", "新题目")
    commit(small, git, "2026-02-03")
    return small


def commit(project: Project, git: Git, day: str) -> None:
    git(project.root, "add", "-A")
    git(project.root, "commit", "-qm", "change", day=day)


def times(project: Project) -> dict[str, int]:
    """Return when each page and each feed was written."""
    names = (
        name for name, _data in files_below(project.out / "html") if name.startswith(("docs/", "feeds/", "issues/", "papers/"))
    )
    return {name: (project.out / "html" / name).stat().st_mtime_ns for name in names}


def article(project: Project, page: str = "docs/updates.html", out: str = "html") -> html.HtmlElement:
    (found,) = html.fromstring((project.out / out / page).read_bytes()).xpath("//div[@role='main' or @class='body'][1]")
    return found


def listed(project: Project, page: str = "docs/updates.html") -> list[tuple[str, ...]]:
    """Return day, address, title, badge and texts of each update that a page lists."""
    rows = []
    for row in article(project, page).xpath(".//ul[contains(@class, 'hb-rows')]/li"):
        link = row.xpath(".//p[contains(@class, 'hb-row-title')]/a")[0]
        badge = row.xpath(".//*[contains(@class, 'hb-badge')]")[0].text_content()
        texts = [" ".join(each.text_content().split()) for each in row.xpath("./p[not(@class)] | .//dd")]
        rows.append((row.xpath("./p[contains(@class, 'hb-meta')]")[0].text, link.get("href"), link.text_content(), badge, *texts))
    return rows


ROWS = [
    ("2026-02-03", "../papers/doe2022one.html", "新题目", "Title in the handbook corrected", "题目 doe2022one → 新题目"),
    ("2026-02-03", "../issues/001.html", "No. 1 题目 1", "Erratum added", "甲", "乙"),
    (
        "2026-01-02",
        "../papers/doe2022three.html",
        "题目 doe2022three",
        "Title corrected",
        "Title of doe2022three → A title of doe2022three",
    ),
]


def test_the_page_lists_by_month_what_was_corrected(project: Project) -> None:
    assert project.build(html_baseurl=BASE).warnings == []
    assert listed(project) == ROWS
    assert [each.text_content().rstrip("#¶") for each in article(project).xpath(".//h2")] == ["February 2026", "January 2026"]
    assert [each.get("id") for each in article(project).xpath(".//section/section")] == ["m2026-02", "m2026-01"]
    assert article(project).xpath(".//p[contains(@class, 'hb-history')]") == []


def test_a_change_that_is_not_committed_is_not_shown_and_a_commit_alone_shows_it(project: Project, git: Git) -> None:
    project.build(html_baseurl=BASE)
    project.edit("bib/001.bib", "Title of doe2022two", "Something else")
    project.build(html_baseurl=BASE)
    assert listed(project) == ROWS
    commit(project, git, "2026-02-04")
    again = project.build(html_baseurl=BASE)
    assert again.read == set()
    assert "docs/updates" in again.written
    assert "issues/001" not in again.written, "what it shows is the same"
    new = (
        "2026-02-04",
        "../papers/doe2022two.html",
        "题目 doe2022two",
        "Title corrected",
        "Title of doe2022two → Something else",
    )
    assert listed(project) == [new, *ROWS]


def test_a_new_commit_alone_is_read_and_without_one_nothing_but_the_cache(
    project: Project, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers: list[int] = []
    contents, commits = git_commands.contents, git_commands.commits

    def counting(root: Path, names: Iterable[str]) -> dict[str, bytes]:
        found = contents(root, names)
        numbers.append(len(found))
        return found

    def noted(root: Path, *paths: str) -> object:
        numbers.append(-1)
        return commits(root, *paths)

    monkeypatch.setattr(git_commands, "contents", counting)
    monkeypatch.setattr(git_commands, "commits", noted)
    project.build(html_baseurl=BASE)
    assert numbers == [-1, 6], "two issues with their bibliographies, and one of each changed"
    numbers.clear()
    before = times(project)
    again = project.build(html_baseurl=BASE)
    assert (again.read, again.written, numbers, times(project)) == (set(), set(), [], before)
    project.edit("docs/topics/topic-a.md", "是什么", "是一种主题")
    commit(project, git, "2026-02-04")
    project.edit("issues/002.md", "摘要。", "另一个摘要。")
    commit(project, git, "2026-02-05")
    project.build(html_baseurl=BASE)
    assert numbers == [-1, 2]
    numbers.clear()
    git(project.root, "commit", "-q", "--allow-empty", "-m", "nothing")
    before = times(project)
    again = project.build(html_baseurl=BASE)
    assert (again.read, again.written, numbers, times(project)) == (set(), set(), [-1, 0], before)


def test_a_part_of_the_history_and_none_are_said_to_be_so(project: Project, git: Git, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{project.root}", "shallow")
    shallow = Project(root=tmp_path / "shallow")
    assert shallow.build(html_baseurl=BASE).warnings == []
    assert listed(shallow) == ROWS[:2]
    (note,) = article(shallow).xpath(".//p[contains(@class, 'hb-history')]")
    assert note.text == "This copy was made with a part of the history of its files: it begins on 2026-01-02."
    git(shallow.root, "fetch", "-q", "--unshallow")
    shallow.build(html_baseurl=BASE)
    assert listed(shallow) == ROWS
    tarball = Project(root=tmp_path / "tarball")
    tarball.write(
        {
            path.relative_to(project.root).as_posix(): path.read_bytes()
            for path in project.root.rglob("*")
            if path.is_file() and ".git/" not in f"{path}"
        }
    )
    assert tarball.build(html_baseurl=BASE).warnings == []
    (note,) = article(tarball).xpath(".//p[contains(@class, 'hb-history')]")
    assert note.text.startswith("This copy was made without the history of its files")
    assert listed(tarball) == []


def test_without_git_the_page_says_so(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_commands, "run", lambda *_arguments, **_more: b"")
    assert project.build(html_baseurl=BASE).warnings == []
    assert "without the history" in article(project).text_content()


def test_a_history_without_corrections_is_said_to_have_none(small: Project, git: Git) -> None:
    small.write({"docs/updates.md": PAGE})
    small.edit("index.md", "docs/authors/index", "docs/authors/index\ndocs/updates")
    git(small.root, "init", "-q")
    commit(small, git, "2026-01-01")
    small.build()
    assert "Nothing has been corrected so far." in article(small).text_content()


def test_the_feed_has_the_updates_and_its_ids_stay(project: Project, git: Git) -> None:
    project.build(html_baseurl=BASE)
    address = "feeds/updates"
    feed = checked_atom((project.out / f"html/{address}.xml").read_bytes(), f"{BASE}{address}.xml")
    assert feed.feed.link == f"{BASE}docs/updates.html"
    assert [each.updated for each in feed.entries] == [f"{row[0]}T00:00:00Z" for row in ROWS]
    assert [each.title for each in feed.entries] == [
        "Title in the handbook corrected · 新题目",
        "Erratum added · No. 1",
        "Title corrected · 题目 doe2022three",
    ]
    assert feed.entries[0].link == f"{BASE}papers/doe2022one.html"
    assert "题目 doe2022one → 新题目" in feed.entries[0].summary
    ids = [each.id for each in feed.entries]
    assert all(each.startswith("tag:example.org,2026:update/") for each in ids)
    head = html.fromstring((project.out / "html/docs/updates.html").read_bytes()).xpath(
        "//head/link[@rel='alternate'][@type]/@href"
    )
    assert head == [f"{BASE}{address}.xml", f"{BASE}{address}.json"]
    project.edit("bib/002.bib", "@inproceedings{doe2022three,", "@inproceedings{doe2022new,\n  ids = {doe2022three},")
    project.edit("issues/002.md", "{paper} doe2022three", "{paper} doe2022new")
    commit(project, git, "2026-03-01")
    project.build(html_baseurl=BASE, fresh=True)
    items = checked_json((project.out / f"html/{address}.json").read_bytes(), f"{BASE}{address}.json")["items"]
    assert [item["id"] for item in items] == ids
    assert items[2]["url"] == f"{BASE}papers/doe2022new.html"


def test_a_feed_without_an_update_is_there_and_valid(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_commands, "run", lambda *_arguments, **_more: b"")
    project.build(html_baseurl=BASE)
    feed = checked_atom((project.out / "html/feeds/updates.xml").read_bytes(), f"{BASE}feeds/updates.xml", is_empty=True)
    assert (feed.entries, feed.feed.updated) == ([], "2022-10-01T00:00:00Z")
    checked_json((project.out / "html/feeds/updates.json").read_bytes(), f"{BASE}feeds/updates.json", is_empty=True)


def test_what_the_handbook_does_not_have_any_more_has_no_link(project: Project, git: Git) -> None:
    project.remove("issues/002.md")
    project.remove("bib/002.bib")
    commit(project, git, "2026-03-01")
    assert project.build(html_baseurl=BASE).warnings == []
    last = article(project).xpath(".//ul[contains(@class, 'hb-rows')]/li")[-1]
    assert last.xpath(".//a") == []
    assert "A title of doe2022three" in last.text_content()
    item = json.loads((project.out / "html/feeds/updates.json").read_bytes())["items"][-1]
    assert item["url"] == f"{BASE}docs/updates.html"


def test_the_months_of_a_long_list_have_pages_of_their_own(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates_view, "MAX_UPDATES_IN_FULL", 2)
    assert project.build(html_baseurl=BASE, html_theme="sphinx_book_theme").warnings == []
    page = html.fromstring((project.out / "html/docs/updates.html").read_bytes())
    (chip,) = page.xpath("//ul[contains(@class, 'hb-chips')]/li")
    assert (chip.get("id"), " ".join(chip.text_content().split())) == ("m2026-01", "January 2026 (1)")
    assert chip.xpath(".//a/@href") == ["../by-year/updates-2026-01.html"]
    month = html.fromstring((project.out / "html/by-year/updates-2026-01.html").read_bytes())
    assert month.xpath("//h1")[0].text_content().startswith("January 2026")
    assert "Title of doe2022three → A title of doe2022three" in month.text_content()
    assert f"{BASE}by-year/updates-2026-01.html" in (project.out / "html/sitemap.xml").read_text()


def test_another_build_takes_over_what_an_earlier_one_has_found(project: Project) -> None:
    project.build(html_baseurl=BASE)
    cached = project.out.parent / f"{project.out.name}-doctrees" / history.NAME
    before, written = (cached.read_bytes(), (project.out / "html/docs/updates.html").read_bytes()), times(project)
    cached.unlink()
    project.build(html_baseurl=BASE)
    assert times(project) == written
    cached.write_bytes(before[0][:100])
    project.build(html_baseurl=BASE, fresh=True, jobs=2)
    assert (cached.read_bytes(), (project.out / "html/docs/updates.html").read_bytes()) == before


def test_other_formats_have_the_whole_list(project: Project) -> None:
    assert project.build("epub", html_baseurl=BASE, version="1").warnings == []
    text = html.fromstring((project.out / "epub/docs/updates.xhtml").read_bytes()).text_content()
    assert "Title of doe2022three → A title of doe2022three" in text
    assert "2026-02-03" in text


def test_an_erratum_of_an_edition_is_shown_in_its_words(project: Project, git: Git) -> None:
    project.write({"locale/en/LC_MESSAGES/issues.po": CATALOGUE})
    project.edit("pyproject.toml", 'name = "Small"\n', 'name = "Small"\nlanguage = "zh-CN"\n')
    project.build(html_baseurl=BASE, language="en")
    assert [row[4:] for row in listed(project) if row[3] == "Erratum added"] == [("one", "two")]
    commit(project, git, "2026-02-10")
    project.edit("issues/001.md", ":correct: 乙", ":correct: 丙")
    commit(project, git, "2026-02-11")
    project.build(html_baseurl=BASE, language="en")
    assert [row[3:] for row in listed(project)][:1] == [("Erratum corrected", "one", "乙 → 丙")]
