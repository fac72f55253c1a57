"""Where the files of a handbook are, and that no other module spells the folders."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import handbook
from handbook.model.places import bib_path_of, issue_bib_path, issue_path, term_path
from handbook.model.records import FOLDERS

PACKAGE = Path(handbook.__file__).parent
BEGINNINGS = ("issues/", "bib/", "docs/images", "docs/papers", "docs/authors", *(f"docs/{folder}" for folder in FOLDERS.values()))


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module with their lines, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.lineno, node.value


def test_paths_of_issues_and_terms() -> None:
    assert (issue_path(7), issue_bib_path(64)) == ("issues/007.md", "bib/064.bib")
    assert bib_path_of("issues/064.md") == "bib/064.bib"
    assert term_path("topic", "few-shot") == "docs/topics/few-shot.md"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_other_module_spells_a_folder(path: Path) -> None:
    spelled = [(line, text) for line, text in strings(path) if text.startswith(BEGINNINGS)]
    assert spelled == []


def test_a_spelled_folder_is_noticed(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('"""issues/"""\nx = "docs/topics"\n', encoding="utf-8")
    assert list(strings(module)) == [(2, "docs/topics")]
