"""Catalogues brought up to date with the pages: the text of a .po file, made of messages and the translations there are."""

from __future__ import annotations

import io
from difflib import get_close_matches
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from ..model.places import catalogue_path
from ..reading.catalogues import read_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..reading.catalogues import Translation
    from ..reading.messages import Message

_HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""Only what programs need: a time would change at every update."""
_MIN_LIKENESS = 0.6
"""How much of a message must be that of a former one for its translation to be offered."""


def updated(messages: Mapping[str, tuple[Message, ...]], language: str, read: Callable[[str], str | None]) -> dict[str, str]:
    """Return the catalogues of *language* that are to be written for the *messages* of pages.

    *read* returns the text of a file, or None if there is none.
    """
    by_catalogue: dict[str, list[Message]] = {}
    for path, of_page in messages.items():
        by_catalogue.setdefault(catalogue_path(path, language), []).extend(of_page)
    texts = {}
    for path, of_catalogue in by_catalogue.items():
        former = read_catalogue(path, (read(path) or "").encode(), is_checked=False).translations
        texts[path] = catalogue_text(of_catalogue, former, language)
    return {path: text for path, text in texts.items() if text != read(path)}


def catalogue_text(messages: Iterable[Message], former: Mapping[str, Translation], language: str) -> str:
    """Return the .po file of *messages* with the translations of the *former* file.

    A message that is new takes over the translation of one that is gone, if they are much alike, and is marked as fuzzy. Other
    translations without a message are left out: git has them.
    """
    catalog = Catalog(charset="utf-8")
    by_text: dict[str, list[Message]] = {}
    for message in messages:
        by_text.setdefault(message.text, []).append(message)
    gone = [text for text in former if text not in by_text]
    for text, places in by_text.items():
        match = () if text in former else get_close_matches(text, gone, 1, _MIN_LIKENESS)
        known = former.get(match[0] if match else text)
        entry = catalog.add(
            text,
            known.text if known else "",
            locations=[(path, 0) for path in dict.fromkeys(place.location.path for place in places)],
            auto_comments=sorted({place.note for place in places if place.note}),
            flags={"fuzzy"} if known and (match or known.is_fuzzy) else (),
        )
        entry.flags &= {"fuzzy"}  # Babel takes braces and percent signs for those of a program
    stream = io.BytesIO()
    write_po(stream, catalog, width=0, omit_header=True, include_lineno=False)
    return _HEADER.format(language=language) + stream.getvalue().decode("utf-8")
