"""The books of the handbook itself, built and checked by other programs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..sphinx.books import dead_links, files_of, trees
from .programs import run

LANGUAGES = ("zh-CN", "en")


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
