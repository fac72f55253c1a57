"""Two states of the facts compared: what was corrected, added or taken back of things that both states have.

The first appearance of a work, an item or an issue is no correction, nor is its removal, another key or another file. Nor are
other spaces, capitals, punctuation, or another way to write the same text in LaTeX.
"""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ..model.updates import (
    DATE,
    ERRATUM,
    HEADING,
    IDENTIFIER,
    ISSUE,
    PEOPLE,
    PUBLISHED,
    TITLE,
    VENUE,
    WORK,
    Update,
)
from ..text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..model.dates import Edtf
    from ..model.records import Erratum, Item, Page, Paper
    from .facts import Facts

Value = TypeVar("Value")

MAX_NAMES = 6
"""An update names at most this many people."""


def corrections(before: Facts, after: Facts) -> tuple[Update, ...]:
    """Return the updates between two states, without their day and their id: of works, of items, and of issues."""
    works = [update for key in after.works for update in _of_works(key, before, after)]
    retitled = {(update.key, update.old, update.new) for update in works if update.kind == TITLE}
    updates = [*works]
    for item in after.items.values():
        former = before.items.get(item.id) or _first(before.items, _former_keys(item.id, after))
        if former is not None:
            same = (each for each in _of_item(former, item) if (each.key, each.old, each.new) not in retitled)
            updates += same
    for number, page in after.issues.items():
        if number in before.issues:
            updates += _of_issue(before.issues[number], page)
    return tuple(updates)


def _former_keys(key: str, facts: Facts) -> tuple[str, ...]:
    return facts.works[key].formerly if key in facts.works else ()


def _first(values: Mapping[str, Value], keys: Iterable[str]) -> Value | None:
    return next((values[key] for key in keys if key in values), None)


def _of_works(key: str, before: Facts, after: Facts) -> Iterator[Update]:
    """Yield the updates of a work, and those of its preprint if it has become the published version of that."""
    work = after.works[key]
    renamed = (former for former in work.formerly if former not in after.works)
    former = before.works.get(key) or _first(before.works, renamed)
    if former is not None:
        yield from _of_work(key, former, work)
    if not work.preprint_key or (former is not None and former.preprint_key == work.preprint_key):
        return
    if work.preprint_key in before.works:
        yield from _of_work(work.preprint_key, before.works[work.preprint_key], work)
    elif work.preprint_key not in after.works:  # it is in a file that has not changed
        yield Update(kind=PUBLISHED, subject=WORK, key=work.preprint_key, name=work.title, new=work.where)


def _of_work(key: str, old: Paper, new: Paper) -> Iterator[Update]:
    update = partial(Update, subject=WORK, key=key, name=new.title)
    has_titles = old.key != old.title and new.key != new.title  # a work without a title has its key in its place
    if has_titles and not _is_same(old.title, new.title):
        yield update(kind=TITLE, old=old.title, new=new.title)
    yield from _of_people([each.name for each in old.authors], [each.name for each in new.authors], update)
    is_published = old.is_preprint and not new.is_preprint
    if is_published and new.where:
        yield update(kind=PUBLISHED, old=old.where, new=new.where)
    elif old.where and new.where and _is_elsewhere(old, new):
        yield update(kind=VENUE, old=old.where, new=new.where)
    if not is_published and old.doi and new.doi and old.doi.lower() != new.doi.lower():
        yield update(kind=IDENTIFIER, old=f"DOI:{old.doi}", new=f"DOI:{new.doi}")
    if old.arxiv and new.arxiv and old.arxiv != new.arxiv:
        yield update(kind=IDENTIFIER, old=f"arXiv:{old.arxiv}", new=f"arXiv:{new.arxiv}")
    yield from (update(kind=kind, new=place) for kind, place in new.notices if (kind, place) not in old.notices)
    kinds = {kind for kind, _place in new.notices}
    yield from (update(kind=kind, old=place) for kind, place in old.notices if kind not in kinds)


def _is_elsewhere(old: Paper, new: Paper) -> bool:
    """Tell whether two records of a work are of another year or venue, rather than one of them more complete."""
    if old.year and new.year and old.year != new.year:
        return True
    names = (old.meeting, new.meeting) if old.meeting and new.meeting else (old.container, new.container)
    return all(names) and not _is_same(*names) and not _is_same(old.where, new.where)


def _of_people(old: Sequence[str], new: Sequence[str], update: Callable[..., Update]) -> Iterator[Update]:
    """Yield the update of a list of people, if there is one: with the names that are new, or else with the list as it is now.

    Former names are left out: people change theirs, and their former work is to have the new one without a notice of that.
    """
    before, after = [*map(_name, old)], [*map(_name, new)]
    if not before or not after or before == after:
        return
    known = set(before)
    names = [name for name in new if _name(name) not in known] or [*new]
    yield update(kind=PEOPLE, new=", ".join(names[:MAX_NAMES]) + (" …" if len(names) > MAX_NAMES else ""))


def _name(name: str) -> str:
    """Return a name without what only its writing has: capitals, full stops and spaces; accents stay."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace(".", " ").split())


def _of_item(old: Item, new: Item) -> Iterator[Update]:
    update = partial(Update, subject=new.kind, key=new.id, name=new.title)
    if old.title != old.id and new.title != new.id and not _is_same(old.title, new.title):
        yield update(kind=HEADING, old=old.title, new=new.title)
    if old.title_en and new.title_en and not _is_same(old.title_en, new.title_en):
        yield update(kind=TITLE, old=old.title_en, new=new.title_en)
    yield from _of_people(old.people, new.people, update)
    yield from _of_date(old.date, new.date, update)
    yield from _of_errata(old.errata, new.errata, update)


def _of_issue(old: Page, new: Page) -> Iterator[Update]:
    assert old.issue is not None
    assert new.issue is not None
    update = partial(Update, subject=ISSUE, key=str(new.issue.number), name=new.issue.title)
    if not _is_same(old.issue.title, new.issue.title):
        yield update(kind=HEADING, old=old.issue.title, new=new.issue.title)
    yield from _of_date(old.issue.date, new.issue.date, update)
    yield from _of_errata(old.errata, new.errata, update)


def _of_date(old: Edtf | None, new: Edtf | None, update: Callable[..., Update]) -> Iterator[Update]:
    if old and new and (old.start, old.end) != (new.start, new.end):
        yield update(kind=DATE, old=old.text, new=new.text)


def _of_errata(old: Iterable[Erratum], new: Iterable[Erratum], update: Callable[..., Update]) -> Iterator[Update]:
    """Yield the updates of errata, which what was printed names; another quotation with the same correction is the same one."""
    before, after = ({fold(erratum.printed): erratum for erratum in errata} for errata in (old, new))
    gone = {fold(erratum.correct) for printed, erratum in before.items() if printed not in after}
    come = {fold(erratum.correct) for printed, erratum in after.items() if printed not in before}
    for printed, erratum in after.items():
        former = before.get(printed)
        if former is not None and not _is_same(former.correct, erratum.correct):
            yield update(kind=ERRATUM, printed=erratum.printed, old=former.correct, new=erratum.correct)
        elif former is None and fold(erratum.correct) not in gone:
            yield update(kind=ERRATUM, printed=erratum.printed, new=erratum.correct)
    for printed, erratum in before.items():
        if printed not in after and fold(erratum.correct) not in come:
            yield update(kind=ERRATUM, printed=erratum.printed, old=erratum.correct)


def _is_same(one: str, other: str) -> bool:
    """Tell whether two texts differ in their writing at most; texts without letters and digits are compared as they are."""
    return fold(one) == fold(other) if fold(one) or fold(other) else one == other
