"""The text in a file: plain text and Markdown in any usual encoding, a saved web page, or a document of Word."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from ..text.messages import mark as _
from .webpages import text_of_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..text.messages import Translate

MAX_FILE = 5_000_000
"""How many bytes a file may have, and the text of a document of Word once it is unpacked fourfold."""
MAX_LINES = 20_000
"""How many lines a text may have; the longest lists that people keep have four thousand."""
_MAX_UNPACKED = 4 * MAX_FILE
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SIGNATURES = (
    (b"%PDF", _("a PDF")),
    (b"\xd0\xcf\x11\xe0", _("a document of Word before 2007, or another old file of Office")),
    (b"{\\rtf", _("a file of rich text (RTF)")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"\x1f\x8b", _("a compressed file (gzip)")),
    (b"7z\xbc\xaf", _("a compressed file (7z)")),
    (b"Rar!", _("a compressed file (RAR)")),
)
_HTML = re.compile(
    rb"\s{0,200}(?:<\?xml[^<>]{0,200}>\s{0,200})?(?:<!--[^<>]{0,2000}-->\s{0,200})?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE
)


class UnreadableError(ValueError):
    """A file has no text to read; the message is a template over the parameters."""

    def __init__(self, message: str, **params: str) -> None:
        super().__init__(message)
        self.message, self.params = message, params

    def text(self, translate: Translate = str) -> str:
        """Return the reason in the language of *translate*."""
        return translate(self.message).format(**{name: translate(value) for name, value in self.params.items()})


def text_of_file(data: bytes) -> str:
    """Return the text in a file; raise UnreadableError if it is of another kind, or too large."""
    text = _text(data)
    if text.count("\n") > MAX_LINES:
        raise UnreadableError(_("the text has more than {limit} lines; give the text of one issue"), limit=f"{MAX_LINES:,}")
    return text


def _text(data: bytes) -> str:
    if len(data) > MAX_FILE:
        raise UnreadableError(_("the file has more than {limit} bytes; give the text of one issue"), limit=f"{MAX_FILE:,}")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(_("this is {kind}, which is not read; save it as text, HTML or .docx"), kind=kind)
    if data.startswith(b"PK\x03\x04"):
        return _text_of_word(data)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if data.count(b"\0", 0, 4096) > 4:
        raise UnreadableError(_("this is a binary file; save its text as text, HTML or .docx"))
    if _HTML.match(data):
        return text_of_page(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _text_of_word(data: bytes) -> str:
    """Return the paragraphs of a document of Word, with the addresses of its links."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            document = _part(packed, "word/document.xml")
            related = _part(packed, "word/_rels/document.xml.rels") if _has(packed, "word/_rels/document.xml.rels") else None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        message = _("this is a zip file, but no document of Word (.docx)")
        raise UnreadableError(message) from error
    except etree.XMLSyntaxError as error:
        raise UnreadableError(_("the document of Word is damaged; save it again, or as text")) from error
    targets = {each.get("Id", ""): each.get("Target", "") for each in related} if related is not None else {}
    return "\n\n".join("".join(_words(paragraph, targets)) for paragraph in document.iter(f"{_WORD}p"))


def _has(packed: zipfile.ZipFile, name: str) -> bool:
    return name in packed.namelist()


def _part(packed: zipfile.ZipFile, name: str) -> etree._Element:
    """Return a part of a document; what it is unpacked to is limited, whatever the file says of itself."""
    with packed.open(name) as stream:
        data = stream.read(_MAX_UNPACKED + 1)
    if len(data) > _MAX_UNPACKED:
        raise UnreadableError(_("the document of Word has too much text; give the text of one issue"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _words(paragraph: etree._Element, targets: dict[str, str]) -> Iterator[str]:
    """Yield the pieces of the text of a paragraph."""
    for each in paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br", f"{_WORD}hyperlink"):
        if each.tag == f"{_WORD}t":
            yield each.text or ""
        elif each.tag == f"{_WORD}hyperlink":
            address = targets.get(each.get(_RELATED, ""), "")
            shown = "".join(part.text or "" for part in each.iter(f"{_WORD}t"))
            if address.startswith("http") and address not in shown:
                yield f" {address} "
        else:
            yield " " if each.tag == f"{_WORD}tab" else "\n"
