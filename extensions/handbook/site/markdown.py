"""The Markdown that people write without what only the handbook knows: roles, citations and directives become links and text."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from ..model.records import ITEM_KINDS, TERM_KINDS
from ..text.code_spans import code_spans, role_before
from ..text.identifiers import is_web_address
from ..text.messages import mark as _
from ..views.entries import object_label
from ..views.labels import work_label

if TYPE_CHECKING:
    from ..library.library import Library
    from ..model.records import Page, Paper
    from ..views.rows import Label
    from .place import Site

_ROLES = frozenset({*TERM_KINDS, *ITEM_KINDS, "issue"})
_EXPLICIT = re.compile(r"(.*?)\s*<([^<>]+)>\s*", re.DOTALL)
_CITED = re.compile(r"(?:\{[^{}]*\})?\s*([^{}\s,]+)\s*(?:\{[^{}]*\})?")
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()]*\)")
_TARGET = re.compile(r"(\[)?\]\(\s*<?([^()<>\s]*)>?[^()]*\)")
_FENCE = re.compile(r"\s*(:{3,}|`{3,}|~{3,})(?:\{([\w:-]+)\})?\s*(.*?)\s*")
_CODE_DIRECTIVES = frozenset({"code", "code-block", "sourcecode"})
_LABEL_OR_COMMENT = re.compile(r"^(?:\([^()\s]+\)=|%.*)\s*$", re.MULTILINE)
_SPECIAL = re.compile(r"[\\`*_\[\]<>]")
_LEADING = re.compile(r"^\s*\d{0,9}[#+=.)-]")


def literal(text: str) -> str:
    """Return plain text as Markdown that shows exactly it."""
    return _LEADING.sub(_escape, _SPECIAL.sub(_escape, text))


def _escape(match: re.Match[str]) -> str:
    """Escape the last character of a match; a template in place of this function costs several times as much."""
    return f"{match[0][:-1]}\\{match[0][-1]}"


def link(text: str, address: str) -> str:
    """Return a link with plain text; only the text where there is no address."""
    shown = literal(text)
    return f"[{shown}](<{address.replace('<', '%3C').replace('>', '%3E')}>)" if address else shown


class Markdown:
    """Resolves the Markdown of the pages of one library, for files whose links begin at *start*."""

    def __init__(self, library: Library, site: Site, start: str = "") -> None:
        self.library, self.site, self.start = library, site, start

    def to(self, label: Label, text: str = "") -> str:
        """Return a link to what a label names, with its own name or *text*."""
        number = self.site.say(_("No. {number}")).format(number=label.id) if label.kind == "issue" else ""
        return link(
            text or number or label.zh,
            self.site.link(self.site.address(label), self.start) if label.docname or label.page else "",
        )

    def resolved(self, markdown: str, docname: str) -> str:
        """Return the text of a page as plain Markdown."""
        if not any(fence in markdown for fence in (":::", "```", "~~~")):
            return self._text(markdown, docname)
        parts: list[str] = []
        text: list[str] = []
        open_fences: list[tuple[str, bool]] = []
        for line in markdown.split("\n"):
            fence = _FENCE.fullmatch(line)
            if open_fences and open_fences[-1][1] and not (fence and _closes(fence, open_fences[-1][0])):
                parts.append(line)
                continue
            if not fence:
                text.append(line)
                continue
            if text:
                parts.append(self._text("\n".join(text), docname))
                text = []
            parts += self._fence(fence, open_fences)
        return "\n".join([*parts, *([self._text("\n".join(text), docname)] if text else [])])

    def _fence(self, fence: re.Match[str], open_fences: list[tuple[str, bool]]) -> list[str]:
        """Return the lines for a line that begins or ends a fence or a directive, and note what is open."""
        marks, directive, argument = fence[1], fence[2] or "", fence[3]
        if open_fences and _closes(fence, open_fences[-1][0]):
            _marks, is_code = open_fences.pop()
            return [marks] if is_code else [""]
        is_code = marks[0] != ":" and (not directive or directive in _CODE_DIRECTIVES)
        is_code = is_code or directive in _CODE_DIRECTIVES
        open_fences.append((marks, is_code))
        if is_code:
            return [f"{marks.replace(':', '`')}{argument}"]
        label = object_label(self.library, directive.removeprefix("hb:"), argument) if directive else None
        return ["", self.to(label) if label else literal(argument), ""]

    def _text(self, text: str, docname: str) -> str:
        """Return text outside directives and blocks of code, its roles and links resolved."""
        if "\n(" in text or text[:1] == "(" or "%" in text:
            text = _LABEL_OR_COMMENT.sub("", text)
        parts, at = [], 0
        for start, end, ticks in code_spans(text):
            role = role_before(text, start)
            shown = self._role(role, " ".join(text[start + ticks : end - ticks].split())) if role else None
            before = role.start() if role and shown is not None else start
            parts += [self._links(text[at:before], docname), text[start:end] if shown is None else shown]
            at = end
        return "".join([*parts, self._links(text[at:], docname)])

    def _role(self, role: re.Match[str], content: str) -> str | None:
        """Return what a role shows; None for one that is not of the handbook, whose text stays as it is."""
        if role["domain"] == "cite" or role["role"] == "cite":
            return self._citation(content, in_text=role["domain"] == "cite" and role["role"] == "t")
        if role["role"] in ("sub", "sup"):
            return literal(content)
        if role["role"] not in _ROLES:
            return None
        explicit = _EXPLICIT.fullmatch(content)
        text, target = (explicit[1], explicit[2].strip()) if explicit else ("", content)
        label = object_label(self.library, role["role"], target)
        return self.to(label, text) if label else literal(text or target)

    def _citation(self, content: str, *, in_text: bool) -> str:
        keys = (_CITED.fullmatch(part.strip()) for part in content.split(","))
        shown = [self._work(key[1]) for key in keys if key]
        return self.site.say(_("; ")).join(shown) if in_text else f"({'; '.join(shown)})"

    def _work(self, key: str) -> str:
        paper = self.library.works.get(key)
        if paper is None:
            return literal(key)
        return self.to(work_label(self.library, paper), _author_year(paper))

    def _links(self, text: str, docname: str) -> str:
        if "](" not in text:
            return text
        text = _IMAGE.sub(r"\1", text)
        return _TARGET.sub(lambda match: self._target(match, docname), text)

    def _target(self, match: re.Match[str], docname: str) -> str:
        is_empty, target = match[1], match[2]
        path, _hash, name = target.partition("#")
        if is_web_address(target):
            return f"{'[' + literal(target) if is_empty else ''}](<{target}>)"
        label = object_label(self.library, "any", name) if name and not path else None
        if label:
            return self.to(label)[0 if is_empty else self.to(label).rindex("](") :]
        other = posixpath.normpath(posixpath.join(posixpath.dirname(docname), path)).removesuffix(".md") if path else docname
        page = self.library.by_docname.get(other)
        address = self.site.page(other) + (f"#{name}" if name else "") if page else self.site.page(docname)
        return f"{'[' + literal(_title(page)) if is_empty else ''}](<{self.site.link(address, self.start)}>)"


def _closes(fence: re.Match[str], opened: str) -> bool:
    return not fence[2] and not fence[3] and fence[1][0] == opened[0] and len(fence[1]) >= len(opened)


def _title(page: Page | None) -> str:
    return page.sections[0].title if page and page.sections else ""


def _author_year(paper: Paper) -> str:
    """Return how a text names a work: Wei et al., 2022."""
    names = [person.family for person in paper.authors]
    shown = " and ".join(names) if len(names) < 3 and not paper.others else f"{names[0]} et al." if names else paper.title
    return f"{shown or paper.key}, {paper.year}" if paper.year else shown or paper.key
