"""Bad input, part one: encodings, line ends and pages on which the parser fails, with the expected reports."""

from __future__ import annotations

from .builders import BIB, ISSUE, PROSE, TERM, bib, case, entry, issue, term

GBK = "中".encode("gbk")

NOT_UTF8 = "byte 0xD6 is not UTF-8 (save the file as UTF-8; bytes that cannot be decoded are shown as �)"
BOM = "the file begins with a byte order mark (it is ignored; save the file as UTF-8 without BOM)"
CRLF = "lines end with CR or CRLF (they are read as LF; set the editor to save LF)"
NUL = "the file contains a NUL character (delete it; it is ignored)"
STOPS = (
    "the Markdown parser fails on this page (it is shown as plain text; "
    "look for a line that begins with % in a block quotation, or for deeply nested directives)"
)

NO_ISSUE = (
    ("entry-unused", "bib/064.bib:1", "doe2022deep is neither presented nor cited (the entry stays in the file)"),
    ("term-unused", "docs/topics/tuning.md:1", "no item carries tuning (the term stays; its page says that nothing carries it)"),
)
"""The further reports if an issue is not recognised."""

ENCODINGS = (
    case(
        "a page that is not UTF-8",
        {ISSUE: issue(entry(body="!")).encode().replace(b"!", GBK)},
        ("not-utf8", "issues/064.md:12", NOT_UTF8),
    ),
    case(
        "a page that is not UTF-8 and ends its lines with CR",
        {ISSUE: issue(entry(body="!")).encode().replace(b"!", GBK).replace(b"\n", b"\r")},
        ("crlf", "issues/064.md:1", CRLF),
        ("not-utf8", "issues/064.md:12", NOT_UTF8),
    ),
    case(
        "a page in UTF-16",
        {PROSE: b"\xff\xfe#\0 \0a\0"},
        ("not-utf8", "docs/guide/prose.md:1", NOT_UTF8.replace("D6", "FF")),
        ("nul-character", "docs/guide/prose.md:1", NUL),
    ),
    case(
        "a page with a byte order mark",
        {ISSUE: b"\xef\xbb\xbf" + issue().encode()},
        ("byte-order-mark", "issues/064.md:1", BOM),
    ),
    case("a page with CRLF", {ISSUE: issue().replace("\n", "\r\n")}, ("crlf", "issues/064.md:1", CRLF)),
    case("a page with one CR", {ISSUE: issue(entry(body="一\r二"))}, ("crlf", "issues/064.md:12", CRLF)),
    case("a page with NUL", {ISSUE: issue(entry(body="一\n二\0\0三\0"))}, ("nul-character", "issues/064.md:13", NUL)),
    case(
        "a .bib file that is not UTF-8",
        {BIB: bib(title="!").encode().replace(b"!", GBK)},
        ("not-utf8", "bib/064.bib:3", NOT_UTF8),
    ),
    case(
        "a .bib file with a byte order mark", {BIB: b"\xef\xbb\xbf" + bib().encode()}, ("byte-order-mark", "bib/064.bib:1", BOM)
    ),
    case("a .bib file with CRLF", {BIB: bib().replace("\n", "\r\n")}, ("crlf", "bib/064.bib:1", CRLF)),
    case("a .bib file with CR", {BIB: "% first\n" + bib().replace("\n", "\r")}, ("crlf", "bib/064.bib:2", CRLF)),
    case("a .bib file with NUL", {BIB: bib(title="De\0ep")}, ("nul-character", "bib/064.bib:3", NUL)),
)

UNREADABLE = (
    case(
        "a page of prose on which the parser fails",
        {PROSE: "# 文\n\n> % 注\n>"},
        ("markdown-unreadable", "docs/guide/prose.md:1", STOPS),
    ),
    case(
        "a page of a term on which the parser fails",
        {TERM: term(body="> % 注\n>").rstrip("\n")},
        ("markdown-unreadable", "docs/topics/tuning.md:1", STOPS),
    ),
    case(
        "an issue on which the parser fails inside an entry",
        {ISSUE: issue(entry(body="> % 注\n>"))},
        *NO_ISSUE,
        ("markdown-unreadable", "issues/064.md:1", STOPS),
    ),
)

CASES = (*ENCODINGS, *UNREADABLE)
