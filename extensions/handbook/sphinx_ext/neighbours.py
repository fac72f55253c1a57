"""The pages before and after a page: of an issue the older and the newer one, of other pages those in the tables of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..text.messages import mark as _
from ..views.labels import issue_label
from ..views.listings import empty_letters
from .titles import is_for_others, titles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..library.library import Library
    from ..model.records import Page
    from ..text.messages import Translate
    from .domain import HandbookDomain

BEFORE, AFTER = "prev", "next"
_BESIDE: WeakKeyDictionary[Library, dict[str, tuple[Page | None, Page | None]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A page beside another: ``rel`` is BEFORE or AFTER, and ``name`` says what it is (*Previous issue*)."""

    rel: str
    name: str
    title: str
    docname: str


def neighbours(
    domain: HandbookDomain, relations: Mapping[str, Sequence[str | None]], docname: str, say: Translate
) -> list[Neighbour]:
    """Return the pages before and after a page; pages that only lead elsewhere are passed over."""
    page = domain.pages.get(docname)
    if page and page.issue:
        return list(_issues(domain, page, say))
    shown, empty = titles(domain), empty_letters(domain.library)
    found = []
    for at, rel, name in ((1, BEFORE, _("Previous page")), (2, AFTER, _("Next page"))):
        other = relations[docname][at] if docname in relations else None
        while other and (other in empty or is_for_others(domain, other)):
            other = relations[other][at]
        if other is not None:
            found.append(Neighbour(rel=rel, name=say(name), title=shown[other], docname=other))
    return found


def _issues(domain: HandbookDomain, page: Page, say: Translate) -> Iterator[Neighbour]:
    for other, rel, name in zip(
        _beside(domain.library).get(page.docname, (None, None)),  # of two pages with one number, the library has one
        (BEFORE, AFTER),
        (_("Previous issue"), _("Next issue")),
        strict=True,
    ):
        if other:
            label = issue_label(other)
            title = f"{say(_('No. {number}')).format(number=label.id)} {label.zh}"
            yield Neighbour(rel=rel, name=say(name), title=title, docname=label.docname)


def _beside(library: Library) -> dict[str, tuple[Page | None, Page | None]]:
    """Return the older and the newer issue of each issue, by its docname, found once for a library."""
    if library not in _BESIDE:
        issues = [page for _number, page in sorted(library.issues.items())]
        older, newer = [None, *issues], [*issues[1:], None]
        _BESIDE[library] = {page.docname: (older[at], newer[at]) for at, page in enumerate(issues)}
    return _BESIDE[library]
