"""What a case expects of its commands, and what is not so."""

from __future__ import annotations

import base64
import csv
import fnmatch
import io
import json
import os
import re
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .commands import SECONDS, Ended, Place
from .files import different, site, snapshot, texts, write

CRASHES = re.compile(
    r"Traceback \(most recent call last\)|^Exception (?:occurred|ignored)|full traceback has been saved"
    r"|^(?:\w+\.)*(?:Recursion|Memory|Unicode\w*)Error\b",
    re.MULTILINE,
)


def problems(ended: Ended, root: Path) -> set[tuple[str, str, int]]:
    """Return the errors that were reported: code, path and line."""
    try:
        found = json.loads(ended.out)["problems"]
        return {(each["code"], each["path"], each["line"]) for each in found if each["severity"] == "error"}
    except (ValueError, KeyError, TypeError):
        pass
    said = f"{ended.out}\n{ended.err}".replace(f"{root}/", "").replace(f"{os.path.realpath(root)}/", "")
    lines = re.finditer(r"^(\S.*?):(\d+)(?::\d+)?:? (?:(?:WARNING|ERROR): .*?\[hb\.([\w-]+)\]|([\w-]+) )", said, re.MULTILINE)
    return {(match[3] or match[4], match[1], int(match[2])) for match in lines}


def judge(place: Place, step: dict[str, Any], ended: Ended, before: dict[str, bytes]) -> Iterator[str]:
    """Yield what is not as it should be."""
    expect = step.get("expect", {})
    said = f"{ended.out}\n{ended.err}"
    last = " ".join(ended.err.strip().splitlines()[-1:])[:200]
    if ended.killed:
        yield f"ended after {ended.seconds:.0f} s of CPU time"
        return
    if match := CRASHES.search(said):
        yield f"{match[0]}: {last}"
    if ended.status < 0 and "signal" not in step.get("during", {}):
        yield f"died of signal {-ended.status}"
    if "exit" in expect:
        allowed = expect["exit"] if isinstance(expect["exit"], list) else [expect["exit"]]
        if ended.status not in allowed:
            yield f"exit status {ended.status}: {last}"
    if ended.seconds > expect.get("seconds_max", SECONDS):
        yield f"{ended.seconds:.0f} s of CPU time"
    if "during" in step and not (place.folder / "happened").exists():
        yield "the command wrote nothing that could be disturbed"
    found = problems(ended, place.root) if {"errors_at", "codes"} & expect.keys() else set()
    for wanted in expect.get("errors_at", ()):
        path, _colon, line = wanted.rpartition(":") if re.search(r":\d+$", wanted) else (wanted, "", "")
        if not any(path == each[1] and line in ("", str(each[2])) for each in found):
            yield f"no error at {wanted!r}"
    for wanted in expect.get("codes", ()):
        code, _space, where = wanted.partition(" ")
        path, _colon, line = where.rpartition(":") if re.search(r":\d+$", where) else (where, "", "")
        if not any(code == each[0] and path in ("", each[1]) and line in ("", str(each[2])) for each in found):
            yield f"not reported: {wanted}"
    for pattern in expect.get("output_has", ()):
        if not re.search(pattern, said, re.MULTILINE):
            yield f"not said: {pattern!r}"
    for pattern in expect.get("output_lacks", ()):
        if re.search(pattern, said, re.MULTILINE):
            yield f"said: {pattern!r}"
    yield from _judge_site(place, expect)
    yield from _judge_files(place, step, expect, before)


