"""The reader of pages: bytes of a Markdown file in, a Page out; Sphinx and the command line both call it.

It reads the block structure with the parser that MyST is built on, so that both agree on where a directive begins and ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model.identity import Identity
from ..model.places import issue_path
from ..model.problems import Location, Problem, problem
from ..model.records import Issue, Page, Section, Term
from ..text.folding import slug
from ..text.messages import mark as _
from . import allowed
from .blocks import PageWalk
from .entities import without_hidden_entities
from .faults import Faults
from .files import decode, page_kind, split_front_matter
from .front_matter import read_front_matter, read_issue, read_profile, read_term
from .limits import MAX_PAGE_BYTES, MAX_PAGE_LINES, MAX_REFUSAL_PASSES
from .mentions import PageLines
from .refusals import Refusals

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..model.people import Profile
    from .values import FieldValues

_NOT_ANCHOR = re.compile(r"[^a-z0-9]+")


def read_page(path: str, data: bytes, identity: Identity | None = None) -> tuple[Page, str]:
    """Return the page at *path* of the handbook with that *identity*, and the text that remains to be shown.

    That text is decoded, and the front matter of an issue, a term or a person is taken out of it. Of the page of an untrusted
    contributor only the markup that such pages may hold remains.
    """
    if len(data) > MAX_PAGE_BYTES:
        return _too_large(path, _("the file"), len(data), MAX_PAGE_BYTES), ""
    text, problems = decode(data, path)
    if (line_ends := text.count("\n")) > MAX_PAGE_LINES:
        return _too_large(path, _("the number of lines"), line_ends, MAX_PAGE_LINES), ""
    kind = page_kind(path)
    front, body = split_front_matter(text)
    try:
        walk, body = _walk(path, body, kind)
        readable = True
    except (IndexError, RecursionError):  # the parser, which is MyST's too, fails on some comments inside quotations
        unreadable = problem("markdown-unreadable", Location(path=path, line=1))
        walk = PageWalk(page=PageLines(path=path, lines=()), is_issue=False, problems=[unreadable])
        readable = False
    head = _Head(path=path, kind=kind, identity=identity or Identity(), problems=list(problems))
    head.read(front, walk, body, readable=readable)
    if not readable:
        body = text = _shown_as_code(head.title or path, body)
    page = Page(
        path=path,
        issue=head.issue,
        term=head.term,
        profile=head.profile,
        items=tuple(walk.items),
        errata=tuple(walk.errata),
        mentions=tuple(walk.mentions),
        sections=tuple(_sections(walk.prose[:1] if kind == "issue" else walk.prose)),
        labels=tuple(walk.labels),
        problems=tuple(sorted([*head.problems, *walk.problems], key=lambda each: each.location)),
    )
    return page, body if kind or allowed.is_untrusted(path) else text


def _too_large(path: str, part: str, size: int, limit: int) -> Page:
    top = Location(path=path, line=1)
    return Page(path=path, problems=(problem("too-large", top, part=part, size=size, limit=limit),))


@dataclass(slots=True, kw_only=True)
class _Head:
    """What the front matter and the title of a page say, and what is wrong with them."""

    path: str
    kind: str
    """That of page_kind."""
    identity: Identity
    issue: Issue | None = None
    term: Term | None = None
    profile: Profile | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the file without its ending."""
        return self.path.rpartition("/")[2].removesuffix(".md")

    @property
    def title(self) -> str:
        """The title that the page of a term or a person must have; empty for any other page."""
        if self.profile:
            return self.profile.title(is_chinese=self.identity.is_chinese)
        return self.term.zh if self.term else ""

    def read(self, front: str | None, walk: PageWalk, body: str, *, readable: bool) -> None:
        """Read the front matter, and compare the title that the walk found, if the page is *readable*, with it."""
        if not self.kind:
            self._check_page_without_head(front)
            return
        fields = read_front_matter(front or "", first_line=2, path=self.path)
        if front is None:
            self._report("front-matter-missing", required=self._required())
        if self.kind == "person":
            if front is None:
                fields.values.update(names=([walk.title or self.name], 1))
            self.profile = read_profile(fields, self.name)
        elif self.kind != "issue":
            if front is None:  # the id is known all the same: items that name the term are not to be reported as well
                fields.values.update(en=(self.name, 1), zh=(walk.title or self.name, 1))
            self.term = read_term(fields, self.kind, self.name, needs_zh=self.identity.is_chinese)
        elif front is not None:
            self._read_issue(fields)
        self.problems += fields.problems
        if readable:
            self._check_title(walk, fields, body)

    def _required(self) -> str:
        """Return the fields that the front matter needs."""
        if self.kind == "issue":
            return "issue, title, date"
        if self.kind == "person":
            return "names"
        return "en, zh" if self.identity.is_chinese else "en"

    def _check_page_without_head(self, front: str | None) -> None:
        if allowed.is_untrusted(self.path):
            if front is not None:
                self._report(
                    "markup-refused", markup="---", expected=_("only pages of issues, terms and people have front matter")
                )
            if not allowed.is_file_name(self.path):
                self._report("bad-id", id=self.path)

    def _read_issue(self, fields: FieldValues) -> None:
        self.issue = read_issue(fields)
        if self.issue is not None and self.path != issue_path(self.issue.number):
            self._report("file-name", path=issue_path(self.issue.number))

    def _check_title(self, walk: PageWalk, fields: FieldValues, body: str) -> None:
        if not walk.title:
            title = self.title or (self.identity.heading(self.issue.number) if self.issue else self.name)
            first_line = body[: len(body) - len(body.lstrip())].count("\n") + 1
            self._report("title-missing", first_line, title=title)
        elif self.title and (named := self._name_field(fields)) and walk.title != self.title:
            self._report("title-differs", walk.title_line, title=walk.title, field=named, name=self.title)

    def _name_field(self, fields: FieldValues) -> str:
        """Return the field with the name that pages show; empty if the front matter lacks it."""
        if self.profile:
            return "zh" if self.title == self.profile.zh else "names" if fields.get("names") else ""
        names = ("zh",) if self.identity.is_chinese else ("zh", "en")
        return next((name for name in names if fields.get(name)), "")

    def _report(self, code: str, line: int = 1, **params: object) -> None:
        self.problems.append(problem(code, Location(path=self.path, line=line), **params))


