"""The parts of an item's lines as printed: institutions and titles, names, links."""

from __future__ import annotations

import re

from ..text.folding import has_han
from ..text.identifiers import arxiv_address, doi_address
from .printed import PrintedLink
from .words import ADDRESS, ARXIV, BARE_ADDRESS, MORE_ABOUT, narrow

_SEPARATOR = re.compile(r"\s*[、,，;；/]\s*")
_NAME_SEPARATOR = re.compile(r"\s*(?:[、,，;；]|\s(?:and|&)\s)\s*")
_MORE = re.compile(r"(?:\s|^)*(?:等(?:人|机构|单位|多位|多家)?|et\s+al\.?)(?:著|联合)?[.。]?$", re.IGNORECASE)
_JOINED = re.compile(r"(?:联合|联合研究|合作)$")
_LATIN_THEN_HAN = re.compile(r"(?P<latin>[^\u3400-\u9fff]{12,}?)[\s:：|,，\-—]*(?P<han>[\u3400-\u9fff].*)")
MAX_BARE_ADDRESS = 500
"""How many characters a line may have to be an address without a scheme, or an arXiv identifier."""
_TRAILING = ".,;:。，；：、)）]】>》\"'”’"


def split_title(printed: str) -> tuple[tuple[str, ...], str, str]:
    """Return the institutions, the English and the Chinese title of a line such as ``甲、乙 | English title(中文题目)``."""
    text = printed.strip().strip("*").strip()
    more = MORE_ABOUT.search(narrow(text[-40:]))
    if more:
        text = text[: len(text) - len(text[-40:]) + more.start()].rstrip()
    plain = narrow(text)
    bar = plain.find("|")
    before = plain[: max(bar, 0)]
    institutions: tuple[str, ...] = ()
    if bar >= 0 and before.count("(") == before.count(")") and bar <= 200:
        institutions = split_list(text[:bar])
        text = text[bar + 1 :].strip()
    return institutions, *split_languages(text)


def split_languages(title: str) -> tuple[str, str]:
    """Return the English and the Chinese part of a title; either may be empty."""
    if not has_han(title):
        return title, ""
    outer, inner = _last_brackets(title)
    if inner:
        if not has_han(outer) and has_han(inner) and outer:
            return outer, inner
        if has_han(outer) and not has_han(inner) and len(inner.split()) > 2:
            return inner, outer
        return "", title
    match = _LATIN_THEN_HAN.fullmatch(title)
    if match and len(match["latin"].split()) > 3 and len(re.findall(r"[\u3400-\u9fff]", match["han"])) > 5:
        return match["latin"].rstrip(" (（"), match["han"]
    return "", title


def _last_brackets(title: str) -> tuple[str, str]:
    """Return the text before the brackets at the end of *title*, and in them; the closing bracket may be missing."""
    plain = narrow(title)
    if not plain.endswith(")"):
        opening = plain.find("(")
        unclosed = opening > 0 and plain.count("(") > plain.count(")")
        return (title[:opening].rstrip(), title[opening + 1 :].strip()) if unclosed else (title, "")
    depth = 0
    for index in range(len(plain) - 1, -1, -1):
        depth += (plain[index] == ")") - (plain[index] == "(")
        if not depth:
            return title[:index].rstrip(), title[index + 1 : -1].strip()
    return title, ""


def split_list(printed: str) -> tuple[str, ...]:
    """Return the names of a list of institutions, without 等 (and others) and 联合 (jointly)."""
    text = _JOINED.sub("", _MORE.sub("", printed.strip()[:2000]).strip()).strip()
    return tuple(dict.fromkeys(part for part in _SEPARATOR.split(text) if part))


def split_names(printed: str) -> tuple[tuple[str, ...], bool]:
    """Return the names of a list of people, and whether it ends in 等 or et al."""
    text = printed.strip().strip("*").strip()
    tail = text[-20:]
    more = _MORE.search(tail)
    if more:
        text = text[: len(text) - len(tail) + more.start()]
    return tuple(dict.fromkeys(part for part in _NAME_SEPARATOR.split(text.strip(" ,，、;；")) if part)), more is not None


def find_links(name: str, printed: str) -> tuple[tuple[PrintedLink, ...], str]:
    """Return the links in a line, and its other text; *name* is the option of the line's label."""
    text = printed.strip()
    addresses = [match[0].rstrip(_TRAILING) for match in ADDRESS.finditer(text)]
    rest = ADDRESS.sub("", text)
    if not addresses and len(text) < MAX_BARE_ADDRESS and " " not in text:
        arxiv = ARXIV.fullmatch(text)
        bare = BARE_ADDRESS.fullmatch(text)
        addresses = [arxiv_address(arxiv[1])] if arxiv else [f"https://{text.rstrip(_TRAILING)}"] if bare else []
        rest = "" if addresses else text
    whole = dict.fromkeys(doi_address(address) if address.startswith("10.") else address for address in addresses)
    links = tuple(PrintedLink(name=_option(name, address), url=address) for address in whole)
    return links, rest.strip(_TRAILING + " ([<《（【“")


def _option(name: str, address: str) -> str:
    """Return the option for an address: an address on a site for code is code, even if the label is that of the work."""
    is_code = re.match(r"https?://(?:www\.)?(?:github|gitlab|gitee|bitbucket)\.(?:com|org)/", address)
    return "code" if is_code and name == "url" else name


def join_lines(first: str, second: str) -> str:
    """Return two lines as one, with a space between Latin words."""
    spaced = second[:1].isascii() and first[-1:].isascii() and first[-1:] not in ("-", "(", "")
    return f"{first} {second}" if spaced else first + second
