"""GB/T 7714: references in the numeric system of the Chinese national standard, editions 2025 and 2015.

The clause numbers below are those of the 2025 edition, under which it prints the examples that a rule was checked with. By its
clause 7, ``.`` and ``[ ]`` are half-width and all other punctuation is full-width. Where the 2015 edition differs, the code says
so; what the standard leaves open is in docs/reference/gbt7714.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.people import Person, people_of
from ..text.folding import has_han
from ..text.identifiers import arxiv_address, in_arxiv_doi
from .gbt7714_text import is_meeting, sentence_case, sentences, widened
from .kinds import KINDS, kind_name
from .languages import language_of
from .values import article_number, edition_number, full_container, full_title, pages, year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..text.latex import Text
    from .work import Work

MAX_PEOPLE = 3
"""A reference names at most this many people; of more, the first three (8.1:1 to 8.5.3:10)."""

_PARTS = frozenset(
    {"inbook", "incollection", "inproceedings", "conference", "inreference", "bookinbook", "suppbook", "suppcollection"}
)
_MEETINGS = frozenset({"inproceedings", "conference"})
_BOOKS = frozenset({"book", "mvbook", "collection", "mvcollection"})
_NUMBERED = frozenset({"report", "techreport", "patent", "standard"})
"""The kinds whose number stands behind the title (8.8.3, 8.9, 8.10)."""
_PERIODICALS = frozenset({"article", "newspaper", "magazine", "review", "periodical"})
_ELECTRONIC = frozenset({"EB", "DS", "DB", "CP"})
"""The marks of what is dated by its page on the web (8.11)."""
_ET_AL = {"zh": "等", "ja": "他", "ko": "등", "ru": "и др."}
_NUMBER = re.compile(r"\d+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What distinguishes the editions of the standard."""

    wide: bool
    """Full-width comma, colon, semicolon and parentheses (2025)."""
    capitals: bool
    """Family names in capitals (2015)."""
    accessed: bool
    """The date of access for every work on the web (2015); otherwise for web pages and preprints only."""
    preprints: bool
    """A mark for preprints, ``PP`` (2025)."""


EDITION_2025 = Edition(wide=True, capitals=False, accessed=False, preprints=True)
EDITION_2015 = Edition(wide=False, capitals=True, accessed=True, preprints=False)


def gbt7714_2025(work: Work) -> str:
    """Return a reference in the form of GB/T 7714—2025, on one line."""
    return reference(work, EDITION_2025) + "\n"


def gbt7714_2015(work: Work) -> str:
    """Return a reference in the form of GB/T 7714—2015, on one line."""
    return reference(work, EDITION_2015) + "\n"


def reference(work: Work, edition: Edition) -> str:
    """Return a reference in the form of *edition*."""
    return _Reference(work, edition).text()


def link_of(work: Work) -> str:
    """Return the address that a reference shows: that of the .bib file, or of arXiv; empty where there is only a DOI."""
    return work.url or (arxiv_address(work.arxiv) if work.arxiv and not work.doi else "")


