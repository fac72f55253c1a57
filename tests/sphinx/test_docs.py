"""The reference documents all problem codes, directives, options, roles and listings."""

from __future__ import annotations

import re

from .. import html
from .project import Project


def test_every_problem_code_is_an_anchor_of_the_reference(real: Project) -> None:
    from handbook.model.codes import CODES

    page = html.tree(real.out / "html/docs/reference/problems.html")
    assert page.xpath("//article//dt/@id") == list(CODES)


def test_the_reference_names_every_directive_option_role_and_listing(real: Project) -> None:
    from handbook.model.records import LETTERS, LISTINGS, YEARS
    from handbook.reading.front_matter import INSTITUTION_FIELDS, ISSUE_FIELDS
    from handbook.reading.options import ERRATUM_OPTIONS, ITEM_OPTIONS
    from handbook.sphinx_ext.domain import HandbookDomain

    markup = (real.root / "docs/reference/markup.md").read_text(encoding="utf-8")
    formats = (real.root / "docs/reference/formats.md").read_text(encoding="utf-8")
    sections = re.split(r"^#+ ", markup, flags=re.MULTILINE)
    for kind, options in {**ITEM_OPTIONS, "erratum": ERRATUM_OPTIONS}.items():
        section = next(text for text in sections if kind in text.splitlines()[0].split(", "))
        if kind in ("news", "viewpoint"):
            section = next(text for text in sections if text.startswith("news, viewpoint, resource"))
        assert set(re.findall(r"^\| `([a-z-]+)` \|", section, flags=re.MULTILINE)) == set(options), kind
    later = {*(f"authors-{letter}" for letter in LETTERS[1:-1]), *(f"papers-{year}" for year in YEARS[1:-1])}
    assert all(f"`{name}`" in markup for name in (*HandbookDomain.directives, *LISTINGS) if name not in later)
    assert all(f"{{{name}}}`" in markup for name in HandbookDomain.roles)
    assert all(f"| `{name}` |" in formats for name in (*ISSUE_FIELDS, *INSTITUTION_FIELDS))
