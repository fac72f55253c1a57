"""The reader of front matter: YAML in, the head of an issue, of a term or of a person out, with problems."""

from __future__ import annotations

import re
from typing import Any

import yaml
from babel.core import Locale

from ..model.people import Person, Profile, parse_latex_name, split_names
from ..model.problems import Location, problem
from ..model.records import Issue, Term
from ..text.characters import invisible_characters, without_invisible
from ..text.folding import fold, has_han
from ..text.guesses import closest
from ..text.identifiers import ROR, orcid_check_digit, orcid_id, registry_of
from ..text.messages import mark as _
from .limits import MAX_FRONT_MATTER_CHARS, MAX_SPELLINGS, MAX_TITLE_CHARS, MAX_YAML_DEPTH
from .names import bad_identifier, is_identifier
from .values import SEPARATOR, FieldValues

ISSUE_FIELDS = ("issue", "title", "date", "contributors", "source", "archived")
TERM_FIELDS = ("en", "zh", "aliases", "misnomers", "near", "broader", "related", "formerly", "same_as")
INSTITUTION_FIELDS = (*TERM_FIELDS, "country", "parent", "ror")
PERSON_FIELDS = ("names", "zh", "orcid")

_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_ISSUE_NUMBER = re.compile(r"0{0,8}[1-9]\d{0,3}", re.ASCII)
_LINE_ENDS = re.compile(r"[\r\n\t]+")
_UNKNOWN_COUNTRY = "ZZ"
_OPENALEX = {
    "institution": ("I", _("write https://www.wikidata.org/wiki/Q… or https://openalex.org/I…")),
    "topic": ("CT", _("write https://www.wikidata.org/wiki/Q… or https://openalex.org/C…")),
}
"""The first letters of the identifiers in OpenAlex of a kind of term, and what is written instead of a wrong address."""


class _RefusedError(ValueError):
    """Valid YAML that front matter may not hold."""

    def __init__(self, problem: str, mark: Any) -> None:
        super().__init__(problem)
        self.problem, self.problem_mark = problem, mark


