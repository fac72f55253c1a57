"""From the printed issue to a draft: the page of the issue and its .bib file, with notes for the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..editing.page import yaml_value
from ..model.dates import parse_edtf
from ..text.messages import mark as _
from .drafts import Draft
from .items import ItemDrafts
from .markdown import commented, heading, quotation, task
from .works import earliest_month

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..library.library import Library
    from ..metadata.identifiers import Identifier
    from ..text.messages import Translate
    from .printed import Printed, PrintedItem
    from .works import LookedUp


def draft(
    printed: Printed,
    library: Library,
    *,
    number: int,
    date: str = "",
    looked_up: Mapping[Identifier, LookedUp] | None = None,
    translate: Translate = str,
) -> Draft:
    """Return the draft of issue *number*; *date* is EDTF, and is derived where it is empty.

    *library* is the handbook without that issue: terms are matched with its vocabulary, works with its bibliography.
    *looked_up* is what the services know of the works.
    """
    drafts = ItemDrafts(library=library, number=number, looked_up=looked_up or {}, translate=translate)
    bodies = [drafts.draft(item) for item in printed.items]
    blocks = [_head(printed, library.identity.heading(number), number, date, translate)]
    if printed.introduction:
        rewrite = translate(_("the published introduction: rewrite it in your own words"))
        blocks.append(quotation(rewrite, printed.introduction))
    blocks += _under_headings(printed.items, bodies)
    if printed.unread:
        move = translate(_("these lines were not recognized: move their content to where it belongs, and delete them"))
        blocks.append("\n".join([task(move), *commented(printed.unread)]))
    if printed.furniture:
        drop = translate(_("these lines seem to belong to the web page and not to the issue: check them, and delete them"))
        blocks.append("\n".join([task(drop), *commented(line for _sort, line in printed.furniture)]))
    return Draft(
        number=number,
        page="\n\n".join(blocks) + "\n",
        entries=tuple(drafts.papers.entries.items()),
        notes=tuple(sorted(drafts.notes.collected)),
    )


def _head(printed: Printed, title: str, number: int, date: str, translate: Translate) -> str:
    """Return the front matter and the heading of the page, which is *title*."""
    date, reason = (date, "") if date else _date(printed)
    lines = ["---", f"issue: {number}", f"title: {yaml_value(printed.title)}" if printed.title else "title:"]
    lines.append(f"date: {date}".rstrip() + (f"  # {translate(reason)}" if reason else ""))
    if printed.contributors:
        lines.append(f"contributors: {yaml_value(printed.contributors)}")
    return "\n".join([*lines, "---", f"# {title}"])


def _under_headings(items: Iterable[PrintedItem], bodies: Iterable[str]) -> Iterator[str]:
    """Yield the directives, each section and each field of research under its heading."""
    place = ("", "")
    for item, body in zip(items, bodies, strict=True):
        if item.section and item.section != place[0]:
            yield heading(2, item.section)
        if item.subfield and (item.section, item.subfield) != place:
            yield heading(3, item.subfield)
        place = (item.section, item.subfield)
        yield body


def _date(printed: Printed) -> tuple[str, str]:
    """Return the interval in which the issue was published, as far as its content tells, and how that is known."""
    earliest, latest = max(map(earliest_month, printed.items), default=""), printed.page_date
    if earliest and latest and latest[:7] < earliest:  # the page is older than what it presents: its date is of something else
        latest = ""
    if not earliest and not latest:
        return "", _("the date of publication")
    text = f"{earliest or '..'}/{latest or '..'}"
    parse_edtf(text)
    return text, _("derived from the arXiv identifiers and the date of the page; replace it if you know the day")
