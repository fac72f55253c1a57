"""Where works are cited: by which entries, and on which pages outside any entry."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..model.records import Item, Mention, Page, Paper
    from .entries import Entry

CITING_ROLES = frozenset({"cite", "paper", "any"})
"""The roles of mentions that can name a work."""


def work_key(key: str, entries: Mapping[str, Entry], works: Mapping[str, Paper]) -> str:
    """Return the key under which the handbook has the work *key*: that of its entry, if an issue presents it or its preprint."""
    if key not in entries and (paper := works.get(key)) and paper.preprint_key in entries:
        return paper.preprint_key
    return key


def citing(
    pages: Iterable[Page], entries: Mapping[str, Entry], works: Mapping[str, Paper]
) -> dict[str, tuple[tuple[Entry, ...], tuple[Page, ...]]]:
    """Return what cites or names each work, by its key: the entries in the order of *entries*, and the pages in theirs."""
    citing_entries: defaultdict[str, set[str]] = defaultdict(set)
    citing_pages: defaultdict[str, dict[str, Page]] = defaultdict(dict)
    for page in pages:
        for mention, item in mentions_by_item(page):
            if mention.role not in CITING_ROLES:
                continue
            key = work_key(mention.target, entries, works)
            entry = entries.get(item.id) if item else None
            if item is None or entry is None or not entry.presents(item):
                citing_pages[key][page.docname] = page
            elif item.id != key:
                citing_entries[key].add(item.id)
    rank = {entry_id: position for position, entry_id in enumerate(entries)}
    return {
        key: (
            tuple(entries[each] for each in sorted(citing_entries[key], key=rank.__getitem__)),
            tuple(citing_pages[key].values()),
        )
        for key in {*citing_entries, *citing_pages}
    }


def mentions_by_item(page: Page) -> Iterator[tuple[Mention, Item | None]]:
    """Yield each mention of a page with the item in whose text it stands; None for a mention outside items.

    An item ends where the next one begins, so that what stands between them counts to the former.
    """
    lines = [item.location.line for item in page.items]
    for mention in page.mentions:
        at = bisect_right(lines, mention.location.line) - 1
        yield mention, page.items[at] if at >= 0 else None
