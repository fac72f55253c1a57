"""The reader of a published issue, which assigns each line to the field that it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from ..reading.files import decode
from . import words
from .heads import find_links, join_lines, split_list, split_names, split_title
from .printed import Line, Printed, PrintedItem, PrintedLink

if TYPE_CHECKING:
    from ..model.identity import Identity

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
MIN_PARAGRAPH = 30
"""How many characters a line above the first item must have to belong to the introduction."""
MAX_DATE_LINE = 60
"""How many characters the line with the date of the web page may have."""
_TAIL_OF_LINE = 200
"""In how many characters at the end of a line contributors are looked for."""


def read_published(text: str, identity: Identity) -> Printed:
    """Return the content of a published issue of the periodical; it contains every line that is not empty.

    Invisible characters, of which pages of WeChat are full, are removed.
    """
    shown, _problems = decode(text.encode("utf-8", "replace"), "")
    numbered = enumerate(shown.split("\n"), start=1)
    lines = [Line(number=number, text=" ".join(line.split())) for number, line in numbered if line.strip()]
    reader = _Reader(identity=identity)
    for line, following in pairwise([*lines, Line(number=0, text="")]):
        reader.take(line, following)
    return reader.result()


@dataclass(slots=True, kw_only=True)
class _Item:
    """An item that is being read."""

    section: str
    subfield: str
    lines: list[Line] = field(default_factory=list)
    title: str = ""
    institutions: str = ""
    authors: str = ""
    summary: list[Line] = field(default_factory=list)
    links: list[PrintedLink] = field(default_factory=list)

    def printed(self) -> PrintedItem:
        institutions, title_en, title_zh = split_title(self.title)
        authors, more_authors = split_names(self.authors)
        return PrintedItem(
            section=self.section,
            subfield=self.subfield,
            lines=tuple(self.lines),
            institutions=tuple(dict.fromkeys([*institutions, *split_list(self.institutions)])),
            title_en=title_en,
            title_zh=title_zh,
            authors=authors,
            more_authors=more_authors,
            summary=tuple(self.summary),
            links=tuple(dict.fromkeys(self.links)),
        )


@dataclass(slots=True, kw_only=True)
class _Reader:
    """The state of the reader: what has been read, and how the next line continues it."""

    identity: Identity
    number: int | None = None
    title: str = ""
    contributors: list[str] = field(default_factory=list)
    page_date: str = ""
    head: list[Line] = field(default_factory=list)
    introduction: list[Line] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    furniture: list[tuple[str, Line]] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)
    section: str = ""
    subfield: str = ""
    headings: list[Line] = field(default_factory=list)
    """The headings below which no item has begun."""
    state: str = ""
    """What a line without a label continues: a field of the item, the title of the issue, an advertisement, or nothing."""
    in_tail: bool = False

    @property
    def item(self) -> _Item | None:
        """The item that is being read."""
        return self.items[-1] if self.items and self.state in _ITEM_STATES else None

    def result(self) -> Printed:
        self.furniture += (("menu", line) for line in self.headings)
        return Printed(
            number=self.number,
            title=self.title,
            contributors=tuple(dict.fromkeys(self.contributors)),
            page_date=self.page_date,
            head=tuple(sorted(self.head)),
            introduction=tuple(self.introduction),
            items=tuple(item.printed() for item in self.items),
            furniture=tuple(sorted(self.furniture, key=lambda pair: pair[1])),
            unread=tuple(sorted(self.unread)),
        )

    def take(self, line: Line, following: Line) -> None:
        """Take one line; *following* is the next one that is not empty."""
        if self._head(line):
            return
        labelled = words.label(line.text)
        sort = words.furniture(line.text, self.identity)
        if labelled:
            self._field(*labelled, line)
        elif heading := words.section(line.text, self.identity):
            self._heading(line, heading, "")
        elif subfield := words.subfield(line.text):
            self._heading(line, self.section, subfield)
        elif sort:
            self._furniture(sort, line)
        elif self.in_tail:
            self.furniture.append(("tail", line))
        else:
            self._prose(line, following)

    # ---------------------------------------------------------------- the issue

    def _head(self, line: Line) -> bool:
        """Take a line about the issue itself: number, title, contributors, date of the web page; tell whether it is one."""
        plain = words.narrow(line.text[: words.MAX_SHORT_LINE])
        title = words.issue_title(self.identity).match(plain)
        if title:
            number, rest = _number(title[1]), line.text[title.end() :].strip()
            if self.number in (None, number) and not self.title and not self.items:
                self.number, self.title, self.state = number, rest, "issue"
                self.head.append(line)
            else:
                repeated = number == self.number and rest == self.title
                self.furniture.append(("repeated" if repeated else "tail", line))
            return True
        number_alone = words.ISSUE_NUMBER.fullmatch(plain)
        if number_alone and self.number in (None, int(number_alone[1])) and not self.items:
            self.number, self.state = int(number_alone[1]), ""
            self.head.append(line)
            return True
        names = words.CONTRIBUTORS.search(words.narrow(line.text[-_TAIL_OF_LINE:]))
        if names and names[1].strip() and (names[0] == plain or not self.items):
            self._contributors(line.text[-_TAIL_OF_LINE:][names.start(1) : names.end(1)])
            if names[0] == plain:
                self.head.append(line)
            return names[0] == plain
        day = words.PAGE_DATE.fullmatch(plain) if not self.items and len(plain) < MAX_DATE_LINE else None
        if day:
            try:
                self.page_date = self.page_date or date(int(day[1]), int(day[2]), int(day[3])).isoformat()
            except ValueError:
                return False
            self.furniture.append(("date", line))
            return True
        return False

    def _contributors(self, printed: str) -> None:
        separator = r"[\s、,，;；/]+" if self.identity.is_chinese else r"\s*[,;/]\s*"  # Chinese names have no spaces
        self.contributors += (name for name in re.split(separator, printed.strip()) if name)
        self.state = ""

    def _heading(self, line: Line, section: str, subfield: str) -> None:
        if section != self.section:
            self.furniture += (("menu", heading) for heading in self.headings)
            self.headings.clear()
        self.section, self.subfield = section, subfield
        self.headings.append(line)
        self.state, self.in_tail = "", False

    def _furniture(self, sort: str, line: Line) -> None:
        self.furniture.append((sort, line))
        if words.LAST_TAIL.fullmatch(words.narrow(line.text)) and self.items:
            self.in_tail = True
        if sort == "advertisement":
            self.state = sort

    # ---------------------------------------------------------------- items

    def _field(self, name: str, value: str, line: Line) -> None:
        links, rest = find_links(name, value) if name in words.LINK_FIELDS else ((), value)
        item = self.item
        if name == "contributors":
            self._contributors(value)
            self.head.append(line)
        elif name == "title" or (name == "url" and rest and not links and (item is None or item.links)):
            self._start(line, value)
        elif item is None:
            self.unread.append(line)
        elif name == "summary":
            item.summary.append(Line(number=line.number, text=value)) if value else item.lines.append(line)
            self.state = name
        elif name == "date":
            item.summary.append(line)
            self.state = "summary"
        else:
            item.lines.append(line)
            item.links += links
            if name == "authors":
                item.authors += f"、{value}" if item.authors else value
            elif name == "institutions":
                item.institutions += f"、{value}" if item.institutions else value
            self.state = name

    def _start(self, line: Line, title: str) -> None:
        """Begin an item; the headings above it belong to the issue, and others to a menu of the page."""
        own = [
            line for line in self.headings if words.subfield(line.text) or words.section(line.text, self.identity) == self.section
        ]
        self.head += own
        self.furniture += (("menu", heading) for heading in self.headings if heading not in own)
        self.headings.clear()
        self.items.append(_Item(section=self.section, subfield=self.subfield, lines=[line], title=title))
        self.state, self.in_tail = "title", False

    def _prose(self, line: Line, following: Line) -> None:
        """Take a line without a label."""
        text, item = line.text, self.item
        if self.state == "advertisement" and words.BULLET.fullmatch(text):
            self.furniture.append(("advertisement", line))
        elif self._is_title(text, following):
            self._start(line, text)
        elif self.state == "issue" and (not self.title or self.title[-1] in "、,，:："):
            self.title = join_lines(self.title, text) if self.title else text
            self.head.append(line)
        elif item is None:
            is_introduction = not self.items and len(text) >= MIN_PARAGRAPH
            (self.introduction if is_introduction else self.unread).append(line)
        elif self.state == "title":
            item.title = join_lines(item.title, text) if item.title else text
            item.lines.append(line)
        elif self.state == "authors" and item.authors.rstrip()[-1:] in (",", "，", "、", ""):
            item.authors += text
            item.lines.append(line)
        elif self.state in ("summary", "authors", "institutions"):
            item.summary.append(line)
            self.state = "summary"
        else:
            links, rest = find_links(self.state, text)
            if links and not rest:
                item.links += links
                item.lines.append(line)
            else:
                self.unread.append(line)

    def _is_title(self, text: str, following: Line) -> bool:
        """Tell whether a line without a label is the title of an item: fields follow, and an item can begin here."""
        after = words.label(following.text)
        if after is None or len(text) > words.MAX_SHORT_LINE or self.state == "title":
            return False
        field_name = after[0]
        if field_name not in ("authors", "summary", "institutions"):
            return False
        begins_section = self.item is None and bool(self.section) and field_name != "institutions"
        return "|" in words.narrow(text) or self.state in words.LINK_FIELDS or begins_section


_ITEM_STATES = ("title", "authors", "institutions", "summary", *words.LINK_FIELDS)


def _number(printed: str) -> int:
    """Return a number in digits or in Chinese characters: 二十八 is 28."""
    if printed.isascii():
        return int(printed)
    total, digit = 0, 0
    for char in printed:
        if char in "百十":
            total += (digit or 1) * (100 if char == "百" else 10)
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[char]
    return total + digit
