"""The edition in the language that the configuration names, where that is not the language of the handbook.

Sphinx translates the text of doctrees with the catalogues that :mod:`handbook.library.edition` has read; what pages show of
records comes from the library of the edition. A page is read again exactly if a translation of one of its messages has changed.
"""

from __future__ import annotations

import hashlib
from functools import partial
from html import escape
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from ..library.edition import Wording, heading_in, load_wording, title_in, titles_of_works, translated_erratum
from ..model.places import catalogue_path
from ..reading.messages import read_messages
from ..reading.tree import edition_languages
from ..text.folding import han_runs, has_han, slug
from .access import handbook
from .internals.docutils import language_class
from .internals.sphinx import handle_text, use_translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

    from ..model.records import Erratum, Item
    from .domain import HandbookDomain

_NAMED = ("project", "html_title", "html_short_title", "author", "copyright", "project_copyright", "html_baseurl")
"""The settings that conf.py takes from the identity of the handbook."""
_OF_SOURCE = "hb-anchor"
"""The attribute of a section with the anchor that its heading has in the language of the handbook."""


def note_edition(app: Sphinx, config: Config) -> None:
    """Note whether the build is of an edition, one in a language that has catalogues, and have its settings name that."""
    is_other = config.language.replace("_", "-") != config.handbook_identity.language
    config.handbook_is_edition = is_other and config.language in edition_languages(app.srcdir)
    if config.handbook_is_edition:
        _name_edition(config)
        if config.handbook_identity.is_chinese:
            handle_text(app, partial(_visit_text, language=config.handbook_identity.language))


def _name_edition(config: Config) -> None:
    """Have the settings that name the handbook name the edition."""
    own = config.handbook_identity
    its = own.edition(config.language)
    names = {own.name: its.name, own.authors: its.authors, own.licence: its.licence, own.base_address: its.base_address}
    for setting in _NAMED:
        value = getattr(config, setting, None)
        if isinstance(value, str) and value in names:
            setattr(config, setting, names[value])
    config.html_theme_options = {
        name: names.get(value, value) if isinstance(value, str) and value else value
        for name, value in config.html_theme_options.items()
    }


def prepare(app: Sphinx, domain: HandbookDomain) -> None:
    """Read the catalogues of the edition, and have Sphinx translate with them; in another build, have it translate nothing."""
    domain.wording = load_wording(app.srcdir, app.config.language) if app.config.handbook_is_edition else None
    texts = domain.wording.catalogues.values() if domain.wording else ()
    use_translations({catalogue.path.rpartition("/")[2].removesuffix(".po"): catalogue.texts for catalogue in texts})


def note_titles(domain: HandbookDomain) -> None:
    """Note the titles of works, which headings of issues show."""
    domain.work_titles = titles_of_works(domain.bibs[path] for path in domain.bib_contents) if domain.wording else {}


def note_messages(domain: HandbookDomain, docname: str, path: str, data: bytes) -> None:
    """Note which messages a page has that is read now, and how they are translated."""
    if domain.wording:
        hashes = tuple(_hash(message.text) for message in read_messages(path, data, domain.identity))
        domain.messages[docname] = hashes, _state(domain, docname, hashes, _by_hash(domain.wording, path))


def reworded(domain: HandbookDomain) -> Iterator[str]:
    """Yield the pages whose messages or titles have other words than when they were read."""
    if domain.wording is None:
        return
    by_hash: dict[str, dict[bytes, str]] = {}
    for docname, (hashes, state) in domain.messages.items():
        path = f"{docname}.md"
        catalogue = catalogue_path(path, domain.wording.language)
        if catalogue not in by_hash:
            by_hash[catalogue] = _by_hash(domain.wording, path)
        if _state(domain, docname, hashes, by_hash[catalogue]) != state:
            yield docname


def _by_hash(wording: Wording, path: str) -> dict[bytes, str]:
    return {_hash(message): text for message, text in wording.of(path).items()}


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest()


def _state(domain: HandbookDomain, docname: str, hashes: Iterable[bytes], by_hash: dict[bytes, str]) -> bytes:
    page = domain.pages.get(docname)
    titles = [domain.work_titles.get(item.id) for item in page.items] if page else []
    return _hash(repr(([by_hash.get(each) for each in hashes], titles)))


