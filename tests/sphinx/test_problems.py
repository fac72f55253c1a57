"""All mistakes are reported in one build, each with file, line, code and hint, and the build continues."""

from __future__ import annotations

import re

import pytest

from .project import Project, bib, entry, issue, term

LINE = re.compile(r"(?P<path>[^:]+):(?P<line>\d+): WARNING: (?P<text>.*) \[hb\.(?P<code>[a-z0-9-]+)\]$")

IN_A_LIST = "- item\n\n  :::{paper} doe2022two\n  :title: 在列表里\n\n  文字。\n  :::\n"
UNTITLED = "没有标题，引用 {cite:t}`nobody1999` 和 {topic}`无此主题`。\n"

BROKEN: dict[str, str | bytes] = {
    "issues/002.md": issue(2, entry("doe2022three", topics="topic-aa"), entry("nobody2022nothing")),
    "issues/003.md": "---\nissue: 2\ntitle: 题目\ndate: 2022-02-30\n---\n\n:::{paper} doe2022one\n:titel: 错\n:::\n",
    "issues/004.md": "# 没有文首\n",
    "issues/005.md": "---\nissue: 5\ntitle: [\n---\n# 第 5 期\n",
    "issues/006.md": b"---\nissue: 6\ntitle: \xff\xfe\ndate: 2022\n---\n# \xd0\xc5\n",
    "issues/007.md": f"---\nissue: 7\ntitle: a\0b\ndate: 2022\n---\n# 第 7 期\n\n{IN_A_LIST}",
    "docs/topics/topic-b.md": term("主题甲", broader="topic-b", near="[方法甲]", related="[topic-b, topic-c]"),
    "docs/methods/method-b.md": f"---\nen: Method B\nzh: 方法乙\nbroader: method-c\n---\n{UNTITLED}",
    "docs/guide.md": "---\norphan: true\n---\n# 指南\n\n:::{paper} doe2022one\n:title: 在别处\n\n文字留着。\n:::\n",
    "bib/003.bib": bib("doe2022one", "Another title") + "@article{broken,\n  title = {No end,\n\n",
}

EXPECTED = {
    ("bib/003.bib", 1, "duplicate-key"),
    ("docs/guide.md", 6, "misplaced"),
    ("docs/methods/method-b.md", 1, "broader-unknown"),
    ("docs/methods/method-b.md", 6, "title-missing"),
    ("docs/methods/method-b.md", 6, "unknown-citation"),
    ("docs/methods/method-b.md", 6, "unknown-term"),
    ("docs/topics/topic-b.md", 1, "alias-conflict"),
    ("docs/topics/topic-b.md", 1, "broader-cycle"),
    ("docs/topics/topic-b.md", 5, "near-conflict"),
    ("docs/topics/topic-b.md", 6, "related-redundant"),
    ("docs/topics/topic-b.md", 6, "related-unknown"),
    ("issues/002.md", 12, "unknown-term"),
    ("issues/002.md", 19, "unknown-citation"),
    ("issues/003.md", 1, "duplicate-issue"),
    ("issues/003.md", 1, "file-name"),
    ("issues/003.md", 4, "bad-date"),
    ("issues/003.md", 7, "body-empty"),
    ("issues/003.md", 7, "option-missing"),
    ("issues/003.md", 7, "title-missing"),
    ("issues/003.md", 7, "duplicate-item"),
    ("issues/003.md", 8, "option-unknown"),
    ("issues/004.md", 1, "front-matter-missing"),
    ("issues/006.md", 3, "not-utf8"),
    ("issues/007.md", 3, "nul-character"),
    ("issues/007.md", 10, "misplaced"),
}


def said(warnings: list[str]) -> set[tuple[str, int, str]]:
    """Return path, line and code of every warning of ours."""
    matches = [LINE.match(line) for line in warnings]
    return {(match["path"], int(match["line"]), match["code"]) for match in matches if match}


