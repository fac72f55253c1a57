"""HTML of links and rows, written as text: a site has hundreds of thousands, and nodes of docutils take twenty times as long.

The renderers of nodes, which all other outputs use, say what a link or a row is; what stands here is the HTML that Sphinx writes
for these nodes, as tests compare for every row and link of a handbook. Links go without the classes that Sphinx gives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.util.osutil import relative_uri

from ...exporters import FORMATS
from ...exporters.bundles import PAGE_FORMATS, address
from ...text.folding import han_runs, has_han
from ...text.messages import counted, translator
from ...text.messages import mark as _
from ...views import links
from ..internals.docutils import attribute, encoded
from ..internals.sphinx import LINK_CLASSES
from ..sites import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders import Builder

    from ... import views


def in_order(formats: Iterable[str]) -> list[str]:
    """Return formats in the order in which pages show them."""
    return sorted((name for name in formats if name in FORMATS), key=PAGE_FORMATS.index)


@dataclass(kw_only=True)
class Quick:
    """Writes the HTML of links and rows for one page of a site."""

    builder: Builder
    docname: str

    def __post_init__(self) -> None:
        config = self.builder.config
        self.language: str = config.language
        self.say = translator(self.language)
        self.address = self.builder.get_target_uri(self.docname)
        identity = config.handbook_identity
        self.marked: str = identity.language if config.handbook_is_edition and identity.is_chinese else ""
        """The language that an edition marks in texts: that of what is not translated."""

    def text_html(self, text: str) -> str:
        """Return the HTML of text; an edition marks what is still Chinese in it."""
        if not (self.marked and has_han(text)):
            return encoded(text)
        parts = ((at % 2, encoded(part)) for at, part in enumerate(han_runs(text)) if part)
        return "".join(f'<span lang="{self.marked}">{part}</span>' if is_han else part for is_han, part in parts)

    def english_html(self, text: str) -> str:
        """Return the HTML of text that is marked as English."""
        return f'<span lang="en">{self.text_html(text)}</span>'

    def link_html(self, label: views.Label, text: str = "", *, titled: bool = True) -> str:
        """Return the HTML of a link to the object of *label*, with its Chinese name or *text*, *titled* with its English name."""
        shown = text or label.zh
        docname, anchor = place_of(self.builder, label)
        if not docname:
            return f"<span>{self.text_html(shown)}</span>"
        target = f"#{anchor}" if anchor else ""
        if docname != self.docname or not anchor:
            target = relative_uri(self.address, self.builder.get_target_uri(docname)) + target
        title = f' title="{attribute(label.en)}"' if titled and label.en and label.en != shown else ""
        return f'<a href="{attribute(target) or "#"}"{title}>{self.text_html(shown)}</a>'

    def counted_html(self, label: views.Label, text: str = "") -> str:
        """Return the HTML of a link and of the number of entries, if the label has one."""
        number = "" if label.count is None else f' <span class="hb-count">({label.count})</span>'
        return self.link_html(label, text) + number

    def name_html(self, label: views.Label) -> str:
        """Return the HTML of the English name that follows a link, if there is one."""
        name = f'<span class="hb-en" lang="en">{self.text_html(label.en)}</span>'
        return f" {name}" if label.en and label.en != label.zh else ""

    def row_html(self, row: views.EntryRow) -> str:
        """Return the HTML of an entry as a row of a list."""
        badge = links.GENRES.get(row.genre) or links.KINDS.get(row.label.kind)
        shown = f' <span class="hb-badge">{self.text_html(self.say(badge))}</span>' if badge else ""
        parts = [f'<p class="hb-row-title">{self.link_html(row.label)}{shown}</p>']
        if row.label.en:
            parts.append(f'<p class="hb-title-en">{self.english_html(row.label.en)}</p>')
        if meta := " · ".join(self._meta(row)):
            parts.append(f'<p class="hb-meta">{meta}</p>')
        return f"<li>{parts[0]}</li>\n" if len(parts) == 1 else f"<li>{chr(10).join(parts)}\n</li>\n"

    def _meta(self, row: views.EntryRow) -> Iterable[str]:
        """Yield the parts of the last line of a row."""
        if row.people:
            names = ", ".join(row.people)
            shown = self.say(_("{names} et al.")).format(names=names) if row.more_people else names
            yield f"<span>{self.text_html(shown)}</span>"
        if row.where:
            yield self.english_html(row.where)
        if row.via:
            names = self.text_html(self.say(_("; "))).join(self.link_html(label, titled=False) for label in row.via)
            yield f'<span class="hb-via">{names}</span>'

    def author_html(self, row: views.AuthorRow) -> str:
        """Return the HTML of an author with links to their entries."""
        first, *others = map(attribute, row.anchors)
        name = self.english_html(row.label.zh)
        if any(place_of(self.builder, row.label)):
            name = f'<span lang="en">{self.link_html(row.label)}</span>'
            name += f" <span>{self.text_html(row.zh)}</span>" if row.zh and row.zh != row.label.zh else ""
        anchors = "".join(f'<span id="{other}"></span>' for other in others)
        entries = "".join(map(self._entry_of_author, row.entries))
        files = self.files_html(row.files) if row.files else ""
        return f'<dt id="{first}">{anchors}{name}</dt><dd><ul class="simple">\n{entries}</ul>\n{files}</dd>\n'

    def _entry_of_author(self, row: views.EntryRow) -> str:
        where = f" · {self.english_html(row.where)}" if row.where else ""
        badge = self.text_html(self.say(_("organiser")))
        organised = f' <span class="hb-badge">{badge}</span>' if row.genre == "tutorial" else ""
        return f"<li><p>{self.link_html(row.label, titled=False)}{where}{organised}</p></li>\n"

    def files_html(self, files: views.BundleFiles) -> str:
        """Return the HTML of the links to the files of a bundle, with the number of its papers."""
        shown = " · ".join(
            f'<a{LINK_CLASSES} href="{attribute(self.uri_of(files, name))}">{FORMATS[name].name}</a>'
            for name in in_order(files.formats)
        )
        text = counted(self.say, _("Citation of {count} paper: "), _("Citations of {count} papers: "), files.papers)
        return f'<p class="hb-files">{self.text_html(text)}{shown}</p>\n'

    def uri_of(self, files: views.BundleFiles, name: str) -> str:
        """Return the address of the file of a bundle in a format, relative to this page."""
        return self.uri(address(files.kind, files.id, FORMATS[name].suffix))

    def uri(self, path: str) -> str:
        """Return the address of a file below the root of the site, relative to this page."""
        return relative_uri(self.address, path)
