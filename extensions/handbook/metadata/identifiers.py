"""Identifiers of papers, parsed from the forms in which people and texts give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ..text.guesses import closest
from ..text.identifiers import ARXIV_ID, ARXIV_VERSION, DOI_PREFIX, in_arxiv_doi
from ..text.messages import mark as _

if TYPE_CHECKING:
    from collections.abc import Callable


class Scheme(StrEnum):
    """The kinds of identifiers, by the service that knows them."""

    ARXIV = "arXiv"
    DOI = "DOI"
    ACL = "ACL Anthology"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Identifier:
    """An identifier in canonical form: of arXiv without a version; a DOI in lower case, without an address."""

    scheme: Scheme
    value: str

    def __str__(self) -> str:
        return f"arXiv:{self.value}" if self.scheme is Scheme.ARXIV else self.value


_ARXIV = re.compile(rf"(?:arxiv\s*:?\s*)?({ARXIV_ID}){ARXIV_VERSION}(?:\s*\[[\w.-]+\])?", re.IGNORECASE | re.ASCII)
_ARXIV_SUBJECT = re.compile(r"\.[a-z-]+/", re.ASCII)
_ARXIV_PREFIX = re.compile(r"arxiv\s*:?\s*(?=\S*\d)", re.IGNORECASE)
_ARXIV_HOSTS = ("arxiv.org", "alphaxiv.org", "ar5iv.org", "ar5iv.labs.arxiv.org", "huggingface.co")
_DOI = re.compile(rf"(?:doi\s*:?\s*)?({DOI_PREFIX}[^\s\"]+)", re.IGNORECASE | re.ASCII)
_DOI_IN_PATH = re.compile(rf"{DOI_PREFIX}[^\s?#\"<>]+", re.ASCII)
_DOI_HOSTS = ("doi.org", "dx.doi.org")
_DOI_SUFFIXES = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|meta|summary|fulltext)|\.pdf|\.full(?:\.pdf)?|\.abstract)$", re.IGNORECASE
)
_BIORXIV_VERSION = re.compile(r"v\d+$")
_ACL_NEW = r"\d{4}\.[a-z0-9]+-[a-z0-9]+\.\d+"
_ACL_OLD = r"[A-Z]\d{2}-\d{4}"
_ACL = re.compile(rf"(?:acl\s*:\s*)?({_ACL_NEW}|{_ACL_OLD})", re.IGNORECASE | re.ASCII)
_ACL_HOSTS = ("aclanthology.org", "aclanthology.info", "aclweb.org")
_ACL_DOI = re.compile(rf"10\.(?:18653|3115)/v1/({_ACL_NEW}|{_ACL_OLD})", re.IGNORECASE | re.ASCII)
_NATURE = re.compile(r"/articles/([a-z]?\d*[a-z0-9-]+)", re.IGNORECASE)

_NO_SERVICE = {
    "openreview.net": "OpenReview",
    "semanticscholar.org": "Semantic Scholar",
    "scholar.google.com": "Google Scholar",
    "proceedings.neurips.cc": "NeurIPS",
    "papers.nips.cc": "NeurIPS",
    "proceedings.mlr.press": "PMLR",
    "openaccess.thecvf.com": "CVF",
    "dblp.org": "DBLP",
    "github.com": "GitHub",
}
"""Hosts that papers are often linked to, and for which there is no service of metadata."""


def parse(text: str) -> Identifier | None:
    """Return the identifier in *text*, which may have any usual form; None if there is none.

    The forms are arXiv identifiers of both styles, with or without prefix, version and subject; DOIs, bare or with ``doi:``;
    identifiers of the ACL Anthology; and addresses that contain one of them. A DOI of arXiv or the ACL is returned as the
    identifier of arXiv or the Anthology, which have better metadata.
    """
    text = unquote(text.strip()).rstrip(".,;，。；")
    text = text[1:].partition(">")[0] if text.startswith("<") else text
    if not text.isprintable() or len(text) > 500:
        return None
    if re.match(r"(?:https?:)?//|www\.", text, re.IGNORECASE) or _host(text) in (*_ARXIV_HOSTS, *_DOI_HOSTS, *_ACL_HOSTS):
        return _of_address(text)
    match = _ARXIV.fullmatch(text)
    if match:
        return _arxiv(match[1])
    match = _DOI.fullmatch(text)
    if match:
        return _doi(match[1])
    match = _ACL.fullmatch(text)
    return _acl(match[1]) if match else None


def hint(text: str, keys: tuple[str, ...] = ()) -> tuple[str, dict[str, str]]:
    """Return the advice for a *text* that ``parse`` does not accept: a message, and its parameters.

    *keys* are the citation keys of the handbook, of which one may be meant.
    """
    host = _host(text)
    for name, service in _NO_SERVICE.items():
        if host == name or host.endswith(f".{name}"):
            message = _("{service} provides no metadata to programs; give the arXiv identifier, the DOI or a .bib file instead")
            return message, {"service": service}
    form = _form_meant(text, host)
    if form:
        return form, {}
    near = closest(text, keys)
    if near:
        return _("did you mean {key}?"), {"key": near}
    return _("give a citation key, an arXiv identifier, a DOI, an identifier of the ACL Anthology, an address or a .bib file"), {}


def _form_meant(text: str, host: str) -> str:
    """Return how the identifier looks that *text* is probably meant to be; empty if it is none."""
    if host in _ARXIV_HOSTS or _ARXIV_PREFIX.match(text):
        return _("an arXiv identifier looks like 2210.11610 or hep-th/9901001")
    if host in _ACL_HOSTS:
        return _("the address of a paper in the ACL Anthology looks like https://aclanthology.org/2023.emnlp-main.67")
    if host in _DOI_HOSTS or text.lower().startswith(("doi:", "10.")):
        return _("a DOI looks like 10.18653/v1/2023.emnlp-main.67")
    if "://" in text:
        return _("this address contains no identifier; give the arXiv identifier, the DOI or a .bib file instead")
    return ""


def _host(text: str) -> str:
    """Return the host of an address, with or without a scheme; empty if the address is invalid."""
    return _host_and_path(text)[0]


def _host_and_path(text: str) -> tuple[str, str]:
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")
    except ValueError:
        return "", ""


# ---------------------------------------------------------------- addresses


def _of_address(text: str) -> Identifier | None:
    host, path = _host_and_path(text)
    read_path = _READERS.get(host) or (_arxiv_of_path if host.endswith(".arxiv.org") else _doi_of_path)
    return read_path(path)


def _arxiv_of_path(path: str) -> Identifier | None:
    match = re.search(rf"/({ARXIV_ID}){ARXIV_VERSION}(?:\.pdf)?$", path, re.IGNORECASE | re.ASCII)
    return _arxiv(match[1]) if match else None


def _doi_of_whole_path(path: str) -> Identifier | None:
    match = _DOI.fullmatch(path.lstrip("/"))
    return _doi(match[1]) if match else None


def _acl_of_path(path: str) -> Identifier | None:
    match = re.search(rf"/({_ACL_NEW}|{_ACL_OLD})(?:v\d+)?(?:\.(?:pdf|bib|xml|endf))?$", path, re.IGNORECASE | re.ASCII)
    return _acl(match[1]) if match else None


def _biorxiv_of_path(path: str) -> Identifier | None:
    match = _DOI_IN_PATH.search(path)
    return _doi(_BIORXIV_VERSION.sub("", _DOI_SUFFIXES.sub("", match[0]))) if match else None


def _nature_of_path(path: str) -> Identifier | None:
    match = _NATURE.fullmatch(path)
    return _doi(f"10.1038/{match[1]}") if match else None


def _doi_of_path(path: str) -> Identifier | None:
    match = _DOI_IN_PATH.search(path)
    return _doi(_DOI_SUFFIXES.sub("", match[0])) if match else None


_READERS: dict[str, Callable[[str], Identifier | None]] = {
    **dict.fromkeys(_ARXIV_HOSTS, _arxiv_of_path),
    **dict.fromkeys(_DOI_HOSTS, _doi_of_whole_path),
    **dict.fromkeys(_ACL_HOSTS, _acl_of_path),
    **dict.fromkeys(("biorxiv.org", "medrxiv.org"), _biorxiv_of_path),
    **dict.fromkeys(_NO_SERVICE, lambda _path: None),
    "nature.com": _nature_of_path,
}
"""By host, what reads the identifier from the path of an address; other hosts may have a DOI in the path."""


# ---------------------------------------------------------------- canonical forms


def _arxiv(value: str) -> Identifier:
    """Return an arXiv identifier; the subject class in an old one (math.GT/0309136) is removed."""
    return Identifier(scheme=Scheme.ARXIV, value=_ARXIV_SUBJECT.sub("/", value.lower()))


def _acl(value: str) -> Identifier:
    return Identifier(scheme=Scheme.ACL, value=value.upper() if "-" in value and "." not in value else value.lower())


def _doi(value: str) -> Identifier | None:
    value = value.rstrip(".,;")
    while value.endswith(")") and value.count("(") < value.count(")"):
        value = value[:-1]
    if of_arxiv := in_arxiv_doi(value):
        inner = _ARXIV.fullmatch(of_arxiv)
        return _arxiv(inner[1]) if inner else None
    match = _ACL_DOI.fullmatch(value)
    if match:
        return _acl(match[1])
    return Identifier(scheme=Scheme.DOI, value=value.lower())
