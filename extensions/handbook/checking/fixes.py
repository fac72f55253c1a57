"""Automatic fixes of problems that need no human judgement: the meaning of the content does not change."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from ..editing import bib
from ..editing.lines import bytes_of, split_lines, text_of
from .advice import protected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..model.problems import Problem


def is_fixable(problem: Problem) -> bool:
    """Tell whether fixed() fixes problems of this kind; it changes nothing if the file has changed since it was read."""
    if problem.code == "doi-missing":
        return dict(problem.params)["sure"] == "yes"
    if problem.code == "title-punctuation" and not problem.location.path.endswith(".bib"):
        return dict(problem.params)["mark"] != "."
    return problem.code in _OF_LINES or problem.code in _OF_FILES or problem.code in _OF_ENTRIES


def fixed(data: bytes, problems: Iterable[Problem]) -> bytes:
    """Return the bytes of a file with its fixable problems fixed; no other line changes.

    Lines are edited from right to left, so that the columns of the remaining problems stay valid.
    """
    fixable = sorted(filter(is_fixable, problems), key=_place, reverse=True)
    is_bib = any(problem.location.path.endswith(".bib") for problem in fixable)
    text = text_of(data)
    begin = "\ufeff" if text.startswith("\ufeff") else ""
    lines = split_lines(text.removeprefix(begin))
    for problem in fixable:
        at = problem.location.line - 1
        if problem.code in _OF_LINES and not is_bib and at < len(lines):
            lines[at] = _OF_LINES[problem.code](lines[at], problem.location.col - 1, **dict(problem.params))
    text = begin + "".join(lines)
    if is_bib:
        text = _entries(text, [problem for problem in fixable if problem.code in _OF_ENTRIES])
    for code in {problem.code for problem in fixable} & set(_OF_FILES):
        text = _OF_FILES[code](text)
    return bytes_of(text)


def _place(problem: Problem) -> tuple[int, int]:
    return problem.location.line, problem.location.col


# ---------------------------------------------------------------- a line, from a column on


def _replaced(line: str, at: int, old: str, new: str) -> str:
    """Return *line* with *old* at that index replaced; unchanged if other text is there."""
    return f"{line[:at]}{new}{line[at + len(old) :]}" if line.startswith(old, at) else line


def _typography(line: str, at: int, *, text: str, correct: str) -> str:
    """Return *line* with the text of the problem replaced: it begins one character before *at*, or at the start of the line."""
    return _replaced(line, max(at - 1, 0), text, correct) if not line.startswith(text, at) else _replaced(line, at, text, correct)


def _alias(line: str, at: int, *, name: str, id: str) -> str:
    return _replaced(line, at, name, id)


def _title(line: str, at: int, *, mark: str) -> str:
    if mark != "《》":
        return _replaced(line, at, mark, "")
    end = line.rstrip().rfind("》")
    return f"{line[:at]}{line[at + 1 : end]}{line[end + 1 :]}" if line.startswith("《", at) and end > at else line


# ---------------------------------------------------------------- an entry of a .bib file


def _entries(text: str, problems: Iterable[Problem]) -> str:
    """Return the text of a .bib file with the problems of its entries fixed; the file is parsed once."""
    by_key: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_key[dict(problem.params)["key"]].append(problem)
    parts, end = [], 0
    for span in bib.entries(text) if by_key else ():
        if found := by_key.pop(span.key, None):
            parts += [text[end : span.start], _entry(text[span.start : span.end], span.moved(-span.start), found)]
            end = span.end
    return "".join([*parts, text[end:]])


def _entry(text: str, span: bib.EntrySpan, problems: Iterable[Problem]) -> str:
    """Return the text of one entry, of which *span* is the place in it, with its problems fixed."""
    values: dict[str, str] = {}
    for problem in problems:
        with suppress(KeyError, ValueError):  # the file has changed since it was read
            name, value = _OF_ENTRIES[problem.code](_Entry(text, span, values), **dict(problem.params))
            values[name] = value
    return bib.set_fields(text, span, values)


class _Entry(NamedTuple):
    """An entry of a file, and the values that earlier fixes give to its fields."""

    text: str
    span: bib.EntrySpan
    new: dict[str, str]

    def latex(self, name: str) -> str:
        """Return the LaTeX of a field without its braces; raise KeyError or ValueError if it has another form."""
        if name in self.new:
            return self.new[name]
        span = self.span.field(name)
        if span is None:
            raise KeyError(name)
        value = self.text[span.value : span.end]
        inner = value[1:-1]
        if not value.startswith("{") or inner.count("{") != inner.count("}") or "#" in value:
            raise ValueError(value)
        return " ".join(inner.split())


def _doi(entry: _Entry, *, doi: str, **_params: str) -> tuple[str, str]:
    if entry.span.field("doi"):
        raise ValueError(doi)
    return "doi", doi


def _bib_title(entry: _Entry, *, mark: str, **_params: str) -> tuple[str, str]:
    return "title", entry.latex("title").removesuffix(mark)


def _capitals(entry: _Entry, **_params: str) -> tuple[str, str]:
    return "title", protected(entry.latex("title"))


_OF_LINES: dict[str, Callable[..., str]] = {
    "alias-used": _alias,
    "title-punctuation": _title,
    "typography-space": _typography,
    "typography-punctuation": _typography,
}
_OF_ENTRIES: dict[str, Callable[..., tuple[str, str]]] = {
    "doi-missing": _doi,
    "title-punctuation": _bib_title,
    "title-capitals": _capitals,
}
_OF_FILES: dict[str, Callable[[str], str]] = {
    "byte-order-mark": lambda text: text.removeprefix("\ufeff"),
    "crlf": lambda text: text.replace("\r\n", "\n").replace("\r", "\n"),
    "nul-character": lambda text: text.replace("\0", ""),
}
