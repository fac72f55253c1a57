"""Fixes change only the lines of their problems, and not the meaning of the content."""

from __future__ import annotations

import dataclasses
from difflib import unified_diff

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.checking.advice import advise
from handbook.checking.checks import check, ordered
from handbook.checking.fixes import fixed, is_fixable
from handbook.cli.check import MAX_ROUNDS
from handbook.library.library import Library
from handbook.model.problems import Problem
from handbook.reading.bibliography import read_bib
from handbook.reading.pages import read_page

from ..builders import BIB, ISSUE, PROSE, Files, bib, entry, issue, tree

NARROW = str.maketrans("，。；：！？（）", ",.;:!?()", " ")


def read(files: dict[str, bytes]) -> tuple[Library, tuple[Problem, ...]]:
    """Return a handbook in memory, with its problems."""
    pages = {path: read_page(path, data) for path, data in files.items() if path.endswith(".md")}
    bibs = [read_bib(path, data) for path, data in files.items() if path.endswith(".bib")]
    library = Library(pages=(page for page, _text in pages.values()), bibs=bibs)
    texts = {path: text for path, (_page, text) in pages.items()}
    return library, ordered([*check(library), *advise(library, texts, files.__contains__)])


def all_fixed(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files with every fixable problem fixed."""
    for _round in range(MAX_ROUNDS):
        _library, problems = read(files)
        before, files = (
            files,
            {path: fixed(data, [each for each in problems if each.location.path == path]) for path, data in files.items()},
        )
        if files == before:
            break
    return files


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (ISSUE, issue(entry(title="《深度BERT》")), issue(entry(title="深度 BERT"))),
        (ISSUE, issue(entry(title="深度示例。")), issue(entry(title="深度示例"))),
        (ISSUE, issue(entry(topics="Tuning；微调")), issue(entry(topics="tuning；tuning"))),
        (ISSUE, issue(entry(body="用BERT,很好.\n见 {topic}`微调`,{topic}`名 <Tuning>`")), None),
        (ISSUE, issue(entry(body="> 引文BERT,照录.")), issue(entry(body="> 引文BERT,照录."))),
        (PROSE, "\ufeff第一行\r\n用BERT\r第三\0行\n", "第一行\n用 BERT\n第三行\n"),
        (BIB, bib(title="On {BERT} and GPT-3 by McDonald."), bib(title="On {BERT} and {GPT}-3 by {McDonald}")),
        (BIB, "% 注\n" + bib(url="https://doi.org/10.1000/182"), None),
        (BIB, bib(note="see 10.1000/182"), bib(note="see 10.1000/182")),
    ],
)
def test_a_fix_gives_the_expected_text(path: str, before: str, after: str | None) -> None:
    if path == ISSUE and after is None:
        after = issue(entry(body="用 BERT，很好。\n见 {topic}`tuning`,{topic}`名 <tuning>`"))
    if path == BIB and after is None:
        after = "% 注\n" + bib(url="https://doi.org/10.1000/182").replace("  url", "  doi  = {10.1000/182},\n  url")
    assert all_fixed(tree({path: before}))[path].decode() == after


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_that_are_not_fixed_keep_their_ends(end: str) -> None:
    text = end.join(["# 题", "", "好行", "用BERT", "\udcff".encode("utf-8", "surrogateescape").decode("latin-1")])
    files = tree({PROSE: text})
    _library, problems = read(files)
    spaces = [each for each in problems if each.code == "typography-space"]
    new = fixed(files[PROSE], spaces).decode()
    assert new == text.replace("用BERT", "用 BERT")


def test_a_file_that_has_changed_since_it_was_read_is_not_fixed() -> None:
    files = tree(
        {ISSUE: issue(entry(topics="微调", title="《甲BERT》")), BIB: bib(title="A BERT a", url="https://doi.org/10.1/x")}
    )
    _library, problems = read(files)
    assert any(map(is_fixable, problems))
    for path in (ISSUE, BIB):
        other = ("别的\n" * 20).encode()
        assert fixed(other, [each for each in problems if each.location.path == path]) == other


PIECES = st.sampled_from(
    [
        *(
            "用BERT",
            "微调,掩码",
            "甲(b)乙",
            "汉 ，字",
            "{topic}`微调`",
            "`代码BERT`",
            "{cite:p}`doe2022deep`",
            "\n",
            " ",
            "。",
            "：",
        ),
        *(
            "**粗**",
            "> ",
            "- ",
            "[链BERT](https://a.b/汉c)",
            "\n\n",
            "End.",
            "：：：",
            "*",
            "|",
            "\r\n",
            "\\",
            "<b>",
            "$x$",
            "3D",
            "%",
        ),
    ]
)
TITLES = st.text(st.sampled_from("《》汉字BERT，。,. ？a（)("), min_size=1, max_size=12)
WORDS = st.lists(
    st.sampled_from(["BERT", "deep", "{GPT}", "T5", "of", "iPhone,", "{\\'E}tude", "A", "$N^2$", "end."]), min_size=1, max_size=6
)
FILES = st.builds(
    lambda body, title, topics, words, url: {
        ISSUE: issue(entry(body="".join(body) or "文", title=title.strip() or "题", topics=", ".join(topics))),
        BIB: bib(title=" ".join(words), url=url),
    },
    st.lists(PIECES, max_size=12),
    TITLES,
    st.lists(st.sampled_from(["tuning", "微调", "Tuning", "nosuch"]), min_size=1, max_size=3),
    WORDS,
    st.sampled_from([None, "https://doi.org/10.1000/182", "https://example.org/10.1000/182"]),
)


def essence(library: Library) -> object:
    """Return what a handbook says, without what a fix may change: widths, spaces, marks around titles, braces, and a DOI."""

    def plain(text: str) -> str:
        return text.translate(NARROW)

    items = [
        (
            item.kind,
            item.id,
            plain(item.title).strip("《》.,、;"),
            len(item.summary.split("\n")),
            item.section,
            item.links,
            item.errata,
        )
        for page in library.pages
        for item in page.items
    ]
    summaries = [plain(item.summary).replace("微调", "tuning") for page in library.pages for item in page.items]
    terms = [sorted(term.id for term in found) for entry in library.entries.values() for found in entry.terms.values()]
    works = [dataclasses.replace(work, doi="", fields=(), title=work.title.rstrip(".,")) for work in library.works.values()]
    mentions = [[each.role for each in page.mentions] for page in library.pages]
    return items, summaries, terms, works, mentions


@settings(max_examples=60)
@given(FILES)
def test_a_fix_keeps_the_meaning_and_leaves_no_fixable_problem(changes: Files) -> None:
    files = tree(changes)
    new = all_fixed(files)
    assert essence(read(new)[0]) == essence(read(files)[0])
    assert all_fixed(new) == new
    _library, problems = read(files)
    allowed = {(each.location.path, each.location.line) for each in problems if is_fixable(each)}
    if not any(each.code == "crlf" for each in problems):
        for path, data in files.items():
            if path.endswith(".md"):
                before, after = data.decode().split("\n"), new[path].decode().split("\n")
                changed = {number for number, (old, now) in enumerate(zip(before, after, strict=True), start=1) if old != now}
                assert changed <= {line for where, line in allowed if where == path}
    assert {each.code for each in read(new)[1] if is_fixable(each)} == set()


def test_a_fix_of_a_bib_file_changes_only_its_field() -> None:
    first = bib(title="On BERT", url="https://doi.org/10.1000/182")
    text = f"% 注释\n@string{{x = {{y}}}}\n\n{first}\n{bib('roe2021other', title='Other')}"
    new = all_fixed(tree({BIB: text}))[BIB].decode()
    changed = [line for line in unified_diff(text.split("\n"), new.split("\n"), n=0, lineterm="") if line[0] in "+-"][2:]
    assert changed == ["-  title = {On BERT},", "+  title = {On {BERT}},", "+  doi  = {10.1000/182},"]


def test_all_fixes_of_an_entry_are_made_at_once() -> None:
    files = tree({BIB: bib(title="On BERT and {GPT}.", url="https://doi.org/10.1000/182")})
    _library, problems = read(files)
    new = fixed(files[BIB], [each for each in problems if each.location.path == BIB]).decode()
    assert new == bib(title="On {BERT} and {GPT}", url="https://doi.org/10.1000/182").replace(
        "  url", "  doi  = {10.1000/182},\n  url"
    )


def test_a_line_with_an_invisible_character_is_promised_no_fix() -> None:
    data = "# 页\n\n甲\u200babc\n\n乙abc\n".encode()
    page, text = read_page("docs/guide/a.md", data)
    problems = [*check(Library([page], [])), *advise(Library([page], []), {page.path: text}, lambda _path: True)]
    assert [(each.code, each.location.line) for each in problems] == [("hidden-character", 3), ("typography-space", 5)]
    assert [is_fixable(each) for each in problems] == [False, True]
    assert fixed(data, problems).decode() == "# 页\n\n甲\u200babc\n\n乙 abc\n"


def test_entities_are_left_as_they_are() -> None:
    data = "# 页\n\n甲&mdash;乙&#8212;丙，&copy;丁\n".encode()
    page, text = read_page("docs/guide/a.md", data)
    assert list(advise(Library([page], []), {page.path: text}, lambda _path: True)) == []
