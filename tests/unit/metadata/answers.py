"""Answers in the formats of arXiv's API, doi.org and the ACL Anthology; the papers are fabricated."""

from __future__ import annotations

import json
from typing import Any

from handbook.metadata.services import Services

from .server import Reply

ABSTRACT = "  We study prompt tuning and chain-of-thought\nprompting of small models. Made up for a test.\n"


def atom_entry(
    identifier: str = "2212.99123",
    *,
    title: str = "Tuning Small Models\n  for Tiny Tasks",
    names: tuple[str, ...] = ("Jane Q. Doe", "Mozes van de Kar"),
    abstract: str = ABSTRACT,
    extra: str = "",
    published: str = "2022-12-09T18:00:01Z",
) -> str:
    """Return an entry as arXiv's API has it, with line breaks in the title and namespaces at each element."""
    authors = "".join(f"<author>\n      <name>{name}</name>\n    </author>\n    " for name in names)
    return f"""<entry>
    <id>http://arxiv.org/abs/{identifier}v2</id>
    <updated>2023-01-02T03:04:05Z</updated>
    <published>{published}</published>
    <title>{title}</title>
    <summary>{abstract}</summary>
    {authors}{extra}
    <link href="http://arxiv.org/abs/{identifier}v2" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/{identifier}v2" rel="related" type="application/pdf"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
  </entry>"""


def arxiv_element(name: str, value: str) -> str:
    """Return an element of arXiv's own namespace."""
    return f'<arxiv:{name} xmlns:arxiv="http://arxiv.org/schemas/atom">{value}</arxiv:{name}>'


