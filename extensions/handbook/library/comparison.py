"""Two states of the handbook compared, as a summary for the reviewer of a pull request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text.messages import Translate
from ..text.messages import mark as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model.records import Term
    from .coverage import Coverage
    from .entries import Entry
    from .library import Library

MAX_ROWS_SHOWN = 100
"""Rows of one table of the summary; the number of the others is shown."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#|~$@&])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What one state of the handbook has and the other does not."""

    new_entries: tuple[Entry, ...]
    new_terms: tuple[Term, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    """Paths of removed pages and .bib files, like those added and changed."""
    untranslated: tuple[Coverage, ...] = ()
    """What editions in other languages lack of the pages that are covered in another way than before."""


def compare(
    before: Library,
    after: Library,
    files_before: Mapping[str, bytes],
    files_after: Mapping[str, bytes],
    covered: tuple[Iterable[Coverage], Iterable[Coverage]] = ((), ()),
) -> Comparison:
    """Return the differences between two states; the files are the pages and .bib files of each by path.

    *covered* says how much of each page editions in other languages have, before and after.
    """
    covered_before = frozenset(covered[0])
    old_terms = {(term.kind, term.id) for term in before.vocabulary}
    return Comparison(
        new_entries=tuple(entry for key, entry in after.entries.items() if key not in before.entries),
        new_terms=tuple(term for term in after.vocabulary if (term.kind, term.id) not in old_terms),
        added=tuple(sorted(files_after.keys() - files_before.keys())),
        changed=tuple(sorted(path for path, data in files_after.items() if files_before.get(path, data) != data)),
        removed=tuple(sorted(files_before.keys() - files_after.keys())),
        untranslated=tuple(page for page in covered[1] if (page.missing or page.stale) and page not in covered_before),
    )


def as_markdown(comparison: Comparison, say: Translate) -> str:
    """Return the comparison in Markdown for the summary of a GitHub run; contributed text is escaped."""
    lines = ["## " + say(_("What this change brings")), ""]
    if comparison == _NOTHING:
        return "\n".join([*lines, say(_("Nothing in the handbook changes.")), ""])
    entries = [
        (str(entry.issue.number), _plain(entry.item.title), _plain(_english(entry)), _code(entry.item.id))
        for entry in comparison.new_entries
    ]
    terms = [(say(_KINDS[term.kind]), _plain(term.zh), _plain(term.en), _code(term.id)) for term in comparison.new_terms]
    states = ((say(_("new")), comparison.added), (say(_("changed")), comparison.changed), (say(_("removed")), comparison.removed))
    files = [(state, _code(path)) for state, paths in states for path in paths]
    heads = (say(_("issue")), say(_("Chinese title")), say(_("English title")), say(_("identifier")))
    lines += _table(say(_("New entries")), heads, entries, say)
    lines += _table(say(_("New terms")), (say(_("kind")), say(_("Chinese name")), say(_("English name")), "id"), terms, say)
    lines += _table(say(_("Touched files")), ("", say(_("file"))), files, say)
    lacking = [(_code(each.language), _code(each.path), str(each.missing), str(each.stale)) for each in comparison.untranslated]
    heads = (say(_("language")), say(_("page")), say(_("missing")), say(_("stale")))
    lines += _table(say(_("Without a translation")), heads, lacking, say)
    return "\n".join(lines)


_NOTHING = Comparison(new_entries=(), new_terms=(), added=(), changed=(), removed=())


def _english(entry: Entry) -> str:
    return entry.paper.title if entry.paper else entry.item.title_en


_KINDS = {"topic": _("topic"), "institution": _("institution"), "method": _("method")}


def _table(title: str, heads: Iterable[str], rows: Sequence[tuple[str, ...]], say: Translate) -> Iterator[str]:
    if not rows:
        return
    yield from (f"### {title} ({len(rows)})", "", _row(heads), _row("---" for _cell in rows[0]))
    yield from (_row(row) for row in rows[:MAX_ROWS_SHOWN])
    if len(rows) > MAX_ROWS_SHOWN:
        yield from ("", say(_("… and {count} more")).format(count=len(rows) - MAX_ROWS_SHOWN))
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Return *text* for a cell, with the signs of Markdown escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _code(text: str) -> str:
    """Return an identifier or a path as a code span for a cell."""
    return "`" + " ".join(text.replace("`", "").replace("|", "\\|").split()) + "`"
