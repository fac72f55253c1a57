"""The records of an issue are made again exactly if they would be others."""

from __future__ import annotations

import hashlib

import pytest

from handbook.search import made
from handbook.search.made import Records
from handbook.search.searchable import records

from ..builders import BIB, KEY, TERM, Files, bib, entry, issue, person, read, term, tree

OLD, NEW = "issues/063.md", "issues/064.md"
OTHER = "roe2021plain"
PERSON = "docs/people/jane-doe.md"
LOST = entry("poe2020lost", title="无文献", topics="")
FILES: Files = {
    OLD: issue(entry(OTHER, title="旧文", topics="plain"), number=63, heading="第 63 期", date="2022-10-19"),
    NEW: issue(entry(body="{cite:t}`roe2021plain`沿用{paper}`roe2021plain`和{topic}`plain`的方法。") + LOST),
    "docs/topics/plain.md": term("简单", en="Plain"),
    TERM: term(),
    BIB: bib(),
    "bib/063.bib": bib(OTHER, author="Roe, Richard", title="Plain Examples", year=2021),
    PERSON: person("Jane Doe", zh="多简"),
}
EDITS: dict[str, tuple[Files, set[str]]] = {
    "nothing": ({}, set()),
    "a summary": ({OLD: str(FILES[OLD]).replace("摘要。", "另一个摘要。")}, {OLD}),
    "the title of a paper that another issue names": ({OLD: str(FILES[OLD]).replace("旧文", "旧作")}, {OLD, NEW}),
    "a work": ({BIB: bib(title="Deeper Examples")}, {NEW}),
    "an author whom another issue cites": ({"bib/063.bib": str(FILES["bib/063.bib"]).replace("Roe,", "Row,")}, {OLD, NEW}),
    "a published version": (
        {"bib/extra.bib": bib("doe2023deep", "article", related=KEY, relatedtype="origpubas", year=2023)},
        {NEW},
    ),
    "the definition of a term": ({TERM: str(FILES[TERM]) + "\n另一句话。\n"}, set()),
    "an alias of a term": ({TERM: term(aliases="[精调]")}, {NEW}),
    "the name of a term that another issue names": ({"docs/topics/plain.md": term("朴素", en="Plain")}, {OLD, NEW}),
    "a person": ({PERSON: person("Jane Doe", "J. B. Doe", zh="多简")}, {OLD, NEW}),
    "a paper that an older issue presents now": (
        {OLD: issue(entry(OTHER, title="旧文", topics="plain") + LOST, number=63, heading="第 63 期", date="2022-10-19")},
        {OLD, NEW},
    ),
    "a page of the guide": ({"docs/guide/prose.md": "# 指南\n\n文字。\n"}, set()),
}


def digests(files: Files) -> dict[str, str]:
    return {path: hashlib.sha256(data).hexdigest() for path, data in tree(files).items()}


@pytest.mark.parametrize(("edit", "changed"), EDITS.values(), ids=EDITS.keys())
def test_an_edit_makes_again_the_records_of_the_issues_that_depend_on_it(
    edit: Files,
    changed: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    former = Records(read(FILES), str, digests(FILES)).kept
    again: set[str] = set()
    of_issue = made.of_issue
    monkeypatch.setattr(made, "of_issue", lambda library, page, *rest: again.add(page.path) or of_issue(library, page, *rest))
    files = {**FILES, **edit}
    library = read(files)
    found = Records(library, str, digests(files), former)
    assert again == changed
    anew = Records(library)
    assert (found.digests, found.shown) == (anew.digests, anew.shown)
    assert all(found.column(name) == anew.column(name) for name in anew.shown)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (EDITS["a summary"][0], [OLD]),
        (EDITS["a work"][0], [NEW]),
        (EDITS["a published version"][0], [NEW]),
        (EDITS["an author whom another issue cites"][0], [OLD, NEW]),
        ({"bib/063.bib": ""}, [OLD, NEW]),
        ({"bib/extra.bib": bib("poe2020lost")}, [NEW]),
        ({"bib/extra.bib": bib("poe2020other")}, []),
        (EDITS["the title of a paper that another issue names"][0], [OLD, NEW]),
    ],
    ids=["summary", "work", "published version", "cited work", "cited work gone", "work of an entry", "other work", "title"],
)
def test_only_issues_are_looked_at_whose_pages_or_works_have_changed_while_all_names_are_the_same(
    edit: Files, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    former = Records(read(FILES), str, digests(FILES)).kept
    files = {**FILES, **edit}
    looked_at: set[str] = set()
    digest = Records._digest
    monkeypatch.setattr(Records, "_digest", lambda self, page: looked_at.add(page.path) or digest(self, page))
    found = Records(read(files), str, digests(files), former)
    assert sorted(looked_at) == expected
    assert found.digests == Records(read(files)).digests


def test_the_digest_of_a_column_changes_with_what_it_shows_or_with_a_name_and_not_with_a_text() -> None:
    def shown(edit: Files) -> dict[str, str]:
        return Records(read({**FILES, **edit})).shown

    before = shown({})
    changed = {
        name: {column for column, each in shown(edit).items() if before[column] != each} for name, (edit, _again) in EDITS.items()
    }
    assert {name: columns for name, columns in changed.items() if columns} == {
        "the title of a paper that another issue names": {"title"},
        "a published version": {"year"},
        "an alias of a term": {*before},
        "the name of a term that another issue names": {*before},
        "a paper that an older issue presents now": {*before},
        "a page of the guide": {*before},
    }


def test_a_record_is_taken_whether_its_columns_were_kept_or_made() -> None:
    library = read(FILES)
    former = Records(library, str, digests(FILES)).kept
    every = [*records(library)]
    found = Records(library, str, digests(FILES), former)
    assert [found.take(number) for number in range(len(found.digests))] == every
    assert [found.take(number) for number in (3, 0)] == [every[3], every[0]], "a record that was taken is made again"


def test_the_columns_of_people_are_kept_while_the_authors_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    library = read(FILES)
    former = Records(library, str, digests(FILES), authors="same")
    gathered: list[str] = []
    of_people = made.of_people
    monkeypatch.setattr(made, "of_people", lambda *each: gathered.append("again") or of_people(*each))
    assert Records(library, str, digests(FILES), former.kept, authors="same").column("id") == former.column("id")
    assert gathered == []
    assert Records(library, str, digests(FILES), former.kept, authors="others").column("id") == former.column("id")
    assert gathered == ["again"]
