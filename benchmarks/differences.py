"""How references differ from those of pandoc's citeproc with the same style, by kind."""

from __future__ import annotations

import html
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from handbook.exporters.citeproc import FOLDER

from .kept import of_json, squeezed

MARKDOWN = "---\nnocite: '@*'\nbibliography: all.json\nlink-bibliography: false\n---\n"
_ENTRY = re.compile(r'<div id="ref-r(\d+)"[^>]*>(.*?)\n?</div>(?=\n<div id="ref-r|\n</div>|\s*$)', re.DOTALL)
_MARGIN = re.compile(r'<div class="csl-left-margin">.*?</div>', re.DOTALL)
_SUFFIX = re.compile(r"(?<=\(\d{4})[a-z](?=[,)])|(?<=\(n\.d\.)-[a-z](?=[,)])")
"""The letter that tells two references of a year apart: a reference by itself has none."""
_OURS = re.compile(r"(?<=.) arXiv:\S+\.$")
"""The number of arXiv, which we add where the style has no place for it."""
_TOKEN = re.compile(r"\w+|[^\w\s]")


def program() -> str:
    """Return the pandoc of the wheel pypandoc_binary: those of distributions are older and lack terms of the styles."""
    import pypandoc

    path: str = pypandoc.get_pandoc_path()
    return path


def pandoc(style: str, items: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    """Return what pandoc prints of items of CSL's data, by their places."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known = [{**item, "id": f"r{place}"} for place, item in enumerate(items)]
        (folder / "all.json").write_text(json.dumps(known), encoding="utf-8")
        (folder / "all.md").write_text(MARKDOWN, encoding="utf-8")
        command = [program(), "--citeproc", f"--csl={FOLDER / style}.csl", "--wrap=none", "-t", "html", "all.md"]
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return references(done.stdout.decode())


def references(page: str) -> dict[int, str]:
    """Return the text of the references of a page of pandoc's, by their places, without numbers before them."""
    found = _ENTRY.findall(page)
    return {int(place): html.unescape(re.sub(r"<[^>]+>", "", _MARGIN.sub("", text))) for place, text in found}


def normal(text: str) -> str:
    """Return a reference with spaces made one, without what only lists have and what only we add."""
    return _OURS.sub("", _SUFFIX.sub("", " ".join(text.split())))


def difference(ours: str, theirs: str, item: Mapping[str, Any]) -> str:
    """Return in what two references differ first, as a kind; empty where they are the same.

    What differs is named by the field of *item* that it is part of, else as it stands.
    """
    ours, theirs = normal(ours), normal(theirs)
    if ours == theirs:
        return ""
    if ours.casefold() == theirs.casefold():
        return "capitals"
    left, right = _TOKEN.findall(ours), _TOKEN.findall(theirs)
    for tag, start, end, other_start, other_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            has, wants = left[start:end], right[other_start:other_end]
            return f"{_label(has, item)} for {_label(wants, item)}"
    return "spaces"


def _label(tokens: Sequence[str], item: Mapping[str, Any]) -> str:
    """Return a name for a part of a reference."""
    text = " ".join(tokens)
    if not tokens:
        return "nothing"
    wanted = squeezed(text)
    if len(wanted) > 1:
        for name, value in _fields(item):
            if wanted in squeezed(value) or (squeezed(value) and squeezed(value) in wanted and len(squeezed(value)) > 3):
                return name
    return f"`{text[:24]}`"


def _fields(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from of_json({name: value for name, value in item.items() if name not in ("id", "type", "citation-key")})
