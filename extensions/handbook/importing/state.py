"""The state of the reader of a published issue: the items and lines that it has read, and what the next line continues."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..text.folding import has_han
from . import labels, outline, words
from .heads import find_links, split_list, split_names, split_title
from .labels import LINK_FIELDS
from .numbers import number_of_issue
from .printed import Line, Printed, PrintedItem, PrintedLink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model.identity import Identity

ITEM_STATES = ("title", "authors", "institutions", "summary", "other", *LINK_FIELDS)
"""The states in which a line continues an item."""


@dataclass(slots=True, kw_only=True)
class Item:
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
        """Return the item as it is printed, with its title, institutions and names divided."""
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
class State:
    """What has been read of an issue, and how the next line continues it."""

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
    items: list[Item] = field(default_factory=list)
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
            found = labels.label_of(self.lines[at])
            if at in self.titles or (found and found[0] in ("title", "contributors")):
                follows = False
            elif found and (found[0] not in LINK_FIELDS or find_links("url", found[1])[0]):
                follows = True
            elif words.section(self.lines[at].text, self.identity) or number_of_issue(self.lines[at], self.identity) is not None:
                follows = False

    @property
    def item(self) -> Item | None:
        """The item that is being read."""
        return self.items[-1] if self.items and self.state in ITEM_STATES else None

    def result(self) -> Printed:
        """Return what has been read."""
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
