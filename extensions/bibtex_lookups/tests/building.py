"""A Sphinx project in a temporary folder that a test can write, edit and build."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils


@dataclass(frozen=True, kw_only=True)
class Built:
    """The pages that a build has read and written, and its warnings."""

    read: set[str]
    written: set[str]
    warnings: list[str]


@dataclass(frozen=True, kw_only=True)
class Project:
    """A folder with the sources of a project; output goes beside it."""

    root: Path

    @property
    def out(self) -> Path:
        return self.root.with_name(f"{self.root.name}-out")

    def write(self, files: dict[str, str]) -> None:
        """Write files, and overwrite existing ones."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the first occurrence of *old* in a file, which must have one."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write({name: text.replace(old, new, 1)})

    def remove(self, *names: str) -> None:
        """Remove files."""
        for name in names:
            (self.root / name).unlink()

    def build(
        self, builder: str = "html", *, out: Path | None = None, jobs: int = 1, fresh: bool = False, **config: Any
    ) -> Built:
        """Build; only a serial build can tell which pages were read and written."""
        out = out or self.out
        warning = StringIO()
        read: set[str] = set()
        written: set[str] = set()
        with patch_docutils(self.root), docutils_namespace():
            app = Sphinx(
                self.root,
                self.root,
                out / builder,
                out.with_name(f"{out.name}-doctrees"),
                builder,
                confoverrides=config,
                status=None,
                warning=warning,
                freshenv=fresh,
                parallel=jobs,
            )
            app.connect("source-read", lambda _app, docname, _source: read.add(docname))
            app.connect("doctree-resolved", lambda _app, _doctree, docname: written.add(docname))
            app.build()
        text = re.sub(r"\x1b\[[0-9;]*m", "", warning.getvalue()).replace(f"{self.root}/", "")
        return Built(read=read, written=written, warnings=[line for line in text.splitlines() if line])


def files_below(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by name, without the build information of Sphinx."""
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".buildinfo"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
