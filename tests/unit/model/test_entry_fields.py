"""The one parse of fields: identifiers, links, preprints and dates, in the forms that people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.model.entry_fields import read_fields

FIELDS = st.sampled_from(
    ["date", "year", "month", "urldate", "doi", "url", "howpublished", "note", "journal", "eprint", "volume"]
)


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.5555/x_1", "10.5555/x_1"),
        (r"10.5555/x\_1", "10.5555/x_1"),
        (r"10.5555/x{\_}1", "10.5555/x_1"),
        ("{10.5555/x}", "10.5555/x"),
        ("https://doi.org/10.5555/x", "10.5555/x"),
        ("http://dx.doi.org/10.5555/x", "10.5555/x"),
        ("https://doi.acm.org/10.5555/x", "10.5555/x"),
        ("doi.org/10.5555/x", "10.5555/x"),
        ("doi:10.5555/x", "10.5555/x"),
        ("DOI: 10.5555/x", "10.5555/x"),
        (r"\url{https://doi.org/10.5555/x}", "10.5555/x"),
        (r"\href{https://doi.org/10.5555/x}{10.5555/x}", "10.5555/x"),
        (r"10.5555/a:3{\textless}1::B{\textgreater}3.0.CO;2-R", "10.5555/a:3<1::B>3.0.CO;2-R"),
        ("10.5555/a$<$1$>$2", "10.5555/a<1>2"),
        ("10.5555.10/herds.6", "10.5555.10/herds.6"),
    ],
)
def test_dois(written: str, doi: str) -> None:
    read = read_fields("article", {"doi": written})
    assert (read.values.get("doi"), read.wrong) == (doi, ())


@pytest.mark.parametrize(
    ("written", "url"),
    [
        (r"\url{https://example.org/a_b/c}", "https://example.org/a_b/c"),
        (r"{\url{https://example.org/a_b/c}}", "https://example.org/a_b/c"),
        (r"http://www.example.org/\~{}doe/p\_1.html\#sec-2", "http://www.example.org/~doe/p_1.html#sec-2"),
        (r"http://www.example.org/{\textasciitilde}doe", "http://www.example.org/~doe"),
        (r"http://www.example.org/$\sim$doe", "http://www.example.org/~doe"),
        ("https://www.example.org/~doe/p.html", "https://www.example.org/~doe/p.html"),
        (r"http://example.org/abc\%20def", "http://example.org/abc%20def"),
        ("<https://example.org/>", "https://example.org/"),
    ],
)
def test_addresses(written: str, url: str) -> None:
    read = read_fields("misc", {"url": written})
    assert (read.values.get("url"), read.wrong) == (url, ())


@pytest.mark.parametrize(
    ("fields", "url", "left"),
    [
        ({"howpublished": r"\url{https://example.org/a_b}"}, "https://example.org/a_b", ""),
        ({"howpublished": r"Available at \url{https://example.org/a}."}, "https://example.org/a", ""),
        ({"howpublished": r"Blog post, \url{https://example.org/a}"}, "https://example.org/a", "Blog post"),
        ({"howpublished": "https://example.org/a."}, "https://example.org/a", ""),
        ({"howpublished": r"\href{https://example.org/a}{our page}"}, "https://example.org/a", ""),
        ({"note": r"\url{https://example.org/a}"}, "https://example.org/a", ""),
        ({"note": r"Code at \url{https://example.org/a}"}, None, r"Code at \url{https://example.org/a}"),
        ({"howpublished": r"\url{https://example.org/b}", "url": "https://example.org/a"}, "https://example.org/a", ""),
    ],
)
def test_links_in_other_fields(fields: dict[str, str], url: str | None, left: str) -> None:
    values = read_fields("misc", fields).values
    assert values.get("url") == url
    assert values.get("howpublished", values.get("note", "")) == left


def test_the_day_of_access_beside_a_link() -> None:
    values = read_fields("misc", {"howpublished": r"\url{https://example.org/a}, accessed July 19, 2018"}).values
    assert (values["url"], values["urldate"], "howpublished" in values) == ("https://example.org/a", "2018-07-19", False)


def test_a_doi_in_howpublished_is_a_doi() -> None:
    values = read_fields("misc", {"howpublished": r"\url{https://doi.org/10.5555/x}"}).values
    assert (values.get("doi"), values.get("url")) == ("10.5555/x", None)


@pytest.mark.parametrize(
    "fields",
    [
        {"journal": "arXiv preprint arXiv:2103.99805"},
        {"journal": "CoRR", "volume": "abs/2103.99805"},
        {"journal": "ArXiv", "volume": "abs/2103.99805"},
        {"journal": "CoRR", "eprint": "2103.99805"},
        {"journal": "arXiv e-prints", "pages": "arXiv:2103.99805"},
        {"journaltitle": "{arXiv}:2103.99805 [cs, stat]", "eprint": "2103.99805", "eprinttype": "arxiv"},
        {"note": "arXiv:2103.99805"},
        {"howpublished": "arXiv preprint arXiv:2103.99805v2"},
        {"howpublished": "https://arxiv.org/abs/2103.99805"},
        {"booktitle": "arXiv preprint arXiv:2103.99805"},
        {"institution": "arXiv", "number": "arXiv:2103.99805"},
        {"eprint": "arXiv:2103.99805 [cs.CL]", "archiveprefix": "arXiv"},
        {"eprint": "{2103.99805}", "archiveprefix": "{arXiv}"},
        {"doi": "10.48550/ARXIV.2103.99805", "publisher": "arXiv"},
        {"url": "http://arxiv.org/abs/2103.99805v1"},
    ],
)
def test_every_form_of_arxiv_is_one_preprint_with_one_number(fields: dict[str, str]) -> None:
    for entry_type in ("techreport",) if "institution" in fields else ("article", "misc") if "journal" in fields else ("misc",):
        read = read_fields(entry_type, fields)
        assert (read.arxiv, read.server(entry_type), read.wrong) == ("2103.99805", "arXiv", ())
        assert [name for name in ("volume", "number", "pages", "note") if name in read.values] == []


def test_a_published_paper_with_the_number_of_its_preprint_stays_published() -> None:
    read = read_fields("inproceedings", {"booktitle": "Proceedings of the Fifth Pasture Conference", "note": "arXiv: 2101.99111"})
    assert (read.arxiv, read.server("inproceedings")) == ("2101.99111", "")


@pytest.mark.parametrize(
    ("fields", "server", "eprint"),
    [
        ({"journal": "bioRxiv preprint"}, "bioRxiv", None),
        ({"journal": "Available at SSRN 3499999"}, "SSRN", "3499999"),
        ({"doi": "10.2139/ssrn.3499999"}, "SSRN", "3499999"),
        ({"url": "https://openreview.net/forum?id=abc_D-1"}, "OpenReview", "abc_D-1"),
        ({"eprint": "https://www.example.org/a.pdf"}, "", "https://www.example.org/a.pdf"),
    ],
)
def test_other_servers(fields: dict[str, str], server: str, eprint: str | None) -> None:
    read = read_fields("misc", fields)
    assert (read.server("misc"), read.values.get("eprint"), read.arxiv) == (server, eprint, "")


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"year": "2013", "month": "10~January"}, "2013-01-10"),
        ({"year": "2013", "month": "10~19"}, "2013-10-19"),
        ({"year": "2013", "month": "may", "day": "5"}, "2013-05-05"),
        ({"year": "2013", "month": "feb", "day": "31"}, "2013-02"),
        ({"year": "2013", "month": "fall"}, "2013"),
        ({"year": "30-Mar-2020"}, "2020-03-30"),
        ({"date": "1994/1997"}, "1994"),
        ({"date": "2024-03", "year": "2023"}, "2024-03"),
    ],
)
def test_dates(fields: dict[str, str], date: str) -> None:
    read = read_fields("article", fields)
    assert (read.values["date"], read.wrong) == (date, ())


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("date", "circa 1998", "1998"),
        ("urldate", "2023-02-30", "2023-02"),
        ("urldate", "some day", None),
        ("month", "marmot", "marmot"),
        ("doi", "none", None),
        ("url", "www.example.org", None),
        ("url", "https://example.org/a https://example.org/b", "https://example.org/a"),
    ],
)
def test_what_cannot_be_understood_is_named(name: str, value: str, kept: str | None) -> None:
    read = read_fields("misc", {name: value})
    assert [each.field for each in read.wrong] == [name]
    assert read.values.get(name) == kept


def test_a_number_of_arxiv_that_is_none_is_named() -> None:
    read = read_fields("misc", {"eprint": "soon", "archiveprefix": "arXiv"})
    assert [each.field for each in read.wrong] == ["eprint"]
    read = read_fields("article", {"journal": "arXiv:XXXXXX", "volume": "{}"})
    assert ([each.field for each in read.wrong], read.server("article")) == (["journal"], "arXiv")


@given(
    st.sampled_from(["article", "misc", "techreport"]), st.dictionaries(FIELDS, st.text() | st.text("{}\\$_~% 2013-/arXiv.:url"))
)
def test_no_value_raises(entry_type: str, fields: dict[str, str]) -> None:
    read = read_fields(entry_type, fields)
    read.server(entry_type)
    assert {*read.values} <= {*fields, "date", "url", "doi", "urldate", "eprint", "archiveprefix", "primaryclass"}
