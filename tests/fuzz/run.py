"""Fuzz the readers and editors with atheris: no input may raise, take long or need much memory.

Run by ``make fuzz`` and every night: python -m tests.fuzz.run READER [options of libFuzzer].
"""

from __future__ import annotations

import sys
from contextlib import suppress

import atheris

with atheris.instrument_imports(include=["handbook"]):
    from handbook.checking.advice import advise
    from handbook.checking.checks import check
    from handbook.checking.fixes import fixed
    from handbook.editing import bib as bib_editing
    from handbook.editing import page as page_editing
    from handbook.editing.lines import text_of
    from handbook.importing import UnreadableError, read_issues, read_published, text_of_file
    from handbook.library.library import Library
    from handbook.model.dates import parse_edtf
    from handbook.model.identity import Identity
    from handbook.reading.bibliography import read_bib
    from handbook.reading.front_matter import read_front_matter
    from handbook.reading.identity import read_identity
    from handbook.reading.pages import read_page


PERIODICAL = Identity(periodical="周刊", issue_heading="第 {number} 期", masthead=("编辑部",))


def page(data: bytes) -> None:
    """Read a page of each sort, and what is handed on of it again: nothing more of it may be refused."""
    for path in ("issues/064.md", "docs/topics/a.md", "docs/guide/a.md"):
        read_page(path, data)


def front_matter(data: bytes) -> None:
    """Read front matter."""
    read_front_matter(data.decode("utf-8", "replace"), 2, "docs/topics/a.md")


def bib(data: bytes) -> None:
    """Read a .bib file."""
    read_bib("bib/064.bib", data)


def date(data: bytes) -> None:
    """Read a date; what is none is a ValueError."""
    with suppress(ValueError):
        parse_edtf(data.decode("utf-8", "replace"))


def published(data: bytes) -> None:
    """Read the published text of an issue."""
    read_published(data.decode("utf-8", "replace"), PERIODICAL)


def identity(data: bytes) -> None:
    """Read pyproject.toml."""
    read_identity(b"[tool.handbook]\n" + data)


def check_page(data: bytes) -> None:
    """Check a page with advice, and fix it: nothing is left that the fixes could change."""
    for path in ("issues/064.md", "docs/topics/a.md"):
        _fix(path, data)


def check_bib(data: bytes) -> None:
    """Check a .bib file with advice, and fix it."""
    _fix("bib/064.bib", data)


def _fix(path: str, data: bytes) -> None:
    for _round in range(2):
        if path.endswith(".bib"):
            library, texts = Library([], [read_bib(path, data)]), {}
        else:
            page, text = read_page(path, data)
            library, texts = Library([page], []), {path: text}
        problems = [*check(library), *advise(library, texts, lambda _path: True)]
        assert all(character.isprintable() for each in problems for character in each.text())
        data = fixed(data, problems)


def edit_bib(data: bytes) -> None:
    """Edit a .bib file: an entry added by its key, and a field set in each entry."""
    text = text_of(data)
    bib_editing.add_by_key(text, {"m": "@misc{m,\n  title = {M}\n}\n"})
    for entry in bib_editing.entries(text):
        with suppress(KeyError, ValueError):
            bib_editing.remove_entry(bib_editing.set_fields(text, entry, {"note": "a"}), entry.key)
        break


def edit_page(data: bytes) -> None:
    """Edit a page: a directive inserted, and a field of the front matter set."""
    text = text_of(data)
    page_editing.insert_directive(text, ":::{paper} a\n:::", ("论文推荐",))
    with suppress(ValueError):
        page_editing.set_front_matter(text, "title", "甲")


def import_file(data: bytes) -> None:
    """Read a file of any kind: text, a web page, a document of Word."""
    for beginning in (b"", b"<html>"):
        with suppress(UnreadableError):
            read_issues(text_of_file(beginning + data), Identity())


READERS = {
    "page": page,
    "identity": identity,
    "front-matter": front_matter,
    "bib": bib,
    "date": date,
    "import": published,
    "import-file": import_file,
    "check-page": check_page,
    "check-bib": check_bib,
    "edit-page": edit_page,
    "edit-bib": edit_bib,
}


def main() -> None:
    """Fuzz the reader that is named."""
    if len(sys.argv) < 2 or sys.argv[1] not in READERS:
        sys.exit(f"name a reader: {', '.join(READERS)}")
    limits = ["-timeout=10", "-rss_limit_mb=1000", "-max_len=20000"]
    atheris.Setup([sys.argv[0], *limits, *sys.argv[2:]], READERS[sys.argv[1]])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
