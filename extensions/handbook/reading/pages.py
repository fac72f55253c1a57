"""The reader of pages: bytes of a Markdown file in, a Page out; Sphinx and the command line both call it.

It reads the block structure with the parser that MyST is built on, so that both agree on where a directive begins and ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.identity import Identity
from ..model.problems import Location, Problem, problem
from ..model.records import (
    Issue,
    Page,
    Section,
    Term,
)
from ..text.folding import slug
from ..text.messages import mark as _
from . import allowed, fields
from .blocks import _Walk
from .files import decode, page_kind, split_front_matter
from .refusals import Refusals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_PASSES = 4
"""How often a page is read again after what is not allowed has been taken out; then nothing of it is shown."""


_NOT_ANCHOR = re.compile(r"[^a-z0-9]+")


def read_page(path: str, data: bytes, identity: Identity | None = None) -> tuple[Page, str]:
    """Return the page at *path* of the handbook with that *identity*, and the text that remains to be shown.

    That text is decoded, and the front matter of an issue or a term is taken out of it. Of the page of a stranger there remains
    only what such pages may hold.
    """
    identity = identity or Identity()
    top = Location(path=path, line=1)
    if len(data) > allowed.LARGEST_PAGE:
        large = problem("too-large", top, part=_("the file"), size=len(data), limit=allowed.LARGEST_PAGE)
        return Page(path=path, problems=(large,)), ""
    text, problems = decode(data, path)
    if (lines := text.count("\n")) > allowed.MOST_LINES:
        part, limit = _("the number of lines"), allowed.MOST_LINES
        return Page(path=path, problems=(problem("too-large", top, part=part, size=lines, limit=limit),)), ""
    kind = page_kind(path)
    strangers = allowed.is_of_strangers(path)
    front, rest = split_front_matter(text)
    readable = True
    try:
        walk, rest = _walked(path, rest, kind)
    except (IndexError, RecursionError):  # the parser, which is MyST's too, fails on some comments inside quotations
        readable = False
        walk = _Walk(path=path, is_issue=False, problems=[problem("markdown-unreadable", Location(path=path, line=1))])
    issue: Issue | None = None
    term: Term | None = None
    found: list[Problem] = list(problems)
    name = path.rpartition("/")[2].removesuffix(".md")
    if strangers and not kind and front is not None:
        found.append(problem("markup-refused", top, markup="---", expected=_("only an issue or a term has a front matter")))
    if strangers and not kind and not allowed.is_file_name(path):
        found.append(problem("bad-id", top, id=path))
    if kind:
        values = fields.read_front_matter(front or "", first_line=2, path=path)
        if front is None:
            required = "issue, title, date" if kind == "issue" else "en, zh" if identity.is_chinese else "en"
            found.append(problem("front-matter-missing", top, required=required))
        elif kind == "issue":
            issue = fields.read_issue(values)
            if issue is not None and name != f"{issue.number:03}":
                found.append(problem("file-name", top, path=f"issues/{issue.number:03}.md"))
        if kind != "issue":
            if front is None:  # the id is known all the same, so that what names the term is not reported as well
                values.values.update(en=(name, 1), zh=(walk.title or name, 1))
            term = fields.read_term(values, kind, name, needs_zh=identity.is_chinese)
        found += values.problems
        if not walk.title and readable:
            expected = (term.zh if term else "") or (identity.heading(issue.number) if issue else name)
            found.append(
                problem(
                    "title-missing",
                    Location(path=path, line=rest[: len(rest) - len(rest.lstrip())].count("\n") + 1),
                    title=expected,
                )
            )
        elif term and readable and (field := fields.name_field(values, needs_zh=identity.is_chinese)) and walk.title != term.zh:
            where = Location(path=path, line=walk.title_line)
            found.append(problem("title-differs", where, title=walk.title, field=field, name=term.zh))
    if not readable:
        title = "".join(char for char in (term.zh if term else path) if char.isalnum() or char in " -./")
        rest = text = f"# {title}\n\n{_literal(rest)}\n"
    page = Page(
        path=path,
        issue=issue,
        term=term,
        items=tuple(walk.items),
        errata=tuple(walk.errata),
        mentions=tuple(walk.mentions),
        sections=tuple(_sections(walk.prose[:1] if kind == "issue" else walk.prose)),
        problems=tuple(sorted([*found, *walk.problems], key=lambda each: each.location)),
    )
    return page, rest if kind or strangers else text


def _walked(path: str, text: str, kind: str) -> tuple[_Walk, str]:
    """Return what the page says and its text, both without what the page of a stranger may not hold.

    What is not allowed is taken out line by line, and the page is read again until there is none of it: taking something out
    can show something else. What is reported is what the page itself has.
    """
    strangers = allowed.is_of_strangers(path)
    if strangers and text.startswith("---"):  # MyST would take it for a front matter, closed or not
        text = _without(text, [(0, 1)])
    problems: list[Problem] | None = None
    for _pass in range(MOST_PASSES if strangers else 1):
        lines = text.split("\n")
        found = Refusals(path=path, page=lines) if strangers else None
        walk = _Walk(path=path, is_issue=kind == "issue", lines=lines, refusals=found)
        walk.read(text, first_line=1, inside=())
        if found is None:
            return walk, text
        problems = problems or found.problems
        if not found.lines:
            walk.problems += problems
            return walk, text
        text = _without(text, found.lines)
    return _Walk(path=path, is_issue=False, problems=problems or []), "\n" * text.count("\n")


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return *text* with some of its lines left empty; each span is the first line, from 0, and the one after the last."""
    lines = text.split("\n")
    for first, end in spans:
        lines[first:end] = [""] * (min(end, len(lines)) - first)
    return "\n".join(lines)


def _sections(prose: Iterable[tuple[str, list[str]]]) -> Iterator[Section]:
    """Yield the sections with the anchors that docutils and the transform StableAnchors give them."""
    taken: set[str] = set()
    for title, texts in prose:
        anchor = _NOT_ANCHOR.sub("-", title.lower()).strip("-").lstrip("-0123456789")
        if not anchor or anchor in taken:
            wanted, number = slug(title) or "section", 2
            anchor = wanted
            while anchor in taken:
                anchor, number = f"{wanted}-{number}", number + 1
        taken.add(anchor)
        yield Section(title=title, anchor=anchor, text="\n\n".join(texts))


def _literal(text: str) -> str:
    """Return *text* as a code block, so that it is shown without being read."""
    fence = "`" * (3 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}text\n{text}\n{fence}"
