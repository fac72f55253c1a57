"""The reader of published issues: every field is read as printed, and no line is lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handbook.importing import Printed
from handbook.importing import read_published as read_published_of
from handbook.model.identity import Identity
from handbook.reading.files import decode

from ..builders import WEEKLY
from .texts import COMMUNITY, CSDN, WECHAT


def read_published(text: str) -> Printed:
    """Return what the text of an issue of the weekly says."""
    return read_published_of(text, WEEKLY)


def accounted(printed: Printed) -> list[int]:
    """Return the numbers of the lines that went somewhere, in order; one that went to two places is there twice."""
    items = (line for item in printed.items for line in (*item.lines, *item.summary))
    furniture = (line for _sort, line in printed.furniture)
    return sorted(line.number for line in (*printed.head, *printed.introduction, *items, *furniture, *printed.unread))


def unread(printed: Printed) -> list[str]:
    return [line.text for line in printed.unread]


def test_a_page_of_wechat() -> None:
    printed = read_published(WECHAT)
    assert (printed.number, printed.title) == (97, "示例周刊：小模型与大数据")
    assert printed.contributors == ("张三", "李四")
    assert printed.page_date == "2023-02-07"
    assert [line.text[:4] for line in printed.introduction] == ["本期周刊"]
    survey, broken, data = printed.items
    assert (survey.section, survey.subfield, survey.line) == ("论文推荐", "NLP研究", 15)
    assert survey.institutions == ("虚构大学", "示例研究院")
    assert survey.title_en == "Small Models, Big Data: A Survey"
    assert survey.title_zh == "小模型与大数据：综述"
    assert (survey.authors, survey.more_authors) == (("Jane Doe", "John van der Roe"), True)
    assert [(line.number, line.text[-6:]) for line in survey.summary] == [(19, "；（2）二。"), (21, "得同样随意。")]
    assert [(link.name, link.url) for link in survey.links] == [
        ("url", "https://arxiv.org/pdf/2301.01234v3.pdf"),
        ("code", "https://github.com/example/small"),
    ]
    assert broken.title_en == "A Title That Is Broken Over Two Lines: Part One"
    assert broken.title_zh == "断成两行的题目"
    assert (broken.authors, broken.more_authors) == (("王五", "赵六"), False)
    assert (data.section, data.subfield, data.title_zh) == ("资源", "", "示例数据集发布")
    assert data.links[0].url == "https://www.example.org/data"
    assert unread(printed) == []


def test_a_page_of_csdn() -> None:
    printed = read_published(CSDN)
    assert (printed.number, printed.title, printed.contributors) == (98, "没有栏目的一期", ())
    english, chinese = printed.items
    assert (english.section, english.title_en, english.title_zh) == ("", "Just an English Title with Words Enough", "")
    assert (english.authors, english.more_authors) == (("Ann Example", "Bob Sample"), True)
    assert english.links[0].url == "https://doi.org/10.1234/abc.2022.5"
    assert (chinese.title_zh, chinese.authors) == ("只有中文题目的一条", ())
    assert chinese.links[0].url == "https://example.org/a_b/index.html"
    assert unread(printed) == ["看不懂的一行"]


def test_a_page_of_the_community_site() -> None:
    printed = read_published(COMMUNITY)
    assert (printed.number, printed.title) == (99, "")
    unlabelled, view, event = printed.items
    assert unlabelled.section == "研究动态"
    assert unlabelled.title_en == "An Unlabelled Title for Once"
    assert unlabelled.links[0].url == "https://arxiv.org/abs/2302.00001"
    assert (view.section, view.title_zh) == ("观点", "某某：模型该小还是该大")
    assert event.institutions == ("示例研究院资深研究员钱七",)
    assert [line.text for line in event.summary][:1] == ["时间：2月30日（周三）19:00-20:00"]
    assert unread(printed) == []


@pytest.mark.parametrize("text", [WECHAT, CSDN, COMMUNITY])
def test_width_of_punctuation_and_ends_of_lines_do_not_matter(text: str) -> None:
    wide = str.maketrans({":": "：", ",": "，", "(": "（", ")": "）", "|": "｜"})
    lines = [line if "http" in line or "www" in line or "10." in line else line.translate(wide) for line in text.split("\n")]
    other, printed = read_published("\r\n".join(lines)), read_published(text)
    assert len(other.items) == len(printed.items)
    for one, two in zip(printed.items, other.items, strict=True):
        assert one.title_en.translate(wide) == two.title_en.translate(wide)
        assert one.title_zh.translate(wide) == two.title_zh.translate(wide)
        assert (one.institutions, one.authors, one.more_authors, one.links) == (
            *(two.institutions, two.authors, two.more_authors, two.links),
        )


@pytest.mark.parametrize(
    ("written", "number"), [("二十八", 28), ("一百零二", 102), ("十", 10), ("〇", 0), ("64", 64), ("一二三", 123)]
)
def test_numbers_may_be_chinese(written: str, number: int) -> None:
    assert read_published(f"《预训练周刊》第{written}期：题").number == number


def test_the_title_of_another_issue_at_the_foot_is_not_the_title() -> None:
    printed = read_published(f"{CSDN}\n《预训练周刊》第12期:别的一期\n预训练周刊第98期:没有栏目的一期")
    assert (printed.number, printed.title) == (98, "没有栏目的一期")
    assert [sort for sort, _line in printed.furniture][-2:] == ["tail", "repeated"]


def test_a_title_of_the_issue_may_continue_on_the_next_line() -> None:
    assert read_published("《预训练周刊》第7期：\n甲、\n乙\n丙").title == "甲、乙"


def test_headings_without_entries_are_a_menu() -> None:
    printed = read_published("研究\n观点\n活动\n论文推荐\n标题：甲 | 题\n简介：文")
    assert [(sort, line.text) for sort, line in printed.furniture] == [("menu", "研究"), ("menu", "观点"), ("menu", "活动")]
    assert printed.items[0].section == "论文推荐"


PIECES = (
    *(
        "标题：",
        "作者:",
        "简介：",
        "论文地址:",
        "代码：",
        "链接：",
        "论文：",
        "时间：",
        "贡献者：",
        "论文推荐",
        "【NLP研究】",
        "活动预告",
    ),
    *("甲、乙", "|", "丨", "A Title", "（题目）", "等", " et al.", "https://arxiv.org/abs/2210.11610", "10.1234/5", "a.org/x"),
    *(
        "《预训练周刊》第3期：题",
        "No.3",
        "2022-13-45",
        "2022-10-26",
        "扫描二维码",
        "• 项",
        "上一篇",
        "相关推荐",
        "0a1b2c3d4e5f.png",
    ),
    *("\n", "\n\n", "\r\n", "\r", " ", "\t", "\u3000", "\x00", "\x0b", "\u2028", "了解详情", "**", "# ", "1. ", "(", "）", "["),
    *("%", ":::", "`", "本期贡献者：张三"),
)
pieces = st.sampled_from(PIECES)
texts = st.one_of(st.text(max_size=300), st.lists(pieces | st.text(max_size=5), max_size=40).map("".join))


@given(texts)
@example("标题：\n作者：\n简介：\n论文地址：")
def test_every_line_goes_to_one_place(text: str) -> None:
    lines = decode(text.encode(), "")[0].split("\n")
    assert accounted(read_published(text)) == [number for number, line in enumerate(lines, start=1) if line.strip()]


UNITS = (
    " ",
    "\u3000",
    "(",
    "|",
    "*",
    "标题：",
    "10.1/",
    "a.",
    "等",
    "《",
    "预训练周刊",
    "【",
    "#",
    "1",
    "and ",
    "http://",
    "贡献者：",
)


@pytest.mark.parametrize("unit", UNITS)
def test_long_lines_are_read_fast(unit: str) -> None:
    printed = read_published(f"标题：{unit * (200_000 // len(unit))}题\n链接：{unit * (200_000 // len(unit))}")
    assert len(printed.items) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Stellar Notes, No. 3: A burst",
        "《星空通讯》 no. 3 | A burst",
        "# Stellar Notes No.3 - A burst",
        "stellar notes: No. 3 A burst",
    ],
)
def test_a_periodical_has_its_own_title(line: str) -> None:
    notes = Identity(
        periodical="星空通讯", periodical_en="Stellar Notes", publisher="Society of Stars", masthead=("The Editors",)
    )
    printed = read_published_of(f"Society of Stars The Editors\n{line}\nContributors: Ann Example, Bo van Sample", notes)
    assert (printed.number, printed.title) == (3, "A burst")
    assert printed.contributors == ("Ann Example", "Bo van Sample")
    assert [sort for sort, _line in printed.furniture] == ["masthead"]
    assert read_published_of(f"Other {line}", notes).number is None
