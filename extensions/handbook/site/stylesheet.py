"""The one stylesheet of the site: of all rules of the theme only those that a page may use.

A rule stays if every class and id that its selector requires is one of the names that templates, scripts and the writers of pages
mention. Names and not pages decide, so that the stylesheet is the same whatever the pages hold, and no page has to be read.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

_NAME = re.compile(r"[A-Za-z_][\w-]*")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_MODE = re.compile(r"\[data-theme=([\"']?)(light|dark)\1\]")
_CONDITIONS = ("media", "supports", "layer", "container")


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Return all words of *texts* that may be the name of a class or an id."""
    return frozenset(name for text in texts for name in _NAME.findall(text))


def stylesheet(sources: Iterable[str], names: AbstractSet[str]) -> str:
    """Return one stylesheet of *sources* with the rules that *names* allow, without fonts and without unused variables.

    What a source imports must be a source itself. Rules for the light and the dark mode apply also where no script has chosen a
    mode (``data-theme="auto"``), by what the reader's system prefers. Paper is always light.
    """
    parsed = (tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True) for source in sources)
    rules = [rule for sheet in parsed for rule in _rules(sheet, names)]
    return _without_unused_variables("\n".join(rules) + "\n")


def _rules(parsed: Iterable[Any], names: AbstractSet[str]) -> Iterator[str]:
    for rule in parsed:
        if rule.type == "qualified-rule":
            yield from _qualified(rule, names)
        elif rule.type != "at-rule" or rule.content is None:
            continue
        elif rule.lower_at_keyword in _CONDITIONS:
            inner = "".join(_rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), names))
            if inner:
                yield f"@{rule.lower_at_keyword}{tinycss2.serialize(rule.prelude).rstrip()}{{{inner}}}"
        elif rule.lower_at_keyword != "font-face":
            yield rule.serialize()


def _qualified(rule: Any, names: AbstractSet[str]) -> Iterator[str]:
    selectors = [tinycss2.serialize(selector).strip() for selector in _selectors(rule.prelude) if _required(selector) <= names]
    declarations = tinycss2.serialize(rule.content).strip()
    if not selectors or not declarations:
        return
    dark = [selector for selector in selectors if _modes(selector) == {"dark"}]
    others = [selector for selector in selectors if selector not in dark]
    if others:
        yield f"{','.join(others)}{{{declarations}}}"
    light = [selector for selector in others if _modes(selector) == {"light"}]
    for chosen, mode, condition in (
        (light, "auto", "(prefers-color-scheme:light)"),
        (dark, "dark", "screen"),
        (dark, "auto", "screen and (prefers-color-scheme:dark)"),
        (light, "auto", "print"),
        (light, "dark", "print"),
    ):
        if chosen:
            written = ",".join(_MODE.sub(f'[data-theme="{mode}"]', selector) for selector in chosen)
            yield f"@media {condition}{{{written}{{{declarations}}}}}"


def _selectors(prelude: Sequence[Any]) -> Iterator[list[Any]]:
    """Yield the parts of each selector of a list."""
    selector: list[Any] = []
    for part in prelude:
        if part == ",":
            yield selector
            selector = []
        else:
            selector.append(part)
    yield selector


def _required(selector: Sequence[Any]) -> set[str]:
    """Return the classes and ids without which nothing matches; what is in parentheses, as in ``:not()``, requires nothing."""
    required = {token.value for token in selector if token.type == "hash"}
    for before, token in pairwise(selector):
        if before == "." and token.type == "ident":
            required.add(token.value)
    return required


def _modes(selector: str) -> set[str]:
    return {match[2] for match in _MODE.finditer(selector)}


def _without_unused_variables(css: str) -> str:
    """Return *css* without the variables that no other declaration uses."""
    sheet = tinycss2.parse_stylesheet(css)
    defined: dict[str, set[str]] = {}
    used: set[str] = set()
    for declaration in _declarations(sheet):
        value = set(_VARIABLE.findall(tinycss2.serialize(declaration.value)))
        if declaration.name.startswith("--"):
            defined.setdefault(declaration.name, set()).update(value)
        else:
            used |= value
    waiting = [*used]
    while waiting:
        more = defined.get(waiting.pop(), set()) - used
        used |= more
        waiting += more
    return "".join(_kept(sheet, used))


def _declarations(rules: Iterable[Any]) -> Iterator[Any]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from (each for each in tinycss2.parse_blocks_contents(rule.content) if each.type == "declaration")
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in _CONDITIONS:
            yield from _declarations(tinycss2.parse_rule_list(rule.content))


def _kept(rules: Iterable[Any], used: AbstractSet[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in _CONDITIONS:
            inner = "".join(_kept(tinycss2.parse_rule_list(rule.content), used))
            if inner:
                yield f"@{rule.lower_at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        elif rule.type == "qualified-rule":
            parts = [
                part.serialize()
                for part in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
                if part.type != "error" and (part.type != "declaration" or not part.name.startswith("--") or part.name in used)
            ]
            if parts:
                yield f"{tinycss2.serialize(rule.prelude)}{{{';'.join(part.rstrip(';') for part in parts)}}}"
        elif rule.type != "error":
            yield rule.serialize()
