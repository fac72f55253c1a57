"""Comparing papers: chosen in the search, on the reading list or on a page; beside each other, exported, printed, on a phone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from handbook.exporters import FORMATS, works
from handbook.exporters.bundles import PAGE_FORMATS
from handbook.exporters.lists import csv_line
from handbook.library.library import Library
from handbook.model.records import FOLDERS

from .test_browser import is_dark
from .test_reading_list import CITED, PAPERS, save

EIGHT = (
    *PAPERS,
    *("ding2022cogbert", "rajagopal2021template", "min2022metaicl", "zhang2022pats", CITED),
)


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """Return a page that reports errors of scripts."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def compared(page: Page, address: str, keys: tuple[str, ...] = PAPERS) -> Page:
    page.goto(f"{address}compare.html?papers={','.join(keys)}")
    expect(page.locator("#hb-compare[data-state=ready]")).to_be_attached()
    return page


def cells(page: Page, fact: str) -> list[list[str]]:
    """Return the parts of each cell of a row."""
    return [
        [" ".join(text.split()) for text in (cell.locator("li").all_inner_texts() or [cell.inner_text()])]
        for cell in page.locator(f"#hb-compare tr[data-fact={fact}] > td").all()
    ]


def columns(page: Page) -> list[str]:
    return page.locator("#hb-compare thead th > a").evaluate_all(  # type: ignore[no-any-return]
        "(links) => links.map((link) => link.pathname.split('/').pop().replace('.html', ''))"
    )


def test_papers_are_beside_each_other_with_what_is_known_of_them(reader: Page, address: str, library: Library) -> None:
    compared(reader, address)
    entries = [library.entries[key] for key in PAPERS]
    references = [entry.reference for entry in entries if entry.reference]
    assert columns(reader) == [*PAPERS]
    titles = reader.locator("#hb-compare thead th > a").all_inner_texts()
    assert titles == [entry.item.title for entry in entries]
    assert cells(reader, "title") == [[paper.title] for paper in references]
    assert cells(reader, "year") == [[str(paper.year)] for paper in references]
    assert cells(reader, "authors") == [[", ".join(person.name for person in paper.authors)] for paper in references]
    assert all(str(paper.year) in venue for paper, (venue,) in zip(references, cells(reader, "venue"), strict=True))
    for kind, folder in FOLDERS.items():
        assert cells(reader, folder) == [[term.zh for term in entry.terms[kind]] or ["未记录"] for entry in entries]
    has_code = [any(link.name == "code" for link in entry.item.links) for entry in entries]
    assert [any("代码" in link for link in links) for links in cells(reader, "links")] == has_code
    assert {*has_code} == {True, False}
    for entry, (sentence,) in zip(entries, cells(reader, "text"), strict=True):
        assert sentence.endswith("。")
        assert "".join(entry.item.summary.split()).startswith("".join(sentence.split())[:12])
    link = reader.locator("#hb-compare tr[data-fact=methods] a").first
    assert link.get_attribute("href") == f"{address}docs/methods/self-training.html"
    link.click()
    expect(reader.locator("h1")).to_contain_text("自训练")


def test_a_work_that_is_only_cited_is_compared_too(reader: Page, address: str) -> None:
    compared(reader, address, (PAPERS[0], CITED))
    assert columns(reader) == [PAPERS[0], CITED]
    assert cells(reader, "title")[1] == ["Language Models are Few-Shot Learners"]
    assert cells(reader, "year")[1] == ["2020"]
    assert cells(reader, "text")[1] == ["未记录"]
    assert cells(reader, "authors")[1][0].startswith("Tom B. Brown, ")


def test_papers_are_chosen_among_the_results_of_a_search(reader: Page, address: str) -> None:
    reader.goto(f"{address}search.html?q=%E6%A8%A1%E5%9E%8B&kind=paper")
    expect(reader.locator("#hb-search[data-state=ready]")).to_be_attached(timeout=20_000)
    boxes = reader.locator(".hb-choose input")
    expect(boxes.first).to_be_attached()
    assert reader.locator("a:not([href])").count() == 0, "programs that follow links follow each"
    boxes.first.check()
    choice = reader.locator("#hb-choice")
    expect(choice).to_contain_text("已选 1 篇")
    expect(choice).to_contain_text("可以比较两到八篇论文。")
    expect(choice.get_by_role("link")).to_be_hidden()
    reader.locator("#hb-search-more").click()
    expect(boxes.first).to_be_checked()
    boxes.nth(11).check()
    expect(choice).to_be_in_viewport()
    expect(choice).to_contain_text("已选 2 篇")
    chosen = [str(reader.locator(".hb-result").nth(at).get_attribute("data-id")) for at in (0, 11)]
    choice.get_by_role("button", name="收藏").click()
    expect(choice).to_contain_text("已收入阅读清单。")
    assert reader.evaluate("JSON.parse(localStorage.getItem('hb-saved'))") == chosen
    choice.get_by_role("link", name="比较").click()
    expect(reader.locator("#hb-compare[data-state=ready]")).to_be_attached()
    assert columns(reader) == chosen


