"""The messages of a page, with their lines."""

from __future__ import annotations

import pytest

from handbook.model.identity import Identity
from handbook.reading.messages import Message, read_messages

ZH = Identity(language="zh-CN", issue_heading="第 {number} 期")
ISSUE = """---
issue: 64
title: 微调
date: 2022-10
contributors: [王五, Jane Doe]
---
# 第 64 期

导言，
分两行。

## 论文推荐

::::{paper} doe2022deep
:title: 深度

摘要见{cite:p}`doe2022deep`。

:::{erratum}
:printed: 误
:correct: 正

依据：原文。
:::
::::

:::{event} live
:title: 报告
:people: 李四
:printed-date: 11 月 9 日

消息。
:::

:::{news} told
:title: 消息
:title-en: News

All in English.
:::
"""


def texts(path: str, text: str, identity: Identity = ZH) -> list[tuple[int, str, str]]:
    messages = read_messages(path, text.encode(), identity)
    return [(message.location.line, message.text, message.note) for message in messages]


def test_an_issue_has_its_prose_and_the_values_that_pages_show() -> None:
    assert texts("issues/064.md", ISSUE) == [
        (1, "微调", "title"),
        (1, "王五", "contributor"),
        (9, "导言， 分两行。", ""),
        (12, "论文推荐", ""),
        (17, "摘要见{cite:p}`doe2022deep`。", ""),
        (19, "误", "erratum, printed"),
        (19, "正", "erratum, correct"),
        (19, "原文。", "erratum, evidence"),
        (27, "报告", "title"),
        (27, "李四", "person"),
        (27, "11 月 9 日", "printed-date"),
        (32, "消息。", ""),
    ]


def test_a_term_has_its_definition_but_not_its_name() -> None:
    page = "---\nen: Tuning\nzh: 调优\n---\n# 调优\n\n定义。\n\n# 调优\n"
    assert texts("docs/topics/tuning.md", page)[0] == (7, "定义。", "")
    assert texts("docs/guide/tuning.md", "# 调优\n\n定义。\n") == [(1, "调优", ""), (3, "定义。", "")]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("| 甲 | b |\n| --- | --- |\n| 丙 | d |\n", ["甲", "丙"]),
        ("```text\n甲\n\n乙\n```\n", ["甲\n\n乙"]),
        ("````{code-block} md\n:caption: a.md\n\n# 甲\n````\n", ["# 甲"]),
        ("```{toctree}\n:caption: 目录\n\n甲 <a>\nb\n乙\n```\n", ["目录", "甲"]),
        ("```{search}\n甲是什么\n\nb\n怎样做乙\n```\n", ["甲是什么", "怎样做乙"]),
        (":::{note}\n* 甲\n* b\n:::\n", ["甲"]),
        ("[^a]: 注。\n\n文[^a]\n", ["注。", "文[^a]"]),
        ("```{listing} issues\n```\n\n(甲)=\n", []),
    ],
)
def test_the_parts_of_other_blocks(markdown: str, expected: list[str]) -> None:
    assert [text for _line, text, _note in texts("docs/guide/use.md", markdown)] == expected


def test_a_page_in_another_language_has_none() -> None:
    assert texts("docs/guide/use.md", "---\nlang: en\n---\n# 中文\n") == []
    assert texts("docs/guide/use.md", "---\nlang: zh-CN\n---\n# 中文\n") != []


def test_any_word_is_a_message_of_a_handbook_that_is_not_in_chinese() -> None:
    assert texts("docs/guide/use.md", "# Use\n\n1 + 1\n", Identity(language="en")) == [(1, "Use", "")]


def test_what_is_refused_on_a_page_is_no_message() -> None:
    assert [text for _line, text, _note in texts("issues/064.md", ISSUE + "\n<b>粗</b>\n")] == [
        text for _line, text, _note in texts("issues/064.md", ISSUE)
    ]
    assert isinstance(read_messages("issues/064.md", ISSUE.encode(), ZH)[0], Message)
