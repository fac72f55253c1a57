"""Reads the form "suggest an issue": from the event of GitHub to the file and the arguments of ``handbook import``.

``python .github/scripts/form.py EVENT FOLDER`` writes ``issue.txt`` and ``arguments`` into FOLDER. What a contributor has written
is data: it goes into files, never into a command.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

NUMBER, DATE, TEXT = "期号 · Number", "发表日期 · Date of publication", "原文 · Published text"
"""The labels of the fields, which GitHub writes as headings; the text is the last of them."""
EMPTY = "_No response_"
_FENCE = re.compile(r"(`{3,}|~{3,})text\n(?P<text>.*)\n\1\s*", re.DOTALL)


class FormError(Exception):
    """What is wrong with a form, for its author."""


def read(body: str) -> tuple[str, list[str]]:
    """Return the published text, and the arguments of the import; raise FormError with a message."""
    head, found, text = body.replace("\r\n", "\n").partition(f"### {TEXT}\n")
    fenced = _FENCE.fullmatch(text.strip())
    text = fenced["text"] if fenced else text.strip()
    if not found or not text.strip() or text == EMPTY:
        raise FormError(f"the form has no text below {TEXT!r}")
    arguments = []
    for label, option, pattern in ((NUMBER, "--issue", r"[1-9]\d{0,3}"), (DATE, "--date", r"[\d./-]{4,32}")):
        value = _value(head, label)
        if value and not re.fullmatch(pattern, value, re.ASCII):
            raise FormError(f"{label}: {value[:40]!r} is not a valid value")
        arguments += [option, value] if value else []
    return text + "\n", arguments


def _value(head: str, label: str) -> str:
    after = head.partition(f"### {label}\n")[2].partition("\n### ")[0].strip()
    return "" if after == EMPTY else after


def main(event: str, folder: str) -> None:
    """Write the files; stop with a message if the form is not complete."""
    issue = json.loads(Path(event).read_text(encoding="utf-8"))["issue"]
    try:
        text, arguments = read(issue["body"] or "")
    except FormError as error:
        sys.exit(f"{error}; edit the form, and add the label again")
    Path(folder, "issue.txt").write_text(text, encoding="utf-8")
    Path(folder, "arguments").write_text("".join(f"{argument}\n" for argument in arguments), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
