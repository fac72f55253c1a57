"""The records of a printed issue of the weekly; each text is as printed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Line:
    """A line of the text, or a part of one that has several fields: its number, from 1, and what is shown of it."""

    number: int
    text: str
    raw: str = field(default="", compare=False)
    """The line as the file has it, where that is more than is shown; empty otherwise."""
    bold: str = field(default="", compare=False)
    """Its first words in bold type."""
    linked: str = field(default="", compare=False)
    """The words of a link that may be the title of what it leads to."""
    italic: str = field(default="", compare=False)
    """Its first words in italics."""
    indent: int = field(default=0, compare=False)
    """By how many columns it is indented."""
    sort: str = field(default="", compare=False)
    """``marks`` for a line that shows nothing: the head of a table, tags of HTML, a quotation without text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLink:
    """A link of an item: its option (``url`` for the work itself, ``code`` …), and its address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedItem:
    """An item of the weekly: its fields, and the lines from which they were read."""

    section: str
    """The heading above it; empty above the first heading."""
    subfield: str
    """The field of research in brackets above it, without the brackets."""
    lines: tuple[Line, ...]
    """The lines above and below the summary, in order: title, authors, links."""
    institutions: tuple[str, ...]
    """The names before the bar of the title: institutions, or speakers."""
    title_en: str
    title_zh: str
    authors: tuple[str, ...]
    more_authors: bool
    """Whether the list of authors is incomplete."""
    summary: tuple[Line, ...]
    """Its paragraphs, the first without its label."""
    links: tuple[PrintedLink, ...]

    @property
    def line(self) -> int:
        """The number of the line on which it begins."""
        return min((line.number for line in (*self.lines, *self.summary)), default=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The content of a printed issue."""

    number: int | None
    title: str
    contributors: tuple[str, ...]
    page_date: str
    """The date of publication on the web page from which the text was pasted: ``2021-11-15``."""
    head: tuple[Line, ...]
    """The lines of the fields above, and the headings above items."""
    introduction: tuple[Line, ...]
    items: tuple[PrintedItem, ...]
    furniture: tuple[tuple[str, Line], ...]
    """The lines that belong to the web page and not to the weekly, each with its sort: image, button, menu …"""
    unread: tuple[Line, ...]
    """The lines that were not recognized."""
