"""Citation keys that are no identifiers: every link to them leads to an anchor that is there, and readers see the key."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from handbook.text.anchors import anchor_of, file_name_of

from .project import SMALL, Project, bib, entry, issue

KEYS = ("DBLP:conf/acl/Doe22", "张三丰2022牧场", "-1996-phrase", "a+b", "O'Brien")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a handbook that presents and cites works with such keys, built as HTML."""
    project = Project(root=tmp_path_factory.mktemp("keys") / "small")
    cited = " ".join(f"{{cite:p}}`{key}` {{paper}}`{key}`" for key in KEYS)
    project.write(
        {
            **SMALL,
            "issues/003.md": issue(3, *map(entry, KEYS)),
            "bib/003.bib": "".join(map(bib, KEYS)),
            "docs/topics/topic-b.md": SMALL["docs/topics/topic-b.md"] + cited + "\n",
        }
    )
    built = project.build()
    assert built.warnings == []
    return project


def test_every_link_to_an_anchor_leads_to_one_that_is_there(project: Project) -> None:
    out = project.out / "html"
    pages = {path: path.read_text(encoding="utf-8") for path in out.rglob("*.html")}
    ids = {path: {unescape(found) for found in re.findall(r'\bid="([^"]+)"', text)} for path, text in pages.items()}
    broken = []
    reached = set()
    for path, text in pages.items():
        for target in re.findall(r'href="([^":]*#[^"]+)"', text):
            page, _, anchor = unescape(target).partition("#")
            there = (path.parent / page).resolve() if page else path
            if there in ids and anchor:
                reached.add(anchor)
                broken += [] if anchor in ids[there] else [f"{path.name}: {target}"]
    assert broken == []
    assert {anchor_of(key) for key in KEYS} <= reached
    assert {f"ref-{anchor_of(key)}" for key in KEYS} <= reached


def test_what_is_published_for_programs_names_key_and_anchor(project: Project) -> None:
    out = project.out / "html"
    text = "".join(path.read_text(encoding="utf-8") for path in out.rglob("*.json") if "searchindex" not in path.name)
    for key in KEYS:
        assert json.dumps(key, ensure_ascii=False) in text
        assert f"papers/{file_name_of(key)}.html" in text
        assert f"#{key}" not in text
