"""Where the files of a handbook are: the one table of folder names, relative to the root, with forward slashes."""

from __future__ import annotations

from ..text.anchors import file_name_of
from ..text.folding import slug
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
CARD = f"{IMAGES}/card.png"
"""The picture that previews of links to the site show, if there is one: 1200 by 630 pixels."""
LOCALES = "locale"
"""The folder of the catalogues, one folder below it for each language."""
ISSUE_CARD = f"{IMAGES}/issue-card.png"
"""The picture on which the number of each issue is drawn for previews of links to the issue and its papers, if there is one."""
GUIDE = f"{DOCS}/guide"
DATA_PAGE = f"{GUIDE}/data"
"""The page on the data of the handbook, if there is one."""
REFERENCE = f"{DOCS}/reference"
UPDATES = "updates"
"""The name of the page with what was corrected, and of the feed and the derived pages that belong to it."""
UPDATES_PAGE = f"{DOCS}/{UPDATES}"
BOOK_PARTS = (
    f"{GUIDE}/weekly",
    f"{ISSUES}/index",
    *(f"{TERM_FOLDERS[kind]}/index" for kind in ("topic", "institution", "method")),
    f"{PAPERS}/by-venue",
    f"{AUTHORS}/index",
    f"{DOCS}/errata",
)
"""The pages that begin the parts of a printed book, as far as there are such pages; what they list are its chapters."""
PAPER_PAGES = "papers"
"""The folder of the pages of single works, which are derived: no source file stands there."""

READING_LIST, COMPARISON = "reading-list", "compare"
"""The pages of the site that scripts fill: with the papers that a reader has saved, and with papers beside each other."""

AUTHOR_PAGES = "authors"
"""The folder of the pages of authors with several entries, which are derived too."""
AUTHOR_LISTS = "authors-by-name"
"""The folder of the parts of long lists of authors."""
VENUE_PAGES = "venues"
INSTITUTION_LISTS = "institutions"
"""The folder of the groups of long indexes of institutions."""
YEARS_OF_LISTS = "by-year"
"""The folder of the years of very long lists: of the issues, and of the entries of a term or a venue."""
DERIVED = (PAPER_PAGES, AUTHOR_PAGES, AUTHOR_LISTS, VENUE_PAGES, INSTITUTION_LISTS, YEARS_OF_LISTS)
"""The folders of the site whose pages no source file stands for."""

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


def paper_docname(key: str) -> str:
    """Return where the site has the page of the work *key*, as a docname; no source file has it."""
    return f"{PAPER_PAGES}/{file_name_of(key)}"


def author_docname(author_id: str) -> str:
    """Return where the site has the page of an author who has several entries and no page that someone wrote."""
    return f"{AUTHOR_PAGES}/{file_name_of(author_id)}"


def author_list_docname(letters: str) -> str:
    """Return where the site has the part of the list of authors whose names begin with *letters*."""
    return f"{AUTHOR_LISTS}/{letters or 'other'}"


def venue_docname(venue: str) -> str:
    """Return where the site has the papers of a venue; venues whose names have the same slug share a page."""
    return f"{VENUE_PAGES}/{file_name_of(slug(venue) or 'other')}"


def catalogue_folder(language: str) -> str:
    """Return the folder of the catalogues of a language, where Sphinx and gettext have it."""
    return f"{LOCALES}/{language.replace('-', '_')}/LC_MESSAGES"


def catalogue_path(page_path: str, language: str) -> str:
    """Return the path of the catalogue with the translations of a page: one for each folder at the root, as Sphinx has them."""
    return f"{catalogue_folder(language)}/{page_path.partition('/')[0].removesuffix('.md')}.po"


def institutions_docname(group: str, letters: str = "") -> str:
    """Return where the site has a group of a long index of institutions, or the part of it whose names begin with *letters*."""
    return f"{INSTITUTION_LISTS}/{group}{f'-{letters}' if letters else ''}"


def year_docname(list_id: str, year: str) -> str:
    """Return where the site has a year of a very long list."""
    name = f"{list_id}-{year or 'other'}"
    return f"{YEARS_OF_LISTS}/{file_name_of(name)}"
