"""The walk over the blocks of a Markdown page, which collects what the page says."""

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
from ..model.records import ITEM_KINDS, LETTERS, LISTINGS, TERM_KINDS, YEARS, Erratum, Item, Mention
from ..text.guesses import closest
from ..text.messages import mark as _
from . import allowed, refusals
from .entities import hidden_entities
from .files import DRAFT
from .limits import MAX_DIRECTIVE_DEPTH, MAX_INVISIBLE_REPORTED
from .mentions import PageLines, mentions_of
from .names import names_item
from .options import RawDirective, read_erratum, read_item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from .faults import Faults
    from .refusals import Refusals

CARD_DIRECTIVES = ("issue", *TERM_KINDS)
"""Directives that show what another page defines."""
_LISTINGS_LEFT_OUT = frozenset((*(f"authors-{letter}" for letter in LETTERS[1:]), *(f"papers-{year}" for year in YEARS[1:])))
"""Listings that a message does not name: one letter and one year stand for all."""
_VERBATIM = frozenset({"code", "code-block", "sourcecode", "literalinclude", "math", "raw", "parsed-literal", "eval-rst"})
"""Directives whose content is not Markdown."""
_FENCES = ("fence", "colon_fence")
_DIRECTIVE = re.compile(r"\{(?:hb:)?([^\s}]+)\}[ \t]*(.*)", re.DOTALL)


@lru_cache
def block_parser(*, strict: bool = False) -> MarkdownIt:
    """Return the parser of the blocks that MyST sees; a strict one sees also the blocks that are refused."""
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
    """Return the blocks of Markdown as MyST sees them; the content of a paragraph is left as it is written."""
    return block_parser().parse(text)


def _end(tokens: Sequence[Token], index: int) -> int:
    """Return the index behind the block that begins at *index*: a table may have a hundred thousand cells."""
    if tokens[index].type != "table_open":
        return index + 1
    return next((at for at in range(index, len(tokens)) if tokens[at].type == "table_close"), len(tokens))


def directive_of(token: Token) -> tuple[str, str] | None:
    """Return the name, without its domain, and the argument of a directive; None for any other block."""
    match = _DIRECTIVE.match(token.info.strip()) if token.type in _FENCES else None
    return (match[1], match[2].strip()) if match else None


