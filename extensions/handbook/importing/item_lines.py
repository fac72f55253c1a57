"""The lines of an item: its fields, with a label or without one, and its summary."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text.folding import has_han
from . import labels, outline, title_lines, words
from .heads import find_links, is_complete, join_lines, split_title, without_links
from .issue_lines import IssueLines
from .labels import LINK_FIELDS
from .names import is_list_of_names
from .printed import Line
from .state import Item

MIN_PARAGRAPH = 30
"""How many characters a line above the first item must have to belong to the introduction."""
_VALUES = re.compile(r"[^|:]{1,10}:[^|]{0,40}\|")
"""The beginning of a line of values, each after what it is, between bars."""
NOTHING = re.compile(r"(?:none|null|n/?a|无|暂无|暂未公开|暂未开源|未开源|coming soon|-+|soon)[.。]?", re.IGNORECASE)
"""What is printed in the place of a link that there is not."""


@dataclass(slots=True, kw_only=True)
class ItemLines(IssueLines):
    """Takes the lines of items, and those that begin one."""

    def take_field(self, name: str, value: str, line: Line) -> None:
        """Take a line with the label of the field *name*, and the text after it."""
        links, rest = find_links(name, value) if name in LINK_FIELDS else ((), value)
        item = self.item
        if name == "contributors":
            self.add_contributors(value)
            self.head.append(line)
        elif name == "title" and item is not None and self.is_other_title(item, value):
            item.other_title = split_title(value)[2] or value
            item.lines.append(line)
        elif name == "title" or (
            name == "url"
            and rest
            and not links
            and (item is None or item.links)
            and not NOTHING.fullmatch(value)
            and not labels.has_values(value)
        ):
            self.start_item(line, value)
            self.take_links_of_title(line)
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

    def is_other_title(self, item: Item, value: str) -> bool:
        """Tell whether a title is that of the item in the other language."""
        alone = self.state == "title" and not item.other_title and len(item.lines) == 1
        return bool(alone and item.title and value and has_han(item.title) != has_han(value))

    def start_item(self, line: Line, title: str) -> None:
        """Begin an item; the headings above it belong to the issue, and others to a menu of the page."""
        own = [
            line
            for line, known in self.headings
            if not known or words.subfield(line.text) or words.section(line.text, self.identity) == self.section
        ]
        self.head += own
        self.furniture += (("menu", heading) for heading, _known in self.headings if heading not in own)
        self.headings.clear()
        self.items.append(Item(section=self.section, subfield=self.subfield, lines=[line], title=without_links(title)))
        self.state, self.in_tail = "title", False

    def take_links_of_title(self, line: Line) -> None:
        """Take the links in the line of a title."""
        self.items[-1].links += find_links("title", line.text)[0] if "/" in line.text else ()

    def take_beside(self, line: Line) -> None:
        """Take what stands beside the title in its line."""
        found, item = title_lines.beside(line), self.items[-1]
        item.authors, item.institutions = found.authors, found.institutions
        item.summary += [Line(number=line.number, text=found.summary)] if found.summary else []

    def take_prose(self, line: Line, following: Line) -> None:
        """Take a line without a label."""
        text, item = line.text, self.item
        if self.state == "advertisement" and words.BULLET.fullmatch(text):
            self.furniture.append(("advertisement", line))
        elif self._is_title(text, following):
            self.start_item(line, title_lines.bare_start(text))
        elif self.state == "issue" and (not self.title or self.title[-1] in "、,，:："):
            self.title = join_lines(self.title, text) if self.title else text
            self.head.append(line)
        elif item is None:
            is_introduction = not self.items and len(text) >= MIN_PARAGRAPH
            (self.introduction if is_introduction else self.unread).append(line)
        elif not self._takes_links(item, line):
            self._more_of(item, line)

    def _more_of(self, item: Item, line: Line) -> None:
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

    def _takes_links(self, item: Item, line: Line) -> bool:
        """Take a line of links, which may name the item in the other language; tell whether it is one."""
        links, rest = find_links("" if self.state in ("title", "summary") else self.state, line.text)
        if not links:
            return False
        if self.state == "title" and self._takes_names(item, line):
            item.links += links
            return True
        said = [part for part in re.split(r"[\s|,，/·、:：]+", rest) if part]
        if rest and not all(labels.link_field(part) or len(part) < 2 for part in said):
            other = without_links(title_lines.bare_start(line.text))
            apart = self.state == "title" and self.titles and other and has_han(other) != has_han(item.title)
            if not (apart and len(rest) <= outline.MAX_TITLE and not item.other_title) or labels.link_field(other):
                item.links += [link for link in links if words.work_address(link.url)]
                return False
            item.other_title = other
        if self.state == "summary" and not rest and not any(words.work_address(link.url) for link in links):
            return False
        item.links += links
        item.lines.append(line)
        return True

    def _takes_names(self, item: Item, line: Line) -> bool:
        """Take a line with the authors, alone, in italics, or before links; tell whether it is one."""
        printed = (labels.unmarked(line.text), line.italic, labels.unmarked(without_links(line.text)).strip(" |,，.[("))
        names = "" if item.authors else next(filter(is_list_of_names, printed), "")
        if names:
            item.authors = names
            item.lines.append(line)
            self.state = "authors"
        return bool(names)

    def _below_title(self, item: Item, line: Line) -> None:
        """Take a line below a title: the rest of the title, names, or the beginning of the summary."""
        text = line.text
        if self._takes_names(item, line):
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
        after = labels.label_of(following)
        if after is None or len(text) > words.MAX_SHORT_LINE or self.state == "title" or self.titles:
            return False
        field_name = after[0]
        if field_name not in ("authors", "summary", "institutions"):
            return False
        begins_section = self.item is None and bool(self.section) and field_name != "institutions"
        if _VALUES.match(words.narrow(labels.unmarked(text))) or labels.has_values(text):
            return False
        return "|" in words.narrow(text) or self.state in LINK_FIELDS or begins_section
