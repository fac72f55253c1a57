"""Only ``internals`` uses private or undocumented parts of other packages, and its modules name the versions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import handbook.sphinx_ext.internals

INTERNALS = Path(handbook.sphinx_ext.internals.__file__).parent
ROOM = INTERNALS.parent
HERE = Path(__file__).parent
MARKS = re.compile(
    r"\bvars\(|addFilter|\._app\b|\.phase\b|BuildPhase|ParallelTasks|SphinxParallelError|\.walkabout\(|\.nameids\b|input_encoding"
    r"|raw_enabled|reference internal|theme_(?:article|primary)|\.relations\b|(?:from|import) (?:pybtex|sphinxcontrib)"
)
MODULES = [path for path in sorted(INTERNALS.glob("*.py")) if path.name != "__init__.py"]


def test_only_internals_reaches_into_other_packages() -> None:
    found = [
        f"{path.relative_to(ROOM)}:{number}: {match[0]}"
        for path in sorted(ROOM.rglob("*.py"))
        if INTERNALS not in path.parents and path.parent.name != "citations"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (match := MARKS.search(line))
    ]
    assert found == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_names_its_version_and_has_a_test_of_the_same_name(path: Path) -> None:
    introduction = path.read_text(encoding="utf-8").split('"""')[1].lower()
    assert re.search(r"read from \S+ \d+\.\d+", introduction), path
    assert (HERE / f"test_{path.name}").is_file()
