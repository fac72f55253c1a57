"""The reader of a published issue, which assigns each line to the field that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ..reading.files import decode
from . import labels, outline, words
from .heads import find_links
from .item_lines import MIN_PARAGRAPH, NOTHING, ItemLines
from .labels import LINK_FIELDS
from .numbers import number_of_issue
from .printed import Line, Printed
from .shown import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model.identity import Identity
    from .state import Item

MAX_ISSUES = 20
"""How many issues a text may have; one with more numbers is read as one."""


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
        found = number_of_issue(line, identity)
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


def _read(lines: Sequence[Line], identity: Identity) -> Printed:
    reader = _Reader(identity=identity, lines=lines, titles=outline.titles(lines))
    for at, line in enumerate(lines):
        reader.take(at, line)
    return reader.result()


@dataclass(slots=True, kw_only=True)
class _Reader(ItemLines):
    """Takes one line after the other, and decides what each is."""

    def take(self, at: int, line: Line) -> None:
        """Take the line at an index."""
        if line.sort:
            self.furniture.append((line.sort, line))
        elif not self.take_head(line) and not self._title(at, line):
            self._body(at, line)

    def _title(self, at: int, line: Line) -> bool:
        """Take a line that has the form of titles in a text without labels; tell whether it is one."""
        if self.titles.get(at):
            self.start_item(line, self.titles[at])
            self.take_links_of_title(line)
            self.take_beside(line)
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
            self.take_field(*labelled, line)
        elif heading := words.section(line.text, self.identity):
            self.take_heading(line, heading, "")
        elif subfield := words.subfield(line.text):
            self.take_heading(line, self.section, subfield)
        elif sort:
            self.take_furniture(sort, line)
        elif self.in_tail:
            self.furniture.append(("tail", line))
        elif self.is_heading(at, line):
            self.take_heading(line, labels.unmarked(line.text), "", known=False)
        else:
            self.take_prose(line, following)

    def _label(self, line: Line, following: Line) -> tuple[str, str] | None:
        """Return the field of the label of a line, and the text after it; a word with a colon in a summary is no label."""
        found = labels.label_of(line)
        item = self.item
        if found is None or item is None:
            return None if self.titles and found and found[0] == "title" else found
        return found if self._is_field(item, *found, following) else None

    def _is_field(self, item: Item, name: str, value: str, following: Line) -> bool:
        """Tell whether a label within an item is one of its fields."""
        if self.titles and name == "title":
            return self.is_other_title(item, value)
        if name in LINK_FIELDS:
            linked = bool(find_links(name, value)[0] or (not value and find_links(name, following.text)[0]))
            another = name == "url" and bool(value and item.links)
            return linked or another or not item.summary or bool(NOTHING.fullmatch(value))
        if self.state == "summary" and item.summary:
            sentence = len(value) > MIN_PARAGRAPH and "。" in value and name not in ("title", "summary")
            again = name == "summary" and (item.has_label or not self.titles)
            return not (again or sentence)
        return True
