"""What of two states of some files can make a difference to the facts: all that need be read to compare them.

A commit changes a few lines of files with many entries, and most of the lines that it changes on pages are prose. So that a
history of thousands of commits is read in seconds, files are cut into the parts that begin with an entry, and only the parts are
passed on whose facts can have changed. A file that cannot be cut safely is passed on whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..model.records import ITEM_KINDS
from ..reading.files import decode
from ..reading.scanner import entry_chunks
from .facts import BIB

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

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
_CACHED_FILES, _CACHED_ENTRIES = 256, 4096
"""Successive commits change the same files, so that what was found in so many is cached."""


class _Part(NamedTuple):
    """A part of a file; of a page with whether it has an erratum outside items, which is one of the issue."""

    text: str
    has_errata: bool = False


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


def _changed(old: Parts, new: Parts, facts: Callable[[str], object] | None = None) -> tuple[Parts, Parts]:
    """Return the parts of each state whose text no part of the other one has, or whose *facts* none of those has."""
    of = facts or (lambda text: text)
    values_old, values_new = [of(part.text) for part in old], [of(part.text) for part in new]
    same = {*values_old} & {*values_new}
    return _without(old, values_old, same), _without(new, values_new, same)


def _without(parts: Parts, values: Iterable[object], same: Collection[object]) -> Parts:
    return tuple(part for part, value in zip(parts, values, strict=True) if value not in same)


@lru_cache(_CACHED_FILES)
def _bib_parts(data: bytes) -> Parts:
    """Return the entries of a .bib file; nothing if they depend on each other."""
    text = decode(data, BIB)[0]
    if _TIED.search(text):
        return ()
    return tuple(_Part(text[start:end].strip()) for start, end in entry_chunks(text))


@lru_cache(_CACHED_ENTRIES)
def _keys(text: str) -> frozenset[str]:
    """Return the keys of the works in a part of a .bib file."""
    return frozenset(_KEY.findall(text))


@lru_cache(_CACHED_ENTRIES)
def _named(text: str) -> frozenset[str]:
    """Return the keys of other works that a part of a .bib file names."""
    return frozenset(key.strip() for match in _NAMED.finditer(text) for key in match[1].split(","))


def _bibs(old: Parts, new: Parts) -> tuple[Parts, Parts]:
    """Return the entries that both states have with a difference, and those that these name."""
    changed_old, changed_new = _changed(old, new)
    former = {key for part in changed_old for key in _keys(part.text)}
    due = [part.text for part in changed_new if _keys(part.text) & former or _named(part.text)]
    named = {key for text in due for key in _named(text)}
    keys = named | {key for text in due for key in _keys(text)}
    states = (old, new) if named else (changed_old, changed_new)
    chosen_old, chosen_new = (tuple(part for part in parts if _keys(part.text) & keys) for parts in states)
    return chosen_old, chosen_new


@lru_cache(_CACHED_FILES)
def _page_parts(data: bytes) -> Parts:
    """Return the front matter of a page, what stands before its first item, and its items, each with what follows it.

    Nothing is returned unless all directives and blocks of code are closed where an item begins, and at the end.
    """
    text = decode(data, "")[0]
    front = _FRONT_MATTER.match(text)
    starts = [front.end() if front else 0]
    errata: set[int] = set()
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
        elif not opened and _ERRATUM in rest:
            errata.add(starts[-1])
        opened.append(signs)
    if opened:
        return ()
    parts = (_Part(text[start:end], start in errata) for start, end in pairwise([*starts, len(text)]))
    return _Part(text[: starts[0]]), *parts


@lru_cache(_CACHED_ENTRIES)
def _facts(text: str) -> tuple[str, ...]:
    """Return the lines of a part of a page that say what its facts are; all lines of front matter."""
    return (text,) if text.startswith("---") else tuple(_FACT.findall(text))


def _pages(old: Parts, new: Parts) -> tuple[Parts, Parts]:
    """Return the parts whose facts have changed, with the front matter where errata are those of the issue.

    Where the former state has lost nothing, no item can have another fact than before, only the issue more errata.
    """
    some, others = (tuple(part for part in parts if _facts(part.text)) for parts in _changed(old, new))
    changed_old, changed_new = _changed(some, others, _facts)
    has_errata = any(part.has_errata for part in (*changed_old, *changed_new))
    if not has_errata:
        return (changed_old, changed_new) if changed_old else ((), ())
    heads_old, heads_new = (tuple(part for part in parts if part.text.startswith("---")) for parts in (old, new))
    return (*heads_old, *changed_old), (*heads_new, *changed_new)
