"""What else an entry is found by, beside its texts: its years and dates, what kind of thing it is, and what it links to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..model.records import GENRES, TUTORIAL
from ..text.messages import Translate
from ..text.messages import mark as _
from .keys import of_address, of_doi

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..library.entries import Entry
    from ..model.dates import Edtf
    from ..model.records import Paper

HAS_NAMES = {
    "code": _("code"),
    "models": _("models"),
    "data": _("data"),
    "erratum": _("erratum"),
}
"""What an entry may have, by which results are filtered: links of these names, or an erratum."""
_KIND_WORDS = {
    "paper": _("paper"),
    TUTORIAL: _("tutorial"),
    "survey": _("survey"),
    "news": _("news"),
    "viewpoint": _("viewpoint"),
    "resource": _("resource"),
    "event": _("event"),
}
_OLD_ARXIV = re.compile(r"/(\d\d)\d{5}$")
_FIRST_ARXIV_YEAR = 91


def has(entry: Entry) -> tuple[str, ...]:
    """Return which of HAS_NAMES an entry has, in their order."""
    names = {link.name for link in entry.item.links} | ({"erratum"} if entry.item.errata else set())
    return tuple(name for name in HAS_NAMES if name in names)


def years(works: Iterable[Paper], date: Edtf | None = None) -> tuple[int, ...]:
    """Return the years of works, of their preprints, and of a date, each once."""
    found: list[int | None] = []
    for work in works:
        found += [work.year, preprint_year(work.arxiv)]
    if date:
        found += [moment.year for moment in (date.start, date.end) if moment]
    return tuple(dict.fromkeys(year for year in found if year))


def preprint_year(arxiv: str) -> int | None:
    """Return the year in which arXiv gave an identifier; None if it is not one."""
    old = _OLD_ARXIV.search(arxiv)
    digits = old[1] if old else arxiv[:2]
    if not digits.isdigit():
        return None
    return (1900 if old and int(digits) >= _FIRST_ARXIV_YEAR else 2000) + int(digits)


def dates(date: Edtf | None, language: str) -> tuple[str, ...]:
    """Return a date as readers type it: in words, and each of its days in figures."""
    if date is None:
        return ()
    moments = [moment for moment in (date.start, date.end) if moment]
    return tuple(dict.fromkeys((date.in_words(language), *(str(moment.first_day) for moment in moments if moment.day))))


def words(entry: Entry, works: Iterable[Paper], language: str, say: Translate) -> Iterator[str]:
    """Yield what kind of thing an entry is, where and when it appeared, and what it links to, in words."""
    works = tuple(works)
    item = entry.item
    yield from (name for work in works for name in (work.where, work.container) if name)
    yield " ".join(map(str, years(works, item.date)))
    yield from dates(item.date, language)
    yield item.printed_date
    for kind in dict.fromkeys((item.counted_as, *([item.genre] if item.genre != GENRES[0] else []))):
        yield f"{say(_KIND_WORDS[kind])} {kind}"
    for link in item.links:
        host = urlsplit(link.url).netloc.removeprefix("www.")
        yield f"{say(HAS_NAMES[link.name])} {link.name} {host}" if link.name in HAS_NAMES else host


def identifiers(entry: Entry, works: Iterable[Paper]) -> Iterator[str]:
    """Yield the names of all identifiers and addresses of an entry."""
    yield f"key:{entry.item.id.lower()}"
    for work in works:
        yield f"key:{work.key.lower()}"
        if work.arxiv:
            yield f"arxiv:{work.arxiv.lower()}"
        yield from of_doi(work.doi)
        yield from of_address(work.url)
    for link in entry.item.links:
        yield from of_address(link.url)
