"""The cases of citing: what the commands say of an entry, held against what is right for it.

``python -m tests.unit.citing`` prints what is wrong today, and how many cases hold.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner

from handbook import load
from handbook.cli import main
from tests.unit import builders

FOLDER = Path(__file__).parent.parent / "cases" / "citing"
CASES: Mapping[str, Mapping[str, Any]] = {
    case["id"]: case for case in json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))
}
CITED_AS_JSON = frozenset({"csl-json", "jsonl"})

Expectation = Mapping[str, Any]


class Desk:
    """Two handbooks: one that presents every case, for ``export`` and ``check``; one for ``add``, written anew each time."""

    def __init__(self, folder: Path) -> None:
        self._root, self._folder = folder / "presented", folder
        _write(self._root, _presented())

    def _run(self, root: Path, *arguments: str) -> str:
        """Return what a command writes; nothing where it ends with a traceback."""
        done = CliRunner().invoke(main, ["--root", os.fspath(root), *arguments])
        ended = done.exception is None or isinstance(done.exception, SystemExit)
        return done.stdout_bytes.decode() if ended else ""

    @cache  # noqa: B019 - a desk lives as long as a test module
    def export(self, key: str, form: str) -> str:
        return self._run(self._root, "export", "--key", key, "--format", form)

    @cached_property
    def problems(self) -> list[dict[str, Any]]:
        return json.loads(self._run(self._root, "check", "--format", "json"))["problems"]

    def check(self, case: Mapping[str, Any], severity: str) -> str:
        """Return the problems of the lines of an entry, or of the whole file of a case of syntax, a line each."""
        path = bib_path(case)
        lines = range(1, 10**6) if "file" in case else _lines(FOLDER / "entries.bib", case["entry"])
        said = [
            f"{each['severity']} {each['code']} {each['message']} ({each['hint']})"
            for each in self.problems
            if each["path"] == path and each["line"] in lines and severity in ("any", each["severity"])
        ]
        return "\n".join(said)

    def add(self, case: Mapping[str, Any]) -> str:
        """Return what ``handbook add`` writes of a file with the entry alone."""
        root, given = self._folder / f"added-{case['id']}", self._folder / f"{case['id']}.bib"
        written = root / "bib" / "background.bib"
        if not given.exists():
            _write(root, {**builders.BASE})
            given.write_text(source(case), encoding="utf-8")
            self._run(root, "add", os.fspath(given))
        return written.read_text(encoding="utf-8") if written.exists() else ""


@contextmanager
def desk() -> Iterator[Desk]:
    """Yield a desk whose library is read once."""
    with tempfile.TemporaryDirectory() as folder, patch("handbook.cli.export.load", cache(load)):
        yield Desk(Path(folder))


def bib_path(case: Mapping[str, Any]) -> str:
    """Return where the file of a case is in the handbook that presents all."""
    return f"bib/{Path(case.get('file', 'entries.bib')).name}"


def source(case: Mapping[str, Any]) -> str:
    """Return the file of a case, or a file that holds its entry alone."""
    if "file" in case:
        return (FOLDER / case["file"]).read_text(encoding="utf-8")
    path = FOLDER / "entries.bib"
    lines = _lines(path, case["entry"])
    return "".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[lines.start - 1 : lines.stop - 1])


@cache
def _lines(path: Path, key: str) -> range:
    """Return the lines of an entry: from its sign to the line before the next one."""
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines, 1) if line.startswith("@")]
    start = next(number for number in starts if lines[number - 1].endswith(f"{{{key},"))
    return range(start, next((number for number in starts if number > start), len(lines) + 1))


def _presented() -> builders.Files:
    shown = {case["entry"]: case for case in CASES.values() if any("add" not in each for each in case["expect"])}
    files = {bib_path(case): source(case) for case in CASES.values() if "file" in case}
    files["bib/entries.bib"] = (FOLDER / "entries.bib").read_text(encoding="utf-8")
    items = [builders.entry(key, title=f"第 {number} 例") for number, key in enumerate(shown, 1)]
    return {**files, builders.BIB: None, builders.ISSUE: builders.issue("\n".join(items))}


def _write(root: Path, files: builders.Files) -> None:
    for path, data in builders.tree(files).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def faults(desk: Desk, case: Mapping[str, Any]) -> list[str]:
    """Return what is not as it should be, in words; nothing where a case holds."""
    return [fault for expected in case["expect"] for fault in _faults(desk, case, expected)]


def _faults(desk: Desk, case: Mapping[str, Any], expected: Expectation) -> list[str]:
    if "any" in expected:
        ways = [_faults(desk, case, each) for each in expected["any"]]
        return [] if any(not way for way in ways) else [fault for way in ways for fault in way]
    forms = expected.get("format", "")
    return [
        f"{form or next(name for name in ('check', 'add') if name in expected)}: {fault}"
        for form in ([forms] if isinstance(forms, str) else forms)
        for fault in unmet(expected, _text(desk, case, expected, form).strip())
    ]


def _text(desk: Desk, case: Mapping[str, Any], expected: Expectation, form: str) -> str:
    if "check" in expected:
        return desk.check(case, expected["check"])
    field = expected.get("field", "")
    if "add" in expected:
        text = desk.add(case)
        return bib_field(text, field) if field else text
    return part_of(desk.export(case["entry"], form), form, field)


def unmet(expected: Expectation, text: str) -> list[str]:
    """Return the conditions that *text* does not fulfil."""
    found = [f"no {each!r} in {text!r}" for each in _list(expected, "contains") if each not in text]
    found += [f"{each!r} in {text!r}" for each in _list(expected, "absent") if each in text]
    found += [f"nothing like {each!r} in {text!r}" for each in _list(expected, "regex") if not re.search(each, text)]
    if "equals" in expected and text != expected["equals"]:
        found.append(f"{text!r} is not {expected['equals']!r}")
    return found


def _list(expected: Expectation, name: str) -> list[str]:
    value = expected.get(name, [])
    return [value] if isinstance(value, str) else value


def part_of(text: str, form: str, field: str) -> str:
    """Return a record as it is compared, or a field of it; what is not there is empty."""
    if form in CITED_AS_JSON:
        found = json.loads(text or "null")
        found = found[0] if isinstance(found, list) and found else found
        for name in filter(None, field.split(".")):
            found = _step(found, name)
        return found if isinstance(found, str) else "" if found is None else _dumped(found)
    if form == "ris" and field:
        return "\n".join(line[6:].strip() for line in text.splitlines() if line.startswith(f"{field}  - "))
    return bib_field(text, field) if field else text


def _step(value: Any, name: str) -> Any:
    if isinstance(value, list):
        return value[int(name)] if name.isdigit() and int(name) < len(value) else None
    return value.get(name) if isinstance(value, dict) else None


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def bib_field(text: str, field: str) -> str:
    """Return the value of a field of an entry as our writers put it, without the braces around it."""
    match = re.search(rf"(?im)^\s*{field}\s*=\s*", text)
    if match is None:
        return ""
    rest = text[match.end() :]
    if not rest.startswith("{"):
        return re.split(r",?\s*\n", rest, maxsplit=1)[0]
    depth = 0
    for place, char in enumerate(rest):
        depth += {"{": 1, "}": -1}.get(char, 0) if rest[place - 1 : place] != "\\" else 0
        if not depth:
            return rest[1:place]
    raise ValueError(f"the braces of {field} do not close: {rest}")


def report() -> None:
    """Print what is wrong with each case, and how many hold."""
    held = 0
    with desk() as here:
        for name, case in CASES.items():
            found = faults(here, case)
            held += not found
            for fault in found:
                print(f"{name}: {fault}")
    print(f"{held} of {len(CASES)} cases hold")


if __name__ == "__main__":
    report()
