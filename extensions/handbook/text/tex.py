"""The text of a LaTeX value: one walk over it that resolves commands, accents and mathematics, in linear time."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from .commands import (
    ACCENTS,
    ADDRESSES,
    DOUBLE_STRUCK,
    DROPPED,
    FRACTIONS,
    OPERATORS,
    RAISED,
    STYLES,
    is_known,
    sign_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 40
"""Groups inside each other; the braces of deeper ones are left out, and what is in them remains."""
TOKEN = re.compile(
    r"\\(?:(?P<word>[A-Za-z@]+)\*?(?P<space>\s*)|(?P<sign>.?))|(?P<mark>\$\$?|[{}~^_])|(?P<lig>``|''|---?)|(?P<blank>\s+)"
    r"|(?P<text>[^\\${}~^_`'\-\s]+|.)",
    re.DOTALL,
)
_LIGATURES = {"``": "“", "''": "”", "---": "—", "--": "–"}
_SPACES = frozenset(",;:>")
_NOTHING = frozenset("!-/@+<*)(")
_SPACING = frozenset("~^`'\"")
"""Accents that stand for themselves without a letter: ``\\~{}``."""
_BELOW = frozenset("cdbk")
_DOTLESS = {"ı": "i", "ȷ": "j"}
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_STRUCK = str.maketrans("CHNPQRZ", "ℂℍℕℙℚℝℤ")
_JOINED = frozenset({"th", "st", "nd", "rd"})
_OPTION = re.compile(r"\s*\[[^\[\]{}]*\]")
_ADDRESS = re.compile(r"\s*\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\([_%#&~{}$])")


def raised(text: str, *, base: str = "") -> str:
    """Return a superscript as text: ``²``; ``^x`` where there is no such character and a *base* stands before it."""
    scripts = text.translate(_RAISED)
    if all(new != old for new, old in zip(scripts, text, strict=True)):
        return scripts
    if not base or text in _JOINED or not text[:1].isalnum():
        return text
    return f"^{text}" if len(text) == 1 else f"^({text})"


def lowered(text: str) -> str:
    """Return a subscript as text: ``₂``, or the same text where there are no such characters."""
    scripts = text.translate(_LOWERED)
    return scripts if all(new != old for new, old in zip(scripts, text, strict=True)) else text


class TexReader:
    """Reads one value: ``plain`` is its text, ``protected`` what stands in braces, ``unknown`` the commands nobody knows."""

    def __init__(self, latex: str) -> None:
        self.latex, self.pos = latex, 0
        self.chars: list[str] = []
        self.protected: list[tuple[int, int]] = []
        self.unknown: list[str] = []
        self._math = ""
        self._math_start = 0
        self._depth = self._ignored = 0
        self._dollars = sum(match["mark"] in ("$", "$$") and len(match["mark"]) for match in TOKEN.finditer(latex))
        self._run()
        while self.chars and self.chars[-1] == " ":
            self.chars.pop()
        end = len(self.chars)
        self.plain = "".join(self.chars)
        self.protected = [(start, min(stop, end)) for start, stop in self.protected if start < min(stop, end)]

    def _emit(self, text: str) -> None:
        for char in text:
            blank = char.isspace()
            if not blank or (self.chars and self.chars[-1] != " "):
                self.chars.append(" " if blank else char)

    def _run(self) -> None:
        """Read up to the brace that ends the current group, or to the end."""
        while self.pos < len(self.latex):
            match = TOKEN.match(self.latex, self.pos)
            assert match is not None
            self.pos = match.end()
            if match["mark"] == "}":
                if self._ignored:
                    self._ignored -= 1
                elif self._depth:
                    return
            else:
                self._token(match)

    def _token(self, match: re.Match[str]) -> None:
        if match["word"]:
            self._command(match["word"], match["space"])
        elif match["sign"] is not None:
            self._sign(match["sign"])
        elif match["mark"]:
            self._mark(match["mark"])
        elif match["lig"]:
            self._emit("″" if self._math and match["lig"] == "''" else _LIGATURES[match["lig"]])
        elif match["blank"]:
            self._emit(" ")
        else:
            self._emit(match[0])

    def _mark(self, mark: str) -> None:
        if mark == "{":
            self._group()
        elif mark == "~":
            self._emit(" ")
        elif mark in "$$":
            self._dollar(mark)
        elif self._math:
            self._script(mark, base=len(self.chars) > self._math_start)
        else:
            self._emit(mark)

    def _group(self) -> None:
        if self._depth >= MAX_DEPTH:
            self._ignored += 1
            return
        start = len(self.chars)
        self._depth += 1
        self._run()
        self._depth -= 1
        if not self._depth and not self._math and start < len(self.chars):
            self.protected.append((start, len(self.chars)))

    def _dollar(self, mark: str) -> None:
        self._dollars -= len(mark)
        if mark == "$$" and self._math == "$":  # one formula ends where the next begins
            self._math_start = len(self.chars)
        elif self._math:
            self._math = ""
        elif not self._dollars and mark == "$":  # nothing closes it: a sum of money
            self._emit("$")
        else:
            self._math, self._math_start = mark, len(self.chars)

    def _argument(self) -> int:
        """Read an argument: a group, a command or a character; return where its text begins."""
        while self.pos < len(self.latex) and self.latex[self.pos].isspace():
            self.pos += 1
        start = len(self.chars)
        match = TOKEN.match(self.latex, self.pos)
        if match is None or match["mark"] == "}" or (match["mark"] or "").startswith("$") or self._depth >= MAX_DEPTH:
            return start
        if match["text"]:
            self._emit(self.latex[self.pos])
            self.pos += 1
        else:
            self.pos = match.end()
            self._depth += 1  # what is an argument is no group of its own
            if match["mark"] == "{":
                self._run()
            else:
                self._token(match)
            self._depth -= 1
        return start

    def _changed(self, change: Callable[[str], str]) -> None:
        start = self._argument()
        text = "".join(self.chars[start:])
        del self.chars[start:]
        self._emit(change(text))

    def _sign(self, sign: str) -> None:
        if sign in ACCENTS:
            self._changed(lambda text: _accented(sign, text))
        elif sign == "\\":
            if match := _OPTION.match(self.latex, self.pos):
                self.pos = match.end()
            self._emit(" ")
        elif sign.isspace() or sign in _SPACES:
            self._emit(" " if sign != ":" or self._math else "")
        elif sign in "()[]" and sign:
            self._math, self._math_start = ("$" if sign in "([" else ""), len(self.chars)
        elif sign == "|":
            self._emit("‖")
        elif sign not in _NOTHING:
            self._emit(sign)

    def _command(self, name: str, space: str) -> None:
        if not self._with_argument(name):
            self._alone(name, space)

    def _with_argument(self, name: str) -> bool:
        """Read a command that changes its argument; return whether it is one."""
        if name in ACCENTS:
            self._changed(lambda text: _accented(name, text))
        elif name in RAISED:
            self._script(RAISED[name], base=False)
        elif name in DOUBLE_STRUCK:
            self._changed(lambda text: text.translate(_STRUCK))
        elif name in ADDRESSES and (match := _ADDRESS.match(self.latex, self.pos)):
            self.pos = match.end()
            self._emit(_ESCAPED.sub(r"\1", match[1]))
        elif name == "ensuremath":
            self._formula()
        elif name in FRACTIONS:
            self._argument()
            self._emit("/")
            self._argument()
        elif name in ("mkbibquote", "enquote"):
            self._changed("“{}”".format)
        elif name == "sqrt":
            self._changed(lambda text: f"√{text}" if len(text) == 1 else f"√({text})")
        else:
            return False
        return True

    def _alone(self, name: str, space: str) -> None:
        """Read a command that stands for itself, or hides what follows."""
        if name == "ifmmode":  # what stands up to \else is for mathematics
            end = self.latex.find("\\else", self.pos)
            self.pos = end + len("\\else") if end >= 0 else self.pos
        elif name in DROPPED:
            for _number in range(DROPPED[name]):
                self._changed(lambda _text: "")
        elif name in OPERATORS:
            self._operator(name, space)
        elif sign := "" if name in STYLES else sign_of(name):
            self._emit(sign)
            if space and self._math and self.chars[-2:-1] == [" "] and not sign.isalpha():
                self._emit(" ")
        elif not is_known(name):
            self.unknown.append(f"\\{name}")
            self._emit(" " if space and not self.latex.startswith("{", self.pos) else "")

    def _operator(self, name: str, space: str) -> None:
        if self.chars and self.chars[-1].isalnum():
            self._emit(" ")
        self._emit(sign_of(name) + (" " if space or self.latex[self.pos : self.pos + 1].isalnum() else ""))

    def _formula(self) -> None:
        before = self._math, self._math_start
        self._math, self._math_start = "$", len(self.chars)
        self._argument()
        self._math, self._math_start = before

    def _script(self, mark: str, *, base: bool) -> None:
        if mark == "_":
            self._changed(lowered)
        else:
            self._changed(lambda text: raised(text, base="x" if base else ""))


def _accented(accent: str, text: str) -> str:
    """Return *text* with an accent on its first letter; the dot of i and j gives way to what stands above."""
    if not text:
        return accent if accent in _SPACING else ""
    if not text[0].isalpha():
        return text
    first = text[0] if accent in _BELOW else _DOTLESS.get(text[0], text[0])
    end = next((place for place, char in enumerate(text) if place and not unicodedata.combining(char)), len(text))
    return unicodedata.normalize("NFC", first + text[1:end] + ACCENTS[accent]) + text[end:]
