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
from .limits import MAX_COLUMNS, MAX_MARKUP_SIGNS, MAX_PARAGRAPH_CHARS, MAX_REFUSALS_REPORTED, MAX_TITLE_CHARS
from .links import PLACE, LinkPlace, with_places, without_targets

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from markdown_it.token import Token

_ALLOWED_ROLES = "|".join(sorted((*allowed.ROLES, *(f"hb:{role}" for role in allowed.OWN_ROLES)), key=len, reverse=True))
_SUSPICIOUS = re.compile(rf"<|\]\(|!\[|\{{\{{|\{{(?!(?:{_ALLOWED_ROLES})\}}`)[\w+:-]+\}}`", re.ASCII)
"""Found in every paragraph with markup that may be refused, and in few others; only those paragraphs are parsed."""
_REFUSED_BLOCKS = {
    "html_block": _("write Markdown; raw HTML is not allowed"),
    "attrs_block": _("attributes in braces are not allowed"),
    "front_matter": _("only pages of issues, terms and people have front matter"),
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
    return with_places(parser)


@dataclass(slots=True, kw_only=True)
class Refusals:
    """The refused markup of one page."""

    path: str
    page: Sequence[str]
    """The lines of the page."""
    problems: list[Problem] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    """The spans to remove: the first line, from 0, and the one after the last."""
    links: list[tuple[int, str, str]] = field(default_factory=list)
    """Paragraphs with links that lose their targets: the first line, from 0, the paragraph as it is and as it becomes."""
    listings: set[str] = field(default_factory=set)
    """The listings that the page has so far."""
    references: dict[str, Any] = field(default_factory=dict)
    """The definitions of link targets by label."""

    def refuses(self, token: Token, line: int) -> bool:
        """Tell whether a block, which begins on *line*, is refused, and report it if so."""
        if token.map is None:
            return False
        if token.type == "inline":
            return self._refuses_paragraph(token, line)
        if token.type in ("fence", "colon_fence"):
            return self._refuses_directive(token, line)
        if token.type == "heading_open":
            return self._refuses_heading(token, line)
        if token.type == "table_open":
            return self._refuses_table(token, line)
        if is_refused := token.type in _REFUSED_BLOCKS:
            markup = token.content or "{…}"
            self._refuse("markup-refused", line, token.map, markup=markup, expected=_REFUSED_BLOCKS[token.type])
        return is_refused

    def _refuses_paragraph(self, token: Token, line: int) -> bool:
        if len(token.content) > MAX_PARAGRAPH_CHARS:
            part, limit = _("the paragraph"), MAX_PARAGRAPH_CHARS
            self._refuse("too-large", line, token.map, part=part, size=len(token.content), limit=limit)
        elif (signs := max(map(token.content.count, "[*_"))) > MAX_MARKUP_SIGNS:
            part, limit = _("the number of brackets, asterisks or underscores"), MAX_MARKUP_SIGNS
            self._refuse("too-large", line, token.map, part=part, size=signs, limit=limit)
        elif _SUSPICIOUS.search(token.content):
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

    def _refuse(self, code: str, line: int, lines: Sequence[int] | None, at: int = 0, **params: object) -> None:
        """Mark as many lines from *line* on as *lines* spans for removal, if any; report the one that is *at* lines below."""
        if lines is not None:
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
        name = word[1:-1]
        if name.removeprefix("hb:") in allowed.OWN_DIRECTIVES:
            name = name.removeprefix("hb:")
        names = allowed.directives_of(self.path)
        if word[:1] + word[-1:] != "{}" or name not in names:
            self._refuse_name("directive-refused", word or token.markup, names, line, token.map)
            return True
        start = token.content.split("\n", 1)[0].lstrip()
        has_options = start.startswith("---") or (start.startswith(":") and not start.startswith(":::"))
        if name == "listing":
            return self._refuses_listing(" ".join(rest), token, line)
        if name == "toctree":
            wrong = bool(rest) or not allowed.is_toctree(token.content, self.path)
        else:
            wrong = name not in allowed.OWN_DIRECTIVES and has_options
        if wrong:
            expected = _("a table of contents may only name pages, and directives from outside the handbook may not have options")
            self._refuse("markup-refused", line, token.map, markup=f"{word} {start}", expected=expected)
        return wrong

    def _refuses_listing(self, name: str, token: Token, line: int) -> bool:
        """Tell whether a listing is refused because the page has it already: many of them would make a huge page."""
        assert token.map is not None
        if name and name in self.listings:
            self._refuse("markup-refused", line, token.map, markup=f"{{listing}} {name}", expected=_("a page has a listing once"))
            return True
        self.listings.add(name)
        return False

    def _refuses_heading(self, token: Token, line: int) -> bool:
        """Tell whether a heading is too long: pages that link to it, and tables of contents, repeat it."""
        assert token.map is not None
        size = sum(map(len, self.page[line - 1 : line - 1 + token.map[1] - token.map[0]]))
        if size <= MAX_TITLE_CHARS:
            return False
        self._refuse("too-large", line, token.map, part=_("the heading"), size=size, limit=MAX_TITLE_CHARS)
        return True

    def _refuses_table(self, token: Token, line: int) -> bool:
        assert token.map is not None
        columns = "".join(self.page[line - 1 : line]).count("|")
        if columns <= MAX_COLUMNS:
            return False
        self._refuse("too-large", line, token.map, part=_("the number of columns"), size=columns, limit=MAX_COLUMNS)
        return True

    def without_links(self, text: str) -> str:
        """Return the text of the page with the links that are refused replaced by their words."""
        lines = text.split("\n")
        for first, before, after in self.links:
            for at, (old, new) in enumerate(zip(before.split("\n"), after.split("\n"), strict=True), start=first):
                start = lines[at].rfind(old) if old != new else -1
                if start >= 0:
                    lines[at] = lines[at][:start] + new + lines[at][start + len(old) :]
        return "\n".join(lines)

    def _refuse_link(self, token: Token, line: int, at: int, url: str) -> bool:
        """Report a link, and tell whether it can be replaced by its words: its paragraph is in the page as it was parsed."""
        assert token.map is not None
        written = self.page[line - 1 : line - 1 + token.content.count("\n") + 1]
        parts = token.content.split("\n")
        replaceable = len(written) == len(parts) and all(part in page for part, page in zip(parts, written, strict=True))
        self._refuse("unsafe-link", line, None if replaceable else token.map, at, url=url)
        return replaceable

    def _refuses_inline(self, token: Token, line: int) -> bool:
        """Parse the inside of a paragraph, which is slow, and tell whether something in it is refused."""
        assert token.map is not None
        at = 0
        before = len(self.lines)
        places: list[LinkPlace] = []
        for child in _inline_parser().parseInline(token.content, {"references": self.references})[0].children or ():
            if child.type in ("softbreak", "hardbreak"):
                at += 1
            elif child.type == "html_inline":
                expected = _REFUSED_BLOCKS["html_block"]
                self._refuse("markup-refused", line, token.map, at, markup=child.content, expected=expected)
            elif child.type == "link_open" and not self._may_lead_to(str(child.attrGet("href"))):
                if self._refuse_link(token, line, at, str(child.attrGet("href"))):
                    places.append(child.meta[PLACE])
            elif child.type == "image" and not allowed.is_image(str(child.attrGet("src")), self.path):
                self._refuse("image-refused", line, token.map, at, url=child.attrGet("src"))
            elif child.type == "myst_role" and not allowed.is_role(child.meta["name"]):
                self._refuse_name("role-refused", f"{{{child.meta['name']}}}", allowed.ROLES, line, token.map, at)
            elif child.type == "text" and "{{" in child.content:
                expected = _("substitutions in double braces are not allowed; use a code span to show the braces")
                self._refuse("markup-refused", line, token.map, at, markup=child.content, expected=expected)
        if places:
            self.links.append((line - 1, token.content, without_targets(token.content, places)))
        return len(self.lines) > before

    def _may_lead_to(self, target: str) -> bool:
        return is_web_address(target) or allowed.is_link_to_page(target, self.path)
