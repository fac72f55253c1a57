"""Problems that need the whole library to be seen, together with those of its pages and files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..model.places import paper_docname
from ..model.problems import Problem, problem
from ..model.records import FOLDERS, TERM_KINDS, Mention, Paper
from ..reading.allowed import is_untrusted
from ..text.folding import fold
from ..text.guesses import Candidates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..library.library import Library
    from ..model.problems import Location

MAX_QUOTED = 100
"""How many characters may be quoted beside own words: a long sentence."""


def check(library: Library) -> tuple[Problem, ...]:
    """Return every problem of the library, ordered by file and line, each once."""
    keys = Candidates(library.works)
    problems = [
        *library.problems,
        *(problem for page in library.pages for problem in page.problems),
        *(problem for bib in library.bibs for problem in bib.problems),
        *library.vocabulary.problems,
        *library.people.problems,
        *_taken_ids(library),
        *_duplicate_issues(library),
        *_duplicate_items(library),
        *_items(library, keys),
        *_mentions(library, keys),
        *_duplicate_keys(library),
        *_keys_of_one_file(library),
        *_duplicate_papers(library),
        *_related(library, keys),
        *_unused(library),
    ]
    return ordered(problems)


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return *problems* in the order of file, line and column, without duplicates."""
    return tuple(sorted(dict.fromkeys(problems), key=_order))


def _order(problem: Problem) -> tuple[object, ...]:
    place = problem.location
    return place.path, place.line, place.col, problem.code, problem.params


def _duplicate_issues(library: Library) -> Iterator[Problem]:
    for page in library.pages:
        first = library.issues.get(page.issue.number) if page.issue else None
        if page.issue and first is not None and first is not page:
            yield problem("duplicate-issue", page.issue.location, number=page.issue.number, other=first.path)


def _duplicate_items(library: Library) -> Iterator[Problem]:
    for page in library.pages:
        for item in page.items:
            entry = library.entries.get(item.id)
            if entry is not None and not entry.presents(item):
                other = f"{entry.item.location.path}:{entry.item.location.line}"
                yield problem("duplicate-item", item.location, id=item.id, other=other, role=item.kind)


def _items(library: Library, keys: Candidates) -> Iterator[Problem]:
    ids = {kind: {term.id for term in library.vocabulary.of_kind(kind)} for kind in TERM_KINDS}
    for page in library.pages:
        for item in page.items:
            if _is_quoted(item.summary):
                yield problem("summary-quoted", item.location, id=item.id)
            if item.kind == "paper" and item.id not in library.works:
                yield _unknown_citation(keys, Mention(role="cite", target=item.id, location=item.location))
            for kind, known in ids.items():
                for use in item.uses(kind):
                    if use.text not in known:
                        yield from _term(library, kind, use.text, use.location)


def _is_quoted(summary: str) -> bool:
    """Tell whether a summary is mostly a quotation or has a long one, and is not marked as a draft."""
    if ">" not in summary or "% draft:" in summary:
        return False
    lines = [line.strip() for line in summary.split("\n") if line.strip() and not line.startswith("%")]
    quoted = sum(len(line) for line in lines if line.startswith(">"))
    return quoted > MAX_QUOTED or (quoted > 0 and quoted * 2 >= sum(map(len, lines)))


def _mentions(library: Library, keys: Candidates) -> Iterator[Problem]:
    names: dict[str, Candidates] = {}
    for page in library.pages:
        for mention in page.mentions:
            if mention.role == "cite":
                if mention.target not in library.works:
                    yield _unknown_citation(keys, mention)
            elif mention.role == "any":
                if is_untrusted(page.path) and mention.target not in page.anchors and not _has_anchor(library, mention.target):
                    yield problem("unknown-anchor", mention.location, name=mention.target)
            elif mention.role in TERM_KINDS:
                yield from _term(library, mention.role, mention.target, mention.location)
            elif not _exists(library, mention):
                if mention.role not in names:
                    names[mention.role] = Candidates(_names_of_role(library, mention.role))
                close = names[mention.role].closest(mention.target)
                yield problem("unknown-object", mention.location, kind=mention.role, name=mention.target, close=close)


