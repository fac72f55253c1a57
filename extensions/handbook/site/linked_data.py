"""JSON-LD in the vocabulary of schema.org: what search engines read of the page of an issue and of a term."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..exporters.bundles import citations_of
from ..model.records import FOLDERS, Page, Term

if TYPE_CHECKING:
    from ..exporters import Work
    from ..library.library import Library


def issue_data(library: Library, page: Page, base: str = "") -> dict[str, Any]:
    """Return an issue as a PublicationIssue with the list of its papers; without *base*, the site's address, no address.

    A date is given where it is one day or month: what the periodical does not print is not made up.
    """
    issue = page.issue
    assert issue is not None
    works = (citations_of(library).work(entry) for entry in library.presented(page))
    articles = [article(work, base) for work in works if work]
    periodical = library.identity.periodical
    date = issue.date.text if issue.date and "/" not in issue.date.text else ""
    return _known(
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


def article(work: Work, base: str = "") -> dict[str, Any]:
    """Return a paper as a ScholarlyArticle: what names it; its page has COinS with all the rest."""
    people = work.authors or work.editors
    return _known(
        {
            "@type": "ScholarlyArticle",
            "name": work.title.plain or work.key,
            "author": [{"@type": "Person", "name": person.name} for person in people],
            "datePublished": work.date,
            "sameAs": work.link,
            "url": f"{base}{work.address}" if base else "",
        }
    )


def term_data(term: Term, description: str, base: str = "") -> dict[str, Any]:
    """Return a term as a DefinedTerm; *description* is its definition in plain text."""
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "DefinedTerm",
            "termCode": term.id,
            "name": term.zh,
            "alternateName": [name for name in dict.fromkeys((term.en, *term.aliases)) if name != term.zh],
            "description": description,
            "sameAs": term.ror,
            "inDefinedTermSet": f"{base}docs/{FOLDERS[term.kind]}/index.html" if base else "",
            "url": f"{base}{term.location.path.removesuffix('.md')}.html" if base else "",
        }
    )


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def as_html(data: dict[str, Any]) -> str:
    """Return the data as the text of a script element, which nothing in it can end."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
