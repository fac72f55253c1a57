"""Lists of names as the elements of CSL styles describe them: who is named, in which form, and as what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .csl_locale import CSL, Locale
from .csl_names import NameForm, names_of
from .csl_text import affixed, first_capital, joined, title_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

People = list[Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The word that says what the people of a list are."""

    form: str
    prefix: str
    suffix: str
    case: str
    before: bool
    """Whether it stands before the names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesFormat:
    """How an element of a style writes names; elements that may stand for it inherit what they do not say."""

    name: NameForm
    label: Label | None = None
    delimiter: str = ""
    """What stands between the lists of two roles."""
    expanded_pages: bool = False

    @classmethod
    def inherited(cls, attributes: Mapping[str, str], locale: Locale) -> NamesFormat:
        """Return what a style and its bibliography say for all names."""
        return cls(
            name=_form(NameForm(), attributes, locale),
            delimiter=attributes.get("names-delimiter", ""),
            expanded_pages=attributes.get("page-range-format") == "expanded",
        )

    def of(self, element: Element, locale: Locale) -> NamesFormat:
        """Return the format of an element for names."""
        name, label = element.find(f"{CSL}name"), element.find(f"{CSL}label")
        form = self.name
        if name is not None:
            form = _form(form, {**name.attrib, "name-delimiter": name.get("delimiter", ", ")}, locale)
        if label is None:
            return replace(self, name=form)
        before = name is not None and element.index(label) < element.index(name)
        own = Label(
            form=label.get("form", "long"),
            prefix=label.get("prefix", ""),
            suffix=label.get("suffix", ""),
            case=label.get("text-case", ""),
            before=before,
        )
        return replace(self, name=form, label=own)


def _form(form: NameForm, attributes: Mapping[str, str], locale: Locale) -> NameForm:
    """Return *form* with what *attributes* say."""
    changed: dict[str, Any] = {}
    if "and" in attributes:
        changed["conjunction"] = "&" if attributes["and"] == "symbol" else locale.term("and")
    if "name-delimiter" in attributes:
        changed["delimiter"] = attributes["name-delimiter"]
    if "initialize-with" in attributes:
        changed["initials"] = attributes["initialize-with"]
    if attributes.get("initialize") == "false":
        changed["initials"] = None
    for name in ("et-al-min", "et-al-use-first"):
        if name in attributes:
            changed[name.replace("-", "_")] = int(attributes[name])
    for name, key, value in _CHOICES:
        if name in attributes:
            changed[key] = attributes[name] == value
    return replace(form, **changed)


_CHOICES = (
    ("delimiter-precedes-last", "always_delimited", "always"),
    ("name-as-sort-order", "inverted", "all"),
    ("form", "short", "short"),
    ("et-al-use-last", "et_al_use_last", "true"),
)


def people(
    variables: Sequence[str], value: Callable[[str], People | None], locale: Locale, form: NamesFormat
) -> list[tuple[str, People]]:
    """Return the people of each variable that has any, by their role; editors who also translate have both in one."""
    found = [(role, people) for role, people in ((name, value(name)) for name in variables) if people]
    if [role for role, _ in found] == ["editor", "translator"] and found[0][1] == found[1][1]:
        both = "editortranslator"
        if locale.term(both, form.label.form if form.label else "long"):
            return [(both, found[0][1])]
    return found


def shown_names(people: People, role: str, form: NamesFormat, locale: Locale) -> str:
    """Return a list of names with the word for their role."""
    names = names_of(people, form.name, locale.term("et-al"))
    if form.label is None:
        return names
    word = locale.term(role, form.label.form, plural=len(people) > 1)
    word = {"title": title_case, "capitalize-first": first_capital}.get(form.label.case, str)(word)
    label = affixed(word, form.label.prefix, form.label.suffix)
    return joined((label, names) if form.label.before else (names, label))
