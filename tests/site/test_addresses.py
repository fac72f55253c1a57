"""A published address never dies: the manifest names every page and every anchor that others may have linked to."""

from __future__ import annotations

from pathlib import Path

from handbook import load
from handbook.exporters import FORMATS
from handbook.exporters import bundles as citations
from handbook.library.entries import author_id, author_letter
from handbook.library.library import Library
from handbook.model.places import COMPARISON, READING_LIST, paper_docname
from handbook.site import interface
from handbook.site.cards import address as card_address
from handbook.site.copies import has_copy
from handbook.site.croissant import FILE as CROISSANT
from handbook.site.discovery import OPENSEARCH, ROBOTS, SITEMAP
from handbook.site.feeds import feed_files
from handbook.site.llms import FILE as LLMS
from handbook.site.skos import FILES as VOCABULARY
from handbook.views import list_pages, paper_keys

from ..unit.site.published import site_at

MANIFEST = Path(__file__).with_name("addresses.txt")


def addresses(root: Path) -> set[str]:
    """Return the addresses of the handbook: pages, entries and authors, files of citations, and files for programs."""
    library = load(root)
    pages = {page.path.replace(".md", ".html") for page in library.pages}
    entries = {f"{entry.docname}.html#{entry.item.id}" for entry in library.entries.values()}
    papers = {f"{paper_docname(key)}.html" for key, _issue in paper_keys(library)}
    papers |= {f"{page.docname}.html" for page in list_pages(library)}
    papers |= {
        address
        for key, issue in paper_keys(library)
        if not issue or library.entries[key].reference
        for address in citations.addresses_of_work(key).values()
    }
    people = [person for author in library.authors.values() for person in author.spellings]
    authors = {f"docs/authors/{author_letter(person)}.html#{author_id(person)}" for person in people}
    cite = {f"{page.docname}.html#cite" for page in library.issues.values()}
    files = {
        citations.address(bundle.kind, bundle.id, FORMATS[name].suffix)
        for bundle in citations.bundles(library)
        for name in bundle.formats
    }
    filled = {f"{READING_LIST}.html", f"{COMPARISON}.html"}
    interfaces = {name for name, _data in interface.interface_files(library, title="", version="")}
    return pages | papers | entries | authors | cite | files | filled | interfaces | machines(library)


def machines(library: Library) -> set[str]:
    """Return the addresses of what programs read: feeds, cards, copies in Markdown, and the files at the root."""
    site = site_at()
    copied = {site.copy(page.docname) for page in library.pages if has_copy(page)}
    copied |= {card_address(page) for page in library.issues.values()}
    return (
        copied
        | {name for name, _data in feed_files(library, site)}
        | {SITEMAP, ROBOTS, OPENSEARCH, LLMS, "404.html", CROISSANT, *VOCABULARY}
    )


def test_every_address_of_the_manifest_is_there(site: Path) -> None:
    from .test_html import parsed

    missing = []
    for address in MANIFEST.read_text(encoding="utf-8").split():
        page, _hash, anchor = address.partition("#")
        if not (site / page).is_file() or (anchor and anchor not in parsed(site / page)[0].xpath("//@id")):
            missing.append(address)
    assert missing == [], "a published address must go on to work; give it back, or leave a redirect"


def test_every_address_is_in_the_manifest(root: Path) -> None:
    known = set(MANIFEST.read_text(encoding="utf-8").split())
    assert sorted(addresses(root) - known) == [], "new addresses: add them with make addresses"


if __name__ == "__main__":
    known = set(MANIFEST.read_text(encoding="utf-8").split()) if MANIFEST.exists() else set()
    found = known | addresses(Path(__file__).parent.parent.parent)
    MANIFEST.write_text("\n".join(sorted(found)) + "\n", encoding="utf-8")
