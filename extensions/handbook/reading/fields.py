"""The only reader of front matter and directive options: raw text in, records or problems out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from babel.core import Locale

from ..model.dates import Edtf, parse_edtf
from ..model.problems import Location, Problem, problem
from ..model.records import GENRES, Erratum, Issue, Item, Link, Term, TermUse
from ..text.guesses import closest
from ..text.messages import mark as _
from .allowed import DEEPEST_YAML, LARGEST_FRONT_MATTER
from .names import bad_identifier, is_identifier, is_web_address

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEPARATOR = re.compile(r"\s*[,，、;；]\s*")
_ROR = re.compile(r"https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}", re.ASCII)
MOST_GUESSES = 50
"""Of so many misspelt names of one directive it is said which one may be meant: nobody writes more by mistake."""
OPTION = re.compile(r"\s*:([^:\s]+):((?:\s.*)?)")
"""A line with an option of a directive: name and value."""
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)

ISSUE_FIELDS = ("issue", "title", "date", "contributors")
TERM_FIELDS = ("en", "zh", "aliases", "misnomers", "broader", "formerly")
INSTITUTION_FIELDS = (*TERM_FIELDS, "country", "parent", "ror")

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


@dataclass(slots=True, kw_only=True)
class _Values:
    """Named values with their lines and columns; collects the problems of reading them."""

    location: Location
    values: dict[str, tuple[Any, int]] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def at(self, name: str) -> Location:
        if name not in self.values:
            return self.location
        return Location(path=self.location.path, line=self.values[name][1], col=self.columns.get(name, 1))

    def raw(self, name: str) -> Any:
        return self.values[name][0] if name in self.values else None

    def report(self, code: str, name: str, **params: object) -> None:
        self.problems.append(problem(code, self.at(name), **params))


# ---------------------------------------------------------------- front matter


class _RefusedError(ValueError):
    """YAML that is right by its own rules and not by ours."""

    def __init__(self, problem: str, mark: Any) -> None:
        super().__init__(problem)
        self.problem, self.problem_mark = problem, mark


class _Loader(yaml.SafeLoader):
    """Refuses aliases, a few lines of which can stand for gigabytes, and what is nested too deeply."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next node."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(_("aliases (*) are not allowed"), event.start_mark)
        inside = isinstance(event, yaml.CollectionStartEvent)
        self.depth += inside
        if self.depth > DEEPEST_YAML:
            raise _RefusedError(_("too many brackets inside each other"), event.start_mark)
        node = super().compose_node(parent, index)
        self.depth -= inside
        return node


def read_front_matter(text: str, first_line: int, path: str) -> _Values:
    """Return the fields of a YAML mapping with their lines; *text* is what stands between the two rules."""
    values = _Values(location=Location(path=path, line=1))
    try:
        if len(text) > LARGEST_FRONT_MATTER:
            part, limit = _("the front matter"), LARGEST_FRONT_MATTER
            values.problems.append(problem("too-large", values.location, part=part, size=len(text), limit=limit))
            return values
        node = yaml.compose(text, Loader=_Loader)
        if node is not None and not isinstance(node, yaml.MappingNode):
            raise _RefusedError(_("not a mapping"), node.start_mark)
        for key, value in node.value if node is not None else ():
            name = str(key.value)
            if name in values.values:
                raise _RefusedError(_("a name stands twice"), key.start_mark)
            # YAML ends lines at characters that no editor counts as the end of a line
            line = first_line + text.count("\n", 0, key.start_mark.index)
            values.values[name] = (_plain(value), line)
            if text.count("\n", key.start_mark.index, value.start_mark.index) == 0:
                values.columns[name] = value.start_mark.index - text.rfind("\n", 0, value.start_mark.index)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        index = mark.index if mark else getattr(error, "position", 0)
        line = first_line + text.count("\n", 0, index or 0)
        col = (index or 0) - text.rfind("\n", 0, index or 0)
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        values.problems.append(problem("front-matter-syntax", Location(path=path, line=line, col=col), reason=reason))
    return values


def _plain(node: yaml.Node) -> Any:
    """Return scalars as they are written (``2022-10`` stays text), lists and mappings of them."""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child) for child in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(child) for key, child in node.value}
    value = "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise _RefusedError(_("half of a character"), node.start_mark)
    return value


def _check_known(values: _Values, known: tuple[str, ...]) -> None:
    for name in values.values:
        if name not in known:
            values.columns.pop(name, None)  # it is the name that is wrong
            values.report("front-matter-unknown", name, field=name, known=", ".join(known), close=closest(name, known))


def _text(values: _Values, name: str, *, required: bool = False) -> str:
    value = values.raw(name)
    if value is None or value == "":
        if required and not any(found.code in ("front-matter-syntax", "too-large") for found in values.problems):
            values.report("front-matter-field", name, field=name)
        return ""
    if not isinstance(value, str):
        values.report("front-matter-value", name, field=name, value=value, expected=_("write one value, not a list"))
        return ""
    return value.strip()


