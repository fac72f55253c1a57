"""The parts of an item's lines as printed: institutions and titles, links."""

from __future__ import annotations

import re

from ..text.folding import has_han
from ..text.identifiers import arxiv_address, doi_address
from .labels import LINK_FIELDS, link_field
from .names import split_list, split_names
from .printed import PrintedLink
from .words import ADDRESS, ARXIV, BARE_ADDRESS, MORE_ABOUT, narrow

__all__ = [
    "find_links",
    "is_complete",
    "join_lines",
    "split_languages",
    "split_list",
    "split_names",
    "split_title",
    "without_links",
]

_LATIN_THEN_HAN = re.compile(r"(?P<latin>[^\u3400-\u9fff]{12,}?)[\s:：|,，\-—]*(?P<han>[\u3400-\u9fff].*)")
_HYPHEN_BAR = re.compile(r"([\u3400-\u9fff\sA-Z、,/&]{2,60}?)\s?[-—–]{1,2}\s?(?=[A-Z])")
"""Institutions in Han characters, and the hyphen between them and a Latin title."""
_COLON_BAR = re.compile(r"([\u3400-\u9fff\s、,/&]{2,60}(?:大学|学院|研究院|研究所|实验室|公司|集团|科技))\s?:\s?(?=\S)")
MAX_BARE_ADDRESS = 500
"""How many characters a line may have to be an address without a scheme, or an arXiv identifier."""
_TRAILING = ".,;:。，；：、)）]】>》\"'”’"
_BEFORE_LINK = re.compile(r"[\w\s./\u4e00-\u9fff]{1,30}$")


def split_title(printed: str) -> tuple[tuple[str, ...], str, str]:
    """Return the institutions, the English and the Chinese title of a line such as ``甲、乙 | English title(中文题目)``."""
    text = _without_more(printed.strip().strip("*").strip())
    plain = narrow(text)
    bar = plain.find("|")
    institutions: tuple[str, ...] = ()
    if bar >= 0:
        before = plain[:bar]
        if before.count("(") == before.count(")") and bar <= 200 and not before.startswith(("《", "“")):
            institutions = split_list(text[:bar])
            text = text[bar + 1 :].strip()
    elif (match := _HYPHEN_BAR.match(plain) or _COLON_BAR.match(plain)) and has_han(match[1]):
        institutions = split_list(text[: match.end(1)])
        text = text[match.end() :].strip()
    return institutions, *split_languages(text)


def _without_more(text: str) -> str:
    """Return a title without the button after it."""
    more = MORE_ABOUT.search(narrow(text[-40:]))
    return text[: len(text) - len(text[-40:]) + more.start()].rstrip() if more else text


def is_complete(title: str) -> bool:
    """Tell whether a title has all that a title has: an English and a Chinese part, or the button after it."""
    text = title.strip()
    if _without_more(text) != text:
        return True
    _institutions, english, chinese = split_title(text)
    return bool(english and chinese) and narrow(text).endswith((")", "》"))


def split_languages(title: str) -> tuple[str, str]:
    """Return the English and the Chinese part of a title; either may be empty. The marks of a title are no part of it."""
    english, chinese = _split_languages(_unmarked(title))
    return _unmarked(english), _unmarked(chinese)


def _unmarked(title: str) -> str:
    """Return a title without the marks of titles around it."""
    text = title.strip()
    for opening, closing in ("《》", "<>", "〈〉"):
        if len(text) > 2 and text[0] == opening and text[-1] == closing and text.count(opening) == text.count(closing) == 1:
            text = text[1:-1].strip()
    return text


def _split_languages(title: str) -> tuple[str, str]:
    if not has_han(title):
        return title, ""
    outer, inner = _last_brackets(title)
    if inner:
        return _in_brackets(outer, inner) or ("", title)
    marked = re.fullmatch(r"《([^《》]{1,300})》\s*[|/:,，：-]?\s*《?([^《》]{1,300})》?", title)
    if marked and has_han(marked[1]) != has_han(marked[2]):
        return (marked[2], marked[1]) if has_han(marked[1]) else (marked[1], marked[2])
    match = _LATIN_THEN_HAN.fullmatch(title)
    if match and len(match["latin"].split()) > 3 and len(re.findall(r"[\u3400-\u9fff]", match["han"])) > 5:
        return match["latin"].rstrip(" (（"), match["han"]
    return "", title


