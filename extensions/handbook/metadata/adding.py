"""Additions to the handbook: a record becomes an entry, and an item of an issue. Text in, text out; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..editing import bib, page
from ..model.records import FOLDERS, TERM_KINDS, Paper, Term
from ..reading.files import DRAFT
from ..text.folding import fold
from ..text.messages import Translate
from ..text.messages import mark as _
from .entries import entry_of, joined, key_of, missing
from .matching import Index
from .proposals import propose

if TYPE_CHECKING:
    from ..library.library import Library
    from .record import Record

BACKGROUND = "bib/background.bib"
_TASK = _("the Chinese title above, a summary of 100 to 250 characters here; check the terms")

Remark = tuple[str, Mapping[str, str]]
"""A message and its parameters, to be translated where it is shown."""
Proposed = Mapping[str, tuple[Term, ...]]
"""Terms by kind."""


class AdditionError(Exception):
    """Why a paper cannot be added; message is a template over the parameters."""

    def __init__(self, message: str, **params: str) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was made of a record: what was done, and what is left for a person to do."""

    key: str
    done: tuple[Remark, ...] = ()
    left: tuple[Remark, ...] = ()
    proposed: Proposed = field(default_factory=dict)
    suggestion: str = ""
    """An entry that may take the place of the one that is there."""