def _has_anchor(library: Library, name: str) -> bool:
    """Tell whether a link of MyST finds *name* outside its own page: an object, or a label of any page."""
    name = unquote(name)
    is_object = name in library.works or name in library.entries or library.issue(name) is not None
    return is_object or name in library.labels or any(library.vocabulary.get(kind, name) for kind in TERM_KINDS)


def _names_of_role(library: Library, role: str) -> list[str]:
    if role == "issue":
        return [str(number) for number in library.issues]
    return [name for name, entry in library.entries.items() if entry.item.kind == role]


def _exists(library: Library, mention: Mention) -> bool:
    if mention.role == "issue":
        return library.issue(mention.target) is not None
    entry = library.entries.get(mention.target)
    return entry is not None and entry.item.kind == mention.role


def _term(library: Library, kind: str, name: str, location: Location) -> Iterator[Problem]:
    if library.vocabulary.get(kind, name):
        return
    term = library.vocabulary.find(kind, name)
    if term:
        yield problem("alias-used", location, name=name, id=term.id)
    else:
        close = library.vocabulary.suggest(kind, name)
        yield problem("unknown-term", location, kind=kind, name=name, folder=FOLDERS[kind], close=close)


def _unknown_citation(keys: Candidates, mention: Mention) -> Problem:
    return problem("unknown-citation", mention.location, key=mention.target, close=keys.closest(mention.target))


def _duplicate_keys(library: Library) -> Iterator[Problem]:
    for bib in library.bibs:
        for paper in bib.papers:
            first = library.works[paper.key]
            if first is not paper:
                yield problem("duplicate-key", paper.location, key=paper.key, other=_place(first))


def _keys_of_one_file(library: Library) -> Iterator[Problem]:
    """Report keys whose pages would be one file on a disk that ignores case."""
    first_with: dict[str, Paper] = {}
    for paper in library.works.values():
        first = first_with.setdefault(paper_docname(paper.key).lower(), paper)
        if first is not paper:
            yield problem("key-case", paper.location, key=paper.key, other_key=first.key, other=_place(first))


def _duplicate_papers(library: Library) -> Iterator[Problem]:
    """Report two entries of one work, unless one declares itself the published version of the other."""
    dois: dict[str, Paper] = {}
    arxivs: dict[str, Paper] = {}
    titles: dict[str, Paper] = {}
    for paper in library.works.values():
        values = (
            ("doi", dois, paper.doi.lower()),
            ("arXiv id", arxivs, paper.arxiv.lower()),
            ("title", titles, fold(paper.title)),
        )
        for field, seen, value in values:
            first = seen.setdefault(value, paper) if value else paper
            if first is not paper and paper.key != first.preprint_key and first.key != paper.preprint_key:
                yield problem(
                    "duplicate-paper", paper.location, key=paper.key, field=field, other_key=first.key, other=_place(first)
                )
                break


def _taken_ids(library: Library) -> Iterator[Problem]:
    """Report people whose id is made of a name that their page does not list."""
    for paper in library.works.values() if library.people else ():
        for person in paper.authors:
            profile = library.people.of(person)
            has_names = profile and profile.names_at != profile.location  # without any, that is reported
            if profile and has_names and not library.people.lists(profile, person):
                yield problem("person-id-taken", profile.names_at, id=profile.id, name=person.name)


def _related(library: Library, keys: Candidates) -> Iterator[Problem]:
    """Report a published version whose preprint does not exist, and a second published version of one preprint."""
    for paper in library.works.values():
        if paper.preprint_key and paper.preprint_key not in library.works:
            yield _unknown_citation(keys, Mention(role="cite", target=paper.preprint_key, location=paper.location))
        elif paper.preprint_key and library.published[paper.preprint_key] is not paper:
            first = library.published[paper.preprint_key]
            yield problem(
                "duplicate-paper", paper.location, key=paper.key, field="related", other_key=first.key, other=_place(first)
            )


def _place(paper: Paper) -> str:
    return f"{paper.location.path}:{paper.location.line}"


def _unused(library: Library) -> Iterator[Problem]:
    for term in library.vocabulary:
        if not any(map(library.carrying, library.vocabulary.with_narrower(term))):
            yield problem("term-unused", term.location, id=term.id)
    for paper in library.works.values():
        if paper.key not in library.entries and paper.key not in library.cited and paper.preprint_key not in library.entries:
            yield problem("entry-unused", paper.location, key=paper.key)
