"""The text of a saved web page, block by block, in the Markdown that says what is a heading, a list or a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTENT = (
    '//*[@id="js_content"]',
    '//*[@id="content_views"]',
    '//*[contains(concat(" ", @class, " "), " Post-RichText ")]',
    '//*[contains(concat(" ", @class, " "), " RichText ")]',
    '//*[contains(concat(" ", @class, " "), " markdown-body ")]',
    "//article",
    "//main",
)
"""Where the text of an article is, in the pages of WeChat, CSDN, Zhihu, GitHub, and others."""
_TITLE = ('//*[@id="activity-name"]', '//h1[contains(@class, "title-article")]', '//h1[contains(@class, "Post-Title")]')
_LEFT_OUT = {"script", "style", "noscript", "template", "head", "svg", "button", "select", "iframe", "form", "nav", "textarea"}
_BLOCKS = {"p", "div", "section", "article", "main", "ul", "ol", "dl", "dt", "dd", "table", "blockquote", "pre", "figure", "hr"}
_BLOCKS |= {"header", "footer", "aside", "details", "summary", "body", "center", "figcaption"}
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_MIN_CONTENT = 200
"""How many characters the text of an article must have to be taken for all that the page says."""
_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s?=\s?[\"']?\s?([\w-]{2,20})", re.IGNORECASE)


def text_of_page(data: bytes) -> str:
    """Return the text of a web page."""
    root = html.document_fromstring(_decoded(data), parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    titles = [node for path in _TITLE for node in root.xpath(path)][:1]
    content = next((nodes[0] for path in _CONTENT if (nodes := _whole(root, path))), root)
    lines = [*(f"# {_squeezed(node.text_content())}" for node in titles), "", *_lines(content)]
    return "\n".join(lines)


def _decoded(data: bytes) -> bytes:
    """Return a page in UTF-8, whatever encoding it names; NUL ends the text for the parser, and is left out."""
    named = _CHARSET.search(data[:4096])
    encoding = named[1].decode("ascii", "replace").lower() if named else "utf-8"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030" if encoding.startswith("gb") or encoding == "utf-8" else _known(encoding), "replace")
    return (text.replace("\0", "") or " ").encode()


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)
    except LookupError:
        return "utf-8"
    return encoding


def _whole(root: etree._Element, path: str) -> list[etree._Element]:
    return [node for node in root.xpath(path)[:1] if len(_squeezed(node.text_content())) >= _MIN_CONTENT or "js_content" in path]


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _lines(content: etree._Element) -> Iterator[str]:
    """Yield the lines of the text of an element; the tree is walked without recursion, because it may be deep."""
    pieces: list[str] = []
    for piece in _pieces(content):
        if piece != "\n":
            pieces.append(piece)
            continue
        line = _squeezed("".join(pieces))
        if re.fullmatch(r"[-|]|#{1,6}", line):  # the mark of a block in a block
            continue
        if line:
            yield line
            yield ""
        pieces.clear()
    if line := _squeezed("".join(pieces)):
        yield line


def _pieces(content: etree._Element) -> Iterator[str]:
    """Yield the pieces of a text; a line break ends a line."""
    skipped: etree._Element | None = None
    for event, node in etree.iterwalk(content, events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if skipped is None and event == "start":
            if tag in _LEFT_OUT:
                skipped = node
            else:
                yield from _opened(node, tag)
        elif event != "start":
            if skipped is None and event == "end":
                yield from _closed(node, tag)
            if skipped is node:
                skipped = None
            if skipped is None and node is not content and node.tail:
                yield node.tail
    yield "\n"


def _opened(node: etree._Element, tag: str) -> Iterator[str]:
    """Yield what stands where an element begins."""
    if tag in _HEADINGS:
        yield "\n"
        yield _HEADINGS[tag]
    elif tag == "li":
        yield "\n"
        yield "- "
    elif tag == "tr":
        yield "\n"
        yield "| "
    elif tag in _BLOCKS or tag == "br":
        yield "\n"
    elif tag in ("strong", "b") and (node.text or "").strip() and not len(node):
        yield "**"
    yield node.text or ""


def _closed(node: etree._Element, tag: str) -> Iterator[str]:
    """Yield what stands where an element ends."""
    if tag in ("td", "th"):
        yield " | "
    elif tag in _HEADINGS or tag in _BLOCKS or tag in ("li", "tr"):
        yield "\n"
    elif tag in ("strong", "b") and (node.text or "").strip() and not len(node):
        yield "**"
    elif tag == "a":
        address = node.get("href") or ""
        if re.match(r"https?://\S+$", address) and address not in node.text_content():
            yield f" {address} "
