"""The vocabulary as linked data: topics, institutions and methods as concepts of SKOS, in Turtle and in JSON-LD."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..library.edition import name_in, title_in, titles_of_works, whole_translation
from ..library.plain import Texts
from ..model.places import TERM_FOLDERS
from ..text.folding import has_han
from ..text.identifiers import resource_of
from ..text.messages import translator
from ..views.entry_digests import digest, vocabulary_digest
from ..views.links import TERMS
from .interface import FOLDER
from .rdf import Ref, Resource, Text, json_ld, turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..library.edition import Wording
    from ..library.entries import Entry
    from ..library.library import Library
    from ..model.records import Term
    from .place import Site

TURTLE, JSON_LD = f"{FOLDER}/vocabulary.ttl", f"{FOLDER}/vocabulary.jsonld"
FILES = {TURTLE: "text/turtle", JSON_LD: "application/ld+json"}
"""The files and their media types."""
SCHEME, CONCEPT, ORGANIZATION = "#scheme", "#concept", "#organization"
"""What follows the address of a page in the name of what the page is about."""
_CHINESE, _ENGLISH = "zh", "en"


def vocabulary_files(library: Library, site: Site, wordings: Iterable[Wording] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of both files, which all editions have alike except for the address of the site.

    *wordings* are the translations of all editions, which have definitions in other languages.
    """
    vocabulary = _Vocabulary(library.source, site, wordings)
    resources = [*vocabulary.schemes(), *vocabulary.concepts()]
    yield TURTLE, turtle(resources)
    yield JSON_LD, json_ld(resources)


def vocabulary_key(library: Library) -> str:
    """Return a digest of what the files are made of beside translations and the site: while it is the same, so are they."""
    source = library.source
    texts = Texts(source)
    definitions = (page.sections[0].text for page in source.pages if page.term and page.sections)
    return digest(vocabulary_digest(source), *(part for text in definitions for part in (text, *texts.references(text))))


