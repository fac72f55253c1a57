"""Writing of what programs read beside the pages: feeds, sitemaps, descriptions, and copies in Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..editing.disk import read_if_any, replace_file
from ..library.edition import catalogues_of_terms, wordings_of_terms
from ..model.places import DATA_PAGE, TERM_FOLDERS
from ..site import channels, copies, croissant, discovery, feeds, llms, skos
from ..site.place import Site
from ..text.digests import digest_of
from ..text.messages import mark as _
from ..text.messages import translator
from ..views.listings import empty_letters
from . import history
from .head import base_of, data_edition
from .sites import is_paper_page, is_site
from .sources import sources_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .domain import HandbookDomain

NOT_FOUND = "404"
"""The name of the page that a server shows for an address that does not exist."""
STATE = "handbook-machines"
"""The file beside the doctrees with the digests of the settings, of the history and of the vocabulary that the files show."""
TERM_INDEXES = tuple(f"{folder}/index" for folder in TERM_FOLDERS.values())
"""The pages that announce the vocabulary as linked data."""
FILES = (*channels.WEEKLY, discovery.SITEMAP, discovery.ROBOTS, discovery.OPENSEARCH, llms.FILE, croissant.FILE)
"""The files at the root of the site that a build may write, and removes where it does not."""


def site_of(env: BuildEnvironment, builder: Builder) -> Site:
    """Return what the files beside the pages need to know of the site."""
    config = env.config
    return Site(
        name=config.project,
        language=config.language.replace("_", "-"),
        base=base_of(config),
        page=builder.get_target_uri,
        say=translator(config.language),
    )


def write(app: Sphinx, domain: HandbookDomain) -> None:
    """Write every file that has changed, and remove those of earlier builds that are not made any more.

    After a build that has written no page again, only the history of the files may be another one.
    """
    outdir, note = Path(app.outdir), Path(app.doctreedir) / STATE
    site = site_of(app.env, app.builder)
    changes = history.last_changes(Path(app.srcdir))
    own = sources_version(), app.builder.name, site.name, site.language, site.base, app.config.release, domain.identity
    settings = digest_of((*own, *catalogues_of_terms(Path(app.srcdir))))
    past = digest_of(tuple(sorted(changes.items())))
    former = (read_if_any(note) or b"").decode(errors="replace").split()
    is_new = former[:1] != [settings] or not all((outdir / name).is_file() for name in (llms.FILE, *skos.FILES))
    if not (is_new or domain.outputs_due or domain.written) and former[1:2] == [past]:
        return
    terms = skos.vocabulary_key(domain.library)
    of_maintainers, made = _files_of_maintainers(app), set()
    if is_new or former[2:] != [terms]:
        _write_vocabulary(app, domain, site)
    for name, data in _files(domain, site, changes, None if is_new else domain.written):
        made.add(name)
        if data is not None and name not in of_maintainers:
            replace_file(outdir / name, data)
    remove_others(outdir, made | of_maintainers)
    replace_file(note, f"{settings} {past} {terms}".encode())


def _write_vocabulary(app: Sphinx, domain: HandbookDomain, site: Site) -> None:
    """Write the vocabulary as linked data, which takes long where there are thousands of terms."""
    for name, data in skos.vocabulary_files(domain.library, site, wordings_of_terms(Path(app.srcdir))):
        replace_file(Path(app.outdir) / name, data)


def _files(
    domain: HandbookDomain, site: Site, changes: Mapping[str, str], written: set[str] | None
) -> Iterator[tuple[str, bytes | None]]:
    """Yield the path and the content of every file; None where the pages *written* do not change it."""
    library = domain.library
    yield from feeds.feed_files(library, site, written)
    yield from discovery.robots(site)
    yield from discovery.opensearch(site)
    yield llms.FILE, llms.llms(library, site)
    published = data_edition(domain, max(changes.values(), default="")[:10])
    if published.is_described:
        yield croissant.FILE, croissant.croissant(published, croissant.data_files(croissant.names_of(library.source)))
    yield from _sitemaps(domain, site, changes)


def _sitemaps(domain: HandbookDomain, site: Site, changes: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    if not site.base:
        return
    views = {docname: [name for name, _argument in shown] for docname, shown in domain.placeholders.items()}
    listing = {
        docname: discovery.is_listing(domain.pages.get(docname), views.get(docname, ()))
        for docname in domain.env.found_docs - empty_letters(domain.library)
    }
    dates = discovery.last_changes(domain.library, listing, changes) if changes else {}
    derived = (docname for docname, _paths in discovery.derived_sources(domain.library))
    yield from discovery.sitemaps(site, [*listing, *derived], dates)


def remove_others(outdir: Path, written: set[str]) -> None:
    """Remove the files of earlier builds that are not among *written*."""
    parts = (path.name for path in outdir.glob(discovery.SITEMAP_PART.format(number="*")))
    found = (path.relative_to(outdir).as_posix() for path in (outdir / channels.FOLDER).rglob("*") if path.is_file())
    for name in [*FILES, *parts, *found]:
        if name not in written:
            (outdir / name).unlink(missing_ok=True)


def _files_of_maintainers(app: Sphinx) -> set[str]:
    """Return the names of the files that conf.py adds to the root of the site: a robots.txt of one's own stays."""
    paths = [Path(app.srcdir) / name for name in app.config.html_extra_path]
    return {
        file.relative_to(path).as_posix() for path in paths if path.is_dir() for file in path.rglob("*") if file.is_file()
    } | {path.name for path in paths if path.is_file()}


