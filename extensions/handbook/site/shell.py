"""The shell of a page: what the theme writes around the content, written once and filled in for every page of a kind.

The theme renders a page whose content is marked with slots. Whatever the theme makes of it is cut at the slots; a page is the
pieces with its own values between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TITLE, HEAD, BODY, CONTENTS = "hb-slot-title", "hb-slot-head", "hb-slot-body", "hb-slot-contents"
"""The slots: the title, which is text; HTML of the head and of the content; and the headings."""
FOLDER, NAME = "hb-slot-folder", "hb-slot-name"
"""The slots of the address of the page."""
UP, UP_TITLE = "hb-slot-address-above", "hb-slot-above"
"""The slots of the page above: its address relative to the page, and its title."""
SOURCE = "hb-slot-source"
"""The slot of the place in the repository where what the page shows is edited."""
TEXTS = frozenset({TITLE, FOLDER, NAME, UP, UP_TITLE, SOURCE})
"""The slots that hold text, which is escaped."""
ONCE = frozenset({HEAD, BODY})
"""The slots that a theme must show exactly once."""
_SLOT = re.compile("|".join((TITLE, HEAD, BODY, FOLDER, NAME, UP, UP_TITLE, SOURCE)))
_HEADING = re.compile(rf"<li[^<>]*>\s*<a[^<>]*#{CONTENTS}[^<>]*>[^<>]*</a>\s*</li>")


class ShellError(ValueError):
    """A theme that does not show what a page must have, or shows it where it cannot be filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """Pieces of HTML with slots between them: one piece more than slots."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]
    """The name of each slot, or the HTML of a heading in the table of contents, in which CONTENTS stands for its anchor."""

    def filled(self, values: Mapping[str, str], headings: Iterable[tuple[str, str]]) -> str:
        """Return the page with *values* in the slots, and in its table of contents *headings*: anchors and titles."""
        headings = tuple(headings)
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            if slot in values:
                parts.append(escape(values[slot]) if slot in TEXTS else values[slot])
            else:
                parts += (_heading(slot, anchor, title) for anchor, title in headings)
            parts.append(piece)
        return "".join(parts)


def contents_slot() -> str:
    """Return the table of contents of the page that the theme renders: the title, and one heading below it."""
    heading = f'<li><a class="reference internal" href="#{CONTENTS}">{CONTENTS}</a></li>'
    return f'<ul>\n<li><a class="reference internal" href="#">{TITLE}</a><ul>\n{heading}\n</ul>\n</li>\n</ul>\n'


def _heading(html: str, anchor: str, title: str) -> str:
    before, _slot, text = html.partition(CONTENTS)
    return before + escape(anchor) + text.replace(CONTENTS, escape(title))


def shell_of(html: str) -> Shell:
    """Return the shell that the theme has rendered as *html*; raise ShellError if a slot is missing or cannot be filled in."""
    for slot in (HEAD, BODY, TITLE):
        times = html.count(slot)
        if times < 1 or (slot in ONCE and times > 1):
            raise ShellError(f"the theme shows {slot} {times} times")
    pieces, slots, end = [], [], 0
    for match in re.finditer(f"{_SLOT.pattern}|{_HEADING.pattern}", html):
        pieces.append(html[end : match.start()])
        slots.append(match[0])
        end = match.end()
    pieces.append(html[end:])
    if any(CONTENTS in piece for piece in pieces):
        raise ShellError(f"the theme shows {CONTENTS} outside an item of a list")
    return Shell(pieces=tuple(pieces), slots=tuple(slots))
