"""Records from answers of arXiv."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.metadata import arxiv
from handbook.metadata.errors import NotFoundError, ServiceError
from handbook.metadata.record import Record
from handbook.metadata.transport import Answer
from handbook.model.people import Person

from .answers import ATOM_ERROR, arxiv_element, atom_entry, atom_feed

ID = "2212.99123"


def read(*entries: str, identifier: str = ID) -> Record:
    return arxiv.read(Answer(body=atom_feed(*entries).encode()), identifier)


def test_a_preprint() -> None:
    record = read(atom_entry())
    assert (record.type, record.title.plain) == ("misc", "Tuning Small Models for Tiny Tasks")
    assert record.authors == (
        Person(family="Doe", given="Jane Q."),
        Person(family="Kar", given="Mozes", particle="van de"),
    )
    assert (record.year, record.arxiv, record.category) == (2022, ID, "cs.CL")
    assert record.url == "https://arxiv.org/abs/2212.99123"
    assert record.abstract.startswith("We study prompt tuning and chain-of-thought prompting")
    assert not record.withdrawn


def test_an_identifier_of_the_old_style() -> None:
    assert read(atom_entry("hep-th/9901001"), identifier="hep-th/9901001").arxiv == "hep-th/9901001"


def test_the_published_version_that_the_authors_name() -> None:
    extra = arxiv_element("doi", "10.99999/made.2022.1") + arxiv_element("journal_ref", "J. Made\n Up 1 (2022) 2-3")
    record = read(atom_entry(extra=extra))
    assert (record.published_as, record.journal_reference) == ("10.99999/made.2022.1", "J. Made Up 1 (2022) 2-3")


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("A title -\n  over lines", "A title - over lines"),
        ("Self-\n supervised", "Self-supervised"),
        ("$k$NN and $\\mathcal{O}(n)$ &amp; more", "kNN and O(n) & more"),
        ("The Poincar\\'e Disk and G\\\"odel", "The Poincaré Disk and Gödel"),
        ("{BERT} is 95\\% sure", "BERT is 95% sure"),
        ("T$_5$ &lt; GPT", "T₅ < GPT"),
        ("unbalanced { brace", "unbalanced { brace"),
    ],
)
def test_titles(title: str, plain: str) -> None:
    assert read(atom_entry(title=title)).title.plain == plain


def test_remaining_tex_is_noted() -> None:
    assert any("formula" in note for note, _value in read(atom_entry(title="$\\Mystery{1}$-norms")).notes)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Madonna", Person(family="Madonna")),
        ("Ludwig van Beethoven", Person(family="Beethoven", given="Ludwig", particle="van")),
        ("Robert Downey Jr.", Person(family="Downey", given="Robert", lineage="Jr.")),
        ("John A. Smith III", Person(family="Smith", given="John A.", lineage="III")),
        ("The ATLAS Collaboration", Person(family="The ATLAS Collaboration")),
        ("Gemini Team", Person(family="Gemini Team")),
        ("É. Doe-Roe", Person(family="Doe-Roe", given="É.")),
    ],
)
def test_names(name: str, person: Person) -> None:
    assert read(atom_entry(names=(name,))).authors == (person,)


@pytest.mark.parametrize(
    ("name", "is_doubtful"),
    [("Shixiang Shane Gu", True), ("Victor S. Bursztyn", False), ("J.-P. Doe", False), ("Mozes van de Kar", False), ("X", False)],
)
def test_names_with_an_uncertain_family_name(name: str, is_doubtful: bool) -> None:
    assert any(value == name for _note, value in read(atom_entry(names=(name,))).notes) is is_doubtful


def test_a_colon_is_not_an_author() -> None:
    assert [author.name for author in read(atom_entry(names=("Made-AI", ":", "Jane Doe"))).authors] == ["Made-AI", "Jane Doe"]


def test_affiliations() -> None:
    affiliation = arxiv_element("affiliation", "Made University")
    entry = atom_entry().replace("</name>", f"</name>{affiliation}")
    assert read(entry).affiliations == ("Made University",)


@pytest.mark.parametrize(
    "comment",
    [
        "Withdrawn by the authors: an error in section 2",
        "Withdrawn",
        "Paper withdrawn, see v2 for the reasons",
        "12 pages; this paper has been withdrawn due to an error",
        "This manuscript is withdrawn from arXiv",
        "The authors have withdrawn this paper",
        "This version withdrawn by arXiv administrators because of text reuse",
    ],
)
def test_a_paper_that_was_withdrawn(comment: str) -> None:
    assert read(atom_entry(extra=arxiv_element("comment", comment))).withdrawn


@pytest.mark.parametrize("subject", ["This paper has been withdrawn", "This submission has been withdrawn", "Withdrawn"])
def test_an_abstract_that_is_replaced_by_a_withdrawal(subject: str) -> None:
    assert read(atom_entry(abstract=f"{subject} by the author.")).withdrawn


@pytest.mark.parametrize(
    "comment",
    [
        "Extended version; withdrawn from ICLR 2021",
        "ICLR 2022 withdrawn submission",
        "This paper was withdrawn from the workshop and is published here",
        "We have withdrawn the claim of the first version about speed",
        "A previous version has been withdrawn",
    ],
)
def test_a_paper_is_not_withdrawn_because_something_else_is(comment: str) -> None:
    assert not read(atom_entry(extra=arxiv_element("comment", comment))).withdrawn
    assert not read(atom_entry(abstract="Withdrawn drugs are rare. We study how they were withdrawn.")).withdrawn


def test_an_entry_may_be_an_error() -> None:
    with pytest.raises(NotFoundError, match="incorrect id format"):
        arxiv.read(Answer(body=ATOM_ERROR.encode()), ID)


def test_another_paper_is_not_the_paper() -> None:
    with pytest.raises(NotFoundError, match="has no paper 2212"):
        read(atom_entry("2212.99124"))
    with pytest.raises(NotFoundError, match="has no paper 2212"):
        read()


BOMB = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no XML",
        b"<feed>",
        b"<html><body>busy</body></html>",
        atom_feed(atom_entry())[:-200].encode(),
        atom_feed(atom_entry(title="&a9;"), head=f'<!DOCTYPE feed [<!ENTITY a0 "lol">{BOMB}]>').encode(),
        atom_feed(atom_entry(title="&file;"), head='<!DOCTYPE feed [<!ENTITY file SYSTEM "file:///etc/passwd">]>').encode(),
        atom_feed(atom_entry(), head='<!DOCTYPE feed SYSTEM "http://127.0.0.1:9/feed.dtd">').encode(),
        atom_feed(atom_entry(), head='<?xml version="1.0" encoding="no-such-encoding"?>').encode(),
        atom_feed(atom_entry(title="")).encode(),
    ],
)
def test_an_invalid_or_dangerous_answer(body: bytes) -> None:
    with pytest.raises(ServiceError, match="invalid"):
        arxiv.read(Answer(body=body), ID)


def test_the_encoding_of_the_document_overrides_that_of_the_header() -> None:
    body = atom_feed(atom_entry(title="Élan"), head='<?xml version="1.0" encoding="ISO-8859-1"?>').encode("latin-1")
    assert arxiv.read(Answer(body=body, charset="utf-8"), ID).title.plain == "Élan"


@given(st.binary() | st.text().map(lambda text: atom_feed(text).encode()))
def test_no_answer_is_a_traceback(body: bytes) -> None:
    with pytest.raises(ServiceError):
        arxiv.read(Answer(body=body), ID)


def test_names_may_have_tex_and_groups_are_one_name() -> None:
    record = read(atom_entry(names=("Jos\\'e P\\'erez", "BigScience Workshop", "Team Tiny", "Ada Team")))
    assert record.authors == (
        Person(family="Pérez", given="José"),
        Person(family="BigScience Workshop"),
        Person(family="Team Tiny"),
        Person(family="Ada Team"),
    )


@pytest.mark.parametrize(
    ("comment", "is_shown"),
    [
        ("Accepted at CVPR 2023", True),
        ("ICML'22, 9 pages", True),
        ("To appear in TACL", True),
        ("Findings of ACL", True),
        ("12 pages, 3 figures", False),
        ("Work in progress", False),
        ("Code at https://example.org", False),
    ],
)
def test_a_comment_that_says_where_a_paper_is_accepted_is_shown(comment: str, is_shown: bool) -> None:
    record = read(atom_entry(extra=arxiv_element("comment", comment)))
    assert record.comment == comment
    assert [value for message, value in record.notes if "authors say" in message] == ([comment] if is_shown else [])