def write_copy(app: Sphinx, domain: HandbookDomain, docname: str) -> None:
    """Write the copy of a page in Markdown, if it has one; a build does so exactly when it writes the page itself."""
    page = domain.library.by_docname.get(docname)
    if is_site(app.builder) and page is not None and copies.has_copy(page):
        name, data = copies.copy_of(domain.library, site_of(app.env, app.builder), page)
        replace_file(Path(app.outdir) / name, data)


def remove_copies(app: Sphinx, docnames: Iterable[str]) -> None:
    """Remove the copies of pages that have been removed."""
    site = site_of(app.env, app.builder)
    for docname in docnames:
        (Path(app.outdir) / site.copy(docname)).unlink(missing_ok=True)


def links_of(domain: HandbookDomain, builder: Builder, docname: str) -> list[dict[str, Any]]:
    """Return what the head of a page says of the files for programs: relation, type, title and address of each."""
    site = site_of(domain.env, builder)
    links = []
    if site.base:
        links.append(
            {"rel": "search", "type": discovery.OPENSEARCH_TYPE, "title": site.name, "href": site.link(discovery.OPENSEARCH)}
        )
    page = domain.pages.get(docname)
    if copies.has_copy(page) or is_paper_page(docname):
        address = site.copy(docname)
        href = site.link(address, address)
        links.append({"rel": "alternate", "type": copies.TYPE, "title": "Markdown", "href": href})
    if docname in TERM_INDEXES:
        title = site.say(_("all terms, as SKOS"))
        links += [
            {"rel": "alternate", "type": kind, "title": f"{title} ({name})", "href": site.link(address, site.page(docname))}
            for (address, kind), name in zip(skos.FILES.items(), ("Turtle", "JSON-LD"), strict=True)
        ]
    if docname == DATA_PAGE and data_edition(domain).is_described:
        href = site.link(croissant.FILE, site.page(docname))
        links.append({"rel": "alternate", "type": croissant.TYPE, "title": "Croissant", "href": href})
    return [*links, *feed_links(domain, site, docname)]


def feed_links(domain: HandbookDomain, site: Site, docname: str) -> list[dict[str, Any]]:
    """Return the feeds of a page in the same form: in Atom and in JSON; none where there are no feeds."""
    if not feeds.has_feeds(domain.library, site.base):
        return []
    channel = channels.channel_of(domain.library, docname)
    if channel is None:
        return []
    named = zip((feeds.ATOM_TYPE, feeds.JSON_TYPE), ("Atom", "JSON Feed"), channel.addresses, strict=True)
    return [
        {"rel": "alternate", "type": kind, "title": f"{channel.title(site)} ({name})", "name": name, "href": site.link(address)}
        for kind, name, address in named
    ]
