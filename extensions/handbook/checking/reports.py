"""Reports of problems: for people, for programs (JSON and SARIF), and for GitHub, which shows them beside the lines."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from ..model.codes import CODES, Severity
from ..model.problems import Problem
from ..text.controls import visible
from ..text.messages import Translate
from ..version import __version__
from .fixes import is_fixable

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.ADVICE: "warning", Severity.INFO: "note"}
"""The levels of SARIF."""
_GITHUB_COMMANDS = {Severity.ERROR: "error", Severity.ADVICE: "warning", Severity.INFO: "notice"}
"""The commands of GitHub's workflows."""

Report = Callable[[Sequence[Problem], Translate], str]


def counts(problems: Sequence[Problem]) -> dict[str, int]:
    """Return the number of problems of each severity."""
    by_severity = Counter(problem.severity for problem in problems)
    return {severity.value: by_severity[severity] for severity in Severity}


def as_text(problems: Sequence[Problem], say: Translate) -> str:
    """Return one line a problem: ``file:line:col code message``."""
    return "".join(f"{_place(problem)} {problem.code} {visible(problem.text(say))}\n" for problem in problems)


def _place(problem: Problem) -> str:
    where = problem.location
    return visible(f"{where.path}:{where.line}:{where.col}")


def as_json(problems: Sequence[Problem], say: Translate) -> str:
    """Return an object with the problems, in the given order, and their numbers by severity."""
    return _dumped({"problems": [_record(problem, say) for problem in problems], "counts": counts(problems)})


def _record(problem: Problem, say: Translate) -> dict[str, Any]:
    return {
        "path": problem.location.path,
        "line": problem.location.line,
        "column": problem.location.col,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message(say),
        "hint": problem.hint(say),
        "fixable": is_fixable(problem),
    }


def as_sarif(problems: Sequence[Problem], say: Translate) -> str:
    """Return a SARIF 2.1.0 log, which code scanning and editors read; columns count characters."""
    rules = {code: index for index, code in enumerate(CODES)}
    driver = {
        "name": "handbook",
        "version": __version__,
        "rules": [
            {
                "id": code.id,
                "shortDescription": {"text": say(code.meaning)},
                "defaultConfiguration": {"level": _LEVELS[code.severity]},
            }
            for code in CODES.values()
        ],
    }
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": rules[problem.code],
            "level": _LEVELS[problem.severity],
            "message": {"text": problem.text(say)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(os.fsencode(problem.location.path)), "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": problem.location.line, "startColumn": problem.location.col},
                    }
                }
            ],
        }
        for problem in problems
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _dumped({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def as_github(problems: Sequence[Problem], say: Translate) -> str:
    """Return one workflow command a problem, with which GitHub annotates the line in a pull request."""
    return "".join(
        f"::{_GITHUB_COMMANDS[problem.severity]} file={_property(problem.location.path)},line={problem.location.line}"
        f",col={problem.location.col},title={_property(problem.code)}::{_data(problem.text(say))}\n"
        for problem in problems
    )


def _data(text: str) -> str:
    """Return the message of a workflow command, escaped as GitHub's own toolkit does, and without other control characters."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(escaped)


def _property(text: str) -> str:
    """Return a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _dumped(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


REPORTS: dict[str, Report] = {"text": as_text, "json": as_json, "sarif": as_sarif, "github": as_github}
"""The reports by the name of their format."""
