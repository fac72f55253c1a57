"""Entries and references in a style, formatted once until they or the code of the style change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from sys import modules
from typing import Any, cast

import pybtex
from pybtex.database import Entry
from pybtex.plugin import find_plugin
from pybtex.richtext import BaseMultipartText
from pybtex.style.formatting import BaseStyle
from pybtex.style.template import FieldIsMissing
from sphinx.builders import Builder
from sphinxcontrib.bibtex.domain import Citation
from sphinxcontrib.bibtex.richtext import BaseReferenceText
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo

from .records import Formatted, Mark, digest_of


class Formatter:
    """Formats what is not in the caches of an earlier build."""

    def __init__(self, entries: Mapping[bytes, Formatted], references: Mapping[bytes, bytes]) -> None:
        self._old_entries, self._old_references = entries, references
        self.entries: dict[bytes, Formatted] = {}
        self.references: dict[bytes, bytes] = {}
        self._styles: dict[str, tuple[BaseStyle, bytes]] = {}
        self._versions: dict[type, bytes] = {}

    def style(self, name: str) -> BaseStyle:
        """Return the style of a name."""
        if name not in self._styles:
            style = find_plugin("pybtex.style.formatting", name)()
            self._styles[name] = style, digest_of((name, self._version(style), self._version(style.name_style)))
        return self._styles[name][0]

    def _version(self, plugin: object) -> bytes:
        """Return what tells the code of a style from what it was: a digest of the sources of its class and of those above it."""
        own = type(plugin)
        if own not in self._versions:
            paths = {getattr(modules.get(cls.__module__), "__file__", None) for cls in own.__mro__}
            # a class of conf.py has no module
            codes = (getattr(value, "__code__", None) for cls in own.__mro__ for value in vars(cls).values())
            paths |= {code.co_filename for code in codes if code}
            sources = [Path(path).read_bytes() for path in sorted(filter(None, paths)) if Path(path).is_file()]
            self._versions[own] = digest_of((pybtex.__version__, own.__qualname__, sources))
        return self._versions[own]

    def entry(self, style_name: str, entry: Entry, digest: bytes, label: str) -> Formatted:
        """Return an entry in a style; the label plays no part unless the style has changed how entries are formatted as such."""
        style = self.style(style_name)
        free = type(style).format_entry is BaseStyle.format_entry
        known = digest_of((self._styles[style_name][1], digest, None if free else label))
        if known not in self.entries:
            old = self._old_entries.get(known)
            self.entries[known] = old or self._format(style, entry, label)
        return self.entries[known]

    @staticmethod
    def _format(style: BaseStyle, entry: Entry, label: str) -> Formatted:
        try:
            text = style.format_entry(label, entry).text
        except FieldIsMissing as error:
            return Formatted(None, str(error), digest_of(str(error)))
        return Formatted(text, "", digest_of(spelled(text)))

    def reference(self, style: BaseReferenceStyle, role: str, citation: Citation, mark: Mark) -> bytes:
        """Return a digest of what a reference to a citation shows."""
        known = digest_of((self._version(style), role, mark.entry, mark.text, citation.formatted_entry.label))
        if known not in self.references:
            self.references[known] = self._old_references.get(known) or self._digest_reference(style, role, citation)
        return self.references[known]

    @staticmethod
    def _digest_reference(style: BaseReferenceStyle, role: str, citation: Citation) -> bytes:
        data = {
            "entry": citation.entry,
            "formatted_entry": citation.formatted_entry,
            "reference_info": SphinxReferenceInfo(cast(Builder, None), "", "", "", None, "", ""),
            "style": style,
        }
        return digest_of(spelled(style.inner(role).format_data(data)))


def spelled(text: Any) -> str:
    """Return a representation of rich text that tells any two texts apart; links to citations have none of their own."""
    if not isinstance(text, BaseMultipartText):
        return repr(text)
    own = "" if isinstance(text, BaseReferenceText) else repr(text.info)
    return f"{type(text).__name__}({own}: {', '.join(map(spelled, text.parts))})"
