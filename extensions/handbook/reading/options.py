"""The reader of directives with options: their lines in, an item or an erratum out, with problems."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ..model.problems import Location, Problem, problem
from ..model.records import GENRES, Erratum, Item, Link, TermUse
from ..text.guesses import closest
from ..text.messages import mark as _
from .limits import MAX_PARAGRAPH_CHARS, MAX_SUGGESTIONS, MAX_TERMS, MAX_TITLE_CHARS
from .names import REFERENCE_PREFIX, bad_identifier, names_item
from .values import FieldValues, split_list

if TYPE_CHECKING:
    from collections.abc import Sequence

OPTION = re.compile(r"\s*:([^:\s]+):((?:\s.*)?)")
"""A line with an option of a directive: name and value."""

LINK_OPTIONS = ("url", "code", "models", "data", "site", "docs", "slides", "video")
_COMMON_OPTIONS = ("title", "topics", "institutions", "methods")
ITEM_OPTIONS = {
    "paper": (*_COMMON_OPTIONS, "genre", "reported-as", *LINK_OPTIONS[1:]),
    "news": (*_COMMON_OPTIONS, "title-en", "people", "date", *LINK_OPTIONS),
    "viewpoint": (*_COMMON_OPTIONS, "title-en", "people", "date", *LINK_OPTIONS),
    "resource": (*_COMMON_OPTIONS, "title-en", "people", "date", *LINK_OPTIONS),
    "event": (*_COMMON_OPTIONS, "title-en", "people", "date", "printed-date", *LINK_OPTIONS),
}
"""The options of each directive that presents an item."""
ERRATUM_OPTIONS = ("printed", "correct", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDirective:
    """A directive as a page has it: name without domain, the text after it, and the lines inside."""

    name: str
    argument: str
    content: str
    location: Location
    lines: Sequence[str] = ()
    """The lines of the page, which tell in which columns the content stands."""


def read_item(raw: RawDirective, section: tuple[str, ...]) -> tuple[Item, tuple[Problem, ...]]:
    """Return the item of a directive and what is wrong with it.

    Its identifier is the argument of the directive, valid or not; its summary is all the text below the options, errata
    included.
    """
    options, body, body_line = _read_options(raw, ITEM_OPTIONS[raw.name])
    _check_argument(raw, options)
    _check_text(options, "title", raw.name)
    if not body.strip():
        options.problems.append(problem("body-empty", raw.location, what=f"{{{raw.name}}} {raw.argument}"))
    item = Item(
        kind=raw.name,
        id=raw.argument,
        title=options.get("title") or raw.argument,
        summary=body,
        location=raw.location,
        body_line=body_line,
        section=section,
        genre=_genre(options),
        reported_as=options.get("reported-as") or "",
        title_en=options.get("title-en") or "",
        people=tuple(split_list(options.get("people"))),
        date=options.date("date"),
        printed_date=options.get("printed-date") or "",
        links=tuple(Link(name=name, url=url) for name in LINK_OPTIONS if (url := options.web_address(name))),
        topics=_uses(options, "topics"),
        institutions=_uses(options, "institutions"),
        methods=_uses(options, "methods"),
    )
    return item, tuple(options.problems)


def read_erratum(raw: RawDirective) -> tuple[Erratum, tuple[Problem, ...]]:
    """Return the erratum of a directive and what is wrong with it."""
    options, body, _line = _read_options(raw, ERRATUM_OPTIONS)
    for name in ("printed", "correct"):
        _check_text(options, name, "erratum")
    source = options.web_address("source")
    if not body.strip():
        options.problems.append(problem("body-empty", raw.location, what="{erratum}"))
    erratum = Erratum(
        printed=options.get("printed") or "",
        correct=options.get("correct") or "",
        evidence=" ".join(body.split()),
        source=source,
        location=raw.location,
    )
    return erratum, tuple(options.problems)


def _check_argument(raw: RawDirective, options: FieldValues) -> None:
    if not raw.argument:
        expected = f"{{{raw.name}}} citation-key" if raw.name == "paper" else f"{{{raw.name}}} {raw.name}-identifier"
        options.problems.append(problem("argument-missing", raw.location, directive=raw.name, expected=expected))
    elif raw.argument.startswith(REFERENCE_PREFIX):
        other = raw.argument.removeprefix(REFERENCE_PREFIX)
        options.problems.append(problem("address-taken", raw.location, id=raw.argument, other=other))
    elif not names_item(raw.name, raw.argument):
        options.problems.append(bad_identifier(raw.argument, raw.location))


def _check_text(options: FieldValues, name: str, directive: str) -> None:
    value = options.get(name)
    if not value:
        options.report("option-missing", name, directive=directive, option=name)
    elif len(value) > MAX_TITLE_CHARS:
        options.report("too-large", name, part=_("the value"), size=len(value), limit=MAX_TITLE_CHARS)
        options.values[name] = (value[:MAX_TITLE_CHARS], options.values[name][1])


def _genre(options: FieldValues) -> str:
    genre = options.get("genre") or GENRES[0]
    if genre in GENRES:
        return str(genre)
    close = closest(genre, GENRES)
    options.report("option-value", "genre", option="genre", value=genre, allowed=", ".join(GENRES), close=close)
    return GENRES[0]


def _uses(options: FieldValues, name: str) -> tuple[TermUse, ...]:
    place = options.place(name)
    terms = split_list(options.get(name))
    if len(terms) > MAX_TERMS:
        options.report("too-large", name, part=_("the number of terms"), size=len(terms), limit=MAX_TERMS)
    return tuple(
        TermUse(text=text, location=Location(path=place.path, line=place.line, col=place.col + start))
        for text, start in islice(terms.items(), MAX_TERMS)
    )


def _read_options(raw: RawDirective, names: tuple[str, ...]) -> tuple[FieldValues, str, int]:
    """Return the options of a directive, the text below them, and the line of the page on which that begins."""
    options = FieldValues(location=raw.location)
    lines = raw.content.split("\n")
    count = 0
    while count < len(lines) and lines[count].lstrip().startswith(":") and not lines[count].lstrip().startswith(":::"):
        count += 1
    first_line = raw.location.line + 1
    _OptionReader(raw=raw, names=names, options=options).read(lines[:count], first_line)
    if count and count < len(lines) and lines[count][:1].isspace() and lines[count].strip():
        place = Location(path=raw.location.path, line=first_line + count)
        options.problems.append(problem("option-syntax", place, reason=_("a value must be on one line")))
    elif not count and lines[0].startswith("---"):
        place = Location(path=raw.location.path, line=first_line)
        options.problems.append(problem("option-syntax", place, reason=_("options cannot be written between lines of ---")))
    while count < len(lines) and not lines[count].strip():
        count += 1
    return options, "\n".join(lines[count:]).rstrip(), first_line + count


class _OptionReader:
    """Reads the lines of options of one directive."""

    def __init__(self, *, raw: RawDirective, names: tuple[str, ...], options: FieldValues) -> None:
        self.raw = raw
        self.names = names
        self.options = options
        self.suggestions: dict[str, str] = {}

    def read(self, lines: Sequence[str], first_line: int) -> None:
        """Read the lines, the first of which is line *first_line* of the page."""
        for number, line in enumerate(lines, start=first_line):
            margin = len(self.raw.lines[number - 1]) - len(line) if self.raw.lines else 0
            match = OPTION.fullmatch(line)
            start = match.start(1) if match else len(line) - len(line.lstrip())
            place = Location(path=self.raw.location.path, line=number, col=max(margin + start, 0) + 1)
            if match is None:
                self.options.problems.append(problem("option-syntax", place, reason=_("this is not `:name: value`")))
            elif match[1] not in self.names:
                self.options.problems.append(self._unknown(match[1], place))
            elif match[1] in self.options.values:
                self.options.problems.append(problem("option-syntax", place, reason=_("duplicate name")))
            else:
                value = " ".join(match[2].split())
                if len(value) > MAX_PARAGRAPH_CHARS:
                    part, size = _("the value"), len(value)
                    self.options.problems.append(problem("too-large", place, part=part, size=size, limit=MAX_PARAGRAPH_CHARS))
                    value = ""
                self.options.values[match[1]] = (value, number)
                self.options.columns[match[1]] = max(margin + len(line) - len(match[2].lstrip()), 0) + 1

    def _unknown(self, name: str, place: Location) -> Problem:
        if name not in self.suggestions and len(self.suggestions) < MAX_SUGGESTIONS:
            self.suggestions[name] = closest(name, self.names)
        close = self.suggestions.get(name, "")
        params = {"directive": self.raw.name, "option": name, "known": ", ".join(self.names), "close": close}
        return problem("option-unknown", place, **params)
