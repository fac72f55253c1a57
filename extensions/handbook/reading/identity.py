"""The reader of ``[tool.handbook]`` in pyproject.toml: bytes in, an Identity and what is wrong with the table out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from babel.core import Locale, UnknownLocaleError

from ..model.identity import NUMBER, Identity
from ..model.problems import Location, Problem, problem
from ..text.guesses import closest
from ..text.identifiers import is_web_address
from ..text.messages import mark as _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FILE = "pyproject.toml"
EDITIONS = "editions"
KEYS = {each.name.replace("_", "-"): each.name for each in fields(Identity)}
"""The keys of the table, each with the field of the record that it fills."""
EDITION_KEYS = ("name", "authors", "periodical", "publisher", "issue-heading", "section", "licence", "base-address")
"""The keys of the table ``[tool.handbook.editions.LANGUAGE]``: what an edition in another language calls by another name."""
REQUIRED = ("name", "language", "issue-heading", "section")
"""The keys that cannot be empty; all can be left out."""

_TABLE = r"\s*\[\s*tool\s*\.\s*handbook\s*{}\]"
_TAG = re.compile(r"(?:[a-z0-9._-]+@)?[a-z0-9][a-z0-9.-]*,\d{4}(?:-\d{2}){0,2}", re.ASCII)
"""What may stand between ``tag:`` and the next colon of a tag URI (RFC 4151), in lower case."""
_AT_LINE = re.compile(r"at line (\d+), column (\d+)")


def read_identity(data: bytes | None) -> tuple[Identity, tuple[Problem, ...]]:
    """Return the identity that pyproject.toml gives a handbook, and everything that is wrong with the table.

    A key that is wrong or left out has its default; so have all of them where *data* is None or has no such table.
    """
    try:
        text = (data or b"").decode("utf-8").replace("\r\n", "\n")
        document = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = (data or b"").count(b"\n", 0, error.start) + 1
        return Identity(), (problem("identity-syntax", Location(path=FILE, line=line), reason=_("not UTF-8")),)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Identity(), (_syntax(error, data or b""),)
    tool = document.get("tool")
    table = tool.get("handbook") if isinstance(tool, dict) else None
    if table is None:
        return Identity(), ()
    reading = _Reading(text=text)
    if not isinstance(table, dict):
        reading.report("identity-value", "handbook", value=table, expected=_("write a table: [tool.handbook]"))
        table = {}
    return reading.identity(table), tuple(sorted(reading.problems, key=lambda each: each.location))


def _syntax(error: Exception, data: bytes) -> Problem:
    """Return what is wrong where the file is no TOML; the parser gives the place in its message alone."""
    reason = str(error).splitlines()[0] if str(error) else _("brackets are nested too deeply")
    match = _AT_LINE.search(reason)
    line, col = (int(match[1]), int(match[2])) if match else (data.count(b"\n") + 1, 1)
    reason = reason.partition(" (at ")[0]
    return problem("identity-syntax", Location(path=FILE, line=line, col=col), reason=reason)


@dataclass(slots=True, kw_only=True)
class _Reading:
    """Reads one table, and collects what is wrong."""

    text: str
    table: str = ""
    """A pattern of what follows ``tool.handbook`` in the heading of the table."""
    problems: list[Problem] = field(default_factory=list)

    def identity(self, table: Mapping[str, Any]) -> Identity:
        editions = table.get(EDITIONS, {})
        own = Identity(**self.values({key: value for key, value in table.items() if key != EDITIONS}, tuple(KEYS)))
        if not isinstance(editions, dict) or not all(isinstance(each, dict) for each in editions.values()):
            self.report("identity-value", EDITIONS, value=editions, expected=_("write a table: [tool.handbook.editions.en]"))
            return own
        return replace(own, editions=tuple(self.edition(own, *each) for each in editions.items()))

    def edition(self, own: Identity, language: str, table: Mapping[str, Any]) -> Identity:
        """Return the identity of the edition of the handbook *own* in a language."""
        if not is_language(language):
            self.report("identity-value", EDITIONS, value=language, expected=_RULES["language"][1])
            return own.translated("en")
        reading = _Reading(text=self.text, table=rf"\.\s*{EDITIONS}\s*\.\s*[\"']?{re.escape(language)}[\"']?\s*")
        values = reading.values(table, EDITION_KEYS)
        self.problems += reading.problems
        return own.translated(language, **values)

    def values(self, table: Mapping[str, Any], known: tuple[str, ...]) -> dict[str, Any]:
        """Return the values of a table by the names of their fields, without those that are wrong."""
        values: dict[str, Any] = {}
        for key, value in table.items():
            if key not in known:
                self.report("identity-unknown", key, known=", ".join(known), close=closest(key, known))
            elif key == "masthead":
                if not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
                    self.report("identity-value", key, value=value, expected=_('write a list: ["one", "two"]'))
                else:
                    values["masthead"] = tuple(each.strip() for each in value if each.strip())
            elif expected := _expected(key, value):
                self.report("identity-value", key, value=value, expected=expected)
            else:
                values[KEYS[key]] = value.strip()
        return values

    def report(self, code: str, key: str, **params: object) -> None:
        self.problems.append(problem(code, self.place(key), field=key, **params))

    def place(self, key: str) -> Location:
        """Return where the table has *key*, as far as its lines show it: the parser does not tell."""
        wanted = re.compile(rf"\s*([\"']?){re.escape(key)}\1\s*=")
        table = re.compile(_TABLE.format(self.table))
        lines = self.text.split("\n")
        start = next((number for number, line in enumerate(lines) if table.match(line)), 0)
        for number, line in enumerate(lines[start + 1 :], start=start + 2):
            if line.lstrip().startswith("["):
                break
            if wanted.match(line):
                return Location(path=FILE, line=number, col=len(line) - len(line.lstrip()) + 1)
        return Location(path=FILE, line=start + 1)


def _expected(key: str, value: Any) -> str:
    """Return what is to be written instead of *value*; empty where it is right."""
    if not isinstance(value, str):
        return _("write text in quotation marks")
    if not value.isprintable():
        return _("write one line without control characters")
    if not value.strip():
        return _("write a value, or leave the key out") if key in REQUIRED else ""
    is_right, expected = _RULES.get(key, (None, ""))
    return "" if is_right is None or is_right(value) else expected


def is_language(value: str) -> bool:
    """Tell whether *value* is a language as HTML names it."""
    try:
        Locale.parse(value, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return value.partition("-")[0].islower()


_ADDRESS = (is_web_address, _("write an address that begins with https://"))
_RULES: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "language": (is_language, _("write the language as HTML names it: en, zh-CN")),
    "issue-heading": (
        lambda value: value.count(NUMBER) == 1,
        _("write a heading that has {number} once, where the number stands"),
    ),
    "repository": _ADDRESS,
    "data-licence": _ADDRESS,
    "base-address": _ADDRESS,
    "feed-tag": (
        lambda value: _TAG.fullmatch(value) is not None,
        _("write a domain name that is yours and a date on which it was: example.org,2026"),
    ),
}
"""What a value must be beside text, and what is to be written instead."""
