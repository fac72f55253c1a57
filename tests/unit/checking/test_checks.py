"""All problems are reported in one run, in order, each once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from handbook import load, views
from handbook.checking.checks import check
from handbook.library.library import Library
from handbook.model.records import LISTINGS
from handbook.reading.bibliography import read_bib
from handbook.reading.pages import read_page
from handbook.views.entries import entry_head
from handbook.views.terms import term_items

from .. import bad_bib, bad_directives, bad_files, bad_library, bad_pages
from ..builders import BIB, ISSUE, PROSE, TERM, Files, bib, entry, issue, read, term
from ..sample import SAMPLE
from ..strategies import BIBS, PAGES, PATHS

BROKEN: Files = {
    ISSUE: issue(
        entry("doe2022deep", ":genre: servey", ":colour: red", topics="tuning, nosuch")
        + "\n见 {cite:p}`nokey` {cite:p}`nokey` 与 {issue}`7`。\n\n:::{event}\n:title: 报告\n\n预告。\n:::\n",
        date="2022-02-30",
    ),
    "issues/065.md": issue(entry("roe2022other", body="见 {topic}`nosuch`。"), number=66, titel="题"),
    TERM: term(heading="调优", broader="tuning"),
    "docs/methods/way.md": "# 法\n",
    BIB: bib(year="soon", doi="x") + bib(title="Again"),
    "bib/065.bib": "@misc{broken,\n  title = {A}\n  year = 2022\n}\n" + bib("roe2022other", title="Deep examples!"),
    PROSE: b"\xff\r\n```{listing} nosuch\r\n```\r\n",
}
EXPECTED = [
    ("bib/064.bib", 4, "bib-value"),
    ("bib/064.bib", 5, "bib-value"),
    ("bib/064.bib", 7, "duplicate-key"),
    ("bib/065.bib", 3, "bib-syntax"),
    ("bib/065.bib", 5, "duplicate-paper"),
    ("docs/guide/prose.md", 1, "crlf"),
    ("docs/guide/prose.md", 1, "not-utf8"),
    ("docs/guide/prose.md", 2, "option-value"),
    ("docs/methods/way.md", 1, "front-matter-missing"),
    ("docs/methods/way.md", 1, "term-unused"),
    ("docs/topics/tuning.md", 1, "broader-cycle"),
    ("docs/topics/tuning.md", 6, "title-differs"),
    ("issues/064.md", 4, "bad-date"),
    ("issues/064.md", 10, "unknown-term"),
    ("issues/064.md", 11, "option-value"),
    ("issues/064.md", 12, "option-unknown"),
    ("issues/064.md", 17, "unknown-citation"),
    ("issues/064.md", 17, "unknown-object"),
    ("issues/064.md", 19, "argument-missing"),
    ("issues/065.md", 1, "file-name"),
    ("issues/065.md", 5, "front-matter-unknown"),
    ("issues/065.md", 13, "unknown-term"),
]


def test_all_problems_of_several_broken_files_are_reported_at_once_in_order(library: Callable[[Files], Library]) -> None:
    found = check(library(BROKEN))
    assert [(each.location.path, each.location.line, each.code) for each in found] == EXPECTED


def test_every_problem_is_reported_once() -> None:
    found = check(read(BROKEN))
    assert len(set(found)) == len(found)
    assert [dict(each.params)["key"] for each in found if each.code == "unknown-citation"] == ["nokey"]


def test_the_report_does_not_depend_on_the_order_of_files() -> None:
    library = read(BROKEN)
    assert check(Library(pages=reversed(library.pages), bibs=reversed(library.bibs))) == check(library)


def test_the_report_of_every_bad_input_is_in_the_order_of_path_and_line() -> None:
    for row in (*bad_files.CASES, *bad_pages.CASES, *bad_directives.CASES, *bad_library.CASES, *bad_bib.CASES):
        places = [(place.rpartition(":")[0], int(place.rpartition(":")[2]), code) for code, place, _text in row.said]
        assert places == sorted(places)


def test_checking_twice_reports_the_same() -> None:
    library = read(BROKEN)
    assert check(library) == check(library)


def test_the_sample_has_only_its_known_problems(sample: Library) -> None:
    said = [(each.code, each.location.path) for each in check(sample)]
    assert said == [
        ("unknown-citation", "docs/guide/prose.md"),
        ("term-unused", "docs/institutions/abo.md"),
        ("term-unused", "docs/topics/unused.md"),
    ]


def test_a_term_is_used_where_running_text_names_it_or_not_at_all() -> None:
    files: Files = {"docs/topics/other.md": term("别题", en="Other"), PROSE: "# 文\n\n{topic}`other`\n"}
    assert [each.code for each in check(read(files))] == ["term-unused"]


def test_an_empty_handbook_has_no_problem(tmp_path: Path) -> None:
    assert check(load(tmp_path)) == ()


def test_the_sample_is_read_alike_from_disk_and_from_memory(sample: Library) -> None:
    assert check(read(SAMPLE)) == check(sample)


@given(
    st.dictionaries(st.sampled_from((*PATHS, "issues/065.md", "docs/topics/b.md")), PAGES, max_size=5), st.lists(BIBS, max_size=2)
)
def test_any_content_is_checked_and_shown(pages: dict[str, str], bibs: list[str]) -> None:
    library = Library(
        pages=[read_page(path, text.encode("utf-8", "surrogatepass"))[0] for path, text in pages.items()],
        bibs=[read_bib(f"bib/{number}.bib", text.encode("utf-8", "surrogatepass")) for number, text in enumerate(bibs)],
    )
    found = check(library)
    assert sorted(found, key=lambda each: each.location) == list(found)
    assert len(set(found)) == len(found)
    for name in LISTINGS:
        repr(views.view(library, name)).encode()
    for entry_id in library.entries:
        assert entry_head(library, entry_id) is not None
    for each in library.vocabulary:
        assert term_items(library, each.kind, each.id) is not None
