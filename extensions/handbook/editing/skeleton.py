"""An empty handbook: the files to begin with, made from the templates in ``skeleton/``, one folder a language."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from importlib.resources import files as resources
from string import Template
from typing import TYPE_CHECKING

from ..model.places import AUTHORS
from ..model.records import LETTERS
from ..text.messages import mark as _
from ..text.messages import translator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from ..model.identity import Identity

LANGUAGES = ("en", "zh-CN")
"""The languages in which there are templates."""
SUFFIX = ".in"
HIDDEN = "dot-"
"""What a file or folder is called here whose name begins with a dot there: tools would take it for their own."""
LETTER_PAGE = f"{AUTHORS}/letter.md"
"""The template of the page of each letter."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>&#|])")


def with_usual_headings(identity: Identity) -> Identity:
    """Return *identity* with the headings that are usual in its language."""
    say = translator(identity.language)
    return replace(identity, issue_heading=say(_("No. {number}")), section=say(_("Papers")))


def files(identity: Identity) -> dict[str, str]:
    """Return the text of every file of an empty handbook, by path."""
    say = translator(identity.language)
    periodical = identity.periodical or identity.name
    values = {
        "title": _SPECIAL.sub(r"\\\1", identity.name),
        "periodical_text": _SPECIAL.sub(r"\\\1", f"《{periodical}》" if identity.is_chinese else periodical),
        "on_this_page": json.dumps(say(_("On this page")), ensure_ascii=False),
        "search": json.dumps(say(_("Search")), ensure_ascii=False),
    }
    found = {"pyproject.toml": table(identity)}
    for folder in ("common", identity.language):
        for path, text in _templates(resources("handbook") / "skeleton" / folder):
            if path == LETTER_PAGE:
                for letter in LETTERS:
                    name = letter.upper() if len(letter) == 1 else say(_("Other scripts"))
                    page = Template(text).substitute(values, letter=letter, letter_name=name)
                    found[path.replace("letter", letter)] = page
            else:
                found[path] = Template(text).substitute(values)
    return found


def table(identity: Identity) -> str:
    """Return pyproject.toml with the table of an identity; a key without a value is there as a comment."""
    lines = ["[tool.handbook]"]
    for field in fields(identity):
        value = getattr(identity, field.name)
        if field.name == "editions":  # they have tables of their own
            continue
        written = json.dumps(value, ensure_ascii=False)
        lines.append(f"{'' if value else '# '}{field.name.replace('_', '-')} = {written}")
    return "\n".join(lines) + "\n"


def _templates(folder: Traversable, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the templates below a folder, each with the path of the file that is made from it."""
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        name = re.sub(f"^{HIDDEN}", ".", each.name)
        if each.is_dir():
            yield from _templates(each, f"{above}{name}/")
        elif name.endswith(SUFFIX):
            yield f"{above}{name.removesuffix(SUFFIX)}", each.read_text(encoding="utf-8")