def test_only_papers_among_the_results_can_be_chosen(reader: Page, address: str) -> None:
    reader.goto(f"{address}search.html?q=%E6%A8%A1%E5%9E%8B")
    expect(reader.locator("#hb-search[data-state=ready]")).to_be_attached(timeout=20_000)
    expect(reader.locator(".hb-choose").first).to_be_attached()
    kinds = reader.locator(".hb-result:has(.hb-choose)").evaluate_all("(all) => all.map((each) => each.dataset.kind)")
    assert {*kinds} <= {"paper", "tutorial"}
    others = reader.locator(".hb-result:not(:has(.hb-choose))").evaluate_all("(all) => all.map((each) => each.dataset.kind)")
    assert others
    assert {"paper", "tutorial"}.isdisjoint(others)


def test_papers_are_chosen_on_the_reading_list(reader: Page, address: str) -> None:
    save(reader, address)
    reader.goto(f"{address}reading-list.html")
    expect(reader.locator("#hb-list[data-state=ready]")).to_be_attached()
    reader.locator(".hb-choose input").first.check()
    reader.get_by_role("button", name="比较所选论文").click()
    expect(reader.locator("#hb-list-said")).to_have_text("可以比较两到八篇论文。")
    reader.locator(".hb-choose input").nth(2).check()
    reader.get_by_role("button", name="比较所选论文").click()
    expect(reader.locator("#hb-compare[data-state=ready]")).to_be_attached()
    assert columns(reader) == [PAPERS[0], PAPERS[2]]


def test_from_the_page_of_a_paper_others_are_added_and_removed(reader: Page, address: str) -> None:
    save(reader, address, PAPERS[:2])
    reader.goto(f"{address}papers/{PAPERS[0]}.html")
    related = reader.locator("#related .hb-row-title a").all_inner_texts()
    reader.locator(".hb-compare-link a").click()
    expect(reader.locator("#hb-compare[data-state=ready]")).to_be_attached()
    expect(reader.locator("#hb-compare-status")).to_contain_text("请至少再加一篇")
    proposed = reader.locator(".hb-proposals button").all_inner_texts()
    assert proposed[0] == "+ 从统一的多项选择视角构建自然语言理解的零样本学习器"
    assert proposed[1:] == [f"+ {title}" for title in related]
    reader.locator(".hb-proposals button").first.press("Enter")
    expect(reader).to_have_url(f"{address}compare.html?papers={PAPERS[0]},{PAPERS[1]}")
    expect(reader.locator("#hb-compare thead th")).to_have_count(2)
    expect(reader.locator("#hb-compare-status")).to_be_focused()
    reader.get_by_role("button", name="移除").first.click()
    expect(reader.locator("#hb-compare thead th")).to_have_count(1)
    reader.go_back()
    expect(reader.locator("#hb-compare thead th")).to_have_count(2)
    expect(reader).to_have_url(f"{address}compare.html?papers={PAPERS[0]},{PAPERS[1]}")


@pytest.mark.parametrize("name", PAGE_FORMATS)
def test_the_citations_of_a_comparison_are_those_of_the_command(reader: Page, address: str, library: Library, name: str) -> None:
    compared(reader, address)
    reader.locator("#hb-export > summary").click()
    with reader.expect_download() as download:
        reader.locator(f"#hb-export button[value='{name}']").click()
    data = Path(download.value.path()).read_bytes()
    assert data == FORMATS[name].render(works([library.entries[key] for key in PAPERS])).encode()


