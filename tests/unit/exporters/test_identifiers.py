"""DOIs and addresses in every format are those of the work, whatever signs they have."""

from __future__ import annotations

import html
import json
from urllib.parse import parse_qs

import pytest

from handbook.exporters import FORMATS, Work
from handbook.exporters.coins import coins
from handbook.site.linked_data import article

DOIS = (
    "10.1000/a_b%20c~d",
    "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
    "10.1000/a#b&c;d",
    "10.1000/$^*+!",
)
TEXTS = ("gbt7714-2025", "gbt7714-2015", "apa", "ieee", "bibtex", "biblatex", "ris", "csv", "jsonl")


@pytest.mark.parametrize("doi", DOIS)
def test_a_doi_is_the_same_in_all_formats(doi: str) -> None:
    work = Work(key="a", type="article", doi=doi)
    assert [name for name in TEXTS if doi not in FORMATS[name].record(work)] == []
    assert json.loads(FORMATS["csl-json"].record(work))["DOI"] == doi
    assert f"info:doi/{doi}".replace("+", "＋") in parse_qs(coins(work), separator="&")["rft_id"]
    assert article(work)["sameAs"] == f"https://doi.org/{doi}"


@pytest.mark.parametrize(
    "url", ["http://example.org/~doe/p_1.html#sec-2", "https://example.org/a%20b?c=d&e=%7Ef", "https://example.org/<x>"]
)
def test_an_address_is_the_same_in_all_formats(url: str) -> None:
    work = Work(key="a", type="online", url=url)
    assert [name for name in TEXTS if url not in FORMATS[name].record(work)] == []
    assert json.loads(FORMATS["csl-json"].record(work))["URL"] == url
    assert parse_qs(coins(work), separator="&")["rft.identifier"] == [url]
    assert article(work)["sameAs"] == url
    assert html.unescape(FORMATS["markdown"].record(work)) == f"[a]({url})\n".replace("<x>", "%3Cx%3E")
