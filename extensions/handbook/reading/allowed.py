"""What a page or a .bib file of a stranger may hold: a list, so that what nobody has thought of is refused.

Strangers write the pages below FOLDERS_OF_STRANGERS and the .bib files, and their pull requests are built before anyone has
read them.
"""

from __future__ import annotations

import posixpath
import re
import sys
import unicodedata
from functools import lru_cache

from ..model.records import FOLDERS, ITEM_KINDS, TERM_KINDS

FOLDERS_OF_STRANGERS = ("issues", *(f"docs/{plural}" for plural in FOLDERS.values()))
"""The folders whose pages are held to the list; the others are read by the maintainers."""

OWN_DIRECTIVES = frozenset({*ITEM_KINDS, *TERM_KINDS, "issue", "erratum", "listing"})
BOXES = frozenset({"note", "tip", "important", "warning", "seealso"})
"""Directives of docutils and Sphinx that only show the text in them."""
DIRECTIVES = frozenset({*OWN_DIRECTIVES, *BOXES, "code-block"})
"""The directives of any page; those that are not the handbook's have no options."""
INDEX_DIRECTIVES = frozenset({*DIRECTIVES, "toctree"})
"""The directives of the page of a folder."""
ROLES = frozenset({*ITEM_KINDS, *TERM_KINDS, "issue", "cite", "cite:p", "cite:t", "sub", "sup"})
_ANOTHER_VOLUME = re.compile(r"external(?:\+[\w-]+)?:hb:", re.ASCII)
"""Begins the role of what stands in another volume, of those that the configuration names."""

_ACCENTS = """
u v H c k r d b t i j l L o O ss ae AE oe OE aa AA dh DH dj DJ ng NG th TH grave acute hat tilde ddot dot bar breve
check vec ddag dag P S copyright pounds
"""
_SIGNS = """
textbackslash textasciitilde textasciicircum textasciigrave textquotedbl textless textgreater textbar textbraceleft
textbraceright textquoteright textquoteleft textquotedblleft textquotedblright textquotesingle textunderscore
textendash textemdash textbullet textdegree texttrademark textregistered textcopyright textsterling texteuro
textellipsis ldots dots cdots cdot times pm mp div ast star circ bullet leq geq le ge neq ne approx sim simeq equiv ll
gg in notin subset cup cap infty partial nabla forall exists to rightarrow leftarrow Rightarrow Leftarrow
leftrightarrow mapsto langle rangle lfloor rfloor lceil rceil sum prod int sqrt frac log exp sin cos tan min max arg
ell hbar Re Im prime quad qquad slash
"""
_GREEK = """
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho sigma
varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
"""
_STYLES = """
emph textit textbf texttt textsc textsf textrm textsl textup textnormal textmd textsuperscript textsubscript mathrm
mathbf mathit mathcal mathbb mathsf mathtt mathfrak boldsymbol ensuremath it bf em rm sc tt sf TeX LaTeX BibTeX
noopsort
"""
LATEX_COMMANDS = frozenset(f"{_ACCENTS}{_SIGNS}{_GREEK}{_STYLES}".split())
"""The commands of LaTeX that .bib files may have; those of one sign, such as an accent, are all allowed."""

LARGEST_PAGE = 8_000_000
LARGEST_BIB = 32_000_000
LARGEST_FRONT_MATTER = 50_000
"""Bytes of files, characters of front matter; an issue of twelve papers has 12,000 bytes."""
MOST_LINES = 50_000
"""Lines of a page: the blocks of Markdown take time each; 2,000 papers take 20,000 lines."""
LONGEST_PARAGRAPH = 4_000
"""Characters; reading what is emphasised, linked and quoted in a paragraph can take time by the square of its length."""
LONGEST_VALUE = 200_000
"""Characters of a field of a .bib entry; 3,000 authors take 60,000."""
LONGEST_MACRO = 1_000
"""Characters that an abbreviation of a .bib file stands for."""
LONGEST_NAME = 1_000
"""Characters of the name of one author."""
MOST_FIELDS = 200
"""Fields of an entry."""
MOST_COMMANDS = 2_000
"""Commands of LaTeX in a field."""
MOST_SIGNS = 200
"""Brackets, asterisks or underscores in a paragraph, each of which may begin what any of the others ends."""
DEEPEST_BRACES = 32
DEEPEST_YAML = 8

