"""Keys by which a record is found as a whole: its identifiers, its authors with initials, and its names in any spelling.

``static/search/identifiers.js`` and ``static/search/people.js`` read what readers paste into the same names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from ..fulltext.tokens import divided, exact, key
from ..text.folding import pinyin, unaccent
from ..text.identifiers import ARXIV_ID, ARXIV_VERSION, DOI_PREFIX, bare_doi, in_arxiv_doi
from .words import near_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.people import Person

CODE_HOSTS = frozenset({"github.com", "gitlab.com", "bitbucket.org", "huggingface.co", "gitee.com"})
"""The hosts of which the first two parts of an address name a project."""
OWN_DIGITS = 6
"""So many digits of its own tell the key of a name as it is written from those of its other spellings."""
_ARXIV = re.compile(rf"(?<![\d.])({ARXIV_ID}){ARXIV_VERSION}(?!\d)", re.IGNORECASE | re.ASCII)
_DOI = re.compile(rf"{DOI_PREFIX}[^\s?#]+", re.ASCII)
_ANTHOLOGY_DOI = re.compile(r"10\.(?:18653|3115)/v1/(.+)")
_ANTHOLOGY = re.compile(r"(?:19|20)\d\d\.[a-z0-9_]+-[a-z0-9]+\.\d+|[a-z]\d\d-\d{4,5}")
_PUBMED_CENTRAL = re.compile(r"pmc(\d{4,9})")
_NOT_LETTER = re.compile(r"[^\w]+|_")
_GIVEN = re.compile(r"[\s.\-\u2010\u2011·]+")


def of_doi(doi: str) -> Iterator[str]:
    """Yield the names of a DOI."""
    lower = bare_doi(doi).lower()
    if not lower:
        return
    yield f"doi:{lower}"
    if arxiv := in_arxiv_doi(lower):
        yield f"arxiv:{arxiv}"
    if anthology := _ANTHOLOGY_DOI.fullmatch(lower):
        yield f"acl:{anthology[1]}"


def of_address(url: str) -> Iterator[str]:
    """Yield the names of a web address: the identifier in it, or itself without what browsers and servers add."""
    try:
        parts = urlsplit(url.lower())
    except ValueError:
        return
    host = (parts.hostname or "").removeprefix("www.")
    segments = [segment for segment in parts.path.removesuffix(".git").split("/") if segment]
    path = "/".join(segments)
    if not host:
        return
    if doi := _DOI.search(path):
        yield from of_doi(doi[0])
    elif host.endswith("arxiv.org") and (arxiv := _ARXIV.search(path)):
        yield f"arxiv:{arxiv[1]}"
    elif host == "aclanthology.org" and (anthology := _ANTHOLOGY.search(path)):
        yield f"acl:{anthology[0]}"
    elif host.endswith("openreview.net") and (forum := parse_qs(parts.query).get("id")):
        yield f"openreview:{forum[0]}"
    elif host.endswith("ncbi.nlm.nih.gov") and (number := _PUBMED_CENTRAL.search(path)):
        yield f"pmc:{number[1]}"
    elif host.endswith(("youtube.com", "youtu.be")):
        film = parse_qs(parts.query).get("v") or segments[-1:]
        yield from (f"url:youtube.com/{name}" for name in film)
    else:
        yield f"url:{'/'.join((host, *segments))}"
        if host in CODE_HOSTS and len(segments) > 2:
            yield f"url:{'/'.join((host, *segments[:2]))}"


def keys_of(names: Iterable[str]) -> Iterator[str]:
    """Yield the keys of names such as ``doi:10.1145/3605943`` and ``author:he k``."""
    return filter(None, map(_key_of, names))


@lru_cache(1 << 15)
def _key_of(name: str) -> str:
    """Return the key of a name, which for an author is that of several records."""
    kind, _colon, value = name.partition(":")
    return exact(value, kind)


def of_authors(people: Iterable[Person | str]) -> Iterator[str]:
    """Yield the names of authors: family name, and family name with initials; the family name of the first author also as such.

    A name in Chinese characters counts as its pinyin.
    """
    for number, person in enumerate(people):
        yield from _of_author(person, is_first=not number)


@lru_cache(1 << 14)
def _of_author(person: Person | str, *, is_first: bool) -> tuple[str, ...]:
    """Return the names of one author, who is that of several records."""
    names = []
    for family, given in _parts(person):
        initials = "".join(part[0] for part in given)
        names += [f"author:{family}", *([f"first:{family}"] if is_first else [])]
        names += [f"author:{family} {some}" for some in dict.fromkeys((initials[:1], initials)) if some]
    return tuple(names)


def _parts(person: Person | str) -> Iterator[tuple[str, list[str]]]:
    """Yield the family name, folded and without spaces, and the given names of a person, in each way that others may write it."""
    if isinstance(person, str):
        names = pinyin(person).split()
        families, given = ([names[0]], names[1:]) if names and names != [unaccent(person)] else (names[-1:], names[:-1])
    elif person.is_east_asian:
        families, given = [pinyin(person.family)], pinyin(person.given).split()
    else:
        words = person.family.split()
        families = [person.family, *words[-1:], f"{person.particle} {person.family}"]
        given = [name for name in _GIVEN.split(unaccent(person.given)) if name]
    for family in dict.fromkeys(_NOT_LETTER.sub("", unaccent(family)) for family in families):
        if family:
            yield family, given


def name_keys(names: Iterable[str]) -> Iterator[str]:
    """Yield the keys of names: in any spelling, and as they are written.

    The second is the first and a few digits more, so that they are in the same chunk of the index: a search asks for one file.
    """
    for text in map(divided, names):
        near, own = near_key(text.words), key(text.words)
        yield from filter(None, (near, near + own[-OWN_DIGITS:] if near else own))
