"""Copies in Markdown: everything that the page of an issue or a term shows, and nothing of the handbook's own markup."""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt

from handbook import load
from handbook.site.copies import copy_of, copy_of_work, has_copy
from handbook.site.llms import llms
from handbook.views import paper_keys, paper_page
from handbook.views.labels import entry_label

from ..builders import PROJECT, read
from ..sample import SAMPLE
from .published import BASE, site_at

MARKUP = re.compile(r"\{[a-z:]+\}`|^:{3,}|^---$", re.MULTILINE)


def copy(docname: str, base: str = BASE) -> str:
    library = read(SAMPLE)
    path, data = copy_of(library, site_at(base), library.by_docname[docname])
    assert path == f"{docname}.html.md"
    return data.decode()


def test_issues_and_terms_have_a_copy() -> None:
    library = read(SAMPLE)
    assert {page.docname.rpartition("/")[0] for page in library.pages if has_copy(page)} == {
        "issues",
        "docs/topics",
        "docs/institutions",
        "docs/methods",
    }
    assert not has_copy(library.by_docname["issues/index"])
    assert not has_copy(None)


def test_the_copy_of_an_issue_has_its_entries_below_their_headings() -> None:
    text = copy("issues/002")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# 第 2 期",
        "## 论文推荐",
        "### NLP 研究",
        f"#### [挖掘](<{BASE}papers/kar2022.html>)",
        "### CV 研究",
        f"#### [评价](<{BASE}papers/eddine2022.html>)",
    ]
    for part in (
        "**二**",
        "- 出版日期：2022 年 3 月",
        "- 本期贡献者：张三；李四",
        "*Mining*",
        "- 作者：Mozes van de Kar, Daniele de Martini",
        "- 出处：EMNLP 2022",
        f"- 主题：[常识推理](<{BASE}docs/topics/commonsense.html>)",
        "[代码](<https://example.org/kar>)",
        f"摘要一 ([Doe, 2019](<{BASE}papers/old2019.html>))。",
        "- 类别：综述",
        "> 印作：甲  \n> 应作：乙",
        "> 印作：丙",
    ):
        assert part in text, part


def test_an_issue_links_to_where_it_was_published() -> None:
    files = dict(SAMPLE)
    files["issues/002.md"] = str(files["issues/002.md"]).replace(
        "issue: 2\n", "issue: 2\nsource: https://example.org/2\narchived: https://web.example.org/2\n"
    )
    library = read(files)
    text = copy_of(library, site_at(), library.by_docname["issues/002"])[1].decode()
    assert "- 来源：[原文](<https://example.org/2>) · [存档](<https://web.example.org/2>)" in text


def test_the_copy_of_a_term_has_definition_and_entries() -> None:
    text = copy("docs/topics/nlp", base="")
    assert text.startswith("# 自然语言处理\n\n*NLP*\n\n- 又称：计算语言学\n- 下位词：[推理](<reasoning.html>)\n")
    assert "\n## 收录条目\n\n- [教程](<../../papers/tutorial2022.html>)" in text
    assert "- 页面：[自然语言处理](<nlp.html>)" in text


def test_copies_of_the_handbook_are_plain_markdown_with_every_entry(root: Path) -> None:
    library = load(root)
    shown = set()
    for page in filter(has_copy, library.pages):
        text = copy_of(library, site_at(), page)[1].decode()
        assert MARKUP.findall(text) == [], page.path
        tokens = MarkdownIt("commonmark").parse(text)
        assert tokens[0].tag == "h1"
        assert sum(token.tag == "h1" and token.nesting == 1 for token in tokens) == 1
        if page.issue:
            addresses = {entry.item.id: site_at().address(entry_label(entry)) for entry in library.presented(page)}
            shown |= {item_id for item_id, address in addresses.items() if f"{address}>" in text}
    assert shown == set(library.entries)


def test_llms_txt_names_the_site_and_every_copy(root: Path) -> None:
    library = load(root)
    lines = llms(library, site_at()).decode().split("\n")
    assert lines[0] == "# 小手册"
    assert lines[2].startswith("> 预训练模型论文的中文参考手册")
    linked = {match[1] for line in lines if (match := re.search(r"\]\(<(.*?)>\)", line))}
    assert {f"{BASE}{page.docname}.html.md" for page in library.pages if has_copy(page)} < linked
    assert f"{BASE}api/v1/papers.jsonl" in linked


def test_llms_txt_links_relatively_without_an_address() -> None:
    assert "(<issues/064.html.md>)" in llms(read({"pyproject.toml": PROJECT}), site_at("")).decode()


def test_the_copy_of_a_work_is_its_entry_or_what_cites_it() -> None:
    library = read(SAMPLE)
    made = {}
    for key, issue in paper_keys(library):
        page = paper_page(library, key)
        assert page is not None
        path, data = copy_of_work(library, site_at(), page)
        assert path == f"papers/{key}.html.md"
        text = data.decode()
        assert not MARKUP.search(text), key
        made[bool(issue)] = text
        if issue:
            assert text.startswith(f"# [{page.title}](<{BASE}papers/{key}.html>)"), key
        else:
            assert text.startswith(f"# {page.title}\n")
            assert [label for label in page.citing if f"[{label.zh}]" not in text] == []
    assert set(made) == {True, False}
