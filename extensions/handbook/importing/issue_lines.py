"""The lines about an issue itself: number, title, contributors, date, headings, and what belongs to the web page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from . import labels, outline, words
from .heads import find_links
from .labels import LINK_FIELDS
from .numbers import number_of
from .state import State

if TYPE_CHECKING:
    from .printed import Line

MAX_DATE_LINE = 60
"""How many characters the line with the date of the web page may have."""
MAX_HEADING = 24
"""How many characters a heading may have whose words are not known."""
_TAIL_OF_LINE = 200
"""In how many characters at the end of a line contributors are looked for."""
_SENTENCE = re.compile(r"[。！？；，,;!?：:]|\.$")
_COUNT = re.compile(r"\d+\s?(?:papers|篇|items|articles|条)", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class IssueLines(State):
    """Takes the lines that are about the issue and not about one item."""

    def take_head(self, line: Line) -> bool:
        """Take a line about the issue itself: number, title, contributors, date of the web page; tell whether it is one."""
        plain = words.narrow(line.text[: words.MAX_SHORT_LINE])
        title = words.issue_title(self.identity).match(plain)
        if title:
            number, rest = number_of(title[1]), line.text[title.end() :].strip()
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
            self.add_contributors(line.text[-_TAIL_OF_LINE:][names.start(1) : names.end(1)])
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

    def add_contributors(self, printed: str) -> None:
        """Add the contributors of a printed list."""
        separator = r"[\s、,，;；/]+" if self.identity.is_chinese else r"\s*[,;/]\s*"  # Chinese names have no spaces
        self.contributors += (name for name in re.split(separator, printed.strip()) if name)
        self.state = ""

    def is_heading(self, at: int, line: Line) -> bool:
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
        found = labels.label_of(self.lines[below])
        return bool(self.titles.get(below)) or bool(found and found[0] == "title")

    def take_heading(self, line: Line, section: str, subfield: str, *, known: bool = True) -> None:
        """Take a heading, which is of the issue if an item begins below it."""
        if section != self.section:
            self.furniture += (("menu", heading) for heading, _known in self.headings)
            self.headings.clear()
        self.section, self.subfield = section, subfield
        self.headings.append((line, known))
        self.state, self.in_tail = "", False

    def take_furniture(self, sort: str, line: Line) -> None:
        """Take a line of the web page; some lines begin its tail."""
        self.furniture.append((sort, line))
        if words.LAST_TAIL.fullmatch(words.narrow(line.text)) and self.items:
            self.in_tail = True
        if sort == "advertisement":
            self.state = sort
