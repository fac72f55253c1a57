"""The benchmark of bibliographies: what it reads from bibtex, what it takes for lost, and how it names a difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import bibliographies, bibtex_program, differences, kept, round_trip
from handbook.model.problems import Location, problem

LOG = """Database file #1: all.bib
Warning--entry type for "good" isn't style-file defined
--line 1 of file all.bib
Warning--entry type for "cut" isn't style-file defined
--line 5 of file all.bib
I was expecting a `,' or a `}'---line 6 of file all.bib
 : @article{cut, title = {bad}
 :                            year = 2}
I'm skipping whatever remains of this entry
Warning--entry type for "undefined" isn't style-file defined
--line 9 of file all.bib
Warning--string name "herds" is undefined
--line 9 of file all.bib
Repeated entry---line 12 of file all.bib
I was expecting a `{' or a `('---line 14 of file all.bib
"""
WRITTEN = """@@ good
== author Doe, Jane and a very long list of names that bibtex breaks at the
  seventy-ninth byte
== note {}
@@ 张/3
== title 题名
== crossref good
"""


def test_bibtex_refuses_the_entries_in_which_it_found_an_error() -> None:
    assert bibtex_program.broken(LOG) == {"cut"}


def test_entries_are_read_as_the_style_writes_them() -> None:
    first, second = bibtex_program.entries(WRITTEN)
    assert first.key == "good"
    assert first.fields["author"].endswith("breaks at the seventy-ninth byte")
    assert (second.key, dict(second.fields)) == ("张/3", {"title": "题名", "crossref": "good"})


def test_the_style_declares_every_field_but_crossref_which_bibtex_has() -> None:
    text = bibtex_program.style({"title", "crossref", "date-added"})
    assert text.startswith("ENTRY { date-added title } { } { }\n")
    assert text.count("crossref missing$") == 1


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("title", r"Caf{\'e} \& {Wool}", [("title", "Café & Wool")]),
        ("title", r"Growth of \emph{in vitro} wool", [("title", "Growth of in vitro wool")]),
        ("pages", "11--19", [("SP", "11"), ("page", "11-19")]),
        ("volume", "3", [("volume", "3")]),
        ("author", "Jane Doe and Roe, R. and others", [("author", "Doe, Jane and Roe, R. and others")]),
        ("month", "apr", [("date", "2020-04")]),
        ("month", "{July}", [("month", "jul")]),
        ("urldate", "July 19, 2018", [("accessed", "2018-7-19")]),
        ("doi", "https://doi.org/10.5555/a_b", [("doi", r"10.5555/a\_b")]),
        ("journal", "arXiv preprint arXiv:2103.99805", [("eprint", "2103.99805")]),
        ("journal", "CoRR", [("eprinttype", "arxiv")]),
        ("note", "{}", []),
    ],
)
def test_what_is_written_otherwise_is_kept(name: str, value: str, written: kept.Written) -> None:
    assert kept.is_kept(name, value, written)


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("volume", "3", [("pages", "33--43"), ("number", "13")]),
        ("publisher", "Meadow Press", [("title", "Meadows in the press")]),
        ("author", "Doe, Jane and Poe, Paul", [("author", "Doe, Jane")]),
        ("month", "apr", [("date", "2020-05-14")]),
        ("urldate", "2018-07-19", [("date", "2018")]),
        ("journal", "arXiv preprint arXiv:2103.99805", [("eprint", "2103.99804")]),
        ("title", r"The \mystery{zephyr} engine", [("title", "The engine")]),
        ("note", "In Spanish", []),
    ],
)
def test_what_is_not_written_is_lost(name: str, value: str, written: kept.Written) -> None:
    assert kept.lost([(name, value), ("crossref", "parent")], written) == [name]


def test_records_are_read_by_their_fields() -> None:
    assert ("month", "apr") in [*kept.of_bibtex("@misc{x,\n  title = {A {B}},\n  month = apr,\n}\n")]
    item = {"author": [{"family": "Doe"}], "issued": {"date-parts": [[2020, 4]]}}
    assert [*kept.of_json(item)] == [("author", "Doe"), ("issued", "2020-4")]
    assert [*kept.of_ris("TY  - JOUR\r\nUR  - https://a.b/c\r\n")] == [("TY", "JOUR"), ("UR", "https://a.b/c")]


ITEM = {"id": "x", "type": "book", "publisher": "Meadow Press", "editor": [{"family": "Roe"}], "title": "Wool"}


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        ("Doe, J. (2019a). Wool.", "Doe, J. (2019). Wool.", ""),
        ("J. Doe, “Wool”, 2019. arXiv:2103.99805.", "J. Doe, “Wool”, 2019.", ""),
        ("J. Doe, “Wool”, 2019.", "J. Doe, “Wool,” 2019.", "nothing for `,`"),
        ("Doe. on wool.", "Doe. On wool.", "capitals"),
        ("Doe. Wool.", "Doe. Wool. Meadow Press.", "nothing for publisher"),
        ("Doe. Wool (eds.).", "Doe. Wool (Eds.).", "capitals"),
        ("Doe, Roe. Wool.", "Doe. Wool.", "editor for nothing"),
        ("Doe. Wool, p. 12.", "Doe. Wool, pp. 12.", "`p` for `pp`"),
    ],
)
def test_a_difference_is_named_by_the_field_in_which_it_is(ours: str, theirs: str, kind: str) -> None:
    assert differences.difference(ours, theirs, ITEM) == kind


def test_references_of_pandoc_are_found_by_their_places() -> None:
    page = (
        '<div id="refs" class="references csl-bib-body" role="list">\n'
        '<div id="ref-r0" class="csl-entry" role="listitem">\n'
        '<div class="csl-left-margin">[1] </div><div class="csl-right-inline">J. Doe &amp; R. Roe, <em>Wool</em>.</div>\n'
        "</div>\n"
        '<div id="ref-r12" class="csl-entry" role="listitem">\nPoe, P. (2019).\n</div>\n'
        "</div>\n"
    )
    assert {place: text.strip() for place, text in differences.references(page).items()} == {
        0: "J. Doe & R. Roe, Wool.",
        12: "Poe, P. (2019).",
    }


def test_a_problem_names_a_field_or_its_value() -> None:
    where = Location(path="x.bib", line=3)
    said = problem("bib-value", where, key="x", field="urldate", value="someday", expected="write it so")
    assert kept.is_named("urldate", "someday", said)
    assert not kept.is_named("publisher", "Meadow Press", said)
    assert kept.is_named("url", "javascript:alert(1)", problem("unsafe-link", where, url="javascript:alert(1)"))


def test_problems_belong_to_the_entry_in_whose_lines_they_are() -> None:
    data = b"@comment{x}\n@misc{a,\n title={A}}\n\n@book(b:1,\n title={B})\n"
    found = [problem("bib-field", Location(path="x.bib", line=line), key="k", field="year") for line in (1, 2, 3, 6)]
    assert {key: len(each) for key, each in bibliographies.by_entry(data, found).items()} == {"a": 2, "b:1": 1}


def test_each_folder_is_a_source(tmp_path: Path) -> None:
    for path in ("own.bib", "doe__thesis/a.bib", "doe__thesis/deep/b.bib", "empty/notes.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("@misc{a, title={A}}\n")
    found = {name: [path.name for path in paths] for name, paths in bibliographies.sources(tmp_path)}
    assert found == {"doe/thesis": ["a.bib", "b.bib"], tmp_path.name: ["own.bib"]}


def test_the_table_ends_with_the_sum() -> None:
    results = [("a", bibliographies.Counts(files=1, fields=1200, seconds=0.5)), ("b", bibliographies.Counts(files=2))]
    lines = bibliographies.numbers(results).splitlines()
    assert lines[-1] == "| all | 3 | 0 | 0 | 0 | 0 | 1,200 | 0 | 0 | 0 | 0 | 0 | 0.5 |"


def test_the_commonest_fault_comes_first_with_its_first_entry() -> None:
    faults = bibliographies.Faults()
    for kind, key in (("rare", "a: 1"), ("common", "a: 2"), ("common", "b: 3")):
        faults.note(kind, key)
    assert faults.markdown(1).splitlines()[-1] == "| common | `a: 2` | 2 |"


def test_printed_references_are_joined_over_the_breaks_of_lines() -> None:
    assert round_trip.references("QQ0QQ J. Doe. Pas-\ntures of\nwool.\nQQ12QQ R. Roe.\n") == {
        0: "J. Doe. Pastures of wool.",
        12: "R. Roe.",
    }


def test_our_entry_is_that_of_the_export() -> None:
    fields = {"author": "Doe, Jane", "title": "Wool", "year": "2020", "month": "apr", "crossref": "y"}
    entry = round_trip.entry_of("misc", "x", fields)
    assert "crossref" not in entry
    assert "  month = apr,\n" in entry
    assert round_trip.ours(entry).startswith("@misc{x,\n")
    assert round_trip.ours("@misc{") == ""


def test_only_what_plain_bst_knows_is_compared() -> None:
    assert round_trip.is_classic("misc", {"title": "Wool"})
    assert not round_trip.is_classic("online", {"title": "Wool"})
    assert not round_trip.is_classic("misc", {"title": "Wool", "date": "2020"})
    assert not round_trip.is_classic("misc", {"note": "Wool"})