def title_of(domain: HandbookDomain, docname: str, item: Item) -> str:
    """Return the title of an item as the build shows it."""
    if domain.wording is None:
        return item.title
    return title_in(domain.work_titles, item, domain.wording.saying(f"{docname}.md"))


def erratum_of(domain: HandbookDomain, docname: str, erratum: Erratum) -> Erratum:
    """Return an erratum as the build shows it."""
    return translated_erratum(erratum, domain.wording.saying(f"{docname}.md")) if domain.wording else erratum


class KeepAnchors(SphinxTransform):
    """Note, before Sphinx translates headings, which anchors they have in the language of the handbook.

    A heading that says what the page is of, such as the name of a term, is translated here: no catalogue has it. So are blocks of
    code, which Sphinx would translate as reStructuredText.
    """

    default_priority = 4  # before Locale, at 20

    def apply(self, **kwargs: object) -> None:
        """Note the anchors, and translate what Sphinx does not."""
        domain = handbook(self.env)
        if domain.wording is None:
            return
        docname = self.env.docname
        sections = list(self.document.findall(nodes.section))
        for section in sections:
            section[_OF_SOURCE] = slug(section[0].astext()) or "section"
        page = domain.pages.get(docname)
        heading = heading_in(page, domain.identity.edition(self.config.language)) if page else ""
        if heading and sections:
            title = cast("nodes.title", sections[0][0])
            title.children = []
            title += nodes.Text(heading)
            title["translatable"] = False
        texts = domain.wording.of(f"{docname}.md")
        for block in self.document.findall(nodes.literal_block):
            text = texts.get(block.astext().strip("\n"))
            if text is not None:
                block.children = []
                block += nodes.Text(text)
                block.rawsource = text


def anchor_of_section(section: nodes.section) -> str:
    """Return the anchor of a heading that has no ASCII letters: made of its text in the language of the handbook."""
    return str(section.get(_OF_SOURCE) or slug(section[0].astext()) or "section")


class MarkLanguage(SphinxTransform):
    """Mark the texts that an edition shows in the language of the handbook, because no catalogue translates them."""

    default_priority = 30  # after Locale

    def apply(self, **kwargs: object) -> None:
        """Mark whole paragraphs and blocks of code; names within a text are marked where it is written.

        What the page says in the language of the edition beside its text, the edition says itself: it is left out.
        """
        domain = handbook(self.env)
        if domain.wording is None:
            return
        for paragraph in list(self.document.findall(nodes.paragraph)):
            if language_class(self.config.language) in paragraph["classes"]:
                paragraph.parent.remove(paragraph)
        if not domain.identity.is_chinese:
            return
        found: list[nodes.Element] = [*self.document.findall(nodes.literal_block)]
        messages, _state = domain.messages.get(self.env.docname, ((), b""))
        if messages:  # a page in another language has none
            found += (node for node, _message in extract_messages(self.document) if not isinstance(node, nodes.title))
        for node in found:
            if has_han(node.astext()) and not node.get("translated"):
                node["classes"].append(language_class(domain.identity.language))


def _visit_text(self: HTML5Translator, node: nodes.Text, *, language: str) -> None:
    """Write text, and mark what is still Chinese in it, whatever page or list shows it."""
    text = node.astext()
    if not has_han(text) or _is_marked(node, language_class(language)):
        type(self).visit_Text(self, node)
        return
    for at, part in enumerate(han_runs(text)):
        if part:
            self.body.append(f'<span lang="{language}">' if at % 2 else "")
            type(self).visit_Text(self, nodes.Text(part))
            self.body.append("</span>" if at % 2 else "")


def _is_marked(node: nodes.Node, mark: str) -> bool:
    parent = node.parent
    while isinstance(parent, nodes.Element):
        if mark in parent.get("classes", ()):
            return True
        parent = parent.parent
    return False


def marked(text: str, config: Config) -> str:
    """Return the HTML of a text that templates show, in which an edition of a Chinese handbook marks what is Chinese."""
    if not has_han(text) or not config.handbook_is_edition or not config.handbook_identity.is_chinese:
        return escape(text)
    parts = (escape(part) for part in han_runs(text))
    start = f'<span lang="{config.handbook_identity.language}">'
    return "".join(f"{start}{part}</span>" if at % 2 else part for at, part in enumerate(parts) if part)
