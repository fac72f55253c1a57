"""Measure the books of a generated handbook: ``python -m benchmarks.books 800`` builds and times each with 9,600 papers.

All books take the doctrees of the first one, which reads the pages, as on Read the Docs, which makes them one after another.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .corpus import PAPERS, Corpus, write_handbook
from .measure import measure_apart
from .report import table
from .run import WORK, say

BOOKS = ("offline", "epub", "pdf")
NAME = "pretraining-handbook"
LATEXMK = ("-g", "-pdfxe", "-quiet", "-interaction=nonstopmode", "-halt-on-error", "-cd")
HEAD = ("book", "papers", "step", "CPU s", "wall s", "peak RSS MB", "size MB", "pages")


@dataclass(frozen=True, kw_only=True)
class Step:
    """A command that makes a book or a part of it, and the file whose size is shown, if it makes one."""

    book: str
    name: str
    command: tuple[str, ...]
    made: Path | None = None


def steps(folder: Path, books: Sequence[str]) -> Iterator[Step]:
    """Yield what makes the books of the handbook in the folder ``source``, in the order of *books*."""

    def sphinx(builder: str, out: Path) -> tuple[str, ...]:
        doctrees = str(folder / "doctrees")
        return sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", doctrees, str(folder / "source"), str(out)

    site, latex = folder / "offline" / NAME, folder / "latex"
    zipped, book, pdf = folder / f"{NAME}.zip", folder / "epub" / f"{NAME}.epub", latex / f"{NAME}.pdf"
    zipping = (sys.executable, "-m", "zipfile", "-c", str(zipped), str(site))
    latexmk = ("latexmk", "-r", str(latex / "latexmkrc"), *LATEXMK, str(pdf.with_suffix(".tex")))
    made_by = {
        "offline": (
            Step(book="offline", name="html", command=sphinx("html", site)),
            Step(book="offline", name="zip", command=zipping, made=zipped),
        ),
        "epub": (Step(book="epub", name="epub", command=sphinx("epub", book.parent), made=book),),
        "pdf": (
            Step(book="pdf", name="latex", command=sphinx("latex", latex)),
            Step(book="pdf", name="latexmk", command=latexmk, made=pdf),
        ),
    }
    for each in books:
        yield from made_by[each]


def pages_of(log: str) -> int:
    """Return the number of pages of a PDF by the log of XeLaTeX, or 0."""
    found = re.findall(r"\((\d+) pages", log.replace("\n", ""))
    return int(found[-1]) if found else 0


def measure(folder: Path, issues: int, books: Sequence[str], timeout: float = 0) -> list[tuple[object, ...]]:
    """Write a handbook, make its books, and return a row for each step; stop at the first step that fails."""
    shutil.rmtree(folder, ignore_errors=True)
    write_handbook(Corpus(issues), folder / "source")
    rows: list[tuple[object, ...]] = []
    for step in steps(folder, books):
        log = folder / f"{step.name}.log"
        took = measure_apart(step.command, log, timeout=timeout)
        if took["status"] != 0:
            said = log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:]
            sys.exit("\n".join((f"{step.name}: {took['status'] or f'stopped after {timeout:g} s'}; see {log}", *said)))
        made, pages = step.made, 0
        if made and made.suffix == ".pdf":
            pages = pages_of(made.with_suffix(".log").read_text(encoding="utf-8", errors="replace"))
        size = f"{made.stat().st_size / 1e6:.1f}" if made else ""
        cost = (f"{took[name]:.1f}" for name in ("cpu", "wall", "rss_mb"))
        rows.append((step.book, f"{issues * PAPERS:,}", step.name, *cost, size, pages or ""))
        say(" ".join(map(str, rows[-1])))
    return rows


def main() -> None:
    """Print a table of the steps."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.books", description=__doc__)
    parser.add_argument("issues", type=int, help=f"the number of issues, {PAPERS} papers each")
    parser.add_argument("--only", default=",".join(BOOKS), help="the books to make (%(default)s)")
    parser.add_argument("--work", type=Path, default=WORK / "books", help="folder for the builds, which is emptied")
    parser.add_argument("--timeout", type=float, default=3600, help="seconds after which a step is stopped (%(default)s)")
    chosen = parser.parse_args()
    books = chosen.only.split(",")
    if unknown := set(books) - set(BOOKS):
        parser.error(f"--only: unknown: {', '.join(sorted(unknown))}")
    print(table(HEAD, measure(chosen.work.resolve(), chosen.issues, books, chosen.timeout), left=3))


if __name__ == "__main__":
    main()