class Additions:
    """Collects additions to the texts of a handbook; ``texts`` are then those that differ."""

    def __init__(
        self, library: Library, read: Callable[[str], str | None], issue: int | None = None, translate: Translate = str
    ) -> None:
        """Begin with *library* and a function that returns the text of a path, or None where there is no such file.

        *translate* translates what is written into a page for its editor. Raise AdditionError where the *issue* has no page.
        """
        self.texts: dict[str, str] = {}
        self._library = library
        self._read = read
        self._translate = translate
        self._index = Index(library.works.values())
        self._taken = {*library.works, *library.entries}
        self._new: dict[str, tuple[Record, str]] = {}
        self._presented: set[str] = set()
        self._section = (library.identity.section,)
        self._page = library.issues.get(issue) if issue is not None else None
        if issue is not None and self._page is None:
            raise AdditionError(
                _("there is no page of issue {issue}; make it with: handbook new issue {issue}"), issue=str(issue)
            )

    @property
    def tasks(self) -> tuple[str, ...]:
        """What is left to do with every item that was added."""
        if not self._presented:
            return ()
        return (
            _("write the Chinese title and the summary"),
            _("put the item where the issue has it, below its heading"),
            _("check the terms proposed, and add those that are missing"),
        )

    def is_settled(self, key: str) -> bool:
        """Tell whether nothing more can come of a work that has that key: it is in print, and presented if it should be."""
        known = self._library.works[key]
        return not known.is_preprint and (self._page is None or key in self._library.entries)

    @property
    def bib_path(self) -> str:
        """The .bib file to which new entries go."""
        return f"bib/{self._page.path.rsplit('/', 1)[-1].removesuffix('.md')}.bib" if self._page else BACKGROUND

    def add(self, record: Record, printed: Record | None = None) -> Outcome:
        """Add the paper of *record*; *printed* is the version in print, where the record is a preprint that has one.

        A paper that is there already is not added again, but presented where an issue is given and none presents it. Raise
        AdditionError where another issue does.
        """
        there = self._index.find(record) or (self._index.find(printed) if printed else self._index.print_of(record))
        if there is not None:
            return self._add_known(there, record, printed)
        fresh = self._find_new(record) or (self._find_new(printed) if printed else None)
        if fresh:
            return Outcome(key=fresh, done=((_("{key} is added only once"), {"key": fresh}),))
        if printed is None:
            preprint = self._index.preprint_of(record) if record.preprint else None
            return self._add_print(record, preprint) if preprint else self._add_new(record)
        if fold(printed.title.plain) == fold(record.title.plain):
            return self._add_new(joined(printed, record))
        outcome = self._add_new(record)
        return self._add_print(printed, None, preprint_key=outcome.key, before=outcome)

    def present(self, key: str, record: Record, printed: Record | None = None) -> Outcome:
        """Present the work with that key, with the terms that *record* suggests; otherwise like add."""
        return self._add_known(self._library.works[key], record, printed)

    def _text(self, path: str) -> str | None:
        return self.texts[path] if path in self.texts else self._read(path)

    def _find_new(self, record: Record) -> str | None:
        for other, key in self._new.values():
            same_doi = record.doi and record.doi.lower() == other.doi.lower()
            same_arxiv = record.arxiv and record.arxiv.lower() == other.arxiv.lower()
            if same_doi or same_arxiv or fold(record.title.plain) == fold(other.title.plain):
                return key
        return None

    def _add_new(self, record: Record) -> Outcome:
        key = self._insert(record)
        done, left, proposed = self._present_item(key, record)
        entry = (_("{path}: entry {key}, after {source}"), {"path": self.bib_path, "key": key, "source": record.source})
        remarks = [(message, {"value": value}) for message, value in missing(record)]
        if record.withdrawn:
            remarks.insert(0, (_("the paper seems to be withdrawn: see whether it should be here"), {}))
        if self._page is None:
            remarks.append((_("cite it somewhere: {cite}"), {"cite": f"{{cite:p}}`{key}`"}))
        return Outcome(key=key, done=(entry, *done), left=(*remarks, *left), proposed=proposed)

    def _add_print(
        self, record: Record, preprint: Paper | None, *, preprint_key: str = "", before: Outcome | None = None
    ) -> Outcome:
        """Add the version in print, under another title than that of its preprint, as an entry of its own."""
        preprint_key = preprint_key or (preprint.key if preprint else "")
        path = preprint.location.path if preprint else self.bib_path
        key = self._insert(replace(record, arxiv="", category=""), path=path, preprint_key=preprint_key)
        message = _("{path}: entry {key}, the print of {preprint} under another title")
        done = (message, {"path": path, "key": key, "preprint": preprint_key})
        remarks = tuple((message, {"value": value}) for message, value in missing(record))
        if before is not None:
            return replace(before, done=(before.done[0], done, *before.done[1:]), left=(*before.left, *remarks))
        return Outcome(key=key, done=(done,), left=remarks)

    def _add_known(self, there: Paper, record: Record, printed: Record | None) -> Outcome:
        place = {"key": there.key, "place": f"{there.location.path}:{there.location.line}"}
        known: Remark = (_("{key} is there already: {place}"), place)
        newer = printed or record
        suggestion = ""
        left: tuple[Remark, ...] = ()
        more_done: tuple[Remark, ...] = ()
        if there.is_preprint and not newer.is_preprint and there.key not in self._library.published:
            merged = joined(newer, record) if printed else replace(newer, arxiv=newer.arxiv or there.arxiv)
            if fold(newer.title.plain) == fold(there.title):
                suggestion = entry_of(merged, there.key)
                left = (
                    (_("it has appeared in print; put this entry in the place of {key}, whose key stays"), {"key": there.key}),
                )
            elif not self._find_new(newer):
                added = self._add_print(newer, there)
                more_done, left = added.done, added.left
        if self._page is None:
            return Outcome(key=there.key, done=(known, *more_done), left=left, suggestion=suggestion)
        key = there.preprint_key if there.preprint_key in self._library.works else there.key
        entry = self._library.entries.get(key)
        if entry is not None:
            if entry.docname != self._page.docname:
                message = _("{key} is there already and {page} presents it; a paper is presented once")
                raise AdditionError(message, key=key, page=f"{entry.docname}.md")
            already: Remark = (_("{page} presents {key} already"), {"page": self._page.path, "key": key})
            return Outcome(key=key, done=(already, *more_done), left=left, suggestion=suggestion)
        if key in self._presented:
            return Outcome(key=key, done=((_("{key} is added only once"), {"key": key}),))
        moved = self._move(key)
        done, more, proposed = self._present_item(key, record)
        done = (known, *more_done, *moved, *done)
        return Outcome(key=key, done=done, left=(*left, *more), proposed=proposed, suggestion=suggestion)

    def _move(self, key: str) -> tuple[Remark, ...]:
        """Move an entry from the background to the issue that presents it."""
        if self._library.works[key].location.path != BACKGROUND:
            return ()
        text = self._text(BACKGROUND) or ""
        span = bib.entry(text, key)
        self.texts[self.bib_path] = bib.add_entry(self._text(self.bib_path) or "", text[span.start : span.end])
        self.texts[BACKGROUND] = bib.remove_entry(text, key)
        return ((_("{path}: entry {key}, moved from {other}"), {"path": self.bib_path, "key": key, "other": BACKGROUND}),)

    def _insert(self, record: Record, *, path: str = "", preprint_key: str = "") -> str:
        path = path or self.bib_path
        key = key_of(record, self._taken)
        text = self._text(path) or ""
        new = entry_of(record, key, preprint_key=preprint_key)
        if path == BACKGROUND and not preprint_key:
            self.texts[path] = bib.add_by_key(text, key, new)
        else:
            self.texts[path] = bib.add_entry(text, new, after=preprint_key or None)
        self._taken.add(key)
        self._new[key] = record, key
        return key

    def _present_item(self, key: str, record: Record) -> tuple[tuple[Remark, ...], tuple[Remark, ...], Proposed]:
        """Put the directive on the page of the issue; return what was done, what is left and the terms proposed."""
        proposed = propose(self._library.vocabulary, record)
        if self._page is None:
            return (), (), proposed
        path = self._page.path
        self.texts[path] = page.insert_directive(
            self._text(path) or "", directive(key, record, proposed, self._translate(_TASK)), self._section
        )
        self._presented.add(key)
        params = {"path": path, "item": f"{{paper}} {key}", "section": self._section[-1]}
        done: Remark = (_("{path}: {item} below {section}"), params)
        left: tuple[Remark, ...] = ()
        if not proposed["institution"]:
            left = ((_("name the institutions as the paper has them: the service does not say them"), {}),)
        return (done,), left, proposed


def directive(key: str, record: Record, proposed: Proposed, task: str) -> str:
    """Return the item of a paper, without a title and with a mark that keeps it from being published as it is."""
    names = {FOLDERS[kind]: ", ".join(term.id for term in proposed.get(kind, ())) for kind in TERM_KINDS}
    options = [f":{name}: {value}".rstrip() for name, value in names.items()]
    return "\n".join([f":::{{paper}} {key}", ":title:", *options, "", f"% {DRAFT} {task}", f"% {record.title.plain}", ":::"])
