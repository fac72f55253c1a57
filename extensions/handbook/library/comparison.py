"""What a change brings: two states of the handbook compared, for whoever reads a pull request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text.messages import Translate
from ..text.messages import mark as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model.records import Term
    from .entries import Entry
    from .library import Library

LONGEST = 100
"""How many rows of a list are shown."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#|~$@&])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What one state of the handbook has and the other has not."""

    new_entries: tuple[Entry, ...]
    new_terms: tuple[Term, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    """Paths of pages and .bib files."""


def compare(before: Library, after: Library, files_before: Mapping[str, bytes], files_after: Mapping[str, bytes]) -> Comparison:
    """Return what *after* has that *before* has not; the files are those of both by path."""
    known = {(term.kind, term.id) for term in before.vocabulary}
    return Comparison(
        new_entries=tuple(entry for key, entry in after.entries.items() if key not in before.entries),
        new_terms=tuple(term for term in after.vocabulary if (term.kind, term.id) not in known),
        added=tuple(sorted(files_after.keys() - files_before.keys())),
        changed=tuple(sorted(path for path, data in files_after.items() if files_before.get(path, data) != data)),
        removed=tuple(sorted(files_before.keys() - files_after.keys())),
    )


def as_markdown(found: Comparison, say: Translate) -> str:
    """Return the comparison as GitHub shows it below a run; what strangers wrote is shown as text."""
    lines = ["## " + say(_("What this change brings")), ""]
    if not (found.new_entries or found.new_terms or found.added or found.changed or found.removed):
        return "\n".join([*lines, say(_("Nothing in the handbook changes.")), ""])
    entries = [
        (str(each.issue.number), _plain(each.item.title), _plain(_english(each)), _code(each.item.id))
        for each in found.new_entries
    ]
    terms = [(say(_KINDS[each.kind]), _plain(each.zh), _plain(each.en), _code(each.id)) for each in found.new_terms]
    states = ((say(_("new")), found.added), (say(_("changed")), found.changed), (say(_("removed")), found.removed))
    pages = [(state, _code(path)) for state, paths in states for path in paths]
    heads = (say(_("issue")), say(_("Chinese title")), say(_("English title")), say(_("identifier")))
    lines += _table(say(_("New entries")), heads, entries, say)
    lines += _table(say(_("New terms")), (say(_("kind")), say(_("Chinese name")), say(_("English name")), "id"), terms, say)
    lines += _table(say(_("Touched files")), ("", say(_("file"))), pages, say)
    return "\n".join(lines)


def _english(entry: Entry) -> str:
    return entry.paper.title if entry.paper else entry.item.title_en


_KINDS = {"topic": _("topic"), "institution": _("institution"), "method": _("method")}


def _table(title: str, heads: Iterable[str], rows: Sequence[tuple[str, ...]], say: Translate) -> Iterator[str]:
    if not rows:
        return
    yield from (f"### {title} ({len(rows)})", "", _row(heads), _row("---" for _cell in rows[0]))
    yield from (_row(row) for row in rows[:LONGEST])
    if len(rows) > LONGEST:
        yield from ("", say(_("… and {count} more")).format(count=len(rows) - LONGEST))
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Return *text* for a cell, in which nothing of it is Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _code(text: str) -> str:
    """Return what is an identifier or a path as a code span for a cell."""
    return "`" + " ".join(text.replace("`", "").replace("|", "\\|").split()) + "`"
