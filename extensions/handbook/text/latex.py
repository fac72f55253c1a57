"""The LaTeX of .bib files: to plain Unicode text with the ranges whose capitals are protected, and back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .characters import without_invisible
from .commands import ACCENTS, EXPORTED, signs
from .letters import LATEX_LETTERS
from .markup import has_markup, unmarked
from .tex import TOKEN, TexReader

_SPECIAL = re.compile(r"[\\${}~&<]|--|``|''")
_SPACE = re.compile(r"\s+")
_UNSAFE = re.compile(r"[{}\\]|\^(?=\^)|(?<=\^)\^")
"""The characters of an address with which TeX could begin a command or a character in its own notation."""
NON_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""Code points that no text needs: control characters other than white space, noncharacters and surrogates."""

_ESCAPED = {
    **{char: "\\" + char for char in "$&%#_"},
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
_ACCENTS = {ACCENTS[name]: name for name in ("`", "'", "^", "~", '"', "=", ".", "u", "v", "H", "r", "k", "c", "d", "b")}
_SET_BY_LATEX = frozenset("“”–—…•·°©®™£€†‡§¶±×÷")
"""Signs that LaTeX reads in UTF-8."""
_SCRIPTS = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ]+)|([₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎]+)")
_SIMPLE = re.compile(r"""\\(?:[&%#_$]|[`'^"~=.](?:\{[A-Za-z]\}|[A-Za-z])|[uvHrkc]\{[A-Za-z]\})""")
_ADDRESS = re.compile(r"\{(?:https?|ftp)://[^\s{}\\^]*\}")
_WITH_ADDRESS = frozenset({"url", "href"})
_BRACES: dict[str | None, int] = {"{": 1, "}": -1}


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, and the ranges of it whose capitals a citation style must not change."""

    plain: str = ""
    protected: tuple[tuple[int, int], ...] = ()

    def __str__(self) -> str:
        return self.plain


EMPTY = Text()


def unknown_commands(latex: str) -> list[str]:
    """Return the commands of a value that nobody knows, in order; a backslash at the end is one."""
    return TexReader(latex).unknown if "\\" in latex else []


def text(latex: str) -> Text:
    """Return a LaTeX value as plain Unicode text: accents composed, commands and mathematics resolved, markup of HTML removed.

    Text in braces is protected; a run of white space becomes one space; NON_TEXT is left out.
    """
    if not _SPECIAL.search(latex):
        return Text(_SPACE.sub(" ", NON_TEXT.sub("", latex)).strip())
    return _read(latex)


@lru_cache(maxsize=65536)
def _read(latex: str) -> Text:
    latex = NON_TEXT.sub("", latex)
    if "&" in latex or "<" in latex or "less" in latex:
        latex = without_invisible(unmarked(latex, escape=escape))
    reader = TexReader(latex)
    return Text(reader.plain, tuple(reader.protected))


def plain(latex: str) -> str:
    """Return a LaTeX value as plain Unicode text."""
    return text(latex).plain if latex else ""


def percent_encoded(match: re.Match[str]) -> str:
    """Return what was matched as an address has it: the bytes of UTF-8, percent-encoded."""
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def verbatim(value: str) -> str:
    """Return an address, a DOI or a path as TeX may read it: the characters that could begin a command percent-encoded."""
    return _UNSAFE.sub(percent_encoded, value)


def escape(value: str, *, ascii_letters: bool = False) -> str:
    """Return plain text as LaTeX, from which ``plain`` restores it; with *ascii_letters*, accents become commands."""
    escaped = "".join(_ESCAPED.get(char, char) for char in value)
    for mark in "-'`":
        if mark * 2 in escaped:
            escaped = re.sub(f"{mark}(?={mark})", f"{mark}{{}}", escaped)
    if has_markup(value):
        escaped = re.sub(r"([&<])(?=[\w/#!])", r"\1{}", escaped)
    return _in_ascii(escaped) if ascii_letters and not escaped.isascii() else escaped


def simplified(latex: str) -> str:
    """Return a value in LaTeX that any program reads: unchanged, or as plain text, escaped, with the same groups in braces."""
    if not {"\\", "$", "&", "<"} & {*_SIMPLE.sub("", latex)}:
        return latex
    value, parts, end = text(latex), [], 0
    for start, stop in value.protected:
        parts += [escape(value.plain[end:start]), "{", escape(value.plain[start:stop]), "}"]
        end = stop
    return "".join([*parts, escape(value.plain[end:])])


def kept(latex: str, *, ascii_letters: bool = False) -> str:
    """Return a value of a .bib file as an export may write it: unchanged but for bare signs; empty where that is not safe.

    All commands are in EXPORTED, braces and formulas close, nothing spells a backslash in another way, and ``& % # _`` are
    escaped outside formulas.
    """
    if NON_TEXT.search(latex) or "^^" in latex or has_markup(latex):
        return ""
    parts: list[str] = []
    groups = braces = pos = 0  # to BibTeX, an escaped brace is a brace too
    math = False
    while pos < len(latex):
        match = TOKEN.match(latex, pos)
        part = _kept_token(match, math=math) if match else ""
        if not match or not part:
            return ""
        math ^= match["mark"] == "$"
        groups += _BRACES.get(match["mark"], 0)
        braces += _BRACES.get(match["mark"] or match["sign"], 0)
        if groups < 0 or braces < 0:
            return ""
        parts.append(part)
        pos = match.start() + len(part) if match["word"] in _WITH_ADDRESS else match.end()
    value = "" if groups or braces or math else _SPACE.sub(" ", "".join(parts)).strip()
    return _in_ascii(value) if ascii_letters and not value.isascii() else value


def _kept_token(match: re.Match[str], *, math: bool) -> str:
    """Return a part of a value as TeX may read it, with the address after a command for addresses; empty if it may not."""
    if match["word"] in _WITH_ADDRESS:
        address = _ADDRESS.match(match.string, match.end())
        return match[0] + address[0] if address else ""
    if (match["word"] and match["word"] not in EXPORTED) or match["sign"] in ("", "(", ")", "[", "]"):
        return ""
    if match["mark"] in ("_", "^") and not math:
        return _ESCAPED[match[0]]
    return re.sub(r"[&%#]", r"\\\g<0>", match[0]) if match["text"] else match[0]


def _in_ascii(latex: str) -> str:
    latex = _SCRIPTS.sub(_script, latex)
    return "".join(map(_ascii, latex))


def _script(match: re.Match[str]) -> str:
    command = "textsuperscript" if match[1] else "textsubscript"
    return f"\\{command}{{{unicodedata.normalize('NFKC', match[0]).replace(chr(0x2212), '-')}}}"


def _ascii(char: str) -> str:
    if char.isascii():
        return char
    if char in LATEX_LETTERS:
        return f"{{{LATEX_LETTERS[char]}}}"
    letter, *accents = [*unicodedata.normalize("NFD", char)]
    if accents and letter.isascii() and all(accent in _ACCENTS for accent in accents):
        for accent in accents:
            letter = f"\\{_ACCENTS[accent]}{{{letter}}}"
        return f"{{{letter}}}"
    if char not in _SET_BY_LATEX and char in signs():
        return f"\\ensuremath{{\\{signs()[char]}}}"
    return char
