"""The trees of topics and methods."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..text import folding
from .labels import term_label
from .rows import Branch

if TYPE_CHECKING:
    from ..library.library import Library
    from ..model.records import Term

MAX_BRANCHES = 1000
"""A tree of more terms shows only so many levels as have at most this many together, and at least the first."""


def _tree(library: Library, kind: str) -> tuple[Branch, ...]:
    def branch(term: Term) -> Branch:
        below = sorted((branch(narrower) for narrower in library.vocabulary.narrower(term)), key=_by_name)
        return Branch(label=term_label(term, len(library.covering(term))), below=tuple(below))

    roots = (term for term in library.vocabulary.of_kind(kind) if not library.vocabulary.broader(term))
    return _cut(tuple(sorted((branch(term) for term in roots), key=_by_name)), MAX_BRANCHES)


def _cut(branches: tuple[Branch, ...], limit: int) -> tuple[Branch, ...]:
    """Return the upper levels of a tree that have at most *limit* terms together, but all of the first level."""
    depth, shown, level = 0, 0, branches
    while level and (not depth or shown + len(level) <= limit):
        depth, shown = depth + 1, shown + len(level)
        level = tuple(below for branch in level for below in branch.below)
    return _upper(branches, depth) if level else branches


def _upper(branches: tuple[Branch, ...], depth: int) -> tuple[Branch, ...]:
    return tuple(replace(branch, below=_upper(branch.below, depth - 1)) for branch in branches) if depth else ()


def _by_name(branch: Branch) -> str:
    return folding.pinyin(branch.label.zh)


def topics(library: Library) -> tuple[Branch, ...]:
    """Return the topics as a tree."""
    return _tree(library, "topic")


def methods(library: Library) -> tuple[Branch, ...]:
    """Return the methods as a tree."""
    return _tree(library, "method")
