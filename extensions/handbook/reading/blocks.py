"""TODO."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

from ..model.problems import Location, Problem, problem
from ..model.records import (
    ITEM_KINDS,
    LETTERS,
    LISTINGS,
    TERM_KINDS,
    YEARS,
    Erratum,
    Item,
    Mention,
)
from ..text.guesses import closest
from ..text.messages import mark as _
from . import allowed, fields, refusals
from .files import DRAFT
from .names import is_identifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from .refusals import Refusals

CARD_DIRECTIVES = ("issue", *TERM_KINDS)
"""Directives that show what another page defines."""


DEEPEST = 16
"""How many directives may stand inside each other: Sphinx stops somewhere beyond."""


_LATER = frozenset((*(f"authors-{letter}" for letter in LETTERS[1:]), *(f"papers-{year}" for year in YEARS[1:])))
"""Listings that a message leaves out, where it names those that there are."""


_DIRECTIVE = re.compile(r"\{(?:hb:)?([^\s}]+)\}[ \t]*(.*)", re.DOTALL)


_ROLE_OR_CODE = re.compile(
    r"(?<!\\)\{(?:(?P<domain>cite|hb):)?(?P<role>[a-z]+)\}(?P<ticks>`+)(?P<text>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|\]\(#(?P<link>[^)\s]+)\)"
    r"|(?<!`)(?P<code>`+)(?!`).+?(?<!`)(?P=code)(?!`)",
    re.DOTALL,
)


_EXPLICIT = re.compile(r".*<([^<>]+)>\s*", re.DOTALL)


_CITED = re.compile(r"(?:\{[^{}]*\})?\s*([^{}\s,]+)\s*(?:\{[^{}]*\})?")


_VERBATIM = frozenset({"code", "code-block", "sourcecode", "literalinclude", "math", "raw", "parsed-literal", "eval-rst"})


_ROLES = frozenset({*TERM_KINDS, *ITEM_KINDS, "issue"})


@lru_cache
def _parser(*, strict: bool = False) -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark")
        .enable("table")
        .use(colon_fence_plugin)
        .use(deflist_plugin)
        .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
        .use(myst_block_plugin)
        .disable(["inline", "text_join"], ignoreInvalid=True)
    )
    return refusals.strict(parser) if strict else parser


def blocks(text: str) -> list[Token]:
    """Return the blocks of Markdown as MyST sees them; what is inside a paragraph is left as it is written."""
    return _parser().parse(text)


@dataclass(slots=True, kw_only=True)
class _Walk:
    """Walks down the blocks of one page and collects what it says."""

    path: str
    is_issue: bool
    lines: Sequence[str] = ()
    """The lines of the page."""
    title: str = ""
    title_line: int = 1
    headings: list[tuple[int, str]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    errata: list[Erratum] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    prose: list[tuple[str, list[str]]] = field(default_factory=list)
    """The headings with the text below each."""
    problems: list[Problem] = field(default_factory=list)
    in_item: bool = False
    """Whether what is read now belongs to the last of the items."""
    refusals: Refusals | None = None
    """What is not allowed on the page, where not everything is."""

    def read(self, text: str, first_line: int, inside: tuple[str, ...]) -> None:
        """Read *text*, which begins on *first_line* of the page, *inside* the directives named."""
        if len(inside) > DEEPEST:
            raise RecursionError
        env: dict[str, Any] = {}
        tokens = _parser(strict=self.refusals is not None).parse(text, env)
        if self.refusals:
            self.refusals.note_definitions(env, first_line)
        for index, token in enumerate(tokens):
            line = first_line + (token.map[0] if token.map else 0)
            if self.refusals and self.refusals.refuses(token, line):
                continue
            if token.type == "heading_open" and not inside and token.level == 0:
                self._heading(int(token.tag[1:]), tokens[index + 1].content.strip(), line)
            elif token.type == "inline":
                if self.prose and not inside and tokens[index - 1].type != "heading_open":
                    self.prose[-1][1].append(token.content)
                self.mentions.extend(self._mentions(token.content, line))
            elif token.type in ("fence", "colon_fence") and (match := _DIRECTIVE.match(token.info.strip())):
                argument = match[2].strip()
                col = self._column(line, argument or token.info.strip())
                raw = fields.RawDirective(
                    name=match[1],
                    argument=argument,
                    content=token.content.removesuffix("\n"),
                    location=Location(path=self.path, line=line, col=col),
                    lines=self.lines,
                )
                self._directive(raw, inside, top=not inside and token.level == 0)
            elif token.type == "myst_line_comment":
                self._comment(token.content, line)

    def _comment(self, text: str, line: int) -> None:
        for number, comment in enumerate(text.split("\n"), start=line):
            if comment.strip().startswith(DRAFT):
                task = comment.strip().removeprefix(DRAFT)
                self.problems.append(problem("draft", Location(path=self.path, line=number), task=task))

    def _heading(self, level: int, text: str, line: int) -> None:
        self.prose.append((text, []))
        if level == 1 and not self.title:
            self.title, self.title_line = text, line
            return
        self.headings = [heading for heading in self.headings if heading[0] < level] + [(level, text)]

    def _directive(self, raw: fields.RawDirective, inside: tuple[str, ...], *, top: bool) -> None:
        if raw.name in ITEM_KINDS:
            self._item(raw, inside, top=top)
        elif raw.name == "erratum":
            erratum, problems = fields.read_erratum(raw)
            self.problems.extend(problems)
            if not self.is_issue or not (top or (len(inside) == 1 and inside[0] in ITEM_KINDS)):
                expected = _("an erratum stands on the page of an issue, by itself or directly inside an entry")
                self.problems.append(problem("misplaced", raw.location, directive=raw.name, expected=expected))
            elif top:
                self.errata.append(erratum)
            elif self.in_item:
                self.items[-1] = replace(self.items[-1], errata=(*self.items[-1].errata, erratum))
        elif raw.name in CARD_DIRECTIVES and not raw.argument:
            expected = "{issue} 64" if raw.name == "issue" else f"{{{raw.name}}} {raw.name}-identifier"
            self.problems.append(problem("argument-missing", raw.location, directive=raw.name, expected=expected))
        elif raw.name in CARD_DIRECTIVES:
            self.mentions.append(Mention(role=raw.name, target=raw.argument, location=raw.location))
        elif raw.name == "listing":
            if not raw.argument:
                self.problems.append(
                    problem("argument-missing", raw.location, directive=raw.name, expected=f"{{listing}} {LISTINGS[0]}")
                )
            elif raw.argument not in LISTINGS:
                names = ", ".join(name for name in LISTINGS if name not in _LATER)
                self.problems.append(
                    problem(
                        "option-value",
                        raw.location,
                        option="{listing}",
                        value=raw.argument,
                        allowed=names,
                        close=closest(raw.argument, LISTINGS),
                    )
                )
        elif raw.name in allowed.BOXES and raw.argument:  # the text of a box may begin beside its name
            self.read(f"{raw.argument}\n{raw.content}", raw.location.line, (*inside, raw.name))
        elif raw.name not in _VERBATIM:
            self.read(raw.content, raw.location.line + 1, (*inside, raw.name))

    def _item(self, raw: fields.RawDirective, inside: tuple[str, ...], *, top: bool) -> None:
        item, problems = fields.read_item(raw, tuple(text for _level, text in self.headings))
        self.problems.extend(problems)
        in_place = self.is_issue and top
        if not in_place:
            expected = _("an entry stands on the page of an issue, outside any other directive or list")
            self.problems.append(problem("misplaced", raw.location, directive=raw.name, expected=expected))
        counts = in_place and is_identifier(item.id)
        if counts:
            self.items.append(replace(item, summary=_without_errata(item.summary)))
        else:  # what it names is still to be checked
            uses = ((kind, use) for kind in TERM_KINDS for use in item.uses(kind))
            self.mentions.extend(Mention(role=kind, target=use.text, location=use.location) for kind, use in uses)
        self.in_item, before = counts, self.in_item
        if counts:
            self.read(item.summary, item.body_line, (*inside, raw.name))
        else:  # all of it is shown as text, its options too
            self.read(raw.content, raw.location.line + 1, (*inside, raw.name))
        self.in_item = before

    def _mentions(self, text: str, line: int) -> Iterator[Mention]:
        for match in _ROLE_OR_CODE.finditer(text):
            role, domain = match["role"], match["domain"]
            if role is None and match["link"] is None:
                continue
            if match["link"] is not None:
                yield Mention(role="any", target=match["link"], location=self._place(text, line, match, match["link"]))
                continue
            content = " ".join(match["text"].split())
            if domain == "cite" or (domain is None and role == "cite"):
                for part in content.split(","):
                    cited = _CITED.fullmatch(part.strip())
                    target = cited[1] if cited else part.strip()
                    yield Mention(role="cite", target=target, location=self._place(text, line, match, target))
            elif role in _ROLES:
                explicit = _EXPLICIT.fullmatch(content)
                target = (explicit[1] if explicit else content).strip()
                yield Mention(role=role, target=target, location=self._place(text, line, match, target))

    def _place(self, text: str, first_line: int, match: re.Match[str], target: str) -> Location:
        """Return the place of *target* in what a role or a link says; the paragraph *text* begins on *first_line*."""
        if match["text"] and "<" in match["text"]:  # what is shown may hold the target too
            index = text.rfind(target, match.start("text"), match.end("text"))
        else:
            index = text.find(target, match.start("text" if match["link"] is None else "link"))
        before = text[: index if index >= 0 else match.start()]
        start, line = before.rfind("\n") + 1, first_line + before.count("\n")
        return Location(path=self.path, line=line, col=self._column(line, text[start:].partition("\n")[0]) + len(before) - start)

    def _column(self, line: int, text: str) -> int:
        """Return the column in which *text*, the end of a line or a cell of it, begins; 1 where it is not there as it is."""
        return max("".join(self.lines[line - 1 : line]).rfind(text), 0) + 1


def _without_errata(body: str) -> str:
    """Return the text of an entry without the errata inside it."""
    if "{erratum}" not in body and "{hb:erratum}" not in body:
        return body
    lines = body.split("\n")
    for token in reversed(blocks(body)):
        if _is_erratum(token) and token.map:
            del lines[token.map[0] : token.map[1]]
    return "\n".join(lines).strip()


def _is_erratum(token: Token) -> bool:
    match = _DIRECTIVE.match(token.info.strip()) if token.type in ("fence", "colon_fence") else None
    return match is not None and match[1] == "erratum"