@pytest.mark.parametrize("builder", ["html", "text"])
def test_every_problem_is_reported_in_one_build(small: Project, builder: str) -> None:
    small.write(BROKEN)
    built = small.build(builder)
    found = said(built.warnings)
    assert found >= EXPECTED
    assert {code for path, _line, code in found if path == "issues/005.md"} == {"front-matter-syntax"}
    assert {code for path, _line, code in found if path == "bib/003.bib"} == {"duplicate-key", "bib-syntax"}
    assert {code for _path, _line, code in found - EXPECTED} == {"front-matter-syntax", "bib-syntax"}
    ours = [line for line in built.warnings if "[hb." in line]
    assert len(ours) == len(set(ours)), "each is said once"
    assert ours == sorted(ours, key=lambda line: (LINE.match(line) or {"path": ""})["path"])
    assert not [line for line in built.warnings if "Traceback" in line]


def test_a_problem_is_reported_again_until_it_is_fixed(small: Project) -> None:
    small.build()
    small.edit("issues/002.md", ":topics: topic-a", ":topics: topik-a")
    first, second = small.build(), small.build()
    assert first.warnings == second.warnings
    assert first.warnings == [
        "issues/002.md:12: WARNING: there is no topic topik-a"
        " (did you mean topic-a? to define a new term, add the page docs/topics/ID.md) [hb.unknown-term]"
    ]
    small.edit("issues/002.md", "topik-a", "topic-a")
    assert small.build().warnings == []


def test_an_info_does_not_fail_the_build(small: Project) -> None:
    small.edit("issues/002.md", ":topics: topic-a", ":topics: 主题甲")
    built = small.build()
    assert built.warnings == []
    assert "issues/002.md:12: 主题甲 is read as topic-a (write the id) [hb.alias-used]" in built.info
    assert built.library.entries["doe2022three"].terms["topic"][0].id == "topic-a"


def test_nothing_that_was_written_is_lost(small: Project) -> None:
    small.write(BROKEN)
    small.build("text")
    assert "文字留着。" in (small.out / "text/docs/guide.txt").read_text(encoding="utf-8")
    assert "?nobody1999" in (small.out / "text/docs/methods/method-b.txt").read_text(encoding="utf-8")
    assert "文字。" in (small.out / "text/issues/007.txt").read_text(encoding="utf-8")


def test_the_messages_are_in_the_language_of_the_handbook(small: Project) -> None:
    small.edit("issues/002.md", ":topics: topic-a", ":topics: topik-a")
    built = small.build(language="zh_CN")
    ours = [line for line in built.warnings if "[hb." in line]
    assert ours == [
        "issues/002.md:12: WARNING: 没有主题 topik-a（是否想写 topic-a？新词条请新建页面 docs/topics/ID.md） [hb.unknown-term]"
    ]


@pytest.mark.parametrize("text", ["> % comment\n>", "".join(f"{':' * (300 - deep)}{{note}}\n" for deep in range(290))])
def test_a_page_that_the_parser_cannot_read_is_shown_as_it_is(small: Project, text: str) -> None:
    small.write({"docs/guide.md": f"---\norphan: true\n---\n# 指南\n\n{text}"})
    built = small.build("text")
    assert said(built.warnings) == {("docs/guide.md", 1, "markdown-unreadable")}
    assert text.splitlines()[0] in (small.out / "text/docs/guide.txt").read_text(encoding="utf-8")


def test_a_folder_without_pages_is_no_mistake_and_a_pattern_that_matches_nothing_is(small: Project) -> None:
    for name in ("docs/topics/topic-a.md", "docs/topics/topic-b.md"):
        small.remove(name)
    for number in ("001", "002"):
        small.remove(f"issues/{number}.md")
        small.remove(f"bib/{number}.bib")
    assert small.build().warnings == []
    small.edit("docs/topics/index.md", "\n*\n", "\ntopics-*\n")
    assert "toctree glob pattern 'topics-*' didn't match any documents" in small.build().warnings[0]
