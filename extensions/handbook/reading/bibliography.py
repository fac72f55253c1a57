"""The reader of .bib files: bytes in, papers and problems out, through the parser of pybtex."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pybtex.database import Entry
from pybtex.database import Person as PybtexPerson
from pybtex.textutils import normalize_whitespace

from ..model.name_lists import read_list
from ..model.people import parse_latex_name
from ..model.problems import Location, Problem, problem
from ..model.records import BibFile
from ..text.latex import escape, simplified
from ..text.messages import mark as _
from .files import decode
from .inheritance import XDATA, inherit
from .limits import MAX_BIB_BYTES
from .names import bad_identifier, is_citation_key, misleading_letter
from .papers import PERSON_FIELDS, RawEntry, read_paper
from .scanner import MONTHS, BibParser, entry_chunks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pybtex.scanner import PybtexSyntaxError

    from ..model.records import Paper

_VERBATIM = frozenset({"doi", "url", "eprint", "file"})


def read_bib(path: str, data: bytes) -> BibFile:
    """Return the papers of a .bib file in the order of the file; an entry that cannot be parsed is reported and left out."""
    if len(data) > MAX_BIB_BYTES:
        part, top = _("the file"), Location(path=path, line=1)
        too_large = problem("too-large", top, part=part, size=len(data), limit=MAX_BIB_BYTES)
        return BibFile(path=path, papers=(), problems=(too_large,))
    text, decoding = decode(data, path)
    problems = list(decoding)
    raws: dict[str, RawEntry] = {}
    for raw in _entries(text, path, problems):
        if raw.key in raws:
            other = f"{path}:{raws[raw.key].location.line}"
            problems.append(problem("duplicate-key", raw.location, key=raw.key, other=other))
            continue
        raws[raw.key] = raw
    inherit(raws, problems)
    papers = tuple(read_paper(raw, problems) for raw in raws.values() if raw.type != XDATA)
    return BibFile(path=path, papers=papers, problems=tuple(problems))


def pybtex_entry(paper: Paper) -> Entry:
    """Return *paper* as an entry of pybtex, for its styles and writers; text is LaTeX, as in the file.

    A name that cannot be parsed has been reported, and is left out.
    """
    entry = Entry(paper.type)
    entry.key = paper.key
    for name, value in paper.fields:
        if name in PERSON_FIELDS:
            names = read_list(value)
            for person in filter(None, map(_pybtex_person, names.names)):
                entry.add_person(person, name)
            if names.others:
                entry.add_person(PybtexPerson("others"), name)
        else:
            entry.fields[name] = simplified(value) if name not in _VERBATIM else value
    return entry


def _pybtex_person(written: str) -> PybtexPerson | None:
    """Return the person of a name in LaTeX, with parts that pybtex shows as they are read here; None if there is none."""
    person = parse_latex_name(written)
    if person is None:
        return None
    if not (person.is_east_asian or {"\\", "$", "&", "="} & {*written}):
        return PybtexPerson(written)
    parts = PybtexPerson()
    given = person.given.split() if not person.is_east_asian else []
    parts.first_names, parts.middle_names = [*map(escape, given[:1])], [*map(escape, given[1:])]
    parts.prelast_names, parts.lineage_names = [*map(escape, person.particle.split())], [*map(escape, person.lineage.split())]
    parts.last_names = [escape(person.name)] if person.is_east_asian else [*map(escape, person.family.split())]
    return parts


def _entries(text: str, path: str, problems: list[Problem]) -> Iterator[RawEntry]:
    """Yield the entries of a file; abbreviations of one piece hold in the pieces below it."""
    macros = dict(MONTHS)
    line = 1
    for start, end in entry_chunks(text):
        yield from _Chunk(text=text[start:end], path=path, first_line=line, macros=macros, problems=problems).entries()
        line += text.count("\n", start, end)


@dataclass(slots=True, kw_only=True)
class _Chunk:
    """A piece of a .bib file that begins with an entry, and its place in the file."""

    text: str
    path: str
    first_line: int
    macros: dict[str, str]
    """The abbreviations defined so far."""
    problems: list[Problem]
    errors: list[PybtexSyntaxError] = field(default_factory=list)

    def entries(self) -> Iterator[RawEntry]:
        """Yield the entries up to the first syntax error, which is reported; later ones are consequences of it."""
        parser = BibParser(self.text, macros=self.macros, handle_error=self.errors.append)
        for command, content in parser:
            if self.errors:
                break
            if command.lower() in ("string", "preamble"):
                self._report_undefined(parser, RawEntry(type="", key=f"@{command}", location=self._at(parser.command_start)))
                continue
            key, pairs = content
            at = self.text.index(key, parser.command_start)
            location = Location(path=self.path, line=self._at(parser.command_start).line, col=self._at(at).col)
            if not is_citation_key(key) or misleading_letter(key):
                self.problems.append(bad_identifier(key, location))
            if is_citation_key(key):
                values = ["".join(parts) for _name, parts in pairs]
                yield self._entry(command.lower(), key, location, parser, values)
        if self.errors:
            self._report(self.errors[0])

    def _entry(self, entry_type: str, key: str, location: Location, parser: BibParser, values: list[str]) -> RawEntry:
        entry = RawEntry(type=entry_type, key=key, location=location)
        for span, value in zip(parser.spans, values, strict=True):
            name, place = span.name.lower(), self._at(span.value)
            if name in entry.fields:
                once = _("give it once; the first is used")
                self.problems.append(problem("bib-value", place, key=key, field=span.name, value=value, expected=once))
            entry.fields.setdefault(name, normalize_whitespace(value))
            entry.places.setdefault(name, place)
        entry.undefined.update(name.lower() for name, _string in parser.undefined)
        self._report_undefined(parser, entry)
        return entry

    def _report_undefined(self, parser: BibParser, owner: RawEntry) -> None:
        defined = _("define it with @string, or write the text in braces")
        self.problems += (owner.wrong(name.lower(), string, defined) for name, string in parser.undefined)

    def _report(self, error: PybtexSyntaxError) -> None:
        reason = str(error.args[0])
        if error.error_type != "syntax error":
            reason = f"{error.error_type} {reason}"
        last_line = self.text.rstrip().count("\n") + 1
        place = Location(path=self.path, line=self.first_line + min(error.lineno, last_line) - 1)
        self.problems.append(problem("bib-syntax", place, reason=reason))

    def _at(self, index: int) -> Location:
        """Return the place of a character of the piece."""
        line = self.first_line + self.text.count("\n", 0, index)
        return Location(path=self.path, line=line, col=index - self.text.rfind("\n", 0, index))
