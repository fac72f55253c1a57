"""What is found on the page of a stranger that is not on the list of what such a page may hold.

The reader of pages asks for every block. What stands in a paragraph is read only where it has something that could be refused.
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
from ..text.messages import mark as _
from . import allowed
from .names import is_web_address

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from markdown_it.token import Token

MOST = 100
"""How many refusals of a page are reported at most; all of them are taken out."""

_SUSPICIOUS = re.compile(
    r"<|\]\(|!\[|\{\{|\{(?!(?:hb:)?(?:"
    + "|".join(sorted(map(re.escape, allowed.ROLES), key=len, reverse=True))
    + r")\}`)[\w+:-]+\}`",
    re.ASCII,
)
"""What makes it necessary to read a paragraph by itself: it holds all that can be refused, and few paragraphs do."""
_REFUSED_BLOCKS = {
    "html_block": _("write Markdown; HTML is not allowed"),
    "attrs_block": _("attributes in braces are not allowed"),
    "front_matter": _("only an issue or a term has a front matter"),
}


def strict(parser: MarkdownIt) -> MarkdownIt:
    """Return a parser of blocks that finds front matter, attributes, and definitions of links of any scheme as well."""
    parser.use(front_matter_plugin).use(attrs_block_plugin)
    parser.core.ruler.disable("attr")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


@lru_cache
def _inline_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").use(myst_role_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


@dataclass(slots=True, kw_only=True)
class Refusals:
    """What one page holds that it may not hold."""

    path: str
    page: Sequence[str]
    """The lines of the page."""
    problems: list[Problem] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    """Where it stands: its first line, from 0, and the one after the last."""
    references: dict[str, Any] = field(default_factory=dict)
    """What links refer to by a label."""

    def refuses(self, token: Token, line: int) -> bool:
        """Return whether a block, which begins on *line*, is one that is not allowed, and report it."""
        if token.map is None:
            return False
        if token.type in _REFUSED_BLOCKS:
            markup = token.content or "{…}"
            self._refuse("markup-refused", line, token.map, markup=markup, expected=_REFUSED_BLOCKS[token.type])
        elif token.type in ("fence", "colon_fence"):
            return self._refuses_directive(token, line)
        elif token.type == "inline" and len(token.content) > allowed.LONGEST_PARAGRAPH:
            part, limit = _("the paragraph"), allowed.LONGEST_PARAGRAPH
            self._refuse("too-large", line, token.map, part=part, size=len(token.content), limit=limit)
        elif token.type == "inline" and (signs := max(map(token.content.count, "[*_"))) > allowed.MOST_SIGNS:
            part, limit = _("the number of brackets, asterisks or underscores"), allowed.MOST_SIGNS
            self._refuse("too-large", line, token.map, part=part, size=signs, limit=limit)
        elif token.type == "inline" and _SUSPICIOUS.search(token.content):
            return self._refuses_inline(token, line)
        else:
            return False
        return True

    def note_definitions(self, env: dict[str, Any], first_line: int) -> None:
        """Look at the targets that links refer to by a label."""
        defined = [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]
        self.references |= env.get("references", {})
        for each in defined:
            target, lines = str(each["href"]), each["map"]
            if not self._may_lead_to(target) and not allowed.is_image(target, self.path):
                self._refuse("unsafe-link", first_line + lines[0], lines, url=target)

    def _refuse(self, code: str, line: int, lines: Sequence[int], at: int = 0, **params: object) -> None:
        """Have the lines taken out that begin with *line*, as many as *lines* spans, and report what stands *at* one of them."""
        self.lines.append((line - 1, line - 1 + lines[1] - lines[0]))
        if len(self.problems) < MOST:
            named = str(params.get("markup") or params.get("url") or "").partition("\n")[0]
            col = max("".join(self.page[line + at - 1 : line + at]).find(named), 0) + 1
            self.problems.append(problem(code, Location(path=self.path, line=line + at, col=col), **params))

    def _refuse_name(self, code: str, name: str, known: Collection[str], line: int, lines: Sequence[int], at: int = 0) -> None:
        """Refuse a directive or a role that is none of those that are *known*."""
        names = sorted(known)
        close = closest(name.strip("{}"), names) if len(self.problems) < MOST else ""
        self._refuse(code, line, lines, at, markup=name, allowed=", ".join(names), close=close)

    def _refuses_directive(self, token: Token, line: int) -> bool:
        assert token.map is not None
        word, *rest = token.info.split(maxsplit=1) or [""]
        if token.type == "fence" and not word.startswith("{"):
            return False
        name = word[1:-1].removeprefix("hb:")
        known = allowed.directives_of(self.path)
        if word[:1] + word[-1:] != "{}" or name not in known:
            self._refuse_name("directive-refused", word or token.markup, known, line, token.map)
            return True
        start = token.content.split("\n", 1)[0].lstrip()
        has_options = start.startswith("---") or (start.startswith(":") and not start.startswith(":::"))
        if name == "toctree":
            wrong = bool(rest) or not allowed.is_toctree(token.content)
        else:
            wrong = name not in allowed.OWN_DIRECTIVES and has_options
        if wrong:
            expected = _("a table of contents names pages; other directives that are not the handbook's have no options")
            self._refuse("markup-refused", line, token.map, markup=f"{word} {start}", expected=expected)
        return wrong

    def _refuses_inline(self, token: Token, line: int) -> bool:
        """Read what stands in a paragraph, which takes time, and return whether something of it is refused."""
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
                expected = _("nothing is put in for a name between double braces; write it into a code span to show it")
                self._refuse("markup-refused", line, token.map, at, markup=child.content, expected=expected)
        return len(self.lines) > before

    def _may_lead_to(self, target: str) -> bool:
        return is_web_address(target) or allowed.is_link_to_page(target, self.path)
