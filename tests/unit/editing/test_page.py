"""Edits of pages change only the lines in question."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.editing import page
from handbook.editing.lines import split_lines
from handbook.reading.front_matter import read_front_matter
from handbook.text.characters import without_invisible

FRONT = """---
en: Tuning  # as the field says
aliases: [tune, "fine, tune"]
misnomers:
  - 调  # seen once
  # a comment
broader: learning
---
# 微调

broader: nothing
"""

ISSUE = """---
issue: 64
---
# 第 64 期

导言。

## 论文推荐

### CV 研究

:::{paper} a2020one
:title: 一
:topics: tuning

## 不是标题
:::

% a comment

### NLP 研究

## 活动
"""


@pytest.mark.parametrize(
    ("name", "value", "old", "new"),
    [
        ("en", "Fine-tuning", "en: Tuning  #", "en: Fine-tuning  #"),
        ("broader", "a: b", "broader: learning", 'broader: "a: b"'),
        ("aliases", ["a"], 'aliases: [tune, "fine, tune"]', "aliases: [a]"),
        ("misnomers", ["a", "b"], "misnomers:\n  - 调  #", "misnomers: [a, b]  #"),
        ("zh", "微调", "learning\n---", "learning\nzh: 微调\n---"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_value_of_the_front_matter_is_set(name: str, value: str | list[str], old: str, new: str, end: str) -> None:
    text = FRONT.replace("\n", end)
    assert page.set_front_matter(text, name, value) == text.replace(old.replace("\n", end), new.replace("\n", end), 1)


def test_a_field_without_a_value_gets_one() -> None:
    assert page.set_front_matter("---\nen:\nzh: 微调\n---\n", "en", "A") == "---\nen: A\nzh: 微调\n---\n"
    assert page.set_front_matter("---\nen:  # none yet\n---\n", "en", "A") == "---\nen: A  # none yet\n---\n"
    assert page.set_front_matter("---\n---\n", "en", "A") == "---\nen: A\n---\n"


@pytest.mark.parametrize(
    ("name", "value", "old", "new"),
    [
        ("aliases", "x, y", '"fine, tune"]', '"fine, tune", "x, y"]'),
        ("misnomers", "整", "  - 调  #", "  - 调\n  - 整  #"),
        ("broader", "b", "broader: learning", "broader: [learning, b]"),
        ("former", "b", "learning\n---", "learning\nformer: [b]\n---"),
        ("aliases", "tune", "", ""),
    ],
)
def test_a_value_is_added_to_a_list(name: str, value: str, old: str, new: str) -> None:
    assert page.add_to_front_matter(FRONT, name, value) == FRONT.replace(old, new, 1)


@pytest.mark.parametrize("text", ["", "# no", "---\nen: a\n", "---\n[a\n---\n", "---\n{a: b}\n---\n", "---\n- a\n---\n"])
def test_invalid_front_matter_is_not_edited(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (the message is the line)
        page.set_front_matter(text, "en", "A")


@given(st.text(max_size=30), st.lists(st.text(min_size=1, max_size=10), max_size=3))
def test_the_reader_finds_what_is_written(text: str, texts: list[str]) -> None:
    written = f"text: {page.yaml_value(text)}\nlist: {page.yaml_value(texts)}"
    assert len(split_lines(written)) == 2
    values = read_front_matter(written, first_line=2, path="x.md")
    assert values.get("text") == _shown(text)
    assert values.get("list") == [_shown(each) for each in texts]
    assert {problem.code for problem in values.problems} <= {"hidden-character"}


def _shown(text: str) -> str:
    """Return a value as the reader gives it: on one line, without invisible characters."""
    return re.sub(r"[\r\n\t]+", " ", without_invisible(text))


NEW = ":::{news} b\n:title: 二\n\n新。\n:::\n"


@pytest.mark.parametrize(
    ("section", "old", "new"),
    [
        (("论文推荐", "NLP 研究"), "### NLP 研究\n", f"### NLP 研究\n\n{NEW}"),
        (("论文推荐", "CV 研究"), "% a comment\n", f"% a comment\n\n{NEW}"),
        (("论文推荐",), "## 论文推荐\n", f"## 论文推荐\n\n{NEW}"),
        (("论文推荐", "新"), "### NLP 研究\n", f"### NLP 研究\n\n### 新\n\n{NEW}"),
        (("活动",), "## 活动\n", f"## 活动\n\n{NEW}"),
        (("观点", "新"), "## 活动\n", f"## 活动\n\n## 观点\n\n### 新\n\n{NEW}"),
        ((), "导言。\n", f"导言。\n\n{NEW}"),
    ],
)
def test_a_directive_is_put_at_the_end_of_its_section(section: tuple[str, ...], old: str, new: str) -> None:
    assert page.insert_directive(ISSUE, NEW, section) == ISSUE.replace(old, new)
    for text in (ISSUE.replace("\n", "\r\n"), "\ufeff" + ISSUE):
        assert page.insert_directive(text, NEW, section).removeprefix("\ufeff").replace("\r\n", "\n") == ISSUE.replace(old, new)


def test_a_file_without_final_newline_gets_one() -> None:
    assert page.insert_directive("# 题", NEW, ()) == f"# 题\n\n{NEW}"
