"""The rows of the papers related to a paper, each with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..related.facts import AUTHOR
from ..related.ranking import ranking_of
from .author_places import author_places
from .labels import entry_label, person_label, term_label
from .rows import Label, ReasonRow, RelatedRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..library.library import Library
    from ..related.facts import Named


def related_rows(library: Library, key: str) -> tuple[RelatedRow, ...]:
    """Return the papers related to the paper *key*, those with most in common first."""
    return tuple(
        RelatedRow(
            label=entry_label(library.entries[related.key]),
            reasons=tuple(
                ReasonRow(kind=reason.kind, shared=tuple(_labels(library, reason.shared))) for reason in related.reasons
            ),
        )
        for related in ranking_of(library).of(key)
    )


def _labels(library: Library, names: tuple[Named, ...]) -> Iterator[Label]:
    for kind, name in names:
        if kind == AUTHOR:
            person = author_places(library).people[name]
            yield person_label(library, person, person.name)
        elif term := library.vocabulary.get(kind, name):
            yield term_label(term)
