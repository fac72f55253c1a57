"""LaTeX as .bib files hold it: to plain Unicode text with the places where capitals are protected, and back."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import latexcodec  # noqa: F401  (registers the codec "ulatex")

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
_HELD = {char: chr(0xFDD0 + place) for place, char in enumerate([*_NAMED, "$"])}
"""Characters that no text has, in place of signs that TeX would take for its own until these are resolved."""
_FREED = str.maketrans({held: char for char, held in _HELD.items()})
_BY_NAME = {name: _HELD[char] for char, name in _NAMED.items()}
_ESCAPE = re.compile(rf"\\(?:({'|'.join(_BY_NAME)})(?:\{{\}}|\s+|(?![A-Za-z]))|([{{}}$])|\\)")
_LIGATURES = (("``", "“"), ("''", "”"), ("---", "—"), ("--", "–"), ("~", " "))
_SPACE = re.compile(r"\s+")
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""Characters that stand for nothing that can be read or written: controls that are no space, and no characters at all."""

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
_COMBINING = {sign: accent for accent, sign in _ACCENTS.items()}
_ACCENT = re.compile(r"""(?<!\\)\\(?:([`'^"~=.])(?:\{([A-Za-z])\}|([A-Za-z]))|([uvHrkc])\{([A-Za-z])\})""")


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, and the ranges of it whose capitals a style must leave alone."""

    plain: str = ""
    kept: tuple[tuple[int, int], ...] = ()

    def __str__(self) -> str:
        return self.plain


NOTHING = Text()


def is_latex(value: str) -> bool:
    """Tell whether *value* can be read: a backslash begins a command."""
    if "\\" not in value:
        return True
    try:
        _decoded(value)
    except ValueError:  # a backslash at the end, say
        return False
    return True


@lru_cache(maxsize=65536)
def _decoded(latex: str) -> str:
    latex = _ACCENT.sub(_composed, latex)  # which leaves most values without any backslash
    if "\\" not in latex:
        return latex
    return str(codecs.lookup("ulatex").decode(latex)[0])  # type: ignore[arg-type]


def _composed(match: re.Match[str]) -> str:
    accent, letter = match[1] or match[4], match[2] or match[3] or match[5]
    char = unicodedata.normalize("NFC", letter + _COMBINING[accent])
    return char if len(char) == 1 else match[0]


def _held(match: re.Match[str]) -> str:
    if match[1]:
        return _BY_NAME[match[1]]
    return _HELD[match[2]] if match[2] else match[0]  # two backslashes end a line


def text(latex: str) -> Text:
    """Return a LaTeX value as plain Unicode text: accents composed, ties and TeX's dashes and quotes resolved.

    What stands in braces is kept; white space is one space; NO_TEXT is left out.
    """
    latex = NO_TEXT.sub("", latex)
    if "\\" in latex:
        latex = _ESCAPE.sub(_held, latex)
        if is_latex(latex):
            latex = _decoded(latex)
    for tex, char in _LIGATURES:
        if tex in latex:
            latex = latex.replace(tex, char)
    latex = _SPACE.sub(" ", latex).strip()
    if "{" not in latex and "}" not in latex:
        return Text(latex.translate(_FREED))
    shown: list[str] = []
    kept: list[tuple[int, int]] = []
    depth = start = 0
    for char in latex:
        if char == "{":
            depth += 1
            start = len(shown) if depth == 1 else start
        elif char == "}":
            if depth == 1 and start < len(shown):
                kept.append((start, len(shown)))
            depth = max(0, depth - 1)
        else:
            shown.append(char)
    return Text("".join(shown).translate(_FREED), tuple(kept))


def plain(latex: str) -> str:
    """Return a LaTeX value as plain Unicode text."""
    return text(latex).plain if latex else ""


def escape(value: str, *, ascii_letters: bool = False) -> str:
    """Return plain text in LaTeX, so that ``plain`` gives it back; accented letters as TeX writes them on demand."""
    found = "".join(_ESCAPED.get(char, char) for char in value)
    for mark in "-'`":
        if mark * 2 in found:
            found = re.sub(f"{mark}(?={mark})", f"{mark}{{}}", found)
    if ascii_letters and not found.isascii():
        found = "".join(map(_ascii, found))
    return found


def _ascii(char: str) -> str:
    if char.isascii():
        return char
    if char in LATEX_LETTERS:
        return f"{{{LATEX_LETTERS[char]}}}"
    letter, accent = (*unicodedata.normalize("NFD", char), "", "")[:2]
    if accent not in _ACCENTS or not letter.isascii() or len(unicodedata.normalize("NFD", char)) != 2:
        return char
    return f"{{\\{_ACCENTS[accent]}{{{letter}}}}}"
