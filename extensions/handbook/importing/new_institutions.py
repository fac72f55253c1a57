"""Terms for the institutions that an issue names and the vocabulary lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..editing import page as page_editing
from ..editing.renaming import RenamingError, check_new_id, replace_uses
from ..editing.scaffolds import term_page
from ..model.places import term_path
from ..text.folding import fold, has_han, slug
from ..text.messages import Translate
from ..text.messages import mark as _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..library.library import Library
    from ..metadata.ror import Organization
    from ..model.problems import Location
    from ..model.records import Page, Term

KIND = "institution"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInstitutions:
    """The files that change, and what was done and is left to do, name by name."""

    texts: Mapping[str, str]
    done: tuple[str, ...]
    left: tuple[str, ...]


def unknown_institutions(page: Page, library: Library) -> dict[str, tuple[Location, ...]]:
    """Return the names in the items of a page that no institution has, each with its locations."""
    names: dict[str, tuple[Location, ...]] = {}
    for item in page.items:
        for use in item.uses(KIND):
            if use.text and library.vocabulary.recognise(KIND, use.text) is None:
                names[use.text] = (*names.get(use.text, ()), use.location)
    return names


def new_institutions(
    page: Page,
    library: Library,
    read: Callable[[str], str | None],
    organizations: Mapping[str, Organization],
    translate: Translate = str,
) -> NewInstitutions:
    """Draft terms for the unknown institutions of a page, and write their ids into it.

    *organizations* are those of ROR by the names in the page. A name of an organization that the vocabulary has becomes an alias
    of it. A name in Han characters of which no English name is known is left: ids are English.
    """
    text = read(page.path) or ""
    texts: dict[str, str] = {}
    done, left = [], []
    drafted: dict[str, str] = {}
    """The ids of the terms that are drafted, by the identifier in ROR or by the English name."""
    for name, places in unknown_institutions(page, library).items():
        organization = organizations.get(name)
        english = organization.en if organization and organization.en else "" if has_han(name) else name
        identity = organization.ror if organization else fold(english)
        known = _term_of(organization, library) if organization else None
        term_id = known.id if known else drafted.get(identity, "") or _id(english)
        if not term_id:
            left.append(translate(_CREATE).format(id="ID", names=f"--zh {name}", name=name))
            continue
        path = known.location.path if known else term_path(KIND, term_id)
        if known or identity in drafted:
            texts[path] = page_editing.add_to_front_matter(texts.get(path) or read(path) or "", "aliases", name)
            done.append(translate(_("{path}: {name} is another name of it")).format(path=path, name=name))
        else:
            try:
                check_new_id(library, KIND, term_id)
            except RenamingError as error:
                left.append(f"{name}: {error.text(translate)}")
                continue
            texts[path] = _page(name, english, organization, translate)
            done.append(f"{path}: {name}")
        drafted[identity] = term_id
        text = replace_uses(text, places, name, term_id)
    return NewInstitutions(texts={**texts, page.path: text} if texts else {}, done=tuple(done), left=tuple(left))


_CREATE = _("{name}: no English name is known; create it with: handbook term {id} --kind institution {names}")


def _term_of(organization: Organization, library: Library) -> Term | None:
    """Return the term that is an organization of ROR."""
    return next((term for term in library.vocabulary.of_kind(KIND) if term.ror == organization.ror), None)


def _id(english: str) -> str:
    """Return the id of an institution with an English name."""
    return slug(english.removeprefix("The "))


def _page(name: str, english: str, organization: Organization | None, translate: Translate) -> str:
    """Return the page of the term: the printed name first, then what ROR says."""
    zh = name if has_han(name) else organization.zh if organization else ""
    country, ror = (organization.country, organization.ror) if organization else ("", "")
    text = term_page(KIND, en=english, zh=zh, country=country, ror=ror, say=translate)
    known = {fold(english), fold(zh)}
    return page_editing.add_to_front_matter(text, "aliases", name) if fold(name) not in known else text