class _Vocabulary:
    """Makes the resources of one handbook."""

    def __init__(self, library: Library, site: Site, wordings: Iterable[Wording]) -> None:
        self.library, self.site = library, site
        self.identity = library.identity
        self.texts = Texts(library, translator(self.identity.language))
        self.others = [(wording, self._texts_in(wording)) for wording in wordings]

    def _texts_in(self, wording: Wording) -> Texts:
        """Return what converts definitions in the language of an edition."""
        titles = titles_of_works(self.library.bibs)

        def title(entry: Entry) -> str:
            return title_in(titles, entry.item, wording.saying(f"{entry.docname}.md"))

        name = partial(name_in, identity=self.identity.edition(wording.language))
        return Texts(self.library, translator(wording.language), name=name, title=title)

    def schemes(self) -> Iterator[Resource]:
        """Yield the scheme of each kind of term that the handbook has."""
        identities = (self.identity, *self.identity.editions)
        for kind in TERM_FOLDERS:
            terms = self.library.vocabulary.of_kind(kind)
            titles = (
                Text(f"{each.name}{each.colon}{translator(each.language)(TERMS[kind])}", _primary(each.language))
                for each in identities
            )
            top = (Ref(self._name(term)) for term in terms if not self.library.vocabulary.broader(term))
            if terms:
                properties = (
                    ("dct:title", tuple(titles)),
                    ("dct:creator", _texts(self.identity.authors)),
                    ("dct:license", _refs(self.identity.data_licence)),
                    ("foaf:page", (Ref(self._page(f"{TERM_FOLDERS[kind]}/index")),)),
                    ("skos:hasTopConcept", tuple(top)),
                )
                yield Resource(self._scheme(kind), "skos:ConceptScheme", properties)

    def concepts(self) -> Iterator[Resource]:
        """Yield each term as a concept; an institution is followed by the organization that the concept is about."""
        for term in self.library.vocabulary:
            yield Resource(self._name(term), "skos:Concept", tuple(self._properties(term)))
            if term.kind == "institution":
                yield Resource(self._name(term, ORGANIZATION), "schema:Organization", tuple(self._organization(term)))

    def _properties(self, term: Term) -> Iterator[tuple[str, tuple[Ref | Text, ...]]]:
        vocabulary, scheme = self.library.vocabulary, Ref(self._scheme(term.kind))
        broader = vocabulary.broader(term)[:1]
        yield "skos:inScheme", (scheme,)
        yield "skos:topConceptOf", () if broader else (scheme,)
        yield "skos:notation", (Text(term.id),)
        yield "skos:prefLabel", self._names(term)
        shown = {term.zh, term.en}
        aliases = [alias for alias in dict.fromkeys(term.aliases) if alias not in shown]
        yield "skos:altLabel", tuple(self._label(term, alias) for alias in aliases)
        hidden = (name for name in dict.fromkeys(term.misnomers) if name not in {*shown, *aliases})
        yield "skos:hiddenLabel", tuple(self._label(term, name) for name in hidden)
        yield "skos:definition", tuple(self._definitions(term))
        yield "skos:broader", tuple(Ref(self._name(above)) for above in broader)
        yield "skos:narrower", tuple(Ref(self._name(below)) for below in vocabulary.narrower(term))
        yield "skos:related", tuple(Ref(self._name(other)) for other in vocabulary.related(term))
        yield "skos:exactMatch", _refs(*map(resource_of, term.identities))
        yield "dct:replaces", tuple(Ref(self._former(term, former)) for former in vocabulary.former(term))
        yield "foaf:focus", _refs(self._name(term, ORGANIZATION) if term.kind == "institution" else "")
        yield "foaf:page", (Ref(self._page(_docname(term))),)

    def _names(self, term: Term) -> tuple[Text, ...]:
        """Return the names of a term; a handbook that is not Chinese has Chinese ones only where they differ."""
        chinese = (Text(term.zh, _CHINESE),) if self.identity.is_chinese or term.zh != term.en else ()
        return (*chinese, Text(term.en, _ENGLISH))

    def _label(self, term: Term, name: str) -> Text:
        """Return another name; of an institution, one in Latin letters may be in any language."""
        return Text(name, _CHINESE if has_han(name) else "" if term.kind == "institution" else _ENGLISH)

    def _definitions(self, term: Term) -> Iterator[Text]:
        page = self.library.by_docname[_docname(term)]
        markdown = page.sections[0].text if page.sections else ""
        if text := self.texts.plain(markdown):
            yield Text(text, _primary(self.identity.language))
            for wording, texts in self.others:
                if translation := texts.plain(whole_translation(markdown, wording.of(page.path))):
                    yield Text(translation, _primary(wording.language))

    def _organization(self, term: Term) -> Iterator[tuple[str, tuple[Ref | Text | Resource, ...]]]:
        yield "schema:name", self._names(term)
        country = (("schema:addressCountry", _texts(term.country)),)
        yield "schema:address", (Resource("", "schema:PostalAddress", country),) if term.country else ()
        names = (*_texts(term.parent_zh, _CHINESE), *_texts(term.parent_en, _ENGLISH))
        yield "schema:parentOrganization", (Resource("", "schema:Organization", (("schema:name", names),)),) if names else ()
        yield "schema:sameAs", _refs(*map(resource_of, term.identities))

    def _name(self, term: Term, part: str = CONCEPT) -> str:
        return self._page(_docname(term)) + part

    def _former(self, term: Term, former: str) -> str:
        return self._page(f"{TERM_FOLDERS[term.kind]}/{former}") + CONCEPT

    def _scheme(self, kind: str) -> str:
        return self._page(f"{TERM_FOLDERS[kind]}/index") + SCHEME

    def _page(self, docname: str) -> str:
        """Return the address of a page as the JSON interface has it, whatever the builder calls it."""
        return self.site.link(f"{docname}.html", TURTLE)


def _docname(term: Term) -> str:
    return term.location.path.removesuffix(".md")


def _texts(text: str, language: str = "") -> tuple[Text, ...]:
    return (Text(text, language),) if text else ()


def _refs(*addresses: str) -> tuple[Ref, ...]:
    return tuple(Ref(address) for address in addresses if address)


def _primary(language: str) -> str:
    """Return the language without its region or script: ``pt`` of ``pt-BR``."""
    return language.replace("_", "-").partition("-")[0]
