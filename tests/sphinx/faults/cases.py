"""The cases, and how one is run."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .commands import PROJECT, Place
from .expectations import judge
from .files import snapshot, write

FOLDER = PROJECT / "tests/cases/faults"
BASE: dict[str, Any] = json.loads((FOLDER / "base.json").read_text(encoding="utf-8"))
"""The small handbook that each case is put into."""
CASES: Mapping[str, dict[str, Any]] = {
    case["id"]: case for case in json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))
}


def steps_of(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the steps of a case; one that has a single command is a step itself."""
    names = ("command", "args", "env", "expect", "during", "root", "stdout")
    return case["steps"] if "steps" in case else [{name: case[name] for name in names if name in case}]


def tried(case: dict[str, Any], folder: Path) -> list[str]:
    """Run a case and return what is wrong; empty where it is right."""
    place = Place(folder=folder / re.sub(r"[^\w-]", "_", case["id"]))
    (place.folder / "home").mkdir(parents=True)
    (place.folder / "empty").mkdir()
    write(place.root, BASE if case.get("base", True) else {})
    write(place.root, case.get("files", {}))
    many = len(steps_of(case)) > 1
    for number, step in enumerate(steps_of(case), start=1):
        kept = {name: (place.root / name).stat().st_mtime_ns for name, at in step.get("times", {}).items() if at == "same"}
        write(place.root, step.get("files", {}))
        for name, at in step.get("times", {}).items():
            stamp = kept[name] if at == "same" else int(at * 1e9)
            os.utime(place.root / name, ns=(stamp, stamp))
        before = snapshot(place.root) if {"unchanged", "whole"} & step.get("expect", {}).keys() else {}
        if "command" in step:
            ended = place.run(step)
            label = f"step {number}, {step['command']}: " if many else ""
            place.wrong += (label + each for each in judge(place, step, ended, before))
            if ended.killed:
                break
    return place.wrong
