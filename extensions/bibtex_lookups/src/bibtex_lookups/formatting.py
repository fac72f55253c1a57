"""Formats entries and references; reuses a result until the entry or the code of the style changes."""

from __future__ import annotations

from pathlib import Path
from sys import modules
from typing import TYPE_CHECKING

import pybtex
from pybtex.plugin import find_plugin
from pybtex.style.template import FieldIsMissing
from sphinxcontrib.bibtex.richtext import BaseReferenceText

from .state import CitationDigests, FormattedText, digest_of
from .upstream.pybtex import label_changes_text, written_out
from .upstream.sphinxcontrib_bibtex import reference_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pybtex.database import Entry
    from pybtex.style.formatting import BaseStyle
    from sphinxcontrib.bibtex.domain import Citation
    from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle


class Formatter:
    """Formats whatever the caches of the build before do not contain, and makes the caches of this build."""

    def __init__(self, old_entries: Mapping[bytes, FormattedText], old_references: Mapping[bytes, bytes]) -> None:
        self._old_entries, self._old_references = old_entries, old_references
        self.entries: dict[bytes, FormattedText] = {}
        self.references: dict[bytes, bytes] = {}
        self._styles: dict[str, tuple[BaseStyle, bytes]] = {}
        self._versions: dict[type, bytes] = {}

    def style(self, name: str) -> BaseStyle:
        """Return the style of a name."""
        return self._style_and_digest(name)[0]

    def _style_and_digest(self, name: str) -> tuple[BaseStyle, bytes]:
        if name not in self._styles:
            style = find_plugin("pybtex.style.formatting", name)()
            self._styles[name] = style, digest_of((name, self._version(style), self._version(style.name_style)))
        return self._styles[name]

    def _version(self, plugin: object) -> bytes:
        """Return a digest of the source files of the class of a style and of its base classes."""
        plugin_class = type(plugin)
        if plugin_class not in self._versions:
            paths = {getattr(modules.get(cls.__module__), "__file__", None) for cls in plugin_class.__mro__}
            # a class defined in conf.py has no module
            codes = (getattr(value, "__code__", None) for cls in plugin_class.__mro__ for value in vars(cls).values())
            paths |= {code.co_filename for code in codes if code}
            sources = [Path(path).read_bytes() for path in sorted(filter(None, paths)) if Path(path).is_file()]
            self._versions[plugin_class] = digest_of((pybtex.__version__, plugin_class.__qualname__, sources))
        return self._versions[plugin_class]

    def entry(self, style_name: str, entry: Entry, entry_digest: bytes, label: str) -> FormattedText:
        """Return an entry formatted in a style; the cache ignores the label unless the style may use it in the text."""
        style, style_digest = self._style_and_digest(style_name)
        cache_key = digest_of((style_digest, entry_digest, label if label_changes_text(style) else None))
        if cache_key not in self.entries:
            self.entries[cache_key] = self._old_entries.get(cache_key) or self._format(style, entry, label)
        return self.entries[cache_key]

    @staticmethod
    def _format(style: BaseStyle, entry: Entry, label: str) -> FormattedText:
        try:
            text = style.format_entry(label, entry).text
        except FieldIsMissing as error:
            return FormattedText(None, str(error), digest_of(str(error)))
        return FormattedText(text, "", digest_of(written_out(text, BaseReferenceText)))

    def reference(self, style: BaseReferenceStyle, role: str, citation: Citation, digests: CitationDigests) -> bytes:
        """Return a digest of the text of a reference to a citation."""
        cache_key = digest_of((self._version(style), role, digests.entry, digests.text, citation.formatted_entry.label))
        if cache_key not in self.references:
            digest = self._old_references.get(cache_key) or self._digest_reference(style, role, citation)
            self.references[cache_key] = digest
        return self.references[cache_key]

    @staticmethod
    def _digest_reference(style: BaseReferenceStyle, role: str, citation: Citation) -> bytes:
        return digest_of(written_out(reference_text(style, role, citation), BaseReferenceText))