def _in_brackets(outer: str, inner: str) -> tuple[str, str] | None:
    """Return the English and the Chinese title of which one is in brackets; None if the brackets hold no title."""
    if not has_han(outer) and has_han(inner) and outer:
        return outer, inner
    return (inner, outer) if has_han(outer) and not has_han(inner) and len(inner.split()) > 2 else None


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


# ---------------------------------------------------------------- links


def find_links(name: str, printed: str) -> tuple[tuple[PrintedLink, ...], str]:
    """Return the links in a line, and its other text; *name* is the option of the line's label."""
    text = printed.strip()
    matches = list(ADDRESS.finditer(text))
    found = [(match.start(), match[0].rstrip(_TRAILING)) for match in matches]
    rest = ADDRESS.sub("", text)
    if not found and len(text) < MAX_BARE_ADDRESS and " " not in text:
        arxiv = ARXIV.fullmatch(text)
        bare = BARE_ADDRESS.fullmatch(text)
        address = arxiv_address(arxiv[1]) if arxiv else f"https://{text.rstrip(_TRAILING)}" if bare else ""
        found, rest = ([(0, address)], "") if address else ([], text)
    links: dict[str, PrintedLink] = {}
    for start, address in found:
        whole = doi_address(address) if address.startswith("10.") else address
        option = _option(_words_before(text[max(0, start - 60) : start]) or (name if name in LINK_FIELDS else ""), whole)
        links.setdefault(whole, PrintedLink(name=option, url=whole))
    return tuple(links.values()), rest.strip(_TRAILING + " ([<《（【“|｜")


def _words_before(text: str) -> str:
    """Return the option that the words right before an address name; empty if they name none."""
    words = _BEFORE_LINK.search(text.rstrip(" :：([（【|丨《<*"))
    said = re.split(r"[|,，;；)\]】）]|https?:\S+", words[0])[-1].strip() if words else ""
    return link_field(said) if said and len(said) <= 16 else ""


_CODE_HOST = re.compile(r"https?://(?:www\.)?(?:github|gitlab|gitee|bitbucket)\.(?:com|org)/")
_ONLY_WORKS = re.compile(r"https?://(?:[\w-]+\.){0,2}(?:arxiv\.org/(?:abs|pdf)|aclanthology\.org/|openreview\.net/(?:forum|pdf))")
"""Addresses of works, whatever the words before them say, which may be the end of a title."""
_WORK_HOST = re.compile(
    r"https?://(?:[\w-]+\.){0,2}(?:arxiv\.org/(?:abs|pdf)|aclanthology\.org/|openreview\.net/|(?:dx\.)?doi\.org/10\.|openaccess\.thecvf\.com/)"
)


def _option(name: str, address: str) -> str:
    """Return the option for an address, which for the sites of works and of code the site itself decides."""
    if _ONLY_WORKS.match(address):
        return "url"
    if _CODE_HOST.match(address) and name in ("url", ""):
        return "code"
    if _WORK_HOST.match(address) and name in ("", "site", "docs"):
        return "url"
    return name or "url"


def without_links(text: str) -> str:
    """Return the text of a line up to its first address, without the words that name the link."""
    match = ADDRESS.search(text)
    if match is None:
        return text
    before = text[: match.start()].rstrip(" |:：[(（【")
    head, bar, tail = before.rpartition("|")
    if bar and len(tail.strip()) <= 16 and link_field(tail.strip()):
        before = head
    else:
        words = before.rsplit(" ", 1)
        if (
            len(words) == 2
            and link_field(words[1])
            and len(words[1]) <= 12
            and words[1].lower() not in ("data", "models", "model")
        ):
            before = words[0]
    return before.rstrip(" |:：[(（【-–—")


def join_lines(first: str, second: str) -> str:
    """Return two lines as one, with a space between Latin words."""
    spaced = second[:1].isascii() and first[-1:].isascii() and first[-1:] not in ("-", "(", "")
    return f"{first} {second}" if spaced else first + second
