"""The books of the handbook itself, built and checked by other programs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from handbook import load

from .. import html
from ..sphinx.books import dead_links, files_of, trees
from .programs import run

LANGUAGES = ("zh-CN", "en")
LATEXMK = {
    "zh-CN": ("-g", "-pdfxe", "-quiet", "-interaction=nonstopmode", "-halt-on-error"),
    "en": ("-r", "latexmkrc", "-pdf", "-f", "-dvi-", "-ps-", "-jobname=pretraining-handbook-en", "-interaction=nonstopmode"),
}
"""How latexmk is called: by ``make pdf``, and by Read the Docs."""
SOURCES = ("conf.py", "pyproject.toml", "index.md", "issues", "docs", "bib", "locale", ".readthedocs.yaml")


def build(builder: str, root: Path, folder: Path, language: str) -> Path:
    """Build the handbook in a language, and return the folder of the output; a warning is an error."""
    out = folder / builder / language
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", builder, "-d", str(folder / f"doctrees-{language}")]
    subprocess.run([*command, "-D", f"language={language.replace('-', '_')}", str(root), str(out)], check=True)
    return out


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the books are built."""
    return tmp_path_factory.mktemp("books")


@pytest.mark.parametrize("language", LANGUAGES)
def test_epubcheck_finds_nothing_in_the_epub(language: str, root: Path, folder: Path) -> None:
    (book,) = build("epub", root, folder, language).glob("*.epub")
    said = run("java", "-jar", str(shutil.which("epubcheck")), "--failonwarnings", str(book), folder=folder)
    assert "Messages: 0 fatals / 0 errors / 0 warnings / 0 infos" in said
    files = files_of(book)
    dead, count = dead_links(files, trees(files))
    assert (dead, count > 2000) == ([], True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_xelatex_makes_a_pdf_without_a_missing_character_or_reference(language: str, root: Path, folder: Path) -> None:
    out = build("latex", root, folder, language)
    (source,) = out.glob("*.tex")
    run("latexmk", *LATEXMK[language], source.name, folder=out)
    log = source.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    assert "handbook-book.sty" in log
    assert [line for line in log.splitlines() if "Missing character" in line or "undefined" in line] == []
    book = source.with_suffix(".pdf")
    info = run("pdfinfo", str(book), folder=out)
    assert re.search(r"^Page size: .*A4", info, re.MULTILINE)
    assert int(re.findall(r"^Pages: +(\d+)", info, re.MULTILINE)[0]) > 80
    assert set(re.findall(r"\\hyperlink\{(cite\.[^}]*)\}", source.read_text())) <= destinations(
        run("pdfinfo", "-dests", str(book), folder=out)
    )
    library = load(root)
    marks = bookmarks(source.with_suffix(".out"))
    assert len(marks) > 200
    if language == "zh-CN":
        assert {entry.item.title for entry in library.entries.values()} <= marks
        assert {term.zh for term in library.vocabulary} <= marks
        text = run("pdftotext", str(book), "-", folder=out)
        assert all(shown in text for shown in ("第 64 期", "参考文献", "目录", "CC BY 4.0", "作者：A"))


def bookmarks(path: Path) -> set[str]:
    """Return the titles of the bookmarks of a PDF, which hyperref notes in UTF-16 with escaped bytes."""
    titles = re.findall(rb"\{(\\376\\377.*?)\}\{[^}]*\}%", path.read_bytes())
    whole = (
        re.sub(rb"\\(\d{3}|.)", lambda found: bytes([int(found[1], 8)]) if found[1].isdigit() else found[1], each)
        for each in titles
    )
    return {title.decode("utf-16") for title in whole}


def destinations(listed: str) -> set[str]:
    """Return the names of the places to which links of a PDF may lead."""
    return set(re.findall(r'"(.*)"$', listed, re.MULTILINE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_of_the_site_in_a_zip_is_dead(language: str, root: Path, folder: Path) -> None:
    files = {path.as_posix(): path.read_bytes() for path in build("html", root, folder, language).rglob("*") if path.is_file()}
    pages = {name: html.tree(data) for name, data in files.items() if name.endswith(".html") and "_static/" not in name}
    dead, count = dead_links(files, pages)
    assert (dead, count > 5000) == ([], True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_zip_of_read_the_docs_is_the_site(language: str, root: Path, tmp_path: Path) -> None:
    copy, output = tmp_path / "copy", tmp_path / "output"
    copy.mkdir()
    for name in SOURCES:
        (shutil.copytree if (root / name).is_dir() else shutil.copy)(root / name, copy / name)
    programs = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    named = {"READTHEDOCS_OUTPUT": str(output), "READTHEDOCS_LANGUAGE": language.lower(), "PATH": programs}
    for command in yaml.safe_load((copy / ".readthedocs.yaml").read_text(encoding="utf-8"))["build"]["jobs"]["build"]["htmlzip"]:
        done = subprocess.run(
            command, shell=True, cwd=copy, env={**os.environ, **named}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (zipped,) = (output / "htmlzip").iterdir()  # Read the Docs takes one file alone
    files = files_of(zipped)
    assert {name.partition("/")[0] for name in files} == {"pretraining-handbook"}
    assert [name for name in files if "doctree" in name or name.endswith(".pickle")] == []
    pages = {name: html.tree(data) for name, data in files.items() if name.endswith(".html") and "_static/" not in name}
    assert pages["pretraining-handbook/index.html"].get("lang") == language
    dead, count = dead_links(files, pages)
    assert (dead, count > 5000) == ([], True)
