"""Records from CSL-JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.metadata import csl
from handbook.metadata.errors import ServiceError
from handbook.metadata.record import Record
from handbook.metadata.transport import Answer
from handbook.model.people import Person

from .answers import crossref, datacite

DOI = "10.99999/made.2022.1"


def read(data: object, doi: str = DOI) -> Record:
    return csl.read(Answer(body=json.dumps(data).encode()), doi)


def test_a_paper_of_a_conference_at_crossref() -> None:
    record = read(crossref())
    assert (record.type, record.title.plain, record.year) == ("inproceedings", "Tuning Small Models for Tiny Tasks", 2022)
    assert record.authors[1] == Person(family="Kar", given="Mozes", particle="van de")
    assert (record.meeting, record.pages, record.doi) == ("EMNLP 2022", "12–34", DOI)
    assert record.url == f"https://doi.org/{DOI}"


def test_the_envelope_of_crossrefs_own_interface() -> None:
    data = crossref(title=["Tuning"], **{"container-title": ["A Journal"]}, type="journal-article")
    record = read({"status": "ok", "message-type": "work", "message": data})
    assert (record.type, record.title.plain, record.container.plain) == ("article", "Tuning", "A Journal")


def test_an_article() -> None:
    data = crossref(
        type="article-journal",
        event=None,
        volume="4",
        issue="12",
        page=None,
        **{"container-title": "Journal of Made-Up Results", "article-number": "e100487"},
    )
    record = read(data)
    assert (record.type, record.volume, record.number, record.eid, record.meeting) == ("article", "4", "12", "e100487", "")


def test_a_chapter_of_a_conference_is_a_paper_of_it() -> None:
    names = ["Lecture Notes in Computer Science", "Computer Vision – ECCV 2022"]
    record = read(crossref(type="book-chapter", event=None, **{"container-title": names}))
    assert (record.type, record.container.plain, record.meeting) == ("inproceedings", "Computer Vision – ECCV 2022", "ECCV 2022")
    other = read(crossref(type="book-chapter", event=None, **{"container-title": "A Handbook of Made-Up Things"}))
    assert (other.type, other.meeting) == ("incollection", "")


@pytest.mark.parametrize(
    "place", [{"institution": [{"name": "bioRxiv"}]}, {"institution": {"name": "bioRxiv"}}, {"publisher": "bioRxiv"}]
)
def test_a_preprint_with_its_published_version(place: dict[str, Any]) -> None:
    relation = {"is-preprint-of": [{"id-type": "doi", "id": "10.99999/print", "asserted-by": "subject"}]}
    record = read(crossref(type="posted-content", subtype="preprint", relation=relation, event=None, **place))
    assert (record.type, record.container.plain, record.published_as) == ("article", "bioRxiv", "10.99999/print")
    assert record.is_preprint


@pytest.mark.parametrize(
    "other",
    [
        {"id-type": "doi", "id": "10.48550/arXiv.2212.99123"},
        {"id-type": "arxiv", "id": "2212.99123v2"},
        {"id": "10.48550/arxiv.2212.99123"},
    ],
)
def test_a_published_paper_with_its_preprint(other: dict[str, str]) -> None:
    assert read(crossref(relation={"has-preprint": [other]})).preprint == "10.48550/arXiv.2212.99123"


def test_datacite() -> None:
    record = read(datacite())
    assert record.authors == (Person(family="Doe", given="Jane Q."), Person(family="Tiny Tasks Consortium"))
    assert (record.type, record.container.plain, record.doi) == ("article", "Zenodo", "10.99999/DATA.7")
    assert [read(datacite(type=kind)).type for kind in ("dataset", "software", "thesis", "report", "")] == [
        *("dataset", "software", "phdthesis", "techreport", "misc"),
    ]


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Deep\n                    <i>Learning</i>", "Deep Learning"),
        ("Law &amp; Order", "Law & Order"),
        ("Law &amp;amp; Order", "Law & Order"),
        ("CO<sub>2</sub> and H<sup>+</sup>", "CO₂ and H⁺"),
        ("<scp>BERT</scp> for <b>all</b>", "BERT for all"),
        ("&lt;i&gt;In vivo&lt;/i&gt;", "In vivo"),
        ("If a < b and c > d", "If a < b and c > d"),
        (
            'Bounds of <mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:semantics><mml:mi>n</mml:mi>'
            "<mml:annotation>$n$</mml:annotation></mml:semantics></mml:math>",
            "Bounds of n",
        ),
        ("  A\u200b title\x00 ", "A title"),
    ],
)
def test_markup_in_titles(title: str, plain: str) -> None:
    assert read(crossref(title=title)).title.plain == plain


def test_a_subtitle_belongs_to_the_title() -> None:
    assert read(crossref(title="Mind", subtitle=["A <i>Gap</i>"])).title.plain == "Mind: A Gap"
    assert read(crossref(title="Mind: A Gap", subtitle=["A gap"])).title.plain == "Mind: A Gap"


def test_an_abstract_in_jats() -> None:
    abstract = "<jats:title>Abstract</jats:title><jats:p>We study <jats:italic>it</jats:italic>.</jats:p><jats:p>Well.</jats:p>"
    assert read(crossref(abstract=abstract)).abstract == "We study it. Well."


@pytest.mark.parametrize(
    ("author", "person"),
    [
        ({"family": "Doe"}, Person(family="Doe")),
        ({"given": "Jane Doe"}, Person(family="Doe", given="Jane")),
        ({"name": "Tiny Tasks Consortium", "sequence": "first"}, Person(family="Tiny Tasks Consortium")),
        ({"literal": "Doe, Jane"}, Person(family="Doe", given="Jane")),
        ({"family": "Doe", "given": "Jane", "suffix": "Jr."}, Person(family="Doe", given="Jane", lineage="Jr.")),
        (
            {"family": "Kar", "given": "M.", "non-dropping-particle": "van de"},
            Person(family="Kar", given="M.", particle="van de"),
        ),
        ({"family": "Mac Aodha", "given": "Oisin"}, Person(family="Mac Aodha", given="Oisin")),
        ({"family": "O&apos;Neil", "given": "P"}, Person(family="O'Neil", given="P")),
    ],
)
def test_names(author: dict[str, str], person: Person) -> None:
    assert read(crossref(author=[author])).authors == (person,)


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        ({"issued": {"date-parts": [[2021, 13]]}}, 2021),
        ({"issued": {"date-parts": [["2021", "2"]]}}, 2021),
        ({"issued": {"date-parts": [[None]]}, "published-print": {"date-parts": [[2020]]}}, 2020),
        ({"issued": {"raw": "in press"}}, None),
        ({"issued": {"date-parts": [[99999]]}}, None),
    ],
)
def test_dates(dates: dict[str, Any], year: int | None) -> None:
    assert read(crossref(**dates)).year == year


def test_affiliations() -> None:
    author = {"family": "Doe", "given": "J", "affiliation": [{"name": "Made University"}, {"place": ["x"]}, "Other Lab"]}
    assert read(crossref(author=[author, author])).affiliations == ("Made University", "Other Lab")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": "TUNING SMALL MODELS FOR TINY TASKS"}, "title is in capitals"),
        ({"author": [{"family": "SMITH", "given": "JANE"}]}, "name is in capitals"),
        ({"title": "On $\\alpha$ things"}, "formula"),
    ],
)
def test_notes_for_a_person(values: dict[str, Any], said: str) -> None:
    assert any(said in note for note, _value in read(crossref(**values)).notes)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"title": ""}', b'{"title": {}}', b"<html>", b"[" * 100_000, b'{"title": "x' + b"\xff"]
)
def test_an_answer_without_metadata_is_an_error(body: bytes) -> None:
    with pytest.raises(ServiceError, match="no metadata"):
        csl.read(Answer(body=body), DOI)


def test_json_is_utf_8_whatever_the_header_says() -> None:
    body = json.dumps(crossref(title="Élan"), ensure_ascii=False).encode()
    assert csl.read(Answer(body=body, charset="iso-8859-1"), DOI).title.plain == "Élan"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["family", "name", "id", "date-parts"]), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*crossref(), "institution", "abstract", "article-number"]), JSON))
def test_no_value_is_a_traceback(values: dict[str, Any]) -> None:
    read({**values, "title": "A title"})


@pytest.mark.parametrize("title", ["Q&amp;A on Tasks", "Q&amp;amp;A on Tasks", "Q&amp;amp;A on &lt;i&gt;Tasks&lt;/i&gt;"])
def test_a_title_that_is_escaped_twice_is_read(title: str) -> None:
    assert read(crossref(title=title)).title.plain == "Q&A on Tasks"


def test_notices_about_a_paper_are_read() -> None:
    notices = [{"type": "Retraction", "DOI": "10.99999/R.1", "label": "x"}, None, {"type": None}]
    assert read(crossref(**{"updated-by": notices})).updates == (("retraction", "10.99999/R.1"),)