class _Reference:
    """One reference, assembled element by element; each method returns text, or an empty string."""

    def __init__(self, work: Work, edition: Edition) -> None:
        self.work, self.edition = work, edition
        self.language = language_of(work).partition("-")[0]
        self.wide: Callable[[str], str] = widened if edition.wide else str
        self.comma, self.colon = ("，", "：") if edition.wide else (", ", ": ")
        name = kind_name(work)
        self.kind = "online" if name in ("misc", "unpublished") and link_of(work) else name
        self.server = self.wide(work.server) if work.is_preprint else ""

    def text(self) -> str:
        """Return the reference: its elements, each followed by a full stop."""
        return "".join(sentences([*self.elements(), *self.identifiers()]))

    def elements(self) -> Iterator[str]:
        """Yield the elements that end with a full stop, in order (8.1 and the examples of annex B)."""
        work = self.work
        yield self.responsible()
        title = self.title() + f"[{self.mark()}]"
        if self.kind in _PARTS:
            yield from self.part_of(title)
            return
        yield title
        yield self.translators()
        if self.server:
            yield f"V{work.get('version')}" if _NUMBER.fullmatch(work.get("version")) else self.wide(work.get("version"))
            yield self.server + self.on_the_web()
        elif self.mark().startswith("EB"):
            yield self.wide(work.get("howpublished", "organization")) + self.on_the_web()
        elif self.kind in _PERIODICALS:
            yield self.in_journal()
        elif self.kind == "patent":
            yield work.date + self.accessed(web=True)
        else:
            yield self.edition_of()
            yield self.published() + self.accessed()

    def part_of(self, title: str) -> Iterator[str]:
        """Yield the elements of a part of a book or of proceedings, with ``//`` before the container (8.1:2, B.2, B.5)."""
        work = self.work
        source = self.published()
        elements = [part for part in (self.people(work.editors), self.container(), self.edition_of()) if part]
        yield title
        if work.get("publisher", "organization") or not elements:
            elements.append(source + self.accessed())
        else:
            elements[-1] += (self.comma if source else "") + source + self.accessed()
        yield "//" + "".join(sentences(elements)).removesuffix(".")

    # ------------------------------------------------------------ names

    def responsible(self) -> str:
        """Return the authors, or the editors of a whole; the holder of a patent, the body that issues a standard (8.9, 8.10)."""
        work = self.work
        if self.kind == "patent" and work.get("holder"):
            return self.people(_holders(work.get("holder")))
        if self.kind == "standard" and not work.authors:
            return self.wide(work.get("organization"))
        return self.people(work.authors or (() if self.kind in _PARTS else work.editors), more=work.others)

    def people(self, people: Iterable[Person], *, more: bool = False) -> str:
        """Return the first three names, with 等 or et al. in the language of the work (8.2.2, 8.5.3:3, 8.5.3:10)."""
        names = [self.name(person) for person in people]
        if len(names) > MAX_PEOPLE or (more and names):
            names = [*names[:MAX_PEOPLE], self.et_al()]
        return self.comma.join(names)

    def et_al(self) -> str:
        """Return the words for further people in the language of the work."""
        return _ET_AL.get(self.language, "et al.")

    def name(self, person: Person) -> str:
        """Return family name and initials without full stops; Han names unchanged, groups in full (8.2.2)."""
        family = " ".join(part for part in (person.particle, person.family) if part)
        if person.is_east_asian:
            return person.name
        if has_han(person.family):
            return family + person.given
        if not person.given and not person.particle and " " in person.family:
            return self.wide(person.family)
        family = family.upper() if self.edition.capitals and (person.given or person.particle) else family
        initials = " ".join(part[0].upper() for part in re.split(r"[\s.\-‐]+", person.given) if part)
        name = f"{family} {initials}".rstrip()
        return f"{name}{self.comma}{person.lineage.rstrip('.')}" if person.lineage else name

    def translators(self) -> str:
        """Return the translators, who stand before the edition (8.2.2:5, B.4:4)."""
        names = self.people(self.work.translators)
        return f"{names}{self.comma}{'译' if self.language in ('zh', 'ja') else 'trans.'}" if names else ""

    # ------------------------------------------------------------ title and mark

    def title(self) -> str:
        """Return the title, with the number of a report (8.8.3) and the volume of a book."""
        number = self.work.get("number") if self.kind in _NUMBERED else ""
        number = self.volume() if self.kind in _BOOKS else number
        return self.colon.join(part for part in (self.wide(self.cased(full_title(self.work))) or self.work.key, number) if part)

    def cased(self, title: Text) -> str:
        """Return an English title in sentence case; any other title unchanged."""
        return sentence_case(title) if self.language == "en" else title.plain

    def mark(self) -> str:
        """Return the mark of the type of the work, with ``/OL`` for works on the web."""
        work = self.work
        mark = KINDS[self.kind].mark if self.kind in KINDS else "Z"
        if mark == "PP" and not self.edition.preprints:
            mark = "EB"
        return f"{mark}/OL" if link_of(work) or work.doi or mark == "EB" else mark

    # ------------------------------------------------------------ container, publication, access

    def container(self) -> str:
        """Return the title of the container with its volume (8.3.2:2, B.2:6)."""
        work = self.work
        container = full_container(work)
        if self.kind in _MEETINGS or is_meeting(container.plain):
            title = container.plain or work.get("eventtitle")  # the name of a meeting is a proper name
        else:
            title = self.cased(container)
        return self.colon.join(part for part in (self.wide(title), self.volume()) if part)

    def volume(self) -> str:
        """Return the volume of a book: ``第 35 卷`` for a number, otherwise the text of the field."""
        volume = self.work.get("volume")
        if not _NUMBER.fullmatch(volume):
            return self.wide(volume)
        space = " " if self.edition.wide else ""
        return f"第{space}{volume}{space}卷" if self.language in ("zh", "ja") else f"Vol. {volume}"

    def edition_of(self) -> str:
        """Return the edition, unless it is the first: ``2 版``, ``5th ed.`` (8.2.2:5, 8.3.2:4)."""
        written = self.work.get("edition")
        order = edition_number(written)
        if not order:
            return self.wide(written)
        if order == 1:
            return ""
        if self.language in ("zh", "ja"):
            return f"{order} 版" if self.edition.wide else f"{order}版"
        ending = {1: "st", 2: "nd", 3: "rd"}.get(order % 10 if order % 100 not in (11, 12, 13) else 0, "th")
        return f"{order}{ending} ed."

    def published(self) -> str:
        """Return place, publisher, year and pages (8.1:1); without a publisher, the full date (8.8.3:1)."""
        work = self.work
        names = ("school", "institution", "publisher", *(() if self.kind == "standard" else ("organization",)), "howpublished")
        publisher = self.wide(work.get(*names))
        place = self.wide(work.get("address", "location")) if publisher else ""
        source = self.colon.join(part for part in (place, publisher) if part)
        date = year(work) if publisher or self.kind in _PARTS else work.date
        return self.paged(self.comma.join(part for part in (source, date) if part))

    def in_journal(self) -> str:
        """Return journal, year, volume, number and pages (8.5.3); for a newspaper, date and page (B.4:2)."""
        work = self.work
        journal = self.wide(work.container.plain)
        volume, number = work.get("volume"), self.parenthesised(work.get("number", "issue"))
        if self.kind == "newspaper":
            when = work.date + self.parenthesised(self.pages())
            return self.comma.join(part for part in (journal, when) if part) + self.accessed()
        pages = self.pages()
        date = year(work) if volume or number or pages else work.date
        when = self.comma.join(part for part in (date, volume) if part) + number
        return self.paged(self.comma.join(part for part in (journal, when) if part)) + self.accessed()

    def paged(self, source: str) -> str:
        """Return *source* with the pages after it."""
        pages = self.pages()
        return f"{source}{self.colon}{pages}" if source and pages else source or pages

    def pages(self) -> str:
        """Return the pages, or the article number (B.4:19)."""
        return pages(self.work) or article_number(self.work)

    def parenthesised(self, text: str) -> str:
        """Return *text* in the parentheses of the edition; empty text stays empty."""
        if not text:
            return ""
        return f"（{text}）" if self.edition.wide else f"({text})"

    def on_the_web(self) -> str:
        """Return the dates of publication and of access of a work on the web (8.11.2.2, B.10, B.14)."""
        accessed = self.work.get("urldate")
        return self.parenthesised(self.work.date) + (f"[{accessed}]" if accessed else "")

    def accessed(self, *, web: bool = False) -> str:
        """Return the date of access; the 2025 edition requires it for web pages and preprints only."""
        accessed = self.work.get("urldate") if (self.edition.accessed or web) and link_of(self.work) else ""
        return f"[{accessed}]" if accessed else ""

    def identifiers(self) -> Iterator[str]:
        """Yield the address, and DOI, CSTR and arXiv identifier unless the address contains them (8.5.3:10, 8.7.2:3)."""
        work = self.work
        link = link_of(work)
        yield link
        space = "" if self.edition.wide else " "
        is_arxiv = in_arxiv_doi(work.doi) and work.arxiv and work.arxiv.lower() in link.lower()
        if work.doi and work.doi.lower() not in link.lower() and not is_arxiv:
            yield f"DOI:{space}{work.doi}"
        if work.get("cstr") and work.get("cstr") not in link:
            yield f"CSTR:{space}{work.get('cstr')}"
        if work.arxiv and work.arxiv.lower() not in f"{link} {work.doi}".lower():
            yield f"arXiv:{work.arxiv}"


def _holders(written: str) -> list[Person]:
    """Return the holders of a patent; a name without a comma is that of a company."""
    names = written.split(" and ")
    return [person for name in names for person in (people_of(name) if "," in name else (Person(family=name.strip()),))]
