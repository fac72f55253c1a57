"""A work gets another key: every use of the old one is replaced, and its former addresses stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text.folding import slug
from ..text.guesses import closest
from ..text.messages import mark as _
from . import bib
from .renaming import RenamingError, replace_uses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..library.library import Library
    from ..model.problems import Location
    from ..model.records import Page, Paper

_REFERRING = ("related", "crossref", "xref", "xdata")
"""The fields that name other entries by their keys."""
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def rename_paper(library: Library, texts: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """Return the new texts of the pages and .bib files that change, by path; *texts* are those of all.

    The entry keeps the old key in its field ``ids``. Raise RenamingError if the key is not possible, or a use of the old one
    is written in a form that cannot be replaced.
    """
    paper = _paper_to_rename(library, old)
    _check_new_key(library, new, paper)
    changed: dict[str, str] = {}
    for page in library.pages:
        edited = replace_uses(texts[page.path], _uses(page, old), old, new)
        if edited != texts[page.path]:
            changed[page.path] = edited
    for file in library.bibs:
        text = texts[file.path]
        for other in file.papers:
            if other is not paper:
                text = _with_references(text, other, old, new)
        if file.path == paper.location.path:
            text = _with_key(text, paper, new)
        if text != texts[file.path]:
            changed[file.path] = text
    return changed


def _paper_to_rename(library: Library, old: str) -> Paper:
    paper = library.works.get(old)
    if paper is None:
        close = closest(old, [*library.works])
        raise RenamingError(_("there is no work {key}"), _("did you mean {close}?") if close else "", key=old, close=close)
    return paper


def _check_new_key(library: Library, new: str, paper: Paper) -> None:
    """Raise RenamingError unless *paper* may have the key *new*: it is valid, and no work or item has or had it."""
    if not _KEY.fullmatch(new):
        proposal = slug(new).replace("-", "")
        hint = _("did you mean {proposal}?") if proposal else ""
        raise RenamingError(_("{key} is not a valid citation key"), hint, key=new, proposal=proposal)
    if new in library.works or new in library.entries:
        location = library.works[new].location if new in library.works else library.entries[new].item.location
        message = _("{key} already exists: {place}")
        raise RenamingError(message, key=new, place=f"{location.path}:{location.line}")
    other = next((work for work in library.works.values() if new in work.formerly and work is not paper), None)
    if other:
        raise RenamingError(_("{key} is a former key of {other}, and its address redirects there"), key=new, other=other.key)


def _uses(page: Page, old: str) -> Iterator[Location]:
    """Yield the places where a page names the work: its directive, roles, and links to its anchor."""
    yield from (item.location for item in page.items if item.kind == "paper" and item.id == old)
    yield from (
        mention.location for mention in page.mentions if mention.target == old and mention.role in ("cite", "paper", "any")
    )


def _with_references(text: str, other: Paper, old: str, new: str) -> str:
    """Return the text of a .bib file in which the entry *other* refers to the new key."""
    values = {}
    for name, value in other.fields:
        keys = [part.strip() for part in value.split(",")]
        if name in _REFERRING and old in keys:
            values[name] = ", ".join(new if key == old else key for key in keys)
    return bib.set_fields(text, bib.entry(text, other.key), values) if values else text


def _with_key(text: str, paper: Paper, new: str) -> str:
    """Return the text of a .bib file in which the entry has the new key, and the old one among its ``ids``."""
    former = [key for key in paper.formerly if key != new]
    text = bib.set_fields(text, bib.entry(text, paper.key), {"ids": ", ".join([*former, paper.key])})
    span = bib.entry(text, paper.key)
    at = text.index(paper.key, span.start)
    return text[:at] + new + text[at + len(paper.key) :]
