"""What is a correction between two states, and what is none."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.editing.bib import format_entry
from handbook.history.corrections import MAX_NAMES
from handbook.reading.bibliography import read_bib

from ..builders import bib, entry, issue
from .states import BIB, ERRATUM, FILES, ISSUE, KEY, edited, told, updates

Pairs = tuple[tuple[str, str], ...]
Told = list[tuple[str, str, str, str]]
PUBLISHED = {
    "@misc": "@inproceedings",
    "  eprint": "  booktitle = {Proceedings of ACL},\n  eventtitle = {ACL 2023},\n  eprint",
    "{2022}": "{2023}",
}
AUTHORS = " and ".join(f"Doe, Jane{letter}" for letter in "ABCDEFGH")
EVENT = ":::{event} talk-1\n:title: 报告\n:title-en: A Talk\n:people: 何 恺明\n:date: 2022-11-08\n\n摘要。\n:::\n"
WITH_EVENT = {**FILES, ISSUE: issue(entry(KEY) + EVENT, number=1)}


@pytest.mark.parametrize(
    ("files", "path", "pairs", "found"),
    [
        (FILES, BIB, (("Deep {Examples}", "Deeper Examples"),), [("title", KEY, "Deep Examples", "Deeper Examples")]),
        (FILES, BIB, (("Doe, Jane", "Doe, Jan{\\'e}"),), [("people", KEY, "", "Jané Doe")]),
        (FILES, BIB, (("Doe, Jane", "Doe, Jane and Roe, Richard"),), [("people", KEY, "", "Richard Roe")]),
        (
            FILES,
            BIB,
            (("Doe, Jane", AUTHORS),),
            [("people", KEY, "", "JaneA Doe, JaneB Doe, JaneC Doe, JaneD Doe, JaneE Doe, JaneF Doe …")],
        ),
        (FILES, BIB, (("{2022}", "{2021}"),), [("venue", KEY, "arXiv 2022", "arXiv 2021")]),
        (FILES, BIB, (("2210.00001", "2210.00002"),), [("identifier", KEY, "arXiv:2210.00001", "arXiv:2210.00002")]),
        (FILES, BIB, tuple(PUBLISHED.items()), [("published", KEY, "arXiv 2022", "ACL 2023")]),
        (
            FILES,
            BIB,
            (("  eprint", "  updates = {retraction 10.1/x; correction https://example.org/c},\n  eprint"),),
            [("retraction", KEY, "", "https://doi.org/10.1/x"), ("correction", KEY, "", "https://example.org/c")],
        ),
        (FILES, ISSUE, (("深度示例", "浅的示例"),), [("heading", KEY, "深度示例", "浅的示例")]),
        (FILES, ISSUE, (("2022-10-26", "2022-10-27"),), [("date", "1", "2022-10-26", "2022-10-27")]),
        (FILES, ISSUE, (("title: 示例", "title: 例子"),), [("heading", "1", "示例", "例子")]),
        (FILES, ISSUE, (("# 第 64 期\n", f"# 第 64 期\n\n{ERRATUM}"),), [("erratum", "1", "", "乙")]),
        (WITH_EVENT, ISSUE, (("2022-11-08", "2022-11-09"),), [("date", "talk-1", "2022-11-08", "2022-11-09")]),
        (WITH_EVENT, ISSUE, (("A Talk", "A Lecture"),), [("title", "talk-1", "A Talk", "A Lecture")]),
        (WITH_EVENT, ISSUE, (("何 恺明", "何恺铭"),), [("people", "talk-1", "", "何恺铭")]),
    ],
)
def test_a_correction_has_its_kind_and_both_texts(files: Mapping[str, str], path: str, pairs: Pairs, found: Told) -> None:
    after = edited(files, path, *pairs)
    assert told(updates(files, after)) == found
    assert told(updates(files, after, whole=True)) == found


def with_erratum(text: str = ERRATUM) -> dict[str, str]:
    page = issue(f"::::{{paper}} {KEY}\n:title: 深度示例\n\n摘要。\n\n{text}::::\n", number=1)
    return {**FILES, ISSUE: page}


def test_errata_are_added_corrected_and_withdrawn_and_named_by_what_was_printed() -> None:
    added = updates(edited(with_erratum(), ISSUE, (ERRATUM, "")), with_erratum())
    assert told(added) == [("erratum", KEY, "", "乙")]
    assert added[0].printed == "甲"
    other = with_erratum(ERRATUM.replace(":correct: 乙", ":correct: 丙"))
    assert told(updates(with_erratum(), other)) == [("erratum", KEY, "乙", "丙")]
    assert told(updates(with_erratum(), edited(with_erratum(), ISSUE, (ERRATUM, "")))) == [("erratum", KEY, "乙", "")]
    second = ERRATUM.replace("甲", "丁").replace("乙", "戊")
    assert told(updates(with_erratum(), with_erratum(ERRATUM + second))) == [("erratum", KEY, "", "戊")]


def test_another_quotation_or_other_evidence_for_the_same_correction_is_none() -> None:
    assert updates(with_erratum(), with_erratum(ERRATUM.replace("printed: 甲", "printed: 甲乙丙"))) == ()
    assert updates(with_erratum(), with_erratum(ERRATUM.replace("依据。", "另一个依据。"))) == ()


def test_a_notice_that_is_removed_is_an_update_and_one_that_moves_has_its_new_place_only() -> None:
    before = edited(FILES, BIB, ("  eprint", "  updates = {retraction 10.1/x},\n  eprint"))
    assert told(updates(before, FILES)) == [("retraction", KEY, "https://doi.org/10.1/x", "")]
    moved = edited(before, BIB, ("10.1/x", "10.1/y"))
    assert told(updates(before, moved)) == [("retraction", KEY, "", "https://doi.org/10.1/y")]


def test_a_published_version_under_a_key_of_its_own_is_told_of_its_preprint() -> None:
    fields = {"related": KEY, "relatedtype": "origpubas", "booktitle": "Proceedings", "eventtitle": "ACL 2023"}
    version = bib("doe2023deep", "inproceedings", title="Deep Cases", year=2023, **fields)
    found = [("title", KEY, "Deep Examples", "Deep Cases"), ("published", KEY, "arXiv 2022", "ACL 2023")]
    assert told(updates(FILES, {**FILES, BIB: FILES[BIB] + version})) == found
    elsewhere = {"bib/002.bib": version}
    assert told(updates({}, elsewhere)) == [("published", KEY, "", "ACL 2023")], "the file of the preprint is not among these"
    assert updates({}, {**FILES, BIB: FILES[BIB] + version}) == (), "both are new"
    both = {**FILES, BIB: FILES[BIB] + version}
    assert told(updates(both, edited(both, BIB, ("Deep Cases", "Deep Things")))) == [
        ("title", "doe2023deep", "Deep Cases", "Deep Things")
    ]


def test_a_published_version_that_is_joined_to_its_preprint_later_is_told_of_it() -> None:
    version = bib("doe2023deep", "inproceedings", year=2023, booktitle="Proceedings", eventtitle="ACL 2023")
    tied = version.replace("  year", f"  related = {{{KEY}}},\n  relatedtype = {{origpubas}},\n  year")
    before, after = ({**FILES, BIB: FILES[BIB] + text} for text in (version, tied))
    assert told(updates(before, after)) == [("published", KEY, "arXiv 2022", "ACL 2023")]


RENAMED = edited(FILES, BIB, (f"@misc{{{KEY},", f"@misc{{doe2022new,\n  ids = {{{KEY}}},"))
PLACED = bib("roe2022", "inproceedings", booktitle="Proceedings of the 2022 Conference", doi="10.1/A", title="Even More")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FILES, edited(FILES, BIB, ("Deep {Examples}", "{Deep   examples}"))),
        (FILES, edited(FILES, BIB, ("title = {Deep {Examples}}", 'TITLE = "Deep~Examples"'))),
        (FILES, edited(FILES, BIB, ("Doe, Jane", "Jane Doe"))),
        (FILES, edited(FILES, BIB, ("{2022}", "2022"))),
        (FILES, edited(FILES, BIB, ("  eprint", "  note = {Oral},\n  checked = {2026-01-02},\n  eprint"))),
        (FILES, {**FILES, BIB: "% A comment.\n\n" + FILES[BIB].replace("\n", "\r\n")}),
        (FILES, edited(FILES, ISSUE, ("深度示例", "深度 示例"))),
        (FILES, edited(FILES, ISSUE, ("摘要。", "另一个摘要。"))),
        (FILES, edited(FILES, ISSUE, (":topics: tuning", ":topics: other"))),
        (FILES, {ISSUE: FILES[ISSUE], "bib/background.bib": FILES[BIB]}),
        (FILES, {"issues/0001.md": FILES[ISSUE], BIB: FILES[BIB]}),
        (FILES, {}),
        ({}, FILES),
        (FILES, {**FILES, "issues/002.md": issue(entry("roe2022"), number=2), "bib/002.bib": bib("roe2022")}),
        (FILES, edited(RENAMED, ISSUE, (KEY, "doe2022new"))),
        ({BIB: bib("roe2022", doi=None)}, {BIB: bib("roe2022", doi="10.1/a")}),
        ({BIB: PLACED}, {BIB: PLACED.replace("10.1/A", "10.1/a").replace("  doi", "  eventtitle = {ACL 2022},\n  doi")}),
        ({BIB: PLACED}, {BIB: PLACED.replace("title = {Even More}", "title = {}")}),
    ],
)
def test_these_are_no_corrections(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    assert updates(before, after) == ()
    assert updates(before, after, whole=True) == ()


def test_a_correction_together_with_a_new_key_is_told_of_the_new_one() -> None:
    renamed = edited(RENAMED, ISSUE, (KEY, "doe2022new"), ("深度示例", "浅的示例"))
    renamed = edited(renamed, BIB, ("Deep {Examples}", "Deeper Examples"))
    assert told(updates(FILES, renamed)) == [
        ("title", "doe2022new", "Deep Examples", "Deeper Examples"),
        ("heading", "doe2022new", "深度示例", "浅的示例"),
    ]


def test_a_title_that_is_that_of_the_work_is_corrected_once() -> None:
    before = {ISSUE: issue(entry(KEY, title="Deep Examples"), number=1), BIB: FILES[BIB]}
    after = edited(edited(before, BIB, ("Deep {Examples}", "Deeper Examples")), ISSUE, ("Deep Ex", "Deeper Ex"))
    assert told(updates(before, after)) == [("title", KEY, "Deep Examples", "Deeper Examples")]


def test_former_names_are_not_shown_and_a_list_without_new_ones_is_shown_as_it_is_now() -> None:
    before = edited(FILES, BIB, ("Doe, Jane", "Doe, John and Roe, Richard"))
    (update,) = updates(before, edited(FILES, BIB, ("Doe, Jane", "Doe, Jane and Roe, Richard")))
    assert (update.old, update.new) == ("", "Jane Doe")
    (update,) = updates(before, edited(FILES, BIB, ("Doe, Jane", "Roe, Richard and Doe, John")))
    assert (update.old, update.new) == ("", "Richard Roe, John Doe")
    assert MAX_NAMES == 6


LETTERS = st.text(alphabet="abcXYZ 甲乙éü-{}$\\'~.", max_size=12)


@given(values=st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=3))
def test_an_entry_written_in_the_form_of_the_handbook_is_the_same(values: list[tuple[str, str]]) -> None:
    text = "".join(
        f"@misc{{k{number}, title = {{{title}}}, author = {{{author}}}, year = 2022}}\n"
        for number, (title, author) in enumerate(values)
    )
    papers = read_bib(BIB, text.encode()).papers
    formatted = "".join(format_entry(paper.type, paper.key, dict(paper.fields)) for paper in papers)
    assert updates({BIB: text}, {BIB: formatted}) == ()


@given(before=st.text(), after=st.text())
def test_any_title_in_any_state_gives_an_update_or_none(before: str, after: str) -> None:
    states = (
        {ISSUE: issue(entry(KEY, title=" ".join(text.split()) or "甲"), number=1).encode(errors="replace")}
        for text in (before, after)
    )
    found = updates(*states)
    assert {each.kind for each in found} <= {"heading", "date", "people", "erratum", "title"}
