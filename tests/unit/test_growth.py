"""The cost of each construct of the grammars grows with its length, not with the square of it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import pytest

from handbook.checking.advice import advise
from handbook.checking.checks import check
from handbook.checking.fixes import fixed
from handbook.library.library import Library
from handbook.metadata.adding import Additions
from handbook.metadata.bib import of_paper, read_file
from handbook.reading.bibliography import read_bib
from handbook.reading.pages import read_page

pytestmark = pytest.mark.slow

FACTOR = 8
"""How many times longer the longer input is."""
EXPONENT = 1.6
"""Below 2, which is the square; above 1 for the noise of a busy machine and for sorting."""
SECONDS = 0.15
"""What the shorter input should take at least, so that the clock can measure it."""
TOP = "---\nen: A\nzh: 甲\n---\n# 甲\n\n"

PAGES: dict[str, Callable[[int], str]] = {
    "headings": lambda n: "## 甲\n\n" * n,
    "headings of Latin letters": lambda n: "## a\n\n" * n,
    "list items": lambda n: "- a\n" * n,
    "tables": lambda n: "| a | b |\n|-|-|\n| c | d |\n\n" * n,
    "roles": lambda n: "{topic}`a` {cite}`b`\n\n" * n,
    "misspelt roles": lambda n: "".join(f"{{topic}}`a{at}`\n\n" for at in range(n)),
    "directives": lambda n: "```{note}\na\n```\n\n" * n,
    "links": lambda n: "[a](https://example.org) [b](#c)\n\n" * n,
    "refused links": lambda n: "[a](b:c)\n\n" * min(n, 10_000),
    "footnotes": lambda n: "".join(f"a[^{at}]\n\n[^{at}]: b\n\n" for at in range(n)),
    "code": lambda n: "`a` ``b`` `c\n\n" * n,
    "entities": lambda n: "甲&mdash;乙&copy;\n\n" * n,
    "punctuation": lambda n: "甲,乙abc(丙)\n\n" * n,
}
HEADS: dict[str, Callable[[int], str]] = {
    "values of a list": lambda n: "aliases: [" + ", ".join(f"a{at}" for at in range(n // 5)) + "]",
    "a quoted value of a list": lambda n: f"aliases: ['a{' ' * n}b']",
}
BIBS: dict[str, Callable[[int], str]] = {
    "entries": lambda n: "".join(f"@misc{{a{at}, author={{A, B}}, title={{T {at}}}, year={{2022}}}}\n" for at in range(n)),
    "entries to fix": lambda n: "".join(
        f"@misc{{a{at}, author={{A, B}}, title={{aBc {at}}}, year={{2022}}, url={{https://doi.org/10.1234/{at}}}}}\n"
        for at in range(n)
    ),
    "braces": lambda n: "@misc{a, title={" + "{b} " * min(n, 40_000) + "}}",
    "a string in quotation marks": lambda n: '@misc{a, note="' + "b {c} " * min(n, 25_000) + '"}',
    "names": lambda n: "@misc{a, author={" + "A, B and " * min(n, 20_000) + "C, D}}",
    "abbreviations": lambda n: "".join(f"@string{{a{at} = {{b}}}}\n" for at in range(n)),
    "a field that is not closed": lambda n: "@misc{a, title={" + "bb {b} " * n,
}


def page(text: str) -> None:
    """Read, check and fix a page."""
    data = (TOP + text).encode()
    read, shown = read_page("docs/topics/a.md", data)
    library = Library([read], [])
    fixed(data, [*check(library), *advise(library, {read.path: shown}, lambda _path: True)])


def bib(text: str) -> None:
    """Read, check and fix a .bib file."""
    library = Library([], [read_bib("bib/064.bib", text.encode())])
    fixed(text.encode(), [*check(library), *advise(library, {}, lambda _path: True)])


def head(text: str) -> None:
    """Read the front matter of a page."""
    read_page("docs/topics/a.md", f"---\nen: A\nzh: 甲\n{text}\n---\n# 甲\n".encode())


def add(text: str) -> None:
    """Add the entries of a .bib file to a handbook."""
    additions = Additions(Library([], []), lambda _path: None)
    for paper in read_file("a.bib", text.encode())[0]:
        additions.add(of_paper(paper, "a.bib"))
    assert "bib/background.bib" in additions.texts


def suggest(text: str) -> None:
    """Check as many misspelt citations as there are entries in a .bib file."""
    entries = read_bib("bib/064.bib", text.encode())
    cited = "".join(f"{{cite}}`{paper.key}x`\n\n" for paper in entries.papers)
    check(Library([read_page("docs/topics/a.md", (TOP + cited).encode())[0]], [entries]))


def seconds(read: Callable[[str], None], text: str) -> float:
    """Return the processor time that reading takes."""
    start = time.process_time()
    read(text)
    return time.process_time() - start


def exponent(read: Callable[[str], None], grow: Callable[[int], str]) -> float:
    """Return the exponent with which the cost grows with the length of the input."""
    short = 50
    while (first := seconds(read, grow(short))) < SECONDS / FACTOR and short < 4_000:
        short *= 2
    return math.log(min(seconds(read, grow(short * FACTOR)) for _run in range(2)) / max(first, 1e-4), FACTOR)


CASES = [
    *((name, page, grow) for name, grow in PAGES.items()),
    *((name, head, grow) for name, grow in HEADS.items()),
    *((name, bib, grow) for name, grow in BIBS.items()),
    ("entries that are added", add, BIBS["entries"]),
    ("misspelt keys", suggest, BIBS["entries"]),
]


@pytest.mark.parametrize(("name", "read", "grow"), CASES, ids=[name.replace(" ", "-") for name, _read, _grow in CASES])
def test_the_cost_grows_with_the_length(name: str, read: Callable[[str], None], grow: Callable[[int], str]) -> None:
    read(grow(10))  # what is loaded once
    measured = min(exponent(read, grow) for _attempt in range(2))
    assert measured < EXPONENT, name


def test_a_quadratic_reader_is_noticed() -> None:
    def quadratic(text: str) -> None:
        assert all(text.count("a", at) >= 0 for at in range(0, len(text), 4))

    assert exponent(quadratic, lambda n: "aaaa" * n * 20) > EXPONENT
