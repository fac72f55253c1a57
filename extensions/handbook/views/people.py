"""The views of people who have a page of their own: the head of the page, its entries, and the index of such pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..exporters import bundles
from ..text import folding
from .groups import NO_HEADING, grouped
from .labels import MAX_ROWS_IN_FULL, coins_of_list, entry_row, files_of, profile_label, title_label
from .rows import Group, Label, Listing, PersonHead

if TYPE_CHECKING:
    from ..library.library import Library
    from ..model.people import Profile


def person_head(library: Library, person_id: str) -> PersonHead | None:
    """Return what the page of a person shows below its title."""
    profile = library.people.get(person_id)
    if profile is None:
        return None
    title = profile.title(is_chinese=library.identity.is_chinese)
    first, *others = (person.name for person in profile.people)
    return PersonHead(
        name=first if first != title else "",
        others=tuple(name for name in others if name not in (title, profile.zh)),
        zh=profile.zh if profile.zh not in (title, first) else "",
        orcid=profile.orcid,
    )


def person_entries(library: Library, person_id: str) -> Listing:
    """List the entries of a person, newest first; of a long list only the titles."""
    author = library.authors.get(person_id)
    if author is None:
        return Listing(groups=())
    entries = author.entries
    in_full = len(entries) <= MAX_ROWS_IN_FULL
    rows = tuple(entry_row(entry) if in_full else title_label(entry) for entry in entries)
    return Listing(
        groups=(Group(head=NO_HEADING, rows=rows),),
        coins=coins_of_list(library, entries),
        files=files_of(bundles.bundle_of_author(author)),
    )


def people(library: Library) -> Listing:
    """List the people who have a page of their own, by the first letter of the family name of their first spelling."""
    profiles = sorted(library.people, key=lambda profile: (folding.pinyin(profile.people[0].inverted), profile.id))
    rows = ((folding.initial(profile.people[0].family), _person_label(library, profile)) for profile in profiles)
    return Listing(groups=grouped(rows, "letter", prefix="letter-"))


def _person_label(library: Library, profile: Profile) -> Label:
    """Return the title of the page of a person, with the number of their entries and, behind it, their first spelling."""
    author = library.authors.get(profile.id)
    title = profile.title(is_chinese=library.identity.is_chinese)
    label = profile_label(profile, title, len(author.entries) if author else 0)
    return replace(label, en=profile.people[0].name)
