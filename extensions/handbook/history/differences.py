"""What of two states of some files can make a difference to the facts: all that need be read to compare them.

A commit changes a few lines of files with many entries, and most of the lines that it changes on pages are prose. So that a
history of thousands of commits is read in seconds, files are cut into the parts that begin with an entry, and only the parts are
passed on whose facts can have changed. A file that cannot be cut safely is passed on whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ..model.records import ITEM_KINDS
from ..reading.files import decode
from ..reading.scanner import entry_chunks
from .facts import BIB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Files = dict[str, bytes]

_TIED = re.compile(r"@\s*string|crossref|xdata", re.IGNORECASE)
"""What makes an entry depend on others: abbreviations and inheritance."""
_KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,{}]+)")
_NAMED = re.compile(r"\b(?:ids|related)\s*=\s*[{\"]([^}\"]*)", re.IGNORECASE)
"""The fields with keys of other works: former keys, and the key of the preprint."""
_FENCE = re.compile(r"^( {0,3})(:{3,}|`{3,}|~{3,})[ \t]*(.*)$", re.MULTILINE)
"""A line that opens or closes a directive or a block of code."""
_ITEM = re.compile(rf"\{{(?:hb:)?(?:{'|'.join(ITEM_KINDS)})\}}")
_ERRATUM = "erratum}"
_FACT = re.compile(r"^[\s>*+\d.)-]*(?::{3,}|`{3,}|~{3,}|:(?:title|title-en|people|date|printed|correct):).*$", re.MULTILINE)
"""A line of a page that opens or closes a directive, or is an option with a fact."""
_FRONT_MATTER = re.compile(r"---[^\S\n]*\n.*?^(?:---|\.\.\.)[^\S\n]*$", re.MULTILINE | re.DOTALL)
_CACHED_FILES = 256
"""Successive commits change the same files, so that the parts of so many are cached."""


class _Part(NamedTuple):
    """A part of a file: its text, and what tells whether its facts can have changed; the keys of a .bib file that are in it."""

    text: str
    facts: str
    keys: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    """The keys of other works that it names."""


Parts = tuple[_Part, ...]


def differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[Files, Files]:
    """Return what is to be read of the files before and after a change: it gives the same corrections as all of them.

    Both have the content of the pages and .bib files that have changed by path, each without the files that it does not have.
    """
    bibs = _differing(_of_kind(before, BIB), _of_kind(after, BIB), _bib_parts, _bibs)
    pages = _differing(_of_kind(before, ".md"), _of_kind(after, ".md"), _page_parts, _pages)
    return {**bibs[0], **pages[0]}, {**bibs[1], **pages[1]}


def _of_kind(files: Mapping[str, bytes], suffix: str) -> Files:
    return {path: data for path, data in files.items() if path.endswith(suffix)}


def _differing(
    before: Files, after: Files, cut: Callable[[bytes], Parts], choose: Callable[[Parts, Parts], tuple[Parts, Parts]]
) -> tuple[Files, Files]:
    """Return the parts that *choose* returns of those into which *cut* cuts all files; all files if it cannot cut one of them."""
    old, new = ({path: cut(data) for path, data in files.items()} for files in (before, after))
    if not all((*old.values(), *new.values())):
        return before, after
    chosen_old, chosen_new = choose(*(tuple(chain.from_iterable(state.values())) for state in (old, new)))
    return _joined(old, chosen_old), _joined(new, chosen_new)


def _joined(state: Mapping[str, Parts], chosen: Iterable[_Part]) -> Files:
    wanted = {*map(id, chosen)}
    texts = {path: "\n\n".join(part.text for part in parts if id(part) in wanted) for path, parts in state.items()}
    return {path: text.encode() for path, text in texts.items() if text}


def _changed(old: Parts, new: Parts) -> tuple[Parts, Parts]:
    """Return the parts of each state with facts that no part of the other one has."""
    same = {part.facts for part in old} & {part.facts for part in new}
    return tuple(part for part in old if part.facts not in same), tuple(part for part in new if part.facts not in same)


@lru_cache(_CACHED_FILES)
def _bib_parts(data: bytes) -> Parts:
    """Return the entries of a .bib file; nothing if they depend on each other."""
    text = decode(data, BIB)[0]
    if _TIED.search(text):
        return ()
    return tuple(_entry(text[start:end].strip()) for start, end in entry_chunks(text))


def _entry(text: str) -> _Part:
    named = {key.strip() for match in _NAMED.finditer(text) for key in match[1].split(",")}
    return _Part(text, text, frozenset(_KEY.findall(text)), frozenset(named))


def _bibs(old: Parts, new: Parts) -> tuple[Parts, Parts]:
    """Return the entries that both states have with a difference, and those that these name."""
    changed_old, changed_new = _changed(old, new)
    former = {key for part in changed_old for key in part.keys}
    due = [part for part in changed_new if part.keys & former or part.named]
    keys = {key for part in due for key in (*part.keys, *part.named)}
    return tuple(part for part in old if part.keys & keys), tuple(part for part in new if part.keys & keys)


@lru_cache(_CACHED_FILES)
def _page_parts(data: bytes) -> Parts:
    """Return the front matter of a page, what stands before its first item, and its items, each with what follows it.

    Nothing is returned unless all directives and blocks of code are closed where an item begins, and at the end.
    """
    text = decode(data, "")[0]
    front = _FRONT_MATTER.match(text)
    starts = [front.end() if front else 0]
    opened: list[str] = []
    for fence in _FENCE.finditer(text):
        margin, signs, rest = fence.groups()
        if opened and not rest and signs.startswith(opened[-1]):
            opened.pop()
            continue
        if _ITEM.match(rest):
            if margin or opened:
                return ()
            starts.append(fence.start())
        opened.append(signs)
    if opened:
        return ()
    parts = [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True)]
    return _Part(parts[0], parts[0]), *(_Part(part, "\n".join(_FACT.findall(part))) for part in parts[1:])


def _pages(old: Parts, new: Parts) -> tuple[Parts, Parts]:
    """Return the parts whose facts have changed, with the front matter where errata can be those of the issue.

    Where the former state has lost nothing, no item can have another fact than before.
    """
    changed_old, changed_new = _changed(old, new)
    if not changed_old:
        return (), ()
    if not any(_ERRATUM in part.text for part in (*changed_old, *changed_new)):
        return changed_old, changed_new
    heads_old, heads_new = (tuple(part for part in parts if part.text.startswith("---")) for parts in (old, new))
    return (*heads_old, *changed_old), (*heads_new, *changed_new)
