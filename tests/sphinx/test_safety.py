"""Nothing that an untrusted contributor writes runs, loads or reads anything: it is reported and is not in the output."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from handbook.reading import allowed

from .. import html
from .hostile import BODIES, FRONTS, HARMLESS, NAMES, OUTSIDE, SECRET
from .project import SMALL, Built, Project, bib, entry, issue, toctree

FORBIDDEN = (
    "applet",
    "base",
    "embed",
    "form",
    "frame",
    "iframe",
    "input",
    "meta",
    "object",
    "script",
    "style",
    "svg",
    "template",
)
ADDRESSES = ("action", "background", "cite", "data", "formaction", "href", "poster", "src", "srcset", "xlink:href")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\0\0\0\0:~\x9bU"
"""The beginning of a picture."""


ISSUES = 3
"""How many issues the hostile texts are divided between, as entries."""


def write(folder: Path) -> Project:
    """Write a handbook with every hostile page."""
    project = Project(root=folder / "work" / "hostile")
    (folder / "work").mkdir()
    outside = folder / "work" / "secret.txt"
    for name in ("secret.txt", "secret.md", "secret.png"):
        (folder / "work" / name).write_text(SECRET, encoding="utf-8")
    project.write({**SMALL, **HARMLESS, "docs/images/a.png": PNG, "docs/images/evil.svg": "<svg onload='pwned()'/>"})
    project.edit("conf.py", 'project = "Small"', f'project = "Small"\n# {SECRET}')
    for number, (name, text) in enumerate(BODIES.items()):
        front = f"---\nen: E{number}\nzh: 甲{number}\n---\n# 甲{number}\n\n"
        project.write({f"docs/topics/{name}.md": f"{front}text\n\n{text.replace(OUTSIDE, str(outside))}\n"})
    for number in range(ISSUES):
        items = (
            f"::::::{{news}} n-{name}\n:title: t\n\ntext\n\n{text.replace(OUTSIDE, str(outside))}\n::::::\n"
            for name, text in list(BODIES.items())[number::ISSUES]
        )
        project.write({f"issues/{number + 100}.md": issue(number + 100, "\n", *items)})
    project.write({f"docs/methods/{name}.md": text for name, text in FRONTS.items()})
    project.write(
        {
            "issues/sub/index.md": toctree("下", "pwned <javascript://pwned>"),
            "issues/sub/a.md": "---\nmyst: {html_meta: {a: pwned}}\n---\n# 下\n\n<script>pwned()</script>\n",
            "docs/topics/evil.rst": "Evil\n====\n\n.. raw:: html\n\n   <script>pwned()</script>\n",
        }
    )
    (project.root / "docs/topics/linked.md").symlink_to(folder / "work/secret.md")
    (project.root / "docs/images/linked.png").symlink_to(folder / "work/secret.png")
    project.write({"docs/topics/shows-link.md": "---\nen: S\nzh: 链\n---\n# 链\n\n![a](../images/linked.png)\n"})
    return project


def names(project: Project) -> None:
    """Add names and values that look like markup but are text."""
    tag, escaped = NAMES, NAMES.replace("<", "&lt;")
    event = f":title: {tag}\n:title-en: {tag}\n:people: {tag}\n:printed-date: {tag}\n:url: https://a.org/?{tag.replace(' ', '')}"
    erratum = f":printed: {tag}\n:correct: </script>{tag}\n\n{escaped}"
    front = f'---\nissue: 3\ntitle: "{tag}"\ndate: 2022\ncontributors: ["{tag}"]\n---\n# 第 3 期\n'
    project.write(
        {
            "docs/institutions/named.md": (f'---\nen: "{tag} En"\nzh: "{tag}"\naliases: ["{tag} A"]\n---\n# {escaped}\n\n文。\n'),
            "issues/003.md": (
                front
                + entry("doe2022four", title=tag, topics="topic-a").replace("inst-a", "named")
                + f":::{{event}} event-3\n{event}\n\n文。\n:::\n:::{{erratum}}\n{erratum}\n:::\n"
            ),
            "bib/003.bib": bib("doe2022four", title=f"</script>{tag}").replace("Doe, Jane", f"{tag}, Jane"),
        }
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Built]:
    """Return the hostile handbook and the warnings of its build."""
    project = write(tmp_path_factory.mktemp("hostile"))
    return project, project.build()


def content(page: Path) -> etree._Element:
    """Return the content of a page that its author wrote."""
    body = html.tree(page).xpath("//div[@role='main'] | //main | //article")
    assert body, page
    return body[0]


def dangers(element: etree._Element) -> Iterator[str]:
    """Yield the parts of an element that can run, load or disguise something."""
    for each in element.iter(etree.Element):
        if each.tag in FORBIDDEN:
            yield f"<{each.tag}>"
        for name, value in each.attrib.items():
            if name.lower().startswith("on") or name in ("style", "srcdoc", "http-equiv"):
                yield f"{name}={value}"
            if name in ADDRESSES:
                parts = urlsplit(re.sub(r"[\0-\x20]", "", value))
                if parts.scheme not in ("", "http", "https") or (not parts.scheme and parts.netloc):
                    yield f"{name}={value}"
                if each.tag == "img" and (parts.scheme or "_images/a" not in value):
                    yield f"picture {value}"
        if {"fixed-top", "pwned", "vh-100"} & set(each.get("class", "").split()):
            yield f"class={each.get('class')}"
        if each.get("id") == "pwned":
            yield "id"


def all_dangers(out: Path) -> dict[str, list[str]]:
    """Return the dangerous parts, by page."""
    pages = (*out.glob("issues/**/*.html"), *out.glob("docs/**/*.html"))
    assert len(pages) > 2
    return {page.relative_to(out).as_posix(): found for page in pages if (found := list(dangers(content(page))))}


def leaks(out: Path) -> list[str]:
    """Return the files below the output folder that contain the text of other files."""
    return [path.name for path in out.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


def test_every_hostile_page_is_reported(hostile: tuple[Project, Built]) -> None:
    matches = (re.match(r"([^:]+):(\d+): WARNING: .*\[hb\.", line) for line in hostile[1].warnings)
    said = {(match[1], int(match[2])) for match in matches if match}
    pages = {
        *(f"docs/topics/{name}.md" for name in BODIES),
        *(f"docs/methods/{name}.md" for name in FRONTS),
        *(
            "issues/sub/index.md",
            "issues/sub/a.md",
            "docs/topics/linked.md",
            "docs/images/linked.png",
            "docs/topics/shows-link.md",
        ),
    }
    assert sorted(pages - {path for path, _line in said}) == []
    assert "docs/topics/harmless.md" not in {path for path, _line in said}
    for path in (f"issues/{number + 100}.md" for number in range(ISSUES)):
        lines = (hostile[0].root / path).read_text(encoding="utf-8").split("\n")
        starts = [number for number, line in enumerate(lines, start=1) if line.startswith("::::::{news}")]
        for start, end in pairwise([*starts, len(lines)]):
            assert any(each == path and start <= line < end for each, line in said), lines[start - 1]


def test_no_hostile_markup_is_in_the_output(hostile: tuple[Project, Built]) -> None:
    out = hostile[0].out / "html"
    assert all_dangers(out) == {}
    assert leaks(out) == []
    assert not (out / "_downloads").exists()
    assert not (out / "docs/topics/evil.html").exists()
    assert not (out / "docs/topics/linked.html").exists()
    assert [path.name for path in (out / "_images").iterdir()] == ["a.png"]


def test_the_reader_refuses_all_of_it_before_it_is_parsed(hostile: tuple[Project, Built]) -> None:
    late = [line for line in hostile[1].warnings if "write plain Markdown" in line]
    assert len(late) == 1
    assert "docs/topics/shows-link.md" in late[0]  # what only the disk can tell


def test_what_is_allowed_is_shown(hostile: tuple[Project, Built]) -> None:
    page = content(hostile[0].out / "html/docs/topics/harmless.html")
    text = " ".join("".join(page.itertext()).split())
    for part in ("<script>、{raw}、2 和 <b>，1 < 2，a & b，<b>。", "<script>kept()</script>", "提示。", "注。"):
        assert part in text
    links = set(page.xpath(".//@href"))
    assert {"https://example.org/a_(b)", "https://example.org", "topic-a.html"} <= links
    assert page.xpath(".//img/@src") == ["../../_images/a.png"]


def test_the_guard_removes_what_the_reader_would_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowed, "is_untrusted", lambda path: False)  # the guard has its own name for it
    project = write(tmp_path)
    for path in (*(project.root / "docs/methods").glob("*.md"), *project.root.glob("issues/1*.md")):
        if path.stem in FRONTS or path.parent.name == "issues":  # front matter is the reader's alone; issues take their time
            path.unlink()
    built = project.build()
    found = {what for each in all_dangers(project.out / "html").values() for what in each}
    assert {what for what in found if not what.startswith(("class=", "id"))} == set()
    assert leaks(project.out / "html") == []
    assert len([line for line in built.warnings if "write plain Markdown" in line]) > len(BODIES) / 2


def test_names_are_text_wherever_they_are_shown(small: Project) -> None:
    names(small)
    small.build(html_theme="sphinx_book_theme")
    out = small.out / "html"
    shown = 0
    for page in out.rglob("*.html"):
        tree = html.tree(page)
        shown += "onerror" in "".join(tree.itertext())
        assert tree.xpath("//@onerror") == [], page
        assert tree.xpath("//img[@src='x']") == [], page
        for script in tree.xpath("//script[not(@src)]"):
            assert script.get("type") == "application/ld+json", page
            json.loads(script.text)
    assert shown > 5
