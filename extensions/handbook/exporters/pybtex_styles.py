"""GB/T 7714 as styles of pybtex, for any program that formats bibliographies with it: ``bibliography_style = "gbt7714-2025"``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pybtex.richtext import HRef, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle

from ..text.identifiers import doi_address
from .gbt7714 import EDITION_2015, EDITION_2025, Edition, link_of, reference
from .work import Work, work_of_fields

if TYPE_CHECKING:
    from pybtex.database import Entry
    from pybtex.database import Person as PybtexPerson


class _GBT7714(BaseStyle):  # type: ignore[misc]  # pybtex has no types
    """Numbers references in the order of citation and links addresses and DOIs."""

    default_sorting_style = "none"
    default_label_style = "number"
    edition: Edition

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:
        """Return the reference of an entry."""
        work = work_of_pybtex(entry)
        return FormattedEntry(entry.key, Text(*_linked(reference(work, self.edition), work)), label)


class GBT77142025(_GBT7714):
    """GB/T 7714—2025."""

    edition = EDITION_2025


class GBT77142015(_GBT7714):
    """GB/T 7714—2015."""

    edition = EDITION_2015


def work_of_pybtex(entry: Entry) -> Work:
    """Return the work of an entry of pybtex."""
    fields = {name.lower(): value for name, value in entry.fields.items()}
    people = {role.lower(): " and ".join(map(_written, persons)) for role, persons in entry.persons.items()}
    return work_of_fields(entry.type.lower(), entry.key or "", {**fields, **people})


def _written(person: PybtexPerson) -> str:
    """Return a name in the form that BibTeX splits into the same parts."""
    last = " ".join([*person.prelast_names, *person.last_names])
    lineage, first = " ".join(person.lineage_names), " ".join([*person.first_names, *person.middle_names])
    return ", ".join(part for part in ([last, lineage, first] if lineage else [last, first]) if part)


def _linked(text: str, work: Work) -> list[Any]:
    """Return the parts of *text*, with the address and the DOI as links."""
    parts: list[Any] = [text]
    for shown, target in ((link_of(work), link_of(work)), (work.doi, doi_address(work.doi))):
        last = parts[-1]
        if shown and shown in last:
            before, _, after = last.partition(shown)
            parts[-1:] = [before, HRef(target, shown), after]
    return [part for part in parts if part]
