"""The cost of a build grows linearly with the number of pages; caches save formatting."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pybtex.plugin
import pytest
import sphinxcontrib.bibtex
from pybtex.style.formatting import BaseStyle

import bibtex_lookups
from bibtex_lookups import formatting
from building import Project
from citing import CONF, LOOKUP, PROJECTS, STOCK, bibliography, built, index, output, page, small, work

PACKAGES = tuple(str(Path(package.__file__).parent) for package in (bibtex_lookups, sphinxcontrib.bibtex))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a small project with citations."""
    return small(tmp_path)


@pytest.fixture
def incremental(tmp_path: Path) -> Project:
    """Return a project already built."""
    return built(tmp_path)


@contextmanager
def counted(owner: type, name: str) -> Iterator[Callable[[], int]]:
    """Count the calls of a method."""
    calls = 0
    method = getattr(owner, name)

    def counting(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        return method(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, staticmethod(counting) if name.startswith("_") else counting)
        yield lambda: calls


def test_an_entry_is_formatted_once_until_it_changes(incremental: Project) -> None:
    for change, entries, references in (("fresh", 3, 3), ("", 0, 0), ("{On beta}", 1, 1)):
        if change == "{On beta}":
            incremental.edit("a.bib", change, "{Again on beta}")
        with counted(BaseStyle, "format_entry") as formatted, counted(formatting.Formatter, "_digest_reference") as digested:
            incremental.build(extensions=LOOKUP, fresh=change == "fresh")
        assert (formatted(), digested()) == (entries, references)


def test_a_style_is_created_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write(dict(PROJECTS["cited, not cited, all"]))
    found: Counter[str] = Counter()
    find = formatting.find_plugin

    def counting(group: str, name: str) -> Any:
        found[name] += 1
        return find(group, name)

    monkeypatch.setattr(formatting, "find_plugin", counting)
    monkeypatch.setattr(pybtex.plugin, "find_plugin", counting)
    project.build(extensions=LOOKUP)
    assert found == {"alpha": 1, "plain": 1, "last": found["last"]}, "except the style of names, which reference styles ask for"


def lines_run(project: Project, extensions: list[str]) -> int:
    """Return how many lines of the two packages a build runs, counting each iteration of a loop within one line.

    The reader of .bib files is excluded: it belongs to neither domain, and its cost is quadratic in the number of files.
    """
    lines = 0

    def count(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    def enter(frame: FrameType, event: str, arg: object) -> Any:
        path = frame.f_code.co_filename
        counts = path.startswith(PACKAGES) and not path.endswith("bibfile.py")
        return count if counts else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        output(project, extensions, "dummy", fresh=True)
    finally:
        sys.settrace(before)
    return lines


def grown(root: Path, pages: int, *bibliographies: str) -> Project:
    """Return a project of pages with a .bib file each; a page cites its own three works and one of the page before."""
    project = Project(root=root / f"pages{pages}")
    names = [f"p{number:03}" for number in range(pages)]
    files = {"conf.py": CONF.format(bibfiles=[f"{name}.bib" for name in names]), "index.rst": index(*names)}
    for before, name in zip([names[-1], *names], names, strict=False):
        files[f"{name}.bib"] = "".join(work(f"{name}{each}") for each in "abc")
        cited = f":cite:`{name}a` :cite:t:`{name}b,{name}c` :cite:`{before}a`"
        files[f"{name}.rst"] = page(name, cited, *(each.replace("OWN", f"{name}.bib") for each in bibliographies))
    project.write(dict(files))
    return project


@pytest.mark.parametrize(
    "bibliographies",
    [(bibliography(":filter: docname in docnames"),), (bibliography(argument="OWN"), bibliography(":notcited:", argument="OWN"))],
    ids=["filter", "own .bib file"],
)
def test_costs_grow_linearly_with_the_number_of_pages(tmp_path: Path, bibliographies: tuple[str, ...]) -> None:
    small, middle, large = (lines_run(grown(tmp_path, pages, *bibliographies), LOOKUP) for pages in (5, 10, 20))
    assert large - middle <= 2.02 * (middle - small)
    assert large < lines_run(grown(tmp_path, 20, *bibliographies), STOCK)