class _Loader(yaml.SafeLoader):
    """Refuses aliases, a few of which can stand for gigabytes, and nodes nested deeper than MAX_YAML_DEPTH."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next node."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(_("aliases (*) are not allowed"), event.start_mark)
        inside = isinstance(event, yaml.CollectionStartEvent)
        self.depth += inside
        if self.depth > MAX_YAML_DEPTH:
            raise _RefusedError(_("brackets are nested too deeply"), event.start_mark)
        node = super().compose_node(parent, index)
        self.depth -= inside
        return node


def read_front_matter(text: str, first_line: int, path: str) -> FieldValues:
    """Return the fields of a YAML mapping; *text*, the lines between the two rules, begins on *first_line*."""
    fields = FieldValues(location=Location(path=path, line=1))
    if len(text) > MAX_FRONT_MATTER_CHARS:
        part, limit = _("the front matter"), MAX_FRONT_MATTER_CHARS
        fields.problems.append(problem("too-large", fields.location, part=part, size=len(text), limit=limit))
        return fields
    try:
        _compose(text, first_line, fields)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        index = (mark.index if mark else getattr(error, "position", 0)) or 0
        place = Location(path=path, line=first_line + text.count("\n", 0, index), col=_column(text, index))
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        fields.problems.append(problem("front-matter-syntax", place, reason=reason))
    return fields


def _compose(text: str, first_line: int, fields: FieldValues) -> None:
    """Add the values of a YAML mapping to *fields*; raise an error with a mark if it is not one."""
    node = yaml.compose(text, Loader=_Loader)
    if node is None:
        return
    if not isinstance(node, yaml.MappingNode):
        raise _RefusedError(_("not a mapping"), node.start_mark)
    for key, value in node.value:
        name = str(key.value)
        if name in fields.values:
            raise _RefusedError(_("duplicate name"), key.start_mark)
        start, value_start = key.start_mark.index, value.start_mark.index
        # the line of the mark would count characters at which YAML ends lines and editors do not
        line = first_line + text.count("\n", 0, start)
        fields.values[name] = (_as_written(value, fields, first_line, text), line)
        if "\n" not in text[start:value_start]:
            fields.columns[name] = _column(text, value_start)


def _column(text: str, index: int) -> int:
    return index - text.rfind("\n", 0, index)


def _as_written(node: yaml.Node, fields: FieldValues, first_line: int, text: str) -> Any:
    """Return scalars as they are written (``2022-10`` stays text), and lists and mappings of them.

    A scalar becomes one line without invisible characters, which escapes of YAML can make.
    """
    if isinstance(node, yaml.SequenceNode):
        return [_as_written(child, fields, first_line, text) for child in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _as_written(child, fields, first_line, text) for key, child in node.value}
    value = "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise _RefusedError(_("an unpaired surrogate"), node.start_mark)
    start = node.start_mark.index
    place = Location(path=fields.location.path, line=first_line + text.count("\n", 0, start), col=_column(text, start))
    if hidden := invisible_characters(value):
        fields.problems.append(problem("hidden-character", place, character=f"U+{ord(value[hidden[0]]):04X}"))
        value = without_invisible(value)
    value = _LINE_ENDS.sub(" ", value)
    if len(value) > MAX_TITLE_CHARS:
        fields.problems.append(problem("too-large", place, part=_("the value"), size=len(value), limit=MAX_TITLE_CHARS))
        value = value[:MAX_TITLE_CHARS]
    return value


def _check_names(fields: FieldValues, names: tuple[str, ...]) -> None:
    """Report the fields that are none of *names*."""
    for name in fields.values:
        if name not in names:
            fields.columns.pop(name, None)  # the name is wrong, not the value
            fields.report("front-matter-unknown", name, field=name, known=", ".join(names), close=closest(name, names))


def _text(fields: FieldValues, name: str, *, required: bool = False) -> str:
    value = fields.get(name)
    if value is None or value == "":
        if required and not any(problem.code in ("front-matter-syntax", "too-large") for problem in fields.problems):
            fields.report("front-matter-field", name, field=name)
        return ""
    if not isinstance(value, str):
        _report_value(fields, name, value, _("write one value, not a list"))
        return ""
    return value.strip()


def _texts(fields: FieldValues, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_parts(fields, name)))


def _names(fields: FieldValues, name: str) -> tuple[str, ...]:
    """Return a list of names; a second spelling of one of them is reported and left out."""
    names: dict[str, str] = {}
    for part in _parts(fields, name):
        key = fold(part) or part
        if key in names:
            _report_value(fields, name, part, _("write each one once"))
        names.setdefault(key, part)
    return tuple(names.values())


def _parts(fields: FieldValues, name: str) -> list[str]:
    value = fields.get(name)
    if value is None or value == "":
        return []
    if isinstance(value, str) and not SEPARATOR.search(value):
        return [value.strip()]
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        _report_value(fields, name, value, _("write a list: [one, two]"))
        return []
    return [part.strip() for part in value if part.strip()]


def _report_value(fields: FieldValues, name: str, value: object, expected: str) -> None:
    fields.report("front-matter-value", name, field=name, value=value, expected=expected)


def read_issue(fields: FieldValues) -> Issue | None:
    """Return the issue of a front matter; None if its number cannot be told."""
    _check_names(fields, ISSUE_FIELDS)
    number = _text(fields, "issue", required=True)
    title = _text(fields, "title", required=True)
    has_date = bool(_text(fields, "date", required=True))
    contributors = _texts(fields, "contributors")
    addresses = {name: fields.web_address(name) for name in ("source", "archived") if _text(fields, name)}
    if not number:
        return None
    if not _ISSUE_NUMBER.fullmatch(number):
        _report_value(fields, "issue", number, _("write a number from 1 to 9999"))
        return None
    date = fields.date("date") if has_date else None
    return Issue(
        number=int(number),
        title=title,
        date=date,
        contributors=contributors,
        location=fields.location,
        source=addresses.get("source", ""),
        archived=addresses.get("archived", ""),
    )


def read_term(fields: FieldValues, kind: str, term_id: str, *, needs_zh: bool = True) -> Term:
    """Return the term of a front matter; *term_id* is the name of its file.

    In a handbook that is not Chinese, a term needs no ``zh``: pages then show its English name.
    """
    _check_names(fields, INSTITUTION_FIELDS if kind == "institution" else TERM_FIELDS)
    english = _text(fields, "en", required=True)
    country, ror = _country(fields), _ror(fields)
    parent = _parent(fields)
    if not is_identifier(term_id):
        fields.problems.append(bad_identifier(term_id, fields.place("en")))
    return Term(
        kind=kind,
        id=term_id,
        en=english or term_id,
        zh=_text(fields, "zh", required=needs_zh) or english or term_id,
        aliases=_texts(fields, "aliases"),
        misnomers=_texts(fields, "misnomers"),
        near=_names(fields, "near"),
        near_at=fields.place("near"),
        related=_names(fields, "related"),
        related_at=fields.place("related"),
        formerly=_former_ids(fields, term_id),
        formerly_at=fields.place("formerly"),
        broader=_text(fields, "broader"),
        country=country,
        parent_en=parent.get("en", ""),
        parent_zh=parent.get("zh", ""),
        ror=ror,
        same_as=_same_as(fields, kind),
        same_as_at=fields.place("same_as"),
        location=fields.location,
    )


def _country(fields: FieldValues) -> str:
    country = _text(fields, "country")
    is_known = _COUNTRY.fullmatch(country) and country in Locale("en").territories and country != _UNKNOWN_COUNTRY
    if country and not is_known:
        _report_value(fields, "country", country, _("two capital letters of ISO 3166-1: CN"))
        return ""
    return country


def _ror(fields: FieldValues) -> str:
    ror = _text(fields, "ror")
    if ror and not ROR.fullmatch(ror):
        _report_value(fields, "ror", ror, _("write https://ror.org/0…"))
        return ""
    return ror


def _same_as(fields: FieldValues, kind: str) -> tuple[str, ...]:
    """Return the addresses of the same thing in registries, of which a term of that *kind* has one each."""
    letters, expected = _OPENALEX.get(kind, _OPENALEX["topic"])
    found: dict[str, str] = {}
    for address in _texts(fields, "same_as"):
        registry, identifier = registry_of(address)
        if registry == "ROR":
            _report_value(fields, "same_as", address, _("write it in the field ror, which institutions have"))
        elif not registry or (registry == "OpenAlex" and identifier[0] not in letters):
            _report_value(fields, "same_as", address, expected)
        elif registry in found:
            _report_value(fields, "same_as", address, _("write one identifier of each registry"))
        else:
            found[registry] = address
    return tuple(found.values())


def _parent(fields: FieldValues) -> dict[str, str]:
    parent = fields.get("parent") or {}
    if isinstance(parent, dict) and set(parent) <= {"en", "zh"} and all(isinstance(name, str) for name in parent.values()):
        return parent
    _report_value(fields, "parent", parent, _("write {en: …, zh: …}"))
    return {}


def _former_ids(fields: FieldValues, term_id: str) -> tuple[str, ...]:
    """Return the former ids; none whose redirect would replace the page of the term or that of its folder.

    Case does not count, because some disks do not tell capitals from small letters.
    """
    place = fields.place("formerly")
    ids = []
    for former in _texts(fields, "formerly"):
        if not is_identifier(former):
            fields.problems.append(bad_identifier(former, place))
        elif former.lower() in (term_id.lower(), "index"):
            fields.problems.append(problem("address-taken", place, id=former, other=f"{former.lower()}.md"))
        else:
            ids.append(former)
    return tuple(ids)


def read_profile(fields: FieldValues, person_id: str) -> Profile:
    """Return the person of a front matter; *person_id* is the name of the file."""
    _check_names(fields, PERSON_FIELDS)
    people = _spellings(fields)
    zh = _text(fields, "zh")
    if zh and not has_han(zh):
        _report_value(fields, "zh", zh, _("write the name in Chinese characters"))
        zh = ""
    if not is_identifier(person_id):
        fields.problems.append(bad_identifier(person_id, fields.place("names")))
    return Profile(
        id=person_id,
        people=people or (Person(family=zh or person_id),),
        zh=zh,
        orcid=_orcid(fields),
        location=fields.location,
        names_at=fields.place("names"),
    )


def _spellings(fields: FieldValues) -> tuple[Person, ...]:
    """Return the spellings of a name, each as a .bib file may have it."""
    names = _texts(fields, "names")
    if not names and fields.get("names") in (None, "", []):
        _text(fields, "names", required=True)
    if len(names) > MAX_SPELLINGS:
        place, part = fields.place("names"), _("the number of names")
        fields.problems.append(problem("too-large", place, part=part, size=len(names), limit=MAX_SPELLINGS))
    people: dict[str, Person] = {}
    for name in names[:MAX_SPELLINGS]:
        person = parse_latex_name(name) if len(split_names(name)) == 1 else None
        if person is None:
            _report_value(fields, "names", name, _('write one name, as in a .bib file: Jane Doe, or "Doe, Jane"'))
        else:
            people.setdefault(person.name, person)
    return tuple(people.values())


def _orcid(fields: FieldValues) -> str:
    written = _text(fields, "orcid")
    if not written:
        return ""
    orcid = orcid_id(written)
    if not orcid:
        _report_value(fields, "orcid", written, _("write 16 digits in groups of four, as in 0000-0002-1825-0097"))
    elif orcid[-1] != orcid_check_digit(orcid):
        _report_value(fields, "orcid", written, _("copy it again: its last digit does not match the others"))
        orcid = ""
    return orcid
