"""A processor of CSL 1.0.2 for single references: a style as functions, and the reference of an item as plain text.

Every element of a style becomes a function from the state of a reference to texts: none, one, or what its children give. The
processor knows what the two styles beside it use, in English (a test fails where a newer style uses more). It has no citations in
text, no sorting and no disambiguation, because a reference of the handbook stands by itself. The elements call each other and so
stand in one file; names, numbers and text are in the modules ``csl_*``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from .csl_locale import CSL, locale_of
from .csl_name_lists import NamesFormat, people, shown_names
from .csl_numbers import first_page, is_numeric, is_plural, numbered, pages
from .csl_text import affixed, delimited, finished, first_capital, lower_case, parsed, quoted, title_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

FOLDER = Path(__file__).parent / "styles"
"""Two of the official styles of CSL and its words in English, unchanged; they are CC BY-SA 3.0."""

Item = Mapping[str, Any]


@dataclass(slots=True)
class State:
    """A reference in the making."""

    item: Item
    english: bool
    """Whether titles may be put into title case."""
    called: int = 0
    """How many variables were asked for,"""
    filled: int = 0
    """and how many of these had a value: a group without any is left out."""
    used: set[str] = field(default_factory=set)
    """Variables that stand for the names of authors, and are not shown again."""
    substituting: bool = False

    def value(self, name: str) -> Any:
        """Return the value of a variable that is to be shown, or None; count it."""
        self.called += 1
        value = None if name in self.used else self.item.get(name)
        if value:
            self.filled += 1
            if self.substituting:
                self.used.add(name)
        return value or None


Node = Callable[[State], "list[str]"]


def reference(style: str, item: Item) -> str:
    """Return the reference of a CSL item, on one line; an IEEE reference has no number."""
    return _style(style).reference(item)


@cache
def _style(name: str) -> Style:
    return Style(_root(f"{name}.csl"), _root("locales-en-US.xml"))


def _root(name: str) -> Element:
    return etree.parse(FOLDER / name, etree.XMLParser(remove_comments=True, resolve_entities=False)).getroot()


class Style:
    """A style whose layout of references is made of functions."""

    def __init__(self, root: Element, official: Element) -> None:
        self._locale = locale_of(official, root)
        self._macros = {macro.get("name", ""): macro for macro in root.iter(f"{CSL}macro")}
        self._nodes: dict[str, Node] = {}
        bibliography = root.find(f"{CSL}bibliography")
        assert bibliography is not None
        self._names = NamesFormat.inherited({**root.attrib, **bibliography.attrib}, self._locale)
        layout = bibliography.find(f"{CSL}layout")
        assert layout is not None
        self._layout = self._group(layout)

    def reference(self, item: Item) -> str:
        """Return the reference of *item*."""
        english = str(item.get("language", "en")).lower().startswith("en")
        return finished("".join(self._layout(State(item, english))))

    # ------------------------------------------------------------ elements

    def _node(self, element: Element, names: NamesFormat | None = None) -> Node:
        """Return the function of an element; *names* is the form of those that it may stand for."""
        tag = element.tag.removeprefix(CSL)
        if tag == "names":
            return self._name_lists(element, names)
        if tag == "choose":
            return self._choose(element, names)
        makers: Mapping[str, Callable[[Element], Node]] = {
            "group": self._group,
            "text": self._text,
            "number": self._number,
            "label": self._label,
            "date": self._date,
        }
        return makers[tag](element)

    def _children(self, element: Element) -> Node:
        return _sequence([self._node(child) for child in element])

    def _group(self, element: Element) -> Node:
        """Return the function of a group: nothing where it asks for variables and none has a value."""
        node, dressed, delimiter = self._children(element), _dress(element), element.get("delimiter", "")
        return _conditional(node, lambda texts, state: dressed(delimited(texts, delimiter), state), is_macro=False)

    def _text(self, element: Element) -> Node:
        dressed = _dress(element)
        if macro := element.get("macro"):
            return self._macro(macro, dressed)
        if variable := element.get("variable"):
            return self._variable(variable, dressed)
        name, form, plural = element.get("term", ""), element.get("form", "long"), element.get("plural") == "true"
        text = self._locale.term(name, form, plural=plural) if name else element.get("value", "")
        return lambda state: _texts(dressed(text, state))

    def _macro(self, name: str, dressed: Dress) -> Node:
        if name not in self._nodes:
            self._nodes[name] = self._children(self._macros[name])
        return _conditional(self._nodes[name], lambda texts, state: dressed(delimited(texts, ""), state), is_macro=True)

    def _variable(self, name: str, dressed: Dress) -> Node:
        if name in ("citation-number", "year-suffix"):  # only lists have them
            return lambda _state: []
        expanded = self._names.expanded_pages

        def shown(state: State) -> list[str]:
            value = state.value("page" if name == "page-first" else name)
            if value is None:
                return []
            if name == "page-first":
                return _texts(dressed(first_page(str(value)), state))
            if name == "page":
                return _texts(dressed(pages(str(value), expanded=expanded), state))
            return _texts(dressed(str(value) if name in ("DOI", "URL") else parsed(str(value)), state))

        return shown

    def _number(self, element: Element) -> Node:
        dressed, name, form = _dress(element), element.get("variable", ""), element.get("form", "numeric")

        def shown(state: State) -> list[str]:
            value = state.value(name)
            return _texts(dressed(numbered(str(value), form, self._locale), state)) if value is not None else []

        return shown

    def _label(self, element: Element) -> Node:
        dressed, name, form = _dress(element), element.get("variable", ""), element.get("form", "long")

        def shown(state: State) -> list[str]:
            value = state.item.get(name)
            return _texts(dressed(self._locale.term(name, form, plural=is_plural(str(value), name)), state)) if value else []

        return shown

    def _date(self, element: Element) -> Node:
        """Return the function of a date, whose parts the style names itself or takes from the locale."""
        parts = [(part.get("name", ""), dict(part.attrib)) for part in element.iter(f"{CSL}date-part")]
        official = self._locale.dates.get(element.get("form", ""))
        if official is not None:
            own = dict(parts)
            parts = [(part.get("name", ""), {**part.attrib, **own.get(part.get("name", ""), {})}) for part in official]
            if element.get("date-parts", "").startswith("year"):
                parts = [part for part in parts if part[0] in element.get("date-parts", "").split("-")]
        dressed, name, delimiter = _dress(element), element.get("variable", ""), element.get("delimiter", "")

        def shown(state: State) -> list[str]:
            value = state.value(name)
            if value is None:
                return []
            if "literal" in value:
                return _texts(dressed(parsed(value["literal"]), state))
            numbers = dict(zip(("year", "month", "day"), value["date-parts"][0], strict=False))
            texts = [self._date_part(part, numbers.get(part), attributes) for part, attributes in parts]
            if not any(texts):
                state.filled -= 1
            return _texts(dressed(delimited(texts, delimiter), state))

        return shown

    def _date_part(self, name: str, number: int | None, attributes: Mapping[str, str]) -> str:
        if not number:
            return ""
        form = attributes.get("form", "long")
        text = self._locale.month(number, form) if name == "month" and form in ("long", "short") else str(number)
        text = text.zfill(2) if form == "numeric-leading-zeros" else text
        return affixed(text, attributes.get("prefix", ""), attributes.get("suffix", ""))

    # ------------------------------------------------------------ conditions

    def _choose(self, element: Element, names: NamesFormat | None) -> Node:
        branches = [(_condition(branch), _sequence([self._node(child, names) for child in branch])) for branch in element]

        def chosen(state: State) -> list[str]:
            return next((node(state) for condition, node in branches if condition(state)), [])

        return chosen

    # ------------------------------------------------------------ names

    def _name_lists(self, element: Element, inherited: NamesFormat | None) -> Node:
        form = (inherited or self._names).of(element, self._locale)
        variables, dressed = element.get("variable", "").split(), _dress(element)
        delimiter = element.get("delimiter", form.delimiter)
        instead = [self._node(child, form) for child in element.iterfind(f"{CSL}substitute/*")]

        def shown(state: State) -> list[str]:
            lists = people(variables, state.value, self._locale, form)
            if lists:
                texts = [shown_names(each, role, form, self._locale) for role, each in lists]
                return _texts(dressed(delimited(texts, delimiter), state))
            if state.substituting:
                return []
            state.substituting = True
            texts = next((found for found in (node(state) for node in instead) if found), [])
            state.substituting = False
            return _texts(dressed(texts[0], state)) if texts else []

        return shown


Dress = Callable[[str, State], str]


def _dress(element: Element) -> Dress:
    """Return the function that gives a text the case, the quotation marks and the affixes of an element."""
    prefix, suffix, case = element.get("prefix", ""), element.get("suffix", ""), element.get("text-case", "")
    marks = element.get("quotes") == "true"
    if not (prefix or suffix or case or marks):
        return lambda text, _state: text
    change = {"title": title_case, "lowercase": lower_case, "capitalize-first": first_capital}.get(case)

    def dressed(text: str, state: State) -> str:
        if change and (case != "title" or state.english):
            text = change(text)
        return affixed(quoted(text) if marks else text, prefix, suffix)

    return dressed


def _texts(text: str) -> list[str]:
    return [text] if text else []


def _sequence(nodes: Sequence[Node]) -> Node:
    if len(nodes) == 1:
        return nodes[0]
    return lambda state: [text for node in nodes for text in node(state)]


def _conditional(node: Node, finish: Callable[[list[str], State], str], *, is_macro: bool) -> Node:
    """Return *node* finished, and nothing where it asks for variables of which none has a value."""

    def shown(state: State) -> list[str]:
        called, filled = state.called, state.filled
        texts = node(state)
        if state.called != called and state.filled == filled:
            return []
        if is_macro:  # a macro with a text counts as a variable with a value
            state.called += 1
            state.filled += 1
        return _texts(finish(texts, state))

    return shown


def _condition(branch: Element) -> Callable[[State], bool]:
    """Return whether a branch of a choice is to be taken."""
    tests: list[Callable[[State], bool]] = []
    for name, value in branch.attrib.items():
        words = value.split()
        if name == "type":
            types = frozenset(words)
            tests.append(lambda state, types=types: state.item["type"] in types)  # type: ignore[misc]
        elif name == "variable":
            tests += (lambda state, word=word: bool(state.item.get(word)) for word in words)  # type: ignore[misc]
        elif name == "is-numeric":
            tests += (lambda state, word=word: is_numeric(str(state.item.get(word, ""))) for word in words)  # type: ignore[misc]
        elif name != "match":  # a place in the work, an uncertain date: references here have none
            tests.append(lambda _state: False)
    match = branch.get("match", "all")
    if match == "none":
        return lambda state: not any(test(state) for test in tests)
    holds = any if match == "any" else all
    return lambda state: holds(test(state) for test in tests)
