"""Where the files of a handbook are: the one table of folder names, relative to the root, with forward slashes."""

from __future__ import annotations

from .records import FOLDERS

ISSUES = "issues"
DOCS = "docs"
BIBS = "bib"
PAGE_FOLDERS = (ISSUES, DOCS)
"""The folders of pages; the page of the root stands beside them."""

TERM_FOLDERS = {kind: f"{DOCS}/{folder}" for kind, folder in FOLDERS.items()}
"""The folder of the pages of each kind of term."""
PAPERS = f"{DOCS}/papers"
AUTHORS = f"{DOCS}/authors"
PEOPLE = f"{DOCS}/people"
"""The folder of the pages of people, which merge the spellings of their names."""
IMAGES = f"{DOCS}/images"
GUIDE = f"{DOCS}/guide"
REFERENCE = f"{DOCS}/reference"

BACKGROUND_BIB = f"{BIBS}/background.bib"
"""The works that pages cite and no issue presents."""


def issue_path(number: int) -> str:
    """Return the path of the page of an issue."""
    return f"{ISSUES}/{number:03}.md"


def issue_bib_path(number: int) -> str:
    """Return the path of the bibliography of an issue."""
    return f"{BIBS}/{number:03}.bib"


def bib_path_of(page_path: str) -> str:
    """Return the path of the bibliography of the issue whose page is at *page_path*."""
    return f"{BIBS}/{page_path.rpartition('/')[2].removesuffix('.md')}.bib"


def person_path(person_id: str) -> str:
    """Return the path of the page of a person."""
    return f"{PEOPLE}/{person_id}.md"


def term_path(kind: str, term_id: str) -> str:
    """Return the path of the page of a term."""
    return f"{TERM_FOLDERS[kind]}/{term_id}.md"
