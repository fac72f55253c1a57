"""Two states of some files, and the updates between them."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.history.corrections import corrections
from handbook.history.differences import differing
from handbook.history.facts import facts_of
from handbook.model.updates import Update

from ..builders import bib, entry, issue

ISSUE, BIB = "issues/001.md", "bib/001.bib"
KEY = "doe2022deep"
ERRATUM = ":::{erratum}\n:printed: 甲\n:correct: 乙\n\n依据。\n:::\n"
FILES: Mapping[str, str] = {
    ISSUE: issue(entry(KEY), number=1),
    BIB: bib(KEY, eprint="2210.00001", archivePrefix="arXiv", title="Deep {Examples}"),
}


def updates(before: Mapping[str, str | bytes], after: Mapping[str, str | bytes], *, whole: bool = False) -> tuple[Update, ...]:
    """Return the updates between two states, of their differences, or of the whole files."""
    old, new = (
        {path: text.encode() if isinstance(text, str) else text for path, text in files.items()} for files in (before, after)
    )
    if not whole:
        old, new = differing(old, new)
    return corrections(facts_of(old), facts_of(new))


def told(found: tuple[Update, ...]) -> list[tuple[str, str, str, str]]:
    """Return kind, key, and the texts before and after of each update."""
    return [(each.kind, each.key, each.old, each.new) for each in found]


def edited(files: Mapping[str, str], path: str, *pairs: tuple[str, str]) -> dict[str, str]:
    """Return *files* with the first of each text replaced by another one, which must be there."""
    text = files[path]
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return {**files, path: text}
