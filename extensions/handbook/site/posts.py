"""The posts of feeds: entries, issues, errata and updates as HTML that reads well anywhere, with ids that never change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from ..library.entries import Entry
from ..model.places import UPDATES, UPDATES_PAGE
from ..model.records import Page
from ..text.anchors import anchor_of
from ..text.messages import mark as _
from ..views.entries import version_of
from ..views.labels import entry_label, entry_row, issue_label
from ..views.links import GENRES, NOTICES, item_links, version_links
from ..views.rows import Label, UpdateRow
from ..views.updates import name_of, texts_of
from .markdown import Markdown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..library.library import Library
    from ..views.rows import EntryRow, ErratumRow
    from .channels import Subject
    from .place import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One entry of a feed."""

    id: str
    """What the feed's tag completes to an id that never changes: made of keys and numbers, never of an address."""
    label: Label
    title: str
    date: str
    """The first day that the date of its issue can mean, or the day of an update: ``2022-10-26``."""
    html: str
    tags: tuple[str, ...] = ()


class Posts:
    """Makes the posts of one library, each once, however many feeds show it."""

    def __init__(self, library: Library, site: Site) -> None:
        self.library, self.site = library, site
        self._markdown = Markdown(library, site)
        self._parser = MarkdownIt("commonmark", {"html": False}).enable("table")
        self._made: dict[str, Post] = {}

    def of(self, subject: Subject) -> Post:
        """Return the post about a subject."""
        if isinstance(subject, Entry):
            post_id = f"entry/{anchor_of(subject.item.id)}"
            return self._made.get(post_id) or self._note(self._entry(post_id, subject))
        if isinstance(subject, Page):
            assert subject.issue is not None
            post_id = f"issue/{subject.issue.number}"
            return self._made.get(post_id) or self._note(self._issue(post_id, subject))
        return self._update(subject) if isinstance(subject, UpdateRow) else self._erratum(*subject)

    def _note(self, post: Post) -> Post:
        self._made[post.id] = post
        return post

    def _entry(self, post_id: str, entry: Entry) -> Post:
        assert entry.issue.date is not None
        row = entry_row(entry)
        version = version_of(entry.reference) if entry.reference else None
        links = [*version_links(version), *item_links(entry.item.links)]
        parts = (
            f'<p lang="en"><em>{escape(row.label.en)}</em></p>' if row.label.en else "",
            self._facts(row),
            self._html(entry.item.summary, entry.docname),
            _paragraph(_anchor(self.site.say(name), url) for name, url in links),
        )
        return Post(
            id=post_id,
            label=row.label,
            title=entry.item.title or row.label.en or entry.item.id,
            date=entry.issue.date.first_day.isoformat(),
            html="".join(parts),
            tags=tuple(term.zh for terms in entry.terms.values() for term in terms),
        )

    def _facts(self, row: EntryRow) -> str:
        names = ", ".join(row.people)
        people = self.site.say(_("{names} et al.")).format(names=names) if row.more_people else names
        genre = self.site.say(GENRES[row.genre]) if row.genre else ""
        return _paragraph(escape(part) for part in (people, row.where, genre) if part)

    def _issue(self, post_id: str, page: Page) -> Post:
        assert page.issue is not None
        assert page.issue.date is not None
        heading = self.library.identity.heading(page.issue.number)
        intro = page.sections[0].text if page.sections else ""
        rows = (f"<li>{_anchor(entry.item.title, self._full(entry_label(entry)))}</li>" for entry in self.library.presented(page))
        items = "".join(rows)
        return Post(
            id=post_id,
            label=issue_label(page),
            title=f"{heading} {page.issue.title}",
            date=page.issue.date.first_day.isoformat(),
            html=self._html(intro, page.docname) + (f"<ul>{items}</ul>" if items else ""),
        )

    def _erratum(self, date: str, row: ErratumRow) -> Post:
        """Return a post whose id is made of what the periodical printed, which nobody can change any more."""
        say, erratum = self.site.say, row.erratum
        printed = hashlib.blake2b((erratum.original or erratum.printed).encode(), digest_size=6).hexdigest()
        fields = ((_("Printed"), erratum.printed), (_("Correct"), erratum.correct), (_("Evidence"), erratum.shown_evidence))
        source = f"<p>{_anchor(say(_('source')), erratum.source)}</p>" if erratum.source else ""
        return Post(
            id=f"erratum/{row.label.kind}/{anchor_of(row.label.id)}/{printed}",
            label=row.label,
            title=f"{say(_('Erratum'))} · {self._name(row.label)}",
            date=date,
            html=self._fields(*fields) + source,
        )

    def _update(self, row: UpdateRow) -> Post:
        """Return a post whose id is made of the commit of the update."""
        old, new = texts_of(row, self.site.language)
        change = " → ".join(filter(None, (old, new)))
        html = f"<p>{escape(change)}</p>"
        if row.kind in NOTICES:
            html = f"<p>{_anchor(change, change)}</p>"
        elif row.printed:
            html = self._fields((_("Printed"), row.printed), (_("Correct"), change))
        title = f"{self.site.say(name_of(row))} · {self._name(row.label)}"
        gone = Label(kind="page", id=UPDATES, zh="", docname=UPDATES_PAGE)
        label = row.label if row.label.docname or row.label.page else gone
        return Post(id=f"update/{row.id}", label=label, title=title, date=row.date, html=html)

    def _fields(self, *fields: tuple[str, str]) -> str:
        facts = (f"<dt>{escape(self.site.say(name))}</dt><dd>{escape(value)}</dd>" for name, value in fields if value)
        return f"<dl>{''.join(facts)}</dl>"

    def _name(self, label: Label) -> str:
        """Return what a title calls the issue or the thing that a post is about."""
        return self.site.say(_("No. {number}")).format(number=label.id) if label.kind == "issue" else label.zh

    def _html(self, markdown: str, docname: str) -> str:
        text: str = self._parser.render(self._markdown.resolved(markdown, docname))
        return text.strip()

    def _full(self, label: Label) -> str:
        return self.site.link(self.site.address(label))


def _paragraph(parts: Iterable[str]) -> str:
    text = " · ".join(parts)
    return f"<p>{text}</p>" if text else ""


def _anchor(text: str, address: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'