def _texts(values: _Values, name: str) -> tuple[str, ...]:
    value = values.raw(name)
    if value is None or value == "":
        return ()
    if isinstance(value, str) and not _SEPARATOR.search(value):
        return (value.strip(),)
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        values.report("front-matter-value", name, field=name, value=value, expected=_("write a list: [one, two]"))
        return ()
    return tuple(dict.fromkeys(part.strip() for part in value if part.strip()))


def read_issue(values: _Values) -> Issue | None:
    """Return the issue of a front matter; None where its number cannot be told."""
    _check_known(values, ISSUE_FIELDS)
    number = _text(values, "issue", required=True)
    title = _text(values, "title", required=True)
    written = _text(values, "date", required=True)
    contributors = _texts(values, "contributors")
    if number and not (number.isascii() and number.isdigit() and len(number) < 10 and 0 < int(number) < 10_000):
        values.report("front-matter-value", "issue", field="issue", value=number, expected=_("write a number from 1 to 9999"))
        number = ""
    if not number:
        return None
    return Issue(
        number=int(number),
        title=title,
        date=_date(written, values.at("date"), values.problems) if written else None,
        contributors=contributors,
        location=values.location,
    )


def read_term(values: _Values, kind: str, term_id: str, *, needs_zh: bool = True) -> Term:
    """Return the term of a front matter; *term_id* is the name of its file.

    Where the handbook is not Chinese and there is no ``zh``, the English name is the one that pages show.
    """
    _check_known(values, INSTITUTION_FIELDS if kind == "institution" else TERM_FIELDS)
    english = _text(values, "en", required=True)
    country, ror = _text(values, "country"), _text(values, "ror")
    if country and not (_COUNTRY.fullmatch(country) and country in Locale("en").territories and country != "ZZ"):
        values.report(
            "front-matter-value", "country", field="country", value=country, expected=_("two capital letters of ISO 3166-1: CN")
        )
        country = ""
    if ror and not _ROR.fullmatch(ror):
        values.report("front-matter-value", "ror", field="ror", value=ror, expected=_("write https://ror.org/0…"))
        ror = ""
    parent = values.raw("parent") or {}
    if not (isinstance(parent, dict) and set(parent) <= {"en", "zh"} and all(isinstance(v, str) for v in parent.values())):
        values.report("front-matter-value", "parent", field="parent", value=parent, expected=_("write {en: …, zh: …}"))
        parent = {}
    if not is_identifier(term_id):
        values.problems.append(bad_identifier(term_id, values.at("en")))
    return Term(
        kind=kind,
        id=term_id,
        en=english or term_id,
        zh=_text(values, "zh", required=needs_zh) or english or term_id,
        aliases=_texts(values, "aliases"),
        misnomers=_texts(values, "misnomers"),
        formerly=_former_ids(values),
        broader=_text(values, "broader"),
        country=country,
        parent_en=parent.get("en", ""),
        parent_zh=parent.get("zh", ""),
        ror=ror,
        location=values.location,
    )


def name_field(values: _Values, *, needs_zh: bool) -> str:
    """Return the field that has the name by which pages show a term; empty where the front matter lacks it."""
    names = ("zh",) if needs_zh else ("zh", "en")
    return next((name for name in names if values.raw(name)), "")


def _former_ids(values: _Values) -> tuple[str, ...]:
    ids = _texts(values, "formerly")
    values.problems += (bad_identifier(each, values.at("formerly")) for each in ids if not is_identifier(each))
    return tuple(filter(is_identifier, ids))


# ---------------------------------------------------------------- directives


def read_item(raw: RawDirective, section: tuple[str, ...]) -> tuple[Item, tuple[Problem, ...]]:
    """Return the item of a directive and what is wrong with it.

    Its identifier is what the directive says, right or wrong; its summary is all the text below the options, errata included.
    """
    values, body, body_line = _options(raw, ITEM_OPTIONS[raw.name])
    expected = f"{{{raw.name}}} citation-key" if raw.name == "paper" else f"{{{raw.name}}} {raw.name}-identifier"
    if not raw.argument:
        values.problems.append(problem("argument-missing", raw.location, directive=raw.name, expected=expected))
    elif not is_identifier(raw.argument):
        values.problems.append(bad_identifier(raw.argument, raw.location))
    if not values.raw("title"):
        values.report("option-missing", "title", directive=raw.name, option="title")
    if not body.strip():
        values.problems.append(problem("body-empty", raw.location, what=f"{{{raw.name}}} {raw.argument}"))
    genre = values.raw("genre") or "research"
    if genre not in GENRES:
        values.report(
            "option-value", "genre", option="genre", value=genre, allowed=", ".join(GENRES), close=closest(genre, GENRES)
        )
        genre = "research"
    written = values.raw("date")
    item = Item(
        kind=raw.name,
        id=raw.argument,
        title=values.raw("title") or raw.argument,
        summary=body,
        location=raw.location,
        body_line=body_line,
        section=section,
        genre=genre,
        reported_as=values.raw("reported-as") or "",
        title_en=values.raw("title-en") or "",
        people=tuple(_split(values.raw("people"))),
        date=_date(written, values.at("date"), values.problems) if written else None,
        printed_date=values.raw("printed-date") or "",
        links=tuple(
            Link(name=name, url=values.raw(name))
            for name in LINK_OPTIONS
            if values.raw(name) and _is_safe(values.raw(name), values.at(name), values.problems)
        ),
        topics=_uses(values, "topics"),
        institutions=_uses(values, "institutions"),
        methods=_uses(values, "methods"),
    )
    return item, tuple(values.problems)


