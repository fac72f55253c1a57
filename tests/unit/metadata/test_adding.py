"""Additions of papers change no existing line, and find existing works."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.editing import bib as edits
from handbook.library.library import Library
from handbook.metadata import bib as bib_records
from handbook.metadata.adding import AdditionError, Additions
from handbook.metadata.matching import Index
from handbook.metadata.record import Record
from handbook.model.people import Person
from handbook.model.places import BACKGROUND_BIB
from handbook.text.latex import Text
from tests.unit import builders

UNTIDY = f"""% a comment

@Misc( odd1999 , title="Odd" , author = "Doe, Jane",year=1999)
@comment{{ kept }}
{builders.bib("zed2020", title="Last")}
% the end"""


def record(title: str = "New Things", **values: object) -> Record:
    values = {"source": "a test", "type": "misc", "authors": (Person(family="Moe", given="May"),), "year": 2021, **values}
    return Record(title=Text(title), **values)  # type: ignore[arg-type]


def additions(texts: dict[str, str], issue: int | None = None) -> Additions:
    library: Library = builders.read(texts)
    there = {path: data.decode() for path, data in builders.tree(texts).items()}
    return Additions(library, there.get, issue)


def removed(old: str, new: str) -> list[str]:
    """Return the lines of *old* that *new* has not, or not in that order."""
    changes = difflib.ndiff(old.splitlines(keepends=True), new.splitlines(keepends=True))
    return [line for line in changes if line.startswith("- ")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("issue", [None, 64])
def test_no_existing_line_changes(end: str, issue: int | None) -> None:
    path = builders.BIB if issue else BACKGROUND_BIB
    page = builders.issue(builders.entry() + "\n## 论文推荐\n\n### NLP\n\n* text\n").replace("\n", end)
    texts = {path: ((builders.bib() if issue else "") + UNTIDY + "\n").replace("\n", end), builders.ISSUE: page}
    adding = additions(texts, issue)
    outcome = adding.add(record())
    assert outcome.key == "moe2021new"
    assert set(adding.texts) == ({path, builders.ISSUE} if issue else {path})
    for changed, text in adding.texts.items():
        assert removed(texts[changed], text) == []
        assert "moe2021new" in text
        assert text.count("\r\n") == (text.count("\n") if end == "\r\n" else 0)


def test_the_background_stays_in_the_order_of_keys() -> None:
    adding = additions({BACKGROUND_BIB: builders.bib("aaa2020") + "\n" + builders.bib("zzz2020", title="Other")})
    adding.add(record())
    assert [line for line in adding.texts[BACKGROUND_BIB].splitlines() if line.startswith("@")] == [
        "@misc{aaa2020,",
        "@misc{moe2021new,",
        "@misc{zzz2020,",
    ]


def test_an_item_is_added_at_the_end_of_its_section_above_the_subsections() -> None:
    page = builders.issue(builders.entry() + "\n## 论文推荐\n\n### NLP\n\n## 观点\n")
    adding = additions({builders.ISSUE: page}, 64)
    adding.add(record())
    text = adding.texts[builders.ISSUE]
    assert text.index("## 论文推荐") < text.index("{paper} moe2021new") < text.index("### NLP") < text.index("## 观点")


def test_a_preprint_of_the_background_is_presented_and_its_published_version_added() -> None:
    adding = additions({BACKGROUND_BIB: builders.bib("old2020", title="A Draft", eprint="2101.00001")}, 64)
    preprint = record("A Draft", arxiv="2101.00001")
    published = record("The Final Word", type="article", container=Text("A Journal"), doi="10.1234/final")
    for _time in range(2):
        adding.add(preprint, published)
    library = builders.read(adding.texts)
    assert library.works["old2020"].location.path == builders.BIB
    assert library.entries["old2020"].published is library.works["moe2021final"]
    assert len(library.works) == 3


def test_an_issue_without_a_page_is_an_error() -> None:
    with pytest.raises(AdditionError):
        additions({}, 99)


def test_the_same_paper() -> None:
    library = builders.read(
        {BACKGROUND_BIB: builders.bib("x2020", title="The {Same} Thing", doi="10.1234/AbC", eprint="2101.00001v3")}
    )
    index = Index(library.works.values())
    found = [
        index.find(record(doi="10.1234/aBc")),
        index.find(record(arxiv="2101.00001")),
        index.find(record("the same -- thing")),
        index.find(record("the same things")),
        index.find(record("")),
    ]
    assert [paper.key if paper else None for paper in found] == ["x2020", "x2020", "x2020", None, None]


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20), st.integers(1500, 2099))
def test_the_handbook_stays_readable_with_any_record(title: str, family: str, place: str, year: int) -> None:
    people = (Person(family=family, given=place),) if family.strip() else ()
    adding = additions({}, 64)
    what = record(title or "T", authors=people, year=year, container=Text(place), type="inproceedings", doi=place, url=family)
    outcome = adding.add(what)
    library = builders.read(adding.texts)
    assert outcome.key in library.works
    assert outcome.key in library.entries
    assert builders.KEY in library.entries


def test_a_second_entry_of_a_paper_names_the_fields_that_are_not_kept() -> None:
    text = builders.bib("a", title="One") + builders.bib("b", title="One", note="In Spanish", year="2021")
    papers, _problems = bib_records.read_file("given.bib", text.encode())
    adding = additions({})
    first, second = (adding.add(bib_records.of_paper(paper, f"given.bib:{paper.key}")) for paper in papers)
    assert first.key == second.key
    ((_message, params),) = second.left
    assert params == {"source": "given.bib:b", "key": first.key, "fields": "year, note"}


def test_many_entries_are_put_into_a_file_by_reading_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the file again for each entry took time by the square of their number."""
    reads = 0

    def entries(text: str) -> object:
        nonlocal reads
        reads += 1
        return original(text)

    original = edits.entries
    monkeypatch.setattr(edits, "entries", entries)
    adding = additions({BACKGROUND_BIB: builders.bib("aaa2020") + "\n" + builders.bib("zzz2020", title="Other")})
    keys = [adding.add(record(f"Thing number {number}")).key for number in range(300)]
    text = adding.texts[BACKGROUND_BIB]
    assert reads == 1
    written = [line[6:-1] for line in text.splitlines() if line.startswith("@misc")]
    assert written == sorted(["aaa2020", "zzz2020", *keys])
