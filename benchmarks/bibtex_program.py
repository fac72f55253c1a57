"""What the program ``bibtex`` makes of a .bib file: the entries it accepts, with strings and crossref resolved.

It is given a style that knows no type of entry. So ``bibtex`` warns once for every entry that it begins to read, and an error
that follows such a warning is one of that entry.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 (a list of words is easier to read as text)
START = re.compile(rb"(?m)^[ \t]*@\s*(?!comment|string|preamble)(\w+)\s*[{(]\s*([^\s,]+)", re.IGNORECASE)
"""What looks like the beginning of an entry, with its type and its key."""
_NAME = re.compile(r"(?:^|[,{(\s])([A-Za-z][A-Za-z0-9.:+/_-]*)\s*=(?=\s*[\"{\w])", re.MULTILINE)
_BEGUN = re.compile(r'Warning--entry type for "(.*)" isn\'t style-file defined')
_ERROR = re.compile(r"(.*)---line \d+ of file ")
_BETWEEN = ("Repeated entry", "an entry type", "`{' or a `('")
"""Errors that no entry has: bibtex finds them before it knows the key, or they are about another entry with the same key."""
_WRAPPED = "\n  "
"""How bibtex breaks a line that is longer than 79 bytes, at a space."""
_ENTRY, _FIELD = "@@ ", "== "


@dataclass(frozen=True, slots=True, kw_only=True)
class BibtexEntry:
    """An entry as BibTeX has it: names of fields in lower case, values in LaTeX."""

    key: str
    fields: Mapping[str, str]


def read(data: bytes) -> dict[str, BibtexEntry]:
    """Return the entries of a file that ``bibtex`` accepts, by key."""
    names = {name.lower() for name in _NAME.findall(data.decode("utf-8", "replace"))}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "all.bib").write_bytes(data)
        (folder / "all.bst").write_text(style(names), encoding="utf-8")
        (folder / "all.aux").write_text("\\relax\n\\citation{*}\n\\bibdata{all}\n\\bibstyle{all}\n", encoding="utf-8")
        environment = {**os.environ, "openin_any": "p", "openout_any": "p"}
        subprocess.run(["bibtex", "-terse", "all"], cwd=folder, env=environment, check=False, capture_output=True)
        log, written = (_text(folder / f"all.{suffix}") for suffix in ("blg", "bbl"))
    refused = broken(log)
    return {entry.key: entry for entry in entries(written) if entry.key not in refused}


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace") if path.exists() else ""


def style(names: Iterable[str]) -> str:
    """Return a style of BibTeX that writes each entry with its fields; *names* are those that a file may have."""
    fields = sorted({*names} - {"crossref"})  # bibtex has that by itself
    write = '{0} missing$ {{ skip$ }} {{ "{1}{0} " {0} * write$ newline$ }} if$'
    lines = [
        f"ENTRY {{ {' '.join(fields)} }} {{ }} {{ }}",
        *(f'MACRO {{{month}}} {{"{month}"}}' for month in MONTHS),
        f'FUNCTION {{default.type}} {{ "{_ENTRY}" cite$ * write$ newline$',
        *(write.format(name, _FIELD) for name in [*fields, "crossref"]),
        "}",
        "READ",
        "ITERATE {call.type$}",
    ]
    return "\n".join(lines) + "\n"


def broken(log: str) -> set[str]:
    """Return the keys of the entries in which bibtex found an error: it skips what remains of them."""
    keys, key = set(), ""
    for line in log.splitlines():
        if match := _BEGUN.match(line):
            key = match[1]
        elif (match := _ERROR.match(line)) and key and not any(each in match[1] for each in _BETWEEN):
            keys.add(key)
    return keys


def entries(written: str) -> list[BibtexEntry]:
    """Return the entries that the style wrote."""
    found = []
    for part in re.split(rf"(?m)^{_ENTRY}", written.replace(_WRAPPED, " "))[1:]:
        head, *fields = re.split(rf"(?m)^{_FIELD}", part)
        pairs = (field.partition(" ") for field in fields)
        found.append(BibtexEntry(key=head.strip(), fields={name: value.strip() for name, _, value in pairs if value.strip()}))
    return found
