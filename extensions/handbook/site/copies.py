"""Copies of issues, terms and works in plain Markdown, for programs that read text: what their pages show, with links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..model.places import paper_docname
from ..model.records import TERM_KINDS
from ..text.messages import locale_of
from ..text.messages import mark as _
from ..views.entries import entry_head
from ..views.labels import MAX_ROWS_IN_FULL, entry_label, entry_row, issue_label, term_label
from ..views.links import GENRES, KINDS, SAME_AS, TERMS, identity_links, item_links, version_links
from ..views.terms import other_names
from .markdown import Markdown, link, literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..library.entries import Entry
    from ..library.library import Library
    from ..model.records import Erratum, Page, Term
    from ..views.rows import EntryHead, EntryRow, Label, PaperPage
    from .place import Site

TYPE = "text/markdown"
_ROWS: WeakKeyDictionary[Library, dict[str, dict[str, tuple[Label, str]]]] = WeakKeyDictionary()
"""What the lines of entries in lists are made of, by language and by the id of the entry, which is in the lists of many terms."""


def has_copy(page: Page | None) -> bool:
    """Tell whether there is a copy of a page: of issues and terms. Other pages are lists, or read well as they are."""
    return page is not None and (page.issue is not None or page.term is not None)


def copy_of(library: Library, site: Site, page: Page) -> tuple[str, bytes]:
    """Return the path of the copy of an issue or a term below the root of the site, and its content."""
    path = site.copy(page.docname)
    writer = _Copy(library, site, path)
    return path, _joined(writer.issue(page) if page.issue else writer.term(page))


def copy_of_work(library: Library, site: Site, page: PaperPage) -> tuple[str, bytes]:
    """Return the path of the copy of the page of a work below the root of the site, and its content."""
    path = site.copy(paper_docname(page.key))
    writer = _Copy(library, site, path)
    entry = library.entries.get(page.key)
    return path, _joined(writer.entry(entry, 1) if page.head and entry else writer.work(page))


def _joined(blocks: Iterable[str]) -> bytes:
    return ("\n\n".join(text for block in blocks if (text := block.strip("\n"))) + "\n").encode()


class _Copy(Markdown):
    """Writes the blocks of one copy."""

    def issue(self, page: Page) -> Iterator[str]:
        """Yield the blocks of an issue: its head, its introduction, and its entries below their headings."""
        issue = page.issue
        assert issue is not None
        say = self.site.say
        yield f"# {literal(self.library.identity.heading(issue.number))}"
        yield f"**{literal(issue.title)}**"
        date = issue.date.in_words(self.site.language) if issue.date else ""
        addresses = ((_("original"), issue.source), (_("archived copy"), issue.archived))
        source = [link(say(name), url) for name, url in addresses if url]
        yield self.facts(
            (_("Published"), literal(date)),
            (_("Contributors"), literal(say(_("; ")).join(issue.contributors))),
            (_("Source"), " · ".join(source)),
            (_("Page"), self.to(issue_label(page))),
        )
        yield self.resolved(page.sections[0].text, page.docname) if page.sections else ""
        yield from map(self.erratum, page.errata)
        section: tuple[str, ...] = ()
        for entry in self.library.presented(page):
            for level, heading in enumerate(entry.item.section):
                if section[: level + 1] != entry.item.section[: level + 1]:
                    yield f"{'#' * (level + 2)} {literal(heading)}"
            section = entry.item.section
            yield from self.entry(entry, min(len(section) + 2, 6))

    def entry(self, entry: Entry, level: int) -> Iterator[str]:
        """Yield the blocks of an entry."""
        head = entry_head(self.library, entry.item.id)
        assert head is not None
        yield f"{'#' * level} {self.to(entry_label(entry), entry.item.title or entry.item.id)}"
        yield f"*{literal(head.title_en)}*" if head.title_en else ""
        yield self.facts(*self.entry_facts(head))
        yield self.resolved(entry.item.summary, entry.docname)
        yield from map(self.erratum, entry.item.errata)

    def work(self, page: PaperPage) -> Iterator[str]:
        """Yield the blocks of a work that is only cited: its title, its facts, and what cites it."""
        say = self.site.say
        yield f"# {literal(page.title)}"
        links = [named for _kind, version in page.versions for named in version_links(version)]
        yield self.facts(
            (_("Authors"), literal(", ".join(person.zh for person in page.people))),
            (_("Venue"), literal(page.venue.zh if page.venue else "")),
            (_("Links"), " · ".join(link(say(name), url) for name, url in links)),
            (_("Cited by"), say(_("; ")).join(map(self.to, page.citing))),
        )

    def entry_facts(self, head: EntryHead) -> Iterator[tuple[str, str]]:
        """Yield the names and values of the facts of an entry."""
        say = self.site.say
        people = _("Organised by") if head.organised else _("Authors") if head.kind == "paper" else _("People")
        yield people, literal(", ".join(person.zh for person in head.people))
        yield _("Venue"), literal(head.version.where if head.version else "")
        kind = GENRES.get(head.genre) or KINDS.get(head.kind)
        yield _("Kind"), say(kind) if kind else ""
        date = head.printed_date or (head.date.in_words(self.site.language) if head.date else "")
        yield _("Date"), literal(date)
        terms = dict(head.terms)
        for kind in TERM_KINDS:
            yield TERMS[kind], say(_("; ")).join(map(self.to, terms.get(kind, ())))
        links = [*version_links(head.version), *item_links(head.links)]
        yield _("Links"), " · ".join(link(say(name), url) for name, url in links)

    def facts(self, *facts: tuple[str, str]) -> str:
        """Return names and values as a list; a value that is empty is left out."""
        return "\n".join(f"- {self.site.say(name)}{self.colon}{value}" for name, value in facts if value)

    def erratum(self, erratum: Erratum) -> str:
        """Return an erratum as a block."""
        say = self.site.say
        parts = ((_("Printed"), erratum.printed), (_("Correct"), erratum.correct), (_("Evidence"), erratum.shown_evidence))
        lines = [f"> **{say(_('Erratum'))}**", *(f"> {say(name)}{self.colon}{literal(text)}" for name, text in parts if text)]
        if erratum.source:
            lines.append(f"> {link(say(_('source')), erratum.source)}")
        return "  \n".join(lines)

    def term(self, page: Page) -> Iterator[str]:
        """Yield the blocks of a term: its names, its definition, and its newest entries."""
        term = page.term
        assert term is not None
        yield f"# {literal(term.zh)}"
        yield f"*{literal(term.en)}*" if term.en != term.zh else ""
        yield self.facts(*self.term_facts(term))
        for section in page.sections:
            yield f"## {self.resolved(section.title, page.docname)}" if section is not page.sections[0] else ""
            yield self.resolved(section.text, page.docname)
        entries = self.library.covering(term)
        yield f"## {self.site.say(_('Entries'))}" if entries else ""
        yield "\n".join(self.rows(entries[:MAX_ROWS_IN_FULL]))
        if len(entries) > MAX_ROWS_IN_FULL:
            rest = self.site.say(_("and {count} older ones")).format(count=len(entries) - MAX_ROWS_IN_FULL)
            yield f"… {rest}"

    def term_facts(self, term: Term) -> Iterator[tuple[str, str]]:
        """Yield the names and values of the facts of a term."""
        say, vocabulary = self.site.say, self.library.vocabulary
        yield _("Also called"), literal(say(_("; ")).join(other_names(term)))
        yield _("Broader"), " › ".join(self.to(term_label(other)) for other in reversed(vocabulary.broader(term)))
        yield _("Narrower"), self._labels(term_label(other) for other in vocabulary.narrower(term))
        yield _("Country"), str(locale_of(self.site.language).territories.get(term.country, term.country))
        yield _("Part of"), literal(term.parent_zh or term.parent_en)
        yield SAME_AS[term.kind], " · ".join(link(*named) for named in identity_links(term.identities))
        yield _("Page"), self.to(term_label(term))

    def _labels(self, labels: Iterable[Label]) -> str:
        return self.site.say(_("; ")).join(map(self.to, labels))

    def rows(self, entries: Iterable[Entry]) -> Iterator[str]:
        """Yield entries as the lines of a list."""
        known = _ROWS.setdefault(self.library, {}).setdefault(self.site.language, {})
        for entry in entries:
            if entry.item.id not in known:
                row = entry_row(entry)
                known[entry.item.id] = row.label, self.about(row)
            label, about = known[entry.item.id]
            yield f"- {self.to(label)}{about}"

    def about(self, row: EntryRow) -> str:
        """Return what the line of an entry has after its title."""
        names = ", ".join(row.people)
        people = self.site.say(_("{names} et al.")).format(names=names) if row.more_people else names
        about = " · ".join(literal(part) for part in (row.label.en, people, row.where) if part)
        return f"{self.colon}{about}" if about else ""

    @property
    def colon(self) -> str:
        """What parts a name from its value."""
        return self.library.identity.colon