def _judge_site(place: Place, expect: dict[str, Any]) -> Iterator[str]:
    absent = expect.get("absent_in_site", {})
    absent = {"*": absent} if isinstance(absent, list) else absent
    if absent:
        places: dict[str, list[str]] = {}
        for path in sorted(place.html.rglob("*")):
            name = path.relative_to(place.html).as_posix()
            if not path.is_file() or name.startswith(("_static/", ".doctrees/")):
                continue
            wanted = [text for pattern, found in absent.items() if fnmatch.fnmatch(name, pattern) for text in found]
            shown = list(texts(name, path.read_bytes())) if wanted else []
            for text in wanted:
                if any(text in each for each in shown):
                    places.setdefault(text, []).append(name)
        yield from (f"{text!r} is in {names[0]} and {len(names)} files in all" for text, names in places.items())
    for name, wanted in expect.get("present_in_site", {}).items():
        path = place.html / name
        shown = list(texts(name, path.read_bytes())) if path.is_file() else [""]
        for text in wanted:
            if not any(text in each for each in shown):
                yield f"{text!r} is not in {name}"
    if expect.get("inventory_ok"):
        entries = zlib.decompress((place.html / "objects.inv").read_bytes().split(b"\n", 4)[4]).decode("utf-8", "replace")
        for line in entries.split("\n"):
            if line and not re.fullmatch(r".+? \S+:\S+ -?\d+ \S* .*", line):
                yield f"a broken line of objects.inv: {line[:60]!r}"
    for name in expect.get("unique_ids", ()):
        ids = re.findall(r'\sid="([^"]*)"', (place.html / name).read_text(encoding="utf-8"))
        if twice := sorted({each for each in ids if ids.count(each) > 1}):
            yield f"{name} has twice: {', '.join(twice[:3])}"
    for name, most in expect.get("bytes_max", {}).items():
        if (place.html / name).is_file() and (size := (place.html / name).stat().st_size) > most:
            yield f"{name} has {size:,} bytes"
    for name, signs in expect.get("no_cell_begins", {}).items():
        path = place.html / name if (place.html / name).is_file() else place.root / name
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")):
            if found := [cell for cell in row if cell[:1] and cell[0] in signs]:
                yield f"a cell of {name}: {found[0][:40]!r}"
    if expect.get("clean_same"):
        out = place.folder / "clean" / "html"
        shutil.rmtree(out.parent, ignore_errors=True)
        place.run({"command": "build"}, out=out, anew=True)
        if names := different(site(place.html), site(out)):
            yield f"not what a clean build gives: {', '.join(names[:4])}"
    if expect.get("parallel_same"):
        built = []
        for jobs in ("1", "2", "2", "2"):
            out = place.folder / f"parallel{len(built)}" / "html"
            shutil.rmtree(out.parent, ignore_errors=True)
            place.run({"command": "build", "args": ["-j", jobs]}, out=out, anew=True)
            built.append(site(out))
        if names := sorted({name for each in built[1:] for name in different(built[0], each)}):
            yield f"not the same with -j 2: {', '.join(names[:4])}"


def _judge_files(place: Place, step: dict[str, Any], expect: dict[str, Any], before: dict[str, bytes]) -> Iterator[str]:
    for name, wanted in expect.get("file_has", {}).items():
        text = (place.root / name).read_text(encoding="utf-8", errors="replace") if (place.root / name).is_file() else ""
        yield from (f"{each!r} is not in {name}" for each in wanted if each not in text)
    for name, wanted in expect.get("file_lacks", {}).items():
        text = (place.root / name).read_text(encoding="utf-8", errors="replace") if (place.root / name).is_file() else ""
        yield from (f"{each!r} is in {name}" for each in wanted if each in text)
    if expect.get("unchanged") and (names := different(before, snapshot(place.root))):
        yield f"changed: {', '.join(names[:4])}"
    if expect.get("whole"):
        undisturbed = place.folder / "undisturbed"
        for name, data in before.items():
            write(undisturbed, {name: {"base64": base64.b64encode(data).decode()}})
        place.run({name: value for name, value in step.items() if name != "during"}, root=undisturbed)
        after = snapshot(place.root)
        if after != before and after != snapshot(undisturbed):
            half = different(before, after)
            yield f"neither nothing nor everything is done: {len(half)} changed, {', '.join(half[:3])}"
