"""Scripts are sent without comments, and do the same."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from handbook.site.scripts import without_comments

STATIC = Path(str(files("handbook"))) / "static"
SCRIPTS = [path.relative_to(STATIC).as_posix() for path in sorted(STATIC.rglob("*.js"))]
SOURCE = """// @ts-check
/** What it is. */

/**
 * Return one.
 * @returns {number}
 */
export function one() {
  // not two
  const address = "https://example.org/*"; // of an example
  return /** @type {number} */ (1); /* one */
}
"""


def test_comments_on_lines_of_their_own_and_indentation_are_left_out() -> None:
    assert without_comments(SOURCE) == (
        'export function one() {\nconst address = "https://example.org/*"; // of an example\n'
        "return /** @type {number} */ (1); /* one */\n}\n"
    )


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_text_of_a_script_is_changed(name: str) -> None:
    source = (STATIC / name).read_text(encoding="utf-8")
    sent = without_comments(source)
    assert not re.search(r"^\s*(//|/\*(?!\* @type \{.*\} \*/ ?\()|\*)", sent, re.MULTILINE)
    assert len(sent) < len(source)
    code = [line.strip() for line in source.splitlines()]
    assert [line for line in sent.splitlines() if line not in code] == []
    for line in sent.splitlines():
        quotes = re.sub(r"^const \w+ = /.*/\w*;$", "", line).count("`")
        assert quotes % 2 == 0, f"a template literal of several lines: {line}"
