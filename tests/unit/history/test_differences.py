"""What is read of two states gives the same corrections as the whole files, and is little."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.history.differences import differing

from ..builders import bib, entry, issue
from ..strategies import BIB_PIECES, PIECES, made_of
from .states import ERRATUM, told, updates

KEYS = ("a2020", "b2021", "c2022", "d2023")
WORKS = st.builds(
    lambda key, title, author, year, eprint, ids, related: bib(
        key,
        title=title,
        author=author,
        year=year,
        eprint=eprint,
        archivePrefix="arXiv" if eprint else None,
        ids=ids if ids != key else None,
        related=related if related != key else None,
        relatedtype="origpubas" if related and related != key else None,
        journal=None if eprint else "Journal",
    ),
    st.sampled_from(KEYS),
    st.sampled_from(("One", "{One}", "Two", "Three @ four, {five}")),
    st.sampled_from(("Doe, Jane", "Roe, R. and Doe, Jane")),
    st.sampled_from(("2022", "2023")),
    st.sampled_from((None, "2210.00001", "2210.00002")),
    st.sampled_from((None, *KEYS)),
    st.sampled_from((None, *KEYS)),
)
ITEMS = st.builds(
    lambda key, title, errata, body: (
        entry(key, title=title, body=f"{body}\n\n{ERRATUM * errata}").replace(":::{paper}", "::::{paper}")[:-4] + "::::\n\n"
    ),
    st.sampled_from(KEYS),
    st.sampled_from(("甲", "乙", "甲 。")),
    st.integers(0, 1),
    st.sampled_from(
        ("摘要。", "另一个摘要。\n\n* 第一\n* 第二", "> 引文：三。", "```text\n:title: 丁\n```", f"* 列表\n\n  {entry('e2024')}")
    ),
)


@st.composite
def states(draw: st.DrawFn) -> dict[str, str]:
    """Return a state of two issues and their bibliographies."""
    works = [*{work.split("{")[1].split(",")[0]: work for work in draw(st.lists(WORKS, max_size=4))}.values()]
    items = [*{item.split()[1]: item for item in draw(st.lists(ITEMS, max_size=4))}.values()]
    cut, split = draw(st.integers(0, len(works))), draw(st.integers(0, len(items)))
    date = draw(st.sampled_from(("2022-10-26", "2022-11")))
    above, below = draw(st.sampled_from(("", ERRATUM))), draw(st.sampled_from(("", ERRATUM, ERRATUM.replace("甲", "丁"))))
    files = {
        "bib/001.bib": "\n".join(works[:cut]),
        "bib/002.bib": "\n\n% more\n" + "".join(works[cut:]),
        "issues/001.md": issue(above + "".join(items[:split]) + below or "正文。", number=1),
        "issues/002.md": issue("".join(items[split:]) or "正文。", number=2, date=date),
    }
    absent = draw(st.sets(st.sampled_from(sorted(files)), max_size=2))
    return {path: text for path, text in files.items() if path not in absent}


@given(before=states(), after=states())
def test_what_is_read_gives_the_corrections_of_the_whole_files(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    assert set(updates(before, after)) == set(updates(before, after, whole=True))


ANY = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("issues/001.md", "issues/002.md"), PIECES),
        **dict.fromkeys(("bib/001.bib", "bib/002.bib"), made_of(BIB_PIECES)),
    },
)


@given(before=ANY, after=ANY)
def test_no_text_breaks_the_comparison(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    old, new = ({path: text.encode(errors="replace") for path, text in files.items()} for files in (before, after))
    assert isinstance(updates(old, new), tuple)
    assert updates(old, old) == updates(new, new) == ()


BASE = {"bib/001.bib": "".join(bib(f"k{number}", title=f"Title {number}") + "\n" for number in range(50))}


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ("Title 7", "Title 77", {"k7"}),
        ("@misc{k7,", "@misc{k7,\n  ids = {k70, k71},", {"k7"}),
        ("@misc{k49,", "@misc{new,", set()),
    ],
)
def test_of_a_bibliography_only_entries_that_have_changed_are_read(old: str, new: str, keys: set[str]) -> None:
    after = {"bib/001.bib": BASE["bib/001.bib"].replace(old, new, 1)}
    for files in differing(*({path: text.encode() for path, text in state.items()} for state in (BASE, after))):
        text = "".join(each.decode() for each in files.values())
        assert text.count("@misc") == len(keys)
        assert all(f"@misc{{{key}," in text for key in keys)


def test_a_preprint_that_has_not_changed_is_read_with_its_published_version() -> None:
    version = bib("new", "inproceedings", booktitle="P", eventtitle="ACL 2023", related="k3", relatedtype="origpubas")
    before = {"bib/001.bib": BASE["bib/001.bib"].replace("  title = {Title 3}", "  howpublished = {arXiv},\n  title = {Title 3}")}
    after = {"bib/001.bib": before["bib/001.bib"] + version}
    assert ("published", "k3", "arXiv 2022", "ACL 2023") in told(updates(before, after))


@pytest.mark.parametrize(
    "tied", ["@string{acl = {ACL}}\n", "@proceedings{p, title = {P}, year = 2022}\n@inproceedings{x, crossref = {p}}\n"]
)
def test_entries_that_depend_on_others_are_read_with_them(tied: str) -> None:
    before = {"bib/001.bib": tied + BASE["bib/001.bib"]}
    after = {"bib/001.bib": before["bib/001.bib"].replace("Title 7", "Title 77", 1)}
    read = differing(*({path: text.encode() for path, text in state.items()} for state in (before, after)))
    assert [files["bib/001.bib"].decode() for files in read] == [before["bib/001.bib"], after["bib/001.bib"]]


@pytest.mark.parametrize(
    ("old", "new", "is_read"),
    [
        ("摘要。", "另一个摘要。\n\n* 甲\n* 乙", False),
        (":topics: tuning", ":topics: other", False),
        ("\n摘要", "\n正文 {cite:p}`a2020`", False),
        ("date: 2022-10-26", "date: 2022-10-27", True),
        (":title: 深度示例", ":title: 示例", True),
        (":::{paper} a2020", ":::{paper} b2021", True),
        ("摘要。\n", f"摘要。\n\n{ERRATUM}", True),
    ],
)
def test_a_page_is_read_if_a_line_with_a_fact_has_changed(old: str, new: str, is_read: bool) -> None:
    text = issue(entry("a2020"), number=1)
    assert old in text
    before, after = ({"issues/001.md": page.encode()} for page in (text, text.replace(old, new, 1)))
    assert tuple(map(bool, differing(before, after))) == (is_read, is_read)


def test_of_a_page_only_items_whose_facts_have_changed_are_read() -> None:
    text = issue("".join(entry(key, title=f"题目 {key}") for key in KEYS), number=1)
    read = differing(*({"issues/001.md": page.encode()} for page in (text, text.replace("题目 c2022", "新题", 1))))
    assert [re.findall(r"{paper} (\S+)", files["issues/001.md"].decode()) for files in read] == [["c2022"], ["c2022"]]


@pytest.mark.parametrize(
    "around",
    [
        "````\n{}````\n",
        "```{{code}} md\n{}```\n",
        "::::{{note}}\n{}::::\n",
        "* 列表\n\n  {}",
        "```text `a`\n{}",
        "::::{{note}}\n{}",
    ],
)
def test_a_page_that_cannot_be_cut_safely_is_read_whole(around: str) -> None:
    text = issue(entry("a2020") + around.format(entry("b2021", title="甲")), number=1)
    before, after = ({"issues/001.md": page.encode()} for page in (text, text.replace("甲", "乙", 1)))
    assert differing(before, after) == (before, after)
    assert updates(before, after) == updates(before, after, whole=True)


def test_a_new_page_is_read_only_if_it_can_have_the_items_of_another() -> None:
    first, second = issue(entry("a2020"), number=1), issue(entry("b2021"), number=2)
    new = {"issues/002.md": second.encode()}
    assert differing({}, new) == ({}, {})
    changed = {"issues/001.md": issue("正文。", number=1).encode()}
    assert differing({"issues/001.md": first.encode()}, {**changed, **new})[1].keys() == {"issues/002.md"}
