"""The records of what is printed in an issue of the weekly, each as it is printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Line:
    """A line of the text: its number, from 1, and what it says, without space around it."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLink:
    """A link of an item: the option that holds it (``url`` for the work itself, ``code`` …), and its address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedItem:
    """What the weekly presents: its fields, and the lines that they were read from."""

    section: str
    """The heading it stands under; empty above the first."""
    subfield: str
    """The field of research that stands in brackets above it, without the brackets."""
    lines: tuple[Line, ...]
    """What stands above and below the summary, in order: title, authors, links."""
    institutions: tuple[str, ...]
    """What stands before the bar of the title: institutions, or who speaks."""
    title_en: str
    title_zh: str
    authors: tuple[str, ...]
    more_authors: bool
    """Whether the weekly says that there are more."""
    summary: tuple[Line, ...]
    """The paragraphs, the first without its label."""
    links: tuple[PrintedLink, ...]

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return min((line.number for line in (*self.lines, *self.summary)), default=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What the text of an issue says."""

    number: int | None
    title: str
    contributors: tuple[str, ...]
    page_date: str
    """The day on which the page that the text was pasted from says it was published: ``2021-11-15``."""
    head: tuple[Line, ...]
    """The lines that say this, and the headings that items stand under."""
    introduction: tuple[Line, ...]
    items: tuple[PrintedItem, ...]
    furniture: tuple[tuple[str, Line], ...]
    """The lines that belong to the page and not to the weekly, each with its sort."""
    unread: tuple[Line, ...]
    """The lines that were not understood."""
