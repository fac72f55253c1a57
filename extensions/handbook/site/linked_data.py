"""JSON-LD in the vocabulary of schema.org, which search engines read on the pages of issues, terms and people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..exporters.bundles import citations_of
from ..exporters.kinds import kind_of
from ..exporters.languages import language_of
from ..exporters.values import full_container, full_title, pages
from ..model.places import TERM_FOLDERS
from ..text.identifiers import orcid_address

if TYPE_CHECKING:
    from ..exporters import Work
    from ..library.library import Library
    from ..model.people import Profile
    from ..model.records import Page, Term


def issue_data(library: Library, page: Page, base: str = "") -> dict[str, Any]:
    """Return an issue as a PublicationIssue with the list of its papers; without *base*, the site's address, it has no URL.

    An issue that spans an interval has no date, because the periodical does not print the day of publication.
    """
    issue = page.issue
    assert issue is not None
    works = (citations_of(library).work(entry) for entry in library.presented(page))
    articles = [article(work, base) for work in works if work]
    periodical = library.identity.periodical
    date = issue.date.text if issue.date and "/" not in issue.date.text else ""
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "PublicationIssue",
            "issueNumber": str(issue.number),
            "name": issue.title,
            "inLanguage": library.identity.language,
            "datePublished": date,
            "isPartOf": {"@type": "Periodical", "name": periodical} if periodical else {},
            "contributor": [{"@type": "Person", "name": name} for name in issue.contributors],
            "url": f"{base}{page.docname}.html" if base else "",
            "mainEntity": {"@type": "ItemList", "numberOfItems": len(articles), "itemListElement": articles} if articles else {},
        }
    )


_SCHEMA_TYPES = {
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "map": "Map",
    "report": "Report",
    "software": "SoftwareSourceCode",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
"""The types of schema.org, by those of CSL; all other works are articles of scholars."""


def article(work: Work, base: str = "") -> dict[str, Any]:
    """Return a work with what identifies it; COinS on its page has all other metadata."""
    people = work.authors or work.editors
    return _without_empty(
        {
            "@type": _SCHEMA_TYPES.get(kind_of(work).csl, "ScholarlyArticle"),
            "name": full_title(work).plain or work.key,
            "author": [{"@type": "Person", "name": person.name} for person in people],
            "datePublished": work.date if work.year else "",
            "sameAs": work.link,
            "url": f"{base}{work.address}" if base else "",
        }
    )


def paper_data(work: Work, *, title_zh: str, summary: str, base: str = "") -> dict[str, Any]:
    """Return a work as the subject of its own page, with its Chinese title and the beginning of its *summary*."""
    container = full_container(work).plain
    return {
        "@context": "https://schema.org",
        **article(work, base),
        **_without_empty(
            {
                "alternateName": title_zh if title_zh != full_title(work).plain else "",
                "inLanguage": language_of(work),
                "isPartOf": {"@type": _CONTAINERS.get(kind_of(work).csl, "Book"), "name": container} if container else {},
                "pagination": pages(work),
                "identifier": f"doi:{work.doi}" if work.doi else "",
                "abstract": summary,
            }
        ),
    }


_CONTAINERS = {"article-journal": "Periodical", "article-magazine": "Periodical", "article-newspaper": "Periodical"}
"""The types of schema.org of what contains a work, by the types of CSL of works; all others are in books."""


def term_data(term: Term, description: str, base: str = "") -> dict[str, Any]:
    """Return a term as a DefinedTerm; *description* is its definition in plain text."""
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "DefinedTerm",
            "termCode": term.id,
            "name": term.zh,
            "alternateName": [name for name in dict.fromkeys((term.en, *term.aliases)) if name != term.zh],
            "description": description,
            "sameAs": term.identities[0] if len(term.identities) == 1 else [*term.identities],
            "inDefinedTermSet": f"{base}{TERM_FOLDERS[term.kind]}/index.html" if base else "",
            "url": f"{base}{term.location.path.removesuffix('.md')}.html" if base else "",
        }
    )


def person_data(profile: Profile, base: str = "") -> dict[str, Any]:
    """Return a person with every spelling of their name."""
    name, *others = profile.names
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "Person",
            "name": name,
            "alternateName": others,
            "sameAs": orcid_address(profile.orcid) if profile.orcid else "",
            "url": f"{base}{profile.docname}.html" if base else "",
        }
    )


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def as_html(data: dict[str, Any]) -> str:
    """Return the data as the text of a script element, escaped so that no value can end the element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
