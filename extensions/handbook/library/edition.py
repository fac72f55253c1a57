"""An edition in another language: the library of the same handbook, with the texts of catalogues in place of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model.places import TERM_FOLDERS, catalogue_path
from ..reading.blocks import blocks
from ..reading.catalogues import read_catalogue
from ..reading.messages import as_message
from ..reading.tree import catalogue_paths, edition_languages
from .library import Library

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ..model.identity import Identity
    from ..model.problems import Problem
    from ..model.records import BibFile, Erratum, Issue, Item, Page, Section, Term
    from ..reading.catalogues import Catalogue

Say = Callable[[str], str]
"""Translates a message of one page; a message without a translation stays what it is."""


class Wording:
    """The translations of an edition, by page."""

    def __init__(self, language: str, catalogues: Iterable[Catalogue]) -> None:
        self.language = language
        self.catalogues: dict[str, Catalogue] = {catalogue.path: catalogue for catalogue in catalogues}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of all catalogues."""
        return tuple(each for catalogue in self.catalogues.values() for each in catalogue.problems)

    def catalogue(self, path: str) -> Catalogue | None:
        """Return the catalogue for the page at *path*."""
        return self.catalogues.get(catalogue_path(path, self.language))

    def of(self, path: str) -> Mapping[str, str]:
        """Return the translations for the page at *path* that can be shown, by message."""
        catalogue = self.catalogue(path)
        return catalogue.texts if catalogue else {}

    def saying(self, path: str) -> Say:
        """Return the function that translates messages of the page at *path*."""
        texts = self.of(path)
        return lambda text: texts.get(text, text)


def load_wording(root: Path, language: str) -> Wording:
    """Return the translations that the handbook at *root* has for an edition in *language*."""
    return Wording(language, [read_catalogue(path, (root / path).read_bytes()) for path in catalogue_paths(root, language)])


def wordings_of_terms(root: Path) -> Iterator[Wording]:
    """Yield the translations of terms that the handbook at *root* has, one for each language."""
    for language in edition_languages(root):
        paths = _catalogues_of_terms(root, language)
        yield Wording(language, [read_catalogue(path, (root / path).read_bytes()) for path in paths])


def catalogues_of_terms(root: Path) -> Iterator[bytes]:
    """Yield the contents of the catalogues with the translations of terms."""
    for language in edition_languages(root):
        yield from ((root / path).read_bytes() for path in _catalogues_of_terms(root, language))


def _catalogues_of_terms(root: Path, language: str) -> list[str]:
    wanted = {catalogue_path(f"{folder}/index.md", language) for folder in TERM_FOLDERS.values()}
    return [path for path in catalogue_paths(root, language) if path in wanted]


def edition(source: Library, identity: Identity, wording: Wording) -> Library:
    """Return the library of the edition of *source* that *wording* translates and *identity* names."""
    titles = titles_of_works(source.bibs)
    pages = (_page(page, titles, identity, wording.saying(page.path)) for page in source.pages)
    return Library(pages, source.bibs, source.problems, identity, source=source, history=source.history)


def other_editions(root: Path, library: Library) -> Iterator[Library]:
    """Yield the libraries of the editions of the handbook at *root* in other languages than that of *library*."""
    source = library.source
    if library is not source:
        yield source
    for language in edition_languages(root):
        identity = source.identity.edition(language)
        if identity.language != library.identity.language:
            yield edition(source, identity, load_wording(root, language))


def titles_of_works(bibs: Iterable[BibFile]) -> dict[str, str]:
    """Return the titles of the works of .bib files by key, of a preprint that has been published that of the publication."""
    papers = [paper for bib in bibs for paper in bib.papers]
    works = {paper.key: paper.title for paper in reversed(papers)}
    return works | {paper.preprint_key: paper.title for paper in reversed(papers) if paper.preprint_key}


