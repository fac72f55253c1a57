"""The benchmark of books makes the books that it measures, and says where a step failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import books
from benchmarks.measure import measure_apart


@pytest.mark.slow
def test_each_step_makes_the_file_whose_size_is_shown(tmp_path: Path) -> None:
    rows = books.measure(tmp_path / "work", 1, ("offline", "epub"))
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("offline", "12", "html"),
        ("offline", "12", "zip"),
        ("epub", "12", "epub"),
    ]
    assert all(float(row[3]) > 0 and float(row[5]) > 0 for row in rows)
    made = [step.made for step in books.steps(tmp_path / "work", ("offline", "epub"))]
    assert [row[6] for row in rows] == [f"{path.stat().st_size / 1e6:.1f}" if path else "" for path in made]
    (latex, latexmk) = books.steps(tmp_path / "work", ("pdf",))
    assert measure_apart(latex.command, tmp_path / "log")["status"] == 0
    assert Path(latexmk.command[-1]).is_file(), "what latexmk is given is what Sphinx has written"


def test_a_step_that_fails_ends_the_run_with_its_name_and_last_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (first, second) = books.steps(tmp_path, ("pdf",))
    failing = books.Step(book="pdf", name="latex", command=(first.command[0], "-c", "raise SystemExit('no such font')"))
    monkeypatch.setattr(books, "steps", lambda _folder, _books: iter((failing, second)))
    with pytest.raises(SystemExit, match=r"^latex: 1; see .*latex\.log\nno such font$"):
        books.measure(tmp_path / "work", 1, ("pdf",))


def test_the_pages_are_those_that_xelatex_counts() -> None:
    log = "Output written on handbook.xdv (90 pages, 3 bytes).\nOutput written on a long name\n.xdv (1\n234 pages, 45 bytes)."
    assert books.pages_of(log) == 1234
    assert books.pages_of("No pages of output.") == 0
