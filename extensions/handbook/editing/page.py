"""Edits of pages: fields of the front matter are set, options of directives are set, and directives are inserted."""

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
"""The value of a field of the front matter: a text, or a list of texts."""


# ---------------------------------------------------------------- front matter


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """The value of a field of the front matter, and its indices in the text between the two rules."""

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

    A comment after the value stays. Raise ValueError if there is no front matter, or it is invalid.
    """
    start, front, end = _front_matter(text)
    fields = _fields(front)
    written = yaml_value(value)
    if name not in fields:
        lead = front if not front or front.endswith(end) else front + end
        return text[:start] + lead + f"{name}: {written}{end}" + text[start + len(front) :]
    old = fields[name]
    head = front[: old.value_start].rstrip()
    gap = front[len(head) : old.value_start]
    same_line = gap and "\n" not in gap and "\r" not in gap
    return text[:start] + head + (gap if same_line else " ") + written + front[old.value_end :] + text[start + len(front) :]


def add_to_front_matter(text: str, name: str, value: str) -> str:
    """Return *text* with *value* added to a list in its front matter, unless it contains it; raise as set_front_matter does."""
    start, front, end = _front_matter(text)
    old = _fields(front).get(name)
    if old is None or not isinstance(old.value, yaml.SequenceNode) or not old.value.value:
        texts = old.texts if old else []
        return text if value in texts else set_front_matter(text, name, [*texts, value])
    if value in old.texts:
        return text
    last = old.value.value[-1]
    at = start + _end(last, front)
    if old.value.flow_style:
        return text[:at] + ", " + yaml_value([value])[1:-1] + text[at:]
    first = old.value.value[0]
    line = front[: first.start_mark.index]
    dash = re.split(r"[\r\n]", line)[-1]
    return text[:at] + end + dash + yaml_value([value])[1:-1] + text[at:]


def yaml_value(value: Value) -> str:
    """Return a text or a list of texts as YAML on one line, quoted only where YAML requires it."""
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
    """Return the index at which *node* ends; the parser's own mark of a block node is where the next node begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last, front)
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(front[start:end].rstrip())


# ---------------------------------------------------------------- directives


def insert_directive(text: str, directive: str, section: Sequence[str]) -> str:
    """Return *text* with *directive*, whose lines end in LF, at the end of the section with those headings, the outermost first.

    A section ends at its first subsection; missing headings are added. The title of the page is no section; an empty
    *section* is the part above all sections.
    """
    lines, end = split_lines(text), newline(text)
    headings = [heading for heading in _headings(text) if heading[1] > 1]
    start, level, stop = -1, 1, len(lines)
    missing = list(section)
    while missing:
        inside = (heading for heading in headings if start < heading[0] < stop and heading[1] > level)
        next_heading = next((heading for heading in inside if heading[2] == missing[0]), None)
        if next_heading is None:
            break
        start, level, _text = next_heading
        stop = next((line for line, other, _text in headings if line > start and other <= level), stop)
        missing.pop(0)
    at = stop if missing else next((line for line, _level, _text in headings if start < line < stop), stop)
    while at and not lines[at - 1].strip():
        at -= 1
    new = [f"{'#' * (level + 1 + depth)} {heading}\n" for depth, heading in enumerate(missing)]
    return "".join(insert_block(lines, at, "\n".join([*new, directive]), end))


def _headings(text: str) -> list[tuple[int, int, str]]:
    """Return the headings of the page that are in no other block: line from 0, level, text."""
    lf = re.sub(r"\r\n|\r", "\n", text.removeprefix("\ufeff"))
    tokens = blocks(split_front_matter(lf)[1])
    return [
        (token.map[0], int(token.tag[1:]), tokens[index + 1].content.strip())
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]