def title_in(titles: Mapping[str, str], item: Item, say: Say) -> str:
    """Return the title of an item in an edition: that of its work, its own English one, or a translation."""
    return (titles.get(item.id) if item.kind == "paper" else item.title_en) or say(item.title)


def heading_in(page: Page, identity: Identity) -> str:
    """Return the heading of a page whose heading says what it is the page of; empty for any other page."""
    if page.issue:
        return identity.heading(page.issue.number)
    if page.term:
        return name_in(page.term, identity)
    return page.profile.title(is_chinese=identity.is_chinese) if page.profile else ""


def _page(page: Page, titles: Mapping[str, str], identity: Identity, say: Say) -> Page:
    heading = heading_in(page, identity)
    return replace(
        page,
        issue=_issue(page.issue, say) if page.issue else None,
        term=_term(page.term, identity) if page.term else None,
        items=tuple(_item(item, titles, say) for item in page.items),
        errata=tuple(translated_erratum(erratum, say) for erratum in page.errata),
        sections=tuple(
            _section(section, heading if at == 0 and heading else say(as_message(section.title)), say)
            for at, section in enumerate(page.sections)
        ),
    )


def _issue(issue: Issue, say: Say) -> Issue:
    return replace(issue, title=say(issue.title), contributors=tuple(map(say, issue.contributors)))


def name_in(term: Term, identity: Identity) -> str:
    """Return the name of a term in an edition: terms have names in Chinese and in English."""
    return term.zh if identity.is_chinese else term.en


def _term(term: Term, identity: Identity) -> Term:
    """Return a term with its name in the edition, and that in the language of the handbook among the others."""
    name = name_in(term, identity)
    parent = term.parent_zh if identity.is_chinese else term.parent_en
    aliases = tuple(alias for alias in dict.fromkeys((term.zh, *term.aliases)) if alias != name)
    return replace(term, zh=name, aliases=aliases, parent_zh=parent or term.parent_zh)


def _item(item: Item, titles: Mapping[str, str], say: Say) -> Item:
    return replace(
        item,
        title=title_in(titles, item, say),
        summary=translated_markdown(item.summary, say),
        section=tuple(map(say, item.section)),
        people=tuple(map(say, item.people)),
        printed_date=say(item.printed_date) if item.printed_date else "",
        errata=tuple(translated_erratum(erratum, say) for erratum in item.errata),
    )


def translated_erratum(erratum: Erratum, say: Say) -> Erratum:
    """Return an erratum in other words."""
    evidence = say(erratum.shown_evidence)
    return replace(
        erratum, printed=say(erratum.printed), correct=say(erratum.correct), evidence=evidence, original=erratum.printed
    )


def _section(section: Section, title: str, say: Say) -> Section:
    """Return a section in other words; its anchor stays, as all addresses do."""
    text = "\n\n".join(say(as_message(paragraph)) for paragraph in section.text.split("\n\n"))
    return replace(section, title=title, text=text)


def whole_translation(text: str, texts: Mapping[str, str]) -> str:
    """Return the paragraphs of *text* in other words; empty unless *texts* has a translation of each."""
    paragraphs = [as_message(paragraph) for paragraph in text.split("\n\n")]
    return "\n\n".join(texts[paragraph] for paragraph in paragraphs) if all(map(texts.__contains__, paragraphs)) else ""


def translated_markdown(text: str, say: Say) -> str:
    """Return Markdown with each paragraph, heading or cell in other words, on one line; the lines between stay."""
    if (whole := say(as_message(text))) != as_message(text):  # most texts are one paragraph
        return whole
    lines = text.split("\n")
    for token in reversed(blocks(text)):
        if token.type != "inline" or not token.map:
            continue
        translation = say(as_message(token.content))
        if translation != as_message(token.content):
            first, end = token.map
            lines[first] = lines[first].replace(token.content.partition("\n")[0], translation, 1)
            del lines[first + 1 : end]
    return "\n".join(lines)
