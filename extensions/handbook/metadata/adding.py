"""Additions of papers to the texts of a handbook: a record becomes an entry, and an item of an issue. No file is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..editing import bib, page
from ..model.places import BACKGROUND_BIB, bib_path_of
from ..model.records import FOLDERS, TERM_KINDS, Paper, Term
from ..reading.files import DRAFT
from ..text.folding import fold
from ..text.latex import plain
from ..text.messages import Translate
from ..text.messages import mark as _
from .entries import entry_of, fields_of, joined, key_of, missing
from .matching import Index
from .proposals import propose, unknown_affiliations

if TYPE_CHECKING:
    from ..library.library import Library
    from .record import Record

_TASK = _("write the Chinese title above and a summary of 100 to 250 characters here; check the terms")

Remark = tuple[str, Mapping[str, str]]
"""A message and its parameters, translated when it is shown."""
Proposed = Mapping[str, tuple[Term, ...]]
"""Terms by kind."""


class AdditionError(Exception):
    """A paper cannot be added; message is a template over the parameters."""

    def __init__(self, message: str, **params: str) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result for one record: what was done, and what is left to do for a person."""

    key: str
    done: tuple[Remark, ...] = ()
    left: tuple[Remark, ...] = ()
    proposed: Proposed = field(default_factory=dict)
    suggestion: str = ""
    """An entry that may replace the existing one."""