def _uses(values: _Values, option: str) -> tuple[TermUse, ...]:
    where = values.at(option)
    return tuple(
        TermUse(text=text, location=Location(path=where.path, line=where.line, col=where.col + start))
        for text, start in _split(values.raw(option)).items()
    )


def read_erratum(raw: RawDirective) -> tuple[Erratum, tuple[Problem, ...]]:
    """Return the erratum of a directive and what is wrong with it."""
    values, body, _ = _options(raw, ERRATUM_OPTIONS)
    for name in ("printed", "correct"):
        if not values.raw(name):
            values.report("option-missing", name, directive="erratum", option=name)
    source = values.raw("source") or ""
    if source and not _is_safe(source, values.at("source"), values.problems):
        source = ""
    if not body.strip():
        values.problems.append(problem("body-empty", raw.location, what="{erratum}"))
    erratum = Erratum(
        printed=values.raw("printed") or "",
        correct=values.raw("correct") or "",
        evidence=" ".join(body.split()),
        source=source,
        location=raw.location,
    )
    return erratum, tuple(values.problems)


def _options(raw: RawDirective, known: tuple[str, ...]) -> tuple[_Values, str, int]:
    """Return the options of a directive with their lines, the text below them and the line on which it begins."""
    values = _Values(location=raw.location)
    lines = raw.content.split("\n")
    count = 0
    while count < len(lines) and lines[count].lstrip().startswith(":") and not lines[count].lstrip().startswith(":::"):
        count += 1
    first = raw.location.line + 1
    guesses: dict[str, str] = {}
    listed = ", ".join(known)
    for number, line in enumerate(lines[:count], start=first):
        margin = len(raw.lines[number - 1]) - len(line) if raw.lines else 0
        match = OPTION.fullmatch(line)
        start = match.start(1) if match else len(line) - len(line.lstrip())
        where = Location(path=raw.location.path, line=number, col=max(margin + start, 0) + 1)
        if match is None:
            values.problems.append(problem("option-syntax", where, reason=_("this is no «:name: value»")))
        elif match[1] not in known:
            if match[1] not in guesses and len(guesses) < MOST_GUESSES:
                guesses[match[1]] = closest(match[1], known)
            close = guesses.get(match[1], "")
            values.problems.append(
                problem("option-unknown", where, directive=raw.name, option=match[1], known=listed, close=close)
            )
        elif match[1] in values.values:
            values.problems.append(problem("option-syntax", where, reason=_("a name stands twice")))
        else:
            values.values[match[1]] = (" ".join(match[2].split()), number)
            values.columns[match[1]] = max(margin + len(line) - len(match[2].lstrip()), 0) + 1
    if count and count < len(lines) and lines[count][:1].isspace() and lines[count].strip():
        where = Location(path=raw.location.path, line=first + count)
        values.problems.append(problem("option-syntax", where, reason=_("a value stands on one line")))
    elif not count and lines[0].startswith("---"):
        where = Location(path=raw.location.path, line=first)
        values.problems.append(problem("option-syntax", where, reason=_("options do not stand between lines of ---")))
    while count < len(lines) and not lines[count].strip():
        count += 1
    return values, "\n".join(lines[count:]).rstrip(), first + count


def _split(value: str | None) -> dict[str, int]:
    """Return the parts of a list, each once, with where they start."""
    parts: dict[str, int] = {}
    if value:
        start = 0
        for separator in _SEPARATOR.finditer(value + ","):
            if separator.start() > start:
                parts.setdefault(value[start : separator.start()], start)
            start = separator.end()
    return parts


def _date(written: str, location: Location, problems: list[Problem]) -> Edtf | None:
    try:
        return parse_edtf(written)
    except ValueError as error:
        problems.append(problem("bad-date", location, value=written, reason=str(error)))
        return None


def _is_safe(url: str, location: Location, problems: list[Problem]) -> bool:
    if is_web_address(url):
        return True
    problems.append(problem("unsafe-link", location, url=url))
    return False
