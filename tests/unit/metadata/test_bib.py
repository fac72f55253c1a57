"""Records from BibTeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.metadata import bib
from handbook.metadata.entries import entry_of
from handbook.metadata.errors import ServiceError
from handbook.metadata.record import Record
from handbook.metadata.transport import Answer
from tests.unit import builders

from .answers import ANTHOLOGY

ID = "2022.emnlp-main.9999"


def of_file(text: str) -> Record:
    (paper,), _problems = bib.read_file("given.bib", text.encode())
    return bib.of_paper(paper, "given.bib")


def test_the_anthology_in_the_form_of_the_handbook() -> None:
    record = bib.read(Answer(body=ANTHOLOGY.encode()), ID)
    assert record.abstract == "We tune small models – for %. Made up for a test."
    assert (
        entry_of(record, "doe2022tuning")
        == r"""@inproceedings{doe2022tuning,
  author        = {Doe, Jane Q. and van de Kar, Mozes and P{\'e}rez, Pat},
  title         = {Tuning {S}mall {MoDels} for {E}nglish -- and ``Tiny'' Tasks},
  booktitle     = {Proceedings of the 2022 Conference on Empirical Methods in Natural Language Processing},
  eventtitle    = {EMNLP 2022},
  year          = {2022},
  pages         = {12--34},
  doi           = {10.18653/v1/2022.emnlp-main.9999},
  url           = {https://aclanthology.org/2022.emnlp-main.9999}
}
"""
    )


@pytest.mark.parametrize("body", [b"", b"<html>", b"@inproceedings{x, title = ", ANTHOLOGY.encode() * 2 + b"@misc{y, title={Z}}"])
def test_an_answer_without_one_entry_is_an_error(body: bytes) -> None:
    with pytest.raises(ServiceError, match="invalid"):
        bib.read(Answer(body=body), ID)


def test_an_answer_in_another_encoding_than_utf_8() -> None:
    body = ANTHOLOGY.replace(r"{\'e}", "é").encode("latin-1")
    record = bib.read(Answer(body=body, charset="iso-8859-1"), ID)
    assert record.authors[2].family == "Pérez"
    assert bib.read(Answer(body=body, charset="nonsense"), ID).authors[2].family == "P�rez"


@pytest.mark.parametrize("journal", ["arXiv preprint arXiv:2212.99123", "ArXiv", "arXiv preprint arXiv:2212.99123v2"])
def test_a_preprint_in_the_form_of_search_engines(journal: str) -> None:
    text = builders.bib(kind="article", journal=journal, eprint="2212.99123" if journal == "ArXiv" else None)
    record = of_file(text)
    assert (record.type, record.arxiv) == ("misc", "2212.99123")


def test_every_field_of_a_file_is_kept_as_it_is() -> None:
    given = {
        "journal": "J",
        "keywords": "a",
        "file": "c.pdf",
        "publisher": r"Doll{\'a}r",
        "address": "Lima",
        "note": "In Spanish",
    }
    given |= {
        "editor": "Richard Roe",
        "howpublished": r"\url{https://example.org/a_b}",
        "urldate": "2020-03-04",
        "xyz": r"$\ell_2$",
    }
    made = entry_of(of_file(builders.bib(kind="article", **given)), "x")
    for name, value in given.items():
        assert f"  {name:<13} = {{{value}}}" in made


def test_identifiers_dates_and_months_of_a_file_get_one_form() -> None:
    given = {
        "doi": "doi:10.5555/x{\\_}1",
        "url": "{\\url{https://example.org/a_b}}",
        "urldate": "July 19, 2018",
        "year": "{2020}",
    }
    made = entry_of(of_file(builders.bib(**given, month="Apr").replace("{Apr}", "Apr")), "x")
    assert "doi           = {10.5555/x_1}" in made
    assert "url           = {https://example.org/a_b}" in made
    assert "urldate       = {2018-07-19}" in made
    assert "year          = {2020}" in made
    assert "month         = apr" in made


def test_what_cannot_be_read_is_kept_as_it_is_and_listed() -> None:
    text = builders.bib(urldate="some day", doi="none", url="somewhere", note="\\input{x}")
    (paper,), problems = bib.read_file("given.bib", text.encode())
    made = entry_of(bib.of_paper(paper, "given.bib"), "x")
    assert [field for field in ("some day", "none", "somewhere") if f"{{{field}}}" not in made] == []
    assert sorted(problem.code for problem in problems) == ["bib-value", "bib-value", "bib-value", "unsafe-link"]


def test_a_file_of_biblatex_and_of_dblp() -> None:
    text = """@article{DBLP:journals/jmlr/Doe22,
  author = {Jane Doe and others}, title = {T}, journaltitle = {J}, date = {2022-05-06}, bibsource = {dblp}, crossref = {x} }
@online{/a b, title = {No key}}
"""
    papers, problems = bib.read_file("x.bib", text.encode())
    assert [problem.code for problem in problems] == ["bib-syntax", "bib-value"]
    record = bib.of_paper(papers[0], "x.bib")
    assert (record.year, record.container.plain) == (2022, "J")
    assert [value for _note, value in record.notes] == ["author"]


def test_editors_may_replace_authors() -> None:
    record = of_file(builders.bib(kind="book", author=None, editor="Roe, Richard", publisher="Made Press"))
    assert "editor        = {Roe, Richard}" in entry_of(record, "x")
    assert "publisher     = {Made Press}" in entry_of(record, "x")


@given(st.binary())
def test_no_answer_is_a_traceback(body: bytes) -> None:
    with pytest.raises(ServiceError):
        bib.read(Answer(body=body, charset="latin-1"), ID)
