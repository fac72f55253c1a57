"""TeX reads no file and runs no command of what is exported, whatever a .bib file contains."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import bibtexparser
import pytest

from handbook.exporters import FORMATS
from handbook.exporters.work import work_of_fields

SECRET = "THE-SECRET"
VALUES = (
    r"\input{secret}",
    "^^5cinput{secret}",
    "^^5cinput secret",
    "^{}^5cinput secret",
    "{^}{^}5cinput secret",
    r"{\input secret}",
    r"\textbackslash input secret",
    r"$\input{secret}$",
    r"\immediate\write18{touch pwned}",
    "^^5cimmediate^^5cwrite18{touch pwned}",
    r"\newwrite\a\immediate\openout\a=pwned\relax",
    "^^5cnewwrite^^5ca^^5cimmediate^^5copenout^^5ca=pwned^^5crelax",
    "%^^0a^^5cinput secret",
    "10.1000/^^5cinput/secret",
    "https://example.org/^^5cinput secret",
)
FIELDS = ("title", "author", "journal", "note", "doi", "url", "eprint", "publisher", "a^^5cinput", "pages", "file")
DOCUMENT = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\begin{document}
%s
\nocite{*}
\bibliographystyle{plain}
\bibliography{hostile}
\end{document}
"""


def exported(name: str) -> str:
    """Return entries with a hostile value in each field, as they would be without the checks of the reader."""
    fields = ({**dict.fromkeys(FIELDS, value), "archiveprefix": "hal", "year": "2022"} for value in VALUES)
    return FORMATS[name].render([work_of_fields("article", f"key{number}", each) for number, each in enumerate(fields)])


def run(*command: str, folder: Path) -> None:
    """Run a program that may end badly: errors of typesetting are no attack."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "openout_any": "a", "shell_escape": "t"}
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=120)


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_tex_reads_no_file_and_runs_nothing_of_an_export(name: str, tmp_path: Path) -> None:
    text = exported(name)
    (tmp_path / "hostile.bib").write_text(text, encoding="utf-8")
    (tmp_path / "secret.tex").write_text(SECRET, encoding="utf-8")
    entries = bibtexparser.parse_string(text).entries
    assert len(entries) == len(VALUES)
    values = [str(field.value) for entry in entries for field in entry.fields]
    assert len(values) > 5 * len(VALUES)
    (tmp_path / "all.tex").write_text(DOCUMENT % "\n\n".join(values), encoding="utf-8")
    latex = ("pdflatex", "-interaction=nonstopmode", "-shell-escape", "-recorder", "all")
    run(*latex, folder=tmp_path)
    run("bibtex", "all", folder=tmp_path)
    run(*latex, folder=tmp_path)
    read = (tmp_path / "all.fls").read_text(encoding="utf-8")
    assert "INPUT all.tex" in read
    assert "all.bbl" in read
    assert "secret" not in read
    assert not list(tmp_path.glob("*pwned*"))
    assert SECRET not in (tmp_path / "all.log").read_text(encoding="utf-8", errors="replace")


def test_the_document_would_show_an_attack(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text(SECRET, encoding="utf-8")
    (tmp_path / "all.tex").write_text(DOCUMENT % "^^5cinput{secret}", encoding="utf-8")
    run("pdflatex", "-interaction=nonstopmode", "-recorder", "all", folder=tmp_path)
    assert "secret.tex" in (tmp_path / "all.fls").read_text(encoding="utf-8")
