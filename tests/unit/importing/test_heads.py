"""The lines of an item: institutions and titles, names, links."""

from __future__ import annotations

import pytest

from handbook.importing.heads import find_links, join_lines, split_list, split_names, split_title


@pytest.mark.parametrize(
    ("printed", "institutions", "en", "zh"),
    [
        ("甲、乙 | A Title(一个题目)了解详情", ("甲", "乙"), "A Title", "一个题目"),
        ("甲｜A Title（一个题目）", ("甲",), "A Title", "一个题目"),
        ("甲丨A Title: With (Brackets)（题目（一））", ("甲",), "A Title: With (Brackets)", "题目（一）"),
        ("甲,乙,丙|只有中文题目 了解详情", ("甲", "乙", "丙"), "", "只有中文题目"),
        ("甲联合 | 一个题目(A Title in English)", ("甲",), "A Title in English", "一个题目"),
        ("一个题目(NLP)", (), "", "一个题目(NLP)"),
        ("一个(双语 bilingual)题目(甲)", (), "", "一个(双语 bilingual)题目(甲)"),
        ("A Title (Extended)", (), "A Title (Extended)", ""),
        ("甲等 | A Title（忘了括号", ("甲",), "A Title", "忘了括号"),
        ("A Longer English Title 后面直接跟着中文", (), "A Longer English Title", "后面直接跟着中文"),
        ("GPT-3 综述", (), "", "GPT-3 综述"),
        ("p(x|y) of Everything(万物)", (), "p(x|y) of Everything", "万物"),
        ("**甲 | A Title(题)**", ("甲",), "A Title", "题"),
        ("甲 |", ("甲",), "", ""),
        ("", (), "", ""),
    ],
)
def test_a_title_line_is_split(printed: str, institutions: tuple[str, ...], en: str, zh: str) -> None:
    assert split_title(printed) == (institutions, en, zh)


@pytest.mark.parametrize(
    ("printed", "names", "more"),
    [
        ("Jane Doe, John van der Roe", ("Jane Doe", "John van der Roe"), False),
        ("Jane Doe、John Roe等", ("Jane Doe", "John Roe"), True),
        ("Jane Doe, John Roe 等", ("Jane Doe", "John Roe"), True),
        ("Jane Doe, John Roe, 等", ("Jane Doe", "John Roe"), True),
        ("Jane Doe et al.", ("Jane Doe",), True),
        ("Jane Doe and John Roe", ("Jane Doe", "John Roe"), False),
        ("张三,李四，王五；赵六等人", ("张三", "李四", "王五", "赵六"), True),
        ("Jane Doe, Jane Doe", ("Jane Doe",), False),
        ("", (), False),
    ],
)
def test_names_are_split(printed: str, names: tuple[str, ...], more: bool) -> None:
    assert split_names(printed) == (names, more)


@pytest.mark.parametrize("printed", ["甲、乙", "甲,乙等", "甲；乙联合", "甲/乙等机构", "甲、乙等联合"])
def test_institutions_are_split(printed: str) -> None:
    assert split_list(printed) == ("甲", "乙")


@pytest.mark.parametrize(
    ("printed", "links", "rest"),
    [
        ("https://arxiv.org/pdf/2210.11610v2.pdf", [("url", "https://arxiv.org/pdf/2210.11610v2.pdf")], ""),
        ("https://example.org/a。", [("url", "https://example.org/a")], ""),
        ("10.1234/abc.5", [("url", "https://doi.org/10.1234/abc.5")], ""),
        ("arXiv:2210.11610", [("url", "https://arxiv.org/abs/2210.11610")], ""),
        ("arxiv.org/abs/2210.11610", [("url", "https://arxiv.org/abs/2210.11610")], ""),
        ("https://a.org/1，https://github.com/a/b", [("url", "https://a.org/1"), ("code", "https://github.com/a/b")], ""),
        ("见论文集第三卷", [], "见论文集第三卷"),
        ("见 https://a.org/1 一文", [("url", "https://a.org/1")], "见  一文"),
        ("", [], ""),
    ],
)
def test_addresses_are_found(printed: str, links: list[tuple[str, str]], rest: str) -> None:
    found, said = find_links("url", printed)
    assert ([(link.name, link.url) for link in found], said) == (links, rest)


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [("One:", "Two", "One: Two"), ("自监督-", "Two", "自监督-Two"), ("题", "目", "题目"), ("One", "（题）", "One（题）")],
)
def test_lines_are_joined(first: str, second: str, joined: str) -> None:
    assert join_lines(first, second) == joined