def _walk(path: str, text: str, kind: str) -> tuple[PageWalk, str]:
    """Return what the page says and its text, both without the markup that is refused.

    Refused markup is removed line by line, and the page is read again until there is none left, because a removal can reveal
    more. Only the refusals of the first pass are reported: they are what the page itself holds.
    """
    is_untrusted = allowed.is_untrusted(path)
    if is_untrusted and text.startswith("---"):  # MyST would take it for front matter, closed or not
        text = _without(text, [(0, 1)])
    problems: list[Problem] = []
    for _pass in range(MAX_REFUSAL_PASSES):
        lines = text.split("\n")
        walk = PageWalk(page=PageLines(path=path, lines=lines), is_issue=kind == "issue")
        if is_untrusted:
            walk.refusals, walk.faults = Refusals(path=path, page=lines), Faults(path=path, page=walk.page)
        walk.read(text, first_line=1, inside=())
        refused = walk.refusals
        changed = walk.hidden or (refused is not None and (refused.lines or refused.links))
        if not changed:
            walk.problems += problems
            walk.problems += walk.faults.problems() if walk.faults else ()
            return walk, text
        if not problems:
            problems = [*(refused.problems if refused else ())]
            problems += (each for each in walk.problems if each.code == "hidden-character")
        text = _without_hidden(text, walk.hidden)
        if refused is not None:
            text = _without(refused.without_links(text), refused.lines)
    return PageWalk(page=PageLines(path=path, lines=()), is_issue=False, problems=problems), "\n" * text.count("\n")


def _without_hidden(text: str, numbers: Collection[int]) -> str:
    """Return *text* without the entities of invisible characters in the lines with those numbers, from 1."""
    lines = text.split("\n")
    for number in numbers:
        lines[number - 1] = without_hidden_entities(lines[number - 1])
    return "\n".join(lines)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return *text* with some of its lines left empty; a span is the first line, from 0, and the one after the last."""
    lines = text.split("\n")
    for first, end in spans:
        lines[first:end] = [""] * (min(end, len(lines)) - first)
    return "\n".join(lines)


def _sections(prose: Iterable[tuple[str, list[str]]]) -> Iterator[Section]:
    """Yield the sections with the anchors that docutils and the transform StableAnchors give them."""
    taken: set[str] = set()
    next_number: dict[str, int] = {}
    for title, paragraphs in prose:
        anchor = _NOT_ANCHOR.sub("-", title.lower()).strip("-").lstrip("-0123456789")
        if not anchor or anchor in taken:
            wanted = anchor = slug(title) or "section"
            while anchor in taken:
                number = next_number.get(wanted, 2)
                anchor, next_number[wanted] = f"{wanted}-{number}", number + 1
        taken.add(anchor)
        yield Section(title=title, anchor=anchor, text="\n\n".join(paragraphs))


def _shown_as_code(title: str, text: str) -> str:
    """Return a page that shows *text* as it is written, in a code block below a heading."""
    heading = "".join(char for char in title if char.isalnum() or char in " -./")
    fence = "`" * (3 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"# {heading}\n\n{fence}text\n{text}\n{fence}\n"
