"""The record of a paper, in one form for all services, and the names and markup in their answers."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from ..model.people import Person, parse_name
from ..model.records import PREPRINT_SERVERS
from ..text.latex import EMPTY, Text, is_latex, text

_LINEAGE = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV", re.IGNORECASE)
_MATH = re.compile(r"\$([^$]+)\$")
_COMMAND = re.compile(r"\\[A-Za-z]+|[\\$^{}]")
_SPACE = re.compile(r"\s+")
_BROKEN_HYPHEN = re.compile(r"(?<=\w)-\s+(?=[a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A paper as a service describes it; text is plain Unicode on one line, empty if the service gives none."""

    source: str
    """The usual name of the service."""
    type: str
    """A type of BibTeX."""
    title: Text = EMPTY
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    year: int | None = None
    month: int | None = None
    container: Text = EMPTY
    """The journal, the proceedings or the preprint server."""
    meeting: str = ""
    """The short name of the meeting with its year, if that is certain."""
    publisher: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    """With an en dash."""
    eid: str = ""
    doi: str = ""
    arxiv: str = ""
    category: str = ""
    """The primary class of arXiv."""
    url: str = ""
    abstract: str = ""
    affiliations: tuple[str, ...] = ()
    published_as: str = ""
    """The DOI of the published version, if the service names one."""
    preprint: str = ""
    """The DOI of the preprint, if the service names one."""
    journal_reference: str = ""
    """Where the paper was published, as its authors write at arXiv."""
    withdrawn: bool = False
    notes: tuple[tuple[str, str], ...] = ()
    """What a person should review: messages, each with its ``{value}``."""
    extra: tuple[tuple[str, str], ...] = ()
    """Other fields of a .bib file, unchanged, in LaTeX."""
    given: tuple[tuple[str, str], ...] = ()
    """All fields of an entry of a file that a person gives, in LaTeX, but those of arXiv; empty for a service."""

    @property
    def is_preprint(self) -> bool:
        """Whether it describes a version on a preprint server."""
        return self.type == "misc" or (self.type == "article" and self.container.plain in PREPRINT_SERVERS)


def one_line(value: object) -> str:
    """Return a value as text on one line, without unprintable characters; empty if it is not text."""
    if not isinstance(value, str):
        return ""
    printable = "".join(char if char.isprintable() or char.isspace() else "" for char in value)
    return _SPACE.sub(" ", printable).strip()


def person(name: str) -> Person | None:
    """Return the person with a name in reading order (``Mozes van de Kar``); None if it has no letter.

    If nothing marks the family name, it is taken to be the last word, with the particles before it.
    """
    name = one_line(name).strip(" :,;")
    if not any(char.isalpha() for char in name):
        return None
    words = name.replace(",", " ").split()
    lineage = words.pop() if len(words) > 2 and _LINEAGE.fullmatch(words[-1]) else ""
    if is_group(name) or len(words) == 1:
        return Person(family=name)
    parsed = parse_name(" ".join(words))
    return replace(parsed, lineage=lineage) if parsed else Person(family=name)


def is_doubtful(name: str) -> bool:
    """Tell whether the family name in *name* is uncertain: in Shixiang Shane Gu, but not in Victor S. Bursztyn."""
    words = name.replace(".", ". ").split()
    middle = [word for word in words[1:-1] if not word.endswith(".") and word[:1].isupper() and len(word) > 1]
    return bool(middle) and not is_group(name)


def is_group(name: str) -> bool:
    """Tell whether *name* is that of a group rather than of one person."""
    words = name.lower().split()
    groups = {"collaboration", "consortium", "team", "group", "project", "initiative", "network", "community", "contributors"}
    return len(words) > 1 and (words[-1] in groups or words[0] == "the")


def person_of_parts(family: str, given: str = "", particle: str = "", lineage: str = "") -> Person | None:
    """Return the person whose name a service gives in parts; the family name may begin with a particle."""
    family, given, particle, lineage = (one_line(part) for part in (family, given, particle, lineage))
    if not family:
        return person(given)
    words = family.split()
    while given and not particle and len(words) > 1 and words[0].islower() and words[0].isalpha():
        count = next((index for index, word in enumerate(words) if not word.islower()), len(words) - 1)
        particle, words = " ".join(words[:count]), words[count:]
    return Person(family=" ".join(words), given=given, particle=particle, lineage=lineage)


def of_markup(value: object) -> str:
    """Return the text of a value with HTML, MathML or JATS markup, as in Crossref's titles and abstracts."""
    text = one_line(value)
    for _round in range(3):  # markup may be escaped twice, as in &amp;lt;i&amp;gt;
        if "<" in text:
            stripper = _Stripper()
            stripper.feed(text)
            stripper.close()
            text = one_line("".join(stripper.parts))
        unescaped = html.unescape(text)
        if unescaped == text:
            break
        text = one_line(unescaped)
    return re.sub(r"\s+([,.;:?!])", r"\1", text)


def of_tex(value: object) -> Text:
    """Return the text of a title from arXiv, where authors write accents and simple formulas in TeX."""
    line = _BROKEN_HYPHEN.sub("-", one_line(value)) if isinstance(value, str) and "-\n" in value else one_line(value)
    line = _MATH.sub(lambda match: _plain_math(match[1]), line)
    return text(line) if is_latex(line) and line.count("{") == line.count("}") else Text(line)


def has_tex(value: str) -> bool:
    """Tell whether a plain *value* still contains TeX."""
    return _COMMAND.search(value) is not None


def _plain_math(formula: str) -> str:
    """Return a formula as plain text if it is simple enough; otherwise unchanged, between dollar signs."""
    simple = re.sub(r"\\(?:text|mathrm|mathbf|mathit|mathcal|mathbb|textsc|textbf|rm|bf)\s*\{([^{}]*)\}", r"\1", formula)
    simple = re.sub(r"\\(?:,|;|!|\s)", " ", simple)
    simple = re.sub(r"[_^]\{?(\w+)\}?", r"\1", simple)
    return simple.strip() if not _COMMAND.search(simple) else f"${formula}$"


class _Stripper(HTMLParser):
    """Collects the text of elements, without formulas repeated in another notation."""

    _SKIPPED = frozenset({"annotation", "mml:annotation", "tex-math", "jats:tex-math", "script", "style"})
    _BREAKS = frozenset({"p", "br", "jats:p", "title", "jats:title", "jats:sec", "sec", "li"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._inside = 0

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        self._inside += tag in self._SKIPPED
        if tag in self._BREAKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._inside = max(0, self._inside - (tag in self._SKIPPED))
        if tag in self._BREAKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")
