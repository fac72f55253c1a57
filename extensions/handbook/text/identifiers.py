"""What arXiv identifiers, DOIs, identifiers of registries and web addresses look like."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_MONTH = r"\d{2}(?:0[1-9]|1[0-2])"
NEW_ARXIV_ID = rf"{_MONTH}\.\d{{4,5}}"
"""The pattern of the arXiv identifiers given since April 2007: ``2210.11610``."""
ARXIV_ID = rf"(?:{NEW_ARXIV_ID}|[a-z]+(?:-[a-z]+)?(?:\.[a-z-]+)?/{_MONTH}\d{{3}})"
"""The pattern of all arXiv identifiers, without a version, for case-insensitive matching: ``math.GT/0309136`` too."""
ARXIV_VERSION = r"(?:v\d+)?"
DOI_PREFIX = r"10\.\d{4,9}(?:\.\d+)*/"
"""The pattern of a DOI up to its slash; which characters may follow depends on the text around it."""
ROR = re.compile(r"https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}", re.ASCII)
"""The identifier of an organization, an address."""
WIKIDATA = re.compile(r"https://www\.wikidata\.org/wiki/(Q[1-9][0-9]{0,11})", re.ASCII)
"""The page of an item of Wikidata."""
OPENALEX = re.compile(r"https://openalex\.org/([CIT][1-9][0-9]{0,11})", re.ASCII)
"""The page of a concept, an institution or a topic of OpenAlex."""

_DOI_ADDRESS = "https://doi.org/"
_BEFORE_DOI = re.compile(
    r"(?:https?://(?:[\w-]+\.)*(?:doi\.org|doi\.acm\.org)/+|(?:dx\.)?doi\.org/+|doi\s*[:=]?\s*)+", re.IGNORECASE
)
_DOI = re.compile(rf"{DOI_PREFIX}\S+", re.ASCII)
_EPRINT = re.compile(rf"(?:arxiv:)?({ARXIV_ID}){ARXIV_VERSION}", re.IGNORECASE | re.ASCII)
_ARXIV_ADDRESS = re.compile(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/(.+?)(?:\.pdf)?/?", re.IGNORECASE)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_OPENREVIEW = re.compile(r"https?://openreview\.net/(?:forum|pdf)\?id=([\w-]+)", re.ASCII)
_ANTHOLOGY_ID = r"[A-Z]\d\d-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+"
_ANTHOLOGY = re.compile(rf"https?://(?:www\.)?aclanthology\.org/(?:anthology/)?({_ANTHOLOGY_ID})/?", re.ASCII)
_ANTHOLOGY_DOI = re.compile(rf"10\.18653/v1/({_ANTHOLOGY_ID})", re.ASCII | re.IGNORECASE)

_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", re.ASCII)

FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_:+.-]*", re.ASCII)
"""The name of a type or a field of a .bib entry, in which TeX can read nothing else."""


def is_doi(text: str) -> bool:
    """Tell whether *text* is a DOI, without an address before it."""
    return _DOI.fullmatch(text) is not None


def bare_doi(text: str) -> str:
    """Return a DOI without the address of a resolver or a word such as ``doi:``, if that stands before it."""
    before = _BEFORE_DOI.match(text)
    return text[before.end() :] if before else text


def doi_address(doi: str) -> str:
    """Return the web address of a DOI."""
    return f"{_DOI_ADDRESS}{doi}"


def arxiv_address(arxiv: str, kind: str = "abs") -> str:
    """Return the web address of the abstract (``abs``) or of the PDF (``pdf``) of an arXiv identifier."""
    return f"https://arxiv.org/{kind}/{arxiv}"


def arxiv_doi(arxiv: str) -> str:
    """Return the DOI that arXiv gives to one of its identifiers."""
    return f"10.48550/arXiv.{arxiv}"


def in_arxiv_doi(doi: str) -> str:
    """Return what follows the prefix of arXiv in one of its DOIs; empty if *doi* is not one of them."""
    match = _ARXIV_DOI.fullmatch(doi)
    return match[1] if match else ""


def arxiv_id(eprint: str, url: str = "", doi: str = "") -> str:
    """Return the arXiv identifier, without a version, that the first of the three to have one gives; empty if none does."""
    address = _ARXIV_ADDRESS.fullmatch(url) if url else None
    for candidate in (eprint.strip(), address[1] if address else "", in_arxiv_doi(doi)):
        if candidate and (match := _EPRINT.fullmatch(candidate)):
            return match[1]
    return ""


def pdf_address(url: str, doi: str = "", arxiv: str = "") -> str:
    """Return the web address of the PDF of a work, as far as its own address, its DOI or its arXiv identifier tells it.

    The Anthology and OpenReview have the PDF at an address that follows from that of the work; the DOI of a paper in the
    Anthology ends with its identifier there.
    """
    if url.lower().endswith(".pdf") and is_web_address(url):
        return url
    if match := _OPENREVIEW.fullmatch(url):
        return f"https://openreview.net/pdf?id={match[1]}"
    if match := _ANTHOLOGY.fullmatch(url) or _ANTHOLOGY_DOI.fullmatch(doi):
        return f"https://aclanthology.org/{match[1]}.pdf"
    arxiv = arxiv or arxiv_id("", url, doi)
    return arxiv_address(arxiv, "pdf") if arxiv else ""


def orcid_id(text: str) -> str:
    """Return the ORCID iD in *text*, which may be its address; empty if *text* has not the form of one."""
    match = _ORCID.fullmatch(text)
    return match[1] if match else ""


def orcid_check_digit(orcid: str) -> str:
    """Return the last digit that an ORCID iD must have by the 15 before it (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in orcid.replace("-", "")[:15]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]


def orcid_address(orcid: str) -> str:
    """Return the web address of an ORCID iD."""
    return f"https://orcid.org/{orcid}"


def registry_of(address: str) -> tuple[str, str]:
    """Return the registry whose identifier *address* is, and the identifier without what all addresses of it have."""
    for name, pattern in (("Wikidata", WIKIDATA), ("OpenAlex", OPENALEX)):
        if match := pattern.fullmatch(address):
            return name, match[1]
    return ("ROR", address.rpartition("/")[2]) if ROR.fullmatch(address) else ("", "")


def resource_of(address: str) -> str:
    """Return what linked data calls the thing that a page of a registry is about; only Wikidata has a name of its own for it."""
    match = WIKIDATA.fullmatch(address)
    return f"http://www.wikidata.org/entity/{match[1]}" if match else address


def is_web_address(url: str) -> bool:
    """Tell whether *url* is an absolute http or https address without spaces or control characters."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable() and " " not in url
    except ValueError:
        return False
