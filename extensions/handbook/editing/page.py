"""Edits of pages: front matter, options of directives, and directives put into a section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from ..reading.blocks import blocks
from ..reading.files import split_front_matter
from .lines import insert_block, newline, split_lines

Value = str | Sequence[str]
"""What a field of front matter has: a text, or a list of texts."""


# ---------------------------------------------------------------- front matter


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """Where a field of front matter stands in the text between the two rules."""

    value: yaml.Node
    value_start: int
    value_end: int

    @property
    def texts(self) -> list[str]:
        """The value as a list."""
        if isinstance(self.value, yaml.SequenceNode):
            return [str(node.value) for node in self.value.value]
        return [str(self.value.value)] if self.value_end > self.value_start else []


def set_front_matter(text: str, name: str, value: Value) -> str:
    """Return *text* with that value in a field of its front matter; a new field comes last.

    A comment behind the value stays. Raise ValueError where there is no front matter, or it cannot be read.
    """
    start, front, end = _front_matter(text)
    fields = _fields(front)
    written = yaml_value(value)
    if name not in fields:
        lead = front if not front or front.endswith(end) else front + end
        return text[:start] + lead + f"{name}: {written}{end}" + text[start + len(front) :]
    there = fields[name]
    head = front[: there.value_start].rstrip()
    gap = front[len(head) : there.value_start]
    same_line = gap and "\n" not in gap and "\r" not in gap
    return text[:start] + head + (gap if same_line else " ") + written + front[there.value_end :] + text[start + len(front) :]


def add_to_front_matter(text: str, name: str, value: str) -> str:
    """Return *text* with *value* at the end of a list in its front matter, unless it is there; raise as set_front_matter."""
    start, front, end = _front_matter(text)
    there = _fields(front).get(name)
    if there is None or not isinstance(there.value, yaml.SequenceNode) or not there.value.value:
        texts = there.texts if there else []
        return text if value in texts else set_front_matter(text, name, [*texts, value])
    if value in there.texts:
        return text
    last = there.value.value[-1]
    at = start + _end(last, front)
    if there.value.flow_style:
        return text[:at] + ", " + yaml_value([value])[1:-1] + text[at:]
    first = there.value.value[0]
    line = front[: first.start_mark.index]
    dash = re.split(r"[\r\n]", line)[-1]
    return text[:at] + end + dash + yaml_value([value])[1:-1] + text[at:]


def yaml_value(value: Value) -> str:
    """Return a text or a list of texts as front matter has it: quoted only where YAML needs it, on one line."""
    if isinstance(value, str):
        return _scalar(value, flow=False)
    return "[" + ", ".join(_scalar(part, flow=True) for part in value) + "]"


def _scalar(value: str, *, flow: bool) -> str:
    written = f"[{value}]" if flow else value
    try:
        node: Any = yaml.compose(f"name: {written}", Loader=yaml.SafeLoader)
        node = node.value[0][1]
        if flow:
            (node,) = node.value
        if isinstance(node, yaml.ScalarNode) and node.style is None and node.value == value and value:
            return value
    except (yaml.YAMLError, ValueError, TypeError, AttributeError):
        pass
    quoted = yaml.dump(value, Dumper=yaml.SafeDumper, default_style='"', allow_unicode=True, width=float("inf"))
    return str(quoted).rstrip("\n")


def _front_matter(text: str) -> tuple[int, str, str]:
    """Return where the front matter starts, the text between its rules, and how lines end."""
    lines = split_lines(text)
    if not lines or lines[0].lstrip("\ufeff").rstrip() != "---":
        raise ValueError(lines[0] if lines else "")
    close = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() in ("---", "...")), None)
    if close is None:
        raise ValueError(lines[0])
    return len(lines[0]), "".join(lines[1:close]), newline(text)


def _fields(front: str) -> dict[str, _Field]:
    try:
        node = yaml.compose(front, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, OverflowError) as error:
        raise ValueError(str(error)) from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise ValueError(front)
    fields: dict[str, _Field] = {}
    for key, value in node.value:
        field = _Field(value=value, value_start=value.start_mark.index, value_end=_end(value, front))
        fields.setdefault(str(key.value), field)
    return fields


def _end(node: yaml.Node, front: str) -> int:
    """Return where *node* ends; the parser's own mark of a block is where the next thing begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last, front)
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(front[start:end].rstrip())


# ---------------------------------------------------------------- directives


def insert_directive(text: str, directive: str, section: Sequence[str]) -> str:
    """Return *text* with *directive*, of LF lines, at the end of the section under those headings, the outermost first.

    What is above the section's own subsections counts as the section; headings that are not there are made. The title of
    the page is not a section; an empty *section* is what is above all of them.
    """
    lines, end = split_lines(text), newline(text)
    headings = [heading for heading in _headings(text) if heading[1] > 1]
    start, level, stop = -1, 1, len(lines)
    missing = list(section)
    while missing:
        inside = (each for each in headings if start < each[0] < stop and each[1] > level)
        found = next((each for each in inside if each[2] == missing[0]), None)
        if found is None:
            break
        start, level, _text = found
        stop = next((line for line, other, _text in headings if line > start and other <= level), stop)
        missing.pop(0)
    at = stop if missing else next((line for line, _level, _text in headings if start < line < stop), stop)
    while at and not lines[at - 1].strip():
        at -= 1
    new = [f"{'#' * (level + 1 + depth)} {heading}\n" for depth, heading in enumerate(missing)]
    return "".join(insert_block(lines, at, "\n".join([*new, directive]), end))


def _headings(text: str) -> list[tuple[int, int, str]]:
    """Return the headings outside anything else: line from 0, level, text."""
    lf = re.sub(r"\r\n|\r", "\n", text.removeprefix("\ufeff"))
    tokens = blocks(split_front_matter(lf)[1])
    return [
        (token.map[0], int(token.tag[1:]), tokens[index + 1].content.strip())
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]