class Additions:
    """Collects additions to a handbook."""

    def __init__(
        self, library: Library, read: Callable[[str], str | None], issue: int | None = None, translate: Translate = str
    ) -> None:
        """Begin with *library* and a function that returns the text of a path, or None if there is no such file.

        *translate* translates the tasks that are written into a page. Raise AdditionError if the *issue* has no page.
        """
        self._texts: dict[str, str] = {}
        self._tried: dict[str, int] = {}
        """How many endings of each key are taken."""
        self._new: dict[str, dict[str, str]] = {}
        """Entries that are still to be put into the files, by path and key: all at once, since each time reads the file."""
        self._library = library
        self._read = read
        self._translate = translate
        self._index = Index(library.works.values())
        self._taken = {key.lower() for key in (*library.works, *library.entries)}
        self._added: dict[tuple[str, str], str] = {}
        """The keys of what has been added, by DOI, arXiv identifier and title."""
        self._records: dict[str, Record] = {}
        self._presented: set[str] = set()
        self._page = library.issues.get(issue) if issue is not None else None
        if issue is not None and self._page is None:
            raise AdditionError(_("issue {issue} has no page; create it with: handbook new issue {issue}"), issue=str(issue))

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts of the files that differ, by path."""
        for path in [*self._new]:
            self._text(path)
        return self._texts

    @property
    def tasks(self) -> tuple[str, ...]:
        """What is left to do for every item that was added."""
        if not self._presented:
            return ()
        return (
            _("write the Chinese title and the summary"),
            _("move the item to its place in the issue, below its heading"),
            _("check the proposed terms, and add those that are missing"),
        )

    def is_settled(self, key: str) -> bool:
        """Tell whether no service can add to the work with that key: it is published, and presented if it should be."""
        return not self._library.works[key].is_preprint and (self._page is None or key in self._library.entries)

    @property
    def bib_path(self) -> str:
        """The .bib file to which new entries go."""
        return bib_path_of(self._page.path) if self._page else BACKGROUND_BIB

    def add(self, record: Record, published: Record | None = None) -> Outcome:
        """Add the paper of *record*; *published* is its published version, if the record is a preprint that has one.

        A paper of the handbook is not added again; with an issue, it is presented there. Raise AdditionError if another
        issue presents it.
        """
        known = self._index.find(record) or (self._index.find(published) if published else self._index.published_of(record))
        if known is not None:
            return self._add_known(known, record, published)
        added_key = self._find_added(record) or (self._find_added(published) if published else None)
        if added_key:
            return _added_before(added_key, _not_kept(record, added_key, fields_of(self._records[added_key])))
        if published is None:
            preprint = self._index.preprint_of(record) if record.preprint else None
            return self._add_published(record, preprint) if preprint else self._add_new(record)
        if fold(published.title.plain) == fold(record.title.plain):
            return self._add_new(joined(published, record))
        outcome = self._add_new(record)
        return self._add_published(published, None, preprint_key=outcome.key, before=outcome)

    def present(self, key: str, record: Record, published: Record | None = None) -> Outcome:
        """Present the work with that key, with the terms that *record* suggests; raise AdditionError as add does."""
        return self._add_known(self._library.works[key], record, published)

    def _text(self, path: str) -> str | None:
        new = self._new.pop(path, None)
        text = self._texts[path] if path in self._texts else self._read(path)
        if new:
            add = bib.add_by_key if path == BACKGROUND_BIB else bib.add_at_end
            text = self._texts[path] = add(text or "", new)
        return text

    def _find_added(self, record: Record) -> str | None:
        """Return the key of the work of *record*, if it has been added before."""
        return next((self._added[name] for name in _names(record) if name in self._added), None)

    def _add_new(self, record: Record) -> Outcome:
        key = self._insert(record)
        done, left, proposed = self._present_item(key, record)
        entry = (_("{path}: entry {key}, from {source}"), {"path": self.bib_path, "key": key, "source": record.source})
        remarks = [(message, {"value": value}) for message, value in missing(record)]
        if not record.year:
            remarks.append((_("when the year is known, run: handbook rename paper {key} KEY"), {"key": key}))
        if record.withdrawn:
            remarks.insert(0, (_("the paper seems to be withdrawn: check whether it should be included"), {}))
        if self._page is None:
            remarks.append((_("cite it on a page: {cite}"), {"cite": f"{{cite:p}}`{key}`"}))
        return Outcome(key=key, done=(entry, *done), left=(*remarks, *left), proposed=proposed)

    def _add_published(
        self, record: Record, preprint: Paper | None, *, preprint_key: str = "", before: Outcome | None = None
    ) -> Outcome:
        """Add the published version, whose title is not that of the preprint, as an entry of its own."""
        preprint_key = preprint_key or (preprint.key if preprint else "")
        path = preprint.location.path if preprint else self.bib_path
        key = self._insert(replace(record, arxiv="", category=""), path=path, preprint_key=preprint_key)
        message = _("{path}: entry {key}, the published version of {preprint} under another title")
        done = (message, {"path": path, "key": key, "preprint": preprint_key})
        remarks = tuple((message, {"value": value}) for message, value in missing(record))
        if before is not None:
            return replace(before, done=(before.done[0], done, *before.done[1:]), left=(*before.left, *remarks))
        return Outcome(key=key, done=(done,), left=remarks)

    def _add_known(self, known: Paper, record: Record, published: Record | None) -> Outcome:
        """Present a work of the handbook; suggest or add the entry of its published version, if that is new."""
        done, left, suggestion = self._update(known, record, published)
        left += _not_kept(record, known.key, dict(known.fields)) if not suggestion else ()
        place = {"key": known.key, "place": f"{known.location.path}:{known.location.line}"}
        exists: Remark = (_("{key} already exists: {place}"), place)
        if self._page is None:
            return Outcome(key=known.key, done=(exists, *done), left=left, suggestion=suggestion)
        key = known.preprint_key if known.preprint_key in self._library.works else known.key
        entry = self._library.entries.get(key)
        if entry is not None:
            if entry.docname != self._page.docname:
                message = _("{key} already exists, and {page} presents it; a paper is presented only once")
                raise AdditionError(message, key=key, page=f"{entry.docname}.md")
            presents: Remark = (_("{page} already presents {key}"), {"page": self._page.path, "key": key})
            return Outcome(key=key, done=(presents, *done), left=left, suggestion=suggestion)
        if key in self._presented:
            return _added_before(key)
        moved = self._move(key)
        presented, to_do, proposed = self._present_item(key, record)
        done = (exists, *done, *moved, *presented)
        return Outcome(key=key, done=done, left=(*left, *to_do), proposed=proposed, suggestion=suggestion)

    def _update(
        self, known: Paper, record: Record, published: Record | None
    ) -> tuple[tuple[Remark, ...], tuple[Remark, ...], str]:
        """Return what was done and what is left to do about the published version of a known preprint, and the entry suggested.

        Under the title of the preprint, the entry is suggested; under another title, it is added.
        """
        newer = published or record
        if not known.is_preprint or newer.is_preprint or known.key in self._library.published:
            return (), (), ""
        if fold(newer.title.plain) == fold(known.title):
            merged = joined(newer, record) if published else replace(newer, arxiv=newer.arxiv or known.arxiv)
            message = _("it has been published; replace the entry {key} with this one, which keeps the key")
            return (), ((message, {"key": known.key}),), entry_of(merged, known.key)
        if self._find_added(newer):
            return (), (), ""
        outcome = self._add_published(newer, known)
        return outcome.done, outcome.left, ""

    def _move(self, key: str) -> tuple[Remark, ...]:
        """Move an entry from the background to the .bib file of the issue that presents it."""
        if self._library.works[key].location.path != BACKGROUND_BIB:
            return ()
        text = self._text(BACKGROUND_BIB) or ""
        span = bib.entry(text, key)
        self._texts[self.bib_path] = bib.add_entry(self._text(self.bib_path) or "", text[span.start : span.end])
        self._texts[BACKGROUND_BIB] = bib.remove_entry(text, key)
        return ((_("{path}: entry {key}, moved from {other}"), {"path": self.bib_path, "key": key, "other": BACKGROUND_BIB}),)

    def _insert(self, record: Record, *, path: str = "", preprint_key: str = "") -> str:
        path = path or self.bib_path
        key = key_of(record, self._taken, self._tried)
        new = entry_of(record, key, preprint_key=preprint_key)
        if preprint_key:
            self._texts[path] = bib.add_entry(self._text(path) or "", new, after=preprint_key)
        else:
            self._new.setdefault(path, {})[key] = new
        self._taken.add(key)
        self._records[key] = record
        for name in _names(record):
            self._added.setdefault(name, key)
        return key

    def _present_item(self, key: str, record: Record) -> tuple[tuple[Remark, ...], tuple[Remark, ...], Proposed]:
        """Insert the directive into the page of the issue; return what was done, what is left to do, and the terms proposed."""
        proposed = propose(self._library.vocabulary, record)
        if self._page is None:
            return (), (), proposed
        path = self._page.path
        self._texts[path] = page.insert_directive(
            self._text(path) or "", directive(key, record, proposed, self._translate(_TASK)), (self._library.identity.section,)
        )
        self._presented.add(key)
        params = {"path": path, "item": f"{{paper}} {key}", "section": self._library.identity.section}
        done: Remark = (_("{path}: {item} below {section}"), params)
        left: tuple[Remark, ...] = ()
        if unknown := unknown_affiliations(self._library.vocabulary, record):
            message = _("no term has these affiliations of its authors: {names}")
            left = ((message, {"names": "; ".join(unknown)}),)
        elif not proposed["institution"]:
            left = ((_("add the institutions from the paper: the service does not give them"), {}),)
        return (done,), left, proposed


def _names(record: Record) -> Iterator[tuple[str, str]]:
    """Yield that by which the paper of a record is found again: its identifiers, and its title."""
    for kind, value in (("doi", record.doi.lower()), ("arxiv", record.arxiv.lower()), ("title", fold(record.title.plain))):
        if value:
            yield kind, value


def _not_kept(record: Record, key: str, kept: Mapping[str, str]) -> tuple[Remark, ...]:
    """Return the remark about the fields of an entry of a file that the entry of the same paper has not, or has otherwise."""
    has = {name.lower(): fold(plain(value)) for name, value in kept.items()}
    lost = [name for name, value in record.given if fold(plain(value)) != has.get(name.lower())]
    message = _("{source} is the same paper; compare with {key} what it says otherwise: {fields}")
    return ((message, {"source": record.source, "key": key, "fields": ", ".join(lost)}),) if lost else ()


def _added_before(key: str, left: tuple[Remark, ...] = ()) -> Outcome:
    return Outcome(key=key, done=((_("{key} is added only once"), {"key": key}),), left=left)


def directive(key: str, record: Record, proposed: Proposed, task: str) -> str:
    """Return the item of a paper, without a title, and with the mark of a draft, which the checks report."""
    names = {FOLDERS[kind]: ", ".join(term.id for term in proposed.get(kind, ())) for kind in TERM_KINDS}
    options = [f":{name}: {value}".rstrip() for name, value in names.items()]
    return "\n".join([f":::{{paper}} {key}", ":title:", *options, "", f"% {DRAFT} {task}", f"% {record.title.plain}", ":::"])
