"""The work that an item presents: as printed, and as the services know it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..metadata.entries import fields_of, joined, key_of
from ..metadata.identifiers import Identifier, Scheme, parse
from ..metadata.record import Record, person
from ..model.people import Person
from ..text.folding import fold, has_han
from ..text.identifiers import arxiv_address, is_web_address
from ..text.latex import Text

if TYPE_CHECKING:
    from collections.abc import Container

    from .printed import PrintedItem

_TWO_CHARACTERS = frozenset(
    ("欧阳", "司马", "司徒", "上官", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "端木", "东方", "南宫", "宇文")
)
"""Family names of two characters."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """What the services know of a work."""

    record: Record
    published: Record | None = None
    """The published version, where the record is of a preprint that has one."""


def work_address(item: PrintedItem) -> str:
    """Return the address of the work itself: the first link that is not to code, data or the like."""
    return next((link.url for link in item.links if link.name == "url"), "")


def identifier(item: PrintedItem) -> Identifier | None:
    """Return the identifier by which the services know the work that an item presents."""
    address = work_address(item)
    return parse(address) if address else None


def earliest_month(item: PrintedItem) -> str:
    """Return the month of the arXiv identifier, before which no issue can present the work: ``2022-10``."""
    known = identifier(item)
    match = re.match(r"(\d\d)(0[1-9]|1[0-2])\.", known.value) if known and known.scheme is Scheme.ARXIV else None
    return f"20{match[1]}-{match[2]}" if match else ""


def printed_record(item: PrintedItem) -> Record:
    """Return the record of a work as printed. The Chinese title replaces an English one that is not printed."""
    known, address = identifier(item), work_address(item)
    people = tuple(author for name in item.authors if (author := _person(name)))
    value = known.value if known else ""
    scheme = known.scheme if known else None
    record = Record(
        source="",
        type="inproceedings" if scheme is Scheme.ACL else "misc",
        title=Text(_balanced(item.title_en or item.title_zh)),
        authors=people,
        year=_year(known, address),
        arxiv=value if scheme is Scheme.ARXIV else "",
        doi=value if scheme is Scheme.DOI else "",
        url=_address(known, address),
    )
    if not (item.more_authors and people):
        return record
    return replace(record, extra=(("author", f"{fields_of(record)['author']} and others"),))


def records_of(item: PrintedItem, looked_up: LookedUp | None) -> tuple[Record, Record | None]:
    """Return the record of the entry that an item presents, and that of the published version if it needs its own entry."""
    if looked_up is None:
        return printed_record(item), None
    if looked_up.published is None:
        return looked_up.record, None
    if fold(looked_up.published.title.plain) == fold(looked_up.record.title.plain):
        return joined(looked_up.published, looked_up.record), None
    return looked_up.record, replace(looked_up.published, arxiv="", category="")


def key_for(record: Record, taken: Container[str]) -> str:
    """Return a key for an entry.

    A name in Han characters begins with the family name, of one or two characters; of a title in Han characters the first two
    are used.
    """
    first = record.authors[0] if record.authors else None
    if first and has_han(first.family) and not first.given:
        family = first.family[: 2 if first.family[:2] in _TWO_CHARACTERS else 1]
        record = replace(record, authors=(Person(family=family),))
    if has_han(record.title.plain):
        record = replace(record, title=Text(record.title.plain.replace(" ", "")[:2]))
    return key_of(record, taken)


def unlisted_authors(item: PrintedItem, record: Record) -> list[str]:
    """Return the printed authors that *record* does not list."""
    known = {frozenset(fold(part) for part in person.name.split()) for person in record.authors}
    return [
        name
        for name in item.authors
        if not has_han(name) and not any(_is_same({fold(part) for part in name.split()}, other) for other in known)
    ]


def _is_same(name: set[str], other: frozenset[str]) -> bool:
    """Tell whether two names are of one person; either may omit or shorten middle names."""
    return name <= other or other <= name or len(name & other) > 1


def _person(name: str) -> Person | None:
    plain = _balanced(name)
    return Person(family=plain) if has_han(plain) or "," in plain else person(plain)


def _balanced(text: str) -> str:
    """Return *text*, without braces where they are not balanced, which BibTeX does not accept."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            break
    return text.translate({ord("{"): None, ord("}"): None}) if depth else text


def _year(known: Identifier | None, address: str) -> int | None:
    """Return the year that an identifier or an address contains."""
    value = known.value if known else ""
    if known and known.scheme is Scheme.ARXIV:
        short = re.search(r"(?:^|/)(\d\d)", value)
        return _century(int(short[1])) if short else None
    if known and known.scheme is Scheme.ACL:
        old = re.match(r"[A-Z](\d\d)", value)
        return _century(int(old[1])) if old else int(value[:4])
    match = _YEAR.search(value or address)
    return int(match[1]) if match else None


def _century(short: int) -> int:
    return short + (1900 if short > 60 else 2000)


def _address(known: Identifier | None, address: str) -> str:
    if known and known.scheme is Scheme.ARXIV:
        return arxiv_address(known.value)
    if known and known.scheme is Scheme.DOI:
        return ""
    return address if is_web_address(address) else ""