def test_the_comparison_is_exported_as_a_table_that_a_spreadsheet_reads(reader: Page, address: str) -> None:
    compared(reader, address, (PAPERS[0], PAPERS[1]))
    reader.locator("#hb-export > summary").click()
    with reader.expect_download() as download:
        reader.get_by_role("button", name="对照表（CSV）").click()
    assert download.value.suggested_filename == "handbook-papers.csv"
    text = Path(download.value.path()).read_bytes().decode()
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert head == ["key", "题目", "英文题目", "作者", "年份", "出处", "主题", "机构", "方法", "代码和其他链接", "首句"]
    assert [row[0] for row in rows] == [PAPERS[0], PAPERS[1]]
    assert rows[0][6] == "大语言模型推理能力 | 大语言模型 | 预训练模型微调 | 自然语言处理"
    assert rows[1][9].endswith("代码 https://github.com/IDEA-CCNL/Fengshenbang-LM/tree/main/fengshen/examples/unimc")
    assert text == "".join(map(csv_line, [head, *rows]))


def test_lines_of_csv_are_those_of_the_handbook(reader: Page, address: str) -> None:
    """The same cells as exporters/lists.py: quoted alike, and no formula for a spreadsheet."""
    values = ["=1+1", " -x", "\uff1da", "@b", "a,b", 'say "x"', "two\nlines\tand\r\nmore", "中文", "", "+", "plain"]
    reader.goto(address)
    line = reader.evaluate(f"(values) => import('{address}_static/reading/csv.js').then(({{ line }}) => line(values))", values)
    assert line == csv_line(values)


def test_more_than_eight_and_unknown_papers_are_said(reader: Page, address: str) -> None:
    compared(reader, address, (*EIGHT, "min2024recent"))
    assert columns(reader) == [*EIGHT]
    expect(reader.locator("#hb-compare-notes")).to_contain_text("只显示前八篇")
    expect(reader.locator("#hb-compare-add")).to_be_hidden()
    compared(reader, address, (PAPERS[0], "nosuchpaper2020"))
    assert columns(reader) == [PAPERS[0]]
    expect(reader.locator("#hb-compare-notes")).to_have_text("手册里没有论文 nosuchpaper2020。")
    reader.goto(f"{address}compare.html")
    expect(reader.locator("#hb-compare-status")).to_contain_text("请选择两到八篇论文")
    expect(reader.locator("#hb-compare-table")).to_be_hidden()


def test_a_failure_of_the_network_can_be_repeated(reader: Page, address: str) -> None:
    reader.route("**/papers/yang2022zeroshot.html", lambda route: route.abort())
    compared(reader, address, PAPERS[:2])
    assert columns(reader) == [PAPERS[0]]
    expect(reader.locator("#hb-compare-notes")).to_contain_text("有的论文未能载入。")
    reader.unroute("**/papers/yang2022zeroshot.html")
    reader.get_by_role("button", name="重试").click()
    expect(reader.locator("#hb-compare thead th")).to_have_count(2)
    expect(reader.locator("#hb-compare-notes")).to_be_empty()


@pytest.mark.parametrize("keys", [(), PAPERS[:1], PAPERS[:2], EIGHT], ids=len)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_axe_finds_nothing_and_only_the_table_scrolls(
    browser: Browser, address: str, keys: tuple[str, ...], width: int, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme, locale="zh-CN", viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    compared(page, address, keys)
    assert is_dark(page) == (scheme == "dark")
    if keys:
        page.locator("#hb-export > summary").click()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_table_is_scrolled_with_the_keyboard_and_keeps_its_names(reader: Page, address: str) -> None:
    reader.set_viewport_size({"width": 360, "height": 740})
    compared(reader, address)
    table = reader.locator("#hb-compare-table")
    assert table.evaluate("(table) => table.scrollWidth > table.clientWidth")
    table.focus()
    for _press in range(6):
        reader.keyboard.press("ArrowRight")
    reader.wait_for_function("document.querySelector('#hb-compare-table').scrollLeft > 0")
    expect(reader.locator("#hb-compare tr[data-fact=year] > th")).to_be_in_viewport(ratio=1)


def test_a_comparison_prints_across_the_paper_with_all_its_columns(reader: Page, address: str, tmp_path: Path) -> None:
    compared(reader, address, EIGHT)
    reader.emulate_media(media="print")
    reader.set_viewport_size({"width": 1060, "height": 700})
    table = reader.locator("#hb-compare-table")
    assert table.evaluate("(table) => table.scrollWidth <= table.clientWidth + 1")
    buttons = reader.locator("article button").evaluate_all("(all) => all.filter((each) => each.checkVisibility()).length")
    assert buttons == 0
    data = reader.pdf(prefer_css_page_size=True)
    width, height = map(float, re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)[0])
    assert width > height
    assert len(re.findall(rb"/Type /Page\b", data)) == 2, "the table begins below the title"
