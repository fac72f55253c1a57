"""The LaTeX commands of .bib files: what each stands for, and which of them an export may write."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

ACCENTS = MappingProxyType(
    {
        **dict(zip("`'^~\"=.uvHrkcdbh", "̨̧̣̱̀́̂̃̈̄̇̆̌̋̊̉", strict=True)),
        "t": "\u0361",  # joins two letters
        "textcommabelow": "\u0326",
        "grave": "\u0300",
        "acute": "\u0301",
        "hat": "\u0302",
        "widehat": "\u0302",
        "tilde": "\u0303",
        "widetilde": "\u0303",
        "bar": "\u0304",
        "overline": "\u0305",
        "breve": "\u0306",
        "dot": "\u0307",
        "ddot": "\u0308",
        "check": "\u030c",
        "vec": "\u20d7",
    }
)
"""The combining character of each accent of text and of mathematics; all but ``t`` stand on one letter."""

LETTERS = MappingProxyType(
    {
        "i": "ı",
        "j": "ȷ",
        "imath": "ı",
        "jmath": "ȷ",
        "l": "ł",
        "L": "Ł",
        "o": "ø",
        "O": "Ø",
        "ss": "ß",
        "ae": "æ",
        "AE": "Æ",
        "oe": "œ",
        "OE": "Œ",
        "aa": "å",
        "AA": "Å",
        "dh": "ð",
        "DH": "Ð",
        "dj": "đ",
        "DJ": "Đ",
        "ng": "ŋ",
        "NG": "Ŋ",
        "th": "þ",
        "TH": "Þ",
        "SS": "ẞ",
        "ohorn": "ơ",
        "OHORN": "Ơ",
        "uhorn": "ư",
        "UHORN": "Ư",
    }
)
"""Letters without an accent of their own."""

_OPERATORS = """
arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr sec
sin sinh sup tan tanh
"""
OPERATORS = frozenset(_OPERATORS.split())
"""Operators that are words: a space parts them from letters."""

OTHER_SIGNS = MappingProxyType(
    {
        "less": "<",
        "greater": ">",
        "textquotesingle": "'",
        "textquotedbl": '"',
        "textbackslash": "\\",
        "slash": "/",
        "textasciitilde": "~",
        "textasciicircum": "^",
        "textasciigrave": "`",
        "textunderscore": "_",
        "textbar": "|",
        "textless": "<",
        "textgreater": ">",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textdollar": "$",
        "TeX": "TeX",
        "LaTeX": "LaTeX",
        "LaTeXe": "LaTeX2e",
        "BibTeX": "BibTeX",
        "copyright": "©",
        "pounds": "£",
        "textnumero": "№",
        "quad": " ",
        "qquad": " ",
        "space": " ",
        "newline": " ",
        "par": " ",
        "linebreak": " ",
        "mathdollar": "$",
        "backslash": "\\",
        "lbrace": "{",
        "rbrace": "}",
        "colon": ":",
        "textperiodcentered": "·",
        "textquoteleft": "‘",
        "textquoteright": "’",
        "textquotedblleft": "“",
        "textquotedblright": "”",
        "lq": "‘",
        "rq": "’",
        "to": "→",
        "hbar": "ℏ",
        "div": "÷",
        "star": "⋆",
        "ast": "*",
        "circ": "°",
        "texteuro": "€",
        "euro": "€",
        "ldots": "…",
        "dots": "…",
        "cdots": "⋯",
        "textellipsis": "…",
        "mod": "mod",
        "bmod": "mod",
        "textemdash": "—",
        "textendash": "–",
        "textbullet": "•",
        "textdegree": "°",
        "degree": "°",
        "hyphen": "-",
        "texttrademark": "™",
        "guillemotleft": "«",
        "textregistered": "®",
        "textcopyright": "©",
        "textsterling": "£",
        "guillemotright": "»",
        "textperthousand": "‰",
        "P": "¶",
        "S": "§",
        "dag": "†",
        "ddag": "‡",
        "min": "min",
        "epsilon": "ε",
        "phi": "φ",
        "neg": "¬",
        "lnot": "¬",
        "ne": "≠",
        "Re": "ℜ",
        "Im": "ℑ",
        "ddagger": "‡",
        "lVert": "‖",
        "rVert": "‖",
    }
)
"""Signs that pylatexenc does not know or knows by another character, and those that most files need: they load nothing."""

_STYLES = """
emph textit textbf texttt textsc textsf textrm textsl textup textnormal textmd mathrm mathbf mathit mathcal mathsf mathtt
mathfrak mathscr boldsymbol bm text mbox hbox operatorname underline uline textls textlf textlatin mkbibemph mkbibbold
mkbibitalic mkbibacro autocap MakeCapital MakeUppercase MakeLowercase cyr
"""
STYLES = frozenset(_STYLES.split())
"""Commands that change the look of their argument; the text of it remains."""
FRACTIONS = frozenset({"frac", "tfrac", "dfrac", "nicefrac"})
DOUBLE_STRUCK = frozenset({"mathbb", "Bbb"})
RAISED = MappingProxyType({"textsuperscript": "^", "textsubscript": "_", "sp": "^", "sb": "_"})
ADDRESSES = frozenset({"url", "nolinkurl", "path"})
"""Commands whose argument is as it is written."""
_SWITCHES = """
it bf em rm sc tt sf sl md up itshape bfseries scshape rmfamily ttfamily sffamily upshape mdseries normalfont normalsize
small large Large footnotesize scriptsize tiny relax protect displaystyle textstyle scriptstyle limits nolimits left right
big Big bigg Bigg bigl bigr Bigl Bigr xspace ignorespaces unskip nobreak allowbreak sloppy hfill noindent null leavevmode
thinspace negthinspace boldmath unboldmath fi
"""
_HIDING = """
noopsort SortNoop sortnoop noop NoopSort color textcolor href label hspace vspace phantom selectlanguage foreignlanguage
"""
DROPPED = MappingProxyType({**dict.fromkeys(_SWITCHES.split(), 0), **dict.fromkeys(_HIDING.split(), 1)})
"""Commands of which nothing is printed, with the number of arguments that are not printed either."""
_EXPORTED_STYLES = """
emph textit textbf texttt textsc textsf textrm textsl textup textnormal textmd textsuperscript textsubscript mathrm
mathbf mathit mathcal mathbb mathsf mathtt mathfrak boldsymbol text mbox operatorname underline ensuremath it bf em rm sc tt sf sl
TeX LaTeX BibTeX noopsort relax left right big Big limits displaystyle
"""
_EXPORTED_ACCENTS = """
u v H c k r d b t i j l L o O ss ae AE oe OE aa AA dh DH dj DJ ng NG th TH grave acute hat widehat tilde widetilde ddot dot bar
overline breve check vec ddag dag P S copyright pounds
"""
_EXPORTED_SIGNS = """
textbackslash textasciitilde textasciicircum textasciigrave textquotedbl textless textgreater textbar textbraceleft
textbraceright textquoteright textquoteleft textquotedblleft textquotedblright textquotesingle textunderscore
textendash textemdash textbullet textdegree texttrademark textregistered textcopyright textsterling texteuro textdollar
textellipsis ldots dots cdots cdot times pm mp div ast star circ bullet leq geq le ge neq ne approx sim simeq equiv ll
gg in notin subset cup cap infty partial nabla forall exists to rightarrow leftarrow Rightarrow Leftarrow
leftrightarrow mapsto langle rangle lfloor rfloor lceil rceil sum prod int sqrt frac log exp sin cos tan min max arg
ell hbar Re Im prime quad qquad slash ln lim sup inf det dim Pr mid parallel perp propto oplus otimes cong setminus emptyset
subseteq supset supseteq vee wedge neg dagger ddagger lbrace rbrace colon imath jmath
"""
_GREEK = """
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho sigma
varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
"""
MATHEMATICAL = tuple(f"{_GREEK}{_EXPORTED_SIGNS.partition('ldots')[2]}".split())
"""The signs that TeX has in mathematics only."""
EXPORTED = frozenset(f"{_EXPORTED_ACCENTS}{_EXPORTED_SIGNS}{_GREEK}{_EXPORTED_STYLES}".split())
"""The commands that exports for TeX may hold: signs, accents and styles, none of which reads, writes or defines anything."""


@cache
def sign_of(name: str) -> str:
    """Return the characters that a command without arguments stands for; empty if it is none or nobody knows it."""
    if name in LETTERS or name in OTHER_SIGNS:
        return LETTERS.get(name) or OTHER_SIGNS[name]
    if name in OPERATORS:
        return name
    from pylatexenc.latex2text import get_default_latex_context_db  # reading its tables takes a fifth of a second

    spec = get_default_latex_context_db().get_macro_spec(name)
    sign = spec.simplify_repl if spec is not None else ""
    return sign if isinstance(sign, str) and sign.isprintable() and "%" not in sign and len(sign) <= 2 else ""


@cache
def is_known(name: str) -> bool:
    """Tell whether the text reading of a command is known; commands of one sign are all known."""
    tables = (
        ACCENTS,
        STYLES,
        DROPPED,
        RAISED,
        ADDRESSES,
        DOUBLE_STRUCK,
        FRACTIONS,
        ("ensuremath", "sqrt", "mkbibquote", "enquote", "ifmmode", "else"),
    )
    return not name[:1].isalpha() or any(name in table for table in tables) or sign_of(name) != ""


@cache
def signs() -> MappingProxyType[str, str]:
    """Return the mathematical commands by the character that each stands for, the first where two stand for one."""
    found: dict[str, str] = {}
    for name in MATHEMATICAL:
        sign = sign_of(name)
        if len(sign) == 1 and not sign.isascii():
            found.setdefault(sign, name)
    return MappingProxyType(found)