@dataclass(slots=True, kw_only=True)
class PageWalk:
    """Walks over the blocks of one page and collects what it says."""

    page: PageLines
    is_issue: bool
    title: str = ""
    title_line: int = 1
    headings: list[tuple[int, str]] = field(default_factory=list)
    """The headings above the current block, with their levels, without the title of the page."""
    items: list[Item] = field(default_factory=list)
    errata: list[Erratum] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    prose: list[tuple[str, list[str]]] = field(default_factory=list)
    """The headings with the paragraphs below each."""
    problems: list[Problem] = field(default_factory=list)
    in_item: bool = False
    """Whether the current block belongs to the last item."""
    refusals: Refusals | None = None
    """What the page may not hold; None where everything is allowed."""
    hidden: set[int] = field(default_factory=set)
    """The lines of the page, from 1, with entities of invisible characters."""
    faults: Faults | None = None
    """What a build of an untrusted page would fail on; None for other pages, of which only Sphinx knows what is allowed."""

    def read(self, text: str, first_line: int, inside: tuple[str, ...]) -> None:
        """Read *text*, which begins on *first_line* of the page, *inside* the directives named."""
        if len(inside) > MAX_DIRECTIVE_DEPTH:
            raise RecursionError
        env: dict[str, Any] = {}
        tokens = block_parser(strict=self.refusals is not None).parse(text, env)
        if self.refusals:
            self.refusals.note_definitions(env, first_line)
        self.mentions.extend(self._definitions(env, first_line))
        refused_to = 0
        for index, token in enumerate(tokens):
            if index < refused_to:
                continue
            line = first_line + (token.map[0] if token.map else 0)
            if token.type == "inline":
                self._hidden_entities(token.content, line)
            if self.refusals and self.refusals.refuses(token, line):
                refused_to = _end(tokens, index)
                continue
            if self.faults:
                self.faults.note(token, line, top=not inside and token.level == 0)
            self._block(tokens, index, line, inside)

    def _block(self, tokens: Sequence[Token], index: int, line: int, inside: tuple[str, ...]) -> None:
        """Read the block whose token is at *index* and begins on *line*."""
        token = tokens[index]
        if token.type == "heading_open" and not inside and token.level == 0:
            self._heading(int(token.tag[1:]), tokens[index + 1].content.strip(), line)
        elif token.type == "inline":
            if self.prose and not inside and tokens[index - 1].type != "heading_open":
                self.prose[-1][1].append(token.content)
            self.mentions.extend(mentions_of(token.content, line, self.page))
        elif token.type in _FENCES:
            if raw := self._raw_directive(token, line):
                self._directive(raw, inside, top=not inside and token.level == 0)
        elif token.type == "myst_target":
            self.labels.append(token.content)
        elif token.type == "myst_line_comment":
            self._comment(token.content, line)

    def _definitions(self, env: dict[str, Any], first_line: int) -> Iterator[Mention]:
        """Yield the anchors that link definitions name."""
        for definition in env.get("references", {}).values():
            if definition["href"].startswith("#"):
                place = Location(path=self.page.path, line=first_line + definition["map"][0])
                yield Mention(role="any", target=definition["href"][1:], location=place)

    def _hidden_entities(self, text: str, line: int) -> None:
        """Note the lines with entities of invisible characters, and report each such character once a line."""
        reported: set[tuple[int, str]] = set()
        for at, _entity, char in hidden_entities(text):
            number = line + text.count("\n", 0, at)
            self.hidden.add(number)
            if len(self.hidden) <= MAX_INVISIBLE_REPORTED and (number, char) not in reported:
                reported.add((number, char))
                place = self.page.place(text, line, at)
                self.problems.append(problem("hidden-character", place, character=f"U+{ord(char):04X}"))

    def _comment(self, text: str, line: int) -> None:
        for number, comment in enumerate(text.split("\n"), start=line):
            if comment.strip().startswith(DRAFT):
                task = comment.strip().removeprefix(DRAFT)
                self.problems.append(problem("draft", Location(path=self.page.path, line=number), task=task))

    def _heading(self, level: int, text: str, line: int) -> None:
        text = " ".join(text.split("\n"))
        self.prose.append((text, []))
        if level == 1 and not self.title:
            self.title, self.title_line = text, line
            return
        self.headings = [heading for heading in self.headings if heading[0] < level] + [(level, text)]

    def _raw_directive(self, token: Token, line: int) -> RawDirective | None:
        directive = directive_of(token)
        if directive is None:
            return None
        name, argument = directive
        col = self.page.column(line, argument or token.info.strip())
        location = Location(path=self.page.path, line=line, col=col)
        content = token.content.removesuffix("\n")
        return RawDirective(name=name, argument=argument, content=content, location=location, lines=self.page.lines)

    def _directive(self, raw: RawDirective, inside: tuple[str, ...], *, top: bool) -> None:
        if raw.name in ITEM_KINDS:
            self._item(raw, inside, top=top)
        elif raw.name == "erratum":
            self._erratum(raw, inside, top=top)
        elif raw.name in CARD_DIRECTIVES:
            self._card(raw)
        elif raw.name == "listing":
            self._listing(raw)
        elif raw.name in allowed.BOXES and raw.argument:  # the text of a box may begin beside its name
            self.read(f"{raw.argument}\n{raw.content}", raw.location.line, (*inside, raw.name))
        elif raw.name not in _VERBATIM:
            self.read(raw.content, raw.location.line + 1, (*inside, raw.name))

    def _erratum(self, raw: RawDirective, inside: tuple[str, ...], *, top: bool) -> None:
        erratum, problems = read_erratum(raw)
        self.problems.extend(problems)
        if not self.is_issue or not (top or (len(inside) == 1 and inside[0] in ITEM_KINDS)):
            expected = _("an erratum belongs on the page of an issue, outside other directives or directly inside an entry")
            self._report(raw, "misplaced", directive=raw.name, expected=expected)
        elif top:
            self.errata.append(erratum)
        elif self.in_item:
            self.items[-1] = replace(self.items[-1], errata=(*self.items[-1].errata, erratum))

    def _card(self, raw: RawDirective) -> None:
        if raw.argument:
            self.mentions.append(Mention(role=raw.name, target=raw.argument, location=raw.location))
        else:
            expected = "{issue} 64" if raw.name == "issue" else f"{{{raw.name}}} {raw.name}-identifier"
            self._report(raw, "argument-missing", directive=raw.name, expected=expected)

    def _listing(self, raw: RawDirective) -> None:
        if not raw.argument:
            self._report(raw, "argument-missing", directive=raw.name, expected=f"{{listing}} {LISTINGS[0]}")
        elif raw.argument not in LISTINGS:
            names = ", ".join(name for name in LISTINGS if name not in _LISTINGS_LEFT_OUT)
            close = closest(raw.argument, LISTINGS)
            self._report(raw, "option-value", option="{listing}", value=raw.argument, allowed=names, close=close)

    def _item(self, raw: RawDirective, inside: tuple[str, ...], *, top: bool) -> None:
        item, problems = read_item(raw, tuple(text for _level, text in self.headings))
        self.problems.extend(problems)
        in_place = self.is_issue and top
        if not in_place:
            expected = _("an entry belongs on the page of an issue, outside any other directive or list")
            self._report(raw, "misplaced", directive=raw.name, expected=expected)
        counts = in_place and names_item(item.kind, item.id)
        if counts:
            self.items.append(replace(item, summary=_without_errata(item.summary)))
        else:  # the terms that it names are still to be checked
            uses = ((kind, use) for kind in TERM_KINDS for use in item.uses(kind))
            self.mentions.extend(Mention(role=kind, target=use.text, location=use.location) for kind, use in uses)
        self.in_item, before = counts, self.in_item
        if counts:
            self.read(item.summary, item.body_line, (*inside, raw.name))
        else:  # Sphinx shows all of it as text, its options too
            self.read(raw.content, raw.location.line + 1, (*inside, raw.name))
        self.in_item = before

    def _report(self, raw: RawDirective, code: str, **params: str) -> None:
        self.problems.append(problem(code, raw.location, **params))


def _without_errata(body: str) -> str:
    """Return the text of an entry without the errata inside it."""
    if "{erratum}" not in body and "{hb:erratum}" not in body:
        return body
    lines = body.split("\n")
    for token in reversed(blocks(body)):
        directive = directive_of(token)
        if directive and directive[0] == "erratum" and token.map:
            del lines[token.map[0] : token.map[1]]
    return "\n".join(lines).strip()