_COMMAND = re.compile(r"\\(?:([A-Za-z@]+)|.)", re.DOTALL)
_TOCTREE = re.compile(r"(?::(?:glob|hidden|reversed|titlesonly|maxdepth|caption):.*|[\w./*\[\]-]*)", re.ASCII)
_FILE_NAME = re.compile(r"[\w./-]+", re.ASCII)
_RELATIVE = re.compile(r"[\w./-]+\.md(?:#.*)?", re.ASCII)
_IMAGE = re.compile(r"docs/images/[\w./-]+\.(?:png|jpe?g|gif|webp)", re.ASCII | re.IGNORECASE)
_LOOK_ALIKES = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "FULLWIDTH", "MATHEMATICAL", "LATIN")


def refused_command(latex: str) -> str:
    """Return the first command in a value that does more than show a sign, an accent or a style; empty where there is none.

    A reader who runs LaTeX over a downloaded bibliography would run what is in it.
    """
    if latex.count("\\") > MOST_COMMANDS:
        return "\\"
    found = (match[0] for match in _COMMAND.finditer(latex) if match[1] and match[1] not in LATEX_COMMANDS)
    return next(found, "")


def is_of_strangers(path: str) -> bool:
    """Tell whether the page at *path* is held to the list."""
    return path.startswith(tuple(f"{folder}/" for folder in FOLDERS_OF_STRANGERS))


def is_file_name(path: str) -> bool:
    """Tell whether a path has only letters and digits of ASCII, underscores, hyphens and full stops."""
    return _FILE_NAME.fullmatch(path) is not None


def directives_of(path: str) -> frozenset[str]:
    """Return the names of the directives that the page at *path* may have."""
    return INDEX_DIRECTIVES if path.endswith("/index.md") else DIRECTIVES


def is_role(name: str) -> bool:
    """Tell whether a role may stand on any page: one of the list, with or without its domain, or the same of another volume."""
    return _ANOTHER_VOLUME.sub("", name, count=1).removeprefix("hb:") in ROLES


def is_toctree(content: str) -> bool:
    """Tell whether a table of contents names nothing but pages."""
    return all(_TOCTREE.fullmatch(line.strip()) for line in content.split("\n"))


def is_link_to_page(target: str, path: str) -> bool:
    """Tell whether a link of the page at *path* leads to an anchor, or to a page of the handbook."""
    if target.startswith("#"):
        return True
    return _RELATIVE.fullmatch(target) is not None and not _resolved(target, path).startswith("..")


def is_image(target: str, path: str) -> bool:
    """Tell whether an image of the page at *path* is a picture of docs/images.

    SVG is not one: it is a document that can hold scripts, and a browser that opens it by itself runs them.
    """
    return _IMAGE.fullmatch(_resolved(target, path)) is not None


def _resolved(target: str, path: str) -> str:
    """Return the path that *target* means on the page at *path*, as Sphinx does: a slash stands for the root."""
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def hidden_characters(text: str) -> list[int]:
    """Return where in *text* nobody sees that there is a character: one that controls, formats or ends lines.

    They make text read otherwise than it is shown (https://trojansource.codes), and Python ends lines at some of them where
    editors and Markdown do not. Their categories are Cc, Cf, Zl and Zp of Unicode; tabs and line feeds are none of them.
    """
    shown = text
    for space in ("\n", "\t", "\u3000", "\u00a0"):
        shown = shown.replace(space, "")
    if shown.isprintable():  # a hundred times as fast as looking for them
        return []
    return [match.start() for match in _hidden().finditer(text)]


@lru_cache
def _hidden() -> re.Pattern[str]:
    found = (chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in ("Cc", "Cf", "Zl", "Zp"))
    return re.compile("[" + "".join(re.escape(char) for char in found if char not in "\t\n") + "]")


def look_alike(identifier: str) -> str:
    """Return the first character of *identifier* that looks like an ASCII letter and is none; empty where there is none."""
    for char in identifier:
        if not char.isascii() and unicodedata.name(char, "").startswith(_LOOK_ALIKES):
            return char
    return ""
