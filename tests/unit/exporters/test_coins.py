"""COinS: parsed by the rules of OpenURL, and by those of Zotero's reader with its peculiarities."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import parse_qsl, unquote

from hypothesis import given
from hypothesis import strategies as st

from handbook.exporters import Work
from handbook.exporters.coins import NOBODY, coins
from handbook.model.people import Person
from handbook.text.latex import Text

PAPER = Work(
    key="kar2022",
    type="inproceedings",
    authors=(Person(family="Kar", given="Mozes", particle="van de"), Person(family="King", given="Martin", lineage="Jr.")),
    title=Text("C++ & C#: 100% <b>=</b> “really”?"),
    container=Text("Proceedings of X"),
    date="2022-10",
    doi="10.1000/a(b)_<c>",
    arxiv="2210.00001",
    url="https://example.org/?a=1&b=2#c",
    fields=(("pages", "1–9"), ("volume", "3")),
)

TYPES_WITH_CONTAINER = ("journalArticle", "bookSection", "conferencePaper")


def by_openurl(url: str) -> dict[str, list[str]]:
    """Return keys and values by ANSI/NISO Z39.88-2004: percent-encoded UTF-8, ``+`` for a space."""
    found: dict[str, list[str]] = {}
    for key, value in parse_qsl(url, keep_blank_values=True, strict_parsing=True, errors="strict"):
        found.setdefault(key, []).append(value)
    return found


def by_zotero(url: str) -> dict[str, object]:
    """Return what Zotero's reader takes from a context object in Dublin Core, in the order in which it reads."""
    item: dict[str, object] = {"itemType": "webpage", "creators": []}
    for pair in url.split("&"):
        key, value = pair.split("=")[:2]
        value = unquote(re.sub(r"\+|%2[bB]", " ", value), errors="strict")
        if key == "rft.title":
            item["publicationTitle" if item["itemType"] in TYPES_WITH_CONTAINER else "title"] = value
        elif key == "rft.type":
            item["itemType"] = value
        elif key == "rft.creator":
            parts = re.split(r"[,،] ?", value.strip(" ,"))
            item["creators"].append(tuple(parts[:2]) if "," in value else tuple(value.rsplit(" ", 1)[::-1]))  # type: ignore[attr-defined]
        elif key == "rft_id" and value.startswith("info:doi/"):
            item["DOI"] = value.removeprefix("info:doi/")
        elif key == "rft.identifier" and value.startswith(("http://", "https://")):
            item["url"] = value
        elif key in ("rft.date", "rft.source", "rft.publisher", "rft.volume", "rft.pages", "rft.issue"):
            item[key.removeprefix("rft.")] = value
    return item


def test_every_field_is_read_back_by_the_rules_of_openurl() -> None:
    found = by_openurl(coins(PAPER))
    assert found == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:dc"],
        "rft.title": ["C＋＋ & C#: 100% <b>=</b> “really”?"],
        "rft.type": ["conferencePaper"],
        "rft.creator": ["van de Kar, Mozes", "King, Martin Jr."],
        "rft.date": ["2022-10"],
        "rft.source": ["Proceedings of X"],
        "rft.volume": ["3"],
        "rft.pages": ["1-9"],
        "rft_id": ["info:doi/10.1000/a(b)_<c>"],
        "rft.identifier": ["https://example.org/?a=1&b=2#c"],
        "rft.relation": ["arXiv:2210.00001"],
    }


def test_zotero_reads_type_title_people_venue_doi_and_address() -> None:
    found = by_zotero(coins(PAPER))
    assert found["itemType"] == "conferencePaper"
    assert found["title"] == "C＋＋ & C#: 100% <b>=</b> “really”?"
    assert "publicationTitle" not in found, "the title stands before the type"
    assert found["creators"] == [("van de Kar", "Mozes"), ("King", "Martin Jr.")]
    assert (found["source"], found["DOI"], found["url"]) == ("Proceedings of X", PAPER.doi, PAPER.url)


def test_values_that_readers_of_openurl_get_wrong() -> None:
    url = coins(PAPER)
    assert url.index("rft.title=") < url.index("rft.type=")
    assert "+" not in url
    assert "%2B" not in url.upper()
    assert "%20" in url
    assert " " not in url
    attribute = escape(url)
    assert "&rft" not in attribute
    assert unescape(attribute) == url


def test_a_preprint_has_the_type_of_preprints() -> None:
    work = Work(
        key="a2021", type="misc", authors=(Person(family="OpenAI Team"),), title=Text("T"), date="2021", arxiv="2101.00001"
    )
    found = by_zotero(coins(work))
    assert found["itemType"] == "preprint"
    assert found["publisher"] == "arXiv"
    assert found["url"] == "https://arxiv.org/abs/2101.00001"
    assert found["creators"] == [("OpenAI Team",)], "a group is not split into names"


def test_a_work_without_people_has_a_creator() -> None:
    assert by_openurl(coins(Work(key="a", type="misc", title=Text("T"))))["rft.creator"] == [NOBODY]
    edited = Work(key="a", type="book", title=Text("T"), editors=(Person(family="Roe", given="R."),))
    assert by_openurl(coins(edited))["rft.creator"] == ["Roe, R."]


any_text = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)
people = st.builds(Person, family=any_text, given=any_text)


@given(
    st.builds(
        Work,
        key=st.just("key"),
        type=st.sampled_from(["article", "inproceedings", "misc", "book"]),
        title=any_text.map(Text),
        container=any_text.map(Text),
        authors=st.lists(people, max_size=500).map(tuple),
        url=any_text,
        doi=any_text,
    )
)
def test_whatever_a_work_holds_is_read_back(work: Work) -> None:
    url = coins(work)
    found = by_openurl(unescape(escape(url)))
    kept = lambda text: [text.replace("+", "＋")]  # noqa: E731
    assert found["rft.title"] == kept(work.title.plain)
    assert found["rft.identifier"] == kept(work.url)
    assert len(found["rft.creator"]) == max(1, len(work.authors))
    assert url.index("rft.title=") < url.index("rft.type=") if "rft.type=" in url else True
    assert by_zotero(url)["title"] == kept(work.title.plain)[0]
