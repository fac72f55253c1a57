"""The markup of an untrusted page that is not on the lists of allowed markup: found, reported, and marked for removal.

The reader of pages asks about every block. The inside of a paragraph is parsed only if it has something that may be refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from ..model.problems import Location, Problem, problem
from ..text.guesses import closest
from ..text.identifiers import is_web_address
from ..text.messages import mark as _
from . import allowed
from .limits import MAX_MARKUP_SIGNS, MAX_PARAGRAPH_CHARS, MAX_REFUSALS_REPORTED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from markdown_it.token import Token

_SUSPICIOUS = re.compile(
    r"<|\]\(|!\[|\{\{|\{(?!(?:hb:)?(?:"
    + "|".join(sorted(map(re.escape, allowed.ROLES), key=len, reverse=True))
    + r")\}`)[\w+:-]+\}`",
    re.ASCII,
)
"""Found in every paragraph with markup that may be refused, and in few others; only those paragraphs are parsed."""
_REFUSED_BLOCKS = {
    "html_block": _("write Markdown; raw HTML is not allowed"),
    "attrs_block": _("attributes in braces are not allowed"),
    "front_matter": _("only pages of issues and terms have front matter"),
}


def strict(parser: MarkdownIt) -> MarkdownIt:
    """Return the parser *parser*, which then also sees front matter, attributes, and link definitions of any scheme."""
    parser.use(front_matter_plugin).use(attrs_block_plugin)
    parser.core.ruler.disable("attr")
    parser.validateLink = lambda _url: True  # type: ignore[method-assign, assignment]
    return parser


@lru_cache
def _inline_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").use(myst_role_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.validateLink = lambda _url: True  # type: ignore[method-assign, assignment]
    return parser


@dataclass(slots=True, kw_only=True)
class Refusals:
    """The refused markup of one page."""

    path: str
    page: Sequence[str]
    """The lines of the page."""
    problems: list[Problem] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    """The spans to remove: the first line, from 0, and the one after the last."""
    references: dict[str, Any] = field(default_factory=dict)
    """The definitions of link targets by label."""

    def refuses(self, token: Token, line: int) -> bool:
        """Tell whether a block, which begins on *line*, is refused, and report it if so."""
        if token.map is None:
            return False
        if token.type in _REFUSED_BLOCKS:
            markup = token.content or "{…}"
            self._refuse("markup-refused", line, token.map, markup=markup, expected=_REFUSED_BLOCKS[token.type])
        elif token.type in ("fence", "colon_fence"):
            return self._refuses_directive(token, line)
        elif token.type == "inline" and len(token.content) > MAX_PARAGRAPH_CHARS:
            part, limit = _("the paragraph"), MAX_PARAGRAPH_CHARS
            self._refuse("too-large", line, token.map, part=part, size=len(token.content), limit=limit)
        elif token.type == "inline" and (signs := max(map(token.content.count, "[*_"))) > MAX_MARKUP_SIGNS:
            part, limit = _("the number of brackets, asterisks or underscores"), MAX_MARKUP_SIGNS
            self._refuse("too-large", line, token.map, part=part, size=signs, limit=limit)
        elif token.type == "inline" and _SUSPICIOUS.search(token.content):
            return self._refuses_inline(token, line)
        else:
            return False
        return True

    def note_definitions(self, env: dict[str, Any], first_line: int) -> None:
        """Note the link targets that are defined for a label, and refuse those that may not be linked to."""
        self.references |= env.get("references", {})
        for definition in [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]:
            target, lines = str(definition["href"]), definition["map"]
            if not self._may_lead_to(target) and not allowed.is_image(target, self.path):
                self._refuse("unsafe-link", first_line + lines[0], lines, url=target)

    def _refuse(self, code: str, line: int, lines: Sequence[int], at: int = 0, **params: object) -> None:
        """Mark as many lines from *line* on as *lines* spans for removal; report the one that is *at* lines below."""
        self.lines.append((line - 1, line - 1 + lines[1] - lines[0]))
        if len(self.problems) < MAX_REFUSALS_REPORTED:
            refused = str(params.get("markup") or params.get("url") or "").partition("\n")[0]
            col = max("".join(self.page[line + at - 1 : line + at]).find(refused), 0) + 1
            self.problems.append(problem(code, Location(path=self.path, line=line + at, col=col), **params))

    def _refuse_name(self, code: str, name: str, names: Collection[str], line: int, lines: Sequence[int], at: int = 0) -> None:
        """Refuse a directive or a role whose name is none of *names*."""
        allowed_names = sorted(names)
        close = closest(name.strip("{}"), allowed_names) if len(self.problems) < MAX_REFUSALS_REPORTED else ""
        self._refuse(code, line, lines, at, markup=name, allowed=", ".join(allowed_names), close=close)

    def _refuses_directive(self, token: Token, line: int) -> bool:
        assert token.map is not None
        word, *rest = token.info.split(maxsplit=1) or [""]
        if token.type == "fence" and not word.startswith("{"):
            return False
        name = word[1:-1].removeprefix("hb:")
        names = allowed.directives_of(self.path)
        if word[:1] + word[-1:] != "{}" or name not in names:
            self._refuse_name("directive-refused", word or token.markup, names, line, token.map)
            return True
        start = token.content.split("\n", 1)[0].lstrip()
        has_options = start.startswith("---") or (start.startswith(":") and not start.startswith(":::"))
        if name == "toctree":
            wrong = bool(rest) or not allowed.is_toctree(token.content)
        else:
            wrong = name not in allowed.OWN_DIRECTIVES and has_options
        if wrong:
            expected = _("a table of contents may only name pages, and directives from outside the handbook may not have options")
            self._refuse("markup-refused", line, token.map, markup=f"{word} {start}", expected=expected)
        return wrong

    def _refuses_inline(self, token: Token, line: int) -> bool:
        """Parse the inside of a paragraph, which is slow, and tell whether something in it is refused."""
        assert token.map is not None
        at = 0
        before = len(self.lines)
        for child in _inline_parser().parseInline(token.content, {"references": self.references})[0].children or ():
            if child.type in ("softbreak", "hardbreak"):
                at += 1
            elif child.type == "html_inline":
                expected = _REFUSED_BLOCKS["html_block"]
                self._refuse("markup-refused", line, token.map, at, markup=child.content, expected=expected)
            elif child.type == "link_open" and not self._may_lead_to(str(child.attrGet("href"))):
                self._refuse("unsafe-link", line, token.map, at, url=child.attrGet("href"))
            elif child.type == "image" and not allowed.is_image(str(child.attrGet("src")), self.path):
                self._refuse("image-refused", line, token.map, at, url=child.attrGet("src"))
            elif child.type == "myst_role" and not allowed.is_role(child.meta["name"]):
                self._refuse_name("role-refused", f"{{{child.meta['name']}}}", allowed.ROLES, line, token.map, at)
            elif child.type == "text" and "{{" in child.content:
                expected = _("substitutions in double braces are not allowed; use a code span to show the braces")
                self._refuse("markup-refused", line, token.map, at, markup=child.content, expected=expected)
        return len(self.lines) > before

    def _may_lead_to(self, target: str) -> bool:
        return is_web_address(target) or allowed.is_link_to_page(target, self.path)
