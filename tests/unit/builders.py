"""Fabricated handbooks: the text of pages and of .bib files, and a tree that has nothing wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.library.library import Library
from handbook.model.identity import Identity
from handbook.reading.bibliography import read_bib
from handbook.reading.identity import read_identity
from handbook.reading.pages import read_page

Files = Mapping[str, str | bytes | None]

KEY = "doe2022deep"
ISSUE = "issues/064.md"
TERM = "docs/topics/tuning.md"
BIB = "bib/064.bib"
PROSE = "docs/guide/prose.md"


def front_matter(**fields: object) -> str:
    """Return a front matter; a field that is None is left out."""
    return "".join(["---\n", *(f"{name}: {value}\n" for name, value in fields.items() if value is not None), "---\n"])


def entry(key: str = KEY, *options: str, title: str = "深度示例", topics: str = "tuning", body: str = "摘要。") -> str:
    """Return the directive of a paper: its title is on the line after the first, its topics on the next one."""
    lines = [f":::{{paper}} {key}", f":title: {title}", f":topics: {topics}", *options, "", body, ":::"]
    return "\n".join(lines) + "\n"


def issue(body: str = "", *, number: object = 64, heading: str = "第 64 期", **fields: object) -> str:
    """Return the page of an issue; *body* begins on line 8 where no field is added or left out."""
    fields = {"issue": number, "title": "示例", "date": "2022-10-26", **fields}
    return f"{front_matter(**fields)}# {heading}\n\n{body or entry()}"


def term(zh: object = "微调", *, heading: str = "", body: str = "定义。", **fields: object) -> str:
    """Return the page of a term."""
    fields = {"en": "Tuning", "zh": zh, **fields}
    return f"{front_matter(**fields)}# {heading or zh}\n\n{body}\n"


def bib(key: str = KEY, kind: str = "misc", **fields: object) -> str:
    """Return a .bib entry, one field a line; a field that is None is left out."""
    fields = {"author": "Doe, Jane", "title": "Deep Examples", "year": 2022, **fields}
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value is not None)
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


PROJECT = """[tool.handbook]
name = "小手册"
periodical = "预训练周刊"
publisher = "智源社区"
masthead = ["BAAI", "预训练组", "关于周刊"]
language = "zh-CN"
issue-heading = "第 {number} 期"
section = "论文推荐"
"""
"""What is the own of a handbook in Chinese."""
WEEKLY: Identity = read_identity(PROJECT.encode())[0]

BASE: Files = {ISSUE: issue(), TERM: term(), BIB: bib(), "pyproject.toml": PROJECT}
"""The smallest handbook without any problem."""


def tree(files: Files) -> dict[str, bytes]:
    """Return BASE with *files* put over it, as bytes; None takes a file away."""
    merged = {**BASE, **files}
    return {path: text.encode() if isinstance(text, str) else text for path, text in merged.items() if text is not None}


def read(files: Files) -> Library:
    """Return the library of *files* over BASE, read from memory."""
    texts = tree(files)
    return Library(
        pages=[read_page(path, data, WEEKLY)[0] for path, data in texts.items() if path.endswith(".md")],
        bibs=[read_bib(path, data) for path, data in texts.items() if path.endswith(".bib")],
        identity=WEEKLY,
    )


@dataclass(frozen=True)
class Case:
    """Bad input over BASE and all that is said of it: code, ``path:line``, and message with hint."""

    name: str
    files: Files
    said: tuple[tuple[str, str, str], ...]


def case(name: str, files: Files, *said: tuple[str, str, str]) -> Case:
    """Return a row of the table of bad input."""
    return Case(name=name, files=files, said=said)
