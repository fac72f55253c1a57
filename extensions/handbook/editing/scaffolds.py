"""New pages and entries, with comments that say what an editor is to fill in; the checks report what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..reading.files import DRAFT
from ..text.messages import Translate
from ..text.messages import mark as _
from .bib import format_entry
from .page import yaml_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model.identity import Identity

PAPER_TYPES = {"misc": "", "inproceedings": "booktitle", "article": "journal"}
"""The types of entries, and the field that each requires besides author, title and year."""


def issue_page(number: int, identity: Identity, *, title: str = "", date: str = "", say: Translate = str) -> str:
    """Return the page of an issue."""
    introduction = say(_("an introduction in your own words: what the issue is about, and what it contains"))
    entries = say(_("the entries, below the headings of the weekly; handbook add and handbook new paper write them"))
    lines = [
        "---",
        f"issue: {number}",
        _field("title", title, say(_("as the weekly prints it"))),
        _field("date", date, say(_("2022-10-26; if the day is unknown, 2022-10 or 2022-10-26/2022-11-08"))),
        "# contributors: [" + say(_("the contributors whom the weekly names")) + "]",
        "---",
        f"# {identity.heading(number)}",
        "",
        f"% {DRAFT} {introduction}",
        "",
        f"## {identity.section}",
        "",
        f"% {DRAFT} {entries}",
    ]
    return "\n".join(lines) + "\n"


def issue_bib(number: int, *, say: Translate = str) -> str:
    """Return the .bib file of an issue."""
    comment = say(_("The papers that issue {number} presents, in order of appearance.")).format(number=number)
    return f"% {comment}\n"


def paper_entry(key: str, entry_type: str = "misc") -> str:
    """Return the entry of a paper, with empty fields."""
    names = ("author", "title", PAPER_TYPES[entry_type], "eventtitle" if entry_type == "inproceedings" else "", "year", "url")
    return format_entry(entry_type, key, dict.fromkeys(filter(None, names), ""), with_empty=True)


def paper_item(key: str, *, say: Translate = str) -> str:
    """Return the directive of a paper."""
    task = say(
        _(
            "write the Chinese title and the ids of the terms above, and a summary in your own words here, in 100 to 250 "
            "characters"
        )
    )
    return "\n".join(
        [f":::{{paper}} {key}", ":title:", ":topics:", ":institutions:", ":methods:", "", f"% {DRAFT} {task}", ":::"]
    )


def term_page(
    kind: str, *, en: str = "", zh: str = "", broader: str = "", country: str = "", ror: str = "", say: Translate = str
) -> str:
    """Return the page of a term; *country* and *ror* are those of an institution."""
    above = say(_("the id of the broader term, which is of the same kind"))
    lines = [
        "---",
        _field("en", en, say(_("the usual English name"))),
        _field("zh", zh, say(_("the usual Chinese name; the heading is the same"))),
        "# aliases: [" + say(_("synonyms, abbreviations and other spellings")) + "]",
        _field("broader", broader, above, optional=True),
    ]
    if kind == "institution":
        lines += [
            f"country: {yaml_value(country)}"
            if country
            else "# country: " + say(_("the two-letter code of ISO 3166-1, such as CN")),
            f"ror: {ror}" if ror else "# ror: " + say(_("https://ror.org/0…, from ror.org")),
        ]
    task = say(_("a definition in your own words, in two to four sentences, with sources: {example}"))
    lines += ["---", f"# {zh}".rstrip(), "", f"% {DRAFT} {task.format(example='{cite:p}`key`')}"]
    return "\n".join(lines) + "\n"


def person_page(names: Sequence[str] = (), *, zh: str = "", title: str = "", say: Translate = str) -> str:
    """Return the page of a person; *title* is the name that the handbook shows."""
    comment = say(_("every spelling as bibliographies print it, the usual one first: [Jane Doe, Jane B. Doe]"))
    lines = [
        "---",
        f"names: {yaml_value([*names])}" if names else f"names:  # {comment}",
        f"zh: {yaml_value(zh)}" if zh else "# zh: " + say(_("the Chinese name, if it is public and certain")),
        "# orcid: " + say(_("the ORCID iD, from orcid.org")),
        "# " + say(_("the public page where the names are")) + ": https://…",
        "---",
        f"# {title}".rstrip(),
    ]
    return "\n".join(lines) + "\n"


def _field(name: str, value: str, comment: str, *, optional: bool = False) -> str:
    """Return a field, or what to write into it; one that is *optional* is a comment until it is written."""
    if value:
        return f"{name}: {yaml_value(value)}"
    return f"# {name}: {comment}" if optional else f"{name}:  # {comment}"
