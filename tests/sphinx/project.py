"""A handbook in a folder of its own that a test can write, build and inspect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from handbook.library.library import Library
from handbook.sphinx_ext.domain import HandbookDomain
from handbook.sphinx_ext.nodes import placeholder, quick_html
from handbook.sphinx_ext.transforms import filled

CONF = """
extensions = ["handbook"]
primary_domain = "hb"
project = "Small"
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist"]
"""

TERM = """---
en: {en}
zh: {zh}
{more}---
# {zh}

{zh}是什么。
"""

BIB = """@inproceedings{{{key},
  author     = {{Doe, Jane and Roe, Richard}},
  title      = {{{title}}},
  booktitle  = {{Proceedings of Something}},
  eventtitle = {{SOME 2022}},
  year       = {{2022}}
}}
"""

ENTRY = """
:::{{paper}} {key}
:title: {title}
:topics: {topics}
:institutions: inst-a
:methods: method-a

{summary}
:::
"""


def term(zh: str, en: str = "", **more: str) -> str:
    """Return the page of a term."""
    lines = "".join(f"{name}: {value}\n" for name, value in more.items())
    return TERM.format(zh=zh, en=en or f"English {zh}", more=lines)


def entry(key: str, title: str = "", topics: str = "topic-a", summary: str = "摘要。") -> str:
    """Return the directive of a paper."""
    return ENTRY.format(key=key, title=title or f"题目 {key}", topics=topics, summary=summary)


def issue(number: int, *entries: str) -> str:
    """Return the page of an issue."""
    return f"---\nissue: {number}\ntitle: 题目 {number}\ndate: 2022-10\n---\n# 第 {number} 期\n\n## 论文推荐\n" + "".join(entries)


def bib(key: str, title: str = "") -> str:
    """Return the entry of a paper."""
    return BIB.format(key=key, title=title or f"Title of {key}")


def toctree(title: str, *entries: str, body: str = "") -> str:
    """Return a page with a table of contents."""
    glob = ":glob:\n" if any("*" in entry or "[" in entry for entry in entries) else ""
    return f"# {title}\n\n{body}\n\n```{{toctree}}\n{glob}\n" + "\n".join(entries) + "\n```\n"


SMALL = {
    "conf.py": CONF,
    "index.md": toctree(
        "首页", "issues/index", "docs/topics/index", "docs/methods/index", "docs/institutions/index", "docs/authors/index"
    ),
    "issues/index.md": toctree("各期", "[0-9]*", body="```{listing} issues\n```"),
    "docs/topics/index.md": toctree("主题", "*", body="```{listing} topics\n```"),
    "docs/methods/index.md": toctree("方法", "*", body="```{listing} methods\n```"),
    "docs/institutions/index.md": toctree("机构", "*", body="```{listing} institutions-by-country\n```"),
    "docs/authors/index.md": toctree("作者", "*", body="```{listing} authors\n```"),
    "docs/authors/d.md": "# D\n\n```{listing} authors-d\n```\n",
    "docs/authors/r.md": "# R\n\n```{listing} authors-r\n```\n",
    "docs/topics/topic-a.md": term("主题甲"),
    "docs/topics/topic-b.md": term("主题乙", broader="topic-a"),
    "docs/methods/method-a.md": term("方法甲"),
    "docs/institutions/inst-a.md": term("机构甲", country="CN"),
    "issues/001.md": issue(1, entry("doe2022one"), entry("doe2022two", topics="topic-b")),
    "issues/002.md": issue(2, entry("doe2022three")),
    "bib/001.bib": bib("doe2022one") + bib("doe2022two"),
    "bib/002.bib": bib("doe2022three"),
}
"""The smallest handbook that has one of everything."""


@dataclass(kw_only=True)
class Built:
    """What one build did."""

    app: Sphinx
    read: set[str]
    written: set[str]
    warnings: list[str]
    info: str

    @property
    def domain(self) -> HandbookDomain:
        return cast(HandbookDomain, self.app.env.get_domain("hb"))

    @property
    def library(self) -> Library:
        return self.domain.library


@dataclass(kw_only=True)
class Project:
    """A folder with a handbook."""

    root: Path
    out: Path = field(init=False)

    def __post_init__(self) -> None:
        self.out = self.root.parent / f"{self.root.name}-out"

    def write(self, files: dict[str, str | bytes]) -> None:
        """Write files, and overwrite existing ones."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the first *old* in a file, which must be there."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def remove(self, name: str) -> None:
        """Remove a file."""
        (self.root / name).unlink()

    def build(
        self, builder: str = "html", *, out: Path | None = None, jobs: int = 1, fresh: bool = False, **config: Any
    ) -> Built:
        """Build, and return what the build did; the pages read and written are known only of a serial build."""
        out = out or self.out
        doctrees = out.parent / f"{out.name}-doctrees"
        status, warning = StringIO(), StringIO()
        read: set[str] = set()
        written: set[str] = set()
        with patch_docutils(self.root), docutils_namespace():
            app = Sphinx(
                self.root,
                self.root,
                out / builder,
                doctrees,
                builder,
                confoverrides=config,
                status=status,
                warning=warning,
                freshenv=fresh,
                parallel=jobs,
            )
            app.connect("source-read", lambda _app, docname, _source: read.add(docname))
            app.connect("doctree-resolved", lambda _app, _doctree, docname: written.add(docname))
            app.build()
        plain = re.sub(r"\x1b\[[0-9;]*m", "", warning.getvalue())
        lines = [line.replace(f"{self.root}/", "") for line in plain.splitlines() if line]
        return Built(app=app, read=read, written=written, warnings=lines, info=status.getvalue())

    def doctree(self, built: Built, docname: str) -> nodes.document:
        """Return the resolved doctree of a page, with its placeholders filled as the writer of HTML fills them."""
        doctree = built.app.env.get_and_resolve_doctree(docname, built.app.builder, tags=built.app.tags)
        for node in list(doctree.findall(placeholder)):
            node.replace_self(filled(node, built.domain))
        while found := list(doctree.findall(quick_html)):
            for node in found:
                node.replace_self(node["make"]())
        return doctree


def files_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files below a folder with their content, except records of the build itself."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(".buildinfo"):
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the files below a folder with what tells whether they were touched."""
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.rglob("*") if path.is_file()}


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """Assert that no file below a folder is touched."""
    before = state(folder)
    yield
    assert state(folder) == before
