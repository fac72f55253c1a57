"""Bundles of authors: who has one, and the addresses that it had before the person had a page."""

from __future__ import annotations

from handbook.exporters import bundles
from handbook.library.library import Library

from ..builders import BIB, ISSUE, bib, entry, issue, person, read

PAPERS = ("Roe, Ann", "Roe, A.", "Roe, Ann", "Roe, A.", "Roe, A.")


def library(number: int, talk: str = "") -> Library:
    """Return a handbook with a person of *number* papers under two spellings, whose id is neither."""
    keys = [f"roe{at}" for at in range(number)]
    text = "".join(bib(key, title=f"Title {key}", author=author) for key, author in zip(keys, PAPERS, strict=False))
    papers = "\n".join(entry(key, title=f"题 {key}") for key in keys)
    return read({ISSUE: issue(f"{papers}\n{talk}"), BIB: text, "docs/people/ann.md": person("Ann Roe", "A. Roe")})


def test_the_bundle_of_a_person_stays_at_the_addresses_of_all_spellings() -> None:
    (bundle,) = (each for each in bundles.bundles(library(5)) if each.kind == "author")
    assert (bundle.id, bundle.former, len(bundle.entries)) == ("ann", ("roe-ann", "roe-a"), 5)


def test_only_papers_count_towards_a_bundle() -> None:
    found = library(4, ":::{event} talk\n:title: 报告\n:people: Ann Roe\n\n预告。\n:::\n")
    assert len(found.authors["ann"].entries) == 5
    assert bundles.bundle_of_author(found.authors["ann"]) is None
