"""``handbook check`` and a build refuse the same pages: each page here is read by both."""

from __future__ import annotations

import re

import pytest

from handbook.checking.advice import advise
from handbook.checking.checks import check
from handbook.library.loading import load_with_texts
from handbook.model.codes import Severity

from .project import SMALL, Project

REFUSED = {
    "a skipped level": "### 节",
    "a footnote without definition": "文[^1]",
    "a definition without footnote": "[^1]: 注",
    "two definitions": "文[^1]\n\n[^1]: 注\n[^1]: 注",
    "a language of a fence": "```nolang\na\n```",
    "a language of a directive": "```{code-block} nolang\na\n```",
    "an anchor": "[甲](#nothing)",
    "an anchor in a definition": "[甲][乙]\n\n[乙]: #nothing",
    "a box of the wrong domain": ":::{hb:note}\n文\n:::",
    "a role of the wrong domain": "{hb:sub}`2`",
    "two labels": "(a)=\n## 节\n\n(a)=\n## 节二",
    "an empty box": "```{tip}\n```",
    "two rules": "文\n\n***\n\n***\n\n文",
    "a folder as a picture": "![图](../images/folder.png)",
    "a picture that is not there": "![图](../images/none.png)",
    "a page that is not there": "[甲](none.md)",
    "a link to a script": "[甲](javascript:a)",
    "an entity": "甲&rlm;乙",
    "a term": "{topic}`none`",
    "a citation": "{cite}`none`",
    "an unknown listing": "```{listing} none\n```",
    "a draft": "% draft: write it",
}
ACCEPTED = {
    "levels": "## 节\n\n### 节\n\n## 节",
    "a footnote": "文[^1]\n\n[^1]: 注",
    "languages": "```python\na = 1\n```\n\n```text\na\n```\n\n```{code-block} none\na\n```",
    "anchors": "(label)=\n## Some heading\n\n[甲](#label) [乙](#some-heading) [丙](#topic-a)",
    "a box beside its name": "```{seealso} 甲\n```",
    "a rule": "文\n\n***\n\n文",
    "code with an entity": "`&rlm;` &copy;",
    "headings in other blocks": "> ### 引文",
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """Return the pages that a build warns about, and those that the check finds errors in."""
    project = Project(root=tmp_path_factory.mktemp("agree") / "work")
    project.write({**SMALL, "docs/images/folder.png/a.txt": "a"})
    pages = {}
    for number, (name, body) in enumerate((REFUSED | ACCEPTED).items()):
        path = f"docs/topics/x{number:02}.md"
        pages[path] = name
        project.write({path: f"---\nen: Entry{number}\nzh: 词{number}\n---\n# 词{number}\n\n文。\n\n{body}\n"})
    odd = project.root / "docs/topics" / "odd\udcff.md"
    odd.write_text("---\nen: Odd\nzh: 怪\n---\n# 怪\n\n文。\n", encoding="utf-8")
    (project.root / "docs/topics" / "odd\x1b.md").write_text("# 怪\n", encoding="utf-8")
    pages |= {r"docs/topics/odd\xff.md": "a name that is not UTF-8", r"docs/topics/odd\x1b.md": "a name with ESC"}
    warnings = project.build(suppress_warnings=["myst.xref_ambiguous"]).warnings
    built = {match[1] for line in warnings if (match := re.match(r"(docs/topics/[^:]*):", line))}
    library, texts = load_with_texts(project.root)
    problems = [*check(library), *advise(library, texts, lambda path: (project.root / path).is_file())]
    checked = {each.location.path for each in problems if each.severity is Severity.ERROR}
    return {pages[path] for path in built if path in pages}, {pages[path] for path in checked if path in pages}


def test_what_the_build_refuses_the_check_refuses(said: tuple[set[str], set[str]]) -> None:
    assert said[0] == {*REFUSED, "a name that is not UTF-8", "a name with ESC"}


def test_what_the_check_refuses_the_build_refuses(said: tuple[set[str], set[str]]) -> None:
    assert said[1] == said[0]
