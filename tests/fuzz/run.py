"""Fuzz the readers with atheris: no input may raise, take long or need much memory.

Run by ``make fuzz`` and every night: python -m tests.fuzz.run READER [options of libFuzzer].
"""

from __future__ import annotations

import sys
from contextlib import suppress

import atheris

with atheris.instrument_imports(include=["handbook"]):
    from handbook.importing import read_published
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


READERS = {"page": page, "identity": identity, "front-matter": front_matter, "bib": bib, "date": date, "import": published}


def main() -> None:
    """Fuzz the reader that is named."""
    if len(sys.argv) < 2 or sys.argv[1] not in READERS:
        sys.exit(f"name a reader: {', '.join(READERS)}")
    limits = ["-timeout=10", "-rss_limit_mb=1000", "-max_len=20000"]
    atheris.Setup([sys.argv[0], *limits, *sys.argv[2:]], READERS[sys.argv[1]])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
