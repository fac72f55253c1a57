"""What tells programs where everything is: sitemap.xml, robots.txt and opensearch.xml, which all need the site's address."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ..model.places import BIBS, ISSUES, PAGE_FOLDERS, bib_path_of, paper_docname
from ..text.messages import mark as _
from ..text.xml import xml
from ..views import list_plans, paper_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..library.library import Library
    from ..model.records import Page
    from .place import Site

SITEMAP, ROBOTS, OPENSEARCH = "sitemap.xml", "robots.txt", "opensearch.xml"
SITEMAP_PART = "sitemap-{number}.xml"
MAX_URLS = 50_000
"""A sitemap names at most this many pages; of more, it names further sitemaps (sitemaps.org)."""
MAX_SHORT_NAME = 16
"""The ShortName of OpenSearch has at most this many characters."""
OPENSEARCH_TYPE = "application/opensearchdescription+xml"
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemaps(site: Site, docnames: Iterable[str], dates: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap of the pages, and its parts where there are many; *dates* has the last changes that are known."""
    if not site.base:
        return
    urls = [_url(site.link(site.page(docname)), dates.get(docname, "")) for docname in sorted(docnames)]
    if len(urls) <= MAX_URLS:
        yield SITEMAP, _xml("urlset", urls)
        return
    parts = [urls[start : start + MAX_URLS] for start in range(0, len(urls), MAX_URLS)]
    names = [SITEMAP_PART.format(number=number) for number in range(1, len(parts) + 1)]
    yield SITEMAP, _xml("sitemapindex", [f"<sitemap><loc>{xml(site.link(name))}</loc></sitemap>" for name in names])
    for name, part in zip(names, parts, strict=True):
        yield name, _xml("urlset", part)


def _url(address: str, date: str) -> str:
    lastmod = f"<lastmod>{xml(date)}</lastmod>" if date else ""
    return f"<url><loc>{xml(address)}</loc>{lastmod}</url>"


def _xml(element: str, lines: Sequence[str]) -> bytes:
    text = "\n".join(lines)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{element} {_NAMESPACE}>\n{text}\n</{element}>\n'.encode()


def robots(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield robots.txt, which keeps nothing from anybody and names the sitemap."""
    if site.base:
        yield ROBOTS, f"User-agent: *\nAllow: /\n\nSitemap: {site.link(SITEMAP)}\n".encode()


def opensearch(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the description of the search, by which a browser can search the site from its address bar."""
    if not site.base:
        return
    short = site.name if len(site.name) <= MAX_SHORT_NAME else site.name[: MAX_SHORT_NAME - 1].rstrip() + "…"
    description = site.say(_("Search {name}")).format(name=site.name)
    template = f"{site.link(site.page('search'))}?q={{searchTerms}}"
    yield (
        OPENSEARCH,
        f"""<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{xml(short)}</ShortName>
<Description>{xml(description[:1024])}</Description>
<Url type="text/html" method="get" template="{xml(template)}"/>
<Url type="{OPENSEARCH_TYPE}" rel="self" template="{xml(site.link(OPENSEARCH))}"/>
<Language>{xml(site.language)}</Language>
<InputEncoding>UTF-8</InputEncoding>
</OpenSearchDescription>
""".encode(),
    )


def sources(library: Library, docname: str, *, lists: bool, suffix: str = ".md") -> Iterator[str]:
    """Yield the paths of the files that a page is made of; a path with a slash at its end stands for all files below it.

    *lists* says whether the page shows a view of the whole library.
    """
    page = library.by_docname.get(docname)
    yield page.path if page else f"{docname}{suffix}"
    if page and page.issue:
        yield bib_path_of(page.path)
    elif page and page.term:
        yield from sorted({f"{entry.docname}.md" for entry in library.covering(page.term)})
    elif page and page.profile:
        author = library.authors.get(page.profile.id)
        yield from sorted({f"{entry.docname}.md" for entry in author.entries} if author else ())
    elif lists:
        yield from (f"{folder}/" for folder in (ISSUES, BIBS))


def derived_sources(library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each page that no source file stands for, of works and of lists, with the paths of the files that it is made of."""
    for key, issue in paper_keys(library):
        paper = library.works.get(key)
        bib = (paper.location.path,) if paper else ()
        yield paper_docname(key), (f"{issue}.md", *bib) if issue else bib
    for listed in list_plans(library):
        yield listed.docname, tuple(f"{folder}/" for folder in (ISSUES, BIBS))


def last_changes(library: Library, listing: Mapping[str, bool], changes: Mapping[str, str]) -> dict[str, str]:
    """Return when each page last changed: the latest change of the files that it is made of; nothing where one is unknown.

    *listing* has every page with a source file, with whether it shows a view of the whole library; *changes* has the last change
    of each file.
    """
    newest = {f"{folder}/": _newest(changes, f"{folder}/") for folder in (*PAGE_FOLDERS, BIBS)}
    dates = {}
    own = ((docname, tuple(sources(library, docname, lists=lists))) for docname, lists in listing.items())
    for docname, paths in chain(own, derived_sources(library)):
        found = [changes.get(path, newest.get(path, "")) for path in paths]
        if found and found[0]:
            dates[docname] = max(found)
    return dates


def _newest(changes: Mapping[str, str], folder: str) -> str:
    return max((date for path, date in changes.items() if path.startswith(folder)), default="")


def is_listing(page: Page | None, views: Iterable[str]) -> bool:
    """Tell whether a page shows a view of the whole library, by the names of its views."""
    return (page is None or not (page.issue or page.term or page.profile)) and any(name != "references" for name in views)