def atom_feed(*entries: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """Return a feed as arXiv's API has it."""
    return f"""{head}
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?search_query%3D%26id_list%3D2212.99123" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list=2212.99123&amp;start=0&amp;max_results=1</title>
  <id>http://arxiv.org/api/made-up</id>
  <updated>2026-11-28T00:00:00-05:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">{len(entries)}</opensearch:totalResults>
  {"".join(entries)}
</feed>
"""


ATOM_ERROR = atom_feed(
    """<entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_2212.9</id>
    <title>Error</title>
    <summary>incorrect id format for 2212.9</summary>
    <updated>2026-11-28T00:00:00-05:00</updated>
    <author><name>arXiv api core</name></author>
  </entry>"""
)


def atom(*entries: str, status: int = 200) -> Reply:
    """Return a feed as an answer."""
    return Reply(atom_feed(*entries), "application/atom+xml; charset=UTF-8", status)


def crossref(**values: Any) -> dict[str, Any]:
    """Return CSL-JSON as Crossref answers it: its own types, empty lists, additions of its own."""
    return {
        "indexed": {"date-parts": [[2023, 1, 4]], "date-time": "2023-01-04T05:06:07Z", "timestamp": 1672808767},
        "publisher": "Association for Made-Up Linguistics",
        "type": "proceedings-article",
        "title": "Tuning Small Models for Tiny Tasks",
        "DOI": "10.99999/made.2022.1",
        "author": [
            {"given": "Jane Q.", "family": "Doe", "sequence": "first", "affiliation": []},
            {"given": "Mozes", "family": "van de Kar", "sequence": "additional", "affiliation": []},
        ],
        "event": "Proceedings of the 2022 Conference on Empirical Methods in Natural Language Processing",
        "container-title": "Proceedings of the 2022 Conference on Empirical Methods in Natural Language Processing",
        "issued": {"date-parts": [[2022]]},
        "page": "12-34",
        "URL": "http://dx.doi.org/10.99999/made.2022.1",
        "subtitle": [],
        "short-title": [],
        "relation": {},
        "ISSN": [],
        **values,
    }


def datacite(**values: Any) -> dict[str, Any]:
    """Return CSL-JSON as DataCite answers it: CSL's types, an id that is an address, literal names."""
    return {
        "type": "article",
        "id": "https://doi.org/10.99999/data.7",
        "categories": ["Computation and Language (cs.CL)"],
        "language": "en",
        "author": [{"family": "Doe", "given": "Jane Q."}, {"literal": "Tiny Tasks Consortium"}],
        "issued": {"date-parts": [[2022]]},
        "abstract": "Made up for a test.",
        "DOI": "10.99999/DATA.7",
        "publisher": "Zenodo",
        "title": "A Report on Tiny Tasks",
        "copyright": "Creative Commons Attribution 4.0 International",
        **values,
    }


def csl(record: object) -> Reply:
    """Return a record as an answer of doi.org."""
    return Reply(json.dumps(record), "application/vnd.citationstyles.csl+json")


ANTHOLOGY = r"""@inproceedings{doe-van-de-kar-2022-tuning,
    title = "Tuning {S}mall {M}o{D}els for {E}nglish {--} and {``}Tiny{''} Tasks",
    author = "Doe, Jane Q.  and
      van de Kar, Mozes  and
      P{\'e}rez, Pat",
    editor = "Roe, Richard  and
      Poe, Pat",
    booktitle = "Proceedings of the 2022 Conference on Empirical Methods in Natural Language Processing",
    month = dec,
    year = "2022",
    address = "Abu Dhabi, United Arab Emirates",
    publisher = "Association for Computational Linguistics",
    url = "https://aclanthology.org/2022.emnlp-main.9999/",
    doi = "10.18653/v1/2022.emnlp-main.9999",
    pages = "12--34",
    abstract = "We tune small models {--} for {\%}. Made up for a test."
}
"""


def bibtex(text: str = ANTHOLOGY, media_type: str = "text/x-bibtex") -> Reply:
    """Return BibTeX as an answer of the Anthology."""
    return Reply(text, media_type)


def organization(ror: str, en: str, *, zh: str = "", alias: str = "", country: str = "") -> dict[str, Any]:
    """Return an organization as ROR's API has it, with the acronym of its English name."""
    names = [
        {"lang": None, "types": ["acronym"], "value": "".join(word[0] for word in en.split())},
        *([{"lang": None, "types": ["alias"], "value": alias}] if alias else []),
        *([{"lang": "zh", "types": ["label"], "value": zh}] if zh else []),
        {"lang": "en", "types": ["ror_display", "label"], "value": en},
    ]
    place = {"geonames_id": 1, "geonames_details": {"country_code": country, "country_name": "?", "name": "?"}}
    return {"id": ror, "names": names, "locations": [place], "status": "active", "types": ["education"]}


def affiliation(*organizations: dict[str, Any]) -> dict[str, Any]:
    """Return the answer of ROR's API to an affiliation; the first organization is the one that ROR chooses."""
    items = [
        {"organization": each, "chosen": not place, "score": 1.0, "matching_type": "PHRASE", "substring": "?"}
        for place, each in enumerate(organizations)
    ]
    return {"number_of_results": len(items), "items": items}


def services(base: str) -> Services:
    """Return services that are all at one local server."""
    return Services(arxiv=f"{base}/query", doi=base, anthology=base, crossref=f"{base}/works", ror=f"{base}/ror")


def crossref_found(*records: dict[str, Any]) -> Reply:
    """Return what a search of Crossref finds as an answer; titles are lists there."""
    items = [{**record, "title": [record["title"]]} for record in records]
    body = {"status": "ok", "message-type": "work-list", "message": {"total-results": len(items), "items": items}}
    return Reply(json.dumps(body), "application/json")


def datacite_own(**values: Any) -> dict[str, Any]:
    """Return a record in DataCite's own JSON: of a model."""
    return {
        "id": "https://doi.org/10.99999/data.7",
        "doi": "10.99999/DATA.7",
        "creators": [
            {
                "name": "Doe, Jane Q.",
                "nameType": "Personal",
                "givenName": "Jane Q.",
                "familyName": "Doe",
                "affiliation": ["A Lab"],
            },
            {"name": "Tiny Tasks Workshop", "nameType": "Organizational", "affiliation": [{"name": "A Lab"}, {"name": "B"}]},
            {"name": "Roe, Pat", "affiliation": []},
        ],
        "titles": [{"title": "Another", "titleType": "AlternativeTitle"}, {"title": "A Model of Tiny Tasks"}],
        "publisher": "Hugging Face",
        "publicationYear": 2022,
        "types": {"resourceTypeGeneral": "Model", "citeproc": "article", "bibtex": "misc"},
        "descriptions": [{"description": "Made up for a test.", "descriptionType": "Abstract"}],
        "relatedIdentifiers": [
            {"relationType": "Cites", "relatedIdentifier": "10.99999/other", "relatedIdentifierType": "DOI"},
            {"relationType": "IsPreprintOf", "relatedIdentifier": "10.99999/MADE.2022.1", "relatedIdentifierType": "DOI"},
        ],
        **values,
    }
