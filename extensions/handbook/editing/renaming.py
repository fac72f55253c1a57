"""A term gets another id: every use of the old one is replaced, and the old address redirects to the new one."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from ..model.places import term_path
from ..model.problems import Location
from ..model.records import TERM_KINDS, Page, Term
from ..text.folding import slug
from ..text.guesses import closest
from ..text.messages import Translate
from ..text.messages import mark as _
from . import page as page_editing
from .lines import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..library.library import Library

_LINK = re.compile(r"(?<=\]\()[^)\s#]+\.md(?=[)#\s])|(?<=\]:\s)[^\s#]+\.md(?=[#\s]|$)", re.MULTILINE)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


class RenamingError(Exception):
    """A term cannot have an id; message and hint are templates over the parameters."""

    def __init__(self, message: str, hint: str = "", **params: str) -> None:
        super().__init__(message)
        self.message, self.hint, self.params = message, hint, params

    def text(self, translate: Translate = str) -> str:
        """Return the reason, and what to do, in the language of *translate*."""
        parts = (self.message, self.hint) if self.hint else (self.message,)
        return translate("; ").join(translate(part).format(**self.params) for part in parts)


def check_new_id(library: Library, kind: str, term_id: str, term: Term | None = None) -> None:
    """Raise RenamingError unless a term of *kind* may have that id: it is valid, and not in use.

    *term* is the term that gets the id: one of its own names may become its id.
    """
    if not _ID.fullmatch(term_id) or term_id == "index":
        proposal = slug(term_id)
        hint = _("did you mean {proposal}?") if proposal and proposal not in (term_id, "index") else ""
        message = _("{id} is not a valid id of a term: use lower-case letters, digits and single hyphens, and not index")
        raise RenamingError(message, hint, id=term_id, proposal=proposal)
    taken = library.vocabulary.find(kind, term_id)
    if taken and (taken is not term or taken.id == term_id):
        message = _("{id} is already an id or a name of {other}, in {path}")
        raise RenamingError(message, id=term_id, other=taken.id, path=taken.location.path)
    successor = library.vocabulary.successor(kind, term_id)
    if successor:
        message = _("{id} is a former id of {other}, and its address redirects there")
        raise RenamingError(message, id=term_id, other=successor.id)


def term_to_rename(library: Library, old: str, kind: str = "") -> Term:
    """Return the term with the id *old*; raise RenamingError if there is none, or terms of several kinds have it."""
    kinds = (kind,) if kind else TERM_KINDS
    terms = [term for kind in kinds if (term := library.vocabulary.get(kind, old))]
    if not terms:
        near = closest(old, [term.id for kind in kinds for term in library.vocabulary.of_kind(kind)])
        close = next(filter(None, (library.vocabulary.suggest(kind, old) for kind in kinds)), near)
        raise RenamingError(_("there is no term {id}"), _("did you mean {close}?") if close else "", id=old, close=close)
    if len(terms) > 1:
        message = _("{id} is the id of several terms: give --kind {kinds}")
        raise RenamingError(message, id=old, kinds=", ".join(term.kind for term in terms))
    return terms[0]


def rename_term(library: Library, texts: Mapping[str, str], term: Term, new: str) -> dict[str, str | None]:
    """Return the new texts of the pages that change, by path; None for the page of the old id, which is removed.

    *texts* are those of all pages by path, as :func:`.lines.text_of` decodes them. Raise RenamingError if the new id is not
    possible, or a use of the old one is written in a form that cannot be replaced.
    """
    renamed_back = new in term.formerly
    if not renamed_back:
        check_new_id(library, term.kind, new, term)
    old_path, new_path = term.location.path, term_path(term.kind, new)
    changed: dict[str, str | None] = {}
    for page in library.pages:
        text = texts[page.path]
        edited = replace_uses(text, _uses(library, page, term), term.id, new)
        edited = _with_links(edited, page.path, old_path, new)
        if page.term and page.term.kind == term.kind and page.term.broader == term.id:
            edited = page_editing.set_front_matter(edited, "broader", new)
        edited = _with_related(library, edited, page, term, new)
        if page.path == old_path:
            changed[old_path] = None
            changed[new_path] = _with_former(edited, term, new)
        elif edited != text:
            changed[page.path] = edited
    return changed


def mentions_left(changed: Mapping[str, str | None], texts: Mapping[str, str], old: str) -> list[Location]:
    """Return the lines that still contain the old id as a word: in examples, or in prose."""
    after = {path: text for path, text in {**texts, **changed}.items() if text is not None}
    word = _word(old)
    return [
        Location(path=path, line=number)
        for path, text in sorted(after.items())
        for number, line in enumerate(split_lines(text), start=1)
        if word.search(line) and not line.startswith("formerly:")
    ]


def _word(term_id: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.:/-]){re.escape(term_id)}(?![\w:/-]|\.\w)", re.ASCII)


def _uses(library: Library, page: Page, term: Term) -> Iterator[Location]:
    """Yield the locations at which *page* refers to *term* by its id: in options, roles, cards, and links to its anchor."""
    for item in page.items:
        yield from (use.location for use in item.uses(term.kind) if use.text == term.id)
    is_anchor_of_item = term.id in library.entries
    for mention in page.mentions:
        if mention.target == term.id and (mention.role == term.kind or (mention.role == "any" and not is_anchor_of_item)):
            yield mention.location


def replace_uses(text: str, uses: Iterable[Location], old: str, new: str) -> str:
    """Return *text* with the id or name *old* of a term replaced at its *uses*; raise RenamingError if it is not on one line."""
    lines = split_lines(text)
    places: dict[int, set[int]] = {}
    for where in uses:
        starts = [match.start() for match in _word(old).finditer(lines[where.line - 1])] if where.line <= len(lines) else []
        if not starts:
            message = _("{path}:{line}: cannot replace {id} here; write it on one line")
            raise RenamingError(message, path=where.path, line=str(where.line), id=old)
        places.setdefault(where.line - 1, set()).add(min(starts, key=lambda at: abs(at + 1 - where.col)))
    for number, indices in places.items():
        for start in sorted(indices, reverse=True):
            lines[number] = lines[number][:start] + new + lines[number][start + len(old) :]
    return "".join(lines)


def _with_related(library: Library, text: str, page: Page, term: Term, new: str) -> str:
    """Return *text* with the new id in the related ids of the page, if its old one stands there for *term*."""
    if not page.term or term.id not in page.term.related or library.vocabulary.meant_by(page.term, term.id) is not term:
        return text
    return page_editing.set_front_matter(text, "related", [new if each == term.id else each for each in page.term.related])


def _with_links(text: str, path: str, target: str, new: str) -> str:
    """Return *text*, of the page at *path*, with links to the page *target* replaced by links to the page of the new id."""

    def renamed(match: re.Match[str]) -> str:
        written = match[0]
        where = posixpath.normpath(written[1:] if written.startswith("/") else posixpath.join(posixpath.dirname(path), written))
        return written[: written.rfind("/") + 1] + f"{new}.md" if where == target else written

    return _LINK.sub(renamed, text)


def _with_former(text: str, term: Term, new: str) -> str:
    """Return the page of a term with its old id added to the former ids, and the new id removed from them."""
    if new not in term.formerly:
        return page_editing.add_to_front_matter(text, "formerly", term.id)
    return page_editing.set_front_matter(text, "formerly", [*(former for former in term.formerly if former != new), term.id])
