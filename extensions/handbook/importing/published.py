"""The reader of a published issue, which assigns each line to the field that it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from ..reading.files import decode
from ..text.folding import has_han
from . import labels, outline, words
from .heads import find_links, is_complete, join_lines, split_list, split_names, split_title, without_links
from .labels import LINK_FIELDS
from .names import is_list_of_names
from .printed import Line, Printed, PrintedItem, PrintedLink
from .shown import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model.identity import Identity

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
MIN_PARAGRAPH = 30
"""How many characters a line above the first item must have to belong to the introduction."""
MAX_DATE_LINE = 60
"""How many characters the line with the date of the web page may have."""
MAX_ISSUES = 20
"""How many issues a text may have; one with more numbers is read as one."""
MAX_HEADING = 24
"""How many characters a heading may have whose words are not known."""
_TAIL_OF_LINE = 200
"""In how many characters at the end of a line contributors are looked for."""
_SENTENCE = re.compile(r"[。！？；，,;!?：:]|\.$")
_COUNT = re.compile(r"\d+\s?(?:papers|篇|items|articles|条)", re.IGNORECASE)
_NOTHING = re.compile(r"(?:none|null|n/?a|无|暂无|暂未公开|暂未开源|未开源|coming soon|-+|soon)[.。]?", re.IGNORECASE)


def read_published(text: str, identity: Identity) -> Printed:
    """Return the content of a published issue of the periodical; it contains every line that is not empty.

    Invisible characters, of which pages of WeChat are full, are removed.
    """
    return _read(_lines(text), identity)


def read_issues(text: str, identity: Identity) -> tuple[Printed, ...]:
    """Return the issues in a text: a number of another issue begins one if items are printed below it."""
    lines = _lines(text)
    starts, number = [0], None
    for at, line in enumerate(lines):
        found = _number_of_issue(line, identity)
        if found is not None and found != number:
            if number is not None:
                starts.append(at)
            number = found
    chunks = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    if len(chunks) > MAX_ISSUES:
        return (_read(lines, identity),)
    issues: list[tuple[list[Line], Printed]] = []
    for chunk in chunks:
        printed = _read(chunk, identity)
        if issues and not (printed.items and issues[-1][1].items):
            whole = [*issues.pop()[0], *chunk]
            issues.append((whole, _read(whole, identity)))
        else:
            issues.append((chunk, printed))
    return tuple(printed for _chunk, printed in issues)


def _lines(text: str) -> list[Line]:
    decoded, _problems = decode(text.encode("utf-8", "replace"), "")
    return shown(decoded)


def _number_of_issue(line: Line, identity: Identity) -> int | None:
    """Return the number of the issue that a line is the title of."""
    plain = words.narrow(line.text[: words.MAX_SHORT_LINE])
    title = words.issue_title(identity).match(plain)
    alone = words.ISSUE_NUMBER.fullmatch(plain)
    return _number(title[1]) if title else int(alone[1]) if alone else None


def _read(lines: Sequence[Line], identity: Identity) -> Printed:
    reader = _Reader(identity=identity, lines=lines, titles=outline.titles(lines))
    for at, line in enumerate(lines):
        reader.take(at, line)
    return reader.result()


@dataclass(slots=True, kw_only=True)
class _Item:
    """An item that is being read."""

    section: str
    subfield: str
    lines: list[Line] = field(default_factory=list)
    title: str = ""
    other_title: str = ""
    """Its title in the other language, where that is printed apart."""
    institutions: str = ""
    authors: str = ""
    summary: list[Line] = field(default_factory=list)
    has_label: bool = False
    """Whether its summary has a label."""
    links: list[PrintedLink] = field(default_factory=list)

    def printed(self) -> PrintedItem:
        institutions, title_en, title_zh = split_title(self.title)
        if self.other_title:
            title_en, title_zh = (title_en, self.other_title) if has_han(self.other_title) else (self.other_title, title_zh)
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
    lines: Sequence[Line]
    titles: dict[int, str]
    """The titles without a label, by the index of their line."""
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
    headings: list[tuple[Line, bool]] = field(default_factory=list)
    """The headings below which no item has begun, and whether the words of each are known."""
    state: str = ""
    """What a line without a label continues: a field of the item, the title of the issue, an advertisement, or nothing."""
    in_tail: bool = False
    level: int = field(init=False)
    """The level of the headings that are titles; where titles are no headings, one below all of them."""
    inside: list[bool] = field(init=False)
    """Of each line, whether a field of the item that it stands in follows."""

    def __post_init__(self) -> None:
        levels = [outline.level_of(self.lines[at]) for at, title in self.titles.items() if title]
        self.level = min(filter(None, levels), default=7)
        self.inside = [False] * len(self.lines)
        follows = False
        for at in range(len(self.lines) - 1, -1, -1):
            self.inside[at] = follows
            found = labels.label(self.lines[at].text)
            if at in self.titles or (found and found[0] in ("title", "contributors")):
                follows = False
            elif found and (found[0] not in LINK_FIELDS or find_links("url", found[1])[0]):
                follows = True
            elif words.section(self.lines[at].text, self.identity) or _number_of_issue(self.lines[at], self.identity) is not None:
                follows = False

    @property
    def item(self) -> _Item | None:
        """The item that is being read."""
        return self.items[-1] if self.items and self.state in _ITEM_STATES else None

    def result(self) -> Printed:
        self.furniture += (("menu", line) for line, _known in self.headings)
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

    def take(self, at: int, line: Line) -> None:
        """Take the line at an index."""
        if line.sort:
            self.furniture.append((line.sort, line))
        elif not self._head(line) and not self._title(at, line):
            self._body(at, line)

    def _title(self, at: int, line: Line) -> bool:
        """Take a line that has the form of titles in a text without labels; tell whether it is one."""
        if self.titles.get(at):
            self._start(line, self.titles[at])
            self._links_of_title(line)
            self.items[-1].authors = outline.names_beside(line)
        elif at in self.titles:
            self.state = ""
            self.unread.append(line)
        return at in self.titles

    def _body(self, at: int, line: Line) -> None:
        """Take a line that is no title of an issue or of an item without a label."""
        following = self.lines[at + 1] if at + 1 < len(self.lines) else Line(number=0, text="")
        inside = self.inside[at] and bool(self.items) and not self.in_tail
        labelled = self._label(line, following)
        sort = words.furniture(line.raw or line.text, self.identity, inside=inside) or (
            words.furniture(line.text, self.identity, inside=inside) if line.raw else ""
        )
        if labelled and not (sort == "tail" and not find_links("url", line.text)[0] and not inside):
            self._field(*labelled, line)
        elif heading := words.section(line.text, self.identity):
            self._heading(line, heading, "")
        elif subfield := words.subfield(line.text):
            self._heading(line, self.section, subfield)
        elif sort:
            self._furniture(sort, line)
        elif self.in_tail:
            self.furniture.append(("tail", line))
        elif self._is_heading(at, line):
            self._heading(line, labels.unmarked(line.text), "", known=False)
        else:
            self._prose(line, following)

    def _label(self, line: Line, following: Line) -> tuple[str, str] | None:
        """Return the field of the label of a line, and the text after it; a word with a colon in a summary is no label."""
        found = labels.label(line.text)
        item = self.item
        if found is None or item is None:
            return None if self.titles and found and found[0] == "title" else found
        return found if self._is_field(item, *found, following) else None

    def _is_field(self, item: _Item, name: str, value: str, following: Line) -> bool:
        """Tell whether a label within an item is one of its fields."""
        if self.titles and name == "title":
            return self._other_title(item, value)
        if name in LINK_FIELDS:
            linked = bool(find_links(name, value)[0] or (not value and find_links(name, following.text)[0]))
            another = name == "url" and bool(value and item.links)
            return linked or another or not item.summary or bool(_NOTHING.fullmatch(value))
        if self.state == "summary" and item.summary:
            sentence = len(value) > MIN_PARAGRAPH and "。" in value and name not in ("title", "summary")
            again = name == "summary" and (item.has_label or not self.titles)
            return not (again or sentence)
        return True

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

    def _is_heading(self, at: int, line: Line) -> bool:
        """Tell whether a line whose words are not known is a heading: it is short, and an item begins below it."""
        text = labels.unmarked(line.text)
        if self.titles and text and len(text) <= outline.MAX_TITLE and 0 < outline.level_of(line) < self.level:
            return True
        marked = outline.level_of(line) > 0
        is_short = bool(text) and len(text) <= MAX_HEADING * (4 if marked else 1) and (marked or not _SENTENCE.search(text))
        if not is_short or _COUNT.match(text) or self.state in ("title", "issue"):
            return False
        if self.state in LINK_FIELDS and find_links("url", line.text)[0]:
            return False
        below = at + 1
        while below < len(self.lines) and below < at + 4 and (self.lines[below].sort or words.subfield(self.lines[below].text)):
            below += 1
        if below >= len(self.lines):
            return False
        found = labels.label(self.lines[below].text)
        return bool(self.titles.get(below)) or bool(found and found[0] == "title")

    def _heading(self, line: Line, section: str, subfield: str, *, known: bool = True) -> None:
        if section != self.section:
            self.furniture += (("menu", heading) for heading, _known in self.headings)
            self.headings.clear()
        self.section, self.subfield = section, subfield
        self.headings.append((line, known))
        self.state, self.in_tail = "", False

    def _furniture(self, sort: str, line: Line) -> None:
        self.furniture.append((sort, line))
        if words.LAST_TAIL.fullmatch(words.narrow(line.text)) and self.items:
            self.in_tail = True
        if sort == "advertisement":
            self.state = sort

    # ---------------------------------------------------------------- items

    def _field(self, name: str, value: str, line: Line) -> None:
        links, rest = find_links(name, value) if name in LINK_FIELDS else ((), value)
        item = self.item
        if name == "contributors":
            self._contributors(value)
            self.head.append(line)
        elif name == "title" and item is not None and self._other_title(item, value):
            item.other_title = split_title(value)[2] or value
            item.lines.append(line)
        elif name == "title" or (
            name == "url" and rest and not links and (item is None or item.links) and not _NOTHING.fullmatch(value)
        ):
            self._start(line, value)
            self._links_of_title(line)
        elif item is None:
            self.unread.append(line)
        elif name == "summary":
            item.summary.append(Line(number=line.number, text=value)) if value else item.lines.append(line)
            self.state, item.has_label = name, True
        elif name == "date":
            item.summary.append(line)
            self.state = "summary"
        elif name == "other" and self.state == "summary":
            item.lines.append(line)
        else:
            item.lines.append(line)
            item.links += links
            if name == "authors":
                item.authors += f"、{value}" if item.authors else value
            elif name == "institutions":
                item.institutions += f"、{value}" if item.institutions else value
            self.state = name

    def _other_title(self, item: _Item, value: str) -> bool:
        """Tell whether a title is that of the item in the other language."""
        alone = self.state == "title" and not item.other_title and len(item.lines) == 1
        return bool(alone and item.title and value and has_han(item.title) != has_han(value))

    def _start(self, line: Line, title: str) -> None:
        """Begin an item; the headings above it belong to the issue, and others to a menu of the page."""
        own = [
            line
            for line, known in self.headings
            if not known or words.subfield(line.text) or words.section(line.text, self.identity) == self.section
        ]
        self.head += own
        self.furniture += (("menu", heading) for heading, _known in self.headings if heading not in own)
        self.headings.clear()
        self.items.append(_Item(section=self.section, subfield=self.subfield, lines=[line], title=without_links(title)))
        self.state, self.in_tail = "title", False

    def _links_of_title(self, line: Line) -> None:
        self.items[-1].links += find_links("title", line.text)[0] if "/" in line.text else ()

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
        elif not self._takes_links(item, line):
            self._more_of(item, line)

    def _more_of(self, item: _Item, line: Line) -> None:
        """Take a line that continues a field of an item, or begins its summary."""
        text = line.text
        if self.state == "title":
            self._below_title(item, line)
        elif self.state == "authors" and item.authors.rstrip()[-1:] in (",", "，", "、", ""):
            item.authors += text
            item.lines.append(line)
        elif self.state == "institutions" and not item.institutions:
            item.institutions = text
            item.lines.append(line)
        elif self.state in ("summary", "authors", "institutions") or (not item.summary and len(text) >= MIN_PARAGRAPH):
            item.summary.append(line)
            self.state = "summary"
        elif self.titles:  # without labels, all that stands below a title is of its item
            (item.summary or item.lines).append(line)
        else:
            self.unread.append(line)

    def _takes_links(self, item: _Item, line: Line) -> bool:
        """Take a line of links, which may name the item in the other language; tell whether it is one."""
        links, rest = find_links("" if self.state in ("title", "summary") else self.state, line.text)
        if not links:
            return False
        said = [part for part in re.split(r"[\s|,，/·、:：]+", rest) if part]
        if rest and not all(labels.link_field(part) or len(part) < 2 for part in said):
            apart = self.state == "title" and self.titles and has_han(rest) != has_han(item.title)
            if not (apart and len(rest) <= outline.MAX_TITLE and not item.other_title):
                item.links += [link for link in links if words.work_address(link.url)]
                return False
            item.other_title = without_links(outline.bare_start(line.text))
        if self.state == "summary" and not rest and not any(words.work_address(link.url) for link in links):
            return False
        item.links += links
        item.lines.append(line)
        return True

    def _below_title(self, item: _Item, line: Line) -> None:
        """Take a line below a title: the rest of the title, names, or the beginning of the summary."""
        text = line.text
        if not item.authors and is_list_of_names(names := labels.unmarked(text)):
            item.authors = names
            item.lines.append(line)
            self.state = "authors"
            return
        text = labels.unmarked(text) if not item.title else text
        joined = join_lines(item.title, text) if item.title else text
        is_text = bool(item.title) and (is_complete(item.title) or "。" in text or len(text) > 150)
        if is_text or len(joined) > outline.MAX_TITLE > len(item.title) > 0 or (self.titles and item.title):
            item.summary.append(line)
            self.state = "summary"
        else:
            item.title = joined
            item.lines.append(line)

    def _is_title(self, text: str, following: Line) -> bool:
        """Tell whether a line without a label is the title of an item: fields follow, and an item can begin here."""
        after = labels.label(following.text)
        if after is None or len(text) > words.MAX_SHORT_LINE or self.state == "title" or self.titles:
            return False
        field_name = after[0]
        if field_name not in ("authors", "summary", "institutions"):
            return False
        begins_section = self.item is None and bool(self.section) and field_name != "institutions"
        return "|" in words.narrow(text) or self.state in LINK_FIELDS or begins_section


_ITEM_STATES = ("title", "authors", "institutions", "summary", "other", *LINK_FIELDS)


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
