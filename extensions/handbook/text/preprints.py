"""How people and programs write that a work is a preprint: ``arXiv preprint arXiv:2210.11610``, ``CoRR``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .identifiers import ARXIV_ID, ARXIV_VERSION

ARXIV = "arXiv"
SERVERS = (ARXIV, "bioRxiv", "medRxiv", "OpenReview", "SSRN")
"""The preprint servers, in the spelling of the handbook."""
_MAY_BE_PREPRINTS = frozenset(
    {"misc", "online", "electronic", "www", "unpublished", "preprint", "article", "techreport", "report"}
)
"""The types of works that may have appeared on a preprint server only, though they do not name it as their container."""
_NUMBER = re.compile(
    rf"(?<![\w.])(?:arxiv[.:]?\s*|abs/|pdf/)?({ARXIV_ID}){ARXIV_VERSION}(?:\.pdf)?(?![\w/])", re.IGNORECASE | re.ASCII
)
_CATEGORY = re.compile(r"\[([a-z-]+(?:\.[A-Za-z-]+)?)(?:[,; ][^\]]*)?\]", re.ASCII)
_NAMES = re.compile(r"\b(?:(arxiv|corr)|(biorxiv)|(medrxiv)|(openreview)|(ssrn))(?:\.(?:org|net|com))?\b", re.IGNORECASE)
_FILLERS = re.compile(
    r"https?://|\b(?:www|e-?prints?|preprints?|abs|pdf|pre-print|version(?: \d+)?|v\d+|available|at|on|online|in|the|technical|"
    r"report|no|cornell|university|working|paper|electronic|journal|server|submitted|to|cs|stat|math)\b|\((?:19|20)\d\d\)",
    re.IGNORECASE,
)
_YEAR_PART = re.compile(r"(?:--?|–)\d{4}")
_SSRN_NUMBER = re.compile(r"\b(\d{5,8})\b", re.ASCII)
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class PreprintNote:
    """What a text says of a preprint: its server, and its number and primary class there; empty where it does not say."""

    server: str
    number: str = ""
    category: str = ""


def read_preprint(written: str) -> PreprintNote | None:
    """Return what *written*, plain text, says of a preprint; None if it says something else, or more than that."""
    names = _NAMES.search(written)
    if names is None:
        return None
    server = next(server for server, name in zip(SERVERS, names.groups(), strict=True) if name)
    category = _CATEGORY.search(written)
    rest = _CATEGORY.sub(" ", written)
    pattern = {ARXIV: _NUMBER, "SSRN": _SSRN_NUMBER}.get(server)
    number = pattern.search(rest) if pattern else None
    if number:
        rest = rest[: number.start()] + " " + rest[number.end() :]
    rest = _YEAR_PART.sub("", _FILLERS.sub("", _NAMES.sub("", rest)))
    if _WORD.search(rest):
        return None
    return PreprintNote(server, number[1] if number else "", category[1] if category and server == ARXIV else "")


def server_of(entry_type: str, where: str, *, archive: str = "", arxiv: str = "") -> str:
    """Return the server of a work that appeared only on a preprint server; empty if it appeared elsewhere.

    *where* is the first that it names of its container, its publisher and its institution; *archive* is its archive.
    """
    if note := read_preprint(where):
        return note.server
    if entry_type not in _MAY_BE_PREPRINTS:
        return ""
    if where or entry_type == "article":
        return next((server for server in sorted(SERVERS) if where.lower().startswith(server.lower())), "")
    return archive or (ARXIV if arxiv else "")
