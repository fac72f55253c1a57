"""Advice: possible improvements, which ``handbook check`` reports and builds do not.

Each rule reports only what is certain from the files; the rest is left to the reviewer of a pull request.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..model.problems import Location, Problem, problem
from ..reading.files import split_front_matter
from ..reading.limits import MAX_INVISIBLE_REPORTED, MAX_PARAGRAPH_CHARS
from ..text.folding import fold, has_han
from ..text.guesses import Candidates
from ..text.identifiers import DOI_PREFIX, in_arxiv_doi
from .prose import Line, lines_of
from .typography import findings, is_suspect
from .unfinished import unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping

    from ..library.library import Library
    from ..model.records import Item, Paper, Term

SUMMARY_LENGTHS = {"paper": (100, 250)}
"""The minimum and the maximum number of Han characters and words of the summary of a paper, by the guide for contributors."""
OTHER_SUMMARY_LENGTH = (10, 300)
"""Those of other items: in a public weekly of 7,930 items, 99 of 100 are within them, and most have one line."""

_WORD = re.compile("[\u3400-\u9fff\uf900-\ufaff]|[A-Za-z0-9][A-Za-z0-9.,%+-]*")
_NOT_COUNTED = re.compile(r"\{[^{}`]*\}`[^`]*`|\]\([^()]*\)|^[>%].*", re.MULTILINE)
"""Roles, addresses, quotations and comments, which do not count towards the length of a summary."""
_END = re.compile(r"[。．，,、；;]+$|(?<![.A-Z])\.$")
_CAPITALS = re.compile(r"(?<![\w\\{])(?:[A-Za-z0-9]+[A-Z]\w*|[A-Z]\w*\d\w*)")
_DOI = re.compile(rf"{DOI_PREFIX}[^\s{{}}\"<>]*[A-Za-z0-9]", re.ASCII)
_DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/10\.", re.IGNORECASE)
_LINK = re.compile(r"(?P<image>!?)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\((?P<target><[^<>]*>|[^()\s]*)(?:[ \t]+\"[^\"]*\")?\)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ENTRY = re.compile(r"(?:.*<(?P<named>[^<>]+)>|(?P<plain>[^:*?\[\]<>]+))")
_ENGLISH = re.compile(r"^lang:[ \t]*['\"]?en\b", re.MULTILINE)
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9'’-]*")
_SMALL_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "with", "based"})


def advise(library: Library, texts: Mapping[str, str], exists: Callable[[str], bool]) -> Iterator[Problem]:
    """Yield advice on a library; *texts* are those of its pages by path, *exists* tells whether there is a file at a path."""
    for page in library.pages:
        for item in page.items:
            yield from _item(item)
        unread = {each.location.line for each in page.problems if each.code in ("hidden-character", "nul-character")}
        if len(unread) < MAX_INVISIBLE_REPORTED:  # else not all of them are known
            yield from _text(page.path, texts.get(page.path, ""), exists, unread, is_chinese=library.identity.is_chinese)
    for paper in library.works.values():
        yield from _paper(paper)
    yield from _similar_terms(library)
    yield from _people(library)
    yield from unfinished(library, texts)


def _item(item: Item) -> Iterator[Problem]:
    least, most = SUMMARY_LENGTHS.get(item.kind, OTHER_SUMMARY_LENGTH)
    count = len(_WORD.findall(_NOT_COUNTED.sub("", item.summary)))
    if item.summary and "% draft:" not in item.summary and not least <= count <= most:
        yield problem("summary-length", item.location, id=item.id, count=count, least=least, most=most)


# ---------------------------------------------------------------- text


def _text(
    path: str, text: str, exists: Callable[[str], bool], unread: Container[int] = (), *, is_chinese: bool
) -> Iterator[Problem]:
    """Yield advice on the text of a page; none on the lines *unread*, in which the file has characters that were not read."""
    front, text = split_front_matter(text)
    is_english = front is not None and _ENGLISH.search(front) is not None
    for line in lines_of(text):
        if line.number in unread:
            continue
        if line.kind == "title":
            yield from _title(path, line, is_chinese=is_chinese)
        if line.kind == "toctree" and (target := _toctree_target(line.raw)) and not exists(_resolved(path, f"{target}.md")):
            yield problem("link-missing", _at(path, line, line.raw.find(target)), target=target)
        if "](" in line.raw:
            yield from _links(path, line, exists)
        if not is_english and is_suspect(line.raw):
            for code, start, old, new in findings(line.text):
                before, after = line.raw[max(start - 1, 0) : start], line.raw[start + len(old) :][:1]
                yield problem(code, _at(path, line, start), text=f"{before}{old}{after}", correct=f"{before}{new}{after}")


def _at(path: str, line: Line, index: int) -> Location:
    return Location(path=path, line=line.number, col=line.col + max(index, 0))


def _title(path: str, line: Line, *, is_chinese: bool) -> Iterator[Problem]:
    title = line.raw
    if is_chinese and not has_han(title):
        if _is_phrase(title, line.item):
            yield problem("title-not-chinese", _at(path, line, 0), title=title)
    elif (match := _END.search(title)) and match.start():
        yield problem("title-punctuation", _at(path, line, match.start()), mark=match[0])
    elif title.startswith("《") and title.endswith("》") and title.count("《") == 1:
        yield problem("title-punctuation", _at(path, line, 0), mark="《》")


def _is_phrase(title: str, kind: str) -> bool:
    """Tell whether a title without Han characters is a phrase to translate, and not a name, as most titles of resources are."""
    words = _LATIN_WORD.findall(title)
    if kind == "paper":
        return len(words) > 1
    return kind != "resource" and len(words) > 3 and any(map(str.islower, words))


def _links(path: str, line: Line, exists: Callable[[str], bool]) -> Iterator[Problem]:
    shown = line.text
    for match in _LINK.finditer(line.raw):
        if shown[match.start("image")] == "\ufffc" and line.raw[match.start("image")] != "!":  # inside code
            continue
        target = match["target"].strip("<>").partition("#")[0]
        if not target or _SCHEME.match(target) or target.startswith("//"):
            continue
        if not (match["image"] or posixpath.splitext(target)[1]):  # the name of an object, which MyST resolves
            continue
        if not exists(_resolved(path, unquote(target))):
            yield problem("link-missing", _at(path, line, match.start("target")), target=target)


def _toctree_target(entry: str) -> str:
    """Return the page that a line of a toctree names; empty for a pattern, an option and an address."""
    match = _ENTRY.fullmatch(entry)
    target = (match["named"] or match["plain"] or "").strip() if match else ""
    return "" if _SCHEME.match(target) or target == "self" else target.removesuffix(".md")


def _resolved(path: str, target: str) -> str:
    """Return the path to which *target* leads from the page at *path*, relative to the root of the handbook."""
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


# ---------------------------------------------------------------- works


def _paper(paper: Paper) -> Iterator[Problem]:
    fields = dict(paper.fields)
    title = fields.get("title", "")
    if title.endswith((".", ",")) and not title.endswith(("..", "etc.")) and paper.title[-2:-1].isalpha():
        yield problem("title-punctuation", paper.location, key=paper.key, mark=title[-1])
    if word := next(unprotected(title), ""):
        yield problem("title-capitals", paper.location, key=paper.key, word=word)
    if not paper.doi:
        for name, value in fields.items():
            is_short = name not in ("doi", "abstract") and len(value) <= MAX_PARAGRAPH_CHARS
            match = _DOI.search(value) if is_short else None
            if match and not in_arxiv_doi(match[0]):
                sure = "yes" if name == "url" and _DOI_ADDRESS.match(value) else ""
                yield problem("doi-missing", paper.location, key=paper.key, field=name, doi=match[0], sure=sure)
                break


def unprotected(title: str) -> Iterator[str]:
    """Yield the words of a LaTeX title with a capital after their first letter, outside braces."""
    yield from (title[start:end] for start, end in _unprotected(title))


def protected(title: str) -> str:
    """Return a LaTeX title with braces around the words that *unprotected* yields."""
    parts, end = [], 0
    for start, stop in _unprotected(title):
        parts.append(f"{title[end:start]}{{{title[start:stop]}}}")
        end = stop
    return "".join([*parts, title[end:]])


def _unprotected(title: str) -> Iterator[tuple[int, int]]:
    if title.upper() == title:
        return
    depth = 0
    outside = []
    for char in title:
        depth += (char == "{") - (char == "}")
        outside.append(char if depth == 0 and char != "}" else "\ufffc")
    yield from (match.span() for match in _CAPITALS.finditer("".join(outside)))


# ---------------------------------------------------------------- terms


def _similar_terms(library: Library) -> Iterator[Problem]:
    """Report a term if a name of it differs from one of another term only by order or number of words, or by one letter.

    Each name is stored under keys that similar names share, so that the cost is linear in the number of names.
    """
    seen: dict[tuple[str, str], tuple[Term, str]] = {}
    reported: set[tuple[str, str]] = set()
    for term in library.vocabulary:
        for name in dict.fromkeys((term.id.replace("-", " "), term.en, term.zh, *term.aliases)):
            for key in _near(name):
                other, other_name = seen.setdefault((term.kind, key), (term, name))
                if other is not term and (other.id, term.id) not in reported and fold(name) != fold(other_name):
                    reported.add((other.id, term.id))
                    yield problem(
                        "term-similar",
                        term.location,
                        name=name,
                        other_name=other_name,
                        other_id=other.id,
                        other=f"{other.location.path}:{other.location.line}",
                    )


def _people(library: Library) -> Iterator[Problem]:
    """Report a person whom nothing names, and one with the Chinese name of another."""
    if not library.people:
        return
    authors = [person.name for paper in library.works.values() for person in paper.authors]
    printed = [*authors, *(name for entry in library.entries.values() for name in entry.item.people)]
    named = {profile.id for name in dict.fromkeys(printed) if (profile := library.people.named(name))}
    names = Candidates(printed)
    for profile in library.people:
        if profile.id not in named:
            name = profile.people[0].name
            yield problem("person-unused", profile.names_at, name=name, close=names.closest(name))
    for first, *others in library.people.namesakes:
        for other in others:
            place = f"{first.names_at.path}:{first.names_at.line}"
            yield problem("person-similar", other.names_at, name=other.zh, other_id=first.id, other=place)


def _near(name: str) -> Iterator[str]:
    """Yield the keys of a name; two similar names have at least one key in common."""
    if has_han(name):
        yield fold(name).replace("的", "")
        return
    words = [word for word in re.split(r"[\W_]+", name.casefold()) if word and word not in _SMALL_WORDS]
    if len(words) > 1:
        yield " ".join(sorted(_singular(word) for word in words))
    folded = fold(name)
    if len(folded) >= 10 and folded.isascii():
        yield folded
        yield from (f"{folded[:at]}?{folded[at + 1 :]}" for at in range(2, len(folded)) if folded[at].isalpha())
        yield from (folded[:at] + folded[at + 1 :] for at in range(2, len(folded)) if folded[at].isalpha())


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
