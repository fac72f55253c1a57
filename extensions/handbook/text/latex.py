"""The LaTeX of .bib files: to plain Unicode text with the ranges whose capitals are protected, and back."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import latexcodec  # noqa: F401  (registers the codec "ulatex")

from .characters import without_invisible
from .letters import LATEX_LETTERS

_NAMED = {
    "\\": "textbackslash",
    "~": "textasciitilde",
    "^": "textasciicircum",
    '"': "textquotedbl",
    "<": "textless",
    ">": "textgreater",
    "|": "textbar",
    "`": "textasciigrave",
    "{": "textbraceleft",
    "}": "textbraceright",
    "’": "textquoteright",
    "‘": "textquoteleft",
}
_PLACEHOLDERS = {char: chr(0xFDD0 + place) for place, char in enumerate([*_NAMED, "$"])}
"""Noncharacters of Unicode that stand for escaped signs while the LaTeX around them is resolved."""
_CHARACTERS = str.maketrans({placeholder: char for char, placeholder in _PLACEHOLDERS.items()})
_BY_NAME = {name: _PLACEHOLDERS[char] for char, name in _NAMED.items()}
_ESCAPE = re.compile(rf"\\(?:({'|'.join(_BY_NAME)})(?:\{{\}}|\s+|(?![A-Za-z]))|([{{}}$])|\\)")
_LIGATURES = (("``", "“"), ("''", "”"), ("---", "—"), ("--", "–"), ("~", " "))
_SPACE = re.compile(r"\s+")
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
_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0308": '"',
    "\u0304": "=",
    "\u0307": ".",
    "\u0306": "u",
    "\u030c": "v",
    "\u030b": "H",
    "\u030a": "r",
    "\u0328": "k",
    "\u0327": "c",
}
_COMBINING = {command: accent for accent, command in _ACCENTS.items()}
_ACCENT = re.compile(r"""(?<!\\)\\(?:([`'^"~=.])(?:\{([A-Za-z])\}|([A-Za-z]))|([uvHrkc])\{([A-Za-z])\})""")


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, and the ranges of it whose capitals a citation style must not change."""

    plain: str = ""
    protected: tuple[tuple[int, int], ...] = ()

    def __str__(self) -> str:
        return self.plain


EMPTY = Text()


def is_latex(value: str) -> bool:
    """Tell whether *value* can be parsed as LaTeX, in which a backslash begins a command."""
    if "\\" not in value:
        return True
    try:
        _decoded(value)
    except ValueError:  # such as a backslash at the end
        return False
    return True


@lru_cache(maxsize=65536)
def _decoded(latex: str) -> str:
    latex = _ACCENT.sub(_composed, latex)  # then most values have no backslash left
    if "\\" not in latex:
        return latex
    return str(codecs.lookup("ulatex").decode(latex)[0])  # type: ignore[arg-type]


def _composed(match: re.Match[str]) -> str:
    accent, letter = match[1] or match[4], match[2] or match[3] or match[5]
    char = unicodedata.normalize("NFC", letter + _COMBINING[accent])
    return char if len(char) == 1 else match[0]


def _placeholder(match: re.Match[str]) -> str:
    if match[1]:
        return _BY_NAME[match[1]]
    return _PLACEHOLDERS[match[2]] if match[2] else match[0]  # two backslashes end a line


def text(latex: str) -> Text:
    """Return a LaTeX value as plain Unicode text: accents composed; ties, dashes and quotation marks resolved.

    Text in braces is protected; a run of white space becomes one space; NON_TEXT is left out.
    """
    latex = NON_TEXT.sub("", latex)
    if "\\" in latex:
        latex = _ESCAPE.sub(_placeholder, latex)
        if is_latex(latex):
            latex = without_invisible(_decoded(latex))  # \\- is an invisible hyphen
    for tex, char in _LIGATURES:
        if tex in latex:
            latex = latex.replace(tex, char)
    latex = _SPACE.sub(" ", latex).strip()
    if "{" not in latex and "}" not in latex:
        return Text(latex.translate(_CHARACTERS))
    chars: list[str] = []
    protected: list[tuple[int, int]] = []
    depth = start = 0
    for char in latex:
        if char == "{":
            depth += 1
            start = len(chars) if depth == 1 else start
        elif char == "}":
            if depth == 1 and start < len(chars):
                protected.append((start, len(chars)))
            depth = max(0, depth - 1)
        else:
            chars.append(char)
    return Text("".join(chars).translate(_CHARACTERS), tuple(protected))


def plain(latex: str) -> str:
    """Return a LaTeX value as plain Unicode text."""
    return text(latex).plain if latex else ""


def escape(value: str, *, ascii_letters: bool = False) -> str:
    """Return plain text as LaTeX, from which ``plain`` restores it; with *ascii_letters*, accents become commands."""
    escaped = "".join(_ESCAPED.get(char, char) for char in value)
    for mark in "-'`":
        if mark * 2 in escaped:
            escaped = re.sub(f"{mark}(?={mark})", f"{mark}{{}}", escaped)
    if ascii_letters and not escaped.isascii():
        escaped = "".join(map(_ascii, escaped))
    return escaped


def _ascii(char: str) -> str:
    if char.isascii():
        return char
    if char in LATEX_LETTERS:
        return f"{{{LATEX_LETTERS[char]}}}"
    letter, accent = (*unicodedata.normalize("NFD", char), "", "")[:2]
    if accent not in _ACCENTS or not letter.isascii() or len(unicodedata.normalize("NFD", char)) != 2:
        return char
    return f"{{\\{_ACCENTS[accent]}{{{letter}}}}}"
