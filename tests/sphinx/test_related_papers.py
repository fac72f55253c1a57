"""The pages of papers show related papers with the reasons, and are written again exactly when these change."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from handbook.related.comparison import Comparison
from handbook.sphinx_ext import ranking_cache

from .project import Project, bib, entry, files_below, issue, term
from .test_paper_pages import built, links, page, rewritten, text

KEYS = [f"p{at:02}" for at in range(16)]


def paper(key: str, topic: str, summary: str = "", method: str = "") -> str:
    """Return the directive of a paper with a summary that is like no other."""
    own = summary or f"{chr(0x4E00 + 50 * int(key[1:]))}。"
    text = entry(key, f"{key} 篇", topics=topic, summary=own)
    return text.replace(":methods: method-a\n", f":methods: {method}\n" if method else "")


def one_author(key: str) -> str:
    """Return the .bib entry of a paper whose authors and title no other has."""
    name = f"{chr(ord('A') + int(key[1:]))}{'xyzuvwqrst'[int(key[1:]) % 10] * 3}"
    return bib(key, name * 2).replace("Doe, Jane and Roe, Richard", f"{name.title()}, Q")


@pytest.fixture
def project(small: Project) -> Project:
    """Return a handbook in which two pairs of papers share a topic each, and all the others nothing."""
    topics = {key: f"own-{key}" for key in KEYS} | {"p00": "topic-a", "p01": "topic-a", "p02": "topic-b", "p03": "topic-b"}
    small.write(
        {
            "issues/001.md": issue(1, *(paper(key, topics[key]) for key in KEYS[:8])),
            "issues/002.md": issue(2, *(paper(key, topics[key]) for key in KEYS[8:])),
            "bib/001.bib": "".join(map(one_author, KEYS[:8])),
            "bib/002.bib": "".join(map(one_author, KEYS[8:])),
            "docs/topics/topic-b.md": term("主题乙", en="B"),
            **{f"docs/topics/own-{key}.md": term(f"题{key}") for key in KEYS[4:]},
        }
    )
    return small


def related(project: Project, key: str) -> dict[str, str]:
    """Return the reasons of the related papers of a page by the title."""
    return {
        text(item.xpath("./p")[0]): text(item.xpath("./p")[1])
        for item in page(project, key).xpath("./section[@id='related']//ul[contains(@class, 'hb-rows')]/li")
    }


def test_a_page_shows_related_papers_with_the_reasons(project: Project) -> None:
    project.edit("issues/001.md", "一", "一见 {cite:p}`p05`")
    built(project)
    assert related(project, "p00") == {
        "p05 篇": "cited by this paper",
        "p01 篇": "both are about 主题甲",
    }
    assert related(project, "p05") == {"p00 篇": "cites this paper"}
    assert related(project, "p04") == {}
    assert not page(project, "p04").xpath("./section[@id='related']")
    found = links(page(project, "p00").xpath("./section[@id='related']")[0])
    assert (found["p01 篇"], found["主题甲"]) == ("p01.html", "../docs/topics/topic-a.html")


def test_the_reasons_are_written_in_chinese_with_spaces_around_latin_names(project: Project) -> None:
    project.edit("docs/topics/topic-b.md", "主题乙", "BERT 类")
    project.build(language="zh_CN")
    assert related(project, "p00") == {"p01 篇": "都研究主题甲"}
    assert related(project, "p02") == {"p03 篇": "都研究 BERT 类"}
    section = html.fromstring((project.out / "html/papers/p02.html").read_bytes()).xpath("//section[@id='related']/h2")[0]
    assert text(section).startswith("相关论文")


def test_a_related_paper_that_comes_and_goes_is_written_to_the_pages_that_show_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(project)
    project.write({"issues/003.md": issue(3, paper("p20", "topic-a")), "bib/003.bib": one_author("p20")})
    assert rewritten(project, monkeypatch) == {"p20", "p00", "p01"}
    assert list(related(project, "p00")) == ["p01 篇", "p20 篇"]
    project.remove("issues/003.md")
    project.remove("bib/003.bib")
    assert rewritten(project, monkeypatch) == {"p00", "p01"}
    assert list(related(project, "p00")) == ["p01 篇"]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda project: project.edit("issues/001.md", "p01 篇", "p01 新篇"), {"p00", "p01", "p02"}),
        (lambda project: project.edit("issues/001.md", ":topics: topic-b", ":topics: own-p04"), {"p02", "p03", "p04"}),
        (lambda project: project.write({"docs/topics/topic-b.md": term("主题丙", en="B")}), {"p02", "p03"}),
        (lambda project: project.edit("issues/002.md", "p08 篇", "p08 别篇"), {"p08", "p09"}),
        (lambda project: project.edit("bib/001.bib", "Axxx, Q", "Axxx, Q and Bzzz, R"), {"p00"}),
    ],
    ids=["title", "topic", "name of a topic", "an unrelated title", "author"],
)
def test_exactly_the_pages_that_show_a_change_are_written(
    project: Project, monkeypatch: pytest.MonkeyPatch, edit: Callable[[Project], None], expected: set[str]
) -> None:
    built(project)
    edit(project)
    assert rewritten(project, monkeypatch) == expected
    assert rewritten(project, monkeypatch) == set()


def give_summary(project: Project, name: str, key: str, summary: str) -> None:
    """Change the summary of a paper."""
    source = project.root / name
    before = source.read_text(encoding="utf-8")
    after = re.sub(rf"(:::\{{paper\}} {key}\n(?:.+\n)+\n).+", rf"\g<1>{summary}", before)
    assert after != before
    source.write_text(after, encoding="utf-8")


def test_a_summary_changes_related_papers_on_pages_and_in_the_interface(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(project)
    path = project.out / "html/api/v1/related.json"
    for name, key, expected in (("issues/001.md", "p06", {"p06"}), ("issues/002.md", "p12", {"p06", "p12"})):
        before = path.read_bytes()
        give_summary(project, name, key, "讲蛋白质折叠与三维结构。")
        assert rewritten(project, monkeypatch) == expected
        assert (path.read_bytes() == before) == (key == "p06")
    assert related(project, "p06") == {"p12 篇": "similar titles and summaries"}
    (found,) = [each for each in json.loads(path.read_bytes()) if each["id"] == "p12"]
    assert found["related"] == [{"id": "p06", "reasons": [{"kind": "likeness", "shared": []}]}]


def test_lists_that_nothing_touches_are_taken_over_from_the_cache(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    built(project)
    made: list[str] = []
    original = Comparison.related

    def noted(self: Comparison, key: str) -> object:
        made.append(key)
        return original(self, key)

    monkeypatch.setattr(Comparison, "related", noted)
    project.edit("issues/001.md", ":topics: topic-b", ":topics: own-p04")
    built(project)
    assert {"p02"} <= set(made) < set(KEYS)
    (cache,) = project.root.parent.rglob(ranking_cache.NAME)
    cache.write_bytes(b"\x80")
    made.clear()
    project.edit("issues/001.md", ":topics: own-p04", ":topics: topic-b")
    built(project)
    assert set(made) == set(KEYS), "of a damaged cache nothing is taken over"


def test_an_incremental_build_gives_the_bytes_of_a_clean_one(project: Project, tmp_path: Path) -> None:
    built(project)
    project.edit("issues/001.md", ":topics: topic-b", ":topics: topic-a")
    built(project)
    project.edit("issues/002.md", ":topics: own-p09", ":topics: topic-a")
    built(project)
    incremental = dict(files_below(project.out / "html"))
    assert list(related(project, "p09")) == ["p00 篇", "p01 篇", "p02 篇"]
    project.build(out=tmp_path / "clean", fresh=True, jobs=2)
    clean = dict(files_below(tmp_path / "clean/html"))
    compared = [name for name in clean if name.startswith(("papers/", "api/"))]
    assert len(compared) > len(KEYS)
    assert {name: incremental[name] for name in compared} == {name: clean[name] for name in compared}
