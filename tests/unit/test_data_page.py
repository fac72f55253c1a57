"""The page on the data: its code runs on the archive alone, prints what the page shows, and agrees with the handbook.

``python -m tests.unit.test_data_page`` writes what the code prints into the page.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
import zipfile
from itertools import combinations
from pathlib import Path

import pandas as pd
from click.testing import CliRunner

from handbook import load
from handbook.cli import main
from handbook.model.places import DATA_PAGE

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / f"{DATA_PAGE}.md"
BLOCK = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)


def archive(folder: Path) -> Path:
    """Write the archive of the handbook into *folder*, unpack it there, and return the folder of its files."""
    done = CliRunner().invoke(main, ["--root", str(ROOT), "dataset", str(folder)])
    assert done.exit_code == 0, done.output
    (path,) = folder.glob("*.zip")
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)
    return folder / path.stem


def run(text: str, folder: Path) -> tuple[list[str], dict[str, object]]:
    """Return what each block of code of a page prints in *folder*, and the names that they have defined."""
    names: dict[str, object] = {}
    printed = []
    here = Path.cwd()
    os.chdir(folder)
    try:
        for code, _shown in BLOCK.findall(text):
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(code, str(PAGE), "exec"), names)
            printed.append(re.sub(r" +$", "", out.getvalue(), flags=re.MULTILINE))
    finally:
        os.chdir(here)
    return printed, names


def test_the_code_of_the_page_prints_what_the_page_shows(tmp_path: Path) -> None:
    archive(tmp_path)
    text = PAGE.read_text(encoding="utf-8")
    printed, names = run(text, tmp_path)
    assert len(printed) == text.count("```python") >= 4
    assert [shown for _code, shown in BLOCK.findall(text)] == printed, "run make guide"
    _agrees(names)


def _agrees(names: dict[str, object]) -> None:
    """Compare what the code has computed with the library itself."""
    papers = [entry for entry in load(ROOT).papers() if entry.item.kind == "paper"]
    table = names["papers"]
    assert isinstance(table, pd.DataFrame)
    assert table.groupby("issue").size().to_dict() == {
        number: sum(entry.issue.number == number for entry in papers) for number in {entry.issue.number for entry in papers}
    }
    counts = names["counts"]
    assert isinstance(counts, pd.Series)
    pairs = [(topic.id, method.id) for entry in papers for topic in entry.terms["topic"] for method in entry.terms["method"]]
    assert counts.to_dict() == {pair: pairs.count(pair) for pair in pairs}
    together = [pair for entry in papers for pair in combinations(sorted(term.id for term in entry.terms["institution"]), 2)]
    assert names["together"] == together


def main_page() -> None:
    """Write what the code prints into the page."""
    text = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as temporary:
        archive(Path(temporary))
        printed = iter(run(text, Path(temporary))[0])
    PAGE.write_text(BLOCK.sub(lambda match: f"```python\n{match[1]}```\n\n```text\n{next(printed)}```", text), encoding="utf-8")


if __name__ == "__main__":
    main_page()
